//! The hiker's data are the hiker's: one tap exports them, one imports them, one erases them, each with a way back.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sente_core::calls::{EraseCarnet, ExportCarnet, ImportCarnet};
use sente_core::carnet::CarnetPage;
use web_sys::File;

use super::posts::{OwnPosts, PostsState};
use super::write;
use crate::backend::use_backend;
use crate::device::read_text;
use crate::parts::{Confirm, FilePicker, Icon, download, error_text, undo, use_toast};
use crate::preferences;
use crate::words::{Arg, say, t, tf};

#[component]
pub fn OwnData(page: Signal<CarnetPage>, posts: PostsState) -> impl IntoView {
    let erasing = RwSignal::new(false);
    let touches = Signal::derive(move || {
        page.with(|page| {
            let (routes, lists) = (page.entries.len(), page.lists.len());
            tf("carnet-erase-text", &[("routes", count(routes)), ("lists", count(lists))])
        })
    });
    view! {
        <section class="section own-data" aria-labelledby="own-data">
            <h2 id="own-data" class="section-title">
                {say("carnet-own-data")}
            </h2>
            <p class="muted">{say("carnet-own-data-text")}</p>
            <div class="face-actions">
                <button
                    type="button"
                    class="button"
                    data-test="export-carnet"
                    on:click=move |_| write(ExportCarnet {}, download)
                >
                    <Icon name="download" />
                    {say("carnet-export")}
                </button>
                <FilePicker
                    text="carnet-import"
                    accept=".json,application/json"
                    tests=("import-carnet", "import-file")
                    picked=import
                />
                <button type="button" class="button" data-test="erase-carnet" on:click=move |_| erasing.set(true)>
                    <Icon name="trash-2" />
                    {say("carnet-erase")}
                </button>
            </div>
            <Confirm
                open=erasing
                title=Signal::derive(say("carnet-erase"))
                text=touches
                action=Signal::derive(say("carnet-erase-do"))
                on_confirm=erase
            />
            <OwnPosts state=posts />
        </section>
    }
}

fn count(number: usize) -> Arg<'static> {
    Arg::Count(u32::try_from(number).unwrap_or(u32::MAX))
}

fn erase() {
    write(EraseCarnet {}, |before| {
        spawn_local(preferences::load());
        let put_back = undo(move || {
            write(ImportCarnet { text: before.text.clone() }, |_| spawn_local(preferences::load()));
        });
        use_toast().show(t("carnet-erased"), put_back);
    });
}

/// Adds the file to the notebook; the way back is the notebook as it was.
fn import(file: File) {
    spawn_local(async move {
        let backend = use_backend();
        let text = match read_text(&file).await {
            Ok(text) => text,
            Err(reason) => {
                use_toast().show(tf("carnet-unreadable", &[("reason", Arg::Text(&reason))]), None);
                return;
            }
        };
        let outcome = async {
            let before = backend.ask(ExportCarnet {}).await?;
            backend.ask(ImportCarnet { text }).await?;
            Ok(before)
        };
        match outcome.await {
            Ok(before) => {
                preferences::load().await;
                let back = undo(move || restore(before.text.clone()));
                use_toast().show(t("carnet-imported"), back);
            }
            Err(error) => use_toast().show(error_text(&error), None),
        }
    });
}

fn restore(text: String) {
    write(EraseCarnet {}, |_| write(ImportCarnet { text }, |_| spawn_local(preferences::load())));
}
