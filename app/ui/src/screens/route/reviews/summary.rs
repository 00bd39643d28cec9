//! The marks in figures: mean, how many gave which, each criterion apart; and whom the route is recommended to.

use leptos::prelude::*;
use sente_core::community::{Mean, ReviewSummary};

use super::ReviewsState;
use crate::community::audience_key;
use crate::format;
use crate::parts::Icon;
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Summary(state: ReviewsState) -> impl IntoView {
    let summary = state.part(|page| page.summary.clone());
    let total = state.part(|page| page.total);
    move || {
        let summary = summary.get();
        match summary.stars {
            Some(mean) => view! { <Marks mean summary /> }.into_any(),
            None if total.get() == 0 => view! {
                <p class="reviews-none" data-test="reviews-none">
                    {say("reviews-none")}
                </p>
            }
            .into_any(),
            // All of them are of an older line.
            None => view! { <p>{say("reviews-only-archived")}</p> }.into_any(),
        }
    }
}

#[component]
fn Marks(mean: Mean, summary: ReviewSummary) -> impl IntoView {
    let ReviewSummary { spread, criteria, .. } = summary;
    let most = spread.into_iter().max().unwrap_or(0).max(1);
    let bars = (1_u32..).zip(spread).collect::<Vec<_>>().into_iter().rev().map(move |(stars, count)| {
        let share = f64::from(count) / f64::from(most) * 100.0;
        view! {
            <li>
                <span class="sr-only">{move || spoken(stars, count)}</span>
                <span class="spread-stars" aria-hidden="true">
                    {stars}
                    <Icon name="star" />
                </span>
                <span class="spread-bar" aria-hidden="true">
                    <span style:width=format!("{}%", format::fixed(share, 1))></span>
                </span>
                <span class="spread-count" aria-hidden="true">{format::number(count.into())}</span>
            </li>
        }
    });
    let criteria = [
        ("criterion-description", criteria.description),
        ("criterion-waymarks", criteria.waymarks),
        ("criterion-interest", criteria.interest),
    ];
    let criteria = criteria.into_iter().filter_map(|(key, mean)| {
        let mean = mean?;
        Some(view! {
            <div>
                <dt>{say(key)}</dt>
                <dd>{move || mean_text("criterion-mean", mean)}</dd>
            </div>
        })
    });
    view! {
        <div class="reviews-summary" data-test="reviews-summary">
            <p class="reviews-mean">
                <span class="reviews-figure">{move || format::mean(mean.mean)}</span>
                <span>{move || mean_text("reviews-mean", mean)}</span>
            </p>
            <ul class="spread">{bars.collect_view()}</ul>
            <dl class="criteria">{criteria.collect_view()}</dl>
        </div>
    }
}

fn mean_text(key: &str, mean: Mean) -> String {
    let (value, deviation) = (format::mean(mean.mean), format::mean(mean.deviation));
    let number = format::number(mean.count.into());
    tf(
        key,
        &[
            ("mean", Arg::Text(&value)),
            ("deviation", Arg::Text(&deviation)),
            ("n", Arg::Count(mean.count)),
            ("number", Arg::Text(&number)),
        ],
    )
}

fn spoken(stars: u32, count: u32) -> String {
    let stars = tf("stars-of-five", &[("n", Arg::Count(stars))]);
    tf("spread-spoken", &[("stars", Arg::Text(&stars)), ("n", Arg::Count(count))])
}

/// "Recommandée pour : famille (3), chien (1)".
#[component]
pub fn Recommended(state: ReviewsState) -> impl IntoView {
    let recommended = state.part(|page| page.recommended.clone());
    let text = move || {
        let recommended = recommended.get();
        let named = recommended.iter().map(|counted| {
            let audience = t(audience_key(counted.audience));
            format!("{audience} ({})", format::number(counted.count.into()))
        });
        let list = named.collect::<Vec<_>>().join(&t("list-separator"));
        tf("reviews-recommended", &[("list", Arg::Text(&list))])
    };
    view! {
        <Show when=move || !recommended.with(Vec::is_empty)>
            <p data-test="recommended">{text}</p>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_told_with_how_many_gave_it_and_how_far_apart_they_are() {
        let mean = Mean { mean: 4.25, deviation: 0.83, count: 12 };
        let text = mean_text("reviews-mean", mean);
        assert!(text.contains("12 avis") && text.contains("0,8"), "{text}");
        assert!(mean_text("reviews-mean", Mean { count: 1, ..mean }).contains("1 avis"));
    }

    #[test]
    fn a_bar_of_the_spread_is_read_out() {
        assert_eq!(spoken(1, 0).replace('\u{a0}', " "), "1 étoile sur 5 : aucun avis");
        assert_eq!(spoken(5, 7).replace('\u{a0}', " "), "5 étoiles sur 5 : 7 avis");
    }
}
