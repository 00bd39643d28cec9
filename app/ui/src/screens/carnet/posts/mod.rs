//! Mes avis et signalements: everything the hiker has written for others, each with how far it is, and how the exchange
//! with the server stands. Read again when the host has exchanged something.

mod exchange;
mod key;
mod one;
mod own;
mod qr;

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use protocol::ThingId;
use sente_core::calls::OpenPosts;
use sente_core::community::{Post, PostsPage};

use self::exchange::Exchange;
use self::one::PostView;
pub use self::own::OwnPosts;
use crate::backend::{Asked, asked, carnet_version, news_version};
use crate::parts::{Failed, Waiting, focus_when_drawn};
use crate::screens::more::RULES;
use crate::words::say;

/// What is on the page; copies are the same state.
#[derive(Clone, Copy)]
pub struct PostsState {
    answer: Asked<PostsPage>,
    page: Memo<Option<PostsPage>>,
}

impl PostsState {
    pub fn open() -> Self {
        let answer = asked(|| {
            carnet_version();
            news_version();
            OpenPosts {}
        });
        // While it is read again, what was there stays.
        let page = Memo::new(move |before: Option<&Option<PostsPage>>| match answer.get() {
            Some(Ok(page)) => Some(page),
            _ => before.cloned().flatten(),
        });
        PostsState { answer, page }
    }

    fn with<T: Default>(self, read: impl FnOnce(&PostsPage) -> T) -> T {
        self.page.with(|page| page.as_ref().map(read).unwrap_or_default())
    }
}

#[component]
pub fn Posts(state: PostsState) -> impl IntoView {
    let things = Memo::new(move |_| {
        state.with(|page| page.posts.iter().map(|post| post.thing).collect::<Vec<ThingId>>())
    });
    let is_there = Memo::new(move |_| state.page.with(Option::is_some));
    let failure = move || state.answer.get().and_then(Result::err);
    let hash = use_location().hash;
    Effect::new(move |_| {
        // Who comes for them from elsewhere is led there once they stand.
        if is_there.get() && hash.get_untracked() == "#mes-avis" {
            focus_when_drawn("#posts");
        }
    });
    view! {
        <section class="section posts" id="mes-avis" aria-labelledby="posts">
            <h2 id="posts" class="section-title" tabindex="-1">
                {say("posts-title")}
            </h2>
            {move || {
                failure()
                    .map(|error| {
                        view! { <Failed error retry=Callback::new(move |()| state.answer.refetch()) /> }
                    })
            }}
            <Show
                when=move || is_there.get()
                fallback=move || failure().is_none().then(|| view! { <Waiting /> })
            >
                <Show
                    when=move || !things.with(Vec::is_empty)
                    fallback=|| {
                        view! {
                            <p class="muted" data-test="posts-none">
                                {say("posts-none")}
                            </p>
                        }
                    }
                >
                    <ul class="post-list" data-test="posts">
                        <For each=move || things.get() key=|thing| *thing let:thing>
                            <PostOf state thing />
                        </For>
                    </ul>
                </Show>
                <Exchange state />
            </Show>
            <p>
                <a href=RULES>{say("rules-title")}</a>
            </p>
        </section>
    }
}

/// One post, kept in step with the page while it is shown.
#[component]
fn PostOf(state: PostsState, thing: ThingId) -> impl IntoView {
    let post = Memo::new(move |_| {
        let found = |page: &PostsPage| page.posts.iter().find(|post| post.thing == thing).cloned();
        state.with(|page| found(page))
    });
    view! { <li class="post" data-test="post">{move || post.get().map(|post: Post| view! { <PostView post /> })}</li> }
}
