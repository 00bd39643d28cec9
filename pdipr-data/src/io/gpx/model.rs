//! What a GPX file holds. Whatever GPX has no field for stays as raw XML in `Extensions`, so that nothing is lost.

use jiff::Timestamp;

use crate::domain::Position;

/// Metres above sea level; finite, may be negative.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Elevation(f64);

impl Elevation {
    pub fn new(metres: f64) -> Option<Self> {
        metres.is_finite().then_some(Elevation(metres))
    }

    pub const fn value(self) -> f64 {
        self.0
    }
}

/// What the file says of its own version.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Version {
    V1_0,
    #[default]
    V1_1,
    Missing,
    Other(String),
}

/// A namespace of the root element, needed to read the extensions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namespace {
    pub prefix: String,
    pub uri: String,
}

/// The content of `<extensions>`, well-formed XML as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Extensions(pub String);

impl Extensions {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    pub href: String,
    pub text: Option<String>,
    pub media_type: Option<String>,
}

/// An author; an address `id@domain` is kept in one piece.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Person {
    pub name: Option<String>,
    pub email: Option<String>,
    pub link: Option<Link>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Copyright {
    pub author: String,
    pub year: Option<String>,
    pub licence: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Metadata {
    pub name: Option<String>,
    pub description: Option<String>,
    pub author: Option<Person>,
    pub copyright: Option<Copyright>,
    pub links: Vec<Link>,
    pub time: Option<Timestamp>,
    pub keywords: Option<String>,
    /// South-west and north-east corner, as the file says.
    pub bounds: Option<(Position, Position)>,
    pub extensions: Extensions,
}

/// A waypoint, or a point of a route or track.
#[derive(Debug, Clone, PartialEq)]
pub struct Waypoint {
    pub at: Position,
    pub elevation: Option<Elevation>,
    pub time: Option<Timestamp>,
    /// Most points of a track have none: they stay small.
    pub details: Option<Box<Details>>,
}

impl Waypoint {
    pub fn at(at: Position) -> Self {
        Waypoint { at, elevation: None, time: None, details: None }
    }

    pub(crate) fn details_mut(&mut self) -> &mut Details {
        self.details.get_or_insert_default()
    }
}

/// What a point may say beside where and when. Figures of the receiver are kept as they were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Details {
    pub magnetic_variation: Option<String>,
    pub geoid_height: Option<String>,
    pub name: Option<String>,
    pub comment: Option<String>,
    pub description: Option<String>,
    pub source: Option<String>,
    pub links: Vec<Link>,
    pub symbol: Option<String>,
    pub kind: Option<String>,
    pub fix: Option<String>,
    pub satellites: Option<String>,
    pub hdop: Option<String>,
    pub vdop: Option<String>,
    pub pdop: Option<String>,
    pub age_of_dgps: Option<String>,
    pub dgps_station: Option<String>,
    pub extensions: Extensions,
}

/// What a route or a track says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LineInfo {
    pub name: Option<String>,
    pub comment: Option<String>,
    pub description: Option<String>,
    pub source: Option<String>,
    pub links: Vec<Link>,
    pub number: Option<String>,
    pub kind: Option<String>,
    pub extensions: Extensions,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Route {
    pub info: LineInfo,
    pub points: Vec<Waypoint>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Segment {
    pub points: Vec<Waypoint>,
    pub extensions: Extensions,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Track {
    pub info: LineInfo,
    pub segments: Vec<Segment>,
}

/// A whole file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GpxFile {
    pub version: Version,
    pub creator: Option<String>,
    pub namespaces: Vec<Namespace>,
    pub metadata: Metadata,
    pub waypoints: Vec<Waypoint>,
    pub routes: Vec<Route>,
    pub tracks: Vec<Track>,
    pub extensions: Extensions,
}
