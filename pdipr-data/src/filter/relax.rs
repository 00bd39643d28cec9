//! Ways out of an empty result: the query with a wider criterion or without it, and what that gives.

use std::cmp::Reverse;

use roaring::RoaringBitmap;

use super::columns::{Columns, STATION_STEPS};
use super::select::{Selection, figure_set};
use super::{Criterion, Range, Relaxation, RouteFilter, RouteQuery};
use crate::domain::{Metres, Minutes};

/// Round distances around a place, in metres: what the screens offer, and where a wider circle ends.
pub const NEAR_STEPS: &[u32] = &[2_000, 5_000, 10_000, 20_000, 30_000, 50_000];
/// Where a wider range may end: the edges of the bands, with round figures between and beyond them.
const LENGTH_EDGES: &[u32] = &[2_000, 5_000, 8_000, 10_000, 15_000, 20_000, 25_000, 30_000, 40_000];
const DURATION_EDGES: &[u32] = &[60, 120, 180, 240, 300, 360, 480, 600];
const ASCENT_EDGES: &[u32] = &[50, 100, 150, 200, 300];

/// Wider criteria first, those that change least before the others; then what is found without a criterion, most
/// routes first. Where no single criterion is to blame, all of them and the words are let go, so that an empty result
/// never is a dead end while the catalogue holds a route.
pub fn relaxations(query: &RouteQuery, columns: &Columns, selection: &Selection) -> Vec<Relaxation> {
    let mut wider: Vec<(usize, Relaxation)> = Vec::new();
    let mut dropped: Vec<Relaxation> = Vec::new();
    for (criterion, rest) in selection.active() {
        let most = rest.len() as u32;
        if most == 0 {
            continue;
        }
        let way = widened(query, columns, criterion, rest);
        let gained = way.as_ref().map_or(0, |(_, way)| way.count);
        wider.extend(way);
        // The same routes with the criterion in force are the smaller change.
        if gained < most {
            dropped.push(Relaxation { criterion, count: most, query: query.without(criterion) });
        }
    }
    wider.sort_by_key(|(steps, way)| (*steps, Reverse(way.count), way.criterion));
    dropped.sort_by_key(|way| (Reverse(way.count), way.criterion));
    let mut ways: Vec<Relaxation> = wider.into_iter().map(|(_, way)| way).chain(dropped).collect();
    if ways.is_empty() && selection.active().next().is_some() && !columns.all.is_empty() {
        ways.push(everything(query, &columns.all));
    }
    ways
}

impl Relaxation {
    /// Whether the criterion stays in force, only wider.
    pub fn is_wider(&self) -> bool {
        self.query.filter.active().contains(&self.criterion)
    }
}

/// All criteria and words let go; named after the first of them.
fn everything(query: &RouteQuery, all: &RoaringBitmap) -> Relaxation {
    let criterion = query.filter.active().first().copied().unwrap_or(Criterion::Text);
    let cleared = RouteQuery { near: query.near, sort: query.sort, ..RouteQuery::default() };
    Relaxation { criterion, count: all.len() as u32, query: cleared }
}

/// The least wider range that finds a route among those that meet all else, and over how many edges it goes.
fn widened(
    query: &RouteQuery,
    columns: &Columns,
    criterion: Criterion,
    rest: &RoaringBitmap,
) -> Option<(usize, Relaxation)> {
    let count =
        |filter: &RouteFilter| figure_set(columns, filter, criterion, rest).intersection_len(rest) as u32;
    let sides = wider_filters(&query.filter, criterion);
    let least = sides.into_iter().filter_map(|filters| {
        // Each step holds the one before it, so the first that finds something can be searched for by halves.
        let steps = filters.partition_point(|filter| count(filter) == 0);
        let filter = filters.into_iter().nth(steps)?;
        let found = count(&filter);
        Some((steps, Relaxation { criterion, count: found, query: RouteQuery { filter, ..query.clone() } }))
    });
    least.min_by_key(|(steps, way)| (*steps, Reverse(way.count)))
}

