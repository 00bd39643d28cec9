//! Loads what searches keep in memory: the columns at the opening, the vocabulary at the first words.

use rusqlite::{Connection, Row};

use super::StoreError;
use super::closures::days_of_routes;
use super::codec;
use super::lists::{from_bits, from_rank};
use super::read::meta;
use crate::domain::{Bounds, DayState, Insee, Metres, Minutes, RouteId, Share};
use crate::filter::text::{Field, Place, PlaceKind, Vocabulary};
use crate::filter::{Columns, RouteFacts};

/// Reads the narrow table of facts whole.
pub(super) fn columns(conn: &Connection) -> Result<Columns, StoreError> {
    const FACTS: &str =
        "SELECT n, id, network, practices, shape, difficulty, themes, length_m, inscribed_share,
            partial, duration_min, ascent_m, start_commune, communes, station_m, pnr_perche, doors,
            west, south, east, north
        FROM route_fact ORDER BY n";
    const ORDER: &str = "SELECT route FROM name_order ORDER BY rank";
    const INSEE: &str = "SELECT code FROM insee ORDER BY n";
    let insee: Vec<Insee> =
        conn.prepare(INSEE)?.query_map([], |row| Ok(Insee(row.get(0)?)))?.collect::<Result<_, _>>()?;
    let order: Vec<u32> = conn.prepare(ORDER)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let told: Option<DayState> = meta(conn, "day-state")?;
    let mut closed = days_of_routes(conn)?;
    let mut statement = conn.prepare(FACTS)?;
    let mut rows = statement.query([])?;
    let mut failure = None;
    let mut expected = 0_u32;
    let facts = std::iter::from_fn(|| {
        let next = rows.next().map_err(StoreError::from).and_then(|row| {
            row.map(|row| {
                if row.get::<_, u32>(0)? != expected {
                    return Err(StoreError::damaged(format!("route {expected} is missing")));
                }
                let closed = told.map(|_| closed.remove(&expected).unwrap_or_default());
                expected += 1;
                Ok(RouteFacts { closed, ..facts(row, &insee)? })
            })
            .transpose()
        });
        next.unwrap_or_else(|error| {
            failure = Some(error);
            None
        })
    });
    let columns = Columns::build(facts, &order);
    failure.map_or(Ok(columns), Err)
}

fn facts(row: &Row, insee: &[Insee]) -> Result<RouteFacts, StoreError> {
    let bad = |what: &str| StoreError::damaged(what);
    let commune = |n: u32| insee.get(n as usize).cloned().ok_or_else(|| bad("an unknown commune"));
    let metres = |value: f64| Metres::try_from(value).map_err(StoreError::damaged);
    let blob = |column| row.get_ref(column)?.as_blob().map_err(StoreError::damaged);
    Ok(RouteFacts {
        id: RouteId(row.get(1)?),
        network: from_rank(row.get(2)?).ok_or_else(|| bad("an unknown network"))?,
        practices: from_bits(row.get(3)?),
        shape: row.get::<_, Option<i64>>(4)?.and_then(from_rank),
        difficulty: row.get::<_, Option<i64>>(5)?.and_then(from_rank),
        themes: from_bits(row.get(6)?),
        length: metres(row.get(7)?)?,
        inscribed_share: row
            .get::<_, Option<f64>>(8)?
            .map(Share::try_from)
            .transpose()
            .map_err(StoreError::damaged)?,
        partial: row.get(9)?,
        duration: row.get::<_, Option<u32>>(10)?.map(Minutes),
        ascent: row.get::<_, Option<f64>>(11)?.map(metres).transpose()?,
        start_commune: row.get::<_, Option<u32>>(12)?.map(commune).transpose()?,
        communes: codec::read_numbers(blob(13)?)?.into_iter().map(commune).collect::<Result<_, _>>()?,
        station: row.get::<_, Option<f64>>(14)?.map(metres).transpose()?,
        pnr_perche: row.get(15)?,
        closed: None,
        doors: codec::read_line(blob(16)?)?,
        bounds: Bounds { west: row.get(17)?, south: row.get(18)?, east: row.get(19)?, north: row.get(20)? },
    })
}

/// The terms of the index and the names of the places.
pub(super) fn vocabulary(conn: &Connection) -> Result<Vocabulary, StoreError> {
    const TERMS: &str = "SELECT term, col FROM route_vocabulary";
    let mut terms = Vec::new();
    let mut statement = conn.prepare(TERMS)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let column = row.get_ref(1)?.as_str().map_err(StoreError::damaged)?;
        if let Some(field) = Field::ALL.iter().find(|field| field.as_str() == column) {
            terms.push((row.get(0)?, *field));
        }
    }
    Ok(Vocabulary::new(terms, places(conn)?))
}

fn places(conn: &Connection) -> Result<Vec<Place>, StoreError> {
    const COMMUNES: &str = "SELECT name, mairie, insee FROM commune ORDER BY insee";
    const TOWNS: &str = "SELECT name, at FROM town ORDER BY n";
    const STATIONS: &str = "SELECT name, at FROM station ORDER BY n";
    let mut places = Vec::new();
    let mut read = |sql: &str, kind: fn(&Row) -> rusqlite::Result<PlaceKind>| -> Result<(), StoreError> {
        let mut statement = conn.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at: Option<Vec<u8>> = row.get(1)?;
            let at = at.map(|blob| codec::read_line(&blob)).transpose()?;
            let name: String = row.get(0)?;
            places.push(Place::new(&name, kind(row)?, at.and_then(|line| line.first().copied())));
        }
        Ok(())
    };
    read(COMMUNES, |row| Ok(PlaceKind::Commune(Insee(row.get(2)?))))?;
    read(TOWNS, |_| Ok(PlaceKind::Town))?;
    read(STATIONS, |_| Ok(PlaceKind::Station))?;
    Ok(places)
}
