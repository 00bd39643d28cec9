//! Reading and writing files of routes. Pure: bytes in, values and findings out.

mod export;
pub mod gpx;
mod xml;

use serde::{Deserialize, Serialize};

pub use export::export;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    Gpx,
    GeoJson,
    Kml,
}

impl ExportFormat {
    /// The end of the file name.
    pub const fn extension(self) -> &'static str {
        match self {
            ExportFormat::Gpx => "gpx",
            ExportFormat::GeoJson => "geojson",
            ExportFormat::Kml => "kml",
        }
    }

    pub const fn media_type(self) -> &'static str {
        match self {
            ExportFormat::Gpx => "application/gpx+xml",
            ExportFormat::GeoJson => "application/geo+json",
            ExportFormat::Kml => "application/vnd.google-earth.kml+xml",
        }
    }
}

/// A file for the hiker, ready to save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedFile {
    pub file_name: String,
    pub media_type: String,
    pub text: String,
}

/// The line of this route may not leave the app; the reason is a sentence for the hiker.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the line of {route} is withheld: {reason}")]
pub struct Withheld {
    pub route: String,
    pub reason: String,
}
