//! The order of a result. Each route has one 64-bit key: what the order asks for, then its place by name.

use roaring::RoaringBitmap;

use super::columns::{Columns, NONE, walk};
use super::select::rough_distance;
use super::{RouteQuery, Sort};

/// How many routes of a result are put in order and named; beyond, a map shows no single line any more.
pub const ORDERED_MAX: usize = 5_000;

/// The first routes in the asked order, `ORDERED_MAX` or those of the page if that lies farther.
/// `scores` are those of the words, by rank of route.
pub fn order(
    columns: &Columns,
    query: &RouteQuery,
    scores: Option<&[f32]>,
    matches: &RoaringBitmap,
    page_end: usize,
) -> Vec<u32> {
    let mut keyed: Vec<(u64, u32)> = Vec::with_capacity(matches.len() as usize);
    walk(matches, |n| {
        let first = u64::from(key(columns, query, scores, n));
        keyed.push((first << 32 | u64::from(columns.name_rank[n as usize]), n));
    });
    let kept = ORDERED_MAX.max(page_end);
    if keyed.len() > kept {
        keyed.select_nth_unstable(kept);
        keyed.truncate(kept);
    }
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, n)| n).collect()
}

/// Less is better.
fn key(columns: &Columns, query: &RouteQuery, scores: Option<&[f32]>, n: u32) -> u32 {
    let index = n as usize;
    match query.sort {
        Sort::Relevance => {
            let words = scores.map_or(0.0, |scores| scores[index]);
            // What speaks for a route in itself only decides between equal words.
            !ascending(words * 10.0 + columns.prior[index])
        }
        Sort::Proximity => match query.place() {
            Some(place) => columns
                .doors
                .of(n)
                .iter()
                .map(|door| (rough_distance(*door, place) * 10.0) as u32)
                .min()
                .unwrap_or(NONE),
            None => 0,
        },
        Sort::Length => (columns.length[index] * 100.0) as u32,
        Sort::Duration => columns.duration[index],
        Sort::Name => 0,
    }
}

/// Bits that order like the number; numbers here are not negative.
fn ascending(score: f32) -> u32 {
    score.max(0.0).to_bits()
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::domain::{Metres, Minutes, Position};
    use crate::filter::RouteFacts;

    fn ordered(facts: &[RouteFacts], sort: Sort, near: Option<Position>) -> Vec<u32> {
        let columns = columns(facts);
        let query = RouteQuery { sort, near, ..RouteQuery::default() };
        order(&columns, &query, None, &columns.all, 20)
    }

    #[test]
    fn followable_routes_come_first_where_nothing_was_asked() {
        let partial = RouteFacts { partial: true, ..a_fact("a") };
        assert_eq!(ordered(&[partial, a_fact("b")], Sort::Relevance, None), [1, 0]);
    }

    #[test]
    fn an_unknown_duration_comes_last() {
        let unknown = RouteFacts { duration: None, ..a_fact("a") };
        let long = RouteFacts { duration: Some(Minutes(600)), ..a_fact("b") };
        assert_eq!(ordered(&[unknown, long], Sort::Duration, None), [1, 0]);
    }

    #[test]
    fn the_shortest_comes_first_and_equal_ones_by_name() {
        let long = RouteFacts { length: Metres::whole(9_000), ..a_fact("a") };
        assert_eq!(ordered(&[long, a_fact("b"), a_fact("c")], Sort::Length, None), [1, 2, 0]);
    }

    #[test]
    fn the_nearest_door_counts() {
        let far = RouteFacts { doors: vec![Position::new(1.9, 48.4).unwrap()], ..a_fact("a") };
        let nowhere = RouteFacts { doors: vec![], ..a_fact("b") };
        let here = Position::new(1.5, 48.4).unwrap();
        assert_eq!(ordered(&[nowhere, far, a_fact("c")], Sort::Proximity, Some(here)), [2, 1, 0]);
    }
}
