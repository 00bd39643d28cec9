//! The layers of the locator map.

use serde::{Deserialize, Serialize};

/// A layer of the locator map, as GeoJSON. Feature properties: see `docs/map-layers.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LayerName {
    /// One feature a route and kind: `id`, `code`, `name`, `network`, `kind` (inscribed, liaison), `partial`.
    Routes,
    /// Inscribed ways that no route uses, for the others are drawn as routes: `id`.
    Segments,
    /// Outlines: `insee`, `name`.
    Communes,
    /// Points: `kind` (town, station, mairie), `name`, `population`.
    Places,
    /// Points: `id`, `kind` (start, end), `shape`.
    Starts,
    /// Closed stretches, past and coming ones included: `from`, `until`.
    Closures,
}

impl LayerName {
    pub const ALL: &'static [LayerName] = &[
        LayerName::Routes,
        LayerName::Segments,
        LayerName::Communes,
        LayerName::Places,
        LayerName::Starts,
        LayerName::Closures,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            LayerName::Routes => "routes",
            LayerName::Segments => "segments",
            LayerName::Communes => "communes",
            LayerName::Places => "places",
            LayerName::Starts => "starts",
            LayerName::Closures => "closures",
        }
    }
}
