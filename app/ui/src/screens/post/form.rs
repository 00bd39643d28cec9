//! A form while it is filled in: its draft, kept on the device with each key, what is wrong with it, and its way to the engine.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sente_core::calls::Call;
use sente_core::community::Post;
use sente_core::reading;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::wrong::{Field, Wrong, refusal};
use crate::backend::use_backend;
use crate::device::{draft, forget_draft, keep_draft};
use crate::parts::announce;

/// What a form may hold.
pub trait Draft: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static {}

impl<T: Clone + PartialEq + Serialize + DeserializeOwned + Send + Sync + 'static> Draft for T {}

/// What is wrong; copies are the same state.
#[derive(Debug, Clone, Copy)]
pub struct Wrongs(pub RwSignal<Vec<Wrong>>);

impl Wrongs {
    /// The sentence under a field.
    pub fn at(self, field: Field) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.0
                .with(|wrong| wrong.iter().find(|wrong| wrong.field == field).map(|wrong| wrong.fault.text()))
        })
    }

    /// Each at its field; the first of them is read out and takes the focus.
    pub fn tell(self, wrong: Vec<Wrong>) {
        let Some(first) = wrong.first().cloned() else { return };
        announce(first.fault.text());
        // The screen may be left by now.
        if self.0.try_set(wrong).is_none() {
            request_animation_frame(move || first.field.focus());
        }
    }

    pub fn mended(self, field: Field) {
        if self.0.with_untracked(|wrong| wrong.iter().any(|wrong| wrong.field == field)) {
            self.0.update(|wrong| wrong.retain(|wrong| wrong.field != field));
        }
    }
}

/// The form; copies are the same state.
pub struct Form<D: 'static> {
    pub draft: RwSignal<D>,
    pub wrong: Wrongs,
    pub saving: RwSignal<bool>,
    /// What it began with comes from an earlier visit.
    pub resumed: RwSignal<bool>,
    start: StoredValue<D>,
    name: StoredValue<String>,
}

impl<D> Clone for Form<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D> Copy for Form<D> {}

impl<D: Draft> Form<D> {
    /// Goes on with the draft of this name; begins with `start` where there is none.
    pub fn open(name: String, start: D) -> Form<D> {
        let kept = draft(&name).and_then(|text| reading::read::<D>(&text).ok()).filter(|kept| *kept != start);
        let form = Form {
            resumed: RwSignal::new(kept.is_some()),
            draft: RwSignal::new(kept.unwrap_or_else(|| start.clone())),
            wrong: Wrongs(RwSignal::new(Vec::new())),
            saving: RwSignal::new(false),
            start: StoredValue::new(start),
            name: StoredValue::new(name),
        };
        Effect::new(move |before: Option<()>| {
            let changed = form.draft.with(|draft| form.start.with_value(|start| draft != start));
            // The first run only listens.
            match (before, changed) {
                (None, _) => {}
                (Some(()), true) => {
                    let text = form.draft.with_untracked(serde_json::to_string);
                    let text = text.expect("drafts always serialise");
                    form.name.with_value(|name| keep_draft(name, &text));
                }
                (Some(()), false) => form.name.with_value(|name| forget_draft(name)),
            }
        });
        form
    }

    pub fn change(self, field: Field, edit: impl FnOnce(&mut D)) {
        self.draft.update(edit);
        self.wrong.mended(field);
        self.wrong.mended(Field::Whole);
    }

    /// One part of the draft, told only when it is another.
    pub fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        part: impl Fn(&D) -> T + Send + Sync + 'static,
    ) -> Signal<T> {
        Memo::new(move |_| self.draft.with(&part)).into()
    }

    /// Throws the draft away.
    pub fn restart(self) {
        self.draft.set(self.start.get_value());
        self.resumed.set(false);
        self.wrong.0.set(Vec::new());
    }

    /// Hands what the form makes to the engine, once. What is wrong is told at its fields.
    pub fn save<C>(self, made: Result<C, Vec<Wrong>>, saved: RwSignal<Option<Post>>)
    where
        C: Call<Reply = Post> + 'static,
    {
        if self.saving.get_untracked() {
            return;
        }
        let call = match made {
            Ok(call) => call,
            Err(wrong) => return self.wrong.tell(wrong),
        };
        self.saving.set(true);
        let name = self.name.get_value();
        spawn_local(async move {
            let answer = use_backend().ask(call).await;
            // Whoever has left the screen meanwhile finds it among their own things.
            self.saving.try_set(false);
            match answer {
                Ok(post) => {
                    forget_draft(&name);
                    drop(saved.try_set(Some(post)));
                }
                Err(error) => self.wrong.tell(vec![refusal(error)]),
            }
        });
    }
}
