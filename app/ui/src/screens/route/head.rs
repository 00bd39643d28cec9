//! The row of actions at the top of the sheet: back, favourite, share, print. It stays in sight.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use pdipr_data::domain::RouteCard;

use super::marks::MarksState;
use crate::device::{self, ShareRefused, Shared};
use crate::parts::{Icon, use_toast};
use crate::screens::explore::{back_to_list, use_explore};
use crate::words::{say, t};

#[component]
pub fn Toolbar(
    #[prop(optional)] card: Option<RouteCard>,
    #[prop(optional)] marks: Option<MarksState>,
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
                {card.map(|card| view! { <ShareAndPrint card /> })}
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
fn ShareAndPrint(card: RouteCard) -> impl IntoView {
    let path = format!("/itineraire/{}", card.id);
    let share = move |_| {
        let (name, path) = (card.name.clone(), path.clone());
        spawn_local(async move {
            let told = match device::share(&name, &path).await {
                Ok(Shared::Sent) | Err(ShareRefused::Cancelled) => return,
                Ok(Shared::Copied) => t("share-copied"),
                Err(ShareRefused::NoAddress) => t("share-no-address"),
                Err(ShareRefused::Unavailable) => t("share-unavailable"),
            };
            use_toast().show(told, None);
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
        <button
            type="button"
            class="icon-button"
            data-test="print"
            aria-label=say("route-print")
            title=say("route-print")
            on:click=|_| device::print_page()
        >
            <Icon name="printer" />
        </button>
    }
}
