//! Elevations and climbs out of real relief packs whose heights are formulas.

#![cfg(feature = "build")]
#![allow(clippy::unwrap_used, reason = "clippy takes only the tests themselves for tests")]

#[path = "support/grids.rs"]
mod grids;
#[path = "support/packs.rs"]
mod support;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use grids::Plan;
use pdipr_data::domain::{Elevation, Metres, Position};
use pdipr_data::methods::{self, Ascent, Reason};
use tiles::read::{Heights, HeightsError, Pack};
use tiles::relief::pack::{ReliefPack, write};
use tiles::relief::shade::deepest_zoom;
use tiles::relief::{Bytes, Crs, Dem, DemOptions};

const WEST: f64 = 560_000.0;
const NORTH: f64 = 6_810_000.0;

/// The bytes of a pack over ground of such heights; cells `step` metres apart.
fn pack_of(step: f64, side: u32, zooms: Option<u8>, height: impl Fn(f64, f64) -> f64) -> Vec<u8> {
    let plan = Plan { columns: side, rows: side, first: [WEST, NORTH], step };
    let grid = Bytes::Held(Arc::from(plan.ascii(&plan.values(height))));
    let options = DemOptions { source: Some("Une formule".into()), ..DemOptions::default() };
    let dem = Dem::of([("a.asc".to_owned(), grid)], options).unwrap();
    let zooms = zooms.unwrap_or_else(|| deepest_zoom(&dem));
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("relief.pmtiles");
    let pack = ReliefPack { zooms: zooms..=zooms, area: None, attribution: None };
    write(&dem, &pack, Path::new(&out), &AtomicBool::new(false), &|_, _| {}).unwrap();
    std::fs::read(out).unwrap()
}

fn place(x: f64, y: f64) -> Position {
    let [lon, lat] = Crs::from_epsg(2154).ok().and_then(|crs| crs.to_degrees([x, y])).unwrap();
    Position::new(lon, lat).unwrap()
}

fn at(heights: &mut Heights<'_, Vec<u8>>, x: f64, y: f64) -> Option<f64> {
    let place = place(x, y);
    heights.elevation(place.lon(), place.lat()).unwrap()
}

fn climb(pack: &Pack<Vec<u8>>, points: &[[f64; 2]]) -> Ascent {
    let mut heights = Heights::of(pack).unwrap().unwrap();
    let line: Vec<Position> = points.iter().map(|[x, y]| place(*x, *y)).collect();
    let resolution = Metres::try_from(heights.relief().resolution_m).unwrap();
    let known =
        |at: Position| Ok::<_, HeightsError>(heights.elevation(at.lon(), at.lat())?.and_then(Elevation::new));
    methods::climb(&methods::profile(&line, known).unwrap(), resolution)
}

fn close(found: Ascent, up: f64, down: f64) {
    let Ascent::Known(climb) = found else { unreachable!("{found:?}") };
    let within = |found: f64, truth: f64| (found - truth).abs() <= truth * 0.02;
    assert!(within(climb.ascent, up) && within(climb.descent, down), "{climb:?}, not {up} and {down}");
}

fn ramp(x: f64, y: f64) -> f64 {
    100.0 + (x - WEST) * 0.05 + (NORTH - y) * 0.02
}

#[test]
fn on_a_ramp_elevations_are_those_of_the_ground_across_the_seams_of_tiles() {
    let pack = Pack::open(pack_of(25.0, 600, None, ramp)).unwrap();
    assert!(pack.header().addressed > 6, "{} tiles", pack.header().addressed);
    let mut heights = Heights::of(&pack).unwrap().unwrap();
    assert_eq!((heights.relief().source.as_str(), heights.relief().resolution_m), ("Une formule", 25.0));
    for step in 1..148 {
        let (x, y) = (WEST + f64::from(step) * 100.0, NORTH - f64::from(step) * 97.0);
        let found = at(&mut heights, x, y).unwrap();
        assert!((found - ramp(x, y)).abs() < 0.1, "{found}, not {}", ramp(x, y));
    }
    assert_eq!(at(&mut heights, WEST - 200.0, NORTH - 500.0), None);
    assert_eq!(at(&mut heights, WEST - 200_000.0, NORTH), None);
    assert_eq!(heights.elevation(1.0, 89.0).unwrap(), None);
    assert_eq!(heights.elevation(f64::NAN, f64::INFINITY).unwrap(), None);
}

