//! The way of features into tiles as a whole.

use std::sync::atomic::AtomicBool;

use super::*;
use crate::feature::{Feature, Shape, World};
use crate::gzip::gunzip;
use crate::layers::Layer;
use crate::mvt;
use crate::tile::Tile;

fn options(zooms: std::ops::RangeInclusive<u8>, memory: usize, budget: Budget) -> Options {
    Options { frame: Frame::new(zooms).unwrap(), budget, memory, folder: std::env::temp_dir() }
}

fn tiles(options: Options, features: &[Feature]) -> (Vec<(Tile, Vec<u8>)>, Report) {
    let cancel = AtomicBool::new(false);
    let mut tiler = Tiler::new(options, &cancel);
    features.iter().for_each(|feature| tiler.push(feature.clone()).unwrap());
    let mut tiles = Vec::new();
    let report = tiler.ready().unwrap().tiles(&|_| {}, |tile, stored| {
        tiles.push((tile, stored.to_vec()));
        Ok::<_, TileError>(())
    });
    (tiles, report.unwrap())
}

fn at(lon: f64, lat: f64) -> World {
    World::from_degrees(lon, lat)
}

fn point(rank: u32, name: String, at: World) -> Feature {
    Feature {
        layer: Layer::Pois,
        id: u64::from(rank) + 1,
        shape: Shape::Points(vec![at]),
        attributes: vec![("name", name.into())],
        zooms: 0..=DEEPEST,
        rank,
    }
}

/// Ways and houses without order, a few hundred of each, the same at each call.
fn town() -> Vec<Feature> {
    let mut state = 7_u32;
    let mut next = |most: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % most
    };
    let mut features = Vec::new();
    for number in 0..600_u32 {
        let World { x, y } = at(1.4 + f64::from(next(1000)) / 5000.0, 48.4 + f64::from(next(1000)) / 5000.0);
        let moved = |dx: u32, dy: u32| World { x: x + dx, y: y + dy };
        let (side, depth) = (2_000 + next(4_000), 2_000 + next(400_000));
        let square = vec![moved(0, 0), moved(side, 0), moved(side, depth), moved(0, depth)];
        let (layer, shape) = if number % 2 == 0 {
            (Layer::Buildings, Shape::Polygons(vec![vec![square]]))
        } else {
            (Layer::Streets, Shape::Lines(vec![square]))
        };
        features.push(Feature {
            layer,
            id: u64::from(number),
            shape,
            attributes: vec![("kind", ["a", "b", "c"][number as usize % 3].into())],
            zooms: (number % 10) as u8..=DEEPEST,
            rank: number % 5,
        });
    }
    features
}

#[test]
fn the_same_tiles_come_out_with_one_core_and_two_and_over_the_disk() {
    let make = |threads: usize, memory: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| tiles(options(5..=14, memory, Budget::default()), &town()).0)
    };
    let one = make(1, usize::MAX);
    assert!(one.len() > 200);
    assert_eq!(one, make(2, usize::MAX));
    assert_eq!(one, make(2, 10_000));
    assert!(one.is_sorted_by_key(|(tile, _)| tile.hilbert()));
}

#[test]
fn a_tile_that_is_too_large_keeps_what_has_the_highest_rank_and_says_what_went() {
    let features: Vec<Feature> =
        (0..500).map(|rank| point(rank, format!("place number {rank:03}"), at(1.5, 48.45))).collect();
    let budget = Budget { raw: 4_000, stored: 60_000 };
    let (tiles, report) = tiles(options(6..=6, usize::MAX, budget), &features);
    let raw = gunzip(&tiles[0].1, 1 << 20).unwrap();
    let has = |rank: u32| {
        let name = format!("place number {rank:03}").into_bytes();
        raw.windows(name.len()).any(|part| part == name)
    };
    assert!(raw.len() <= budget.raw && raw.len() > budget.raw / 2);
    assert!(has(499) && has(450) && !has(10));
    let kept = (0..500).filter(|rank| has(*rank)).count() as u32;
    assert_eq!(report.lost, [Lost { tile: tiles[0].0, layer: Layer::Pois, features: 500 - kept }]);
}

