//! Searches: words through the index, criteria through the columns, the page out of the table.

use jiff::civil::Date;
use roaring::RoaringBitmap;
use rusqlite::named_params;

use super::{CatalogueStore, StoreError, facts};
use crate::domain::{Bounds, CommuneName, Metres};
use crate::filter::text::{Hits, Probe, Reading, Target, Vocabulary, gather, read};
use crate::filter::{
    Criterion, Found, NEAR_STEPS, Near, Page, Relaxation, RouteQuery, SearchResult, Shown, Sort, facets,
    order, relaxations, select, why,
};

impl CatalogueStore {
    /// Routes that match, best first, with counts beside every option and, where there is none, ways out.
    pub fn search(&self, query: &RouteQuery, page: Page) -> Result<SearchResult, StoreError> {
        self.search_on(query, page, None)
    }

    /// The same, with the number of routes that are open today where the query names no day.
    pub fn search_on(
        &self,
        query: &RouteQuery,
        page: Page,
        today: Option<Date>,
    ) -> Result<SearchResult, StoreError> {
        let words = self.words_of(&query.text)?;
        let hits = words.as_ref().map(|(_, hits)| hits);
        let text = hits.map(|hits| &hits.set);
        let columns = &self.columns;
        let selection = select(columns, &query.filter, text, |bounds| self.in_box(bounds))?;
        let (offset, limit) = (page.offset as usize, page.limit as usize);
        let scores = hits.map(|hits| hits.scores.as_slice());
        let end = offset.saturating_add(limit);
        let ordered = order(columns, query, scores, &selection.matches, end);
        let shown = ordered.get(offset..end.min(ordered.len())).unwrap_or(&[]);
        let mut ways_out = Vec::new();
        if selection.matches.is_empty() {
            ways_out = relaxations(query, columns, &selection);
            if let Some((reading, hits)) = &words {
                let other = self.other_words(query, reading, hits)?;
                if !other.is_empty() {
                    // Part of the words is a nearer way out than none of them.
                    ways_out.retain(|way| way.criterion != Criterion::Text);
                }
                // A wider criterion keeps all the words; those come next, and then what is let go.
                let kept = ways_out.partition_point(Relaxation::is_wider);
                ways_out.extend(other);
                ways_out[kept..].sort_by_key(|way| std::cmp::Reverse(way.count));
            }
        }
        Ok(SearchResult {
            total: selection.matches.len() as u32,
            found: self.page(shown, query, hits)?,
            all: columns.ids(&ordered),
            facets: facets(columns, &query.filter, &selection, today),
            relaxations: ways_out,
            understood: words.and_then(|(reading, _)| reading.understood),
        })
    }

    /// `None` where nothing was typed that could be searched for.
    pub(super) fn words_of(&self, text: &str) -> Result<Option<(Reading, Hits)>, StoreError> {
        if text.trim().is_empty() {
            return Ok(None);
        }
        let reading = read(text, self.vocabulary()?);
        if reading.words.is_empty() {
            return Ok(None);
        }
        let hits = gather(&reading, self.columns.len(), |probe| self.look_up(probe))?;
        Ok(Some((reading, hits)))
    }

    pub(super) fn vocabulary(&self) -> Result<&Vocabulary, StoreError> {
        if let Some(known) = self.vocabulary.get() {
            return Ok(known);
        }
        let read = facts::vocabulary(&self.conn)?;
        Ok(self.vocabulary.get_or_init(|| read))
    }

