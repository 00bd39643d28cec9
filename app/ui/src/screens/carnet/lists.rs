//! The hiker's own lists: made, renamed, deleted with a way back.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use sente_core::calls::{CreateList, DeleteList, RenameList, RestoreList};
use sente_core::carnet::{CarnetPage, LIST_NAME_MAX};

use super::shelf::Shelf;
use super::{name_in, write};
use crate::parts::{Dialog, Icon, undo, use_toast};
use crate::words::{say, t};

/// A button beside the shelves that makes a list and opens it.
#[component]
pub fn NewList() -> impl IntoView {
    let open = RwSignal::new(false);
    let navigate = use_navigate();
    let make = move |name: String| {
        let navigate = navigate.clone();
        write(CreateList { name }, move |list| {
            open.set(false);
            navigate(&Shelf::List(list.id).address(), Default::default());
        });
    };
    view! {
        <button type="button" class="chip" data-test="new-list" on:click=move |_| open.set(true)>
            <Icon name="plus" />
            {say("carnet-new-list")}
        </button>
        <NameDialog open title="carnet-new-list" before=Signal::derive(String::new) on_name=make />
    }
}

/// Rename and delete, above the entries of a list.
#[component]
pub fn ListTools(page: Signal<CarnetPage>, list: i64) -> impl IntoView {
    let open = RwSignal::new(false);
    let navigate = use_navigate();
    let name = Signal::derive(move || {
        page.with(|page| {
            page.lists.iter().find(|one| one.id == list).map(|one| one.name.clone()).unwrap_or_default()
        })
    });
    let rename = move |name: String| write(RenameList { list, name }, move |_| open.set(false));
    let delete = move |_| {
        let navigate = navigate.clone();
        write(DeleteList { list }, move |deleted| {
            let told = name_in("carnet-list-deleted", &deleted.name);
            let put_back = undo(move || write(RestoreList { list: deleted.clone() }, |_| {}));
            use_toast().show(told, put_back);
            navigate("/carnet", Default::default());
        });
    };
    view! {
        <div class="list-tools">
            <h2 class="section-title">{move || name.get()}</h2>
            <button type="button" class="button button-quiet" on:click=move |_| open.set(true)>
                <Icon name="pencil" />
                {say("carnet-rename-list")}
            </button>
            <button type="button" class="button button-quiet" data-test="delete-list" on:click=delete>
                <Icon name="trash-2" />
                {say("carnet-delete-list")}
            </button>
        </div>
        <NameDialog open title="carnet-rename-list" before=name on_name=rename />
    }
}

#[component]
fn NameDialog(
    open: RwSignal<bool>,
    title: &'static str,
    before: Signal<String>,
    on_name: impl Fn(String) + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let on_name = StoredValue::new(on_name);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let name = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        on_name.with_value(|on_name| on_name(name.trim().to_owned()));
    };
    view! {
        <Dialog open title=Signal::derive(move || t(title))>
            <form class="marks-form" on:submit=submit>
                <label class="field">
                    <span class="field-label">{say("carnet-list-name")}</span>
                    <input
                        node_ref=field
                        class="input"
                        required
                        autocomplete="off"
                        autofocus
                        maxlength=LIST_NAME_MAX.to_string()
                        data-test="list-name"
                        prop:value=before.get_untracked()
                    />
                </label>
                <div class="dialog-actions">
                    <button type="button" class="button" on:click=move |_| open.set(false)>
                        {say("cancel")}
                    </button>
                    <button type="submit" class="button button-primary">
                        {say("save")}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}
