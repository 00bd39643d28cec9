//! A small map pack for the stories, of one wood over the whole département with some water in it, written with the
//! house's own writer; and a disk that is full or may not be written to.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result};
use serde_json::json;
use tiles::gzip::gzip;
use tiles::mvt::write::{Commands, Kind, LayerWriter, Scalar};
use tiles::read::{Centre, TileKind};
use tiles::tile::{Bounds, Tile};
use tiles::write::{PackSpec, PackWriter};

use crate::programs::run;

const ALL: Bounds = Bounds { west: 0.7, south: 47.9, east: 2.05, north: 49.0 };
const ZOOMS: std::ops::RangeInclusive<u8> = 5..=10;
/// The deepest tile in which there is water, south-west of Chartres, and where in it: two taps, and a spring with a name.
const WET: (u8, u32, u32) = (10, 516, 354);
const TAPS: [[i32; 2]; 2] = [[160, 737], [1675, 737]];
const SPRING: ([i32; 2], &str) = ([900, 900], "Source des Prés");
/// Bytes that cannot be compressed make it a file of some size.
const BALLAST: usize = 400_000;

/// Writes the map into the folder, under this title.
pub fn a_map(folder: &Path, title: &str) -> Result<PathBuf> {
    an_edition(&folder.join(title).with_extension("pmtiles"), title, SPRING.1)
}

/// Writes the map with this name of its spring.
fn an_edition(out: &Path, title: &str, spring: &str) -> Result<PathBuf> {
    let centre = Centre { lon: 1.4, lat: 48.4, zoom: 8 };
    let spec = PackSpec { kind: TileKind::Mvt, bounds: ALL, zooms: ZOOMS, centre };
    let mut writer = PackWriter::create(out, spec)?;
    let wet = Tile::new(WET.0, WET.1, WET.2).context("the tile with the water")?;
    let (watered, wood) = (gzip(&[wood(), water(spring)].concat(), 6), gzip(&wood(), 6));
    // From farther away than the map can be seen.
    writer.add(Tile::new(4, 15, 15).context("a tile of zoom 4")?, &ballast())?;
    for zoom in ZOOMS {
        let side = 1_u32 << zoom;
        let tiles = (0..side).flat_map(|x| (0..side).filter_map(move |y| Tile::new(zoom, x, y)));
        let mut there: Vec<Tile> = tiles.filter(|tile| tile.bounds().overlaps(ALL)).collect();
        there.sort_by_key(|tile| tile.hilbert());
        there.iter().try_for_each(|tile| writer.add(*tile, if *tile == wet { &watered } else { &wood }))?;
    }
    writer.finish(&json!({
        "name": title, "version": "1", "attribution": "Sente", "sente": { "kind": "detail", "made": "2026-11-23" },
    }))?;
    Ok(out.to_owned())
}

/// A newer edition of [`a_map`], whose spring has this name, and the file of changes that leads to it.
pub fn a_newer_map(folder: &Path, title: &str, spring: &str) -> Result<(PathBuf, PathBuf)> {
    let old = a_map(folder, title)?;
    let new = an_edition(&folder.join("newer.pmtiles"), title, spring)?;
    let changes = folder.join("newer.pmdelta");
    let args: [&OsStr; 5] = ["diff".as_ref(), old.as_ref(), new.as_ref(), "--out".as_ref(), changes.as_ref()];
    run("sente-tiles", &args)?;
    Ok((new, changes))
}

/// A folder of maps as a server serves it.
pub fn published(folder: &Path, map: &Path, changes: Option<&Path>) -> Result<PathBuf> {
    let out = folder.join("published");
    let mut args: Vec<&OsStr> = vec!["publish".as_ref(), map.as_ref()];
    if let Some(changes) = changes {
        args.extend([OsStr::new("--changes"), changes.as_ref()]);
    }
    args.extend([OsStr::new("--out"), out.as_ref()]);
    run("sente-tiles", &args)?;
    Ok(out)
}

fn text(text: &str) -> Vec<u8> {
    let mut value = Vec::new();
    Scalar::Text(text).encode(&mut value);
    value
}

fn point(at: [i32; 2]) -> Commands {
    let mut point = Commands::default();
    point.points(&[at]);
    point
}

fn water(name: &str) -> Vec<u8> {
    let mut layer = LayerWriter::default();
    let (tap, spring, name) = (text("drinking_water"), text("spring"), text(name));
    for at in TAPS {
        layer.feature(0, Kind::Points, point(at).bytes(), std::iter::once(("kind", tap.as_slice())));
    }
    let named = [("kind", spring.as_slice()), ("name", &name)];
    layer.feature(0, Kind::Points, point(SPRING.0).bytes(), named.into_iter());
    let mut tile = Vec::new();
    layer.finish("pois", &mut tile);
    tile
}

fn wood() -> Vec<u8> {
    let value = text("forest");
    let mut ring = Commands::default();
    ring.ring(&[[0, 0], [4096, 0], [4096, 4096], [0, 4096]]);
    let mut layer = LayerWriter::default();
    layer.feature(0, Kind::Polygons, ring.bytes(), std::iter::once(("kind", value.as_slice())));
    let mut tile = Vec::new();
    layer.finish("land", &mut tile);
    tile
}

fn ballast() -> Vec<u8> {
    let mut state = 1_u64;
    let next = |_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    (0..BALLAST).map(next).collect()
}

/// A disk of its own at a folder; it goes with this value.
pub struct Disk(PathBuf);

impl Disk {
    /// `None` where that is not allowed: it needs root.
    pub fn at(folder: &Path, options: &str) -> Result<Option<Disk>> {
        std::fs::create_dir_all(folder)?;
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(folder).stderr(Stdio::null());
        let mounted = mount.status().is_ok_and(|status| status.success());
        Ok(mounted.then(|| Disk(folder.to_owned())))
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let gone = Command::new("umount").arg("--lazy").arg(&self.0).status();
        if !gone.is_ok_and(|status| status.success()) {
            eprintln!("{} is still a disk of its own", self.0.display());
        }
    }
}
