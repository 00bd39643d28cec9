//! What the hiker puts on the route: favourite, to do or done, a note, lists. Every act is written at once and can be
//! taken back.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::domain::{RouteId, day};
use sente_core::ApiError;
use sente_core::calls::{Call, CreateList, OpenCarnet, SetFavourite, SetListed, SetNote, SetProgress};
use sente_core::carnet::{LIST_NAME_MAX, NOTE_MAX, Progress, RouteList, RouteMarks};

use crate::backend::use_backend;
use crate::format;
use crate::parts::{Icon, announce, error_text, undo, use_toast};
use crate::words::{Arg, say, t, tf};

/// The marks of the open route; copies are the same state.
#[derive(Clone, Copy)]
pub struct MarksState {
    id: StoredValue<RouteId>,
    pub value: RwSignal<RouteMarks>,
}

impl MarksState {
    pub fn new(id: RouteId, marks: RouteMarks) -> Self {
        MarksState { id: StoredValue::new(id), value: RwSignal::new(marks) }
    }

    pub fn set_favourite(self, favourite: bool) {
        let call = SetFavourite { id: self.id.get_value(), favourite };
        self.write(call, move || {
            if favourite {
                announce(t("route-favourite-added"));
            } else {
                use_toast().show(t("route-favourite-removed"), undo(move || self.set_favourite(true)));
            }
        });
    }

    fn set_progress(self, progress: Option<Progress>) {
        let before = self.value.with_untracked(|marks| marks.progress.clone());
        let told = progress.clone();
        let call = SetProgress { id: self.id.get_value(), progress };
        self.write(call, move || match told {
            Some(_) => announce(t("route-saved")),
            None => {
                use_toast().show(t("route-progress-removed"), undo(move || self.set_progress(before.clone())))
            }
        });
    }

    fn set_note(self, note: String) {
        let call = SetNote { id: self.id.get_value(), note: Some(note) };
        self.write(call, || use_toast().show(t("route-note-saved"), None));
    }

    fn set_listed(self, list: i64, listed: bool) {
        self.write(SetListed { list, id: self.id.get_value(), listed }, || announce(t("route-saved")));
    }

