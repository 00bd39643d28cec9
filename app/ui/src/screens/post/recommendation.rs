//! *Je recommande cette randonnée pour…*: an audience, and a sentence if one likes.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use protocol::{Audience, ThingKind, limits};
use sente_core::calls::WriteRecommendation;
use sente_core::community::{Content, Post};

use super::begin::Beginning;
use super::drafts::RecommendationDraft;
use super::fields::{ByField, Choice, LongText, Resumed, SaveButton};
use super::form::Form;
use super::frame::{AlreadyWritten, OnRoute};
use super::legal::Legal;
use super::saved::Saved;
use super::wrong::Field;
use crate::community::audience_key;

#[component]
pub fn RecommendationScreen() -> impl IntoView {
    view! {
        <OnRoute
            kind=ThingKind::Recommendation
            titles=("write-recommendation-title", "write-recommendation-edit")
            form=|beginning| view! { <RecommendationForm beginning /> }.into_any()
        />
    }
}

fn start(beginning: &Beginning) -> RecommendationDraft {
    match beginning.before.as_ref().map(|post| &post.content) {
        Some(Content::Recommendation(recommendation)) => RecommendationDraft::of(recommendation),
        _ => RecommendationDraft { by: beginning.by.clone(), ..RecommendationDraft::default() },
    }
}

#[component]
fn RecommendationForm(beginning: Beginning) -> impl IntoView {
    let form = Form::open(beginning.draft_name("recommendation"), start(&beginning));
    let saved = RwSignal::new(None::<Post>);
    let (thing, route) = (beginning.before.as_ref().map(|post| post.thing), beginning.route.clone());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let made = form.draft.with_untracked(|draft| draft.recommendation(&route));
        form.save(made.map(|recommendation| WriteRecommendation { thing, recommendation }), saved);
    };
    let save = StoredValue::new_local(save);
    let other = StoredValue::new(beginning.other);
    let audience = move |draft: &RecommendationDraft| {
        Audience::ALL.iter().position(|audience| Some(*audience) == draft.audience)
    };
    view! {
        {move || match saved.get() {
            Some(post) => view! { <Saved post /> }.into_any(),
            None => {
                view! {
                    <AlreadyWritten other=other.get_value() text="write-recommendation-already" />
                    <Resumed
                        resumed=form.resumed.into()
                        restart=Callback::new(move |()| form.restart())
                    />
                    <form
                        class="write"
                        novalidate
                        data-test="recommendation-form"
                        on:submit=move |event| save.with_value(|save| save(event))
                    >
                        <Choice
                            field=Field::Audience
                            legend="write-audience"
                            options=Audience::ALL.map(audience_key).to_vec()
                            chosen=form.part(audience)
                            choose=Callback::new(move |at: usize| {
                                form.change(Field::Audience, |draft| draft.audience = Some(Audience::ALL[at]));
                            })
                            wrong=form.wrong.at(Field::Audience)
                        />
                        <LongText
                            label="write-sentence"
                            hint="write-sentence-hint"
                            most=limits::SENTENCE
                            value=form.part(|draft| draft.sentence.clone())
                            set=Callback::new(move |text: String| {
                                // One sentence is one line.
                                form.change(Field::Text, |draft| draft.sentence = text.replace('\n', " "));
                            })
                            wrong=form.wrong.at(Field::Text)
                        />
                        <ByField
                            value=form.part(|draft| draft.by.clone())
                            set=Callback::new(move |by| form.change(Field::By, |draft| draft.by = by))
                            wrong=form.wrong.at(Field::By)
                        />
                        <Legal />
                        <SaveButton wrong=form.wrong.at(Field::Whole) saving=form.saving.into() />
                    </form>
                }
                    .into_any()
            }
        }}
    }
}
