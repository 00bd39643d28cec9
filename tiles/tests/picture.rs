//! Pictures of a route, as a caller makes them: what is in them, and what stops them.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy takes only the tests themselves for tests")]

#[path = "support/packs.rs"]
mod support;

use serde_json::json;
use tiles::gzip::gzip;
use tiles::mvt::write::{Commands, Kind, LayerWriter, Scalar};
use tiles::picture::{
    Closed, LARGEST, Look, Mark, PictureError, Role, Route, Scene, Size, Stretch, StretchKind, below, draw,
    png,
};
use tiles::read::{Centre, Kind as MapKind, Pack, TileKind};
use tiles::tile::Tile;
use tiles::write::{PackSpec, PackWriter};

const WEST_OF_CHARTRES: (u8, u32, u32) = (10, 516, 354);

type Piece<'a> = (Kind, &'a [&'a [[i32; 2]]], &'a [(&'static str, Scalar<'a>)]);

fn layer(tile: &mut Vec<u8>, name: &str, pieces: &[Piece]) {
    let encoded = |(name, value): &(&'static str, Scalar)| {
        let mut bytes = Vec::new();
        value.encode(&mut bytes);
        (*name, bytes)
    };
    let values: Vec<Vec<(&str, Vec<u8>)>> =
        pieces.iter().map(|(.., attributes)| attributes.iter().map(encoded).collect()).collect();
    let mut writer = LayerWriter::default();
    for ((kind, lines, _), values) in pieces.iter().zip(&values) {
        let mut commands = Commands::default();
        for line in *lines {
            match kind {
                Kind::Points => commands.points(line),
                Kind::Lines => commands.line(line),
                Kind::Polygons => commands.ring(line),
            }
        }
        writer.feature(0, *kind, commands.bytes(), values.iter().map(|(name, value)| (*name, &value[..])));
    }
    writer.finish(name, tile);
}

/// One tile with a bit of everything around the route; hostile names and a buffer are there too.
fn country() -> Vec<u8> {
    let text = Scalar::Text;
    let mut tile = Vec::new();
    let all: &[[i32; 2]] = &[[-64, -64], [4160, -64], [4160, 4160], [-64, 4160]];
    let wood: &[[i32; 2]] = &[[1500, 1500], [1900, 1500], [1900, 1800], [1500, 1800]];
    let glade: &[[i32; 2]] = &[[1600, 1600], [1600, 1700], [1700, 1700], [1700, 1600]];
    layer(
        &mut tile,
        "land",
        &[
            (Kind::Polygons, &[all], &[("kind", text("territory"))]),
            (Kind::Polygons, &[wood, glade], &[("kind", text("forest"))]),
        ],
    );
    layer(
        &mut tile,
        "tint",
        &[(Kind::Polygons, &[wood], &[("from", Scalar::Int(160)), ("to", Scalar::Int(180))])],
    );
    layer(
        &mut tile,
        "water_polygons",
        &[(Kind::Polygons, &[&[[1950, 1500], [2020, 1500], [2020, 1560]]], &[("kind", text("water"))])],
    );
    layer(
        &mut tile,
        "streets",
        &[
            (Kind::Lines, &[&[[-64, 1700], [4160, 1650]]], &[("kind", text("secondary"))]),
            (
                Kind::Lines,
                &[&[[1400, 1400], [2200, 2000]]],
                &[("kind", text("track")), ("tracktype", text("grade4"))],
            ),
            (
                Kind::Lines,
                &[&[[1400, 2000], [2200, 1400]]],
                &[("kind", text("rail")), ("rail", Scalar::Bool(true))],
            ),
        ],
    );
    layer(
        &mut tile,
        "routes",
        &[
            (
                Kind::Lines,
                &[&[[1400, 1900], [2200, 1900]]],
                &[("id", text("gr22")), ("kind", text("inscribed")), ("network", text("gr"))],
            ),
            (
                Kind::Lines,
                &[&[[1600, 1500], [1800, 1900]]],
                &[("id", text("pr1")), ("kind", text("inscribed")), ("network", text("pr"))],
            ),
        ],
    );
    layer(
        &mut tile,
        "place_labels",
        &[
            (
                Kind::Points,
                &[&[[1850, 1850]]],
                &[
                    ("kind", text("village")),
                    ("name", text("Thivars <&> \u{7}")),
                    ("population", Scalar::Int(900)),
                ],
            ),
            (
                Kind::Points,
                &[&[[1850, 1852]]],
                &[("kind", text("village")), ("name", text("Mignières")), ("population", Scalar::Int(1_100))],
            ),
        ],
    );
    tile
}

