//! The key of this device: shown as text and as a QR code only when it is asked for, saved as a file, or taken over from
//! another device.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::io::ExportedFile;
use sente_core::ApiError;
use sente_core::calls::{AdoptKey, ShowKey};
use web_sys::File;

use super::super::write;
use super::qr::QrCodeView;
use crate::backend::use_backend;
use crate::device::read_text;
use crate::parts::{FilePicker, Icon, download, error_text, focus, use_toast};
use crate::words::{Arg, say, t, tf};

/// Of the file that holds it.
const FILE: &str = "sente-cle.txt";

#[component]
pub fn DeviceKeyTools() -> impl IntoView {
    let shown = RwSignal::new(None::<String>);
    view! {
        <details class="fold" data-test="device-key">
            <summary>{say("key-title")}</summary>
            <p>{say("key-text")}</p>
            <div class="notice">
                <p>{say("key-warning")}</p>
            </div>
            {move || match shown.get() {
                None => {
                    view! {
                        <button
                            type="button"
                            class="button"
                            data-test="show-key"
                            on:click=move |_| {
                                write(
                                    ShowKey {},
                                    move |key| {
                                        shown.try_set(Some(key));
                                    },
                                );
                            }
                        >
                            <Icon name="eye" />
                            {say("key-show")}
                        </button>
                    }
                        .into_any()
                }
                Some(key) => view! { <Shown key shown /> }.into_any(),
            }}
            <Adopt />
        </details>
    }
}

#[component]
fn Shown(key: String, shown: RwSignal<Option<String>>) -> impl IntoView {
    let text = key.clone();
    let save = move |_| {
        let (file_name, media_type) = (FILE.to_owned(), "text/plain".to_owned());
        download(ExportedFile { file_name, media_type, text: text.clone() });
    };
    view! {
        <div class="key" data-test="key">
            <QrCodeView text=key.clone() />
            <div class="key-text">
                <p class="field-label">{say("key-as-text")}</p>
                <code data-test="key-text">{key}</code>
                <div class="face-actions">
                    <button type="button" class="button" data-test="save-key" on:click=save>
                        <Icon name="download" />
                        {say("key-save")}
                    </button>
                    <button type="button" class="button" data-test="hide-key" on:click=move |_| shown.set(None)>
                        {say("key-hide")}
                    </button>
                </div>
            </div>
        </div>
    }
}

/// The key of another device, typed or out of the file that it has saved.
#[component]
fn Adopt() -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(None::<ApiError>);
    let adopt = move |text: String| {
        spawn_local(async move {
            match use_backend().ask(AdoptKey { text }).await {
                Ok(_) => {
                    refused.try_set(None);
                    if let Some(Some(field)) = field.try_get_untracked() {
                        field.set_value("");
                    }
                    use_toast().show(t("key-adopted"), None);
                }
                Err(error) => {
                    refused.try_set(Some(error));
                    focus("#other-key");
                }
            }
        });
    };
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        adopt(field.get_untracked().map(|field| field.value()).unwrap_or_default());
    };
    let from_file = move |file: File| {
        spawn_local(async move {
            match read_text(&file).await {
                Ok(text) => adopt(text),
                Err(reason) => {
                    use_toast().show(tf("carnet-unreadable", &[("reason", Arg::Text(&reason))]), None);
                }
            }
        });
    };
    view! {
        <form class="adopt" on:submit=submit novalidate>
            <label class="field-label" for="other-key">
                {say("key-other")}
            </label>
            <p id="other-key-hint" class="muted field-hint">
                {say("key-other-hint")}
            </p>
            <input
                node_ref=field
                id="other-key"
                class="input"
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                data-test="other-key"
                aria-describedby="other-key-hint other-key-problem"
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
            />
            <p id="other-key-problem" class="field-problem" role="alert" data-test="key-refused">
                {move || refused.get().map(|error| error_text(&error))}
            </p>
            <div class="face-actions">
                <button type="submit" class="button" data-test="adopt-key">
                    {say("key-adopt")}
                </button>
                <FilePicker
                    text="key-from-file"
                    accept=".txt,text/plain"
                    tests=("key-pick", "key-file")
                    picked=from_file
                />
            </div>
        </form>
    }
}
