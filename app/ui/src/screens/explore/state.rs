//! What the list, the filters and the map share, for as long as the app runs: the question, its answer, the place in
//! the list. Lives above the screens, so that going back finds everything as it was left.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::domain::Position;
use pdipr_data::filter::{Facets, Found, Near, Page, RouteQuery, SearchResult, Sort};
use sente_core::calls::{OpenPlaces, SearchRoutes};
use sente_core::{ApiError, Places};

use super::tray::Height;
use crate::backend::use_backend;

/// Routes that come at a time.
pub const PAGE: u32 = 30;

/// The state of the search, shared by list, filters, chips and map.
#[derive(Clone, Copy)]
pub struct ExploreState {
    pub query: RwSignal<RouteQuery>,
    /// Only what the map shows: the map's extent goes into the question.
    pub follow_map: RwSignal<bool>,
    /// The last answer; it stays while the next one is on its way, so that nothing jumps.
    pub result: RwSignal<Option<SearchResult>>,
    /// The pages read so far.
    pub found: RwSignal<Vec<Found>>,
    pub failed: RwSignal<Option<ApiError>>,
    pub busy: RwSignal<bool>,
    pub filters_open: RwSignal<bool>,
    pub height: RwSignal<Height>,
    pub places: RwSignal<Option<Places>>,
    /// True once the address or the notebook has said what to ask.
    pub ready: RwSignal<bool>,
    /// How far the list was scrolled.
    pub scroll: StoredValue<i32>,
    /// The list is on the screen.
    pub listing: StoredValue<bool>,
    /// The list was on the screen just before: going back means the browser's own back.
    pub from_list: StoredValue<bool>,
    /// A sheet has had the map: what it shows is not yet what the list follows.
    pub away: StoredValue<bool>,
    /// The next address is a new page of the history: the browser's back undoes the change.
    pub turn_page: StoredValue<bool>,
    asking: StoredValue<Asking>,
}

/// One search at a time; the newest question waits, those between are never asked.
#[derive(Debug, Clone, Default)]
struct Asking {
    in_flight: bool,
    next: Option<RouteQuery>,
    answered: Option<RouteQuery>,
}

/// Makes the state once, at the root of the app.
pub fn provide_explore() -> ExploreState {
    let state = ExploreState {
        query: RwSignal::new(RouteQuery::default()),
        follow_map: RwSignal::new(false),
        result: RwSignal::new(None),
        found: RwSignal::new(Vec::new()),
        failed: RwSignal::new(None),
        busy: RwSignal::new(false),
        filters_open: RwSignal::new(false),
        height: RwSignal::new(Height::Half),
        places: RwSignal::new(None),
        ready: RwSignal::new(false),
        scroll: StoredValue::new(0),
        listing: StoredValue::new(false),
        from_list: StoredValue::new(false),
        away: StoredValue::new(false),
        turn_page: StoredValue::new(false),
        asking: StoredValue::new(Asking::default()),
    };
    provide_context(state);
    state
}

pub fn use_explore() -> ExploreState {
    use_context().expect("the root of the app provides the state of the search")
}

impl ExploreState {
    /// Changes the question and goes back to the top of the list.
    pub fn ask_for(self, change: impl FnOnce(&mut RouteQuery)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        if query != self.query.get_untracked() {
            self.scroll.set_value(0);
            self.query.set(query);
        }
    }

    /// Everything near this point, nearest first; a distance that was chosen before stays.
    pub fn look_near(self, at: Position) {
        self.ask_for(|query| {
            let within = query.filter.near.and_then(|near| near.within);
            query.filter.near = Some(Near { at, within });
            query.sort = Sort::Proximity;
        });
    }

    /// Asks the wider question that an empty answer has offered; going back undoes it.
    pub fn relax(self, wider: RouteQuery) {
        if wider.filter.bounds.is_none() {
            self.follow_map.set(false);
        }
        self.turn_page.set_value(true);
        self.ask_for(|query| *query = wider);
    }

