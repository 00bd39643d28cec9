//! A small catalogue that is written and opened for real, and an engine over it.

use std::sync::atomic::{AtomicU8, Ordering};

use jiff::Timestamp;
use pdipr_data::domain::{
    Bounds, BuildInfo, Catalogue, Commune, DataSource, Direction, Duration, Figure, Insee, Leg, Lengths,
    Metres, Minutes, Nature, Nearby, Network, Origin, Part, Practice, Redistribution, Route, RouteId,
    RouteShape, Segment, SegmentId, Share, Start, Station, Town, WayShare,
};
use pdipr_data::store::{self, CatalogueStore};
use rusqlite::Connection;
use sente_core::calls::{Answer, Call, Request};
use sente_core::{ApiError, Engine};

use super::samples::at;

/// Noon of a day in May.
pub fn now() -> Timestamp {
    "2026-05-02T10:00:00Z".parse().unwrap()
}

/// A walk of 1.4 km inscribed ways round Saint-Piat, a loop.
pub fn a_route(id: &str) -> Route {
    let leg = |segment: &str| Leg::Inscribed {
        segment: SegmentId(segment.to_owned()),
        direction: Direction::Forward,
        retraced: false,
    };
    Route {
        id: RouteId(id.to_owned()),
        aliases: vec![],
        code: id.to_uppercase(),
        raw_codes: vec![id.to_uppercase()],
        name: format!("Boucle {id}"),
        network: Network::Pr,
        practices: vec![Practice::Walking],
        shape: Some(Figure::computed(RouteShape::Loop)),
        parts: vec![Part { legs: vec![leg("a"), leg("b")] }],
        gaps: vec![],
        lengths: Lengths { inscribed: Metres::whole(1_400), ..Lengths::default() },
        partial: false,
        start: Some(Start {
            at: at(1.58, 48.54),
            commune: Some(Insee("28357".into())),
            origin: Origin::Computed,
        }),
        ends: vec![],
        lead_commune: Some(Insee("28357".into())),
        communes: vec![Insee("28357".into())],
        natures: vec![WayShare { nature: Some(Nature::RuralPath), length: Metres::whole(1_400) }],
        pnr_perche: Share::try_from(0.0).ok(),
        inscribed_from: None,
        inscribed_to: None,
        towns: vec![],
        stations: vec![],
        themes: vec![],
        duration: Some(Figure::computed(Duration { minutes: Minutes(21), counts_ascent: false })),
        duration_range: None,
        effort: None,
        difficulty: None,
        ascent: None,
        descent: None,
        redistribution: Redistribution::Open,
    }
}

pub fn near_the_station(mut route: Route) -> Route {
    route.stations =
        vec![Nearby { name: "Saint-Piat".into(), at: at(1.584, 48.546), distance: Metres::whole(300) }];
    route
}

pub fn formerly(mut route: Route, alias: &str) -> Route {
    route.aliases.push(RouteId(alias.to_owned()));
    route
}

pub fn withheld(mut route: Route, reason: &str) -> Route {
    route.redistribution = Redistribution::Withheld { reason: reason.to_owned() };
    route
}

pub fn of_network(mut route: Route, network: Network, practice: Practice) -> Route {
    route.network = network;
    route.practices = vec![practice];
    route
}

fn a_segment(id: &str, from: f64, to: f64) -> Segment {
    let line = vec![at(from, 48.54), at(to, 48.54)];
    Segment {
        id: SegmentId(id.into()),
        length: line[0].distance_to(line[1]),
        line,
        insee: Some(Insee("28357".into())),
        commune: Some("Saint-Piat".into()),
        way_name: Some("Chemin du Moulin".into()),
        way_number: Some("168".into()),
        nature: Some(Nature::RuralPath),
        inscribed: None,
        deliberated: None,
        pnr_perche: Some(false),
        raw_codes: vec![],
        source_line: 2,
        verbatim: Default::default(),
    }
}

fn a_commune() -> Commune {
    let ring = vec![at(1.5, 48.5), at(1.6, 48.5), at(1.6, 48.6), at(1.5, 48.5)];
    Commune {
        insee: Insee("28357".into()),
        name: "Saint-Piat".into(),
        population: Some(1_100),
        postcodes: vec!["28130".into()],
        mairie: Some(at(1.584, 48.546)),
        bounds: Bounds::around(ring.clone()).unwrap(),
        outline: vec![vec![ring]],
    }
}

/// Written and opened again; the routes must come in the order of their ids.
pub fn catalogue(routes: impl Into<Vec<Route>>) -> CatalogueStore {
    let bytes = catalogue_bytes(routes);
    let mut conn = Connection::open_in_memory().unwrap();
    conn.deserialize_read_exact("main", bytes.as_slice(), bytes.len(), true).unwrap();
    CatalogueStore::from_connection(conn).unwrap()
}

/// The file of such a catalogue.
pub fn catalogue_bytes(routes: impl Into<Vec<Route>>) -> Vec<u8> {
    let source = DataSource {
        name: "PDIPR".into(),
        holder: "Département d'Eure-et-Loir".into(),
        licence: "Licence Ouverte 2.0".into(),
        gives: "Les tronçons inscrits.".into(),
    };
    let catalogue = Catalogue {
        info: BuildInfo {
            territory: "Eure-et-Loir".into(),
            register_sha256: "00ff".into(),
            rows_read: 2,
            rows_refused: 0,
            edition: None,
            sources: vec![source],
            day_state: None,
        },
        segments: vec![a_segment("a", 1.58, 1.59), a_segment("b", 1.59, 1.6)],
        routes: routes.into(),
        communes: vec![a_commune()],
        towns: vec![Town { name: "Maintenon".into(), population: 4_500, at: at(1.58, 48.587) }],
        stations: vec![Station { name: "Saint-Piat".into(), uic: "87394221".into(), at: at(1.584, 48.546) }],
        closures: vec![],
        findings: vec![],
    };
    store::to_bytes(&catalogue).unwrap()
}

/// An engine with an empty notebook in memory.
pub fn engine_with(routes: impl Into<Vec<Route>>) -> Engine {
    open(catalogue(routes), Connection::open_in_memory().unwrap())
}

/// Asks as a host does: JSON in, JSON out.
pub fn ask<C: Call>(engine: &mut Engine, call: C) -> Result<C::Reply, ApiError> {
    ask_at(engine, call, now())
}

pub fn ask_at<C: Call>(engine: &mut Engine, call: C, now: Timestamp) -> Result<C::Reply, ApiError> {
    let request: Request = call.into();
    let answer = engine.answer(&serde_json::to_string(&request).unwrap(), now);
    serde_json::from_str::<Answer<C::Reply>>(&answer).unwrap().into()
}

/// An engine over this notebook, with an empty cache of news and a seed of its own.
pub fn open(catalogue: CatalogueStore, carnet: Connection) -> Engine {
    static OPENED: AtomicU8 = AtomicU8::new(0);
    let seed = [OPENED.fetch_add(1, Ordering::Relaxed); 32];
    Engine::new(catalogue, carnet, Connection::open_in_memory().unwrap(), seed).unwrap()
}
