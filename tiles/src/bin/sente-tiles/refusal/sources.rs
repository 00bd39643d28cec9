//! Why the sources of a map (extract, relief, outline) could not be read, or the map not be made of them.

use std::error::Error;

use pdipr_data::terminal::refusal::of_catalogue;
use tiles::build::outline::OutlineError;
use tiles::build::{BuildError, FrameError, PackError, TileError};
use tiles::osm::OsmError;
use tiles::relief::{Fault, ReliefError};

use crate::speech::Speech;

pub fn known(cause: &(dyn Error + 'static), speech: &Speech) -> Option<String> {
    if let Some(error) = cause.downcast_ref() {
        return match error {
            BuildError::Catalogue(error) => of_catalogue(error, &speech.words),
            BuildError::Osm(error) => of_extract(error, speech),
            BuildError::Relief(error) => of_relief(error, speech),
            BuildError::Tile(error) | BuildError::Pack(PackError::Tile(error)) => of_tiles(error, speech),
            BuildError::Pack(PackError::Empty) => Some(speech.text("nothing-in-area")),
            BuildError::Pack(PackError::Write(error)) => super::packs::known(error, speech),
            BuildError::NoSource => Some(speech.text("no-source")),
        };
    }
    if let Some(error) = cause.downcast_ref() {
        return of_relief(error, speech);
    }
    if let Some(error) = cause.downcast_ref() {
        return of_grid(error, speech);
    }
    if let Some(error) = cause.downcast_ref() {
        return Some(match error {
            FrameError::Zooms { .. } => speech.text("area-zooms"),
            FrameError::Nothing => speech.text("area-empty"),
            FrameError::TooLarge(most) => speech.say("area-large", &[("most", &most.to_string())]),
        });
    }
    Some(speech.text(match cause.downcast_ref()? {
        OutlineError::NotJson(_) => "outline-json",
        OutlineError::NoPolygon => "outline-empty",
        OutlineError::BadPosition(_) => "outline-position",
        OutlineError::TooDeep => "outline-deep",
    }))
}

fn of_extract(error: &OsmError, speech: &Speech) -> Option<String> {
    let at = |key: &str, offset: &u64| Some(speech.say(key, &[("offset", &offset.to_string())]));
    match error {
        OsmError::Open { path, .. } => Some(speech.about("osm-open", path)),
        OsmError::NotAnExtract { offset } => at("osm-not-one", offset),
        OsmError::Truncated { offset, .. } => at("osm-cut", offset),
        OsmError::BlobTooLarge { offset, .. }
        | OsmError::Inflate { offset, .. }
        | OsmError::Block { offset, .. }
        | OsmError::NotSorted { offset } => at("osm-damaged", offset),
        OsmError::Compression { offset, name } => {
            Some(speech.say("osm-packing", &[("offset", &offset.to_string()), ("name", name)]))
        }
        OsmError::Feature { name } => Some(speech.say("osm-feature", &[("name", name)])),
        OsmError::Memory { needed, limit } => {
            Some(speech.say("osm-memory", &[("needed", &needed.to_string()), ("limit", &limit.to_string())]))
        }
        OsmError::Read { .. } | OsmError::Cancelled => None,
    }
}

fn of_relief(error: &ReliefError, speech: &Speech) -> Option<String> {
    match error {
        ReliefError::Grid { file, .. } => Some(speech.say("in-file", &[("file", file)])),
        ReliefError::Nothing(folder) => {
            Some(speech.say("relief-nothing", &[("folder", &folder.display().to_string())]))
        }
        ReliefError::Spill(_) => Some(speech.text("relief-spill")),
        ReliefError::Pack(error) => super::packs::known(error, speech),
        ReliefError::Picture(_) | ReliefError::SetAside(_) | ReliefError::Cancelled => None,
    }
}

fn of_grid(error: &Fault, speech: &Speech) -> Option<String> {
    Some(match error {
        Fault::Damaged { offset, .. } => speech.say("grid-damaged", &[("offset", &offset.to_string())]),
        Fault::NotAGrid => speech.text("grid-not-one"),
        Fault::TooLarge { columns, rows } => {
            speech.say("grid-large", &[("columns", &columns.to_string()), ("rows", &rows.to_string())])
        }
        Fault::BlockTooLarge { cells } => speech.say("grid-block", &[("cells", &cells.to_string())]),
        Fault::Bands => speech.text("grid-bands"),
        Fault::Samples(_) => speech.text("grid-samples"),
        Fault::NoPlace => speech.text("grid-no-place"),
        Fault::Turned => speech.text("grid-turned"),
        Fault::NoProjection => speech.text("grid-no-projection"),
        Fault::UnknownProjection(epsg) => {
            speech.say("grid-unknown-projection", &[("epsg", &epsg.to_string())])
        }
        Fault::Unit => speech.text("grid-unit"),
        Fault::OffLattice(file) => speech.say("grid-off-lattice", &[("file", file)]),
        Fault::Unreadable(_) => return None,
    })
}

fn of_tiles(error: &TileError, speech: &Speech) -> Option<String> {
    match error {
        TileError::Temporary { folder, .. } => {
            Some(speech.say("temporary", &[("folder", &folder.display().to_string())]))
        }
        TileError::Cancelled | TileError::TooMany | TileError::Spoilt => None,
    }
}
