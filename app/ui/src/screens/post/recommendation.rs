//! *Je recommande cette randonnée pour…*: an audience, and a sentence if one likes.

use leptos::prelude::*;
use protocol::{Audience, ThingKind, limits};
use sente_core::calls::WriteRecommendation;
use sente_core::community::Content;

use super::begin::Beginning;
use super::drafts::RecommendationDraft;
use super::fields::{ByField, Choice, LongText};
use super::form::Form;
use super::frame::OnRoute;
use super::legal::Legal;
use super::writing::Writing;
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
    let (thing, route) = (beginning.before.as_ref().map(|post| post.thing), beginning.route);
    let make = move |draft: &RecommendationDraft| {
        draft.recommendation(&route).map(|recommendation| WriteRecommendation { thing, recommendation })
    };
    let already = beginning.other.map(|other| (other, "write-recommendation-already"));
    let audience = |draft: &RecommendationDraft| {
        Audience::ALL.iter().position(|audience| Some(*audience) == draft.audience)
    };
    view! {
        <Writing form test="recommendation-form" make already>
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
        </Writing>
    }
}
