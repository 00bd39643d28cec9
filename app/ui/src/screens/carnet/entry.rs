//! A kept route: its card, what the hiker put on it, and one dialogue that changes all of that.

use leptos::prelude::*;
use pdipr_data::domain::{RouteId, day};
use sente_core::calls::{SetFavourite, SetListed, SetNote, SetProgress};
use sente_core::carnet::{CarnetEntry, CarnetPage, NOTE_MAX, Progress, RouteMarks};

use super::{name_in, write};
use crate::device::surroundings::today;
use crate::format;
use crate::parts::{Dialog, Icon, RouteCardView, undo, use_toast};
use crate::words::{Arg, say, t, tf};

#[component]
pub fn EntryView(id: RouteId, entry: Memo<Option<CarnetEntry>>, page: Signal<CarnetPage>) -> impl IntoView {
    let card = Memo::new(move |_| entry.with(|entry| entry.as_ref().and_then(|entry| entry.card.clone())));
    let marks = Memo::new(move |_| {
        entry.with(|entry| entry.as_ref().map(|entry| entry.marks.clone())).unwrap_or_default()
    });
    let name = {
        let id = id.clone();
        Signal::derive(move || {
            card.with(|card| card.as_ref().map_or_else(|| id.0.clone(), |card| card.name.clone()))
        })
    };
    let open = RwSignal::new(false);
    let dialog_id = id.clone();
    view! {
        <li class="carnet-entry">
            {move || match card.get() {
                Some(card) => view! { <RouteCardView card /> }.into_any(),
                None => view! { <GoneCard id=id.clone() /> }.into_any(),
            }}
            <div class="carnet-marks">
                <div class="carnet-marks-text">{move || marks.with(|marks| page.with(|page| marks_text(marks, page)))}</div>
                <button
                    type="button"
                    class="button button-quiet"
                    data-test="entry-edit"
                    aria-label=move || name_in("carnet-arrange-name", &name.get())
                    on:click=move |_| open.set(true)
                >
                    <Icon name="pencil" />
                    {say("carnet-arrange")}
                </button>
            </div>
            <MarksDialog open id=dialog_id name marks page />
        </li>
    }
}

/// A route that the present catalogue no longer has: the entry stays until the hiker takes it out.
#[component]
fn GoneCard(id: RouteId) -> impl IntoView {
    view! {
        <div class="route-card route-card-gone">
            <div class="card-main">
                <p class="card-name">{id.0}</p>
                <p class="muted">{say("carnet-gone")}</p>
            </div>
        </div>
    }
}

/// "Faite le 03/11/2026 · dans Été 2026", and the note.
fn marks_text(marks: &RouteMarks, page: &CarnetPage) -> impl IntoView + use<> {
    let mut facts = Vec::new();
    match &marks.progress {
        Some(Progress::ToDo) => facts.push(t("carnet-is-to-do")),
        Some(Progress::Done { on }) => {
            facts.push(tf("carnet-is-done", &[("date", Arg::Text(&format::date(*on)))]));
        }
        None => {}
    }
    for list in page.lists.iter().filter(|list| marks.lists.contains(&list.id)) {
        facts.push(name_in("carnet-is-listed", &list.name));
    }
    let note = marks.note.clone();
    view! {
        {(!facts.is_empty()).then(|| view! { <p class="muted">{facts.join(" · ")}</p> })}
        {note.map(|note| view! { <p class="carnet-note">{note}</p> })}
    }
}

#[component]
fn MarksDialog(
    open: RwSignal<bool>,
    id: RouteId,
    name: Signal<String>,
    marks: Memo<RouteMarks>,
    page: Signal<CarnetPage>,
) -> impl IntoView {
    let id = StoredValue::new(id);
    view! {
        <Dialog open title=name test="marks-dialog">
            <div class="marks-form">
                <label class="choice">
                    <input
                        type="checkbox"
                        prop:checked=move || marks.with(|marks| marks.favourite)
                        on:change=move |event| set_favourite(id.get_value(), event_target_checked(&event))
                    />
                    {say("carnet-favourite")}
                </label>
                <ProgressChoice id=id.get_value() marks />
                <ListChoice id=id.get_value() page />
                <NoteField id=id.get_value() marks />
                <div class="dialog-actions">
                    <button type="button" class="button button-primary" on:click=move |_| open.set(false)>
                        {say("carnet-arranged")}
                    </button>
                </div>
            </div>
        </Dialog>
    }
}

