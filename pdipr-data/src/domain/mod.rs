//! What a route is. Pure values: everything else in the house reads and writes these.

mod catalogue;
mod closure;
pub mod day;
mod figures;
mod finding;
mod layer;
mod names;
mod on_map;
mod place;
mod route;
mod route_ids;
mod segment;
mod sheet;
mod units;

pub use catalogue::{AboutData, BuildInfo, Catalogue, DataSource, FindingCount, NetworkTotal};
pub use closure::{Closure, DayState, Days, RouteClosure, RouteState, Standing};
pub use figures::{Duration, Effort, Figure, Lengths, Origin};
pub use finding::{Finding, FindingPlace, Severity};
pub use layer::LayerName;
pub use names::{Accessibility, Difficulty, Nature, Network, Practice, RouteShape, Theme, UnknownName};
pub use on_map::{ClosedOnMap, RouteOnMap, StretchOnMap};
pub use place::{Commune, Insee, Nearby, Station, Town};
pub use route::{Direction, Gap, Leg, Part, Redistribution, Route, RouteId, Start};
pub use route_ids::RouteIds;
pub use segment::{Segment, SegmentId};
pub use sheet::{
    CommuneName, RouteCard, RouteSheet, SheetPlace, SheetPlaceKind, SheetTexts, Sketch, Step, StepKind,
    Stretch, StretchKind, WayShare,
};
pub use units::{BadUnit, Bounds, Elevation, Metres, Minutes, Position, Share};
