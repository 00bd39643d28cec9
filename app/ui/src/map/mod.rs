//! The map and its state: what is lit, selected, shown. The screens and the map meet only through these signals.
//! Logic that needs no page (style, picking, layers, scale) is plain Rust; `glue` alone touches MapLibre.

mod borders;
mod card;
mod closures;
mod controls;
mod credits;
mod event;
mod glue;
mod layers;
pub mod legend;
mod locate;
mod material;
mod pane;
mod places;
mod scale;
mod style;
mod surface;
mod twin;

use leptos::prelude::*;
use pdipr_data::domain::{Bounds, Position, RouteId};
use sente_core::carnet::MapView;
use sente_core::packs::PackInfo;
use serde::Serialize;

use crate::device::{Fix, Heading};
pub use glue::paint;
pub use pane::MapPane;
pub use places::{Origin, kinds_named, place_kind};
pub use style::MapLook;
pub use surface::Surface;

/// Fetches what draws the map before anybody opens it. What does not come is asked for again by the map.
pub async fn fetch() {
    if let Err(error) = glue::fetch().await {
        leptos::logging::warn!("what draws the map: {error:?}");
    }
}

/// Where the map shall go.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// All of the territory.
    Whole,
    Bounds(Bounds),
    Point(Position, f64),
    /// At once, without a move: a view that is brought back.
    View(MapView),
}

/// Pixels at the sides of the map that sheets and bars cover; what is fitted or centred stays clear of them.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Padding {
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
    pub left: f64,
}

/// What the map shows and what it tells; a struct of signals, so copies are the same state.
#[derive(Debug, Clone, Copy)]
pub struct MapState {
    /// `None`: all routes lit; else these are lit and the others dimmed.
    pub shown: RwSignal<Option<Vec<RouteId>>>,
    pub selected: RwSignal<Option<RouteId>>,
    pub hovered: RwSignal<Option<RouteId>>,
    /// Written by the map when it comes to rest.
    pub extent: RwSignal<Option<Bounds>>,
    /// Written by the map when it comes to rest.
    pub view: RwSignal<Option<MapView>>,
    /// Taken by the map, which empties it.
    pub go_to: RwSignal<Option<Target>>,
    /// Numbered red steps of the open sheet.
    pub steps: RwSignal<Vec<(u32, Position)>>,
    /// Index into `steps`.
    pub step_hover: RwSignal<Option<usize>>,
    /// Where the cursor of the profile stands.
    pub cursor: RwSignal<Option<Position>>,
    /// The hiker's dot with its accuracy in metres.
    pub position: RwSignal<Option<(Position, f64)>>,
    /// Where the hiker walks to, while that is known.
    pub heading: RwSignal<Option<Heading>>,
    /// The line and the places of a file that the hiker has opened.
    pub trace: RwSignal<Option<Trace>>,
    /// A point chosen by long press: search near it.
    pub near: RwSignal<Option<Position>>,
    /// A point where the hiker reports a problem; taken by the form, which empties it. No address holds it.
    pub reported: RwSignal<Option<Position>>,
    /// A place that was searched and found. Taken by the map, which puts a pin there and tells of it.
    pub found: RwSignal<Option<Spot>>,
    /// What covers the map's sides.
    pub padding: RwSignal<Padding>,
    /// The map packs on this device.
    pub packs: RwSignal<Vec<PackInfo>>,
}

/// A point with the pin on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    pub at: Position,
    /// Empty for a point that somebody has put a finger on.
    pub name: String,
    /// What it is and how far; empty where the name says it.
    pub facts: Vec<String>,
}

impl Spot {
    /// A place goes by its name, and by what it is where it has none.
    pub fn named(at: Position, name: String, kind: String, far: Option<String>) -> Spot {
        let (name, kind) = if name.is_empty() { (kind, None) } else { (name, Some(kind)) };
        Spot { at, name, facts: kind.into_iter().chain(far).collect() }
    }
}

impl From<Position> for Spot {
    fn from(at: Position) -> Spot {
        Spot { at, name: String::new(), facts: Vec::new() }
    }
}

/// A line that is no route of the catalogue.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trace {
    /// Continuous pieces.
    pub lines: Vec<Vec<Position>>,
    pub places: Vec<Position>,
}

impl MapState {
    /// Whether the hiker has a detailed map, of whatever part of the world. Tracked.
    pub fn is_detailed(self) -> bool {
        self.packs.with(|packs| packs.iter().any(PackInfo::is_detailed))
    }

    /// Where distances are told from: the hiker, where they have shown their position, else the middle of the map. Tracked.
    pub fn origin(self) -> Option<Origin> {
        let hiker = self.position.get().map(|(at, _)| Origin::Hiker(at));
        hiker.or_else(|| self.middle().map(Origin::Centre))
    }

    /// The middle of the part of the map that nothing covers. Tracked.
    pub fn middle(self) -> Option<Position> {
        let Bounds { west, south, east, north } = self.extent.get()?;
        Position::new(f64::midpoint(west, east), f64::midpoint(south, north)).ok()
    }

    /// The dot goes where the device says, and points where it moves to.
    pub fn show_position(self, fix: Fix) {
        self.position.set(Some((fix.at, fix.accuracy.value())));
        self.heading.set(fix.heading);
    }
}

/// Call once, in the app's root: the map lives as long as the page and is never made twice.
pub fn provide_map_state() {
    let state = MapState {
        shown: RwSignal::new(None),
        selected: RwSignal::new(None),
        hovered: RwSignal::new(None),
        extent: RwSignal::new(None),
        view: RwSignal::new(None),
        go_to: RwSignal::new(None),
        steps: RwSignal::new(Vec::new()),
        step_hover: RwSignal::new(None),
        cursor: RwSignal::new(None),
        position: RwSignal::new(None),
        heading: RwSignal::new(None),
        trace: RwSignal::new(None),
        near: RwSignal::new(None),
        reported: RwSignal::new(None),
        found: RwSignal::new(None),
        padding: RwSignal::new(Padding::default()),
        packs: RwSignal::new(Vec::new()),
    };
    provide_context(state);
    provide_context(Surface::new(state));
}

pub fn use_map_state() -> MapState {
    expect_context::<MapState>()
}
