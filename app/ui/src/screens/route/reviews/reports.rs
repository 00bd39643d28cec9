//! Problems that others have reported along the route and that are not solved, from its start to its end.

use leptos::prelude::*;
use pdipr_data::domain::Metres;
use protocol::{Magnitude, PublicReport};
use sente_core::community::KnownReport;

use super::ReviewsState;
use crate::community::{category_key, magnitude_key, status_key};
use crate::format;
use crate::parts::{AgencyAnswer, Icon};
use crate::words::{Arg, say, t, tf};

/// `started`: the metres count from the start of the route, else from the beginning of its line.
#[component]
pub fn Reports(state: ReviewsState, started: bool) -> impl IntoView {
    let reports = state.part(|page| along(page.reports.clone()));
    view! {
        <Show when=move || !reports.with(Vec::is_empty)>
            <h3>{say("reports-title")}</h3>
            <ul class="report-list" data-test="known-reports">
                {move || {
                    reports.get().into_iter().map(|report| view! { <li><One report started /></li> }).collect_view()
                }}
            </ul>
        </Show>
    }
}

/// In the order in which one meets them.
fn along(mut reports: Vec<KnownReport>) -> Vec<KnownReport> {
    reports.sort_by_key(|known| (known.public.place.metres, known.thing));
    reports
}

#[component]
fn One(report: KnownReport, started: bool) -> impl IntoView {
    let KnownReport { public, own, .. } = report;
    let PublicReport { category, magnitude, place, status, written, confirmed, answer } = public;
    let facts = move || {
        let at = format::distance(Metres::whole(place.metres));
        let place =
            tf(if started { "closed-from-start" } else { "closed-from-line" }, &[("from", Arg::Text(&at))]);
        let day = tf("report-written", &[("day", Arg::Text(&format::sent_day(&written)))]);
        let confirmed = (confirmed > 0).then(|| tf("report-confirmed", &[("n", Arg::Count(confirmed))]));
        let all = [Some(place), Some(day), confirmed, Some(t(status_key(status)))];
        all.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let icon = if magnitude == Magnitude::Blocking { "octagon-x" } else { "triangle-alert" };
    view! {
        <div class="report" class:report-blocking=magnitude == Magnitude::Blocking>
            <Icon name=icon />
            <div>
                <p class="report-head">
                    {move || {
                        let (category, magnitude) = (t(category_key(category)), t(magnitude_key(magnitude)));
                        tf(
                            "report-head",
                            &[("category", Arg::Text(&category)), ("magnitude", Arg::Text(&magnitude))],
                        )
                    }}
                    {own.then(|| view! { " " <span class="badge badge-moss">{say("report-own")}</span> })}
                </p>
                <p class="review-when">{facts}</p>
                {answer.map(|answer| view! { <AgencyAnswer answer /> })}
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use protocol::{Category, Place, ReportStatus, ThingId};

    use super::*;

    fn at(metres: u32) -> KnownReport {
        let thing: ThingId = "01936d5e-7c00-7000-8000-000000000001".parse().unwrap();
        let place = Place { route: None, segment: None, commune: None, metres };
        let public = PublicReport {
            category: Category::Safety,
            magnitude: Magnitude::Blocking,
            place,
            status: ReportStatus::Open,
            written: "2026-11-23".to_owned(),
            confirmed: 0,
            answer: None,
        };
        KnownReport { thing, public, away: None, own: false }
    }

    #[test]
    fn reports_stand_in_the_order_in_which_one_meets_them() {
        let metres = |reports: Vec<KnownReport>| -> Vec<u32> {
            reports.into_iter().map(|report| report.public.place.metres).collect()
        };
        assert_eq!(metres(along(vec![at(900), at(20), at(640)])), [20, 640, 900]);
    }
}
