//! What the filter knows of a route: the few values that criteria look at.

use crate::domain::{
    Bounds, Days, Difficulty, Insee, Metres, Minutes, Network, Position, Practice, Route, RouteCard, RouteId,
    RouteShape, Share, Theme,
};
use crate::sheets;

#[derive(Debug, Clone, PartialEq)]
pub struct RouteFacts {
    pub id: RouteId,
    pub network: Network,
    pub practices: Vec<Practice>,
    pub shape: Option<RouteShape>,
    pub difficulty: Option<Difficulty>,
    pub themes: Vec<Theme>,
    /// Total length, liaisons included.
    pub length: Metres,
    pub inscribed_share: Option<Share>,
    pub partial: bool,
    pub duration: Option<Minutes>,
    pub ascent: Option<Metres>,
    pub start_commune: Option<Insee>,
    pub communes: Vec<Insee>,
    /// From the start or an end to the nearest railway station.
    pub station: Option<Metres>,
    /// At least partly in the Parc naturel régional du Perche.
    pub pnr_perche: bool,
    /// When some of it is closed; `None` where nobody tells.
    pub closed: Option<Vec<Days>>,
    /// The start or, for a line without one, its ends.
    pub doors: Vec<Position>,
    pub bounds: Bounds,
}

impl RouteFacts {
    /// Without closures: they come from another source, and later.
    pub fn of(route: &Route, card: &RouteCard) -> Self {
        RouteFacts {
            id: route.id.clone(),
            network: route.network,
            practices: route.practices.clone(),
            shape: route.shape.map(|shape| shape.value),
            difficulty: route.difficulty.map(|difficulty| difficulty.value),
            themes: route.themes.iter().map(|theme| theme.value).collect(),
            length: route.lengths.total(),
            inscribed_share: route.lengths.inscribed_share(),
            partial: route.partial,
            duration: route.duration.map(|duration| duration.value.minutes),
            ascent: route.ascent.map(|ascent| ascent.value),
            start_commune: route.start.as_ref().and_then(|start| start.commune.clone()),
            communes: route.communes.clone(),
            station: sheets::nearest(&route.stations).map(|station| station.distance),
            pnr_perche: route.pnr_perche.is_some_and(|share| share.value() > 0.0),
            closed: None,
            doors: sheets::doors(route),
            bounds: card.bounds,
        }
    }
}
