//! The living map: made once, moved to whatever screen shows it, kept in step with the signals of `MapState`.

use std::rc::Rc;

use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared, join};
use jiff::civil::Date;
use js_sys::Object;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::domain::{Bounds, Position, RouteId, SegmentId};
use sente_core::ApiError;
use sente_core::carnet::Language;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::HtmlElement;

use super::event::{Camera, Event, Picked, picked};
use super::glue::{self, SenteMap};
use super::material::Material;
use super::places::{self, PlaceInView};
use super::style::{BaseMap, FONTS, MapLook, TextScale, grounds, style};
use super::{MapState, Spot, Target, closures, layers};
use crate::device::packs::tile_url;
use crate::device::this_day;
use crate::packs;
use crate::parts::closed;
use crate::preferences::{settings, shown_look, text_percent};
use crate::words::{language, t};

/// The id of the text that tells how the map is used by keyboard.
pub(super) const HINT_ID: &str = "map-hint";

/// How far the map is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phase {
    Waiting,
    Drawn,
    /// A layer did not come.
    NoData(ApiError),
    /// The device cannot draw maps.
    NoCanvas,
}

/// What a pick or a long press brings up.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Card {
    Choice(Vec<RouteId>),
    /// A way, and where it was touched.
    Segment(SegmentId, Position),
    Place(Spot),
}

/// On its way, or here; whoever waits for it shares it.
type Gathered = Shared<LocalBoxFuture<'static, Result<Rc<Material>, Phase>>>;

#[derive(Debug, Clone, Copy)]
pub struct Surface {
    pub(super) state: MapState,
    pub(super) phase: RwSignal<Phase>,
    pub(super) idle: RwSignal<bool>,
    /// How many things of the map packs are drawn around the centre.
    pub(super) detail: RwSignal<u32>,
    pub(super) camera: RwSignal<Option<Camera>>,
    pub(super) card: RwSignal<Option<Card>>,
    /// The layer of closed stretches as the catalogue has it.
    pub(super) closures: RwSignal<String>,
    /// The language and the day in which the map shows them.
    closed_as: StoredValue<Option<(Language, Date)>>,
    /// A route that was picked and waits to be opened by the pane, which knows the router.
    pub(super) opened: RwSignal<Option<RouteId>>,
    /// The map exists and listens.
    ready: RwSignal<bool>,
    map: StoredValue<Option<SenteMap>, LocalStorage>,
    /// What the map will be made of, until it is.
    material: StoredValue<Option<Gathered>, LocalStorage>,
    parent: StoredValue<Option<HtmlElement>, LocalStorage>,
    /// The box of the whole département.
    whole: StoredValue<Option<Bounds>>,
    starting: StoredValue<bool>,
    /// Lives as long as the page, unlike the screens that show the map.
    root: StoredValue<Option<Owner>>,
}

impl Surface {
    pub fn new(state: MapState) -> Surface {
        Surface {
            state,
            phase: RwSignal::new(Phase::Waiting),
            idle: RwSignal::new(false),
            detail: RwSignal::new(0),
            camera: RwSignal::new(None),
            card: RwSignal::new(None),
            closures: RwSignal::new(String::new()),
            closed_as: StoredValue::new(None),
            opened: RwSignal::new(None),
            ready: RwSignal::new(false),
            map: StoredValue::new_local(None),
            material: StoredValue::new_local(None),
            parent: StoredValue::new_local(None),
            whole: StoredValue::new(None),
            starting: StoredValue::new(false),
            root: StoredValue::new(Owner::current()),
        }
    }

    /// Shows the map inside `parent`; makes it at the first call.
    pub fn mount(self, parent: HtmlElement) {
        self.on_map(|map| map.attach(&parent));
        let first = self.parent.with_value(Option::is_none);
        self.parent.set_value(Some(parent));
        if first {
            // Not before: who shows no map does not fetch what draws it.
            self.root.with_value(|root| root.as_ref().map(|root| root.with(|| self.keep_in_step())));
        }
        self.start();
    }

    /// Begins, or begins again after a failure.
    pub fn start(self) {
        if self.ready.get_untracked() || self.starting.get_value() {
            return;
        }
        self.starting.set_value(true);
        self.phase.set(Phase::Waiting);
        spawn_local(async move {
            if let Err(phase) = self.make().await {
                self.phase.set(phase);
            }
            self.starting.set_value(false);
        });
    }

