//! The list of a queue: oldest first, whatever the marks. A row keeps its place when its thing is decided.

use leptos::prelude::*;
use protocol::{Deed, ThingId, ThingKind};

use super::desk::use_desk;
use super::pile::{Laid, waits};
use super::shelf::{Shelf, route};
use super::texts::{heading, state_text, when, written};
use crate::parts::focus_when_drawn;
use crate::screens::explore::is_laptop;
use crate::words::{Arg, say, tf};

/// More of a text is read beside the list.
const EXCERPT: usize = 90;

#[component]
pub fn Rows(shelf: Shelf) -> impl IntoView {
    view! {
        <ol class="desk-rows">
            <For
                each=move || shelf.pile.with(|pile| pile.things().to_vec())
                key=|laid| (laid.entry.thing, laid.version)
                let:laid
            >
                <Row shelf laid />
            </For>
        </ol>
        <Show when=move || shelf.pile.with(|pile| pile.next.is_some())>
            <button type="button" class="button" data-test="desk-more" on:click=move |_| shelf.more()>
                {say("atelier-more")}
            </button>
        </Show>
    }
}

#[component]
fn Row(shelf: Shelf, laid: Laid) -> impl IntoView {
    let desk = use_desk();
    let entry = StoredValue::new(laid.entry);
    let thing = entry.with_value(|entry| entry.thing);
    let chosen = move || shelf.chosen.get() == Some(thing);
    let route = entry.with_value(|entry| route(entry).cloned());
    let title = move || entry.with_value(heading);
    let of = move || route.as_ref().map(|route| desk.route_name(route));
    view! {
        <li class="desk-row" class:desk-row-chosen=chosen class:desk-row-done=!entry.with_value(waits) data-test="desk-row">
            <Tick shelf entry title=Signal::derive(title) />
            <button
                type="button"
                class="desk-pick"
                data-thing=thing.to_string()
                aria-current=move || chosen().then_some("true")
                on:click=move |_| {
                    shelf.chosen.set(Some(thing));
                    if !is_laptop() {
                        focus_when_drawn(HEADING);
                    }
                }
            >
                <span class="desk-row-title">{title}</span>
                <span class="desk-row-text">{entry.with_value(|entry| excerpt(written(entry)))}</span>
                <span class="desk-row-line">{of}</span>
                <span class="desk-row-line">
                    {move || entry.with_value(|entry| format!("{} · {}", when(entry.received), state_text(&entry.state)))}
                </span>
            </button>
        </li>
    }
}

/// Ticks a thing for what is done to several at once.
#[component]
fn Tick(shelf: Shelf, entry: StoredValue<protocol::QueueEntry>, title: Signal<String>) -> impl IntoView {
    let desk = use_desk();
    let offered = shelf.kind != ThingKind::Report && desk.may(Deed::Publish) && entry.with_value(waits);
    let thing = entry.with_value(|entry| entry.thing);
    offered.then(|| {
        view! {
            <label class="desk-tick">
                <span class="sr-only">
                    {move || tf("atelier-tick", &[("what", Arg::Text(&title.get()))])}
                </span>
                <input
                    type="checkbox"
                    data-test="desk-tick"
                    prop:checked=move || shelf.ticked.with(|ticked| ticked.contains(&thing))
                    on:change=move |event| {
                        let on = event_target_checked(&event);
                        shelf.ticked.update(|ticked| {
                            if on { ticked.insert(thing) } else { ticked.remove(&thing) };
                        });
                    }
                />
            </label>
        }
    })
}

/// The heading of the thing that is looked at.
pub const HEADING: &str = "[data-test=desk-heading]";

/// The row of this thing, once it is drawn; on a phone, where the list makes room, the thing itself.
pub fn focus_row(thing: ThingId) {
    if is_laptop() {
        focus_when_drawn(format!("[data-thing=\"{thing}\"]"));
    } else {
        focus_when_drawn(HEADING);
    }
}

/// Nothing more waits: the heading of the list, or on a phone that of the thing that stays.
pub fn focus_list() {
    focus_when_drawn(if is_laptop() { "[data-test=desk-list-title]" } else { HEADING });
}

/// Back from a thing to its row, where both do not stand side by side.
pub fn close(shelf: Shelf) {
    let Some(thing) = shelf.chosen.get_untracked() else { return };
    shelf.chosen.set(None);
    focus_when_drawn(format!("[data-thing=\"{thing}\"]"));
}

fn excerpt(text: &str) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() <= EXCERPT {
        return line;
    }
    let cut: String = line.chars().take(EXCERPT).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        assert_eq!(excerpt("Très\nbeau."), "Très beau.");
        assert_eq!(excerpt(&"é".repeat(91)), format!("{}…", "é".repeat(90)));
    }
}
