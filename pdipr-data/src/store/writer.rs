//! Puts the rows of a catalogue into its tables.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};
use serde_json::Value;

use super::lists::{bits, rank};
use super::terms::{Terms, way_names};
use super::{StoreError, codec};
use crate::domain::{
    AboutData, BuildInfo, Closure, Commune, Finding, FindingCount, Insee, Leg, Lengths, Network,
    NetworkTotal, Route, RouteCard, Segment, SegmentId, Station, Town,
};
use crate::filter::RouteFacts;
use crate::filter::text::fold::sort_key;
use crate::sheets::{Lookup, Neighbours};

/// Takes the rows in the order places, segments, closures, routes along the curve (`place_on_curve`), findings.
pub struct Writer<'c> {
    conn: &'c Connection,
    insee: BTreeMap<Insee, u32>,
    segments: BTreeMap<SegmentId, u32>,
    routes: u32,
    names: Vec<(String, u32)>,
    totals: BTreeMap<Network, (u32, Lengths)>,
    findings: BTreeMap<(String, i64), FindingCount>,
}

impl<'c> Writer<'c> {
    pub(super) fn new(conn: &'c Connection) -> Self {
        Writer {
            conn,
            insee: BTreeMap::new(),
            segments: BTreeMap::new(),
            routes: 0,
            names: Vec::new(),
            totals: BTreeMap::new(),
            findings: BTreeMap::new(),
        }
    }

    pub fn places(
        &mut self,
        communes: &[Commune],
        towns: &[Town],
        stations: &[Station],
    ) -> Result<(), StoreError> {
        const COMMUNE: &str = "INSERT INTO commune (insee, name, population, postcodes, mairie, outline)
            VALUES (:insee, :name, :population, :postcodes, :mairie, :outline)";
        const TOWN: &str = "INSERT INTO town (name, population, at) VALUES (:name, :population, :at)";
        const STATION: &str = "INSERT INTO station (name, uic, at) VALUES (:name, :uic, :at)";
        for commune in communes {
            self.insee_number(&commune.insee)?;
            self.conn.prepare_cached(COMMUNE)?.execute(named_params! {
                ":insee": commune.insee.as_str(),
                ":name": commune.name,
                ":population": commune.population,
                ":postcodes": serde_json::to_string(&commune.postcodes)?,
                ":mairie": commune.mairie.map(|at| codec::line(&[at])),
                ":outline": codec::outline(&commune.outline),
            })?;
        }
        for town in towns {
            let at = codec::line(&[town.at]);
            let row = named_params! { ":name": town.name, ":population": town.population, ":at": at };
            self.conn.prepare_cached(TOWN)?.execute(row)?;
        }
        for station in stations {
            let at = codec::line(&[station.at]);
            let row = named_params! { ":name": station.name, ":uic": station.uic, ":at": at };
            self.conn.prepare_cached(STATION)?.execute(row)?;
        }
        Ok(())
    }

