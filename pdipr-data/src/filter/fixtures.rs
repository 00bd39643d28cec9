//! Facts for tests: one plain route, and many at random.

use jiff::civil::Date;
use proptest::prelude::*;

use super::{Columns, RouteFacts};
use crate::domain::*;

pub(crate) fn a_fact(id: &str) -> RouteFacts {
    let at = Position::new(1.5, 48.4).unwrap();
    RouteFacts {
        id: RouteId(id.into()),
        network: Network::Pr,
        practices: vec![Practice::Walking],
        shape: Some(RouteShape::Loop),
        difficulty: None,
        themes: vec![],
        length: Metres::whole(8_000),
        inscribed_share: Share::try_from(0.8).ok(),
        partial: false,
        duration: Some(Minutes(120)),
        ascent: None,
        start_commune: Some(Insee("28085".into())),
        communes: vec![Insee("28085".into())],
        station: None,
        pnr_perche: false,
        closed: None,
        doors: vec![at],
        bounds: Bounds { west: 1.5, south: 48.4, east: 1.6, north: 48.5 },
    }
}

/// Columns whose names are in the order of the list.
pub(crate) fn columns(facts: &[RouteFacts]) -> Columns {
    let order: Vec<u32> = (0..facts.len() as u32).collect();
    Columns::build(facts.iter().cloned(), &order)
}

fn one_of<T: Copy + std::fmt::Debug + 'static>(list: &'static [T]) -> impl Strategy<Value = T> {
    prop::sample::select(list)
}

pub(crate) fn any_insee() -> impl Strategy<Value = Insee> {
    (28_001..28_006_u32).prop_map(|code| Insee(code.to_string()))
}

pub(crate) fn any_position() -> impl Strategy<Value = Position> {
    (0..200_i32, 0..200_i32)
        .prop_map(|(x, y)| Position::new(0.8 + f64::from(x) / 200.0, 47.9 + f64::from(y) / 200.0).unwrap())
}

pub(crate) fn any_bounds() -> impl Strategy<Value = Bounds> {
    (any_position(), 0..60_i32, 0..60_i32).prop_map(|(at, x, y)| Bounds {
        west: at.lon(),
        south: at.lat(),
        east: at.lon() + f64::from(x) / 200.0,
        north: at.lat() + f64::from(y) / 200.0,
    })
}

pub(crate) fn any_day() -> impl Strategy<Value = Date> {
    (1..=28_i8).prop_map(|day| jiff::civil::date(2026, 2, day))
}

fn any_days() -> impl Strategy<Value = Days> {
    (any_day(), prop::option::of(any_day())).prop_map(|(from, until)| Days { from, until })
}

prop_compose! {
    pub(crate) fn any_fact()(
        network in one_of(Network::ALL),
        practices in prop::collection::btree_set(one_of(Practice::ALL), 0..4),
        shape in prop::option::of(one_of(RouteShape::ALL)),
        difficulty in prop::option::of(one_of(Difficulty::ALL)),
        themes in prop::collection::btree_set(one_of(Theme::ALL), 0..4),
        length in 0..45_000_u32,
        share in prop::option::of(0..=100_u32),
        partial in any::<bool>(),
    )(
        duration in prop::option::of(0..600_u32),
        ascent in prop::option::of(0..400_u32),
        start_commune in prop::option::of(any_insee()),
        communes in prop::collection::btree_set(any_insee(), 0..4),
        station in prop::option::of(0..8_000_u32),
        pnr_perche in any::<bool>(),
        closed in prop::option::of(prop::collection::vec(any_days(), 0..3)),
        doors in prop::collection::vec(any_position(), 0..3),
        bounds in any_bounds(),
        (network, practices, shape, difficulty, themes, length, share, partial) in
            Just((network, practices, shape, difficulty, themes, length, share, partial)),
    ) -> RouteFacts {
        RouteFacts {
            id: RouteId(String::new()),
            network,
            practices: practices.into_iter().collect(),
            shape,
            difficulty,
            themes: themes.into_iter().collect(),
            length: Metres::whole(length),
            inscribed_share: share.map(|percent| Share::try_from(f64::from(percent) / 100.0).unwrap()),
            partial,
            duration: duration.map(Minutes),
            ascent: ascent.map(Metres::whole),
            start_commune,
            communes: communes.into_iter().collect(),
            station: station.map(Metres::whole),
            pnr_perche,
            closed,
            doors,
            bounds,
        }
    }
}

/// Up to 80 routes with identities in order.
pub(crate) fn any_facts() -> impl Strategy<Value = Vec<RouteFacts>> {
    prop::collection::vec(any_fact(), 0..80).prop_map(|mut facts| {
        for (n, fact) in facts.iter_mut().enumerate() {
            fact.id = RouteId(format!("r{n:04}"));
        }
        facts
    })
}
