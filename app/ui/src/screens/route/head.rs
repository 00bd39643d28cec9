//! The row of actions at the top of the sheet: back, favourite, share, print. It stays in sight.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use pdipr_data::domain::RouteCard;

use super::marks::MarksState;
use super::picture::RoutePicture;
use crate::device;
use crate::parts::{Icon, tell_shared};
use crate::screens::explore::{back_to_list, use_explore};
use crate::words::{say, t};

#[component]
pub fn Toolbar(
    #[prop(optional)] card: Option<RouteCard>,
    #[prop(optional)] marks: Option<MarksState>,
    #[prop(optional)] picture: Option<RoutePicture>,
) -> impl IntoView {
    let explore = use_explore();
    let navigate = use_navigate();
    view! {
        <div class="sheet-bar no-print">
            <button
                type="button"
                class="button button-quiet sheet-back"
                data-test="back"
                on:click=move |_| back_to_list(explore, &navigate)
            >
                <Icon name="chevron-left" />
                {say("back")}
            </button>
            <div class="sheet-bar-actions">
                {marks.map(|marks| view! { <Favourite marks /> })}
                {card.map(|card| view! { <Share card /> })}
                {picture.map(|picture| view! { <Print picture /> })}
            </div>
        </div>
    }
}

#[component]
fn Favourite(marks: MarksState) -> impl IntoView {
    let on = Memo::new(move |_| marks.value.with(|marks| marks.favourite));
    view! {
        <button
            type="button"
            class="icon-button favourite"
            class:favourite-on=move || on.get()
            data-test="favourite"
            aria-pressed=move || on.get().to_string()
            aria-label=say("route-favourite")
            title=move || t(if on.get() { "route-favourite-remove" } else { "route-favourite-add" })
            on:click=move |_| marks.set_favourite(!on.get_untracked())
        >
            <Icon name="heart" />
        </button>
    }
}

#[component]
fn Share(card: RouteCard) -> impl IntoView {
    let path = format!("/itineraire/{}", card.id);
    let share = move |_| {
        let (name, path) = (card.name.clone(), path.clone());
        spawn_local(async move {
            tell_shared(device::share(&name, &path).await);
        });
    };
    view! {
        <button
            type="button"
            class="icon-button"
            data-test="share"
            aria-label=say("route-share")
            title=say("route-share")
            on:click=share
        >
            <Icon name="share-2" />
        </button>
    }
}

#[component]
fn Print(picture: RoutePicture) -> impl IntoView {
    view! {
        <button
            type="button"
            class="icon-button"
            data-test="print"
            aria-label=say("route-print")
            title=say("route-print")
            on:click=move |_| picture.print()
        >
            <Icon name="printer" />
        </button>
    }
}
