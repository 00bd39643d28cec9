//! A small country for tests: three ways in a row, of 0.01° each but with a hole between `b` and `c`.

use std::collections::BTreeMap;

use crate::domain::*;

pub(crate) fn at(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat).unwrap()
}

pub(crate) fn a_segment(id: &str, way: &str, from: f64, to: f64) -> Segment {
    // Six decimals, as in the register.
    let middle = ((from + to) * 5e5).round() / 1e6;
    let line = vec![at(from, 48.0), at(middle, 48.0), at(to, 48.0)];
    let length = line.windows(2).map(|pair| pair[0].distance_to(pair[1])).sum();
    Segment {
        id: SegmentId(id.into()),
        line,
        length,
        insee: Some(Insee("28001".into())),
        commune: Some("Abondant".into()),
        way_name: Some(way.into()),
        way_number: Some("7".into()),
        nature: Some(Nature::RuralPath),
        inscribed: None,
        deliberated: None,
        pnr_perche: Some(false),
        raw_codes: vec!["F1-28001".into()],
        source_line: 2,
        verbatim: BTreeMap::from([("Nom voie".into(), way.into()), ("INSEE".into(), "28001".into())]),
    }
}

pub(crate) fn a_commune(insee: &str, name: &str, lon: f64) -> Commune {
    let ring = vec![at(lon, 48.0), at(lon + 0.1, 48.0), at(lon + 0.1, 48.1), at(lon, 48.0)];
    Commune {
        insee: Insee(insee.into()),
        name: name.into(),
        population: Some(1_200),
        postcodes: vec!["28410".into()],
        mairie: Some(at(lon + 0.05, 48.05)),
        bounds: Bounds::around(ring.clone()).unwrap(),
        outline: vec![vec![ring]],
    }
}

pub(crate) fn a_country() -> (Vec<Segment>, Vec<Commune>) {
    (
        vec![
            a_segment("a", "du Moulin", 1.0, 1.01),
            a_segment("b", "du Moulin", 1.01, 1.02),
            a_segment("c", "de l'Étang", 1.03, 1.04),
        ],
        vec![a_commune("28001", "Abondant", 1.0), a_commune("28088", "Châteaudun", 1.2)],
    )
}

/// A route over these segments, all walked forward in one part.
pub(crate) fn a_route(id: &str, segments: &[&str]) -> Route {
    let leg = |segment: &&str| Leg::Inscribed {
        segment: SegmentId((*segment).to_owned()),
        direction: Direction::Forward,
        retraced: false,
    };
    Route {
        id: RouteId(id.into()),
        aliases: vec![RouteId(format!("ancien-{id}"))],
        code: id.to_uppercase(),
        raw_codes: vec![format!("{}-28001", id.to_uppercase())],
        name: format!("Boucle {id}"),
        network: Network::Pr,
        practices: vec![Practice::Walking],
        shape: Some(Figure::computed(RouteShape::Loop)),
        parts: vec![Part { legs: segments.iter().map(leg).collect() }],
        gaps: vec![],
        lengths: Lengths { inscribed: Metres::whole(1_400), ..Lengths::default() },
        partial: false,
        start: Some(Start {
            at: at(1.0, 48.0),
            commune: Some(Insee("28001".into())),
            origin: Origin::Computed,
        }),
        ends: vec![],
        lead_commune: Some(Insee("28001".into())),
        communes: vec![Insee("28001".into())],
        natures: vec![WayShare { nature: Some(Nature::RuralPath), length: Metres::whole(1_400) }],
        pnr_perche: Some(Share::try_from(0.0).unwrap()),
        inscribed_from: None,
        inscribed_to: None,
        towns: vec![],
        stations: vec![],
        themes: vec![],
        duration: None,
        duration_range: None,
        effort: None,
        difficulty: None,
        ascent: None,
        descent: None,
        redistribution: Redistribution::Open,
    }
}

pub(crate) fn a_catalogue(routes: Vec<Route>) -> Catalogue {
    let (segments, communes) = a_country();
    Catalogue {
        info: BuildInfo {
            territory: "Eure-et-Loir".into(),
            register_sha256: "00".into(),
            rows_read: 3,
            rows_refused: 0,
            edition: None,
            sources: vec![],
            day_state: None,
        },
        segments,
        routes,
        communes,
        towns: vec![Town { name: "Châteaudun".into(), population: 13_000, at: at(1.25, 48.07) }],
        stations: vec![Station { name: "Épernon".into(), uic: "87393488".into(), at: at(1.67, 48.6) }],
        closures: vec![],
        findings: vec![Finding::warning("corrected-code").about("f1").with("from", "FVVT")],
    }
}
