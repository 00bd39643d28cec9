//! One value of each type that crosses the border, every field filled, so that a snapshot shows them all.

use std::collections::BTreeMap;

use jiff::civil::date;
use pdipr_data::domain::{
    AboutData, Bounds, BuildInfo, Closure, CommuneName, DataSource, DayState, Days, Difficulty, Duration,
    Effort, Figure, Finding, FindingCount, Gap, Insee, Lengths, Metres, Minutes, Nature, Nearby, Network,
    NetworkTotal, Origin, Position, Practice, Redistribution, RouteCard, RouteClosure, RouteId, RouteShape,
    RouteSheet, RouteState, Segment, SegmentId, Severity, Share, SheetPlace, SheetPlaceKind, SheetTexts,
    Sketch, Start, Station, Step, StepKind, Stretch, StretchKind, Theme, Town, WayShare,
};
use pdipr_data::filter::{
    Count, Criterion, Facets, Found, LENGTH_BANDS, Near, OpenOn, RouteFilter, RouteQuery, SearchResult, Sort,
    Suggestion, SuggestionTarget, Unavailable, UnavailableReason, Why,
};
use pdipr_data::filter::{Range, Relaxation};
use pdipr_data::io::ExportedFile;
use sente_core::carnet::{
    CarnetEntry, CarnetPage, CoordinateSystem, Language, LastView, Look, MapView, Progress, RouteList,
    RouteMarks, Settings,
};
use sente_core::gpx::{GpxClimb, GpxLine, GpxLineKind, GpxPlace, GpxReport};
use sente_core::{HomePage, OpenedRoute, Places, SegmentSheet, Selection, StorageReport};

pub fn at(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat).unwrap()
}

pub fn metres(value: u32) -> Metres {
    Metres::whole(value)
}

pub fn id(text: &str) -> RouteId {
    RouteId(text.to_owned())
}

fn share(value: f64) -> Share {
    Share::try_from(value).unwrap()
}

fn official<T>(value: T) -> Figure<T> {
    Figure { value, origin: Origin::Official }
}

fn station() -> Nearby {
    Nearby { name: "Saint-Piat".into(), at: at(1.584, 48.546), distance: metres(310) }
}

fn bounds() -> Bounds {
    Bounds { west: 1.55, south: 48.53, east: 1.6, north: 48.56 }
}

pub fn card() -> RouteCard {
    RouteCard {
        id: id("f3-28357"),
        code: "F3".into(),
        name: "Boucle de Saint-Piat".into(),
        network: Network::Pr,
        practices: vec![Practice::Walking],
        shape: Some(Figure::computed(RouteShape::Loop)),
        lengths: Lengths {
            inscribed: metres(8_000),
            retraced: metres(500),
            liaison: metres(1_300),
            gaps: Metres::ZERO,
        },
        partial: false,
        duration: Some(Figure::computed(Duration { minutes: Minutes(150), counts_ascent: false })),
        difficulty: Some(official(Difficulty::Easy)),
        effort: Some(Figure::computed(Effort(2))),
        ascent: Some(Figure::computed(metres(120))),
        start: Some(Start {
            at: at(1.583, 48.545),
            commune: Some(Insee("28357".into())),
            origin: Origin::Computed,
        }),
        start_commune: Some("Saint-Piat".into()),
        station: Some(station()),
        bounds: bounds(),
        sketch: Sketch(vec![vec![(0, 128), (128, 0), (255, 128), (0, 128)]]),
        closed: vec![days()],
    }
}

