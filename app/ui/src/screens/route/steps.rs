//! The numbered steps, bound to the map: pointing at one shows its place, pressing it goes there. Long lists are
//! folded, and each part of a broken route has its own heading.

use leptos::prelude::*;
use pdipr_data::domain::{Metres, Nature, RouteSheet, Step, StepKind};

use super::export::GoThere;
use crate::format;
use crate::map::{Target, use_map_state};
use crate::words::{Arg, say, t, tf};

/// Steps that are shown before the list is unfolded.
const FOLDED: usize = 12;
/// Steps that go on paper (see `print.css`).
const PRINTED: usize = 16;

#[component]
pub fn Steps(sheet: RouteSheet) -> impl IntoView {
    let unfolded = RwSignal::new(false);
    let start = sheet.card.start.as_ref().map(|start| start.at);
    let ends = sheet.ends.clone();
    let steps = sheet.steps;
    let count = steps.len();
    let parts = steps.last().map_or(0, |step| step.part + 1);
    let shown = Memo::new(move |_| if unfolded.get() { count } else { count.min(FOLDED) });
    view! {
        <section class="sheet-section" data-test="steps">
            <h2>{say("route-steps")}</h2>
            {start.map(|at| view! { <GoThere name=Signal::derive(say("route-start")) at /> })}
            {ends
                .into_iter()
                .zip(1u32..)
                .map(|(at, number)| {
                    let name = move || tf("route-end", &[("n", Arg::Text(&number.to_string()))]);
                    view! { <GoThere name=Signal::derive(name) at /> }
                })
                .collect_view()}
            {(count == 0).then(|| view! { <p class="muted">{say("unknown")}</p> })}
            <ol class="steps">
                {steps
                    .into_iter()
                    .enumerate()
                    .map(|(index, step)| {
                        let heading = (parts > 1 && step.step == StepKind::Start).then_some(step.part as u32 + 1);
                        view! { <StepRow index step heading parts=parts as u32 shown /> }
                    })
                    .collect_view()}
            </ol>
            {(count > PRINTED)
                .then(|| view! { <p class="print-only muted">{say("route-steps-printed")}</p> })}
            {(count > FOLDED)
                .then(|| {
                    view! {
                        <button
                            type="button"
                            class="button no-print"
                            data-test="steps-more"
                            aria-expanded=move || unfolded.get().to_string()
                            on:click=move |_| unfolded.update(|unfolded| *unfolded = !*unfolded)
                        >
                            {move || {
                                if unfolded.get() {
                                    t("route-steps-fewer")
                                } else {
                                    tf("route-steps-more", &[("n", Arg::Count(count as u32))])
                                }
                            }}
                        </button>
                    }
                })}
        </section>
    }
}

#[component]
fn StepRow(index: usize, step: Step, heading: Option<u32>, parts: u32, shown: Memo<usize>) -> impl IntoView {
    let map = use_map_state();
    let Step { at, from_start, length, step: kind, .. } = step;
    let liaison = kind == StepKind::Liaison;
    let hidden = move || index >= shown.get();
    let point = move || map.step_hover.set(Some(index));
    let leave = move || {
        if map.step_hover.get_untracked() == Some(index) {
            map.step_hover.set(None);
        }
    };
    let pointed = Memo::new(move |_| map.step_hover.get() == Some(index));
    view! {
        {heading
            .map(|part| {
                view! {
                    <li class="steps-part" hidden=hidden>
                        {move || {
                            tf("route-part", &[("part", Arg::Text(&part.to_string())), ("n", Arg::Text(&parts.to_string()))])
                        }}
                    </li>
                }
            })}
        <li
            class="step"
            class:step-liaison=liaison
            class:step-pointed=move || pointed.get()
            hidden=hidden
            on:mouseenter=move |_| point()
            on:mouseleave=move |_| leave()
        >
            <button
                type="button"
                class="step-button"
                on:focus=move |_| point()
                on:blur=move |_| leave()
                on:click=move |_| map.go_to.set(Some(Target::Point(at, 15.0)))
            >
                <span class="step-number">{index + 1}</span>
                <span class="step-text">
                    <span class="step-from">{move || from_text(from_start)}</span>
                    <span>{move || step_text(&kind)}</span>
                </span>
                <span class="step-length">
                    {move || if length > Metres::ZERO { format::distance(length) } else { String::new() }}
                </span>
            </button>
        </li>
    }
}

fn from_text(from_start: Metres) -> String {
    if from_start == Metres::ZERO {
        return String::new();
    }
    tf("route-step-at", &[("distance", Arg::Text(&format::distance(from_start)))])
}

fn step_text(step: &StepKind) -> String {
    match step {
        StepKind::Start => t("route-step-start"),
        StepKind::Finish => t("route-step-finish"),
        StepKind::Liaison => t("route-step-liaison"),
        StepKind::Way { name, number, nature, commune } => {
            let nature = nature_text(*nature);
            let way = way_text(&nature, number.as_deref(), name.as_deref());
            match commune {
                Some(commune) => format!("{way} · {commune}"),
                None => way,
            }
        }
    }
}

/// The nature of a way in words; the register sometimes does not say.
pub fn nature_text(nature: Option<Nature>) -> String {
    t(&nature.map_or_else(|| "nature-unknown".to_owned(), |nature| format!("nature-{}", nature.as_str())))
}

/// "Chemin rural n° 16 de la Puisaye au Mineray": the register's names go on from the nature and number.
fn way_text(nature: &str, number: Option<&str>, name: Option<&str>) -> String {
    let mut text = nature.to_owned();
    if let Some(number) = number {
        text.push_str(&format!(" n°\u{a0}{number}"));
    }
    if let Some(name) = name {
        let goes_on = name.chars().next().is_some_and(char::is_lowercase);
        text.push_str(if goes_on { " " } else { ", " });
        text.push_str(name);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_the_register_goes_on_from_the_nature_of_the_way() {
        let way = way_text("Chemin rural", Some("16"), Some("de la Puisaye au Mineray"));
        assert_eq!(way, "Chemin rural n°\u{a0}16 de la Puisaye au Mineray");
    }

    #[test]
    fn a_proper_name_is_set_apart() {
        assert_eq!(way_text("Sentier rural", None, Some("Rue du Moulin")), "Sentier rural, Rue du Moulin");
        assert_eq!(way_text("Chemin rural", Some("4"), None), "Chemin rural n°\u{a0}4");
    }
}