#[test]
fn up_a_ramp_the_climb_is_the_difference() {
    let pack = Pack::open(pack_of(25.0, 200, None, ramp)).unwrap();
    close(climb(&pack, &[[WEST + 100.0, NORTH - 500.0], [WEST + 4_600.0, NORTH - 500.0]]), 225.0, 0.0);
}

#[test]
fn over_hills_like_a_sine_the_climb_is_twice_their_amplitude_each() {
    let hills = |x: f64, _: f64| 200.0 + 20.0 * ((x - WEST) / 1_000.0 * std::f64::consts::TAU).sin();
    for step in [5.0, 25.0] {
        let pack = Pack::open(pack_of(step, (3_500.0 / step) as u32, None, hills)).unwrap();
        let y = NORTH - 1_000.0;
        close(climb(&pack, &[[WEST + 250.0, y], [WEST + 3_250.0, y]]), 120.0, 120.0);
    }
}

#[test]
fn over_a_cone_the_climb_is_its_height_on_both_sides() {
    let top = [WEST + 2_500.0, NORTH - 2_500.0];
    let cone = |x: f64, y: f64| 300.0 - 0.075 * (x - top[0]).hypot(y - top[1]);
    let pack = Pack::open(pack_of(25.0, 201, None, cone)).unwrap();
    close(climb(&pack, &[[top[0] - 2_000.0, top[1]], top, [top[0], top[1] - 1_600.0]]), 150.0, 120.0);
}

#[test]
fn where_the_ground_was_unknown_the_pack_knows_nothing_either() {
    let hole = |x: f64, y: f64| if (x - WEST - 1_000.0).abs() < 150.0 { f64::NAN } else { ramp(x, y) };
    let pack = Pack::open(pack_of(25.0, 100, None, hole)).unwrap();
    let mut heights = Heights::of(&pack).unwrap().unwrap();
    assert_eq!(at(&mut heights, WEST + 1_000.0, NORTH - 500.0), None);
    assert!(at(&mut heights, WEST + 700.0, NORTH - 500.0).is_some());
    let found = climb(&pack, &[[WEST + 100.0, NORTH - 500.0], [WEST + 2_000.0, NORTH - 500.0]]);
    assert!(matches!(found, Ascent::Unknown(Reason::Gap { .. })), "{found:?}");
}

#[test]
fn coarse_cells_or_coarse_pixels_give_elevations_but_no_climb() {
    let points = [[WEST + 200.0, NORTH - 500.0], [WEST + 3_000.0, NORTH - 500.0]];
    for (pack, metres) in [(pack_of(75.0, 60, None, ramp), 75.0), (pack_of(25.0, 200, Some(9), ramp), 202.0)]
    {
        let pack = Pack::open(pack).unwrap();
        let resolution = Heights::of(&pack).unwrap().unwrap().relief().resolution_m;
        assert!((resolution - metres).abs() < 3.0, "{resolution}");
        assert!(matches!(climb(&pack, &points), Ascent::Unknown(Reason::TooCoarse { .. })));
        assert!(at(&mut Heights::of(&pack).unwrap().unwrap(), WEST + 1_000.0, NORTH - 1_000.0).is_some());
    }
}

#[test]
fn whatever_is_spoilt_in_a_pack_reading_it_ends_with_a_reason_or_a_number() {
    let whole = pack_of(25.0, 60, None, ramp);
    let mut dice = support::Dice(2_026);
    let (mut told, mut refused) = (0, 0);
    for _ in 0..support::rounds(300) {
        let mut bytes = whole.clone();
        dice.mutate(&mut bytes);
        let read = || {
            let pack = Pack::open(bytes).ok()?;
            let mut heights = Heights::of(&pack).ok()??;
            let place = place(WEST + 700.0, NORTH - 700.0);
            heights.elevation(place.lon(), place.lat()).ok()
        };
        if read().is_some() { told += 1 } else { refused += 1 }
    }
    assert!(told > 0 && refused > 0, "{told} {refused}");
}
