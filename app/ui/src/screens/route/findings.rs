//! What the checks of the register say about this route, in plain words.

use std::sync::LazyLock;

use leptos::prelude::*;
use pdipr_data::domain::{Finding, Severity};
use pdipr_data::words::{FINDINGS_EN, FINDINGS_FR, Tongue, Words};
use sente_core::carnet::Language;

use crate::words::{Arg, language, say, tf};

/// Findings that are shown before the list is unfolded.
const FOLDED: usize = 5;

static FRENCH: LazyLock<Option<Words>> = LazyLock::new(|| Words::new(Tongue::French, &[FINDINGS_FR]).ok());
static ENGLISH: LazyLock<Option<Words>> = LazyLock::new(|| Words::new(Tongue::English, &[FINDINGS_EN]).ok());

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
                    {move || sentence(language(), &finding)}
                </li>
            }
        })
        .collect_view()
}

/// The sentence of a finding; its code where the catalogue has none, so that nothing is hidden.
fn sentence(language: Language, finding: &Finding) -> String {
    let words = match language {
        Language::Fr => FRENCH.as_ref(),
        Language::En => ENGLISH.as_ref(),
    };
    let key = format!("finding-{}", finding.code);
    let args: Vec<_> = finding.args.iter().map(|(name, value)| (name.as_str(), Arg::Text(value))).collect();
    match words {
        Some(words) if words.knows(&key) => words.text_with(&key, &args),
        _ => finding.code.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_catalogues_of_findings_can_be_read() {
        assert!(FRENCH.is_some() && ENGLISH.is_some());
    }

    #[test]
    fn a_finding_without_a_sentence_shows_its_code() {
        assert_eq!(sentence(Language::Fr, &Finding::info("no-such-finding")), "no-such-finding");
    }
}
