//! What others have met on the way in the last days, at the top of the sheet: "boue, il y a 3 jours".

use jiff::civil::Date;
use leptos::prelude::*;
use sente_core::community::ConditionSeen;

use super::ReviewsState;
use crate::community::condition_key;
use crate::device::this_day;
use crate::parts::Icon;
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Conditions(state: ReviewsState) -> impl IntoView {
    let seen = state.part(|page| page.conditions.clone());
    let lines = move || {
        seen.get().into_iter().map(|one| view! { <li>{move || text(&one, this_day())}</li> }).collect_view()
    };
    view! {
        <Show when=move || !seen.with(Vec::is_empty)>
            <div class="banner banner-ochre" data-test="conditions">
                <Icon name="eye" />
                <div>
                    <p class="banner-title">{say("conditions-title")}</p>
                    <ul class="conditions">{lines}</ul>
                </div>
            </div>
        </Show>
    }
}

fn text(seen: &ConditionSeen, today: Date) -> String {
    let condition = t(condition_key(seen.condition));
    let when = ago(&seen.on, today);
    let args =
        [("condition", Arg::Text(&condition)), ("when", Arg::Text(&when)), ("n", Arg::Count(seen.count))];
    tf(if seen.count > 1 { "condition-seen-by" } else { "condition-seen" }, &args)
}

/// "aujourd’hui", "hier", "il y a 3 jours"; a day that is none stays as it is.
fn ago(on: &str, today: Date) -> String {
    let Ok(day) = on.parse::<Date>() else { return on.to_owned() };
    // The day is the server's, in UTC: it may be tomorrow's here.
    match day.until(today).map_or(0, |span| span.get_days()).max(0) {
        0 => t("ago-today"),
        1 => t("ago-yesterday"),
        days => tf("ago-days", &[("n", Arg::Count(days.unsigned_abs()))]),
    }
}

#[cfg(test)]
mod tests {
    use protocol::Condition;

    use super::*;

    #[test]
    fn a_condition_says_how_long_ago_and_by_how_many() {
        let today = jiff::civil::date(2026, 12, 2);
        let seen = |on: &str, count| ConditionSeen { condition: Condition::Mud, on: on.to_owned(), count };
        let spoken = |on, count| text(&seen(on, count), today).replace('\u{a0}', " ");
        assert_eq!(spoken("2026-11-29", 1), "Boue, il y a 3 jours");
        assert_eq!(spoken("2026-12-01", 2), "Boue, hier (2 avis)");
        assert_eq!(spoken("2026-12-03", 1), "Boue, aujourd’hui");
        assert_eq!(spoken("hiver", 1), "Boue, hiver");
    }
}
