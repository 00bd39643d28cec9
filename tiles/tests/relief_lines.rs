//! Contour lines, tints and shaded tiles of grids whose heights are formulas.

#[path = "support/grids.rs"]
mod grids;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use grids::{Plan, deflate};
use tiles::feature::{Feature, Shape, Value, World};
use tiles::read::heights::{SIDE, made_up};
use tiles::relief::contour::{ContourSpec, contours};
use tiles::relief::shade::{ShadeSpec, deepest_zoom, shades};
use tiles::relief::tint::{TintSpec, tints};
use tiles::relief::{Bytes, Crs, Dem, DemOptions, ReliefError};
use tiles::tile::Bounds;

const TOP: [f64; 2] = [562_500.0, 6_807_500.0];

fn cone(x: f64, y: f64) -> f64 {
    300.0 - 0.05 * (x - TOP[0]).hypot(y - TOP[1])
}

fn plan(step: f64) -> Plan {
    let side = (5_000.0 / step) as u32 + 1;
    Plan { columns: side, rows: side, first: [560_000.0, 6_810_000.0], step }
}

fn dem(plan: &Plan, values: &[f32]) -> Dem {
    let bytes = Bytes::Held(Arc::from(plan.geotiff(values, deflate())));
    Dem::of([("a.tif".to_owned(), bytes)], DemOptions::default()).expect("the grid is sound")
}

fn lines(dem: &Dem, spec: &ContourSpec) -> Vec<Feature> {
    let mut features = Vec::new();
    let go_on = AtomicBool::new(false);
    contours(dem, spec, &go_on, &mut |feature| features.push(feature)).expect("the grid is sound");
    features
}

fn ele(feature: &Feature) -> i64 {
    match feature.attributes.as_slice() {
        [("ele" | "from", Value::Int(metres)), ..] => *metres,
        other => unreachable!("{other:?}"),
    }
}

/// The box that reaches so many metres from the top of the cone.
fn around(metres: f64) -> Bounds {
    let crs = Crs::from_epsg(2154).expect("Lambert-93");
    let at = |x: f64, y: f64| crs.to_degrees([TOP[0] + x, TOP[1] + y]).expect("a place in France");
    let ([west, south], [east, north]) = (at(-metres, -metres), at(metres, metres));
    Bounds { west, south, east, north }
}

/// How far from the top of the cone.
fn radius(crs: &Crs, place: &World) -> f64 {
    let (lon, lat) = place.to_degrees();
    let [x, y] = crs.from_degrees(lon, lat).expect("Lambert-93");
    (x - TOP[0]).hypot(y - TOP[1])
}

#[test]
fn contour_lines_of_a_cone_are_circles() {
    for step in [5.0, 25.0] {
        let plan = plan(step);
        let dem = dem(&plan, &plan.values(cone));
        let features = lines(&dem, &ContourSpec::default());
        let crs = Crs::from_epsg(2154).unwrap();
        for metres in [200, 225, 250, 290] {
            let found: Vec<_> = features.iter().filter(|feature| ele(feature) == metres).collect();
            assert_eq!(found.len(), 1, "{metres} m at {step} m");
            assert_eq!(found[0].attributes[1], ("index", Value::Bool(metres % 25 == 0)));
            let Shape::Lines(line) = &found[0].shape else { unreachable!("contours are lines") };
            assert_eq!(line[0].first(), line[0].last());
            let truth = (300.0 - metres as f64) / 0.05;
            for place in &line[0] {
                let wrong = (radius(&crs, place) - truth).abs();
                // A tenth of a metre in height.
                assert!(wrong * 0.05 < 0.1, "{metres} m at {step} m: {wrong} m beside");
            }
        }
    }
}

#[test]
fn contour_lines_leave_out_unknown_ground_and_what_lies_outside_the_box() {
    let plan = plan(25.0);
    let values = plan.values(|x, y| if x < TOP[0] { f64::NAN } else { cone(x, y) });
    let crs = Crs::from_epsg(2154).unwrap();
    let east = |feature: &Feature| {
        let Shape::Lines(line) = &feature.shape else { unreachable!("contours are lines") };
        line[0].iter().all(|place| {
            let (lon, lat) = place.to_degrees();
            crs.from_degrees(lon, lat).expect("Lambert-93")[0] >= TOP[0]
        })
    };
    let features = lines(&dem(&plan, &values), &ContourSpec::default());
    assert!(features.len() > 10 && features.iter().all(east));
    let far = tiles::tile::Bounds { west: 3.0, south: 45.0, east: 3.1, north: 45.1 };
    let spec = ContourSpec { area: Some(far), ..ContourSpec::default() };
    assert!(lines(&dem(&plan, &values), &spec).is_empty());
}