pub fn sheet() -> RouteSheet {
    let way = StepKind::Way {
        name: Some("Chemin du Moulin".into()),
        number: Some("168".into()),
        nature: Some(Nature::RuralPath),
        commune: Some("Saint-Piat".into()),
    };
    RouteSheet {
        card: card(),
        duration_range: Some((Minutes(50), Minutes(150))),
        raw_codes: vec!["F3".into()],
        parts: vec![vec![
            Stretch {
                kind: StretchKind::Inscribed,
                line: vec![at(1.583, 48.545), at(1.59, 48.55)],
                length: metres(8_500),
                segments: vec![SegmentId("28357-1".into())],
            },
            Stretch {
                kind: StretchKind::Liaison,
                line: vec![at(1.59, 48.55), at(1.583, 48.545)],
                length: metres(1_300),
                segments: vec![],
            },
        ]],
        gaps: vec![Gap { from: at(1.59, 48.55), to: at(1.62, 48.57), length: metres(2_900) }],
        ends: vec![at(1.583, 48.545)],
        steps: vec![
            Step {
                part: 0,
                at: at(1.583, 48.545),
                from_start: Metres::ZERO,
                length: Metres::ZERO,
                step: StepKind::Start,
            },
            Step {
                part: 0,
                at: at(1.583, 48.545),
                from_start: Metres::ZERO,
                length: metres(8_500),
                step: way,
            },
            Step {
                part: 0,
                at: at(1.59, 48.55),
                from_start: metres(8_500),
                length: metres(1_300),
                step: StepKind::Liaison,
            },
            Step {
                part: 0,
                at: at(1.583, 48.545),
                from_start: metres(9_800),
                length: Metres::ZERO,
                step: StepKind::Finish,
            },
        ],
        communes: vec![CommuneName { insee: Insee("28357".into()), name: "Saint-Piat".into() }],
        natures: vec![WayShare { nature: Some(Nature::RuralPath), length: metres(8_000) }],
        pnr_perche: Some(share(0.25)),
        inscribed_from: Some(date(1992, 1, 13)),
        inscribed_to: Some(date(2019, 6, 24)),
        towns: vec![Nearby { name: "Maintenon".into(), at: at(1.58, 48.587), distance: metres(4_700) }],
        stations: vec![station()],
        themes: vec![Figure { value: Theme::Mill, origin: Origin::Hint }],
        texts: SheetTexts {
            introduction: Some("Le long de l'Eure.".into()),
            practical: Some("Balisage jaune.".into()),
            parking: Some("Place de la gare".into()),
            water: Some("Cimetière".into()),
            accessibility: Some("Passage étroit au gué".into()),
            sensitive_areas: Some("Zone humide".into()),
        },
        places: vec![SheetPlace {
            kind: SheetPlaceKind::Parking,
            name: "Place de la gare".into(),
            at: at(1.584, 48.546),
            note: Some("20 places".into()),
        }],
        redistribution: Redistribution::Open,
        state: RouteState { known: Some(day_state()), closures: vec![closure()] },
        nearby: vec![card()],
        similar: vec![card()],
        findings: vec![finding()],
    }
}

fn days() -> Days {
    Days { from: date(2026, 12, 3), until: Some(date(2026, 12, 20)) }
}

fn day_state() -> DayState {
    DayState { as_of: Some(date(2026, 11, 26)), closures: 1 }
}

fn closure() -> RouteClosure {
    RouteClosure {
        days: days(),
        reason: Some("gué submergé".into()),
        reason_en: Some("flooded ford".into()),
        source: Some("mairie".into()),
        part: 0,
        from_start: metres(3_200),
        length: metres(200),
        commune: Some("Saint-Piat".into()),
        line: vec![at(1.585, 48.546), at(1.587, 48.547)],
    }
}

fn finding() -> Finding {
    Finding::warning("unknown-insee")
        .with("insee", "28999")
        .in_file("pdipr.csv")
        .at_line(12)
        .in_column("INSEE")
        .about("f3-28357")
}

pub fn query() -> RouteQuery {
    let near = Near { at: at(1.48735, 48.44685), within: Some(metres(15_000)) };
    RouteQuery {
        text: "st prest".into(),
        filter: RouteFilter {
            practices: [Practice::Walking].into(),
            networks: [Network::Pr].into(),
            shapes: [RouteShape::Loop].into(),
            difficulties: [Difficulty::Easy].into(),
            themes: [Theme::Wood].into(),
            length: Range { min: None, max: Some(metres(10_000)) },
            duration: Range { min: Some(Minutes(60)), max: None },
            ascent: Range { min: None, max: Some(metres(100)) },
            start_communes: [Insee("28357".into())].into(),
            crossed_communes: [Insee("28085".into())].into(),
            station_within: Some(metres(1_000)),
            inscribed_at_least: Some(share(0.5)),
            followable_only: true,
            in_pnr_perche: true,
            near: Some(near),
            bounds: Some(bounds()),
            accessibility: [pdipr_data::domain::Accessibility::Pushchair].into(),
            dogs_welcome: true,
            month: Some(5),
            open_on: Some(date(2026, 5, 2)),
            rating_at_least: Some(4.0),
            tarmac_at_most: Some(share(0.25)),
        },
        near: Some(at(1.48735, 48.44685)),
        sort: Sort::Proximity,
    }
}