fn pack_of(tile: &[u8]) -> Pack<Vec<u8>> {
    pack_of_kind(tile, "base")
}

fn pack_of_kind(tile: &[u8], kind: &str) -> Pack<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("a.pmtiles");
    let (z, x, y) = WEST_OF_CHARTRES;
    let at = Tile::new(z, x, y).unwrap();
    let centre = Centre { lon: 1.5, lat: 48.4, zoom: z };
    let spec = PackSpec { kind: TileKind::Mvt, bounds: at.bounds(), zooms: z..=z, centre };
    let mut writer = PackWriter::create(&out, spec).unwrap();
    writer.add(at, tile).unwrap();
    writer
        .finish(&json!({ "attribution": "© contributeurs <b>OpenStreetMap</b>", "sente": { "kind": kind } }))
        .unwrap();
    Pack::open(std::fs::read(out).unwrap()).unwrap()
}

/// From a place in the tile to degrees.
fn degrees(x: i32, y: i32) -> [f64; 2] {
    let (z, column, row) = WEST_OF_CHARTRES;
    let tile = Tile::new(z, column, row).unwrap();
    let (lon, lat) = tile.degrees(f64::from(x) / 4_096.0, f64::from(y) / 4_096.0);
    [lon, lat]
}

fn scene() -> Scene {
    let stretch = |kind, places: &[[i32; 2]]| Stretch {
        kind,
        line: places.iter().map(|[x, y]| degrees(*x, *y)).collect(),
    };
    let route = Route {
        id: "pr1".into(),
        network: "pr".into(),
        stretches: vec![
            stretch(StretchKind::Inscribed, &[[1600, 1500], [1650, 1640], [1800, 1900]]),
            stretch(StretchKind::Liaison, &[[1800, 1900], [1900, 1700]]),
        ],
        marks: vec![Mark { role: Role::StartFinish, at: degrees(1600, 1500) }],
        closed: Vec::new(),
    };
    Scene { title: "PR 1 — Les Étangs & l'Eure".into(), details: "8,0 km".into(), routes: vec![route] }
}

fn size() -> Size {
    Size::new(600, 400).unwrap()
}

#[test]
fn a_picture_is_drawn_in_the_order_of_a_map() {
    let pack = pack_of(&gzip(&country(), 6));
    let svg = draw(&[&pack], &scene(), size(), Look::Day).unwrap();
    insta::assert_snapshot!(svg);
    assert_eq!(svg, draw(&[&pack], &scene(), size(), Look::Day).unwrap(), "the same bytes twice");
    for look in Look::ALL {
        assert!(draw(&[&pack], &scene(), size(), look).unwrap().len() < LARGEST);
    }
}

#[test]
fn the_png_has_the_size_and_is_not_blank() {
    let pack = pack_of(&gzip(&country(), 6));
    let bytes = png(&draw(&[&pack], &scene(), size(), Look::Day).unwrap()).unwrap();
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height), (600, 400));
    let colours: std::collections::BTreeSet<[u8; 3]> =
        pixels.chunks(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    for (what, colour) in [
        ("land", [0xFB, 0xFA, 0xF6]),
        ("route", [0xF5, 0xB8, 0x00]),
        ("start", [0x1E, 0x7A, 0x45]),
        ("letters", [0x1B, 0x24, 0x20]),
    ] {
        assert!(colours.contains(&colour), "{what} is not to be seen");
    }
}

#[test]
fn a_damaged_tile_stops_the_picture_and_is_named() {
    let broken = pack_of(&gzip(&[26, 9, 1], 6));
    let error = draw(&[&broken], &scene(), size(), Look::Day).unwrap_err();
    assert_eq!(error.to_string(), "tile 10/516/354 cannot be read");
    let unpackable = pack_of(b"no gzip");
    assert!(matches!(draw(&[&unpackable], &scene(), size(), Look::Day), Err(PictureError::Stored(_))));
}

#[test]
fn mutated_tiles_never_panic_and_never_make_a_large_picture() {
    let mut dice = support::Dice(28);
    let whole = country();
    for round in 0..support::rounds(150) {
        let mut bytes = whole.clone();
        dice.mutate(&mut bytes);
        if let Ok(svg) = draw(&[&pack_of(&gzip(&bytes, 1))], &scene(), size(), Look::Night) {
            assert!(svg.len() <= LARGEST, "round {round}: {}", svg.len());
            assert!(!svg.contains('\u{7}'));
        }
    }
}