fn set_favourite(id: RouteId, favourite: bool) {
    let call = SetFavourite { id: id.clone(), favourite };
    write(call, move |_| {
        if !favourite {
            let put_back = undo(move || write(SetFavourite { id: id.clone(), favourite: true }, |_| {}));
            use_toast().show(t("carnet-favourite-removed"), put_back);
        }
    });
}

#[component]
fn ProgressChoice(id: RouteId, marks: Memo<RouteMarks>) -> impl IntoView {
    let progress = Memo::new(move |_| marks.with(|marks| marks.progress.clone()));
    let group = format!("progress-{id}");
    let id = StoredValue::new(id);
    let set = move |progress: Option<Progress>| write(SetProgress { id: id.get_value(), progress }, |_| {});
    let done_on = move || match progress.get() {
        Some(Progress::Done { on }) => Some(on),
        _ => None,
    };
    let choice = move |key: &'static str, chosen: Signal<bool>, value: Option<Progress>| {
        let group = group.clone();
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=group
                    prop:checked=move || chosen.get()
                    on:change=move |_| set(value.clone())
                />
                {say(key)}
            </label>
        }
    };
    view! {
        <fieldset class="choices">
            <legend class="field-label">{say("carnet-progress")}</legend>
            {choice("carnet-neither", Signal::derive(move || progress.with(Option::is_none)), None)}
            {choice(
                "carnet-to-do",
                Signal::derive(move || progress.get() == Some(Progress::ToDo)),
                Some(Progress::ToDo),
            )}
            {choice(
                "carnet-was-done",
                Signal::derive(move || done_on().is_some()),
                Some(Progress::Done { on: today() }),
            )}
            <Show when=move || done_on().is_some()>
                <label class="field">
                    <span class="field-label">{say("carnet-done-on")}</span>
                    <input
                        type="date"
                        class="input"
                        max=today().to_string()
                        prop:value=move || done_on().map(|on| on.to_string()).unwrap_or_default()
                        on:change=move |event| {
                            if let Some(on) = day::read(&event_target_value(&event)) {
                                set(Some(Progress::Done { on }));
                            }
                        }
                    />
                </label>
            </Show>
        </fieldset>
    }
}

#[component]
fn ListChoice(id: RouteId, page: Signal<CarnetPage>) -> impl IntoView {
    let id = StoredValue::new(id);
    let lists = Memo::new(move |_| {
        page.with(|page| page.lists.iter().map(|list| (list.id, list.name.clone())).collect::<Vec<_>>())
    });
    let listed = move |list: i64| {
        page.with(|page| {
            let list = page.lists.iter().find(|one| one.id == list);
            list.is_some_and(|list| id.with_value(|id| list.routes.contains(id)))
        })
    };
    view! {
        <Show when=move || !lists.with(Vec::is_empty)>
            <fieldset class="choices">
                <legend class="field-label">{say("carnet-lists")}</legend>
                <For each=move || lists.get() key=|list| list.clone() let((list, name))>
                    <label class="choice">
                        <input
                            type="checkbox"
                            prop:checked=move || listed(list)
                            on:change=move |event| {
                                let listed = event_target_checked(&event);
                                write(SetListed { list, id: id.get_value(), listed }, |_| {});
                            }
                        />
                        {name}
                    </label>
                </For>
            </fieldset>
        </Show>
    }
}

#[component]
fn NoteField(id: RouteId, marks: Memo<RouteMarks>) -> impl IntoView {
    let id = StoredValue::new(id);
    let before = marks.with_untracked(|marks| marks.note.clone().unwrap_or_default());
    let save = move |event| {
        let note = Some(event_target_value(&event));
        write(SetNote { id: id.get_value(), note }, |_| use_toast().show(t("carnet-note-saved"), None));
    };
    view! {
        <label class="field">
            <span class="field-label">{say("carnet-note")}</span>
            <textarea
                class="textarea"
                maxlength=NOTE_MAX.to_string()
                data-test="note"
                prop:value=before
                on:change=save
            ></textarea>
            <span class="muted field-hint">{say("carnet-note-hint")}</span>
        </label>
    }
}
