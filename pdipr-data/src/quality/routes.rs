//! Rules over one route.

use crate::domain::{Finding, Position, Route};
use crate::register::Ground;

/// What staff should know of a route; the subject is its identity.
pub fn about_route(route: &Route, ground: &Ground<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let named = |at: Position| match ground.commune_at(at) {
        Some(commune) => commune.name.clone(),
        None => format!("{:.5}, {:.5}", at.lat(), at.lon()),
    };
    let mut tell = |finding: Finding| findings.push(finding.about(&route.id).with("route", &route.name));
    if route.parts.len() > 1 {
        tell(Finding::info("route-in-parts").with("parts", route.parts.len()));
    }
    for gap in &route.gaps {
        tell(
            Finding::info("long-gap")
                .with("km", format!("{:.1}", gap.length.kilometres()))
                .with("from", named(gap.from))
                .with("to", named(gap.to)),
        );
    }
    let share = route.lengths.inscribed_share();
    if share.is_some_and(|share| share.value() < 0.5) {
        let percent = share.map_or(0.0, |share| share.value() * 100.0);
        tell(Finding::info("mostly-liaison").with("percent", format!("{percent:.0}")));
    }
    findings
}
