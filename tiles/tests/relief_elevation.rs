//! Elevations and climbs on grids whose heights are formulas.

#[path = "support/grids.rs"]
mod grids;

use std::sync::Arc;

use grids::{Layout, Plan, deflate};
use pdipr_data::domain::Position;
use pdipr_data::methods::{Ascent, Reason};
use tiff::encoder::Compression;
use tiles::relief::ascent::ascent;
use tiles::relief::{Bytes, Crs, Dem, DemOptions};

fn dem(files: Vec<(&str, Vec<u8>)>) -> Dem {
    let files = files.into_iter().map(|(name, bytes)| (name.to_owned(), Bytes::Held(Arc::from(bytes))));
    Dem::of(files, DemOptions::default()).expect("the grid is sound")
}

fn place(x: f64, y: f64) -> Position {
    let [lon, lat] = Crs::from_epsg(2154).ok().and_then(|crs| crs.to_degrees([x, y])).expect("Lambert-93");
    Position::new(lon, lat).expect("a place on earth")
}

const WEST: f64 = 560_000.0;
const NORTH: f64 = 6_810_000.0;

fn plan(step: f64, side: u32) -> Plan {
    Plan { columns: side, rows: side, first: [WEST, NORTH], step }
}

fn ramp(x: f64, y: f64) -> f64 {
    100.0 + (x - WEST) * 0.05 + (NORTH - y) * 0.02
}

#[test]
fn a_ramp_is_exact_between_cells_in_every_format() {
    let plan = plan(25.0, 60);
    let values = plan.values(ramp);
    let files = [
        ("a.asc", plan.ascii(&values)),
        ("a.tif", plan.geotiff(&values, Compression::Uncompressed)),
        ("b.tif", plan.geotiff(&values, deflate())),
        ("c.tif", plan.geotiff(&values, Compression::Lzw)),
    ];
    for (name, bytes) in files {
        let dem = dem(vec![(name, bytes)]);
        for (east, south) in [(0.0, 0.0), (333.3, 777.7), (1_400.0, 100.0)] {
            let found = dem.elevation(place(WEST + east, NORTH - south)).unwrap().unwrap().metres();
            let truth = ramp(WEST + east, NORTH - south);
            assert!((found - truth).abs() < 0.01, "{name}: {found} {truth}");
        }
        assert_eq!(dem.elevation(place(WEST - 20.0, NORTH)).unwrap(), None);
    }
}

#[test]
fn whole_metres_are_read_and_nodata_is_unknown() {
    let plan = plan(25.0, 40);
    let mut values = plan.values(|_, _| 123.0);
    values[40 * 20 + 20] = f32::NAN;
    for compression in [Compression::Uncompressed, deflate(), Compression::Lzw] {
        let dem = dem(vec![("a.tif", plan.geotiff_whole(&values, compression))]);
        let at = |column: f64, row: f64| {
            dem.elevation(place(WEST + column * 25.0, NORTH - row * 25.0)).unwrap().map(|e| e.metres())
        };
        assert_eq!(at(3.0, 3.0), Some(123.0));
        assert_eq!(at(20.0, 20.0), None);
        assert_eq!(at(19.0, 20.0), Some(123.0));
    }
}

#[test]
fn tiles_and_strips_of_both_kinds_of_tiff_hold_the_same_numbers_without_a_sign() {
    let plan = plan(25.0, 70);
    let mut values = plan.values(|x, y| ramp(x, y).round());
    values[70 * 33 + 7] = f32::NAN;
    let with = |big, tile| dem(vec![("a.tif", plan.geotiff_by_hand(&values, Layout { big, tile }))]);
    let cells = |dem: &Dem| dem.window([0, 0], [70, 70]).unwrap().values().to_vec();
    for (big, tile) in [(false, None), (true, None), (false, Some(32)), (true, Some(16))] {
        let found = cells(&with(big, tile));
        let same = |(found, wanted): (&f32, &f32)| found == wanted || (found.is_nan() && wanted.is_nan());
        assert!(found.iter().zip(&values).all(same), "BigTIFF {big}, tiles {tile:?}");
    }
}

#[test]
fn neighbouring_files_are_one_grid() {
    let left = plan(25.0, 40);
    let right = Plan { first: [WEST + 1_000.0, NORTH], ..plan(25.0, 40) };
    let dem =
        dem(vec![("1.asc", left.ascii(&left.values(ramp))), ("2.asc", right.ascii(&right.values(ramp)))]);
    assert_eq!(dem.size(), [80, 40]);
    let seam = dem.elevation(place(WEST + 987.5, NORTH - 500.0)).unwrap().unwrap();
    assert!((seam.metres() - ramp(WEST + 987.5, NORTH - 500.0)).abs() < 0.01);
}

#[test]
fn files_on_another_lattice_are_refused() {
    let left = plan(25.0, 4);
    let shifted = Plan { first: [WEST + 110.0, NORTH], ..plan(25.0, 4) };
    let files = [("1.asc", &left), ("2.asc", &shifted)];
    let files =
        files.map(|(name, plan)| (name.to_owned(), Bytes::Held(Arc::from(plan.ascii(&plan.values(ramp))))));
    let error = Dem::of(files, DemOptions::default()).unwrap_err().to_string();
    assert!(
        error.starts_with("2.asc: its cells do not lie on the same lattice as those of 1.asc"),
        "{error}"
    );
}

