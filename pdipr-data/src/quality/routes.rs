//! Rules over one route.

use crate::domain::{Finding, Route};

/// What staff should know of a route; the subject is its identity.
pub fn about_route(route: &Route) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut tell = |finding: Finding| findings.push(finding.about(&route.id).with("route", &route.name));
    if route.parts.len() > 1 {
        tell(Finding::info("route-in-parts").with("parts", route.parts.len()));
    }
    for gap in &route.gaps {
        tell(Finding::info("long-gap").with("km", format!("{:.1}", gap.length.kilometres())));
    }
    let share = route.lengths.inscribed_share();
    if share.is_some_and(|share| share.value() < 0.5) {
        let percent = share.map_or(0.0, |share| share.value() * 100.0);
        tell(Finding::info("mostly-liaison").with("percent", format!("{percent:.0}")));
    }
    findings
}
