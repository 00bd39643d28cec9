//! Replies that are not routes: home, about, places, files.

use pdipr_data::domain::{
    Closure, Commune, CommuneName, Position, RouteCard, RouteSheet, Segment, Station, Town,
};
use pdipr_data::filter::RouteQuery;
use serde::{Deserialize, Serialize};

use crate::carnet::RouteMarks;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OpenedRoute {
    pub sheet: RouteSheet,
    pub marks: RouteMarks,
}

/// An inscribed way and the routes that use it (none for 438 of them).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SegmentSheet {
    pub segment: Segment,
    pub routes: Vec<RouteCard>,
    /// Past and coming ones included.
    #[serde(default)]
    pub closures: Vec<Closure>,
}

/// A selection of the home screen; its name stands in the word catalogues under `selection-<id>`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Selection {
    pub id: String,
    pub query: RouteQuery,
    pub count: u32,
    /// The first three.
    pub cards: Vec<RouteCard>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct HomePage {
    pub routes: u32,
    pub selections: Vec<Selection>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StorageReport {
    pub catalogue_bytes: u64,
    pub carnet_bytes: u64,
}

/// For pickers: places a walker can start from or search near.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Places {
    pub communes: Vec<CommuneName>,
    /// Town hall of each commune, in the same order; `None` where it is unknown.
    pub mairies: Vec<Option<Position>>,
    pub towns: Vec<Town>,
    pub stations: Vec<Station>,
}

impl Places {
    /// Outlines stay behind: pickers need names and points.
    pub fn new(communes: Vec<Commune>, towns: Vec<Town>, stations: Vec<Station>) -> Self {
        let (names, mairies) = communes
            .into_iter()
            .map(|commune| (CommuneName { insee: commune.insee, name: commune.name }, commune.mairie))
            .unzip();
        Places { communes: names, mairies, towns, stations }
    }
}