    pub(super) fn look_up(&self, probe: &Probe) -> Result<RoaringBitmap, StoreError> {
        // Terms hold letters and digits only, so the quotes cannot be broken.
        let words = match &probe.target {
            Target::Term { field, term } => format!("{{{}}} : \"{term}\"", field.as_str()),
            Target::Beginning { field, start } => format!("{{{}}} : \"{start}\" *", field.as_str()),
            criterion => return Ok(self.columns.meaning(criterion)),
        };
        const SQL: &str = "SELECT rowid FROM route_words WHERE route_words MATCH :words";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let rows = statement.query_map(named_params! { ":words": words }, |row| row.get::<_, u32>(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Candidates for a box of the map, out of the R*Tree.
    pub(super) fn in_box(&self, bounds: &Bounds) -> Result<RoaringBitmap, StoreError> {
        const SQL: &str = "SELECT n FROM route_box
            WHERE west <= :east AND east >= :west AND south <= :north AND north >= :south";
        let mut statement = self.conn.prepare_cached(SQL)?;
        let limits = named_params! {
            ":west": bounds.west, ":east": bounds.east, ":south": bounds.south, ":north": bounds.north,
        };
        Ok(statement.query_map(limits, |row| row.get::<_, u32>(0))?.collect::<Result<_, _>>()?)
    }

    fn page(
        &self,
        routes: &[u32],
        query: &RouteQuery,
        hits: Option<&Hits>,
    ) -> Result<Vec<Found>, StoreError> {
        const WAYS: &str = "SELECT ways FROM route WHERE n = :n";
        let filter = &query.filter;
        let asked: Vec<CommuneName> = filter
            .start_communes
            .union(&filter.crossed_communes)
            .filter_map(|insee| self.commune_name(insee))
            .collect();
        let stations = match hits {
            Some(_) => self.stations()?,
            None => Vec::new(),
        };
        let mut found = Vec::with_capacity(routes.len());
        for (n, card) in routes.iter().zip(self.cards_at(routes)?) {
            let ways: String = match hits {
                Some(_) => {
                    self.conn.prepare_cached(WAYS)?.query_row(named_params! { ":n": n }, super::read::text)?
                }
                None => String::new(),
            };
            let ways: Vec<&str> = ways.lines().collect();
            let asked: Vec<CommuneName> =
                asked.iter().filter(|commune| self.columns.crosses(*n, &commune.insee)).cloned().collect();
            let shown = Shown {
                n: *n,
                card: &card,
                doors: self.columns.doors(*n),
                asked_communes: &asked,
                ways: &ways,
                stations: &stations,
            };
            let why = why(&shown, query, hits);
            found.push(Found { card, why });
        }
        Ok(found)
    }

    /// Where the words are to blame: the query with those words only that are known, and what lies around the place.
    fn other_words(
        &self,
        query: &RouteQuery,
        reading: &Reading,
        hits: &Hits,
    ) -> Result<Vec<Relaxation>, StoreError> {
        let mut ways_out = Vec::new();
        let count = |query: &RouteQuery| -> Result<u32, StoreError> {
            let words = self.words_of(&query.text)?;
            let text = words.as_ref().map(|(_, hits)| &hits.set);
            let selection = select(&self.columns, &query.filter, text, |bounds| self.in_box(bounds))?;
            Ok(selection.matches.len() as u32)
        };
        if !hits.lost.is_empty() && hits.lost.len() < reading.words.len() {
            let kept = reading.words.iter().enumerate().filter(|(index, _)| !hits.lost.contains(index));
            let text = kept.map(|(_, word)| word.as_str()).collect::<Vec<_>>().join(" ");
            let query = RouteQuery { text, ..query.clone() };
            ways_out.push(Relaxation { criterion: Criterion::Text, count: count(&query)?, query });
        }
        let place = self.vocabulary()?.meant(reading).first().and_then(|place| place.at);
        if let Some(at) = place.filter(|_| hits.set.is_empty()) {
            let mut query = RouteQuery { text: String::new(), sort: Sort::Proximity, ..query.clone() };
            query.near = Some(at);
            for within in NEAR_STEPS.iter().filter(|step| **step >= 10_000) {
                query.filter.near = Some(Near { at, within: Some(Metres::whole(*within)) });
                let found = count(&query)?;
                if found > 0 {
                    ways_out.push(Relaxation { criterion: Criterion::Text, count: found, query });
                    break;
                }
            }
        }
        ways_out.retain(|way| way.count > 0);
        Ok(ways_out)
    }
}