#[test]
fn a_wide_relief_is_drawn_in_strips_that_meet() {
    let plan = Plan { columns: 9_000, rows: 12, first: [300_000.0, 6_810_000.0], step: 20.0 };
    let dem = dem(&plan, &plan.values(|_, y| 100.0 + (6_810_000.0 - y) * 0.05));
    let features = lines(&dem, &ContourSpec { step: 5, ..ContourSpec::default() });
    let mut ends: Vec<Vec<World>> = features
        .iter()
        .filter(|feature| ele(feature) == 105)
        .map(|feature| match &feature.shape {
            Shape::Lines(lines) => lines[0].clone(),
            other => unreachable!("{other:?}"),
        })
        .collect();
    ends.sort_by_key(|line| line[0].x.min(line[line.len() - 1].x));
    assert!(ends.len() >= 3);
    for pair in ends.windows(2) {
        let meet = pair[0].iter().any(|place| *place == pair[1][0] || *place == pair[1][pair[1].len() - 1]);
        assert!(meet, "a gap between two strips");
    }
}

#[test]
fn tints_are_discs_on_a_cone_and_rings_around_a_hole() {
    let plan = plan(25.0);
    let spec = TintSpec { step: 50, cell: 25.0, ..TintSpec::default() };
    let go_on = AtomicBool::new(false);
    let whole = tints(&dem(&plan, &plan.values(cone)), &spec, &go_on).unwrap();
    assert_eq!(whole.iter().map(ele).collect::<Vec<_>>(), [100, 150, 200, 250]);
    let holed =
        plan.values(|x, y| if (x - TOP[0]).hypot(y - TOP[1]) < 300.0 { f64::NAN } else { cone(x, y) });
    let holed = tints(&dem(&plan, &holed), &spec, &go_on).unwrap();
    for feature in &holed {
        let Shape::Polygons(polygons) = &feature.shape else { unreachable!("tints are polygons") };
        assert_eq!(polygons.iter().map(Vec::len).collect::<Vec<_>>(), [2], "{} m", ele(feature));
    }
}

#[test]
fn tints_that_reach_beyond_the_box_are_closed_at_its_edge() {
    let plan = plan(25.0);
    let area = around(500.0);
    let spec = TintSpec { step: 50, cell: 25.0, area: Some(area), ..TintSpec::default() };
    let found = tints(&dem(&plan, &plan.values(cone)), &spec, &AtomicBool::new(false)).unwrap();
    let lowest = found.first().unwrap();
    let Shape::Polygons(polygons) = &lowest.shape else { unreachable!("tints are polygons") };
    let covers = |pick: fn(&World) -> u32| {
        let along = || polygons[0][0].iter().map(pick);
        (along().min().unwrap(), along().max().unwrap())
    };
    let [north_west, south_east] =
        [(area.west, area.north), (area.east, area.south)].map(|(lon, lat)| World::from_degrees(lon, lat));
    let ((west, east), (north, south)) = (covers(|at| at.x), covers(|at| at.y));
    assert!(west <= north_west.x && north <= north_west.y && east >= south_east.x && south >= south_east.y);
    // And not far beyond it.
    assert!(east - west < 2 * (south_east.x - north_west.x));
}

#[test]
fn the_coarse_relief_of_the_base_data_has_tints_from_its_lowest_ground_up() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../data/28/relief-30s.tif");
    let dem = Dem::open(file.as_ref(), DemOptions::default()).unwrap();
    let found = tints(&dem, &TintSpec::default(), &AtomicBool::new(false)).unwrap();
    let heights: Vec<_> = found.iter().map(ele).collect();
    assert!(heights.is_sorted() && heights.len() >= 10, "{heights:?}");
    let again = tints(&dem, &TintSpec::default(), &AtomicBool::new(false)).unwrap();
    assert_eq!(found, again);
    let points: usize = found
        .iter()
        .map(|feature| match &feature.shape {
            Shape::Polygons(polygons) => polygons.iter().flatten().map(Vec::len).sum(),
            _ => 0_usize,
        })
        .sum();
    eprintln!("tints {heights:?}: {points} points");
}

fn heights(png: &[u8]) -> Vec<(f64, bool)> {
    let mut reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().expect("a PNG");
    let mut pixels = vec![0; reader.output_buffer_size().expect("it has a size")];
    reader.next_frame(&mut pixels).expect("a picture");
    let metres = |p: &[u8]| f64::from(p[0]) * 256.0 + f64::from(p[1]) + f64::from(p[2]) / 256.0 - 32_768.0;
    pixels.chunks(3).map(|pixel| (metres(pixel), made_up(pixel))).collect()
}

