//! The search field with its suggestions: a combobox as the ARIA practices describe it. Typing searches at once;
//! a suggestion opens a route, names a commune, looks around a town or a station, or shows a place of an installed map.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use pdipr_data::filter::{Sort, Suggestion, SuggestionTarget};

use super::offer::{Offer, offers_for, spot};
use super::state::use_explore;
use super::tray::Height;
use crate::map::{Target, use_map_state};
use crate::parts::Icon;
use crate::words::{Arg, say, t, tf};

const LIST_ID: &str = "search-suggestions";

#[component]
pub fn SearchBox() -> impl IntoView {
    let explore = use_explore();
    let map = use_map_state();
    let navigate = use_navigate();
    let field = NodeRef::<html::Input>::new();
    let offers = RwSignal::new(Vec::<Offer>::new());
    let open = RwSignal::new(false);
    let current = RwSignal::new(None::<usize>);
    let turn = StoredValue::new(0u32);

    let close = move || {
        open.set(false);
        current.set(None);
    };
    let typed = move |text: String| {
        explore.ask_for(|query| query.text = text.clone());
        current.set(None);
        turn.update_value(|turn| *turn += 1);
        if text.trim().chars().count() < 2 {
            offers.set(Vec::new());
            return close();
        }
        let mine = turn.get_value();
        spawn_local(async move {
            let found = offers_for(text, map).await;
            // An answer that comes late is no answer to what stands in the field now.
            if turn.get_value() == mine
                && let Some(found) = found
            {
                open.set(!found.is_empty());
                offers.set(found);
            }
        });
    };
    let choose = move |offer: Offer| {
        turn.update_value(|turn| *turn += 1);
        close();
        offers.set(Vec::new());
        let offer = match offer {
            Offer::Catalogue(offer) => offer,
            Offer::Map(place, from) => {
                explore.ask_for(|query| query.text.clear());
                map.found.set(Some(spot(&place, from)));
                // The place is on the map, not in the list.
                return explore.height.set(Height::Peek);
            }
        };
        let at = offer.at;
        match (offer.target, at) {
            (SuggestionTarget::Route { id }, _) => navigate(&format!("/itineraire/{id}"), Default::default()),
            (SuggestionTarget::Commune { .. }, _) => {
                explore.ask_for(|query| {
                    query.text = offer.label;
                    query.sort = Sort::Relevance;
                });
            }
            (SuggestionTarget::Town | SuggestionTarget::Station, Some(at)) => {
                explore.ask_for(|query| query.text.clear());
                explore.look_near(at);
            }
            (SuggestionTarget::Town | SuggestionTarget::Station, None) => {
                explore.ask_for(|query| query.text = offer.label);
            }
        }
        if let Some(at) = at {
            map.go_to.set(Some(Target::Point(at, 11.5)));
        }
        show_list(explore.height);
    };
    let choose = StoredValue::new_local(choose);
    let step = move |by: isize| {
        let count = offers.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        open.set(true);
        // One place more than there are offers: the field itself.
        let places = count as isize + 1;
        let now = current.get_untracked().map_or(0, |index| index as isize + 1);
        let to = (now + by).rem_euclid(places);
        current.set((to > 0).then(|| (to - 1) as usize));
    };
    let key = move |event: KeyboardEvent| match event.key().as_str() {
        "ArrowDown" => {
            event.prevent_default();
            step(1);
        }
        "ArrowUp" => {
            event.prevent_default();
            step(-1);
        }
        "Enter" => {
            event.prevent_default();
            let chosen = current
                .get_untracked()
                .and_then(|index| offers.with_untracked(|all| all.get(index).cloned()));
            match chosen {
                Some(offer) => choose.with_value(|choose| choose(offer)),
                None => {
                    close();
                    show_list(explore.height);
                }
            }
        }
        "Escape" if open.get_untracked() => {
            event.stop_propagation();
            close();
        }
        "Escape" if explore.query.with_untracked(|query| !query.text.is_empty()) => {
            event.stop_propagation();
            typed(String::new());
        }
        _ => {}
    };
    let expanded = move || open.get() && !offers.with(Vec::is_empty);
    let chosen_id = move || current.get().filter(|_| expanded()).map(option_id);

    view! {
        <form class="search" role="search" on:submit=|event| event.prevent_default()>
            <span class="search-icon">
                <Icon name="search" />
            </span>
            <input
                node_ref=field
                type="text"
                inputmode="search"
                class="search-input"
                data-test="search-input"
                role="combobox"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="search"
                aria-label=say("explore-search")
                placeholder=say("explore-search-hint")
                aria-autocomplete="list"
                aria-controls=LIST_ID
                aria-expanded=move || expanded().to_string()
                aria-activedescendant=chosen_id
                prop:value=move || explore.query.with(|query| query.text.clone())
                on:input=move |event| typed(event_target_value(&event))
                on:keydown=key
                on:focus=move |_| open.set(true)
                on:blur=move |_| close()
            />
            <Show when=move || explore.query.with(|query| !query.text.is_empty())>
                <button
                    type="button"
                    class="icon-button search-clear"
                    aria-label=say("explore-search-clear")
                    on:click=move |_| {
                        typed(String::new());
                        if let Some(Err(error)) = field.get_untracked().map(|field| field.focus()) {
                            leptos::logging::warn!("the field could not take the focus: {error:?}");
                        }
                    }
                >
                    <Icon name="x" />
                </button>
            </Show>
            <ul id=LIST_ID class="suggestions" role="listbox" aria-label=say("explore-suggestions") hidden=move || !expanded()>
                {move || {
                    offers
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(index, offer)| {
                            let Line { name, below, kind, icon } = Line::of(&offer);
                            view! {
                                <li
                                    id=option_id(index)
                                    class="suggestion"
                                    role="option"
                                    data-test="suggestion"
                                    aria-selected=move || (current.get() == Some(index)).to_string()
                                    // The field keeps the focus: the list closes when it loses it.
                                    on:mousedown=|event| event.prevent_default()
                                    on:click=move |_| choose.with_value(|choose| choose(offer.clone()))
                                >
                                    <Icon name=icon />
                                    <span>{name}</span>
                                    <span class="suggestion-kind">{kind}</span>
                                    {below.map(|below| view! { <span class="suggestion-below">{below}</span> })}
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <span class="sr-only" role="status">
                {move || {
                    let count = offers.with(Vec::len) as u32;
                    if expanded() { tf("explore-suggestion-count", &[("n", Arg::Count(count))]) } else { String::new() }
                }}
            </span>
        </form>
    }
}

/// After a choice the list is what one wants to see.
fn show_list(height: RwSignal<Height>) {
    if height.get_untracked() == Height::Peek {
        height.set(Height::Half);
    }
}

fn option_id(index: usize) -> String {
    format!("search-suggestion-{index}")
}

/// One line of the list.
struct Line {
    name: String,
    /// What tells places of one name apart.
    below: Option<String>,
    kind: Option<String>,
    icon: &'static str,
}

impl Line {
    fn of(offer: &Offer) -> Line {
        let Suggestion { label, target, .. } = match offer {
            Offer::Catalogue(suggestion) => suggestion,
            Offer::Map(place, from) => {
                let mut found = spot(place, *from);
                let below = from.and_then(|_| found.facts.pop());
                return Line { name: found.name, below, kind: found.facts.pop(), icon: "map" };
            }
        };
        let (kind, icon) = match target {
            SuggestionTarget::Route { .. } => ("explore-kind-route", "route"),
            SuggestionTarget::Commune { .. } => ("explore-kind-commune", "map-pin"),
            SuggestionTarget::Town => ("explore-kind-town", "map-pin"),
            SuggestionTarget::Station => ("explore-kind-station", "train-front"),
        };
        Line { name: label.clone(), below: None, kind: Some(t(kind)), icon }
    }
}
