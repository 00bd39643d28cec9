//! The walk of one route as it was joined, and the routes around a place.

use rusqlite::named_params;

use super::read::{kept, text};
use super::{CatalogueStore, StoreError};
use crate::domain::{Bounds, Metres, Position, Route, RouteId, Stretch};
use crate::sheets::{self, Lookup};

impl CatalogueStore {
    /// The parts of the route with their stretches; closures do not cut them. Former spellings open it, too.
    pub fn walk(&self, id: &RouteId) -> Result<Option<Vec<Vec<Stretch>>>, StoreError> {
        const SQL: &str = "SELECT body FROM route WHERE n = :n";
        let Some(n) = self.rank_of(id)? else { return Ok(None) };
        let body = self.conn.prepare_cached(SQL)?.query_row(named_params! { ":n": n }, text)?;
        let route: Route = kept(&body)?;
        let segments = self.segments_of(n)?;
        let lookup = Lookup::from_names(&segments, std::iter::empty());
        Ok(Some(sheets::stretches(&route, &lookup)))
    }

    /// Routes whose box comes within this distance of the place, by id: their lines may still be farther.
    pub fn routes_around(&self, at: Position, within: Metres) -> Result<Vec<RouteId>, StoreError> {
        // At least 111.2 km a degree of latitude, and half of that of longitude up to 60° north.
        let north = within.value() / 110_000.0;
        let (west, east) = (at.lon() - 2.0 * north, at.lon() + 2.0 * north);
        let around = Bounds { west, south: at.lat() - north, east, north: at.lat() + north };
        let found: Vec<u32> = self.in_box(&around)?.iter().collect();
        Ok(self.columns.ids(&found).to_vec())
    }
}
