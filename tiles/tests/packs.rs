//! Properties of whole packs: what was written is read, a part is that part, a patch of the difference is the new pack.
#![cfg(feature = "build")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy takes only the tests themselves for tests")]

#[path = "support/packs.rs"]
mod support;

use std::ops::RangeInclusive;

use proptest::prelude::*;
use support::Tiles;
use tiles::gzip::gzip;
use tiles::pack::delta::{self, diff};
use tiles::pack::{Wanted, extract, verify};
use tiles::places::gather;
use tiles::read::{Mapped, Pack, Source, TileKind};
use tiles::tile::{Bounds, Tile, first_of_zoom};

/// Tiles of the zooms 0 to 7, many of them with the same few contents.
fn tiles() -> impl Strategy<Value = Tiles> {
    let content = prop_oneof![
        3 => (0_u8..4).prop_map(|byte| vec![byte; 10]),
        1 => prop::collection::vec(any::<u8>(), 1..600),
    ];
    prop::collection::btree_map(0..first_of_zoom(8), content, 0..300)
}

/// The same tiles with some of them changed, added, removed.
fn edited() -> impl Strategy<Value = (Tiles, Tiles)> {
    (tiles(), tiles(), any::<u64>()).prop_map(|(old, other, choice)| {
        let keep = |number: &u64| !(number ^ choice).is_multiple_of(7);
        let mut new: Tiles =
            old.iter().filter(|(number, _)| keep(number)).map(|(n, t)| (*n, t.clone())).collect();
        new.extend(other.into_iter().take((choice % 40) as usize));
        (old, new)
    })
}

fn read_all(pack: &Pack<impl Source>) -> Tiles {
    let runs = pack.tiles().map(|run| run.unwrap());
    runs.flat_map(|run| {
        let stored = pack.stored(&run.entry).unwrap().into_owned();
        run.tiles().map(|tile| (tile.hilbert(), stored.clone())).collect::<Vec<_>>()
    })
    .collect()
}

fn overlaps(bounds: Bounds, zooms: &RangeInclusive<u8>, number: u64) -> bool {
    let tile = Tile::from_hilbert(number).unwrap();
    zooms.contains(&tile.z()) && tile.bounds().overlaps(bounds)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read(tiles in tiles(), absent in 0..first_of_zoom(8)) {
        let pack = Pack::open(support::bytes(TileKind::Png, &tiles)).unwrap();
        prop_assert_eq!(&read_all(&pack), &tiles);
        for (number, stored) in &tiles {
            let tile = Tile::from_hilbert(*number).unwrap();
            let found = pack.tile(tile).unwrap();
            prop_assert_eq!(found.as_deref(), Some(&stored[..]));
        }
        let found = pack.tile(Tile::from_hilbert(absent).unwrap()).unwrap().map(|stored| stored.into_owned());
        prop_assert_eq!(found.as_ref(), tiles.get(&absent));
    }

    #[test]
    fn the_same_tiles_give_the_same_bytes(tiles in tiles()) {
        prop_assert_eq!(support::bytes(TileKind::Png, &tiles), support::bytes(TileKind::Png, &tiles));
    }

    #[test]
    fn a_part_has_the_tiles_that_touch_the_box_and_no_others(
        tiles in tiles(),
        (west, east) in (-179.0..170.0_f64).prop_flat_map(|west| (Just(west), west + 1.0..180.0)),
        (south, north) in (-80.0..70.0_f64).prop_flat_map(|south| (Just(south), south + 1.0..80.0)),
        zooms in (0_u8..4).prop_flat_map(|least| (Just(least), least..7)),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (whole, part) = (folder.path().join("whole"), folder.path().join("part"));
        support::write(&whole, TileKind::Png, &tiles);
        let whole = Pack::open(Mapped::open(&whole).unwrap()).unwrap();
        let bounds = Bounds { west, south, east, north };
        let zooms = zooms.0..=zooms.1;
        let wanted: Tiles = tiles.into_iter().filter(|(number, _)| overlaps(bounds, &zooms, *number)).collect();
        match extract(&whole, &Wanted { bounds, zooms }, &part) {
            Ok(_) => {
                let part = Pack::open(Mapped::open(&part).unwrap()).unwrap();
                prop_assert_eq!(read_all(&part), wanted);
                prop_assert_eq!(part.metadata().unwrap(), whole.metadata().unwrap());
            }
            Err(error) => prop_assert!(wanted.is_empty() && !part.exists(), "{}", error),
        }
    }

    #[test]
    fn a_patch_of_the_difference_is_the_new_pack((old, new) in edited()) {
        let (before, after) = (support::bytes(TileKind::Png, &old), support::bytes(TileKind::Png, &new));
        let (old_pack, new_pack) = (Pack::open(before.clone()).unwrap(), Pack::open(after.clone()).unwrap());
        let delta = diff(&old_pack, &new_pack).unwrap();
        let mut file = Vec::new();
        delta.write(&mut file).unwrap();
        prop_assert_eq!(file.len() as u64, delta.length());
        let mut patched = Vec::new();
        delta::apply(&before, &file, &mut patched).unwrap();
        prop_assert!(patched == after);
        let count = |one: &Tiles, keep: &dyn Fn(&u64, &Vec<u8>) -> bool| {
            one.iter().filter(|(number, tile)| keep(number, tile)).count() as u64
        };
        let changes = delta.changes;
        prop_assert_eq!(changes.removed, count(&old, &|number, _| !new.contains_key(number)));
        prop_assert_eq!(changes.added, count(&new, &|number, _| !old.contains_key(number)));
        prop_assert_eq!(changes.same, count(&new, &|number, tile| old.get(number) == Some(tile)));
        prop_assert_eq!(changes.changed, new.len() as u64 - changes.same - changes.added);
    }
}