fn line(dem: &Dem, points: &[[f64; 2]]) -> Ascent {
    let line: Vec<_> = points.iter().map(|[x, y]| place(*x, *y)).collect();
    ascent(dem, &line).expect("the grid is sound")
}

fn close(found: Ascent, up: f64, down: f64) {
    let climb = match found {
        Ascent::Known(climb) => climb,
        Ascent::Unknown(reason) => unreachable!("unknown: {reason:?}"),
    };
    let within = |found: f64, truth: f64| (found - truth).abs() <= truth * 0.02;
    assert!(within(climb.ascent, up) && within(climb.descent, down), "{climb:?}, not {up} and {down}");
}

#[test]
fn up_a_ramp_the_climb_is_the_difference() {
    let plan = plan(25.0, 200);
    let dem = dem(vec![("a.asc", plan.ascii(&plan.values(ramp)))]);
    close(line(&dem, &[[WEST + 100.0, NORTH - 500.0], [WEST + 4_600.0, NORTH - 500.0]]), 225.0, 0.0);
}

#[test]
fn over_a_cone_the_climb_is_its_height_on_both_sides() {
    // 150 m high, 2 km in radius, its top on a cell.
    let top = [WEST + 2_500.0, NORTH - 2_500.0];
    let cone = |x: f64, y: f64| 300.0 - 0.075 * (x - top[0]).hypot(y - top[1]);
    let plan = plan(25.0, 201);
    let dem = dem(vec![("a.asc", plan.ascii(&plan.values(cone)))]);
    let found = line(&dem, &[[top[0] - 2_000.0, top[1]], top, [top[0], top[1] - 1_600.0]]);
    close(found, 150.0, 120.0);
}

#[test]
fn over_hills_like_a_sine_the_climb_is_twice_their_amplitude_each() {
    // Three hills of 40 m, a kilometre apart.
    let hills = |x: f64, _: f64| 200.0 + 20.0 * ((x - WEST) / 1_000.0 * std::f64::consts::TAU).sin();
    for step in [5.0, 25.0] {
        let plan = Plan { columns: (3_500.0 / step) as u32, rows: 40, first: [WEST, NORTH], step };
        let dem = dem(vec![("a.tif", plan.geotiff(&plan.values(hills), deflate()))]);
        let y = NORTH - 60.0;
        close(line(&dem, &[[WEST + 250.0, y], [WEST + 3_250.0, y]]), 120.0, 120.0);
    }
}

#[test]
fn a_stretch_without_elevations_leaves_the_climb_unknown() {
    let plan = plan(25.0, 100);
    let hole = |wide: f64| {
        move |x: f64, y: f64| if (x - WEST - 1_000.0).abs() < wide { f64::NAN } else { ramp(x, y) }
    };
    let points = [[WEST + 100.0, NORTH - 500.0], [WEST + 2_000.0, NORTH - 500.0]];
    let narrow = dem(vec![("a.asc", plan.ascii(&plan.values(hole(30.0))))]);
    close(line(&narrow, &points), 95.0, 0.0);
    let wide = dem(vec![("a.asc", plan.ascii(&plan.values(hole(150.0))))]);
    assert!(matches!(line(&wide, &points), Ascent::Unknown(Reason::Gap { .. })));
}

#[test]
fn the_coarse_relief_of_the_base_data_gives_elevations_but_never_a_climb() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/28/relief-30s.tif");
    let dem = Dem::open(file.as_ref(), DemOptions::default()).unwrap();
    assert_eq!((dem.size(), dem.crs().epsg()), ([210, 180], 4326));
    let metres = dem.resolution().value();
    assert!((900.0..950.0).contains(&metres), "{metres}");
    let chartres = Position::new(1.48735, 48.44685).unwrap();
    let elevation = dem.elevation(chartres).unwrap().unwrap().metres();
    assert!((110.0..170.0).contains(&elevation), "{elevation}");
    let line = [chartres, Position::new(1.3, 48.3).unwrap()];
    assert!(matches!(ascent(&dem, &line).unwrap(), Ascent::Unknown(Reason::TooCoarse { .. })));
}

#[test]
fn an_srtm_tile_is_placed_by_its_name() {
    let side = 1_201_usize;
    let mut bytes = Vec::with_capacity(side * side * 2);
    for row in 0..side {
        for column in 0..side {
            let metres = if (row, column) == (600, 600) { i16::MIN } else { (row / 10) as i16 };
            bytes.extend(metres.to_be_bytes());
        }
    }
    let dem = dem(vec![("N48E001.hgt", bytes)]);
    let at = |lon, lat| dem.elevation(Position::new(lon, lat).unwrap()).unwrap().map(|e| e.metres());
    assert_eq!(at(1.2, 49.0), Some(0.0));
    assert_eq!(at(1.9, 48.0), Some(120.0));
    assert_eq!(at(1.5, 48.5), None);
    assert_eq!(at(2.1, 48.5), None);
}
