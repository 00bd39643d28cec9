//! From the sources to the finished pack: what `sente-tiles build` and `sente-tiles base` do.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use pdipr_data::store::{CatalogueStore, StoreError};
use serde_json::{Map, Value};

use super::Frame;
use super::assemble::Budget;
use super::catalogue;
use super::pack::{self, About, PackError, PackKind, Source};
use super::tiler::{Options, Report, TileError, Tiler};
use crate::feature::Feature;
use crate::write::Written;

/// What a pack is made of.
#[derive(Debug, Clone)]
pub struct Inputs {
    pub osm: Option<PathBuf>,
    pub catalogue: Option<PathBuf>,
    pub frame: Frame,
    pub budget: Budget,
    /// Bytes of pieces held in memory before they go to a temporary file.
    pub memory: usize,
}

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Stage {
    /// The catalogue is read.
    Catalogue,
    /// So many tiles are written.
    Tiles(u64),
}

/// What was made.
#[derive(Debug)]
pub struct Made {
    pub written: Written,
    pub report: Report,
}

#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error(transparent)]
    Catalogue(#[from] StoreError),
    #[error(transparent)]
    Tile(#[from] TileError),
    #[error(transparent)]
    Pack(#[from] PackError),
    #[error("neither an OSM extract nor a catalogue was given")]
    NoSource,
}

/// Makes the pack. Nothing is left at `out` of what was not finished.
pub fn make(
    inputs: &Inputs,
    out: &Path,
    progress: &(dyn Fn(Stage) + Sync),
    cancel: &AtomicBool,
) -> Result<Made, BuildError> {
    if inputs.osm.is_none() && inputs.catalogue.is_none() {
        return Err(BuildError::NoSource);
    }
    let folder = match out.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    let options =
        Options { frame: inputs.frame.clone(), budget: inputs.budget, memory: inputs.memory, folder };
    let mut tiler = Tiler::new(options, cancel);
    let mut about = About {
        kind: if inputs.osm.is_some() { PackKind::Detail } else { PackKind::Base },
        name: String::new(),
        version: String::new(),
        sources: Vec::new(),
        more: Map::new(),
    };
    if let Some(path) = &inputs.catalogue {
        progress(Stage::Catalogue);
        let store = CatalogueStore::open(path)?;
        if about.kind == PackKind::Base {
            push(&mut tiler, catalogue::ground(&store)?)?;
        }
        push(&mut tiler, catalogue::ways(&store)?)?;
        describe(&mut about, &store)?;
    }
    let ready = tiler.ready()?;
    let counted = |tiles| progress(Stage::Tiles(tiles));
    let (written, report) = pack::write(ready, out, &inputs.frame, &about, &counted)?;
    Ok(Made { written, report })
}

fn push(tiler: &mut Tiler, features: Vec<Feature>) -> Result<(), TileError> {
    features.into_iter().try_for_each(|feature| tiler.push(feature))
}

/// Territory, edition and sources, as the catalogue names them.
fn describe(about: &mut About, store: &CatalogueStore) -> Result<(), StoreError> {
    let info = store.about()?.info;
    about.version = info.edition.map(|day| day.to_string()).unwrap_or_default();
    about.more.insert("territory".into(), Value::from(info.territory.clone()));
    about.more.insert("register".into(), Value::from(info.register_sha256));
    about.name = info.territory;
    let sources = info.sources.into_iter();
    about.sources.extend(sources.map(|source| Source { name: source.holder, licence: Some(source.licence) }));
    about.sources.dedup();
    Ok(())
}
