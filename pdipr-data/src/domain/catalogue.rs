//! A whole catalogue as a value: what `build` makes and `store` writes.

use serde::{Deserialize, Serialize};

use super::{Closure, Commune, DayState, Finding, Lengths, Network, Route, Segment, Severity, Station, Town};

/// A source of data, shown in the app with its licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataSource {
    pub name: String,
    pub holder: String,
    pub licence: String,
    /// What the source gives, one sentence in French.
    pub gives: String,
}

/// What the catalogue says of itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BuildInfo {
    /// Name of the territory (`Eure-et-Loir`).
    pub territory: String,
    /// SHA-256 of the register file, hexadecimal.
    pub register_sha256: String,
    pub rows_read: u64,
    pub rows_refused: u64,
    /// Newest date of inscription in the register: the edition of the data.
    #[serde(default, with = "super::day::maybe")]
    pub edition: Option<jiff::civil::Date>,
    pub sources: Vec<DataSource>,
    /// `None`: nobody tells which ways are closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day_state: Option<DayState>,
}

/// Segments, routes and places, each list sorted by identity; equal input gives equal bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct Catalogue {
    pub info: BuildInfo,
    pub segments: Vec<Segment>,
    pub routes: Vec<Route>,
    pub communes: Vec<Commune>,
    pub towns: Vec<Town>,
    pub stations: Vec<Station>,
    pub closures: Vec<Closure>,
    pub findings: Vec<Finding>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NetworkTotal {
    pub network: Network,
    pub routes: u32,
    pub lengths: Lengths,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FindingCount {
    pub code: String,
    pub severity: Severity,
    pub count: u32,
}

/// Where the data comes from and what it holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AboutData {
    pub info: BuildInfo,
    pub segments: u32,
    pub routes: u32,
    pub networks: Vec<NetworkTotal>,
    pub findings: Vec<FindingCount>,
}
