//! For each route its nearest others and those that resemble it.

use crate::domain::{Bounds, Position, RouteCard};

/// How many neighbours of each kind a sheet shows.
pub const NEIGHBOURS: usize = 4;

/// Indices into the list of cards.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Neighbours {
    pub nearby: Vec<usize>,
    /// Never a route that already stands under `nearby`.
    pub similar: Vec<usize>,
}

/// The neighbours of every card, in the order of the cards.
pub fn neighbours(cards: &[RouteCard]) -> Vec<Neighbours> {
    (0..cards.len()).map(|index| of(index, cards)).collect()
}

fn of(index: usize, cards: &[RouteCard]) -> Neighbours {
    let here = &cards[index];
    let others = (0..cards.len()).filter(|other| *other != index);
    let nearby = best(others.clone().map(|other| (other, apart(anchor(here), anchor(&cards[other])))));
    let similar = best(
        others
            .filter(|other| !nearby.contains(other))
            .map(|other| (other, unlikeness(here, &cards[other])))
            .filter(|(_, unlike)| unlike.is_finite()),
    );
    Neighbours { nearby, similar }
}

/// The least first; equal ones in the order of the list.
fn best(scored: impl Iterator<Item = (usize, f64)>) -> Vec<usize> {
    let mut scored: Vec<(usize, f64)> = scored.collect();
    scored.sort_by(|a, b| a.1.total_cmp(&b.1).then(a.0.cmp(&b.0)));
    scored.into_iter().take(NEIGHBOURS).map(|(index, _)| index).collect()
}

/// Where a route is, for neighbourhood: its start, or the middle of its box.
fn anchor(card: &RouteCard) -> (f64, f64) {
    let middle = |b: Bounds| ((b.west + b.east) / 2.0, (b.south + b.north) / 2.0);
    let point = |at: Position| (at.lon(), at.lat());
    card.start.as_ref().map_or_else(|| middle(card.bounds), |start| point(start.at))
}

/// Only compares, so degrees narrowed by the latitude will do.
fn apart((lon, lat): (f64, f64), (other_lon, other_lat): (f64, f64)) -> f64 {
    ((lon - other_lon) * lat.to_radians().cos()).hypot(lat - other_lat)
}

/// 0 for a twin; infinite where no practice is shared, since a rider cannot take a footpath's twin.
fn unlikeness(a: &RouteCard, b: &RouteCard) -> f64 {
    if !a.practices.iter().any(|practice| b.practices.contains(practice)) {
        return f64::INFINITY;
    }
    let length = |card: &RouteCard| card.lengths.total().value().max(100.0);
    let share = |card: &RouteCard| card.lengths.inscribed_share().map_or(0.0, |share| share.value());
    let differs = |yes: bool| if yes { 1.0 } else { 0.0 };
    2.0 * (length(a) / length(b)).ln().abs()
        + differs(a.network != b.network)
        + 0.7 * differs(a.shape.map(|s| s.value) != b.shape.map(|s| s.value))
        + 0.7 * differs(a.partial != b.partial)
        + (share(a) - share(b)).abs()
        + 2.0 * apart(anchor(a), anchor(b))
}

#[cfg(test)]
mod tests {
    use super::super::{Lookup, card, fixtures::*};
    use super::*;
    use crate::domain::{Metres, Practice, Route};

    fn cards(routes: &[Route]) -> Vec<RouteCard> {
        let (segments, communes) = a_country();
        routes.iter().map(|route| card(route, &Lookup::new(&segments, &communes))).collect()
    }

    #[test]
    fn a_route_is_not_its_own_neighbour() {
        let found = neighbours(&cards(&[a_route("f1", &["a"]), a_route("f2", &["b"])]));
        assert_eq!(found[0].nearby, [1]);
    }

    #[test]
    fn a_rider_is_not_sent_to_a_route_for_walkers_only() {
        let mut routes: Vec<Route> = (0..7).map(|i| a_route(&format!("f{i}"), &["a"])).collect();
        routes[6].practices = vec![Practice::Riding];
        assert!(neighbours(&cards(&routes))[6].similar.is_empty());
    }

    #[test]
    fn the_likest_length_comes_first() {
        let mut routes: Vec<Route> = (0..8).map(|i| a_route(&format!("f{i}"), &["a"])).collect();
        for (route, metres) in routes.iter_mut().zip([5_000, 1, 2, 3, 4, 40_000, 5_200, 9_000]) {
            route.lengths.inscribed = Metres::whole(metres);
        }
        assert_eq!(neighbours(&cards(&routes))[0].similar[0], 6);
    }
}
