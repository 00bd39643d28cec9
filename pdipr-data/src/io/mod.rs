//! Reading and writing files of routes. Pure: bytes in, values and findings out.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ExportFormat {
    Gpx,
    GeoJson,
    Kml,
}

/// A file for the hiker, ready to save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExportedFile {
    pub file_name: String,
    pub media_type: String,
    pub text: String,
}
