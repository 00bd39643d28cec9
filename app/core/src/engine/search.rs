//! Finding routes, and the layers and places that go with it.

use pdipr_data::filter::{Page, SearchResult, Suggestion};

use super::{Engine, catalogue_failed, utc_day};
use crate::calls::{Handle, OpenLayer, OpenPlaces, SearchRoutes, Suggest};
use crate::error::ApiError;
use crate::pages::Places;

/// More than any screen shows; a larger request gets this many.
pub(super) const PAGE_MAX: u32 = 500;
const SUGGESTIONS_MAX: u32 = 50;

impl Handle<SearchRoutes> for Engine {
    fn handle(&mut self, call: SearchRoutes) -> Result<SearchResult, ApiError> {
        let page = Page { offset: call.page.offset, limit: call.page.limit.min(PAGE_MAX) };
        // The answer names its day.
        self.catalogue.search_on(&call.query, page, Some(utc_day(self.now))).map_err(catalogue_failed)
    }
}

impl Handle<Suggest> for Engine {
    fn handle(&mut self, call: Suggest) -> Result<Vec<Suggestion>, ApiError> {
        self.catalogue.suggest(&call.text, call.limit.min(SUGGESTIONS_MAX)).map_err(catalogue_failed)
    }
}

impl Handle<OpenLayer> for Engine {
    fn handle(&mut self, call: OpenLayer) -> Result<String, ApiError> {
        self.catalogue.layer(call.layer).map_err(catalogue_failed)
    }
}

impl Handle<OpenPlaces> for Engine {
    fn handle(&mut self, _: OpenPlaces) -> Result<Places, ApiError> {
        let (communes, towns, stations) = self.catalogue.places().map_err(catalogue_failed)?;
        Ok(Places::new(communes, towns, stations))
    }
}
