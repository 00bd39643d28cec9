//! Ways out of an empty result: the query without a criterion, and what that gives.

use roaring::RoaringBitmap;

use super::select::Selection;
use super::{Criterion, Relaxation, RouteQuery};

/// Relaxations, most routes first. Where no single criterion is to blame, pairs are let go, then all but the words,
/// so that an empty result never is a dead end while the catalogue holds a route.
pub fn relaxations(query: &RouteQuery, selection: &Selection, all: &RoaringBitmap) -> Vec<Relaxation> {
    let single = selection.active().map(|(criterion, rest)| Relaxation {
        criterion,
        count: rest.len() as u32,
        query: query.without(criterion),
    });
    let mut ways: Vec<Relaxation> = single.filter(|way| way.count > 0).collect();
    if ways.is_empty() && selection.active().next().is_some() {
        ways.push(everything(query, all));
    }
    ways.retain(|way| way.count > 0);
    ways.sort_by(|a, b| b.count.cmp(&a.count).then(a.criterion.cmp(&b.criterion)));
    ways
}

/// All criteria and words let go; named after the first of them.
fn everything(query: &RouteQuery, all: &RoaringBitmap) -> Relaxation {
    let criterion = query.filter.active().first().copied().unwrap_or(Criterion::Text);
    let cleared = RouteQuery { near: query.near, sort: query.sort, ..RouteQuery::default() };
    Relaxation { criterion, count: all.len() as u32, query: cleared }
}
