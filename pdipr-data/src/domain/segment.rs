//! A segment (*tronçon*): a piece of rural way in one commune, inscribed in the register on a date.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Insee, Metres, Nature, Position};

/// The register's `Identifiant tronçon`, unique in the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SegmentId(pub String);

impl SegmentId {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for SegmentId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    pub id: SegmentId,
    /// At least two positions.
    pub line: Vec<Position>,
    /// Geodesic length of `line`.
    pub length: Metres,
    /// `None` where the register says `0` or nothing.
    pub insee: Option<Insee>,
    pub commune: Option<String>,
    pub way_name: Option<String>,
    pub way_number: Option<String>,
    pub nature: Option<Nature>,
    /// Inscribed in the plan on this date.
    #[serde(default, with = "super::day::maybe")]
    pub inscribed: Option<Date>,
    /// Deliberation of the commune's council.
    #[serde(default, with = "super::day::maybe")]
    pub deliberated: Option<Date>,
    /// In the Parc naturel régional du Perche.
    pub pnr_perche: Option<bool>,
    /// Itinerary codes as typed in the register, before any correction.
    pub raw_codes: Vec<String>,
    /// Line of the source file, from 1.
    pub source_line: u64,
    /// Every column as published, by heading, the geometry excepted.
    pub verbatim: BTreeMap<String, String>,
}
