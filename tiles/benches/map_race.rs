//! Making maps beside the peers: an OSM extract beside tilemaker, routes beside tippecanoe. Each tool is a process of its own
//! under `/usr/bin/time`; processor time and memory are what is compared. Tools that are not there are passed over.
//!
//! `cargo bench -p tiles --bench map_race -- [EXTRACT.osm.pbf] [TIPPECANOE]`; without an extract one is made up (some 17 MB).
//! With `region` instead, ours alone makes the map of a made-up region of some 300 MB, as large as the extract of a French one, and
//! verifies it; then the same with a made-up relief of one second under it and the routes of the catalogue (`cargo xtask data`).

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, anyhow};
use tiles::build::{About, Budget, Frame, Options, PackKind, TileError, Tiler, write_pack};
use tiles::feature::{Feature, Shape, World};
use tiles::gzip::gunzip;
use tiles::layers::Layer;
use tiles::mvt;
use tiles::osm::synth::{Country, Packing, write_country};
use tiles::read::{Mapped, Pack};

const ROUTES: u64 = 4_000;
/// Parishes on each side of the made-up lowland, and of the made-up region.
const LOWLAND: u32 = 25;
const REGION: u32 = 104;

/// What `/usr/bin/time` says.
struct Cost {
    user: f64,
    system: f64,
    wall: f64,
    megabytes: f64,
}

fn main() -> anyhow::Result<()> {
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let [mode, routes, out] = &args[..]
        && mode == "routes"
    {
        return ours(Path::new(routes), Path::new(out));
    }
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("map-race");
    std::fs::create_dir_all(&folder)?;
    if args.iter().any(|arg| arg == "region") {
        return region(&folder);
    }
    let given = args.iter().find(|arg| arg.ends_with(".pbf")).map(PathBuf::from);
    let extract = given.map_or_else(|| made_up(&folder, LOWLAND), Ok)?;
    let tippecanoe = args.iter().find(|arg| arg.ends_with("tippecanoe"));
    beside_tilemaker(&folder, &extract)?;
    beside_tippecanoe(&folder, tippecanoe.map_or("tippecanoe", String::as_str))
}

fn made_up(folder: &Path, parishes: u32) -> anyhow::Result<PathBuf> {
    let path = folder.join(format!("made-up-{parishes}.osm.pbf"));
    if !path.exists() {
        let country = Country { parishes_east: parishes, parishes_north: parishes, seed: 1 };
        whole(&path, |out| Ok(write_country(out, country, Packing::Zlib)?.flush()?))?;
    }
    Ok(path)
}

/// Whoever interrupts it finds no half of a file the next time.
fn whole(path: &Path, write: impl FnOnce(BufWriter<File>) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let begun = path.with_extension("part");
    write(BufWriter::new(File::create(&begun)?))?;
    Ok(std::fs::rename(&begun, path)?)
}

fn region(folder: &Path) -> anyhow::Result<()> {
    let (extract, out) = (made_up(folder, REGION)?, folder.join("region.pmtiles"));
    println!("{} ({} bytes)", extract.display(), std::fs::metadata(&extract)?.len());
    let bare: [&Path; 5] = ["build".as_ref(), "--osm".as_ref(), &extract, "--out".as_ref(), &out];
    let dem = made_up_relief(folder)?;
    let catalogue = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/28/built/catalogue.sqlite");
    let more: [&Path; 4] = ["--dem".as_ref(), &dem, "--catalogue".as_ref(), &catalogue];
    for (name, build) in
        [("extract", bare.to_vec()), ("extract, relief, catalogue", [&bare[..], &more].concat())]
    {
        let this: &Path = env!("CARGO_BIN_EXE_sente-tiles").as_ref();
        measure(&format!("{name}: build"), &[&[this], &build[..]].concat(), &out)?;
        measure(&format!("{name}: verify"), &[this, "verify".as_ref(), &out], &out)?;
    }
    Ok(())
}

