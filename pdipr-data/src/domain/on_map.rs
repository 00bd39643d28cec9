//! What a map needs of a route to draw it: less than its sheet, so that it travels light to whoever draws.

use serde::{Deserialize, Serialize};

use super::{Network, Position, RouteId, RouteShape, RouteSheet, StretchKind};

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
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct StretchOnMap {
    pub kind: StretchKind,
    pub line: Vec<Position>,
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
        }
    }
}
