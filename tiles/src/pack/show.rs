//! What a pack says of itself, and how many tiles and bytes each zoom has.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::read::{Centre, Metadata, Pack, PackError, Run, Section, Source};
use crate::tile::{Bounds, DEEPEST, Tile, first_of_zoom};

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Summary {
    pub bytes: u64,
    pub kind: &'static str,
    /// Of tiles, then of directories and metadata.
    pub compression: &'static str,
    pub internal: &'static str,
    pub clustered: bool,
    pub zooms: [u8; 2],
    pub bounds: Bounds,
    pub centre: Centre,
    /// As the header says.
    pub tiles: u64,
    pub entries: u64,
    pub contents: u64,
    /// Bytes of the section of tiles that no tile uses: left by updates in place.
    pub waste: u64,
    pub sections: Sections,
    pub by_zoom: Vec<Zoom>,
    pub metadata: Metadata,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Sections {
    pub root: Section,
    pub metadata: Section,
    pub leaves: Section,
    pub tiles: Section,
}

/// What the directories say of one zoom.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Zoom {
    pub zoom: u8,
    pub tiles: u64,
    /// Stored bytes; contents that a shallower zoom or an earlier tile has already are not counted again.
    pub bytes: u64,
    pub heaviest: Option<Heaviest>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Heaviest {
    pub tile: String,
    pub bytes: u32,
}

/// Reads header, metadata and all directories, but no tile.
pub fn show<S: Source>(pack: &Pack<S>) -> Result<Summary, PackError> {
    let header = pack.header();
    let by_zoom = zooms(pack)?;
    let used = by_zoom.iter().map(|zoom| zoom.bytes).fold(0, u64::saturating_add);
    Ok(Summary {
        bytes: pack.source().len(),
        kind: header.kind.name(),
        compression: header.compression.name(),
        internal: header.internal.name(),
        clustered: header.clustered,
        zooms: [header.zoom_min, header.zoom_max],
        bounds: header.bounds,
        centre: header.centre,
        tiles: header.addressed,
        entries: header.entries,
        contents: header.contents,
        waste: header.tiles.length.saturating_sub(used),
        sections: Sections {
            root: header.root,
            metadata: header.metadata,
            leaves: header.leaves,
            tiles: header.tiles,
        },
        by_zoom,
        metadata: pack.metadata()?,
    })
}

fn zooms<S: Source>(pack: &Pack<S>) -> Result<Vec<Zoom>, PackError> {
    let mut zooms = BTreeMap::new();
    let mut seen = HashSet::new();
    for run in pack.tiles() {
        let run = run?;
        let new = seen.insert(run.entry.offset);
        for (index, (tile, count)) in by_zoom(run).enumerate() {
            let zoom = tile.z();
            let row = zooms.entry(zoom).or_insert(Zoom { zoom, tiles: 0, bytes: 0, heaviest: None });
            row.tiles = row.tiles.saturating_add(count);
            let length = run.entry.length;
            if new && index == 0 {
                row.bytes = row.bytes.saturating_add(u64::from(length));
            }
            if row.heaviest.as_ref().is_none_or(|heaviest| heaviest.bytes < length) {
                row.heaviest = Some(Heaviest { tile: tile.to_string(), bytes: length });
            }
        }
    }
    Ok(zooms.into_values().collect())
}

/// The first tile of a run on each zoom, and how many tiles of the run lie there.
pub(super) fn by_zoom(run: Run) -> impl Iterator<Item = (Tile, u64)> {
    let mut at = run.entry.first;
    let end = at.saturating_add(u64::from(run.entry.run)).min(first_of_zoom(DEEPEST + 1));
    std::iter::from_fn(move || {
        let tile = Tile::from_hilbert(at).filter(|_| at < end)?;
        let until = end.min(first_of_zoom(tile.z() + 1));
        let count = until - at;
        at = until;
        Some((tile, count))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Entry;

    #[test]
    fn a_run_over_several_zooms_is_split() {
        let run = |first, run| Run { entry: Entry { first, offset: 0, length: 1, run } };
        let split = |it| by_zoom(it).map(|(tile, count)| (tile.to_string(), count)).collect::<Vec<_>>();
        let of = |tile: &str, count| (tile.to_owned(), count);
        assert_eq!(split(run(0, 7)), [of("0/0/0", 1), of("1/0/0", 4), of("2/0/0", 2)]);
        assert_eq!(split(run(6, 1)), [of("2/1/0", 1)]);
        assert_eq!(split(run(u64::MAX, 2)), []);
    }
}