/// SRTM tiles of hills and valleys under the whole made-up region, 26 MB each.
fn made_up_relief(folder: &Path) -> anyhow::Result<PathBuf> {
    const SIDE: u32 = 3_601;
    let dem = folder.join("relief");
    std::fs::create_dir_all(&dem)?;
    for (north, east) in (48..=52).flat_map(|north| (1..=5).map(move |east| (north, east))) {
        let path = dem.join(format!("N{north:02}E{east:03}.hgt"));
        if path.exists() {
            continue;
        }
        whole(&path, |mut out| {
            for (row, column) in (0..SIDE).flat_map(|row| (0..SIDE).map(move |column| (row, column))) {
                let lat = f64::from(north + 1) - f64::from(row) / f64::from(SIDE - 1);
                let lon = f64::from(east) + f64::from(column) / f64::from(SIDE - 1);
                let hills = 60.0 * (lat * 97.0).sin() * (lon * 71.0).cos();
                let folds = 12.0 * (lat * 611.0 + lon * 233.0).sin();
                out.write_all(&((160.0 + hills + folds) as i16).to_be_bytes())?;
            }
            Ok(out.flush()?)
        })?;
    }
    Ok(dem)
}

fn beside_tilemaker(folder: &Path, extract: &Path) -> anyhow::Result<()> {
    println!("{} ({} bytes)", extract.display(), std::fs::metadata(extract)?.len());
    let (our_out, their_out) = (folder.join("ours.pmtiles"), folder.join("tilemaker.mbtiles"));
    let ours: [&Path; 8] = [
        env!("CARGO_BIN_EXE_sente-tiles").as_ref(),
        "build".as_ref(),
        "--osm".as_ref(),
        extract,
        "--zooms".as_ref(),
        "5-14".as_ref(),
        "--out".as_ref(),
        &our_out,
    ];
    measure("sente-tiles", &ours, &our_out)?;
    let peer = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peer");
    let (config, process) = (peer.join("tilemaker.json"), peer.join("tilemaker.lua"));
    std::fs::remove_file(&their_out).unwrap_or_default();
    let theirs: [&Path; 9] = [
        "tilemaker".as_ref(),
        "--input".as_ref(),
        extract,
        "--output".as_ref(),
        &their_out,
        "--config".as_ref(),
        &config,
        "--process".as_ref(),
        &process,
    ];
    measure("tilemaker", &theirs, &their_out)
}

fn beside_tippecanoe(folder: &Path, tippecanoe: &str) -> anyhow::Result<()> {
    let routes = folder.join("routes.geojsonl");
    write_routes(&routes)?;
    println!("{ROUTES} routes ({} bytes of GeoJSON)", std::fs::metadata(&routes)?.len());
    let (our_out, their_out) = (folder.join("routes.pmtiles"), folder.join("tippecanoe.pmtiles"));
    let this = std::env::current_exe()?;
    measure("sente-tiles", &[&this, "routes".as_ref(), &routes, &our_out], &our_out)?;
    println!("  of {ROUTES} routes {} are found at zoom 14", found(&our_out)?);
    std::fs::remove_file(&their_out).unwrap_or_default();
    let theirs: [&Path; 10] = [
        tippecanoe.as_ref(),
        "-q".as_ref(),
        "-Z0".as_ref(),
        "-z14".as_ref(),
        "-r1".as_ref(),
        "--no-feature-limit".as_ref(),
        "--no-tile-size-limit".as_ref(),
        "-o".as_ref(),
        &their_out,
        &routes,
    ];
    measure("tippecanoe", &theirs, &their_out)?;
    if their_out.exists() {
        println!("  of {ROUTES} routes {} are found at zoom 14", found(&their_out)?);
    }
    Ok(())
}

fn measure(name: &str, command: &[&Path], out: &Path) -> anyhow::Result<()> {
    let mut timed = Command::new("/usr/bin/time");
    timed.args(["-f", "%U %S %e %M"]).args(command).stdout(Stdio::null()).stderr(Stdio::piped());
    let output = timed.output().context("/usr/bin/time: apt-get install time")?;
    let said = String::from_utf8_lossy(&output.stderr);
    let Some(cost) = said.lines().last().and_then(cost) else {
        println!("{name}: passed over ({})", said.lines().next().unwrap_or("it says nothing"));
        return Ok(());
    };
    if !out.exists() {
        println!("{name}: passed over ({})", said.lines().next().unwrap_or("it says nothing"));
        return Ok(());
    }
    let bytes = std::fs::metadata(out)?.len();
    println!(
        "{name}: processor {:.2} s (user {:.2}, system {:.2}), wall {:.2} s, {:.0} MB resident, {bytes} bytes ({})",
        cost.user + cost.system,
        cost.user,
        cost.system,
        cost.wall,
        cost.megabytes,
        output.status
    );
    Ok(())
}