#[test]
fn a_town_of_a_hundred_thousand_houses_still_fits() {
    let house = |at: i32| {
        let (x, y) = (1_500 + at % 320 * 2, 1_450 + at / 320 * 2);
        vec![[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1]]
    };
    let houses: Vec<Vec<[i32; 2]>> = (0..100_000).map(house).collect();
    let rings: Vec<[&[[i32; 2]]; 1]> = houses.iter().map(|ring| [&ring[..]]).collect();
    let pieces: Vec<Piece> = rings.iter().map(|ring| (Kind::Polygons, &ring[..], &[][..])).collect();
    let mut tile = country();
    layer(&mut tile, "buildings", &pieces);
    let pack = pack_of(&gzip(&tile, 1));
    let close = Scene {
        routes: vec![Route {
            stretches: vec![Stretch {
                kind: StretchKind::Inscribed,
                line: vec![degrees(1_500, 1_500), degrees(1_700, 1_700)],
            }],
            ..Route::default()
        }],
        ..Scene::default()
    };
    let svg = draw(&[&pack], &close, Size::new(1_200, 900).unwrap(), Look::Day).unwrap();
    assert!(svg.len() <= LARGEST, "{}", svg.len());
}

#[test]
fn a_closed_stretch_is_drawn_over_its_route_with_its_date_beside_it() {
    let pack = pack_of(&gzip(&country(), 6));
    let mut scene = scene();
    // As short as a ford, and the same words of its neighbour are not written twice.
    let closed = |from: [i32; 2], to: [i32; 2]| Closed {
        line: vec![degrees(from[0], from[1]), degrees(to[0], to[1])],
        label: "fermé jusqu’au 20/12/2026".into(),
    };
    scene.routes[0].closed = vec![closed([1650, 1640], [1651, 1642]), closed([1651, 1642], [1660, 1660])];
    for (look, red) in [(Look::Day, "#B3261E"), (Look::Sun, "#8E0000"), (Look::Night, "#FF9A8F")] {
        let svg = draw(&[&pack], &scene, size(), look).unwrap();
        let dashed = format!("stroke=\"{red}\" stroke-width");
        assert_eq!(svg.matches(&dashed).count(), 2, "{look:?}: {svg}");
        assert_eq!(svg.matches("fermé jusqu’au 20/12/2026").count(), 1, "{look:?}");
        assert!(svg.find("#F5B800").is_none_or(|route| route < svg.find(&dashed).unwrap()));
    }
    scene.routes[0].closed[0].line[0] = [f64::NAN, 48.0];
    assert!(matches!(draw(&[&pack], &scene, size(), Look::Day), Err(PictureError::NoLine)));
}

#[test]
fn without_a_line_or_a_map_of_vectors_there_is_no_picture() {
    let pack = pack_of(&gzip(&country(), 6));
    assert!(matches!(draw(&[&pack], &Scene::default(), size(), Look::Day), Err(PictureError::NoLine)));
    let mut far = scene();
    far.routes[0].stretches[0].line[0] = [f64::NAN, 48.0];
    assert!(matches!(draw(&[&pack], &far, size(), Look::Day), Err(PictureError::NoLine)));
    let pictures = support::bytes(TileKind::Png, &support::vector_tiles(1));
    let relief = Pack::open(pictures).unwrap();
    assert!(matches!(draw(&[&relief], &scene(), size(), Look::Day), Err(PictureError::Relief)));
}

#[test]
fn the_route_alone_is_drawn_where_no_pack_reaches() {
    let svg = draw::<Vec<u8>>(&[], &scene(), size(), Look::Sun).unwrap();
    assert!(svg.contains("#FFC400") && svg.contains("Les Étangs &amp; l'Eure"));
}

#[test]
fn a_scene_lies_on_locator_maps_then_on_the_detailed_maps_that_meet_it() {
    let relief = Pack::open(support::bytes(TileKind::Png, &support::vector_tiles(1))).unwrap();
    let [base, detail] = ["base", "detail"].map(|kind| pack_of_kind(&gzip(&country(), 6), kind));
    let packs = vec![&detail, &relief, &base];
    let kinds = |scene: &Scene| -> Vec<MapKind> {
        below(packs.clone(), scene).iter().map(|pack| pack.about().unwrap().kind).collect()
    };
    assert_eq!(kinds(&scene()), [MapKind::Base, MapKind::Detail]);
    let line = vec![[10.0, 10.0], [10.1, 10.1]];
    let stretches = vec![Stretch { kind: StretchKind::Inscribed, line }];
    let far = Scene { routes: vec![Route { stretches, ..Route::default() }], ..Scene::default() };
    assert_eq!(kinds(&far), [MapKind::Base]);
}
