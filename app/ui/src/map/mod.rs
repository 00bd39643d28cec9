//! The map and its state: what is lit, selected, shown. The screens and the map meet only through these signals.

use leptos::prelude::*;
use pdipr_data::domain::{Bounds, Position, RouteId};
use sente_core::carnet::MapView;

use crate::words::t;

/// Where the map shall go.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    Bounds(Bounds),
    Point(Position, f64),
    View(MapView),
}

/// What the map shows and what it tells; a struct of signals, so copies are the same state.
#[derive(Debug, Clone, Copy)]
pub struct MapState {
    /// `None`: all routes lit; else these are lit and the others dimmed.
    pub shown: RwSignal<Option<Vec<RouteId>>>,
    pub selected: RwSignal<Option<RouteId>>,
    pub hovered: RwSignal<Option<RouteId>>,
    /// Written by the map.
    pub extent: RwSignal<Option<Bounds>>,
    /// Written by the map.
    pub view: RwSignal<Option<MapView>>,
    pub go_to: RwSignal<Option<Target>>,
    /// Numbered red steps of the open sheet.
    pub steps: RwSignal<Vec<(u32, Position)>>,
    pub step_hover: RwSignal<Option<usize>>,
    /// The hiker's dot with its accuracy in metres.
    pub position: RwSignal<Option<(Position, f64)>>,
    /// A point chosen by long press: search near it.
    pub near: RwSignal<Option<Position>>,
}

pub fn provide_map_state() {
    provide_context(MapState {
        shown: RwSignal::new(None),
        selected: RwSignal::new(None),
        hovered: RwSignal::new(None),
        extent: RwSignal::new(None),
        view: RwSignal::new(None),
        go_to: RwSignal::new(None),
        steps: RwSignal::new(Vec::new()),
        step_hover: RwSignal::new(None),
        position: RwSignal::new(None),
        near: RwSignal::new(None),
    });
}

pub fn use_map_state() -> MapState {
    expect_context::<MapState>()
}

/// The one persistent map.
#[component]
pub fn MapPane() -> impl IntoView {
    view! { <div class="map" role="region" aria-label=move || t("map-name") data-test="map"></div> }
}