fn cost(line: &str) -> Option<Cost> {
    let numbers: Vec<f64> = line.split(' ').map_while(|number| number.parse().ok()).collect();
    let [user, system, wall, kilobytes] = numbers[..] else { return None };
    Some(Cost { user, system, wall, megabytes: kilobytes / 1e3 })
}

/// Routes of 300 to 900 points, 15 m apart, that wander over a département.
fn write_routes(path: &Path) -> anyhow::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    for route in 1..=ROUTES {
        let (mut lon, mut lat) = (0.8 + next() * 1.1, 48.0 + next() * 0.9);
        let (mut heading, points) = (next() * std::f64::consts::TAU, 300 + (next() * 600.0) as u32);
        let network = ["gr", "grp", "pr", "vtt"][(next() * 4.0) as usize % 4];
        let mut line = Vec::new();
        for _ in 0..points {
            line.push(format!("[{lon:.6},{lat:.6}]"));
            heading += (next() - 0.5) * 0.8;
            lon += heading.cos() * 0.0002;
            lat += heading.sin() * 0.000_135;
        }
        writeln!(
            out,
            "{{\"type\":\"Feature\",\"properties\":{{\"id\":{route},\"name\":\"Circuit {route}\",\"network\":\"{network}\"}},\
             \"geometry\":{{\"type\":\"LineString\",\"coordinates\":[{}]}}}}",
            line.join(",")
        )?;
    }
    Ok(out.flush()?)
}

/// The same work with our own library: GeoJSON in, pack out, nothing dropped.
fn ours(routes: &Path, out: &Path) -> anyhow::Result<()> {
    let frame = Frame::new(0..=14)?;
    let cancel = AtomicBool::new(false);
    let budget = Budget { raw: usize::MAX, stored: usize::MAX };
    let folder = out.parent().context("a file has a folder")?.to_owned();
    let mut tiler =
        Tiler::new(Options { frame: frame.clone(), budget, memory: 256_000_000, folder }, &cancel);
    for line in BufReader::new(File::open(routes)?).lines() {
        tiler.push(feature(&line?)?).map_err(|error: TileError| anyhow!(error))?;
    }
    let sources = Vec::new();
    let (name, version) = ("routes".into(), "1".into());
    let about = About { kind: PackKind::Detail, name, version, sources, more: serde_json::Map::new() };
    write_pack(tiler.ready()?, out, &frame, &about, &|_| {})?;
    Ok(())
}

#[derive(serde::Deserialize)]
struct Route {
    properties: Properties,
    geometry: Geometry,
}

#[derive(serde::Deserialize)]
struct Properties {
    id: i64,
    name: String,
    network: String,
}

#[derive(serde::Deserialize)]
struct Geometry {
    coordinates: Vec<[f64; 2]>,
}

fn feature(line: &str) -> anyhow::Result<Feature> {
    let route: Route = serde_json::from_str(line)?;
    let points = route.geometry.coordinates.iter().map(|at| World::from_degrees(at[0], at[1])).collect();
    let Properties { id, name, network } = route.properties;
    Ok(Feature {
        layer: Layer::Routes,
        id: 0,
        shape: Shape::Lines(vec![points]),
        attributes: vec![("id", id.into()), ("name", name.into()), ("network", network.into())],
        zooms: 0..=14,
        rank: 0,
    })
}

/// How many different routes the tiles of zoom 14 hold.
fn found(pack: &Path) -> anyhow::Result<usize> {
    let pack = Pack::open(Mapped::open(pack)?)?;
    let mut ids = BTreeSet::new();
    for run in pack.tiles() {
        let run = run?;
        if run.tiles().all(|tile| tile.z() != 14) {
            continue;
        }
        let raw = gunzip(&pack.stored(&run.entry)?, 1 << 28)?;
        for feature in mvt::read(&raw)?.into_iter().flat_map(|layer| layer.features) {
            for (key, value) in feature.attributes {
                if &*key == "id" {
                    ids.insert(format!("{value:?}"));
                }
            }
        }
    }
    Ok(ids.len())
}