#[test]
fn what_is_packed_may_be_too_large_as_well() {
    let budget = Budget { raw: 1 << 20, stored: 900 };
    let features: Vec<Feature> =
        (0..400).map(|rank| point(rank, format!("{}", rank * 7_919), at(1.5, 48.45))).collect();
    let (tiles, report) = tiles(options(3..=3, usize::MAX, budget), &features);
    assert!(tiles[0].1.len() <= 900);
    assert_eq!(report.largest_stored, tiles[0].1.len());
    assert!(!report.lost.is_empty());
}

#[test]
fn a_point_is_in_one_tile_of_each_zoom() {
    // Near the corner of four tiles.
    let (tiles, _) = tiles(
        options(0..=14, usize::MAX, Budget::default()),
        &[point(1, "x".into(), at(0.000_01, 0.000_01))],
    );
    assert_eq!(tiles.len(), 15);
}

#[test]
fn thin_and_small_things_stay_at_the_deepest_zoom() {
    let World { x, y } = at(1.5, 48.45);
    let strip = |width: u32, length: u32| {
        vec![vec![
            World { x, y },
            World { x: x + length, y },
            World { x: x + length, y: y + width },
            World { x, y: y + width },
        ]]
    };
    let river = Feature {
        layer: Layer::WaterPolygons,
        id: 0,
        // Half a unit of zoom 14 wide, ten tiles long.
        shape: Shape::Polygons(vec![strip(64, 10 << 18)]),
        attributes: Vec::new(),
        zooms: 0..=DEEPEST,
        rank: 0,
    };
    let (tiles, report) = tiles(options(14..=14, usize::MAX, Budget::default()), &[river]);
    assert!((10..=11).contains(&tiles.len()), "{}", tiles.len());
    assert_eq!(report.pieces as usize, tiles.len());
}

#[test]
fn many_small_woods_cover_as_much_from_afar_as_they_do_together() {
    let World { x, y } = at(1.45, 48.45);
    // At zoom 10 a unit is 1,024 wide: squares of 3 units, 300 woods and 300 meadows of them, 9 units apart.
    let wood = |number: u32| {
        let (west, north) = (x + number % 60 * 9_216, y + number / 60 * 9_216);
        let (east, south) = (west + 3 * 1024, north + 3 * 1024);
        let corners = [(west, north), (east, north), (east, south), (west, south)];
        Feature {
            layer: Layer::Land,
            id: u64::from(number),
            shape: Shape::Polygons(vec![vec![corners.map(|(x, y)| World { x, y }).to_vec()]]),
            attributes: vec![("kind", ["forest", "meadow"][number as usize % 2].into())],
            zooms: 7..=DEEPEST,
            rank: number % 2,
        }
    };
    let features: Vec<Feature> = (0..600).map(wood).collect();
    let (tiles, _) = tiles(options(9..=14, usize::MAX, Budget::default()), &features);
    for (zoom, wanted) in [(10, 300.0 * 9.0), (9, 300.0 * 9.0 / 4.0)] {
        let mut found = [0.0, 0.0];
        for (_, stored) in tiles.iter().filter(|(tile, _)| tile.z() == zoom) {
            for layer in mvt::read(&gunzip(stored, 1 << 20).unwrap()).unwrap() {
                for feature in layer.features {
                    let meadow = format!("{:?}", feature.attributes).contains("meadow");
                    let mvt::Shape::Polygons(polygons) = feature.shape else { panic!("land is areas") };
                    let area = polygons.iter().map(|rings| mvt::area(&rings[0]).unsigned_abs() as f64);
                    found[usize::from(meadow)] += area.sum::<f64>() / 2.0;
                }
            }
        }
        let off = found.map(|found| (found - wanted).abs());
        // Each tile keeps less than a pixel back, and squares of single units are halved roughly.
        assert!(off.iter().all(|off| *off < wanted * 0.2), "zoom {zoom}: {found:?}, wanted {wanted}");
    }
}

#[test]
fn whoever_stops_it_gets_no_tile() {
    let cancel = AtomicBool::new(true);
    let mut tiler = Tiler::new(options(0..=5, usize::MAX, Budget::default()), &cancel);
    tiler.push(point(1, "x".into(), at(1.0, 48.0))).unwrap();
    assert!(matches!(tiler.ready().map(|_| ()), Err(TileError::Cancelled)));
}