    /// Does something with the map, if there is one.
    pub fn on_map(self, act: impl FnOnce(&SenteMap)) {
        self.map.with_value(|map| map.as_ref().map(act));
    }

    /// What the packs show by signs in view; nothing where there is no map.
    pub fn places_in_view(self) -> Vec<PlaceInView> {
        let text = self.map.with_value(|map| map.as_ref().map(SenteMap::places));
        text.map(|text| places::read(&text)).unwrap_or_default()
    }

    fn go(self, map: &SenteMap, target: &Target) {
        match target {
            Target::Whole => {
                self.whole.with_value(|whole| whole.iter().for_each(|bounds| map.fit(&json(bounds))))
            }
            Target::Bounds(bounds) => map.fit(&json(bounds)),
            Target::Point(at, zoom) => map.go_to(at.lon(), at.lat(), *zoom),
            Target::View(view) => map.jump_to(view.centre.lon(), view.centre.lat(), view.zoom),
        }
    }

    /// Gathers what the map is made of before anybody opens it, or makes it as well; who opens it hears of a failure.
    pub fn gather(self, make: bool) {
        if self.ready.get_untracked() {
            return;
        }
        packs::watch(self.state);
        let fonts_and_layers = join(prepare(), self.material());
        spawn_local(async move {
            if fonts_and_layers.await.0.is_ok()
                && let Err(error) = glue::draw_ahead(&untrack(|| present_style(self.state)))
            {
                leptos::logging::warn!("the images of the map: {error:?}");
            }
            if make {
                self.start();
            }
        });
    }

    fn material(self) -> Gathered {
        let gathered = || Material::gather().map(|found| found.map(Rc::new)).boxed_local().shared();
        let kept = self.material.try_update_value(|kept| kept.get_or_insert_with(gathered).clone());
        kept.unwrap_or_else(gathered)
    }

    async fn make(self) -> Result<(), Phase> {
        // The engine answers while MapLibre is fetched.
        let (prepared, material) = join(prepare(), self.material()).await;
        // Another attempt asks again.
        self.material.set_value(None);
        prepared.map_err(undrawable)?;
        let material = material?;
        self.closures.set(material.closures.clone());
        let now = untrack(|| (language(), this_day()));
        self.closed_as.set_value(Some(now));
        let closed = self.closed_on(now.1).map_err(unreadable)?;
        self.create(material.bounds, &material.with_closures(&closed)?)
    }

    /// `data`: the layers of the catalogue by their sources.
    fn create(self, bounds: Option<Bounds>, data: &Object) -> Result<(), Phase> {
        let parent = self.parent.get_value();
        let bounds = bounds.unwrap_or(Bounds { west: -5.0, south: 42.0, east: 8.0, north: 51.0 });
        self.whole.set_value(Some(bounds));
        let report = Closure::<dyn Fn(String, String)>::new(move |kind: String, payload: String| {
            match Event::read(&kind, &payload) {
                Ok(event) => self.take(event),
                Err(error) => leptos::logging::error!("the map reports {kind} unreadably: {error}"),
            }
        });
        let title = untrack(|| t("map-name"));
        let style = untrack(|| present_style(self.state));
        let padding = json(&self.state.padding.get_untracked());
        let made = glue::create_map(
            parent.as_ref(),
            &style,
            data,
            &json(&bounds),
            &padding,
            HINT_ID,
            &title,
            &report,
        );
        // The map calls it as long as the page lives.
        report.forget();
        let map = made.map_err(undrawable)?;
        self.map.set_value(Some(map));
        self.ready.set(true);
        Ok(())
    }

    fn take(self, event: Event) {
        match event {
            Event::Busy => self.idle.set(false),
            Event::Painted => self.phase.set(Phase::Drawn),
            Event::Idle(detail) => {
                self.detail.set(detail);
                self.phase.set(Phase::Drawn);
                self.idle.set(true);
            }
            Event::Moving(camera) => self.camera.set(Some(camera)),
            Event::Rest(camera) => {
                self.state.extent.set(Some(camera.bounds));
                self.state.view.set(Some(camera.view()));
                self.camera.set(Some(camera));
            }
            Event::Hover(id) => self.state.hovered.set(id),
            Event::Pick(pick) => {
                let meant = self.state.shown.with_untracked(|shown| picked(&pick, shown.as_deref()));
                self.card.set(match meant {
                    Picked::Nothing => None,
                    Picked::Route(id) => {
                        self.open(id);
                        None
                    }
                    Picked::Several(ids) => Some(Card::Choice(ids)),
                    Picked::Segment(id) => Some(Card::Segment(id, pick.at)),
                    Picked::Place(at) => Some(Card::Place(at.into())),
                });
            }
            Event::Hold(at) => self.card.set(Some(Card::Place(at.into()))),
            Event::Trouble(message) => leptos::logging::error!("map: {message}"),
        }
    }