pub fn search_result() -> SearchResult {
    let why = vec![
        Why::Name,
        Why::StartsIn { commune: "Saint-Piat".into() },
        Why::Crosses { commune: "Jouy".into() },
        Why::Way { name: "Chemin du Moulin".into() },
        Why::Town { name: "Maintenon".into() },
        Why::Station { name: "Saint-Piat".into(), distance: metres(310) },
        Why::Distance { distance: metres(12_400) },
        Why::Loop,
        Why::Inscribed { percent: 87 },
    ];
    let relaxed = RouteQuery { text: "st prest".into(), ..RouteQuery::default() };
    SearchResult {
        total: 1,
        found: vec![Found { card: card(), why }],
        all: ["f3-28357"].into_iter().collect(),
        facets: facets(),
        relaxations: vec![Relaxation { criterion: Criterion::Length, count: 7, query: relaxed }],
        understood: Some("saint prest".into()),
    }
}

fn count<T>(option: T, count: u32) -> Vec<Count<T>> {
    vec![Count { option, count }]
}

fn facets() -> Facets {
    Facets {
        practices: count(Practice::Walking, 1),
        networks: count(Network::Pr, 1),
        shapes: count(RouteShape::Loop, 1),
        difficulties: count(Difficulty::Easy, 1),
        themes: count(Theme::Wood, 1),
        start_communes: count(Insee("28357".into()), 1),
        crossed_communes: count(Insee("28357".into()), 1),
        lengths: count(LENGTH_BANDS[1], 1),
        durations: count(pdipr_data::filter::DURATION_BANDS[2], 1),
        ascents: count(pdipr_data::filter::ASCENT_BANDS[3], 1),
        length_histogram: vec![0, 0, 1],
        stations: count(metres(1_000), 1),
        followable: 1,
        pnr_perche: 1,
        open_on: Some(OpenOn { day: date(2026, 12, 3), count: 1 }),
        unavailable: vec![Unavailable {
            criterion: Criterion::Rating,
            reason: UnavailableReason::NeedsReviews,
        }],
    }
}

pub fn suggestions() -> Vec<Suggestion> {
    let suggest = |label: &str, target| Suggestion { label: label.into(), target, at: Some(at(1.58, 48.55)) };
    vec![
        suggest("F3 — Saint-Piat", SuggestionTarget::Route { id: id("f3-28357") }),
        suggest("Saint-Piat", SuggestionTarget::Commune { insee: Insee("28357".into()) }),
        suggest("Maintenon", SuggestionTarget::Town),
        suggest("Saint-Piat (gare)", SuggestionTarget::Station),
    ]
}

pub fn home() -> HomePage {
    let selection = Selection { id: "gare".into(), query: query(), count: 12, cards: vec![card()] };
    HomePage { routes: 266, selections: vec![selection] }
}

pub fn opened_route() -> OpenedRoute {
    OpenedRoute { sheet: sheet(), marks: marks() }
}

pub fn marks() -> RouteMarks {
    RouteMarks {
        favourite: true,
        progress: Some(Progress::Done { on: date(2026, 5, 2) }),
        note: Some("Boue au gué".into()),
        lists: vec![1],
    }
}

