//! The engine: one handler for each call, synchronous, told the time by its host.

mod about;
mod carnet;
mod chance;
mod export;
mod gpx;
mod hear;
mod home;
mod lists;
mod own;
mod photos;
mod post;
mod report;
mod reviews;
mod route;
mod satisfaction;
mod search;
mod settings;
mod sync;
mod transfer;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use pdipr_data::domain::RouteId;
use pdipr_data::store::{CatalogueStore, StoreError};
use rusqlite::{Connection, Transaction};

use crate::calls;
use crate::error::ApiError;
use crate::store::{self, CarnetError, news};

use chance::Chance;
use sync::Exchange;

pub use hear::{Heard, Unreachable};
pub use sync::Server;

/// Answers the calls of one hiker on one device.
pub struct Engine {
    catalogue: CatalogueStore,
    carnet: Connection,
    /// What others have published, as it was fetched last.
    news: Connection,
    chance: Chance,
    exchange: Exchange,
    /// Something was written since the host has asked.
    stirred: bool,
    /// When the present call was made.
    now: Timestamp,
}

impl Engine {
    /// Opens the hiker's notebook and the cache of news beside the catalogue; what stands on routes that changed their ids
    /// follows them. `seed` is random, and another one at each opening.
    pub fn new(
        catalogue: CatalogueStore,
        carnet: Connection,
        news: Connection,
        seed: [u8; 32],
    ) -> Result<Self, ApiError> {
        let carnet = store::open(carnet)?;
        let news = news::open(news).map_err(CarnetError::from)?;
        let (chance, exchange) = (Chance::new(seed), Exchange::default());
        let (stirred, now) = (true, Timestamp::UNIX_EPOCH);
        let mut engine = Engine { catalogue, carnet, news, chance, exchange, stirred, now };
        engine.follow_renamed_routes()?;
        engine.follow_renamed_news()?;
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
        self.stirred = true;
        self.exchange.ahead = None;
        let tx = self.carnet.transaction().map_err(CarnetError::from)?;
        let changed = change(&tx)?;
        tx.commit().map_err(CarnetError::from)?;
        Ok(changed)
    }

    /// The id under which the catalogue knows the route today; `None` where it has no such route.
    fn current_id(&self, id: &RouteId) -> Result<Option<RouteId>, ApiError> {
        self.catalogue.current_id(id).map_err(catalogue_failed)
    }
}

fn catalogue_failed(error: StoreError) -> ApiError {
    ApiError::NoCatalogue { reason: crate::with_causes(&error) }
}

/// The day in UTC: the engine does not know the hiker's time zone.
fn utc_day(moment: Timestamp) -> Date {
    TimeZone::UTC.to_datetime(moment).date()
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
