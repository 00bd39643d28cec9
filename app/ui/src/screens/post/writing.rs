//! A form from its first key to what is said once it is saved: the draft it goes on with, its fields, the button that saves.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use sente_core::calls::Call;
use sente_core::community::Post;

use super::fields::{Resumed, SaveButton};
use super::form::{Draft, Form};
use super::frame::AlreadyWritten;
use super::saved::Saved;
use super::wrong::{Field, Wrong};

#[component]
pub fn Writing<D, C>(
    form: Form<D>,
    test: &'static str,
    /// What is handed to the engine, or what is wrong with the draft.
    make: impl Fn(&D) -> Result<C, Vec<Wrong>> + 'static,
    /// What they have written before, and the text that says so.
    #[prop(optional_no_strip)]
    already: Option<(Post, &'static str)>,
    /// The fields.
    children: ChildrenFn,
) -> impl IntoView
where
    D: Draft,
    C: Call<Reply = Post> + 'static,
{
    let saved = RwSignal::new(None::<Post>);
    let save = StoredValue::new_local(move |event: SubmitEvent| {
        event.prevent_default();
        form.save(form.draft.with_untracked(&make), saved);
    });
    move || match saved.get() {
        Some(post) => view! { <Saved post /> }.into_any(),
        None => {
            let already = already.clone();
            view! {
                {already.map(|(other, text)| view! { <AlreadyWritten other text /> })}
                <Resumed resumed=form.resumed.into() restart=Callback::new(move |()| form.restart()) />
                <form
                    class="write"
                    novalidate
                    data-test=test
                    on:submit=move |event| save.with_value(|save| save(event))
                >
                    {children()}
                    <SaveButton wrong=form.wrong.at(Field::Whole) saving=form.saving.into() />
                </form>
            }
            .into_any()
        }
    }
}