#[test]
fn a_sound_pack_has_no_findings() {
    let pack = Pack::open(support::bytes(TileKind::Mvt, &support::vector_tiles(1))).unwrap();
    let report = verify(&pack, &|_, _| {});
    assert_eq!(report.findings, []);
    assert_eq!((report.tiles, report.contents), (341, 114));
    assert_eq!(report.layers.iter().collect::<Vec<_>>(), ["land", "pois", "streets"]);
}

#[test]
fn one_changed_tile_makes_a_small_difference() {
    let old = support::vector_tiles(1);
    let mut new = old.clone();
    new.insert(100, tiles::gzip::gzip(&support::vector_tile(9_999), 6));
    let (before, after) = (support::bytes(TileKind::Mvt, &old), support::bytes(TileKind::Mvt, &new));
    let (before, after) = (Pack::open(before).unwrap(), Pack::open(after).unwrap());
    let delta = diff(&before, &after).unwrap();
    assert_eq!((delta.changes.changed, delta.changes.same), (1, 340));
    // The tile, the directories, what the head of the file takes.
    assert!(delta.length() < after.header().root.length + 1_000, "{} bytes", delta.length());
}

#[test]
fn changes_for_another_pack_are_refused() {
    let packs = [1, 2, 3].map(|seed| support::bytes(TileKind::Mvt, &support::vector_tiles(seed)));
    let [one, two, three] = &packs;
    let (old, new) = (Pack::open(one).unwrap(), Pack::open(two).unwrap());
    let mut file = Vec::new();
    diff(&old, &new).unwrap().write(&mut file).unwrap();
    let mut out = Vec::new();
    assert!(matches!(delta::apply(three, &file, &mut out), Err(delta::DeltaError::OtherPack)));
    assert!(matches!(delta::apply(two, &file, &mut out), Err(delta::DeltaError::OtherPack)));
    assert!(matches!(delta::apply(one, two, &mut out), Err(delta::DeltaError::NotADelta)));
    assert!(out.is_empty());
}

#[test]
fn a_tile_that_cannot_be_read_costs_a_search_only_its_own_places() {
    let mut tiles: support::Tiles =
        (85..341).map(|number| (number, gzip(&support::vector_tile(number), 6))).collect();
    let whole = gather(&Pack::open(support::bytes(TileKind::Mvt, &tiles)).unwrap()).unwrap();
    assert_eq!(whole.unreadable, 0);
    // No gzip, and no vector tile below its gzip.
    tiles.insert(100, b"spoilt".to_vec());
    tiles.insert(200, gzip(&[0xFF; 40], 6));
    let damaged = gather(&Pack::open(support::bytes(TileKind::Mvt, &tiles)).unwrap()).unwrap();
    assert_eq!(damaged.unreadable, 2);
    assert!(damaged.places.len() < whole.places.len() && damaged.places.len() > whole.places.len() * 9 / 10);
    assert!(damaged.places.iter().all(|place| whole.places.contains(place)));
}
