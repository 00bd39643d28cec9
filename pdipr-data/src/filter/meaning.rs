//! What each criterion means, said once and slowly. Searches use bitmaps instead; tests hold them to this.

use super::{Criterion, RouteFacts, RouteFilter, RouteQuery};
use crate::domain::Days;

/// Distance from a position to the nearest door of a route, on the ellipsoid.
pub fn distance_to_doors(facts: &RouteFacts, at: crate::domain::Position) -> Option<crate::domain::Metres> {
    facts.doors.iter().map(|door| door.distance_to(at)).min_by(|a, b| a.value().total_cmp(&b.value()))
}

impl RouteFilter {
    /// The criteria that are set, in a fixed order. Words are no part of the filter.
    pub fn active(&self) -> Vec<Criterion> {
        let set = [
            (Criterion::Practice, !self.practices.is_empty()),
            (Criterion::Network, !self.networks.is_empty()),
            (Criterion::Shape, !self.shapes.is_empty()),
            (Criterion::Difficulty, !self.difficulties.is_empty()),
            (Criterion::Theme, !self.themes.is_empty()),
            (Criterion::Length, !self.length.is_open()),
            (Criterion::Duration, !self.duration.is_open()),
            (Criterion::Ascent, !self.ascent.is_open()),
            (Criterion::StartCommune, !self.start_communes.is_empty()),
            (Criterion::CrossedCommune, !self.crossed_communes.is_empty()),
            (Criterion::Station, self.station_within.is_some()),
            (Criterion::Inscribed, self.inscribed_at_least.is_some()),
            (Criterion::Followable, self.followable_only),
            (Criterion::PnrPerche, self.in_pnr_perche),
            (Criterion::Near, self.near.is_some_and(|near| near.within.is_some())),
            (Criterion::Bounds, self.bounds.is_some()),
            (Criterion::Accessibility, !self.accessibility.is_empty()),
            (Criterion::Dogs, self.dogs_welcome),
            (Criterion::Season, self.month.is_some()),
            (Criterion::OpenOn, self.open_on.is_some()),
            (Criterion::Rating, self.rating_at_least.is_some()),
            (Criterion::Tarmac, self.tarmac_at_most.is_some()),
        ];
        set.into_iter().filter_map(|(criterion, set)| set.then_some(criterion)).collect()
    }

    /// Whether the filter keeps the route. A figure that is unknown is not kept by a criterion on it.
    pub fn keeps(&self, facts: &RouteFacts) -> bool {
        self.active().into_iter().all(|criterion| self.meets(criterion, facts))
    }

    /// Whether the route meets this one criterion; a criterion that is not set is met by all.
    pub fn meets(&self, criterion: Criterion, facts: &RouteFacts) -> bool {
        if !self.active().contains(&criterion) {
            return true;
        }
        match criterion {
            Criterion::Text => true,
            Criterion::Practice => facts.practices.iter().any(|practice| self.practices.contains(practice)),
            Criterion::Network => self.networks.contains(&facts.network),
            Criterion::Shape => facts.shape.is_some_and(|shape| self.shapes.contains(&shape)),
            Criterion::Difficulty => facts.difficulty.is_some_and(|d| self.difficulties.contains(&d)),
            Criterion::Theme => facts.themes.iter().any(|theme| self.themes.contains(theme)),
            Criterion::Length => self.length.holds(facts.length),
            Criterion::Duration => facts.duration.is_some_and(|duration| self.duration.holds(duration)),
            Criterion::Ascent => facts.ascent.is_some_and(|ascent| self.ascent.holds(ascent)),
            Criterion::StartCommune => {
                facts.start_commune.as_ref().is_some_and(|insee| self.start_communes.contains(insee))
            }
            Criterion::CrossedCommune => {
                facts.communes.iter().any(|insee| self.crossed_communes.contains(insee))
            }
            Criterion::Station => {
                facts.station.zip(self.station_within).is_some_and(|(station, within)| station <= within)
            }
            Criterion::Inscribed => facts
                .inscribed_share
                .zip(self.inscribed_at_least)
                .is_some_and(|(share, least)| share >= least),
            Criterion::Followable => !facts.partial,
            Criterion::PnrPerche => facts.pnr_perche,
            Criterion::Near => self.near.is_some_and(|near| {
                distance_to_doors(facts, near.at)
                    .zip(near.within)
                    .is_some_and(|(away, within)| away <= within)
            }),
            Criterion::Bounds => self.bounds.is_some_and(|bounds| facts.bounds.intersects(&bounds)),
            Criterion::OpenOn => self
                .open_on
                .zip(facts.closed.as_ref())
                .is_some_and(|(day, closed)| !Days::some_hold(closed, day)),
            // No source feeds these yet: unknown for every route.
            Criterion::Accessibility
            | Criterion::Dogs
            | Criterion::Season
            | Criterion::Rating
            | Criterion::Tarmac => false,
        }
    }

    /// The filter without this criterion.
    pub fn without(&self, criterion: Criterion) -> RouteFilter {
        let mut filter = self.clone();
        match criterion {
            Criterion::Text => {}
            Criterion::Practice => filter.practices.clear(),
            Criterion::Network => filter.networks.clear(),
            Criterion::Shape => filter.shapes.clear(),
            Criterion::Difficulty => filter.difficulties.clear(),
            Criterion::Theme => filter.themes.clear(),
            Criterion::Length => filter.length = Default::default(),
            Criterion::Duration => filter.duration = Default::default(),
            Criterion::Ascent => filter.ascent = Default::default(),
            Criterion::StartCommune => filter.start_communes.clear(),
            Criterion::CrossedCommune => filter.crossed_communes.clear(),
            Criterion::Station => filter.station_within = None,
            Criterion::Inscribed => filter.inscribed_at_least = None,
            Criterion::Followable => filter.followable_only = false,
            Criterion::PnrPerche => filter.in_pnr_perche = false,
            // The place stays, so that the result can still be sorted by it.
            Criterion::Near => {
                if let Some(near) = &mut filter.near {
                    near.within = None;
                }
            }
            Criterion::Bounds => filter.bounds = None,
            Criterion::Accessibility => filter.accessibility.clear(),
            Criterion::Dogs => filter.dogs_welcome = false,
            Criterion::Season => filter.month = None,
            Criterion::OpenOn => filter.open_on = None,
            Criterion::Rating => filter.rating_at_least = None,
            Criterion::Tarmac => filter.tarmac_at_most = None,
        }
        filter
    }
}

impl RouteQuery {
    /// The query without this criterion, words included.
    pub fn without(&self, criterion: Criterion) -> RouteQuery {
        let text = if criterion == Criterion::Text { String::new() } else { self.text.clone() };
        RouteQuery { text, filter: self.filter.without(criterion), ..self.clone() }
    }

    /// Where distances are measured from.
    pub fn place(&self) -> Option<crate::domain::Position> {
        self.near.or(self.filter.near.map(|near| near.at))
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::domain::Metres;

    #[test]
    fn an_empty_filter_keeps_every_route() {
        assert!(RouteFilter::default().keeps(&a_fact("f1")));
    }

    #[test]
    fn an_unknown_figure_is_not_kept() {
        let mut filter = RouteFilter::default();
        filter.ascent.max = Some(Metres::whole(1_000));
        assert!(!filter.keeps(&RouteFacts { ascent: None, ..a_fact("f1") }));
    }

    #[test]
    fn a_filter_without_its_only_criterion_is_empty() {
        let filter = RouteFilter { followable_only: true, ..RouteFilter::default() };
        assert_eq!(filter.without(Criterion::Followable), RouteFilter::default());
    }
}
