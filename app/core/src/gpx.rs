//! What is in a GPX file that the hiker opens: what its screen says and its map draws. Nothing of it is kept.

use pdipr_data::domain::{Bounds, Finding, Metres, Position};
use serde::{Deserialize, Serialize};

/// Most points of the drawn shape; a longer line is thinned for the map, never for the figures.
pub const SHAPE_POINTS: usize = 6_000;
/// Most named places on the map.
pub const PLACES: usize = 500;

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct GpxReport {
    pub name: Option<String>,
    /// Tracks first, then routes.
    pub lines: Vec<GpxLine>,
    pub waypoints: u64,
    /// Waypoints and points of lines.
    pub points: u64,
    /// Of all lines.
    pub length: Metres,
    /// `None` where the file has no elevations.
    pub climb: Option<GpxClimb>,
    pub bounds: Option<Bounds>,
    /// Each continuous piece, at most [`SHAPE_POINTS`] points in all.
    pub shape: Vec<Vec<Position>>,
    /// The first waypoints, at most [`PLACES`].
    pub places: Vec<GpxPlace>,
    pub findings: Vec<Finding>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GpxLineKind {
    /// Recorded on the way.
    Track,
    /// Planned.
    Route,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GpxLine {
    pub kind: GpxLineKind,
    pub name: Option<String>,
    pub points: u64,
    pub length: Metres,
    pub climb: Option<GpxClimb>,
}

/// By the published method (`docs/methods.md`), from the elevations of the file.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct GpxClimb {
    /// `None` where the elevations do not make a profile.
    pub ascent: Option<Metres>,
    pub descent: Option<Metres>,
    /// Whole metres above sea level.
    pub lowest: i32,
    pub highest: i32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GpxPlace {
    pub name: Option<String>,
    pub at: Position,
}
