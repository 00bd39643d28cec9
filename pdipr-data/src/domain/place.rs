//! Places around the routes: communes, towns, railway stations.

use serde::{Deserialize, Serialize};

use super::{Bounds, Metres, Position};

/// A commune's INSEE code, five characters (`28085`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Insee(pub String);

impl Insee {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commune {
    pub insee: Insee,
    pub name: String,
    pub population: Option<u32>,
    pub postcodes: Vec<String>,
    /// Town hall.
    pub mairie: Option<Position>,
    /// Simplified outline: polygons of rings (the first is the outer one), closed.
    pub outline: Vec<Vec<Vec<Position>>>,
    pub bounds: Bounds,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Town {
    pub name: String,
    pub population: u32,
    pub at: Position,
}

/// A railway station; the open list does not say whether trains still stop, so every one is *desserte à vérifier*.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Station {
    pub name: String,
    /// UIC code.
    pub uic: String,
    pub at: Position,
}

/// A named place and its distance as the crow flies (*à vol d'oiseau*).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Nearby {
    pub name: String,
    pub at: Position,
    pub distance: Metres,
}
