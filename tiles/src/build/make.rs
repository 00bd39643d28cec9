//! From the sources to the finished pack: what `sente-tiles build` and `sente-tiles base` do.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use pdipr_data::store::{CatalogueStore, StoreError};
use serde_json::{Map, Value, json};

use super::Frame;
use super::assemble::Budget;
use super::pack::{self, About, PackError, PackKind, Source};
use super::tiler::{self, Options, Report, TileError, Tiler};
use super::{catalogue, cut, territory};
use crate::feature::{Feature, Ring, World};
use crate::osm::{self, OsmError};
use crate::relief::contour::{ContourSpec, contours};
use crate::relief::tint::{TintSpec, tints};
use crate::relief::{self, Dem, ReliefError};
use crate::write::Written;
use crate::write::whole::folder_of;

/// What a pack is made of.
#[derive(Debug)]
pub struct Inputs {
    pub osm: Option<PathBuf>,
    pub catalogue: Option<PathBuf>,
    /// Contour lines of a detailed map, the tint of a locator map.
    pub relief: Option<Relief>,
    pub frame: Frame,
    pub budget: Budget,
    /// Bytes of pieces held in memory before they go to a temporary file.
    pub memory: usize,
}

/// Elevations and what of them is drawn.
#[derive(Debug)]
pub struct Relief {
    pub dem: Dem,
    /// Metres from contour line to contour line, and between the heavy ones.
    pub step: u16,
    pub index: u16,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stage {
    /// The relief is drawn.
    Relief,
    /// The catalogue is read.
    Catalogue,
    /// The extract is read.
    Osm(osm::Progress),
    /// So many tiles are written.
    Tiles(u64),
}

/// What was made.
#[derive(Debug)]
pub struct Made {
    pub kind: PackKind,
    pub written: Written,
    pub report: Report,
    pub osm: Option<osm::Report>,
}

#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error(transparent)]
    Catalogue(#[from] StoreError),
    #[error(transparent)]
    Osm(#[from] OsmError),
    #[error(transparent)]
    Relief(#[from] ReliefError),
    #[error(transparent)]
    Tile(#[from] TileError),
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error("neither an OSM extract nor a catalogue was given")]
    NoSource,
}

/// Makes the pack. Nothing is left at `out` of what was not finished. Without an extract it is the locator map, which has the
/// ground of the catalogue too. Where the frame is the whole world, the box that the extract names is taken, else that of the
/// catalogue.
pub fn make(
    inputs: &Inputs,
    out: &Path,
    progress: &(dyn Fn(Stage) + Sync),
    cancel: &AtomicBool,
) -> Result<Made, BuildError> {
    let kind = match (&inputs.osm, &inputs.catalogue) {
        (None, None) => return Err(BuildError::NoSource),
        (None, Some(_)) => PackKind::Base,
        (Some(_), _) => PackKind::Detail,
    };
    let mut about =
        About { kind, name: String::new(), version: String::new(), sources: Vec::new(), more: Map::new() };
    let mut frame = inputs.frame.clone();
    if let Some(path) = &inputs.osm {
        let header = osm::header(path)?;
        if let Some(osm::Bounds([west, south, east, north])) = header.bounds.filter(|_| frame.is_world()) {
            frame = frame.within(World::from_degrees(west, north), World::from_degrees(east, south));
        }
        describe_extract(&mut about, path, &header);
    }
    let mut ways = Vec::new();
    let mut ground = Vec::new();
    if let Some(path) = &inputs.catalogue {
        progress(Stage::Catalogue);
        let store = CatalogueStore::open(path)?;
        ways = catalogue::ways(&store)?;
        if kind == PackKind::Base {
            ground = catalogue::ground(&store)?;
        }
        if kind == PackKind::Base
            && frame.is_world()
            && let Some([a, b]) = cut::reach(ways.iter().chain(&ground))
        {
            frame = frame.within(a, b);
        }
        describe_catalogue(&mut about, &store)?;
    }
    let options = Options {
        frame: frame.clone(),
        budget: inputs.budget,
        memory: inputs.memory,
        folder: folder_of(out).to_owned(),
    };
    let mut tiler = Tiler::new(options, cancel);
    let mut osm_report = None;
    if let Some(path) = &inputs.osm {
        osm_report = Some(extract(path, &mut tiler, progress, cancel)?);
    }
    let territory = territory::outline(&ground);
    push(&mut tiler, ground)?;
    push(&mut tiler, ways)?;
    if let Some(relief) = &inputs.relief {
        progress(Stage::Relief);
        draw(relief, kind, &frame, &territory, &mut tiler, cancel)?;
        describe_relief(&mut about, &relief.dem);
    }
    let counted = |tiles| progress(Stage::Tiles(tiles));
    let (written, report) = pack::write(tiler.ready()?, out, &frame, &about, &counted)?;
    Ok(Made { kind, written, report, osm: osm_report })
}

fn extract(
    path: &Path,
    tiler: &mut Tiler,
    progress: &(dyn Fn(Stage) + Sync),
    cancel: &AtomicBool,
) -> Result<osm::Report, BuildError> {
    let seen = |step| progress(Stage::Osm(step));
    let options = osm::Options::default();
    each(tiler, cancel, |emit| Ok(osm::read(path, options, &seen, cancel, emit)?))
}

/// Contour lines for the detailed map, tints of the territory for the locator map.
fn draw(
    relief: &Relief,
    kind: PackKind,
    frame: &Frame,
    territory: &[Vec<Ring>],
    tiler: &mut Tiler,
    cancel: &AtomicBool,
) -> Result<(), BuildError> {
    let (first, deepest) = (*frame.zooms().start(), frame.deepest());
    let area = (!frame.is_world()).then(|| tiler::bounds(frame.corners()));
    if kind == PackKind::Base {
        let spec = TintSpec { zooms: first..=deepest, area, ..TintSpec::default() };
        let tints = tints(&relief.dem, &spec, cancel)?;
        return Ok(push(tiler, territory::clipped(tints, territory))?);
    }
    let ContourSpec { index_zooms, zooms, .. } = ContourSpec::default();
    let spec = ContourSpec {
        step: relief.step,
        index: relief.index,
        index_zooms: *index_zooms.start()..=deepest,
        zooms: *zooms.start()..=deepest,
        area,
    };
    each(tiler, cancel, |emit| Ok(contours(&relief.dem, &spec, cancel, emit)?))
}

/// Hands all features of a source to the tiler; where it refuses one, the source need not be read to its end.
fn each<T>(
    tiler: &mut Tiler,
    cancel: &AtomicBool,
    read: impl FnOnce(&mut dyn FnMut(Feature)) -> Result<T, BuildError>,
) -> Result<T, BuildError> {
    let mut failed = None;
    let read = read(&mut |feature| {
        if failed.is_none()
            && let Err(error) = tiler.push(feature)
        {
            cancel.store(true, Ordering::Relaxed);
            failed = Some(error);
        }
    });
    match failed {
        Some(error) => Err(error.into()),
        None => read,
    }
}

fn push(tiler: &mut Tiler, features: Vec<Feature>) -> Result<(), TileError> {
    features.into_iter().try_for_each(|feature| tiler.push(feature))
}

fn describe_extract(about: &mut About, path: &Path, header: &osm::Header) {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    name.trim_end_matches(".pbf").trim_end_matches(".osm").clone_into(&mut about.name);
    about.dated(header.replication_time.map(day).unwrap_or_default());
    about.more.insert("extract".into(), name.into());
    let licence = Some("ODbL 1.0".to_owned());
    about.sources.push(Source { name: "© contributeurs OpenStreetMap".into(), licence });
}

/// Territory, edition and sources, as the catalogue names them.
fn describe_catalogue(about: &mut About, store: &CatalogueStore) -> Result<(), StoreError> {
    let info = store.about()?.info;
    let edition = info.edition.map(|day| day.to_string()).unwrap_or_default();
    if about.kind == PackKind::Base {
        about.name.clone_from(&info.territory);
        about.dated(edition.clone());
    }
    let facts = [("territory", info.territory), ("edition", edition), ("register", info.register_sha256)];
    about.more.extend(facts.map(|(key, value)| (key.to_owned(), Value::from(value))));
    for source in info.sources {
        let source = Source { name: source.holder, licence: Some(source.licence) };
        if !about.sources.contains(&source) {
            about.sources.push(source);
        }
    }
    Ok(())
}

fn describe_relief(about: &mut About, dem: &Dem) {
    let said = relief::pack::About::of(dem);
    // The catalogue names the coarse relief among its own sources.
    if about.kind == PackKind::Detail {
        about.sources.push(Source { name: said.source.clone(), licence: None });
    }
    let said = json!({ "source": said.source, "resolution_m": said.resolution_m, "epsg": said.epsg });
    about.more.insert("relief".into(), said);
}

impl About {
    /// The day of its data, which is never that of the clock: the same sources give the same bytes. Nothing where it is empty.
    fn dated(&mut self, day: String) {
        if !day.is_empty() {
            self.more.insert("made".into(), day.clone().into());
        }
        self.version = day;
    }
}

/// The day (UTC) of seconds since 1970, as `2026-11-25`; empty where no calendar has it.
fn day(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds)
        .map(|time| time.strftime("%Y-%m-%d").to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_a_day() {
        assert_eq!(day(0), "1970-01-01");
        assert_eq!(day(951_782_400), "2000-02-29");
        assert_eq!(day(1_795_564_799), "2026-11-24");
    }

    #[test]
    fn a_pack_is_dated_only_where_its_source_is() {
        let header = |replication_time| osm::Header { replication_time, ..osm::Header::default() };
        let described = |time| {
            let (kind, name, version) = (PackKind::Detail, String::new(), String::new());
            let mut about = About { kind, name, version, sources: Vec::new(), more: Map::new() };
            describe_extract(&mut about, Path::new("centre-latest.osm.pbf"), &header(time));
            (about.name, about.more.get("made").cloned())
        };
        let name = "centre-latest".to_owned();
        assert_eq!(described(Some(951_782_400)), (name.clone(), Some("2000-02-29".into())));
        assert_eq!(described(None), (name, None));
    }
}
