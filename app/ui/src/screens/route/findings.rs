//! What the checks of the register say about this route, in plain words.

use leptos::prelude::*;
use pdipr_data::domain::{Finding, Severity};

use crate::findings::finding_text;
use crate::words::{Arg, say, tf};

/// Findings that are shown before the list is unfolded.
const FOLDED: usize = 5;

#[component]
pub fn Findings(findings: Vec<Finding>) -> impl IntoView {
    if findings.is_empty() {
        return ().into_any();
    }
    let count = findings.len();
    let mut first = findings;
    let rest = first.split_off(first.len().min(FOLDED));
    view! {
        <section class="sheet-section no-print" data-test="findings">
            <h2>{say("route-findings")}</h2>
            <p class="muted">{say("route-findings-note")}</p>
            <ul class="findings">{rows(first)}</ul>
            {(!rest.is_empty())
                .then(|| {
                    view! {
                        <details class="fold">
                            <summary>
                                {move || tf("route-findings-all", &[("n", Arg::Count(count as u32))])}
                            </summary>
                            <ul class="findings">{rows(rest)}</ul>
                        </details>
                    }
                })}
        </section>
    }
    .into_any()
}

fn rows(findings: Vec<Finding>) -> impl IntoView {
    findings
        .into_iter()
        .map(|finding| {
            let severity = finding.severity;
            view! {
                <li class="finding" class:finding-serious=severity != Severity::Info>
                    {move || finding_text(&finding)}
                </li>
            }
        })
        .collect_view()
}
