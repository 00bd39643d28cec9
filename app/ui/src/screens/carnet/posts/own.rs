//! What the hiker has written belongs to the hiker: taken out as a file, erased here and on the server, carried to another
//! device by its key.

use leptos::prelude::*;
use protocol::ThingKind;
use sente_core::calls::{ErasePosts, ExportPosts};
use sente_core::community::PostsPage;

use super::super::write;
use super::PostsState;
use super::key::DeviceKeyTools;
use crate::device::forget_drafts;
use crate::parts::{Confirm, Icon, download, focus_when_drawn, use_toast};
use crate::words::{Arg, say, t, tf};

#[component]
pub fn OwnPosts(state: PostsState) -> impl IntoView {
    let erasing = RwSignal::new(false);
    let touches = Signal::derive(move || state.with(erase_text));
    let erase = || {
        write(ErasePosts {}, |_| {
            forget_drafts();
            use_toast().show(t("posts-erased"), None);
            focus_when_drawn("#posts");
        });
    };
    view! {
        <div class="own-posts-data">
            <h3>{say("posts-own-data")}</h3>
            <p class="muted">{say("posts-own-data-text")}</p>
            <div class="face-actions">
                <button
                    type="button"
                    class="button"
                    data-test="export-posts"
                    on:click=move |_| write(ExportPosts {}, download)
                >
                    <Icon name="download" />
                    {say("posts-export")}
                </button>
                <button type="button" class="button" data-test="erase-posts" on:click=move |_| erasing.set(true)>
                    <Icon name="trash-2" />
                    {say("posts-erase")}
                </button>
            </div>
            <Confirm
                open=erasing
                title=Signal::derive(say("posts-erase"))
                text=touches
                action=Signal::derive(say("posts-erase-do"))
                on_confirm=erase
            />
            <DeviceKeyTools />
        </div>
    }
}

/// What will be gone, and where.
fn erase_text(page: &PostsPage) -> String {
    let count = |kind| {
        let of_kind = page.posts.iter().filter(|post| post.content.kind() == kind);
        Arg::Count(u32::try_from(of_kind.count()).unwrap_or(u32::MAX))
    };
    tf(
        "posts-erase-text",
        &[
            ("reviews", count(ThingKind::Review)),
            ("recommendations", count(ThingKind::Recommendation)),
            ("reports", count(ThingKind::Report)),
        ],
    )
}
