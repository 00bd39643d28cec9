//! Reads cards, sheets, segments, places and findings out of the catalogue.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, named_params};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::codec;
use super::{CatalogueStore, StoreError};
use crate::domain::{
    AboutData, Bounds, Commune, Finding, Insee, Position, Route, RouteCard, RouteId, RouteSheet, Segment,
    SegmentId, Station, Town,
};
use crate::filter::Page;
use crate::reading;
use crate::sheets::{self, Lookup};

/// Communes, towns and stations, as the build was given them.
pub type Places = (Vec<Commune>, Vec<Town>, Vec<Station>);

impl CatalogueStore {
    /// The sheet of a route; former spellings of its identity open it too.
    pub fn sheet(&self, id: &RouteId) -> Result<Option<RouteSheet>, StoreError> {
        const SQL: &str = "SELECT card, body, neighbours FROM route WHERE n = :n";
        let Some(n) = self.rank_of(id)? else { return Ok(None) };
        let (card, body, neighbours): (String, String, String) = self
            .conn
            .prepare_cached(SQL)?
            .query_row(named_params! { ":n": n }, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let route: Route = kept(&body)?;
        let segments = self.segments_of(n)?;
        let names = self.commune_names()?;
        let lookup = Lookup::from_names(&segments, names.iter().map(|(i, name)| (i.as_str(), name.as_str())));
        let mut sheet = sheets::sheet(&route, &lookup);
        sheet.state = self.state_of(n, &route, &lookup)?;
        sheet.card = self.card(n, &card)?;
        let (nearby, similar): (Vec<u32>, Vec<u32>) = kept(&neighbours)?;
        sheet.nearby = self.cards_at(&nearby)?;
        sheet.similar = self.cards_at(&similar)?;
        sheet.findings = self.findings_about(&route)?;
        Ok(Some(sheet))
    }

    /// Where the route stands in the tables; former spellings of its identity name it, too.
    pub(super) fn rank_of(&self, id: &RouteId) -> Result<Option<u32>, StoreError> {
        const SQL: &str = "SELECT n FROM route WHERE n =
            coalesce((SELECT n FROM route WHERE id = :id), (SELECT route FROM route_alias WHERE id = :id))";
        let mut statement = self.conn.prepare_cached(SQL)?;
        Ok(statement.query_row(named_params! { ":id": id.as_str() }, |row| row.get(0)).optional()?)
    }

    /// The identity by which the route is known today; `None` where there is no such route.
    pub fn current_id(&self, id: &RouteId) -> Result<Option<RouteId>, StoreError> {
        Ok(self.rank_of(id)?.and_then(|n| self.columns.ids(&[n]).to_vec().pop()))
    }

    /// The route as it was joined, for exports and checks.
    pub fn route(&self, id: &RouteId) -> Result<Option<Route>, StoreError> {
        const SQL: &str = "SELECT body FROM route WHERE id = :id";
        let row = self.conn.prepare_cached(SQL)?.query_row(named_params! { ":id": id.as_str() }, text);
        row.optional()?.map(|body| kept(&body)).transpose()
    }

    /// The cards in the order of the ids; unknown ids are left out.
    pub fn cards(&self, ids: &[RouteId]) -> Result<Vec<RouteCard>, StoreError> {
        let ranks = ids.iter().filter_map(|id| self.rank_of(id).transpose());
        self.cards_at(&ranks.collect::<Result<Vec<_>, _>>()?)
    }

    pub(super) fn cards_at(&self, routes: &[u32]) -> Result<Vec<RouteCard>, StoreError> {
        const SQL: &str = "SELECT card FROM route WHERE n = :n";
        let mut statement = self.conn.prepare_cached(SQL)?;
        routes
            .iter()
            .map(|n| {
                let card = statement.query_row(named_params! { ":n": n }, text)?;
                self.card(*n, &card)
            })
            .collect()
    }

    /// The stored card with the closures of the day.
    fn card(&self, n: u32, stored: &str) -> Result<RouteCard, StoreError> {
        Ok(RouteCard { closed: self.columns.closed(n).to_vec(), ..kept(stored)? })
    }

    /// An inscribed way and the routes that use it.
    pub fn segment(&self, id: &SegmentId) -> Result<Option<(Segment, Vec<RouteCard>)>, StoreError> {
        const SQL: &str = "SELECT n, line, body, verbatim FROM segment WHERE id = :id";
        const ROUTES: &str = "SELECT n FROM route_segment
            JOIN route ON route.n = route_segment.route WHERE segment = :segment ORDER BY route.id";
        let headings: Vec<String> = meta(&self.conn, "headings")?;
        let row = self
            .conn
            .prepare_cached(SQL)?
            .query_row(named_params! { ":id": id.as_str() }, |row| {
                Ok((row.get::<_, u32>(0)?, raw_segment(row, 1)?, row.get::<_, String>(3)?))
            })
            .optional()?;
        let Some((n, raw, verbatim)) = row else { return Ok(None) };
        let verbatim: Vec<Option<String>> = kept(&verbatim)?;
        let verbatim =
            headings.into_iter().zip(verbatim).filter_map(|(name, value)| Some((name, value?))).collect();
        let routes = self
            .conn
            .prepare_cached(ROUTES)?
            .query_map(named_params! { ":segment": n }, |row| row.get(0))?
            .collect::<Result<Vec<u32>, _>>()?;
        Ok(Some((whole_segment(raw, verbatim)?, self.cards_at(&routes)?)))
    }

    /// Communes, towns and stations with their places.
    pub fn places(&self) -> Result<Places, StoreError> {
        const COMMUNES: &str =
            "SELECT insee, name, population, postcodes, mairie, outline FROM commune ORDER BY insee";
        const TOWNS: &str = "SELECT name, population, at FROM town ORDER BY n";
        let mut communes = Vec::new();
        let mut statement = self.conn.prepare_cached(COMMUNES)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let outline = codec::read_outline(row.get_ref(5)?.as_blob().map_err(StoreError::damaged)?)?;
            let mairie: Option<Vec<u8>> = row.get(4)?;
            let mairie = mairie.map(|blob| one_position(&blob)).transpose()?;
            let bounds = Bounds::around(outline.iter().flatten().flatten().copied().chain(mairie));
            communes.push(Commune {
                insee: Insee(row.get(0)?),
                name: row.get(1)?,
                population: row.get(2)?,
                postcodes: kept(&row.get::<_, String>(3)?)?,
                mairie,
                bounds: bounds.ok_or_else(|| StoreError::damaged("a commune without outline"))?,
                outline,
            });
        }
        let mut towns = Vec::new();
        let mut statement = self.conn.prepare_cached(TOWNS)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at = one_position(&row.get::<_, Vec<u8>>(2)?)?;
            towns.push(Town { name: row.get(0)?, population: row.get(1)?, at });
        }
        Ok((communes, towns, self.stations()?))
    }

    pub(super) fn stations(&self) -> Result<Vec<Station>, StoreError> {
        const SQL: &str = "SELECT name, uic, at FROM station ORDER BY n";
        let mut stations = Vec::new();
        let mut statement = self.conn.prepare_cached(SQL)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let at = one_position(&row.get::<_, Vec<u8>>(2)?)?;
            stations.push(Station { name: row.get(0)?, uic: row.get(1)?, at });
        }
        Ok(stations)
    }

    pub fn about(&self) -> Result<AboutData, StoreError> {
        meta(&self.conn, "about")
    }

    /// Everything that the build had to say about the data.
    pub fn findings(&self) -> Result<Vec<Finding>, StoreError> {
        const SQL: &str = "SELECT body FROM finding ORDER BY n";
        let mut statement = self.conn.prepare_cached(SQL)?;
        statement.query_map([], text)?.map(|body| kept(&body?)).collect()
    }

    /// The findings of one code, in the order of the source.
    pub fn findings_of(&self, code: &str, page: Page) -> Result<Vec<Finding>, StoreError> {
        const SQL: &str =
            "SELECT body FROM finding WHERE code = :code ORDER BY n LIMIT :limit OFFSET :offset";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let args = named_params! { ":code": code, ":limit": page.limit, ":offset": page.offset };
        statement.query_map(args, text)?.map(|body| kept(&body?)).collect()
    }

    fn findings_about(&self, route: &Route) -> Result<Vec<Finding>, StoreError> {
        const SQL: &str = "SELECT body FROM finding WHERE subject = :subject ORDER BY severity DESC, n";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let mut subjects = vec![route.id.as_str(), route.code.as_str()];
        subjects.extend(route.raw_codes.iter().map(String::as_str));
        subjects.sort_unstable();
        subjects.dedup();
        let mut findings: Vec<Finding> = Vec::new();
        for subject in subjects {
            for body in statement.query_map(named_params! { ":subject": subject }, text)? {
                findings.push(kept(&body?)?);
            }
        }
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
        Ok(findings)
    }

    /// Segments of a route, without their published columns, which no sheet shows.
    pub(super) fn segments_of(&self, route: u32) -> Result<Vec<Segment>, StoreError> {
        const SQL: &str = "SELECT segment.line, segment.body FROM route_segment
            JOIN segment ON segment.n = route_segment.segment WHERE route_segment.route = :route";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let rows = statement.query_map(named_params! { ":route": route }, |row| raw_segment(row, 0))?;
        rows.map(|raw| whole_segment(raw?, BTreeMap::new())).collect()
    }

    pub(super) fn commune_names(&self) -> Result<Vec<(Insee, String)>, StoreError> {
        const SQL: &str = "SELECT insee, name FROM commune ORDER BY insee";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let rows = statement.query_map([], |row| Ok((Insee(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// What the catalogue keeps once, by its name.
pub(super) fn meta<T: DeserializeOwned>(conn: &Connection, key: &str) -> Result<T, StoreError> {
    const SQL: &str = "SELECT value FROM meta WHERE key = :key";
    let value = conn.prepare_cached(SQL)?.query_row(named_params! { ":key": key }, text)?;
    kept(&value)
}

pub(super) fn text(row: &Row) -> rusqlite::Result<String> {
    row.get(0)
}

/// A value that the catalogue keeps as JSON. In the browser the lightest reader counts, elsewhere the quickest.
pub(super) fn kept<T: DeserializeOwned>(json: &str) -> Result<T, StoreError> {
    if cfg!(target_arch = "wasm32") { Ok(reading::read(json)?) } else { Ok(serde_json::from_str(json)?) }
}

/// The line blob and the JSON of a segment, from `first` on.
fn raw_segment(row: &Row, first: usize) -> rusqlite::Result<(Vec<u8>, String)> {
    Ok((row.get(first)?, row.get(first + 1)?))
}

fn whole_segment(
    (line, body): (Vec<u8>, String),
    verbatim: BTreeMap<String, String>,
) -> Result<Segment, StoreError> {
    let mut value = reading::parse(&body)?;
    value["line"] = Value::Array(Vec::new());
    value["verbatim"] = serde_json::to_value(verbatim)?;
    let mut segment: Segment = reading::from_value(&value)?;
    segment.line = codec::read_line(&line)?;
    Ok(segment)
}

fn one_position(blob: &[u8]) -> Result<Position, StoreError> {
    let line = codec::read_line(blob)?;
    line.first().copied().ok_or_else(|| StoreError::damaged("a place without position"))
}
