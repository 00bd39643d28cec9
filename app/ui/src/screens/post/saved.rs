//! Right after saving: it is kept, how far it is, and the ways on.

use leptos::prelude::*;
use leptos_router::components::A;
use sente_core::calls::OpenPosts;
use sente_core::community::{Content, Post, PostState};

use crate::backend::{asked, news_version};
use crate::parts::{Icon, PostStateView, announce, focus_when_drawn};
use crate::posts::edit_form;
use crate::words::{say, t};

#[component]
pub fn Saved(post: Post) -> impl IntoView {
    let (title, leaves) = match post.content {
        Content::Review(_) => ("write-saved-review", "write-leaves"),
        Content::Recommendation(_) => ("write-saved-recommendation", "write-leaves-recommendation"),
        Content::Report(_) => ("write-saved-report", "write-leaves"),
    };
    let (edit, route) = (edit_form(&post), post.content.route().cloned());
    let thing = post.thing;
    let page = asked(move || {
        news_version();
        OpenPosts {}
    });
    let first = post.state;
    let state = Memo::new(move |_| match page.get() {
        Some(Ok(page)) => page.posts.into_iter().find(|post| post.thing == thing).map(|post| post.state),
        _ => None,
    });
    let now = move || state.get().unwrap_or_else(|| first.clone());
    let server = Memo::new(move |_| page.get().and_then(Result::ok).is_none_or(|page| page.sync.server));
    let way = move |state: &PostState| match state {
        PostState::Waiting if server.get() => Some(t(leaves)),
        PostState::Waiting => Some(t("write-no-server")),
        _ => None,
    };
    let told = now.clone();
    announce(t(title));
    focus_when_drawn("#post-saved");
    view! {
        <div class="face write-saved" data-test="post-saved">
            <Icon name="circle-check" />
            <h2 id="post-saved" class="face-title" tabindex="-1">
                {say(title)}
            </h2>
            {move || way(&told()).map(|text| view! { <p>{text}</p> })}
            {move || view! { <PostStateView state=now() /> }}
            <div class="face-actions">
                {match route {
                    Some(route) => {
                        view! {
                            <A
                                href=format!("/itineraire/{route}")
                                attr:class="button button-primary"
                                attr:data-test="post-back"
                            >
                                {say("write-back-route")}
                            </A>
                        }
                            .into_any()
                    }
                    None => {
                        view! {
                            <A href="/carte" attr:class="button button-primary" attr:data-test="post-back">
                                {say("write-back-map")}
                            </A>
                        }
                            .into_any()
                    }
                }}
                <A href=edit attr:class="button" attr:data-test="post-edit">
                    <Icon name="pencil" />
                    {say("write-edit")}
                </A>
                <A href="/carnet#mes-avis" attr:class="button">
                    {say("write-mine")}
                </A>
            </div>
        </div>
    }
}
