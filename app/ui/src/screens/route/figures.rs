//! The four figures in their fixed order, our own effort figure apart, and the lengths that are never mixed.

use leptos::prelude::*;
use pdipr_data::domain::{Lengths, Metres, Minutes, RouteCard};
use pdipr_data::methods::duration_range;

use crate::format;
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Figures(
    card: RouteCard,
    range: Option<(Minutes, Minutes)>,
    /// From an installed relief.
    climb: RwSignal<Option<Metres>>,
) -> impl IntoView {
    let RouteCard { difficulty, duration, ascent, effort, lengths, practices, .. } = card;
    let total = lengths.total();
    let flat = duration.is_some_and(|figure| !figure.value.counts_ascent);
    let told = range.or(duration.map(|figure| (figure.value.minutes, figure.value.minutes)));
    let time = move || {
        let climbed = climb.get().filter(|_| flat).and_then(|up| duration_range(&practices, total, Some(up)));
        let varies = |(shortest, longest)| shortest < longest;
        let note = match (climbed, told) {
            (Some(time), _) if varies(time) => Some("climb-time-by-practice"),
            (Some(_), _) => Some("climb-time"),
            (None, Some(time)) if flat && varies(time) => Some("flat-time-by-practice"),
            (None, _) => flat.then_some("flat-time"),
        };
        (climbed.or(told), note)
    };
    view! {
        <dl class="sheet-figures">
            <Figure
                name="figure-difficulty"
                value=Signal::derive(move || {
                    difficulty.map(|figure| t(&format!("difficulty-{}", figure.value.as_str())))
                })
            />
            {move || {
                let (time, note) = time();
                view! { <Figure name="figure-duration" value=Signal::derive(move || time.map(between)) note /> }
            }}
            <Figure
                name="figure-distance"
                value=Signal::derive(move || (total > Metres::ZERO).then(|| format::distance(total)))
            />
            {move || {
                let official = ascent.map(|figure| figure.value);
                let climb = official.or(climb.get()).map(format::ascent);
                let note = (official.is_none() && climb.is_some()).then_some("figure-from-relief");
                view! { <Figure name="figure-ascent" value=Signal::stored(climb) note /> }
            }}
        </dl>
        {effort.map(|effort| {
            view! {
                <p class="sheet-effort">
                    {move || tf("route-effort", &[("n", Arg::Text(&effort.value.0.to_string()))])}
                </p>
            }
        })}
    }
}

/// "2 h 30", or "de 1 h à 2 h 30" where it varies.
fn between((shortest, longest): (Minutes, Minutes)) -> String {
    if shortest == longest {
        return format::duration(shortest);
    }
    let (min, max) = (format::duration(shortest), format::duration(longest));
    tf("explore-between", &[("min", Arg::Text(&min)), ("max", Arg::Text(&max))])
}

/// A figure that nobody knows is "?" for the eye and *non renseigné* for readers.
#[component]
pub fn Figure(
    name: &'static str,
    value: Signal<Option<String>>,
    #[prop(default = None)] note: Option<&'static str>,
) -> impl IntoView {
    view! {
        <div class="sheet-figure">
            <dt>{move || t(name)}</dt>
            <dd>
                {move || match value.get() {
                    Some(text) => {
                        view! {
                            <span class="sheet-figure-value">{text}</span>
                            {note.map(|note| view! { <span class="sheet-figure-note">{t(note)}</span> })}
                        }
                            .into_any()
                    }
                    None => {
                        view! {
                            <span class="sheet-figure-value figure-unknown" aria-hidden="true">
                                "?"
                            </span>
                            <span class="sheet-figure-note">{t("unknown")}</span>
                        }
                            .into_any()
                    }
                }}
            </dd>
        </div>
    }
}

/// Inscribed, walked twice, links, breaks: each with its length, a bar for the eye.
#[component]
pub fn LengthsView(lengths: Lengths) -> impl IntoView {
    let rows: Vec<_> = [
        ("inscribed", lengths.inscribed),
        ("retraced", lengths.retraced),
        ("liaison", lengths.liaison),
        ("gaps", lengths.gaps),
    ]
    .into_iter()
    .filter(|(kind, length)| *kind == "inscribed" || *length > Metres::ZERO)
    .collect();
    let share = lengths.inscribed_share();
    let bars = rows.clone();
    view! {
        <section class="sheet-lengths" aria-label=say("route-lengths")>
            <p class="sheet-share">
                {move || share.map(|share| tf("inscribed-share", &[("share", Arg::Text(&format::share(share)))]))}
            </p>
            <div class="stack" aria-hidden="true">
                {bars
                    .into_iter()
                    .map(|(kind, length)| {
                        view! {
                            <span
                                class=format!("stack-part stack-{kind}")
                                style:flex-grow=crate::format::fixed(length.value(), 1)
                            ></span>
                        }
                    })
                    .collect_view()}
            </div>
            <ul class="stack-legend">
                {rows
                    .into_iter()
                    .map(|(kind, length)| {
                        view! {
                            <li>
                                <span class=format!("swatch stack-{kind}") aria-hidden="true"></span>
                                <span>{move || t(&format!("route-length-{kind}"))}</span>
                                <span class="stack-value">{move || format::distance(length)}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}
