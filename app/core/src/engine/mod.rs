//! The engine: one handler for each call, synchronous, told the time by its host.

mod about;
mod carnet;
mod export;
mod gpx;
mod home;
mod lists;
mod pending;
mod route;
mod search;
mod settings;
mod transfer;

use jiff::Timestamp;
use pdipr_data::domain::RouteId;
use pdipr_data::store::{CatalogueStore, StoreError};
use rusqlite::{Connection, Transaction};

use crate::calls;
use crate::error::ApiError;
use crate::store::{self, CarnetError};

/// Answers the calls of one hiker on one device.
pub struct Engine {
    catalogue: CatalogueStore,
    carnet: Connection,
    /// When the present call was made.
    now: Timestamp,
}

impl Engine {
    /// Opens the hiker's notebook beside the catalogue; marks on routes that changed their ids follow them.
    pub fn new(catalogue: CatalogueStore, carnet: Connection) -> Result<Self, ApiError> {
        let carnet = store::open(carnet)?;
        let mut engine = Engine { catalogue, carnet, now: Timestamp::UNIX_EPOCH };
        engine.follow_renamed_routes()?;
        Ok(engine)
    }

    /// Answers a request in JSON, with JSON; `now` is when it was made.
    pub fn answer(&mut self, request: &str, now: Timestamp) -> String {
        match calls::read_request(request) {
            Ok(request) => {
                self.now = now;
                calls::dispatch(self, request)
            }
            Err(error) => calls::to_json::<()>(Err(ApiError::BadRequest { reason: error.to_string() })),
        }
    }

    /// Runs `change` in one transaction: all of it is kept, or nothing.
    fn change<T>(
        &mut self,
        change: impl FnOnce(&Transaction<'_>) -> Result<T, CarnetError>,
    ) -> Result<T, ApiError> {
        let tx = self.carnet.transaction().map_err(CarnetError::from)?;
        let changed = change(&tx)?;
        tx.commit().map_err(CarnetError::from)?;
        Ok(changed)
    }

    /// The id under which the catalogue knows the route today; `None` where it has no such route.
    fn current_id(&self, id: &RouteId) -> Result<Option<RouteId>, ApiError> {
        let known = self.catalogue.cards(std::slice::from_ref(id)).map_err(catalogue_failed)?;
        if known.iter().any(|card| card.id == *id) {
            return Ok(Some(id.clone()));
        }
        let sheet = self.catalogue.sheet(id).map_err(catalogue_failed)?;
        Ok(sheet.map(|sheet| sheet.card.id))
    }
}

fn catalogue_failed(error: StoreError) -> ApiError {
    ApiError::NoCatalogue { reason: crate::with_causes(&error) }
}

/// Text as it is kept: without blanks around it, not empty, not longer than `max` characters.
fn checked_text(field: &str, text: &str, max: usize) -> Result<String, ApiError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ApiError::invalid(field, crate::reasons::EMPTY));
    }
    if text.chars().count() > max {
        return Err(ApiError::invalid(field, crate::reasons::TOO_LONG));
    }
    Ok(text.to_owned())
}
