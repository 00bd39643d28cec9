//! Whether a pack is sound: header against directories against tiles, every tile decoded.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use serde::Serialize;

use crate::read::walk::Met;
use crate::read::{Entry, Pack, Run, Source};
use crate::tile::Tile;

mod header;
mod tile;

/// Of one code, so many findings are kept; all are counted.
const KEPT: usize = 100;
/// So many tiles are decoded between two words on the progress.
const BATCH: usize = 1_024;

/// What can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// A part of the file ends beyond the file.
    SectionOutside,
    SectionsOverlap,
    Bounds,
    Centre,
    /// The header's zooms are not those of the tiles.
    Zooms,
    /// A number of tiles, entries or contents is not that of the directories.
    Count,
    /// Tiles of unknown kind, or packed in a way that browsers cannot read.
    Kind,
    Metadata,
    /// A layer of the tiles that the metadata do not name.
    LayerUndeclared,
    Directory,
    NotClustered,
    ContentsOverlap,
    /// Bytes among the tiles that no tile uses, in a pack that promises order.
    BytesUnused,
    TileNumber,
    TileOutsideBounds,
    TilePlace,
    TilePacked,
    TileDamaged,
    LayerTwice,
    LayerEmpty,
    PositionOutOfRange,
    RingWinding,
    RingFlat,
    AttributeTwice,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Finding {
    pub code: Code,
    /// `Z/X/Y`, where one tile is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tile: Option<String>,
    pub detail: String,
}

#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Report {
    pub tiles: u64,
    pub contents: u64,
    pub features: u64,
    /// The largest stored and the largest unpacked tile.
    pub heaviest_stored: Option<Weight>,
    pub heaviest_raw: Option<Weight>,
    pub layers: BTreeSet<String>,
    pub counts: BTreeMap<Code, u64>,
    pub findings: Vec<Finding>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weight {
    pub tile: String,
    pub bytes: usize,
}

/// Reads everything. `progress` hears how many of how many contents were decoded.
pub fn verify<S: Source + Sync>(pack: &Pack<S>, progress: &dyn Fn(u64, u64)) -> Report {
    let mut report = Report::default();
    header::check(pack, &mut report);
    let contents = directories(pack, &mut report);
    report.contents = contents.len() as u64;
    for (index, batch) in contents.chunks(BATCH).enumerate() {
        progress((index * BATCH) as u64, report.contents);
        let checked: Vec<tile::Checked> = batch.par_iter().map(|run| tile::check(pack, run)).collect();
        checked.into_iter().for_each(|checked| report.take(checked));
    }
    progress(report.contents, report.contents);
    header::check_layers(pack, &mut report);
    report
}

impl Report {
    /// Whether nothing was found.
    pub fn sound(&self) -> bool {
        self.counts.is_empty()
    }

    fn find(&mut self, code: Code, tile: Option<Tile>, detail: impl Into<String>) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count <= KEPT as u64 {
            self.findings.push(Finding {
                code,
                tile: tile.map(|tile| tile.to_string()),
                detail: detail.into(),
            });
        }
    }

    fn take(&mut self, checked: tile::Checked) {
        self.features += checked.features;
        self.layers.extend(checked.layers);
        for (heaviest, bytes) in
            [(&mut self.heaviest_stored, checked.stored), (&mut self.heaviest_raw, checked.raw)]
        {
            if heaviest.as_ref().is_none_or(|heaviest| heaviest.bytes < bytes) {
                *heaviest = Some(Weight { tile: checked.tile.to_string(), bytes });
            }
        }
        for (code, detail) in checked.found {
            self.find(code, Some(checked.tile), detail);
        }
    }
}

/// Checks the directories against the header; gives each distinct content once, with the first run that has it.
fn directories<S: Source>(pack: &Pack<S>, report: &mut Report) -> Vec<Run> {
    let mut contents: Vec<Run> = Vec::new();
    let mut seen: HashMap<u64, u32> = HashMap::new();
    let (mut entries, mut clustered, mut end) = (0_u64, true, 0_u64);
    let mut zooms = BTreeSet::new();
    for met in pack.walk() {
        let run = match met {
            Ok(Met::Leaf(_)) => continue,
            Ok(Met::Run(run)) => run,
            Err(error) => {
                report.find(Code::Directory, None, chain(&error));
                break;
            }
        };
        entries += 1;
        report.tiles = report.tiles.saturating_add(u64::from(run.entry.run));
        let split: Vec<(Tile, u64)> = super::show::by_zoom(run).collect();
        if split.iter().map(|(_, count)| count).sum::<u64>() < u64::from(run.entry.run) {
            report.find(Code::TileNumber, None, format!("no tile has the number {}", run.entry.first));
        }
        zooms.extend(split.iter().map(|(tile, _)| tile.z()));
        let Entry { offset, length, .. } = run.entry;
        match seen.insert(offset, length) {
            Some(before) if before == length => {}
            Some(_) => report.find(Code::ContentsOverlap, None, format!("two contents begin at {offset}")),
            None => {
                clustered &= offset >= end;
                end = end.max(offset.saturating_add(u64::from(length)));
                contents.push(run);
            }
        }
    }
    let zooms = zooms.first().copied().zip(zooms.last().copied());
    header::check_counts(pack, entries, contents.len() as u64, zooms, report);
    if pack.header().clustered && !clustered {
        report.find(Code::NotClustered, None, "tiles lie in another order than the header promises");
    }
    check_bytes(pack, &seen, report);
    contents
}

/// Every byte of the section of tiles belongs to one content, unless the pack was updated in its place.
fn check_bytes<S: Source>(pack: &Pack<S>, seen: &HashMap<u64, u32>, report: &mut Report) {
    let mut places: Vec<(u64, u32)> = seen.iter().map(|(offset, length)| (*offset, *length)).collect();
    places.sort_unstable();
    let (mut end, mut unused) = (0_u64, 0_u64);
    for (offset, length) in places {
        if offset < end {
            report.find(
                Code::ContentsOverlap,
                None,
                format!("the content at {offset} begins inside another"),
            );
        }
        unused = unused.saturating_add(offset.saturating_sub(end));
        end = end.max(offset.saturating_add(u64::from(length)));
    }
    unused = unused.saturating_add(pack.header().tiles.length.saturating_sub(end));
    // In a pack that was updated in its place they are what the update left behind; `show` counts them.
    if unused > 0 && pack.header().clustered {
        report.find(Code::BytesUnused, None, format!("{unused} bytes"));
    }
}

/// An error with what caused it, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