pub fn segment_sheet() -> SegmentSheet {
    let segment = Segment {
        id: SegmentId("28357-1".into()),
        line: vec![at(1.583, 48.545), at(1.59, 48.55)],
        length: metres(760),
        insee: Some(Insee("28357".into())),
        commune: Some("Saint-Piat".into()),
        way_name: Some("Chemin du Moulin".into()),
        way_number: Some("168".into()),
        nature: Some(Nature::RuralPath),
        inscribed: Some(date(1992, 1, 13)),
        deliberated: Some(date(1991, 10, 4)),
        pnr_perche: Some(false),
        raw_codes: vec!["F3".into()],
        source_line: 12,
        verbatim: BTreeMap::from([("Statut".to_owned(), "Chemin rural".to_owned())]),
    };
    let closure = Closure {
        segment: segment.id.clone(),
        stretch: Some((metres(100), metres(160))),
        days: Days { from: date(2026, 12, 3), until: Some(date(2026, 12, 20)) },
        reason: Some("gué submergé".into()),
        reason_en: None,
        source: Some("Commune de Saint-Piat".into()),
    };
    SegmentSheet { segment, routes: vec![card()], closures: vec![closure] }
}

pub fn places() -> Places {
    Places {
        communes: vec![CommuneName { insee: Insee("28357".into()), name: "Saint-Piat".into() }],
        mairies: vec![Some(at(1.584, 48.546))],
        towns: vec![Town { name: "Maintenon".into(), population: 4_500, at: at(1.58, 48.587) }],
        stations: vec![Station { name: "Saint-Piat".into(), uic: "87394221".into(), at: at(1.584, 48.546) }],
    }
}

pub fn about() -> AboutData {
    AboutData {
        info: BuildInfo {
            territory: "Eure-et-Loir".into(),
            register_sha256: "00ff".into(),
            rows_read: 2_298,
            rows_refused: 0,
            edition: Some(date(2019, 6, 24)),
            sources: vec![DataSource {
                name: "PDIPR".into(),
                holder: "Département d'Eure-et-Loir".into(),
                licence: "Licence Ouverte 2.0".into(),
                gives: "Les tronçons inscrits.".into(),
            }],
            day_state: Some(day_state()),
        },
        segments: 2_298,
        routes: 266,
        networks: vec![NetworkTotal { network: Network::Pr, routes: 158, lengths: card().lengths }],
        findings: vec![FindingCount { code: "unknown-insee".into(), severity: Severity::Warning, count: 3 }],
    }
}

pub fn storage() -> StorageReport {
    StorageReport { catalogue_bytes: 8_388_608, carnet_bytes: 65_536 }
}

pub fn exported_file() -> ExportedFile {
    ExportedFile {
        file_name: "f3-28357.gpx".into(),
        media_type: "application/gpx+xml".into(),
        text: "<gpx/>".into(),
    }
}

pub fn list() -> RouteList {
    RouteList { id: 1, name: "Cet été".into(), routes: vec![id("f3-28357")] }
}

pub fn carnet_page() -> CarnetPage {
    let gone = CarnetEntry { id: id("gone"), card: None, marks: RouteMarks::default() };
    let entry = CarnetEntry { id: id("f3-28357"), card: Some(card()), marks: marks() };
    CarnetPage { entries: vec![entry, gone], lists: vec![list()] }
}

pub fn settings() -> Settings {
    Settings {
        language: Some(Language::En),
        look: Look::FullSun,
        text_percent: Some(150),
        single_keys: false,
        coordinates: CoordinateSystem::Utm,
        server: Some("https://sente.example".into()),
        map_server: Some("https://cartes.exemple.fr/28/".into()),
    }
}

pub fn gpx() -> GpxReport {
    let climb = GpxClimb { ascent: Some(metres(45)), descent: Some(metres(40)), lowest: 98, highest: 131 };
    GpxReport {
        name: Some("Tour du moulin".into()),
        lines: vec![GpxLine {
            kind: GpxLineKind::Track,
            name: Some("Matin".into()),
            points: 2,
            length: metres(760),
            climb: Some(climb),
        }],
        waypoints: 1,
        points: 3,
        length: metres(760),
        climb: Some(climb),
        bounds: Some(bounds()),
        shape: vec![vec![at(1.58, 48.54), at(1.59, 48.542)]],
        places: vec![GpxPlace { name: Some("Gué".into()), at: at(1.585, 48.541) }],
        findings: vec![Finding::warning("gpx-version-missing")],
    }
}

pub fn view() -> LastView {
    LastView {
        query: query(),
        map: Some(MapView { centre: at(1.48735, 48.44685), zoom: 11.5 }),
        follow_map: true,
    }
}
