//! Mon carnet: favourites, to do, done, lists, notes, what was written for others; export, import and erasing of one's own
//! data.

mod entry;
mod lists;
mod own_data;
mod posts;
mod shelf;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use pdipr_data::domain::RouteId;
use sente_core::ApiError;
use sente_core::calls::{Call, OpenCarnet};
use sente_core::carnet::CarnetPage;

use self::entry::EntryView;
use self::lists::{ListTools, NewList};
use self::own_data::OwnData;
use self::posts::{Posts, PostsState};
use self::shelf::Shelf;
use crate::backend::{asked, carnet_version, use_backend};
use crate::climbs;
use crate::map::use_map_state;
use crate::packs;
use crate::parts::{Empty, Failed, Icon, PageTitle, SkeletonCards, error_text, use_toast};
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Carnet() -> impl IntoView {
    packs::watch(use_map_state());
    climbs::serve();
    let opened = asked(|| {
        // Read again after each change of the notebook.
        carnet_version();
        OpenCarnet {}
    });
    let page = RwSignal::new(None::<CarnetPage>);
    let failure = RwSignal::new(None::<ApiError>);
    Effect::new(move || match opened.get() {
        Some(Ok(opened)) => {
            failure.set(None);
            page.set(Some(opened));
        }
        Some(Err(error)) => failure.set(Some(error)),
        None => {}
    });
    let is_there = Memo::new(move |_| page.with(Option::is_some));
    view! {
        <div class="page carnet">
            <PageTitle text=Signal::derive(say("carnet-title")) />
            {move || {
                failure
                    .get()
                    .map(|error| view! { <Failed error retry=Callback::new(move |()| opened.refetch()) /> })
            }}
            <Show
                when=move || is_there.get()
                fallback=move || failure.with(Option::is_none).then(|| view! { <SkeletonCards /> })
            >
                <Opened page=Signal::derive(move || page.get().unwrap_or_default()) />
            </Show>
        </div>
    }
}

#[component]
fn Opened(page: Signal<CarnetPage>) -> impl IntoView {
    let query = use_query_map();
    let shelf = Memo::new(move |_| Shelf::read(&query.read().get("onglet").unwrap_or_default()));
    let shown = Memo::new(move |_| page.with(|page| shelf.get().entries(page)));
    let posts = PostsState::open();
    view! {
        <Shelves page shelf />
        {move || match shelf.get() {
            Shelf::List(list) => view! { <ListTools page list /> }.into_any(),
            _ => ().into_any(),
        }}
        <Show when=move || !shown.with(Vec::is_empty) fallback=move || view! { <NothingKept shelf=shelf.get() /> }>
            <ul class="cards" data-test="carnet-entries">
                <For each=move || shown.get() key=|id| id.clone() let:id>
                    <EntryOf page id />
                </For>
            </ul>
        </Show>
        <Posts state=posts />
        <section class="section" aria-labelledby="own-file">
            <h2 id="own-file" class="section-title">
                {say("gpx-title")}
            </h2>
            <p class="muted">{say("gpx-nothing-text")}</p>
            <a href="/fichier" class="button" data-test="open-gpx">
                <Icon name="map" />
                {say("gpx-open")}
            </a>
        </section>
        <OwnData page posts />
    }
}

/// One entry, kept in step with the page while it is shown.
#[component]
fn EntryOf(page: Signal<CarnetPage>, id: RouteId) -> impl IntoView {
    let wanted = id.clone();
    let entry =
        Memo::new(move |_| page.with(|page| page.entries.iter().find(|entry| entry.id == wanted).cloned()));
    view! { <EntryView id entry page /> }
}

/// The shelves as links, each with its count.
#[component]
fn Shelves(page: Signal<CarnetPage>, shelf: Memo<Shelf>) -> impl IntoView {
    const FIXED: [(Shelf, &str); 3] = [
        (Shelf::Favourites, "carnet-favourites"),
        (Shelf::ToDo, "carnet-to-do"),
        (Shelf::Done, "carnet-done"),
    ];
    let lists = Memo::new(move |_| {
        page.with(|page| page.lists.iter().map(|list| (list.id, list.name.clone())).collect::<Vec<_>>())
    });
    view! {
        <nav class="shelves" aria-label=say("carnet-shelves")>
            <ul>
                {FIXED
                    .map(|(one, key)| view! { <li><ShelfLink page shelf one name=Signal::derive(say(key)) /></li> })
                    .collect_view()}
                <For each=move || lists.get() key=|list| list.clone() let((id, name))>
                    <li>
                        <ShelfLink page shelf one=Shelf::List(id) name=Signal::derive(move || name.clone()) />
                    </li>
                </For>
                <li>
                    <NewList />
                </li>
            </ul>
        </nav>
    }
}

#[component]
fn ShelfLink(
    page: Signal<CarnetPage>,
    shelf: Memo<Shelf>,
    one: Shelf,
    name: Signal<String>,
) -> impl IntoView {
    let count = Memo::new(move |_| page.with(|page| one.entries(page).len()));
    view! {
        <a
            href=one.address()
            data-noscroll="true"
            class="chip"
            aria-current=move || (shelf.get() == one).then_some("true")
            data-test=format!("shelf-{}", one.slug())
        >
            {move || name.get()}
            <span class="chip-count">{move || count.get()}</span>
        </a>
    }
}

#[component]
fn NothingKept(shelf: Shelf) -> impl IntoView {
    let (title, text, icon) = match shelf {
        Shelf::Favourites => ("carnet-no-favourites", "carnet-no-favourites-text", "heart"),
        Shelf::ToDo => ("carnet-nothing-to-do", "carnet-nothing-to-do-text", "flag"),
        Shelf::Done => ("carnet-nothing-done", "carnet-nothing-done-text", "circle-check"),
        Shelf::List(_) => ("carnet-empty-list", "carnet-empty-list-text", "list-checks"),
    };
    view! {
        <Empty title=Signal::derive(move || t(title)) text=Signal::derive(move || t(text)) icon>
            <a href="/randonnees" class="button button-primary">
                {say("see-all-routes")}
            </a>
        </Empty>
    }
}

/// Asks the engine to write something; tells where it refuses.
fn write<C: Call + 'static>(call: C, then: impl FnOnce(C::Reply) + 'static)
where
    C::Reply: 'static,
{
    spawn_local(async move {
        match use_backend().ask(call).await {
            Ok(reply) => then(reply),
            Err(error) => use_toast().show(error_text(&error), None),
        }
    });
}

/// The name by which messages speak of an entry.
fn name_in(text_key: &str, name: &str) -> String {
    tf(text_key, &[("name", Arg::Text(name))])
}