/// The filter with its range opened step by step: upward, and downward.
fn wider_filters(filter: &RouteFilter, criterion: Criterion) -> Vec<Vec<RouteFilter>> {
    let with = |change: &dyn Fn(&mut RouteFilter)| {
        let mut changed = filter.clone();
        change(&mut changed);
        changed
    };
    match criterion {
        Criterion::Length => wider_ranges(filter.length, LENGTH_EDGES, Metres::whole)
            .map(|ranges| ranges.into_iter().map(|range| with(&|f| f.length = range)).collect())
            .into(),
        Criterion::Duration => wider_ranges(filter.duration, DURATION_EDGES, Minutes)
            .map(|ranges| ranges.into_iter().map(|range| with(&|f| f.duration = range)).collect())
            .into(),
        Criterion::Ascent => wider_ranges(filter.ascent, ASCENT_EDGES, Metres::whole)
            .map(|ranges| ranges.into_iter().map(|range| with(&|f| f.ascent = range)).collect())
            .into(),
        Criterion::Station => {
            let steps = beyond(filter.station_within, STATION_STEPS, Metres::whole);
            vec![steps.into_iter().map(|step| with(&|f| f.station_within = Some(step))).collect()]
        }
        Criterion::Near => {
            let Some(near) = filter.near else { return Vec::new() };
            let steps = beyond(near.within, NEAR_STEPS, Metres::whole);
            let wider = |step| super::Near { within: Some(step), ..near };
            vec![steps.into_iter().map(|step| with(&|f| f.near = Some(wider(step)))).collect()]
        }
        _ => Vec::new(),
    }
}

/// The range with its upper end raised, and with its lower end brought down, edge by edge. An end is opened only where
/// the other one still holds something back: else it would be no criterion any more.
fn wider_ranges<T: PartialOrd + Copy>(
    range: Range<T>,
    edges: &[u32],
    unit: impl Fn(u32) -> T + Copy,
) -> [Vec<Range<T>>; 2] {
    let mut up: Vec<Range<T>> =
        beyond(range.max, edges, unit).into_iter().map(|max| Range { max: Some(max), ..range }).collect();
    let below = edges.iter().rev().map(|edge| unit(*edge));
    let mut down: Vec<Range<T>> = below
        .filter(|edge| range.min.is_some_and(|min| *edge < min))
        .map(|min| Range { min: Some(min), ..range })
        .collect();
    if range.min.is_some() && range.max.is_some() {
        up.push(Range { max: None, ..range });
        down.push(Range { min: None, ..range });
    }
    [up, down]
}

/// The edges above an upper end; none where it is open.
fn beyond<T: PartialOrd + Copy>(end: Option<T>, edges: &[u32], unit: impl Fn(u32) -> T) -> Vec<T> {
    let Some(end) = end else { return Vec::new() };
    edges.iter().map(|edge| unit(*edge)).filter(|edge| *edge > end).collect()
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::super::fixtures::*;
    use super::super::{Near, RouteFacts, select};
    use super::*;

    /// The ways out of this filter among routes of these lengths (km).
    fn ways(kilometres: &[u32], filter: RouteFilter) -> Vec<Relaxation> {
        let facts: Vec<RouteFacts> = kilometres
            .iter()
            .map(|km| RouteFacts { length: Metres::whole(km * 1_000), ..a_fact(&format!("r{km}")) })
            .collect();
        let columns = columns(&facts);
        let all = |_: &_| Ok::<_, Infallible>(columns.all.clone());
        let selection = select(&columns, &filter, None, all).unwrap();
        relaxations(&RouteQuery { filter, ..RouteQuery::default() }, &columns, &selection)
    }

    fn lengths(min: Option<u32>, max: Option<u32>) -> RouteFilter {
        let whole = |km: u32| Metres::whole(km * 1_000);
        RouteFilter { length: Range { min: min.map(whole), max: max.map(whole) }, ..RouteFilter::default() }
    }

    #[test]
    fn a_length_goes_up_to_the_first_edge_that_finds_something() {
        let ways = ways(&[14, 15, 22], lengths(None, Some(10)));
        assert_eq!((ways[0].query.filter.clone(), ways[0].count), (lengths(None, Some(15)), 2));
        assert_eq!((ways[1].query.filter.clone(), ways[1].count), (lengths(None, None), 3));
    }

    #[test]
    fn the_nearer_end_of_a_band_gives_way() {
        let ways = ways(&[8, 40], lengths(Some(10), Some(15)));
        assert_eq!((ways[0].query.filter.clone(), ways[0].count), (lengths(Some(8), Some(15)), 1));
        assert_eq!((ways[1].query.filter.clone(), ways[1].count), (lengths(None, None), 2));
    }

    #[test]
    fn a_range_that_finds_all_that_its_absence_finds_stays_a_range() {
        let ways = ways(&[12], lengths(None, Some(10)));
        assert_eq!(ways.len(), 1);
        assert!(ways[0].is_wider());
    }

    #[test]
    fn a_circle_grows_to_a_round_distance() {
        let at = crate::domain::Position::new(1.5, 48.6).unwrap();
        let near = |km: u32| Some(Near { at, within: Some(Metres::whole(km * 1_000)) });
        let ways = ways(&[8], RouteFilter { near: near(10), ..RouteFilter::default() });
        assert_eq!(ways[0].query.filter.near, near(30));
    }
}