#[test]
fn shaded_tiles_hold_the_heights_of_the_formula_along_the_curve() {
    let plan = plan(25.0);
    let dem = dem(&plan, &plan.values(cone));
    assert_eq!(deepest_zoom(&dem), 12);
    let spec = ShadeSpec { zooms: 8..=13, area: None };
    let shades = shades(&dem, &spec, &std::env::temp_dir(), &AtomicBool::new(false), &|_, _| ()).unwrap();
    let tiles: Vec<_> = shades.tiles().map(Result::unwrap).collect();
    assert!(tiles.is_sorted_by_key(|(tile, _)| tile.hilbert()));
    let crs = Crs::from_epsg(2154).unwrap();
    let mut seen = 0;
    for (tile, png) in tiles.iter().filter(|(tile, _)| tile.z() == 13) {
        let bounds = tile.bounds();
        for (number, (metres, made_up)) in heights(png).into_iter().enumerate() {
            let side = SIDE as f64;
            let lon = bounds.west + (bounds.east - bounds.west) * ((number % SIDE) as f64 + 0.5) / side;
            let lat = bounds.north + (bounds.south - bounds.north) * ((number / SIDE) as f64 + 0.5) / side;
            let [x, y] = crs.from_degrees(lon, lat).unwrap();
            // Away from the tip, where no grid is exact, and from the outer half of the outermost cells.
            let inside = (x - TOP[0]).abs() < 2_500.0 && (y - TOP[1]).abs() < 2_500.0;
            if !made_up && inside && (x - TOP[0]).hypot(y - TOP[1]) > 100.0 {
                assert!((metres - cone(x, y)).abs() < 0.15, "{metres} {}", cone(x, y));
                seen += 1;
            }
        }
    }
    assert!(seen > 100_000, "{seen}");
    assert!(tiles.iter().any(|(tile, _)| tile.z() == 8));
}

#[test]
fn shaded_tiles_are_the_same_twice_and_can_be_cancelled() {
    let plan = plan(25.0);
    let dem = dem(&plan, &plan.values(cone));
    let spec = ShadeSpec { zooms: 9..=12, area: None };
    let all = || -> Vec<_> {
        let shades = shades(&dem, &spec, &std::env::temp_dir(), &AtomicBool::new(false), &|_, _| ()).unwrap();
        shades.tiles().map(Result::unwrap).collect()
    };
    assert_eq!(all(), all());
    let stopped = shades(&dem, &spec, &std::env::temp_dir(), &AtomicBool::new(true), &|_, _| ());
    assert!(matches!(stopped, Err(ReliefError::Cancelled)));
}

#[test]
fn unknown_ground_goes_on_across_the_borders_of_tiles() {
    let plan = Plan { columns: 400, rows: 400, first: [560_000.0, 6_840_000.0], step: 150.0 };
    let middle = [590_000.0, 6_810_000.0];
    let hills = |x: f64, y: f64| {
        let edge = 18_000.0 + 4_000.0 * ((y - middle[1]).atan2(x - middle[0]) * 3.0).sin();
        let known = (x - middle[0]).hypot(y - middle[1]) < edge;
        if known { 170.0 + 60.0 * (x / 5_200.0).sin() * (y / 6_100.0).cos() } else { f64::NAN }
    };
    let dem = dem(&plan, &plan.values(hills));
    let spec = ShadeSpec { zooms: 10..=10, area: None };
    let shades = shades(&dem, &spec, &std::env::temp_dir(), &AtomicBool::new(false), &|_, _| ()).unwrap();
    let tiles: BTreeMap<_, _> =
        shades.tiles().map(Result::unwrap).map(|(tile, png)| ((tile.x(), tile.y()), heights(&png))).collect();
    let (mut borders, mut worst) = (0, 0.0_f64);
    for ((x, y), west) in &tiles {
        let Some(east) = tiles.get(&(x + 1, *y)) else { continue };
        borders += 1;
        for row in 0..SIDE {
            let (end, begin) = (row * SIDE + SIDE - 1, row * SIDE);
            let [a, b, c, d] = [west[end - 1], west[end], east[begin], east[begin + 1]];
            if b.1 && c.1 {
                // How much the step over the border differs from those beside it, in metres.
                worst = worst.max((c.0 - b.0 - ((b.0 - a.0) + (d.0 - c.0)) / 2.0).abs());
            }
        }
    }
    assert!(borders > 3 && worst < 3.0, "{worst} m at one of {borders} borders");
}
