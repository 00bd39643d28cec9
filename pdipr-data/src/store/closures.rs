//! Closures out of the catalogue: of all ways, of one route, and as days for searches.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, named_params};

use super::read::{kept, meta, text};
use super::{CatalogueStore, StoreError, codec};
use crate::domain::{Closure, DayState, Days, Position, RouteState, SegmentId, day};
use crate::reading;
use crate::sheets::{self, Lookup};

/// A closure with the line of its stretch, as the register draws it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosureLine {
    pub closure: Closure,
    /// Name of the commune in the register.
    pub commune: Option<String>,
    pub line: Vec<Position>,
}

impl CatalogueStore {
    /// What the catalogue knows of closures at all.
    pub fn day_state(&self) -> Result<Option<DayState>, StoreError> {
        meta(&self.conn, "day-state")
    }

    /// All closures, past and coming ones included, in the order of their segments.
    pub fn closures(&self) -> Result<Vec<ClosureLine>, StoreError> {
        const SQL: &str = "SELECT closure.body, segment.line, segment.body FROM closure JOIN segment ON segment.n = closure.segment ORDER BY closure.n";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let mut rows = statement.query([])?;
        let mut closures = Vec::new();
        while let Some(row) = rows.next()? {
            let closure: Closure = kept(&row.get::<_, String>(0)?)?;
            let mut line = codec::read_line(&row.get::<_, Vec<u8>>(1)?)?;
            if let Some((from, to)) = closure.stretch {
                line = sheets::cut(&line, from, to).0;
            }
            let segment = reading::parse(&row.get::<_, String>(2)?)?;
            let commune = segment["commune"].as_str().map(str::to_owned);
            closures.push(ClosureLine { closure, commune, line });
        }
        Ok(closures)
    }

    /// Those of one way, past and coming ones included.
    pub fn closures_of(&self, segment: &SegmentId) -> Result<Vec<Closure>, StoreError> {
        const SQL: &str = "SELECT closure.body FROM closure JOIN segment ON segment.n = closure.segment
            WHERE segment.id = :id ORDER BY closure.n";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let rows = statement.query_map(named_params! { ":id": segment.as_str() }, text)?;
        rows.map(|body| kept(&body?)).collect()
    }

    pub(super) fn state_of(
        &self,
        n: u32,
        route: &crate::domain::Route,
        lookup: &Lookup,
    ) -> Result<RouteState, StoreError> {
        const SQL: &str = "SELECT body FROM closure WHERE segment IN
            (SELECT segment FROM route_segment WHERE route = :route) ORDER BY n";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let rows = statement.query_map(named_params! { ":route": n }, text)?;
        let closures: Vec<Closure> = rows.map(|body| kept(&body?)).collect::<Result<_, _>>()?;
        Ok(RouteState { known: self.day_state()?, closures: sheets::closures(route, lookup, &closures) })
    }
}

/// The days on which some of a route is closed, by the rank of the route.
pub(super) fn days_of_routes(conn: &Connection) -> Result<BTreeMap<u32, Vec<Days>>, StoreError> {
    const SQL: &str = "SELECT DISTINCT route, from_day, until_day FROM closure
        JOIN route_segment ON route_segment.segment = closure.segment ORDER BY route, from_day, until_day";
    let mut of_routes: BTreeMap<u32, Vec<Days>> = BTreeMap::new();
    let mut statement = conn.prepare(SQL)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        of_routes.entry(row.get(0)?).or_default().push(days(row)?);
    }
    Ok(of_routes)
}

fn days(row: &Row) -> Result<Days, StoreError> {
    let read = |text: &str| day::read(text).ok_or_else(|| StoreError::damaged("a closure without its day"));
    let until: Option<String> = row.get(2)?;
    Ok(Days { from: read(&row.get::<_, String>(1)?)?, until: until.as_deref().map(read).transpose()? })
}
