//! *Donner mon avis*: stars, and whatever else the hiker wants to say; one's own review is changed in the same form.

use leptos::prelude::*;
use protocol::{Audience, Condition, ThingKind, limits};
use sente_core::calls::WriteReview;
use sente_core::community::Content;

use super::begin::{Beginning, month_of};
use super::drafts::{ReviewDraft, months, toggle};
use super::fields::{ByField, LongText, Ticks, WrongText, described_by};
use super::form::Form;
use super::frame::OnRoute;
use super::legal::Legal;
use super::photos::PhotosField;
use super::stars::StarsField;
use super::writing::Writing;
use super::wrong::Field;
use crate::community::{audience_key, condition_key};
use crate::device::surroundings::today;
use crate::format;
use crate::words::say;

#[component]
pub fn ReviewScreen() -> impl IntoView {
    view! {
        <OnRoute
            kind=ThingKind::Review
            titles=("write-review-title", "write-review-edit")
            form=|beginning| view! { <ReviewForm beginning /> }.into_any()
        />
    }
}

fn start(beginning: &Beginning) -> ReviewDraft {
    match beginning.before.as_ref().map(|post| &post.content) {
        Some(Content::Review(review)) => ReviewDraft::of(review),
        _ => ReviewDraft {
            walked: Some(beginning.done.unwrap_or_else(|| month_of(today()))),
            by: beginning.by.clone(),
            ..ReviewDraft::default()
        },
    }
}

#[component]
fn ReviewForm(beginning: Beginning) -> impl IntoView {
    let form = Form::open(beginning.draft_name("review"), start(&beginning));
    let (thing, route) = (beginning.before.as_ref().map(|post| post.thing), beginning.route);
    let make = move |draft: &ReviewDraft| draft.review(&route).map(|review| WriteReview { thing, review });
    let already = beginning.other.map(|other| (other, "write-review-already"));
    view! {
        <Writing form test="review-form" make already>
            <Fields form />
            <Legal />
        </Writing>
    }
}

#[component]
fn Fields(form: Form<ReviewDraft>) -> impl IntoView {
    view! {
        <StarsField
            name="post-stars"
            legend="write-stars"
            chosen=form.part(|draft| draft.stars)
            choose=Callback::new(move |stars| form.change(Field::Stars, |draft| draft.stars = stars))
            needed=(Field::Stars, form.wrong.at(Field::Stars))
        />
        <LongText
            label="write-review-text"
            hint="write-review-text-hint"
            most=limits::TEXT
            value=form.part(|draft| draft.text.clone())
            set=Callback::new(move |text| form.change(Field::Text, |draft| draft.text = text))
            wrong=form.wrong.at(Field::Text)
        />
        <Criteria form />
        <Ticks
            name="conditions"
            legend="write-conditions"
            hint="write-conditions-hint"
            options=Condition::ALL.map(condition_key).to_vec()
            ticked=form.part(|draft| places(&Condition::ALL, &draft.conditions))
            tick=Callback::new(move |(at, on): (usize, bool)| {
                form.change(Field::Whole, |draft| toggle(&mut draft.conditions, Condition::ALL[at], on));
            })
        />
        <Ticks
            name="recommends"
            legend="write-recommends"
            options=Audience::ALL.map(audience_key).to_vec()
            ticked=form.part(|draft| places(&Audience::ALL, &draft.recommends))
            tick=Callback::new(move |(at, on): (usize, bool)| {
                form.change(Field::Whole, |draft| toggle(&mut draft.recommends, Audience::ALL[at], on));
            })
        />
        <PhotosField
            photos=form.part(|draft| draft.photos.clone())
            add=Callback::new(move |photo| {
                form.change(Field::Photos, |draft| toggle(&mut draft.photos, photo, true));
            })
            remove=Callback::new(move |photo| {
                form.change(Field::Photos, |draft| toggle(&mut draft.photos, photo, false));
            })
            wrong=form.wrong
        />
        <Walked form />
        <ByField
            value=form.part(|draft| draft.by.clone())
            set=Callback::new(move |by| form.change(Field::By, |draft| draft.by = by))
            wrong=form.wrong.at(Field::By)
        />
    }
}

/// Where the ticked ones stand in their list.
fn places<T: PartialEq>(all: &[T], ticked: &[T]) -> Vec<usize> {
    (0..all.len()).filter(|at| ticked.contains(&all[*at])).collect()
}

#[component]
fn Criteria(form: Form<ReviewDraft>) -> impl IntoView {
    view! {
        <StarsField
            name="criterion-description"
            legend="write-criterion-description"
            chosen=form.part(|draft| draft.criteria.description)
            choose=Callback::new(move |stars| form.change(Field::Whole, |draft| draft.criteria.description = stars))
        />
        <StarsField
            name="criterion-waymarks"
            legend="write-criterion-waymarks"
            chosen=form.part(|draft| draft.criteria.waymarks)
            choose=Callback::new(move |stars| form.change(Field::Whole, |draft| draft.criteria.waymarks = stars))
        />
        <StarsField
            name="criterion-interest"
            legend="write-criterion-interest"
            chosen=form.part(|draft| draft.criteria.interest)
            choose=Callback::new(move |stars| form.change(Field::Whole, |draft| draft.criteria.interest = stars))
        />
    }
}

/// The month of the walk; what one chooses from is the same on every device.
#[component]
fn Walked(form: Form<ReviewDraft>) -> impl IntoView {
    const FIELD: Field = Field::Walked;
    let walked = form.part(|draft| draft.walked);
    let wrong = form.wrong.at(FIELD);
    let all = months(month_of(today()), form.draft.with_untracked(|draft| draft.walked));
    let option = move |month: protocol::Month| {
        view! {
            <option value=month.to_string() prop:selected=move || walked.get() == Some(month)>
                {move || format::month(month)}
            </option>
        }
    };
    view! {
        <div class="write-field">
            <label class="field-label" for=FIELD.id()>
                {say("write-walked")}
            </label>
            <select
                id=FIELD.id()
                class="select write-month"
                data-test=FIELD.id()
                aria-describedby=described_by(FIELD, wrong)
                on:change=move |event| {
                    let month = event_target_value(&event).parse().ok();
                    form.change(FIELD, |draft| draft.walked = month);
                }
            >
                {all.into_iter().map(option).collect_view()}
            </select>
            <WrongText field=FIELD wrong />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_stand_where_their_list_has_them() {
        assert_eq!(places(&Condition::ALL, &[Condition::Flooded, Condition::Mud]), [0, 4]);
    }
}