    fn write<C>(self, call: C, then: impl FnOnce() + 'static)
    where
        C: Call<Reply = RouteMarks> + 'static,
    {
        spawn_local(async move {
            match use_backend().ask(call).await {
                Ok(marks) => {
                    self.value.set(marks);
                    then();
                }
                Err(error) => tell(&error),
            }
        });
    }
}

fn tell(error: &ApiError) {
    use_toast().show(error_text(error), None);
}

/// "À faire" and "Faite", and on which day.
#[component]
pub fn ProgressButtons(marks: MarksState) -> impl IntoView {
    let to_do = Memo::new(move |_| marks.value.with(|marks| marks.progress == Some(Progress::ToDo)));
    let done = Memo::new(move |_| {
        marks.value.with(|marks| match marks.progress {
            Some(Progress::Done { on }) => Some(on),
            _ => None,
        })
    });
    let is_done = move || done.get().is_some();
    view! {
        <div class="sheet-row">
            <button
                type="button"
                class="chip"
                data-test="to-do"
                aria-pressed=move || to_do.get().to_string()
                on:click=move |_| marks.set_progress((!to_do.get_untracked()).then_some(Progress::ToDo))
            >
                <Icon name="list-checks" />
                {say("route-to-do")}
            </button>
            <button
                type="button"
                class="chip"
                data-test="done"
                aria-pressed=move || is_done().to_string()
                on:click=move |_| {
                    match (done.get_untracked(), today()) {
                        (Some(_), _) => marks.set_progress(None),
                        (None, Some(on)) => marks.set_progress(Some(Progress::Done { on })),
                        (None, None) => use_toast().show(t("route-no-date"), None),
                    }
                }
            >
                <Icon name="circle-check" />
                {say("route-done")}
            </button>
            <Show when=is_done>
                <label class="done-on">
                    <span>{say("route-done-on")}</span>
                    <input
                        type="date"
                        class="input"
                        max=today().map(|day| day.to_string())
                        prop:value=move || done.get().map(|day| day.to_string()).unwrap_or_default()
                        on:change=move |event| {
                            if let Some(on) = day::read(&event_target_value(&event)) {
                                marks.set_progress(Some(Progress::Done { on }));
                            }
                        }
                    />
                </label>
            </Show>
        </div>
    }
}

/// The note and the lists, folded until they are wanted.
#[component]
pub fn Notebook(marks: MarksState) -> impl IntoView {
    let draft = RwSignal::new(marks.value.with_untracked(|marks| marks.note.clone().unwrap_or_default()));
    let noted = draft.with_untracked(|text| !text.is_empty());
    let saved = move || marks.value.with(|marks| marks.note.clone().unwrap_or_default());
    let left = move || NOTE_MAX.saturating_sub(draft.with(|text| text.chars().count())) as u64;
    view! {
        <details class="fold" prop:open=noted>
            <summary data-test="note">
                <Icon name="pencil" />
                {say("route-note")}
            </summary>
            <label class="field">
                <span class="sr-only">{say("route-note")}</span>
                <textarea
                    class="textarea"
                    maxlength=NOTE_MAX.to_string()
                    placeholder=say("route-note-hint")
                    prop:value=move || draft.get()
                    on:input=move |event| draft.set(event_target_value(&event))
                ></textarea>
            </label>
            <div class="sheet-row">
                <button
                    type="button"
                    class="button"
                    data-test="note-save"
                    prop:disabled=move || draft.get() == saved()
                    on:click=move |_| marks.set_note(draft.get_untracked())
                >
                    {say("save")}
                </button>
                <span class="muted">
                    {move || tf("route-note-left", &[("n", Arg::Text(&format::number(left())))])}
                </span>
            </div>
        </details>
        <Lists marks />
    }
}

#[component]
fn Lists(marks: MarksState) -> impl IntoView {
    let lists = RwSignal::new(None::<Vec<RouteList>>);
    let name = RwSignal::new(String::new());
    let load = move || {
        spawn_local(async move {
            match use_backend().ask(OpenCarnet {}).await {
                Ok(page) => lists.set(Some(page.lists)),
                Err(error) => tell(&error),
            }
        });
    };
    let create = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let wanted = name.get_untracked().trim().to_owned();
        if wanted.is_empty() {
            return;
        }
        spawn_local(async move {
            match use_backend().ask(CreateList { name: wanted }).await {
                Ok(list) => {
                    marks.set_listed(list.id, true);
                    lists.update(|lists| lists.get_or_insert_default().push(list));
                    name.set(String::new());
                }
                Err(error) => tell(&error),
            }
        });
    };
    let row = move |list: RouteList| {
        let id = list.id;
        let on = Memo::new(move |_| marks.value.with(|marks| marks.lists.contains(&id)));
        view! {
            <label class="option">
                <input
                    type="checkbox"
                    prop:checked=move || on.get()
                    on:change=move |event| marks.set_listed(id, event_target_checked(&event))
                />
                <span class="option-name">{list.name}</span>
            </label>
        }
    };
    view! {
        <details
            class="fold"
            on:toggle=move |_| {
                if lists.with_untracked(Option::is_none) {
                    load();
                }
            }
        >
            <summary data-test="lists">
                <Icon name="list" />
                {say("route-lists")}
            </summary>
            <For each=move || lists.get().unwrap_or_default() key=|list| list.id children=row />
            <form class="sheet-row" on:submit=create>
                <label class="new-list">
                    <span class="sr-only">{say("route-new-list")}</span>
                    <input
                        type="text"
                        class="input"
                        maxlength=LIST_NAME_MAX.to_string()
                        placeholder=say("route-new-list")
                        prop:value=move || name.get()
                        on:input=move |event| name.set(event_target_value(&event))
                    />
                </label>
                <button type="submit" class="button" prop:disabled=move || name.with(|name| name.trim().is_empty())>
                    <Icon name="plus" />
                    {say("route-list-add")}
                </button>
            </form>
        </details>
    }
}

/// The day on the device's calendar.
fn today() -> Option<Date> {
    let now = js_sys::Date::new_0();
    let year = i16::try_from(now.get_full_year()).ok()?;
    let month = i8::try_from(now.get_month() + 1).ok()?;
    Date::new(year, month, i8::try_from(now.get_date()).ok()?).ok()
}
