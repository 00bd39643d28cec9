//! Sheets for the tests of the writers: small, with every kind of content.

use jiff::Timestamp;

use crate::domain::*;

fn at(lon: f64, lat: f64) -> Position {
    Position::new(lon, lat).unwrap()
}

pub(super) fn noon() -> Timestamp {
    "2026-11-25T12:00:00Z".parse().unwrap()
}

pub(super) fn sources() -> Vec<DataSource> {
    vec![DataSource {
        name: "PDIPR d’Eure-et-Loir".into(),
        holder: "Département d'Eure-et-Loir".into(),
        licence: "Licence Ouverte 2.0".into(),
        gives: "Les chemins inscrits.".into(),
    }]
}

fn stretch(kind: StretchKind, line: &[Position], segments: &[&str]) -> Stretch {
    let length = line.windows(2).map(|pair| pair[0].distance_to(pair[1])).sum();
    Stretch {
        kind,
        line: line.to_vec(),
        length,
        segments: segments.iter().map(|id| SegmentId((*id).into())).collect(),
    }
}

/// The same with a closed ford.
pub(super) fn closed(mut sheet: RouteSheet) -> RouteSheet {
    sheet.state.closures.push(RouteClosure {
        days: Days { from: jiff::civil::date(2026, 12, 3), until: Some(jiff::civil::date(2026, 12, 20)) },
        reason: Some("gué submergé".into()),
        reason_en: None,
        source: Some("mairie".into()),
        part: 0,
        from_start: Metres::whole(3_200),
        length: Metres::whole(200),
        commune: Some("Saint-Prest".into()),
        line: vec![at(1.505, 48.502), at(1.506, 48.503)],
    });
    sheet
}

/// A loop with a liaison, a start, a parking, a point of interest and a station.
pub(super) fn a_loop() -> RouteSheet {
    let (start, far, back) = (at(1.5, 48.5), at(1.51, 48.504_123_456_78), at(1.502, 48.5));
    let lengths =
        Lengths { inscribed: Metres::whole(12_190), liaison: Metres::whole(210), ..Lengths::default() };
    let card = RouteCard {
        id: RouteId("f15-e-28310".into()),
        code: "F15.E".into(),
        name: "Boucle de Saint-Prest".into(),
        network: Network::Pr,
        practices: vec![Practice::Walking],
        shape: Some(Figure::computed(RouteShape::Loop)),
        lengths,
        partial: false,
        duration: Some(Figure::computed(Duration { minutes: Minutes(185), counts_ascent: false })),
        difficulty: None,
        effort: None,
        ascent: None,
        start: Some(Start { at: start, commune: Some(Insee("28310".into())), origin: Origin::Computed }),
        start_commune: Some("Saint-Prest".into()),
        station: None,
        bounds: Bounds::around([start, far, back]).unwrap(),
        sketch: Sketch::default(),
        closed: Vec::new(),
    };
    RouteSheet {
        card,
        duration_range: None,
        raw_codes: vec!["F15.E-28310".into()],
        parts: vec![vec![
            stretch(StretchKind::Inscribed, &[start, far, back], &["tr4.1-28310", "tr5.1-28339"]),
            stretch(StretchKind::Liaison, &[back, start], &[]),
        ]],
        gaps: Vec::new(),
        ends: Vec::new(),
        steps: Vec::new(),
        communes: vec![CommuneName { insee: Insee("28310".into()), name: "Saint-Prest".into() }],
        natures: vec![WayShare { nature: Some(Nature::RuralPath), length: Metres::whole(12_190) }],
        pnr_perche: None,
        inscribed_from: Some(jiff::civil::date(1994, 5, 1)),
        inscribed_to: Some(jiff::civil::date(2012, 3, 9)),
        towns: Vec::new(),
        stations: vec![Nearby {
            name: "Saint-Piat".into(),
            at: at(1.52, 48.51),
            distance: Metres::whole(1_840),
        }],
        themes: Vec::new(),
        texts: SheetTexts { parking: Some("Place de l’église".into()), ..SheetTexts::default() },
        places: vec![
            SheetPlace {
                kind: SheetPlaceKind::Parking,
                name: "Parking".into(),
                at: at(1.501, 48.5),
                note: None,
            },
            SheetPlace {
                kind: SheetPlaceKind::PointOfInterest,
                name: "Lavoir <XIXᵉ> & fontaine".into(),
                at: at(1.505, 48.502),
                note: Some("Restauré en 2004".into()),
            },
        ],
        redistribution: Redistribution::Open,
        nearby: Vec::new(),
        similar: Vec::new(),
        state: RouteState::default(),
        findings: Vec::new(),
    }
}

/// Two parts with a gap between them, mostly liaison: it is told and not drawn.
pub(super) fn a_partial_gr() -> RouteSheet {
    let mut sheet = a_loop();
    let (there, beyond) = (at(1.6, 48.6), at(1.61, 48.61));
    sheet.card.id = RouteId("gr35-28000".into());
    sheet.card.code = "GR35".into();
    sheet.card.name = "GR 35".into();
    sheet.raw_codes = vec!["GR35-28000".into()];
    sheet.card.network = Network::Gr;
    sheet.card.partial = true;
    sheet.card.shape = None;
    sheet.card.start = None;
    sheet.card.lengths.gaps = Metres::whole(13_300);
    sheet.card.lengths.liaison = Metres::whole(15_000);
    sheet.ends = vec![at(1.5, 48.5), beyond];
    sheet.parts.push(vec![stretch(StretchKind::Inscribed, &[there, beyond], &["tr1.1-28001"])]);
    sheet.gaps = vec![Gap { from: at(1.5, 48.5), to: there, length: Metres::whole(13_300) }];
    sheet.places.clear();
    sheet.stations.clear();
    sheet.texts = SheetTexts::default();
    sheet
}