    /// The closed stretches as the map draws them on the day.
    fn closed_on(self, day: Date) -> Result<String, serde_json::Error> {
        self.closures.with_untracked(|layer| closures::drawn(layer, day, closed::until))
    }

    pub fn open(self, id: RouteId) {
        self.state.selected.set(Some(id.clone()));
        self.opened.set(Some(id));
    }

    /// Every signal that the map shows, handed over whenever it changes.
    fn keep_in_step(self) {
        let state = self.state;
        let follow = move |act: fn(Surface, &SenteMap)| {
            Effect::new(move || {
                if self.ready.get() {
                    self.on_map(|map| act(self, map));
                }
            });
        };
        follow(|of, map| map.set_style(&present_style(of.state)));
        follow(|of, map| map.set_data("grounds", &of.state.packs.with(|packs| grounds(packs))));
        follow(|of, map| map.set_padding(&json(&of.state.padding.get())));
        follow(|_, map| map.set_title(&t("map-name")));
        follow(|of, map| map.select(of.state.selected.get().as_ref().map(RouteId::as_str)));
        follow(|of, map| map.hover(of.state.hovered.get().as_ref().map(RouteId::as_str)));
        follow(|of, map| {
            let lit = of.state.shown.get().map(|ids| json(&ids));
            let hero = of.state.selected.with(Option::is_some) || of.state.trace.with(Option::is_some);
            map.set_lit(lit.as_deref(), hero);
        });
        // The closed stretches are those of the day, in the language of the screens; the first ones come with the map.
        Effect::new(move || {
            let now = (language(), this_day());
            if self.closed_as.get_value().is_none_or(|drawn| drawn == now) {
                return;
            }
            self.closed_as.set_value(Some(now));
            self.on_map(|map| match self.closed_on(now.1) {
                Ok(closed) => map.set_data("closures", &closed),
                Err(error) => leptos::logging::error!("the closures cannot be read: {error}"),
            });
        });
        follow(|of, map| map.set_data("steps", &layers::steps(&of.state.steps.get())));
        follow(|of, map| {
            map.hover_step(of.state.step_hover.get().and_then(|index| u32::try_from(index).ok()))
        });
        follow(|of, map| {
            let position = layers::position(of.state.position.get(), of.state.heading.get());
            map.set_data("position", &position);
        });
        follow(|of, map| {
            map.set_data("cursor", &layers::pin(of.state.cursor.get().map(Spot::from).as_ref()))
        });
        follow(|of, map| map.set_data("trace", &layers::trace(of.state.trace.get().as_ref())));
        follow(|of, map| {
            let held = match of.card.get() {
                Some(Card::Place(spot)) => Some(spot),
                _ => of.state.near.get().map(Spot::from),
            };
            map.set_data("pin", &layers::pin(held.as_ref()));
        });
        Effect::new(move || {
            if !self.ready.get() {
                return;
            }
            if let Some(target) = state.go_to.get() {
                state.go_to.set(None);
                self.on_map(|map| self.go(map, &target));
            }
        });
    }
}

async fn prepare() -> Result<(), JsValue> {
    let families = FONTS.map(|family| format!("\"{family}\""));
    glue::prepare(&serde_json::to_string(&families[..1]).unwrap_or_default()).await
}

fn present_style(state: MapState) -> String {
    let scale = TextScale::new(f64::from(text_percent(&settings())) / 100.0);
    let base = state.packs.with(|packs| BaseMap::of(packs, tile_url));
    style(&base, MapLook::from_name(shown_look().as_str()), scale)
}

fn undrawable(error: JsValue) -> Phase {
    leptos::logging::warn!("the map cannot be drawn: {error:?}");
    Phase::NoCanvas
}

pub(super) fn unreadable(error: serde_json::Error) -> Phase {
    Phase::NoData(ApiError::Storage { reason: error.to_string() })
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("plain values always serialise")
}
