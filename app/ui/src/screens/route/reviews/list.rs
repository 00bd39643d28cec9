//! The reviews one by one, in an order that is told and can be changed; and the sentences of recommendations.

use leptos::prelude::*;
use protocol::{Criteria, PhotoId, Pseudonym, PublicReview, Stars};
use sente_core::community::{REVIEWS_AT_ONCE, ReviewSort, ShownReview};

use super::ReviewsState;
use crate::community::{audience_key, condition_key};
use crate::format;
use crate::parts::{AgencyAnswer, PhotoView, Segment, StarsView};
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Listed(state: ReviewsState) -> impl IntoView {
    let total = state.part(|page| page.total);
    let shown = state.part(|page| page.reviews.clone());
    let more = move || {
        let (shown, total) = (shown.with(Vec::len) as u32, total.get());
        shown < total.min(REVIEWS_AT_ONCE) && shown > 0
    };
    view! {
        <Show when=move || 1 < total.get()>
            <Sorts state />
        </Show>
        <ul class="review-list" data-test="review-list">
            {move || {
                shown.get().into_iter().map(|shown| view! { <li><One shown /></li> }).collect_view()
            }}
        </ul>
        <Show when=more>
            <button
                type="button"
                class="button"
                data-test="reviews-more"
                on:click=move |_| state.limit.update(|limit| *limit = (2 * *limit).min(REVIEWS_AT_ONCE))
            >
                {move || {
                    let (shown, all) = (shown.with(Vec::len) as u64, u64::from(total.get()));
                    let (shown, all) = (format::number(shown), format::number(all));
                    tf("reviews-more", &[("shown", Arg::Text(&shown)), ("all", Arg::Text(&all))])
                }}
            </button>
        </Show>
    }
}

#[component]
fn Sorts(state: ReviewsState) -> impl IntoView {
    const SORTS: [(ReviewSort, &str); 3] = [
        (ReviewSort::Newest, "sort-newest"),
        (ReviewSort::Best, "sort-best"),
        (ReviewSort::Worst, "sort-worst"),
    ];
    view! {
        <fieldset class="reviews-sort">
            <legend class="field-label">{say("reviews-sort")}</legend>
            <div class="segments">
                {SORTS
                    .map(|(sort, key)| {
                        view! {
                            <Segment
                                group="reviews-sort"
                                test=key
                                chosen=Signal::derive(move || state.sort.get() == sort)
                                choose=Callback::new(move |()| state.sort.set(sort))
                            >
                                {say(key)}
                            </Segment>
                        }
                    })
                    .collect_view()}
            </div>
        </fieldset>
    }
}

#[component]
fn One(shown: ShownReview) -> impl IntoView {
    let ShownReview { public, archived, own, .. } = shown;
    let PublicReview { review, written, edited, answer } = public;
    let walked = review.walked;
    let when = move || {
        let (walked, written) = (format::month(walked), format::sent_day(&written));
        let edited = edited.as_deref().map(format::sent_day);
        let key = if edited.is_some() { "review-when-edited" } else { "review-when" };
        let edited = edited.unwrap_or_default();
        tf(
            key,
            &[
                ("walked", Arg::Text(&walked)),
                ("written", Arg::Text(&written)),
                ("edited", Arg::Text(&edited)),
            ],
        )
    };
    let named = |key: &'static str, keys: Vec<&'static str>| {
        (!keys.is_empty()).then(|| {
            let list = move || keys.iter().map(|key| t(key)).collect::<Vec<_>>().join(&t("list-separator"));
            view! { <p class="review-facts">{move || tf(key, &[("list", Arg::Text(&list()))])}</p> }
        })
    };
    let (criteria, photos) = (review.criteria, review.photos);
    view! {
        <article class="review" class:review-archived=archived data-test="review">
            <p class="review-head">
                <StarsView stars=review.stars />
                <span class="review-by">{author(review.by)}</span>
                {own.then(|| view! { <span class="badge badge-moss">{say("review-own")}</span> })}
                {archived.then(|| view! { <span class="badge badge-ochre">{say("review-archived")}</span> })}
            </p>
            <p class="review-when">{when}</p>
            {(!review.text.is_empty()).then(|| view! { <p class="review-text">{review.text}</p> })}
            {(criteria != Criteria::default())
                .then(|| view! { <p class="review-facts">{move || criteria_text(criteria)}</p> })}
            {named("review-conditions", review.conditions.into_iter().map(condition_key).collect())}
            {named("review-recommends", review.recommends.into_iter().map(audience_key).collect())}
            {(!photos.is_empty()).then(|| view! { <Photos photos /> })}
            {answer.map(|answer| view! { <AgencyAnswer answer /> })}
        </article>
    }
}

#[component]
fn Photos(photos: Vec<PhotoId>) -> impl IntoView {
    let shown = (1..).zip(photos).map(|(number, id): (u32, PhotoId)| {
        let alt = Signal::derive(move || tf("review-photo", &[("n", Arg::Text(&number.to_string()))]));
        view! { <li><PhotoView id alt /></li> }
    });
    view! { <ul class="photos">{shown.collect_view()}</ul> }
}

/// "Description 4 sur 5 · Balisage 2 sur 5".
fn criteria_text(criteria: Criteria) -> String {
    let Criteria { description, waymarks, interest } = criteria;
    let all = [
        ("criterion-description", description),
        ("criterion-waymarks", waymarks),
        ("criterion-interest", interest),
    ];
    let told = all.into_iter().filter_map(|(key, stars): (_, Option<Stars>)| {
        let (name, stars) = (t(key), u8::from(stars?).to_string());
        Some(tf("criterion-mark", &[("name", Arg::Text(&name)), ("stars", Arg::Text(&stars))]))
    });
    told.collect::<Vec<_>>().join(" · ")
}

fn author(by: Pseudonym) -> impl Fn() -> String {
    move || if by.0.is_empty() { t("anonymous") } else { by.0.clone() }
}

/// Recommendations in a sentence.
#[component]
pub fn Sentences(state: ReviewsState) -> impl IntoView {
    let sentences = state.part(|page| page.sentences.clone());
    let lines = move || {
        sentences
            .get()
            .into_iter()
            .map(|public| {
                let (recommendation, written) = (public.recommendation, public.written);
                let by = author(recommendation.by);
                let audience = audience_key(recommendation.audience);
                let head = move || {
                    let (audience, by, day) = (t(audience), by(), format::sent_day(&written));
                    tf(
                        "sentence-head",
                        &[
                            ("audience", Arg::Text(&audience)),
                            ("by", Arg::Text(&by)),
                            ("day", Arg::Text(&day)),
                        ],
                    )
                };
                view! {
                    <li class="review">
                        <p class="review-text">{recommendation.sentence}</p>
                        <p class="review-when">{head}</p>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || !sentences.with(Vec::is_empty)>
            <h3>{say("sentences-title")}</h3>
            <ul class="review-list">{lines}</ul>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn criteria_that_nobody_has_marked_are_not_told() {
        let stars = |stars: u8| Stars::try_from(stars).ok();
        let text = criteria_text(Criteria { waymarks: stars(2), ..Criteria::default() });
        assert_eq!(text.replace('\u{a0}', " "), "Qualité du balisage : 2 sur 5");
    }
}