    /// Takes every criterion away; the order of the list stays unless it needs a place.
    pub fn clear(self) {
        self.follow_map.set(false);
        self.ask_for(|query| {
            let sort = if query.sort == Sort::Proximity { Sort::default() } else { query.sort };
            *query = RouteQuery { sort, ..RouteQuery::default() };
        });
    }

    /// Searches, unless this very question has just been answered.
    pub fn search(self, query: RouteQuery) {
        let asking = self.asking.get_value();
        if asking.in_flight {
            self.asking.update_value(|asking| asking.next = Some(query));
        } else if asking.answered.as_ref() != Some(&query) {
            self.send(query);
        }
    }

    /// The question that the last answer belongs to.
    pub fn answered(self) -> RouteQuery {
        self.asking.with_value(|asking| asking.answered.clone()).unwrap_or_default()
    }

    /// Asks the same question again after a failure.
    pub fn retry(self) {
        self.failed.set(None);
        self.send(self.query.get_untracked());
    }

    fn send(self, query: RouteQuery) {
        self.asking.update_value(|asking| asking.in_flight = true);
        self.busy.set(true);
        spawn_local(async move {
            let page = Page { offset: 0, limit: PAGE };
            let reply = use_backend().ask(SearchRoutes { query: query.clone(), page }).await;
            match reply {
                Ok(mut result) => {
                    self.asking.update_value(|asking| asking.answered = Some(query.clone()));
                    self.found.set(std::mem::take(&mut result.found));
                    self.result.set(Some(result));
                    self.failed.set(None);
                }
                Err(error) => {
                    self.failed.set(Some(error));
                    self.asking.update_value(|asking| asking.answered = None);
                }
            }
            let next = self.asking.try_update_value(|asking| {
                asking.in_flight = false;
                asking.next.take()
            });
            match next.flatten().filter(|next| *next != query) {
                Some(next) => self.send(next),
                None => self.busy.set(false),
            }
        });
    }

    /// Reads the next page, if there is one.
    pub fn more(self) {
        let asking = self.asking.get_value();
        let (Some(query), false) = (asking.answered, asking.in_flight) else { return };
        let offset = self.found.with_untracked(Vec::len) as u32;
        if offset >= self.total_untracked() || self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let page = Page { offset, limit: PAGE };
            let reply = use_backend().ask(SearchRoutes { query: query.clone(), page }).await;
            let current = self.asking.with_value(|asking| asking.answered.as_ref() == Some(&query));
            match reply {
                Ok(result) if current => self.found.update(|found| found.extend(result.found)),
                Ok(_) => {}
                Err(error) => self.failed.set(Some(error)),
            }
            if !self.asking.with_value(|asking| asking.in_flight) {
                self.busy.set(false);
            }
        });
    }

    /// The panel was scrolled: keeps the place in the list, and reads on before its end is reached.
    pub fn scrolled(self, top: i32, shown: i32, whole: i32) {
        if self.listing.get_value() {
            self.scroll.set_value(top);
            if whole - top - shown < 600 {
                self.more();
            }
        }
    }

    /// Names and points for pickers and chips, once.
    pub fn load_places(self) {
        if self.places.with_untracked(Option::is_some) {
            return;
        }
        spawn_local(async move {
            match use_backend().ask(OpenPlaces {}).await {
                Ok(places) => self.places.set(Some(places)),
                // Chips then show the codes of the communes; the next visit asks again.
                Err(error) => leptos::logging::warn!("places: {error}"),
            }
        });
    }

    /// How many routes match; 0 before the first answer.
    pub fn total(self) -> u32 {
        self.result.with(|result| result.as_ref().map_or(0, |result| result.total))
    }

    fn total_untracked(self) -> u32 {
        self.result.with_untracked(|result| result.as_ref().map_or(0, |result| result.total))
    }

    /// Reads the counts of the last answer, tracked.
    pub fn facets<T>(self, read: impl FnOnce(&Facets) -> T) -> Option<T> {
        self.result.with(|result| result.as_ref().map(|result| read(&result.facets)))
    }
}