    pub fn segments(&mut self, segments: &[Segment]) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO segment (n, id, line, body, verbatim)
            VALUES (:n, :id, :line, :body, :verbatim)";
        let mut headings: Vec<&String> = segments.iter().flat_map(|s| s.verbatim.keys()).collect();
        headings.sort();
        headings.dedup();
        self.meta("headings", &headings)?;
        let mut sorted: Vec<&Segment> = segments.iter().collect();
        sorted.sort_by(|a, b| a.id.cmp(&b.id));
        for (n, segment) in (0_u32..).zip(sorted) {
            let verbatim: Vec<Option<&String>> = headings.iter().map(|h| segment.verbatim.get(*h)).collect();
            self.conn.prepare_cached(SQL)?.execute(named_params! {
                ":n": n,
                ":id": segment.id.as_str(),
                ":line": codec::line(&segment.line),
                ":body": body(segment, &["line", "verbatim"])?,
                ":verbatim": serde_json::to_string(&verbatim)?,
            })?;
            self.segments.insert(segment.id.clone(), n);
        }
        Ok(())
    }

    pub fn closures(&mut self, closures: &[Closure]) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO closure (segment, from_day, until_day, body)
            VALUES (:segment, :from_day, :until_day, :body)";
        for closure in closures {
            let segment = self.segments.get(&closure.segment).copied().ok_or_else(|| {
                StoreError::damaged(format!("a closure is on the unknown segment {}", closure.segment))
            })?;
            self.conn.prepare_cached(SQL)?.execute(named_params! {
                ":segment": segment,
                ":from_day": closure.days.from.to_string(),
                ":until_day": closure.days.until.map(|day| day.to_string()),
                ":body": serde_json::to_string(closure)?,
            })?;
        }
        Ok(())
    }

    /// The next route along the curve.
    pub fn route(
        &mut self,
        route: &Route,
        card: &RouteCard,
        neighbours: &Neighbours,
        lookup: &Lookup,
    ) -> Result<(), StoreError> {
        const ROUTE: &str = "INSERT INTO route (n, id, card, body, neighbours, ways)
            VALUES (:n, :id, :card, :body, :neighbours, :ways)";
        const ALIAS: &str = "INSERT INTO route_alias (id, route) VALUES (:id, :n)";
        const SEGMENT: &str = "INSERT OR IGNORE INTO route_segment (route, segment) VALUES (:n, :segment)";
        let n = self.routes;
        self.routes += 1;
        self.conn.prepare_cached(ROUTE)?.execute(named_params! {
            ":n": n,
            ":id": route.id.as_str(),
            ":card": serde_json::to_string(card)?,
            ":body": serde_json::to_string(route)?,
            ":neighbours": serde_json::to_string(&(&neighbours.nearby, &neighbours.similar))?,
            ":ways": way_names(route, lookup).into_iter().collect::<Vec<_>>().join("\n"),
        })?;
        for alias in &route.aliases {
            self.conn.prepare_cached(ALIAS)?.execute(named_params! { ":id": alias.as_str(), ":n": n })?;
        }
        for leg in route.parts.iter().flat_map(|part| &part.legs) {
            if let Leg::Inscribed { segment, .. } = leg {
                let known = self.segments.get(segment).copied();
                let known = known.ok_or_else(|| {
                    StoreError::damaged(format!("route {} uses the unknown segment {segment}", route.id))
                })?;
                let row = named_params! { ":n": n, ":segment": known };
                self.conn.prepare_cached(SEGMENT)?.execute(row)?;
            }
        }
        self.facts(n, &RouteFacts::of(route, card))?;
        self.terms(n, &Terms::of(route, lookup))?;
        self.names.push((sort_key(&route.name), n));
        let (routes, lengths) = self.totals.entry(route.network).or_default();
        *routes += 1;
        lengths.inscribed += route.lengths.inscribed;
        lengths.retraced += route.lengths.retraced;
        lengths.liaison += route.lengths.liaison;
        lengths.gaps += route.lengths.gaps;
        Ok(())
    }

    fn facts(&mut self, n: u32, facts: &RouteFacts) -> Result<(), StoreError> {
        const FACT: &str = "INSERT INTO route_fact (n, id, network, practices, shape, difficulty, themes, length_m,
                inscribed_share, partial, duration_min, ascent_m, start_commune, communes, station_m, pnr_perche,
                doors, west, south, east, north)
            VALUES (:n, :id, :network, :practices, :shape, :difficulty, :themes, :length_m,
                :inscribed_share, :partial, :duration_min, :ascent_m, :start_commune, :communes, :station_m,
                :pnr_perche, :doors, :west, :south, :east, :north)";
        const BOX: &str = "INSERT INTO route_box (n, west, east, south, north)
            VALUES (:n, :west, :east, :south, :north)";
        let mut communes = Vec::with_capacity(facts.communes.len());
        for insee in &facts.communes {
            communes.push(self.insee_number(insee)?);
        }
        let start_commune = facts.start_commune.as_ref().map(|insee| self.insee_number(insee)).transpose()?;
        let b = facts.bounds;
        self.conn.prepare_cached(FACT)?.execute(named_params! {
            ":n": n,
            ":id": facts.id.as_str(),
            ":network": rank(facts.network),
            ":practices": bits(&facts.practices),
            ":shape": facts.shape.map(rank),
            ":difficulty": facts.difficulty.map(rank),
            ":themes": bits(&facts.themes),
            ":length_m": facts.length.value(),
            ":inscribed_share": facts.inscribed_share.map(|share| share.value()),
            ":partial": facts.partial,
            ":duration_min": facts.duration.map(|minutes| minutes.0),
            ":ascent_m": facts.ascent.map(|ascent| ascent.value()),
            ":start_commune": start_commune,
            ":communes": codec::numbers(communes),
            ":station_m": facts.station.map(|metres| metres.value()),
            ":pnr_perche": facts.pnr_perche,
            ":doors": codec::line(&facts.doors),
            ":west": b.west, ":south": b.south, ":east": b.east, ":north": b.north,
        })?;
        self.conn.prepare_cached(BOX)?.execute(named_params! {
            ":n": n, ":west": b.west, ":east": b.east, ":south": b.south, ":north": b.north,
        })?;
        Ok(())
    }

    fn terms(&mut self, n: u32, terms: &Terms) -> Result<(), StoreError> {
        const SQL: &str =
            "INSERT INTO route_words (rowid, name, code, start, communes, towns, stations, ways)
            VALUES (:n, :name, :code, :start, :communes, :towns, :stations, :ways)";
        self.conn.prepare_cached(SQL)?.execute(named_params! {
            ":n": n, ":name": terms.name, ":code": terms.code, ":start": terms.start,
            ":communes": terms.communes, ":towns": terms.towns, ":stations": terms.stations,
            ":ways": terms.ways,
        })?;
        Ok(())
    }

    pub fn findings(&mut self, findings: &[Finding]) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO finding (code, severity, subject, body)
            VALUES (:code, :severity, :subject, :body)";
        for finding in findings {
            self.conn.prepare_cached(SQL)?.execute(named_params! {
                ":code": finding.code,
                ":severity": rank(finding.severity),
                ":subject": finding.place.subject,
                ":body": serde_json::to_string(finding)?,
            })?;
            let key = (finding.code.clone(), rank(finding.severity));
            let (code, severity) = (finding.code.clone(), finding.severity);
            self.findings.entry(key).or_insert(FindingCount { code, severity, count: 0 }).count += 1;
        }
        Ok(())
    }

    pub(super) fn finish(mut self, info: BuildInfo) -> Result<(), StoreError> {
        const ORDER: &str = "INSERT INTO name_order (rank, route) VALUES (:rank, :route)";
        const OPTIMIZE: &str = "INSERT INTO route_words (route_words) VALUES ('optimize')";
        self.names.sort();
        for (rank, (_, route)) in (0_u32..).zip(&self.names) {
            self.conn.prepare_cached(ORDER)?.execute(named_params! { ":rank": rank, ":route": route })?;
        }
        self.conn.execute(OPTIMIZE, [])?;
        self.meta("day-state", &info.day_state)?;
        let about = AboutData {
            info,
            segments: self.segments.len() as u32,
            routes: self.routes,
            networks: self
                .totals
                .iter()
                .map(|(network, (routes, lengths))| NetworkTotal {
                    network: *network,
                    routes: *routes,
                    lengths: *lengths,
                })
                .collect(),
            findings: self.findings.values().cloned().collect(),
        };
        self.meta("about", &about)
    }

    fn insee_number(&mut self, insee: &Insee) -> Result<u32, StoreError> {
        const SQL: &str = "INSERT INTO insee (n, code) VALUES (:n, :code)";
        if let Some(n) = self.insee.get(insee) {
            return Ok(*n);
        }
        let n = self.insee.len() as u32;
        self.conn.prepare_cached(SQL)?.execute(named_params! { ":n": n, ":code": insee.as_str() })?;
        self.insee.insert(insee.clone(), n);
        Ok(n)
    }

    fn meta(&self, key: &str, value: &impl serde::Serialize) -> Result<(), StoreError> {
        const SQL: &str = "INSERT INTO meta (key, value) VALUES (:key, :value)";
        let value = serde_json::to_string(value)?;
        self.conn.prepare_cached(SQL)?.execute(named_params! { ":key": key, ":value": value })?;
        Ok(())
    }
}

/// A value as JSON without what stands in columns of its own.
fn body(value: &impl serde::Serialize, without: &[&str]) -> Result<String, StoreError> {
    let mut value = serde_json::to_value(value)?;
    if let Value::Object(fields) = &mut value {
        fields.retain(|name, _| !without.contains(&name.as_str()));
    }
    Ok(serde_json::to_string(&value)?)
}
