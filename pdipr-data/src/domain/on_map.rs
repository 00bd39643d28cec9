//! What a map needs of a route to draw it: less than its sheet, so that it travels light to whoever draws.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Days, Network, Position, RouteId, RouteShape, RouteSheet, RouteState, StretchKind};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RouteOnMap {
    pub id: RouteId,
    pub name: String,
    pub network: Network,
    pub shape: Option<RouteShape>,
    pub start: Option<Position>,
    pub ends: Vec<Position>,
    /// Of all parts, in walking order.
    pub stretches: Vec<StretchOnMap>,
    /// What cannot be walked on the day of the map.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub closed: Vec<ClosedOnMap>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StretchOnMap {
    pub kind: StretchKind,
    pub line: Vec<Position>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClosedOnMap {
    pub line: Vec<Position>,
    /// *fermé jusqu’au 20/12/2026*, in the language of the map.
    pub label: String,
}

impl RouteOnMap {
    /// With the stretches that are closed on the day, each with what `label` says of its days.
    pub fn closed_on(self, day: Date, state: &RouteState, label: impl Fn(Days) -> String) -> RouteOnMap {
        let closed = state.closures.iter().filter(|closure| closure.days.hold(day));
        let closed = closed
            .map(|closure| ClosedOnMap { line: closure.line.clone(), label: label(closure.days) })
            .collect();
        RouteOnMap { closed, ..self }
    }
}

impl From<&RouteSheet> for RouteOnMap {
    fn from(sheet: &RouteSheet) -> RouteOnMap {
        let card = &sheet.card;
        let stretches = sheet.parts.iter().flatten();
        RouteOnMap {
            id: card.id.clone(),
            name: card.name.clone(),
            network: card.network,
            shape: card.shape.as_ref().map(|shape| shape.value),
            start: card.start.as_ref().map(|start| start.at),
            ends: sheet.ends.clone(),
            stretches: stretches
                .map(|stretch| StretchOnMap { kind: stretch.kind, line: stretch.line.clone() })
                .collect(),
            closed: Vec::new(),
        }
    }
}
