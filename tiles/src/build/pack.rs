//! Tiles into a pack, with what the pack says of itself.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::tiler::{self, Progress, Ready, Report, TileError};
use super::{Frame, LayerFacts};
use crate::layers::Layer;
use crate::read::{Centre, TileKind};
use crate::write::{PackSpec, PackWriter, WriteError, Written};

/// What a pack is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PackKind {
    /// The locator map, which the app brings along.
    Base,
    /// The detailed map, made of an OSM extract.
    Detail,
}

/// Where something on the map is from. Shown on the map, so that every licence is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub name: String,
    /// Name of the licence; `None` where none is known.
    pub licence: Option<String>,
}

/// What a pack says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct About {
    pub kind: PackKind,
    pub name: String,
    /// The edition of the data, as its source gives it.
    pub version: String,
    pub sources: Vec<Source>,
    /// More for the app, added to the object `sente` of the metadata.
    pub more: Map<String, Value>,
}

#[derive(Debug, thiserror::Error)]
pub enum PackError {
    #[error(transparent)]
    Tile(#[from] TileError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("nothing of what was read lies in these zooms and this area")]
    Empty,
}

/// Writes all tiles and the metadata; the file is there when it is whole.
pub fn write(
    ready: Ready,
    out: &Path,
    frame: &Frame,
    about: &About,
    progress: Progress,
) -> Result<(Written, Report), PackError> {
    let bounds = tiler::bounds(ready.reach().ok_or(PackError::Empty)?);
    let zooms = frame.zooms();
    let middle = |a: f64, b: f64| (a + b) / 2.0;
    let centre = Centre {
        lon: middle(bounds.west, bounds.east),
        lat: middle(bounds.south, bounds.north),
        zoom: (*zooms.start()).max(9).min(*zooms.end()),
    };
    let mut writer = PackWriter::create(out, PackSpec { kind: TileKind::Mvt, bounds, zooms, centre })?;
    let report = ready.tiles(progress, |tile, stored| Ok::<_, PackError>(writer.add(tile, stored)?))?;
    let written = writer.finish(&metadata(about, &report))?;
    Ok((written, report))
}

/// TileJSON's words where it has them, `sente` for what is ours.
fn metadata(about: &About, report: &Report) -> Value {
    let sources: Vec<Value> = about
        .sources
        .iter()
        .map(|source| json!({ "name": source.name, "licence": source.licence }))
        .collect();
    let mut ours = about.more.clone();
    ours.insert("kind".into(), about.kind.name().into());
    ours.insert("sources".into(), sources.into());
    let layers: Vec<Value> = report.layers.iter().map(|(layer, facts)| vector_layer(*layer, facts)).collect();
    json!({
        "name": about.name,
        "type": if about.kind == PackKind::Base { "baselayer" } else { "overlay" },
        "format": "pbf",
        "version": about.version,
        "attribution": attribution(&about.sources),
        "generator": concat!("sente-tiles ", env!("CARGO_PKG_VERSION")),
        "vector_layers": layers,
        "sente": ours,
    })
}

fn vector_layer(layer: Layer, facts: &LayerFacts) -> Value {
    json!({
        "id": layer.name(), "minzoom": facts.zooms.0, "maxzoom": facts.zooms.1, "fields": facts.fields,
    })
}

fn attribution(sources: &[Source]) -> String {
    let one = |source: &Source| match &source.licence {
        Some(licence) => format!("{} ({licence})", source.name),
        None => source.name.clone(),
    };
    sources.iter().map(one).collect::<Vec<_>>().join(" · ")
}

impl PackKind {
    pub const fn name(self) -> &'static str {
        match self {
            PackKind::Base => "base",
            PackKind::Detail => "detail",
        }
    }
}
