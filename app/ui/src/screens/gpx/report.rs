//! What is in the file, in words and figures; what it does not say is unknown, never zero.

use leptos::prelude::*;
use pdipr_data::domain::{Finding, Metres};
use sente_core::gpx::{GpxLine, GpxLineKind, GpxReport};

use super::PickGpx;
use crate::findings::finding_text;
use crate::format;
use crate::parts::PageTitle;
use crate::screens::route::figures::Figure;
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Report(name: String, report: GpxReport) -> impl IntoView {
    let GpxReport { name: title, lines, waypoints, points, length, climb, findings, .. } = report;
    let single = lines.first().filter(|_| lines.len() == 1).and_then(|line| line.name.clone());
    let title = title.or(single);
    // A file that says no name is called by its own.
    let file = title.is_some().then(|| name.clone());
    let title = title.unwrap_or(name);
    let climbed = move |part: fn(&sente_core::gpx::GpxClimb) -> Option<Metres>| climb.as_ref().and_then(part);
    let (ascent, descent) = (climbed(|climb| climb.ascent), climbed(|climb| climb.descent));
    let count = |key: &'static str, number: u64| {
        move || {
            let shown = format::number(number);
            let n = Arg::Count(u32::try_from(number).unwrap_or(u32::MAX));
            tf(key, &[("n", n), ("number", Arg::Text(&shown))])
        }
    };
    let tracks = lines.len() as u64;
    view! {
        <header class="sheet-head">
            <div class="sheet-head-text">
                <PageTitle text=Signal::stored(title) test="gpx-name" />
                {file.map(|file| view! { <p class="sheet-kind">{file}</p> })}
            </div>
        </header>
        <dl class="sheet-figures gpx-figures">
            <Figure
                name="figure-distance"
                value=Signal::derive(move || (length > Metres::ZERO).then(|| format::distance(length)))
            />
            <Figure name="figure-ascent" value=Signal::derive(move || ascent.map(format::ascent)) />
            <Figure name="figure-descent" value=Signal::derive(move || descent.map(format::descent)) />
            <Figure
                name="gpx-altitudes"
                value=Signal::derive(move || {
                    climb
                        .map(|climb| {
                            let (min, max) =
                                (format::altitude(climb.lowest.into()), format::altitude(climb.highest.into()));
                            tf("explore-between", &[("min", Arg::Text(&min)), ("max", Arg::Text(&max))])
                        })
                })
            />
        </dl>
        <ul class="gpx-counts" data-test="gpx-counts">
            <li>{count("gpx-lines", tracks)}</li>
            <li>{count("gpx-points", points)}</li>
            {(waypoints > 0).then(|| view! { <li>{count("gpx-waypoints", waypoints)}</li> })}
        </ul>
        {(lines.len() > 1).then(|| view! { <Lines lines /> })}
        <Remarks findings />
        <p class="muted gpx-note">{say("gpx-note")}</p>
        <div class="sheet-actions no-print">
            <PickGpx />
        </div>
    }
}

#[component]
fn Lines(lines: Vec<GpxLine>) -> impl IntoView {
    view! {
        <section class="sheet-section">
            <h2>{say("gpx-lines-title")}</h2>
            <ol class="gpx-line-list">
                {lines
                    .into_iter()
                    .map(|line| {
                        let GpxLine { kind, name, length, climb, .. } = line;
                        let ascent = climb.and_then(|climb| climb.ascent);
                        let facts = move || {
                            let kind = match kind {
                                GpxLineKind::Track => t("gpx-track"),
                                GpxLineKind::Route => t("gpx-route"),
                            };
                            let facts = [Some(kind), Some(format::distance(length)), ascent.map(format::ascent)];
                            facts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
                        };
                        view! {
                            <li>
                                <span>{move || name.clone().unwrap_or_else(|| t("gpx-unnamed"))}</span>
                                <span class="muted">{facts}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ol>
        </section>
    }
}

/// What the reader has to say of the file.
#[component]
fn Remarks(findings: Vec<Finding>) -> impl IntoView {
    (!findings.is_empty()).then(|| {
        view! {
            <section class="sheet-section" data-test="gpx-findings">
                <h2>{say("gpx-findings-title")}</h2>
                <ul class="findings">
                    {findings
                        .into_iter()
                        .map(|finding| view! { <li class="finding">{move || finding_text(&finding)}</li> })
                        .collect_view()}
                </ul>
            </section>
        }
    })
}
