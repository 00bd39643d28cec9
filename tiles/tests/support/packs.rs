//! Packs to try things on: made up, small, the same at each run.

#![allow(dead_code, reason = "each test file uses a part")]
#![allow(clippy::unwrap_used, reason = "clippy does not see that this is a test")]

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::json;
use tiles::gzip::gzip;
use tiles::mvt::write::{Commands, Kind, LayerWriter, Scalar};
use tiles::read::{Centre, TileKind};
use tiles::tile::{Bounds, Tile};
use tiles::write::{PackSpec, PackWriter, Written};

/// A small deterministic generator (SplitMix64), so that a failure can be run again.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }

    /// Breaks bytes in a few places.
    pub fn mutate(&mut self, bytes: &mut Vec<u8>) {
        for _ in 0..=self.below(6) {
            let at = self.below(bytes.len());
            let length = self.below(48).min(bytes.len() - at);
            match self.below(8) {
                0 if self.below(4) == 0 => bytes.truncate(at),
                1 => drop(bytes.drain(at..at + length)),
                2 => {
                    let copy = bytes[at..at + length].to_vec();
                    let to = self.below(bytes.len());
                    drop(bytes.splice(to..to, copy));
                }
                3 if !bytes.is_empty() => bytes[at] = self.next() as u8,
                4 if !bytes.is_empty() => bytes[at] ^= 1 << self.below(8),
                5 => {
                    let copy = bytes[at..at + length].repeat(self.below(100));
                    drop(bytes.splice(at..at, copy));
                }
                6 => drop(bytes.splice(at..at, [0xFF; 9])),
                _ => drop(bytes.splice(at..at + length, self.next().to_le_bytes())),
            }
        }
    }
}

/// By number along the curve.
pub type Tiles = BTreeMap<u64, Vec<u8>>;

pub fn spec(kind: TileKind) -> PackSpec {
    PackSpec {
        kind,
        bounds: Bounds::WORLD,
        zooms: 0..=9,
        centre: Centre { lon: 1.48735, lat: 48.44685, zoom: 4 },
    }
}

pub fn write(out: &Path, kind: TileKind, tiles: &Tiles) -> Written {
    let mut writer = PackWriter::create(out, spec(kind)).unwrap();
    for (number, stored) in tiles {
        writer.add(Tile::from_hilbert(*number).unwrap(), stored).unwrap();
    }
    writer.finish(&metadata()).unwrap()
}

pub fn metadata() -> serde_json::Value {
    json!({
        "name": "Essai",
        "attribution": "© les contributeurs d'OpenStreetMap",
        "vector_layers": [
            { "id": "pois", "fields": {} }, { "id": "streets", "fields": {} }, { "id": "land", "fields": {} },
        ],
    })
}

/// The bytes of a pack, without a file that stays.
pub fn bytes(kind: TileKind, tiles: &Tiles) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("pack.pmtiles");
    write(&out, kind, tiles);
    std::fs::read(out).unwrap()
}

/// An unpacked vector tile with a few features of each kind.
pub fn vector_tile(seed: u64) -> Vec<u8> {
    let mut dice = Dice(seed);
    let mut tile = Vec::new();
    for (name, kind) in [("land", Kind::Polygons), ("streets", Kind::Lines), ("pois", Kind::Points)] {
        let mut values = Vec::new();
        let scalars = [
            ("kind", Scalar::Text("forest")),
            ("name", Scalar::Text("Bois de la Garenne")),
            ("ele", Scalar::Double(151.5)),
            ("rank", Scalar::Int(-7)),
            ("oneway", Scalar::Bool(true)),
        ];
        for (key, scalar) in scalars {
            let mut value = Vec::new();
            scalar.encode(&mut value);
            values.push((key, value));
        }
        let mut writer = LayerWriter::default();
        for id in 0..1 + dice.below(6) as u64 {
            let mut commands = Commands::default();
            let mut point = || [dice.below(4_096) as i32, dice.below(4_096) as i32];
            let [x, y] = point();
            match kind {
                Kind::Points => commands.points(&[[x, y], point()]),
                Kind::Lines => commands.line(&[[x, y], point(), point()]),
                Kind::Polygons => {
                    commands.ring(&[[x, y], [x + 90, y], [x + 90, y + 90], [x, y + 90]]);
                    commands.ring(&[[x + 9, y + 9], [x + 9, y + 20], [x + 20, y + 20], [x + 20, y + 9]]);
                }
            }
            let some = values.iter().skip(dice.below(values.len()));
            writer.feature(id, kind, commands.bytes(), some.map(|(key, value)| (*key, value.as_slice())));
        }
        writer.finish(name, &mut tile);
    }
    tile
}

/// All tiles of the zooms 0 to 4 as vector tiles, packed; some of them equal.
pub fn vector_tiles(seed: u64) -> Tiles {
    (0..341).map(|number| (number, gzip(&vector_tile(seed + number / 3), 6))).collect()
}

/// How often mutated inputs are tried: `some`, or all 10,000 with `SENTE_LONG=1`.
pub fn rounds(some: usize) -> usize {
    if std::env::var_os("SENTE_LONG").is_some() { 10_000 } else { some }
}

/// The most memory this process ever had resident, in kB; Linux only.
pub fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
