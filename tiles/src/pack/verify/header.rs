//! The header and the metadata, held against the file and against what the tiles have.

use super::{Code, Report, chain};
use crate::read::{Compression, HEADER, Pack, Section, Source, TileKind};
use crate::tile::{Bounds, DEEPEST, Tile};

/// What the header says that needs no directory.
pub(super) fn check<S: Source>(pack: &Pack<S>, report: &mut Report) {
    let (header, size) = (pack.header(), pack.source().len());
    let head = Section { offset: 0, length: HEADER as u64 };
    let mut sections = vec![
        ("header", head),
        ("root directory", header.root),
        ("metadata", header.metadata),
        ("leaf directories", header.leaves),
        ("tiles", header.tiles),
    ];
    sections.retain(|(_, section)| section.length > 0);
    for (name, section) in &sections {
        if section.end().is_none_or(|end| end > size) {
            let Section { offset, length } = section;
            report.find(Code::SectionOutside, None, format!("{name}: {length} bytes at {offset} of {size}"));
        }
    }
    sections.sort_by_key(|(_, section)| section.offset);
    for pair in sections.windows(2) {
        let [(one, first), (two, second)] = pair else { continue };
        if first.end().is_none_or(|end| end > second.offset) {
            report.find(Code::SectionsOverlap, None, format!("{one} and {two}, at {}", second.offset));
        }
    }
    check_place(pack, report);
    match (header.kind, header.compression) {
        (TileKind::Unknown | TileKind::Other(_), _) => {
            report.find(Code::Kind, None, format!("tiles of unknown kind: {:?}", header.kind));
        }
        (TileKind::Mvt, Compression::Gzip) => {}
        (TileKind::Mvt, other) => {
            report.find(Code::Kind, None, format!("vector tiles packed as {other:?}, not gzip"));
        }
        (_, Compression::None) => {}
        (_, other) => report.find(Code::Kind, None, format!("pictures packed again as {other:?}")),
    }
}

fn check_place<S: Source>(pack: &Pack<S>, report: &mut Report) {
    let header = pack.header();
    let Bounds { west, south, east, north } = header.bounds;
    if !(-180.0 <= west && west < east && east <= 180.0 && -90.0 <= south && south < north && north <= 90.0) {
        report.find(Code::Bounds, None, format!("{west}, {south}, {east}, {north} is no box"));
    }
    let centre = header.centre;
    if !(west..=east).contains(&centre.lon) || !(south..=north).contains(&centre.lat) {
        report.find(Code::Centre, None, format!("{}, {} lies outside the box", centre.lon, centre.lat));
    }
    if !(header.zoom_min..=header.zoom_max).contains(&centre.zoom) {
        report.find(Code::Centre, None, format!("the pack has no zoom {}", centre.zoom));
    }
    if header.zoom_min > header.zoom_max || header.zoom_max > DEEPEST {
        report.find(Code::Zooms, None, format!("from {} to {}", header.zoom_min, header.zoom_max));
    }
}

/// What the header counts, against what the directories hold. A count of 0 means unknown.
pub(super) fn check_counts<S: Source>(
    pack: &Pack<S>,
    entries: u64,
    contents: u64,
    zooms: Option<(u8, u8)>,
    report: &mut Report,
) {
    let header = pack.header();
    let counts = [
        ("tiles", header.addressed, report.tiles),
        ("entries", header.entries, entries),
        ("contents", header.contents, contents),
    ];
    for (name, said, found) in counts {
        if said != 0 && said != found {
            report.find(
                Code::Count,
                None,
                format!("the header counts {said} {name}, the directories {found}"),
            );
        }
    }
    if let Some((least, most)) = zooms.filter(|zooms| *zooms != (header.zoom_min, header.zoom_max)) {
        let (said_least, said_most) = (header.zoom_min, header.zoom_max);
        let detail = format!("the header says {said_least}-{said_most}, the tiles have {least}-{most}");
        report.find(Code::Zooms, None, detail);
    }
}

/// Whether a tile lies where the header says that the pack has tiles. Its buffer, up to a sixteenth of its width, belongs
/// to it: some writers make tiles that show nothing but the edge of what lies next to them.
pub(super) fn covers(bounds: Bounds, tile: Tile) -> bool {
    let own = tile.bounds();
    let buffer = (own.east - own.west) / 16.0;
    let wider = Bounds {
        west: own.west - buffer,
        south: own.south - buffer,
        east: own.east + buffer,
        north: own.north + buffer,
    };
    wider.overlaps(bounds)
}

/// The metadata, and that they name the layers that were met.
pub(super) fn check_layers<S: Source>(pack: &Pack<S>, report: &mut Report) {
    let metadata = match pack.metadata() {
        Ok(metadata) => metadata,
        Err(error) => return report.find(Code::Metadata, None, chain(&error)),
    };
    if pack.header().kind != TileKind::Mvt {
        return;
    }
    let Some(declared) = metadata.get("vector_layers").and_then(|layers| layers.as_array()) else {
        return report.find(Code::Metadata, None, "vector_layers is missing");
    };
    let names: Vec<&str> = declared.iter().filter_map(|layer| layer.get("id")?.as_str()).collect();
    let missing: Vec<String> =
        report.layers.iter().filter(|layer| !names.contains(&layer.as_str())).cloned().collect();
    for layer in missing {
        report.find(Code::LayerUndeclared, None, layer);
    }
}
