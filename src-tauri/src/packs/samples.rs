//! A small map and an empty shelf for the tests.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tiles::gzip::gzip;
use tiles::mvt::write::{self as mvt, Commands, LayerWriter, Scalar};
use tiles::read::{Centre, Mapped, Pack, TileKind};
use tiles::tile::{Bounds, Tile};
use tiles::write::{PackSpec, PackWriter};

use super::shelf::Shelf;

/// What its one tile holds.
pub const TILE: &[u8] = b"no real tile, but bytes";

/// The shelf has a folder that does not exist yet.
pub fn a_shelf() -> (TempDir, Shelf) {
    let home = tempfile::tempdir().unwrap();
    let shelf = Shelf::new(home.path().join("packs"), None);
    (home, shelf)
}

pub fn a_pack(folder: &Path, title: &str) -> PathBuf {
    written(folder, title, Tile::new(5, 16, 11).unwrap(), TILE, &serde_json::Value::Null)
}

/// A detailed map of one tile, with a spring of this name.
pub fn a_map_with_water(folder: &Path, name: &str) -> PathBuf {
    let mut geometry = Commands::default();
    geometry.points(&[[100, 200]]);
    let text = |text: &str| {
        let mut bytes = Vec::new();
        Scalar::Text(text).encode(&mut bytes);
        bytes
    };
    let (kind, named) = (text("drinking_water"), text(name));
    let mut layer = LayerWriter::default();
    layer.feature(
        0,
        mvt::Kind::Points,
        geometry.bytes(),
        [("kind", &kind[..]), ("name", &named)].into_iter(),
    );
    let mut tile = Vec::new();
    layer.finish("pois", &mut tile);
    written(
        folder,
        "Centre",
        Tile::new(14, 8_258, 5_656).unwrap(),
        &tile,
        &serde_json::json!({ "kind": "detail" }),
    )
}

/// A relief of flat ground at 150 m, in cells of 25 m.
pub fn a_relief(folder: &Path) -> PathBuf {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 256, 256);
    encoder.set_color(png::ColorType::Rgb);
    // 128 × 256 + 150 − 32,768 m.
    let colours: Vec<u8> = [128, 150, 0].repeat(256 * 256);
    encoder.write_header().unwrap().write_image_data(&colours).unwrap();
    let out = folder.join("relief.pmtiles");
    let bounds = Bounds { west: 1.0, south: 48.0, east: 2.0, north: 49.0 };
    let centre = Centre { lon: 1.5, lat: 48.5, zoom: 8 };
    let spec = PackSpec { kind: TileKind::Png, bounds, zooms: 12..=12, centre };
    let mut writer = PackWriter::create(&out, spec).unwrap();
    let tiles = (2_059..=2_070).flat_map(|x| (1_395..=1_420).filter_map(move |y| Tile::new(12, x, y)));
    let mut tiles: Vec<Tile> = tiles.collect();
    tiles.sort_by_key(|tile| tile.hilbert());
    tiles.iter().for_each(|tile| writer.add(*tile, &png).unwrap());
    let ours =
        serde_json::json!({ "kind": "relief", "relief": { "source": "Une plaine", "resolution_m": 25.0 } });
    let about = serde_json::json!({ "name": "Plaine", "encoding": "terrarium", "sente": ours });
    writer.finish(&about).unwrap();
    out
}

fn written(folder: &Path, title: &str, tile: Tile, bytes: &[u8], ours: &serde_json::Value) -> PathBuf {
    let out = folder.join(title).with_extension("pmtiles");
    let spec = PackSpec {
        kind: TileKind::Mvt,
        bounds: Bounds { west: 0.75, south: 47.95, east: 2.0, north: 48.95 },
        zooms: 5..=14,
        centre: Centre { lon: 1.5, lat: 48.5, zoom: 8 },
    };
    let mut writer = PackWriter::create(&out, spec).unwrap();
    writer.add(tile, &gzip(bytes, 6)).unwrap();
    let about = serde_json::json!({ "name": title, "attribution": "© OpenStreetMap", "sente": ours });
    writer.finish(&about).unwrap();
    out
}

pub fn opened(pack: &Path) -> Box<Pack<Mapped>> {
    Box::new(Pack::open(Mapped::open(pack).unwrap()).unwrap())
}

/// The names of all that lies on the shelf.
pub fn files(shelf: &Shelf) -> Vec<String> {
    let folder = shelf.unfinished("x").unwrap();
    let entries = std::fs::read_dir(folder.parent().unwrap()).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
