//! Which routes match, and which would without one criterion. Bitmaps first; figures and boxes are looked at only
//! for routes that miss at most one of them. The order is chosen here, not by SQLite's planner.

use std::borrow::Cow;

use roaring::RoaringBitmap;

use super::columns::{Columns, NONE, Options};
use super::{Criterion, Near, RouteFilter};
use crate::domain::{Bounds, Position};

/// How the box of the map is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoxPlan {
    /// The store's R*Tree names the routes in the box.
    Tree,
    /// The boxes of the remaining routes are compared one by one.
    Scan,
}

/// A comparison costs about 3 ns, a hit in the tree about 1 µs, opening it about 20 µs.
const SCAN_AT_MOST: u64 = 5_000;
const HITS_PER_COMPARISON: u64 = 300;

/// Chooses by the routes that remain and the hits to be expected in the tree.
pub fn box_plan(remaining: u64, expected_hits: u64) -> BoxPlan {
    if remaining > SCAN_AT_MOST && expected_hits.saturating_mul(HITS_PER_COMPARISON) < remaining {
        BoxPlan::Tree
    } else {
        BoxPlan::Scan
    }
}

/// The answer of a filter.
pub struct Selection {
    pub matches: RoaringBitmap,
    /// For each criterion that has counts (for every active one where nothing matches) what would match without it.
    without: Vec<(Criterion, RoaringBitmap)>,
    pub plan: Option<BoxPlan>,
}

impl Selection {
    /// What matches all criteria but this one.
    pub fn without(&self, criterion: Criterion) -> &RoaringBitmap {
        self.without.iter().find(|(known, _)| *known == criterion).map_or(&self.matches, |(_, set)| set)
    }

    /// The criteria whose absence was looked at.
    pub fn active(&self) -> impl Iterator<Item = (Criterion, &RoaringBitmap)> {
        self.without.iter().map(|(criterion, set)| (*criterion, set))
    }
}

/// Criteria without counts: they narrow first, and the rest is looked at only inside of them.
const UNCOUNTED: &[Criterion] = &[Criterion::Text, Criterion::Inscribed, Criterion::Near, Criterion::Bounds];

/// Selects routes. `text` holds the routes that the words found; `tree` names candidates in a box.
pub fn select<E>(
    columns: &Columns,
    filter: &RouteFilter,
    text: Option<&RoaringBitmap>,
    tree: impl Fn(&Bounds) -> Result<RoaringBitmap, E>,
) -> Result<Selection, E> {
    let selection = narrowed(columns, filter, text, &tree, UNCOUNTED)?;
    if selection.matches.is_empty() {
        // Rare, and worth the longer way: what each criterion costs has to be said.
        return narrowed(columns, filter, text, &tree, &[]);
    }
    Ok(selection)
}

fn narrowed<E>(
    columns: &Columns,
    filter: &RouteFilter,
    text: Option<&RoaringBitmap>,
    tree: &impl Fn(&Bounds) -> Result<RoaringBitmap, E>,
    first: &[Criterion],
) -> Result<Selection, E> {
    let mut plan = None;
    let mut evaluate = |criterion, candidates: &RoaringBitmap| -> Result<RoaringBitmap, E> {
        let Some(bounds) = filter.bounds.filter(|_| criterion == Criterion::Bounds) else {
            return Ok(figure_set(columns, filter, criterion, candidates));
        };
        let chosen = box_plan(candidates.len(), expected_hits(columns, &bounds));
        plan = Some(chosen);
        Ok(match chosen {
            // The tree rounds its boxes outward, so its hits are compared once more.
            BoxPlan::Tree => in_box(columns, &tree(&bounds)?, bounds),
            BoxPlan::Scan => in_box(columns, candidates, bounds),
        })
    };
    let mut base = Cow::Borrowed(&columns.all);
    let mut sets: Vec<(Criterion, Cow<RoaringBitmap>)> = Vec::new();
    if let Some(text) = text {
        if first.contains(&Criterion::Text) {
            base = Cow::Borrowed(text);
        } else {
            sets.push((Criterion::Text, Cow::Borrowed(text)));
        }
    }
    let mut later = Vec::new();
    for criterion in filter.active() {
        if first.contains(&criterion) {
            let set = evaluate(criterion, &base)?;
            base = Cow::Owned(base.as_ref() & set);
        } else {
            match option_set(columns, filter, criterion) {
                Some(set) => sets.push((criterion, set)),
                None => later.push(criterion),
            }
        }
    }
    let near_misses = union(&base, &all_but_one(&base, &sets));
    for criterion in later {
        sets.push((criterion, Cow::Owned(evaluate(criterion, &near_misses)?)));
    }
    let without = all_but_one(&base, &sets);
    let matches = match (without.first(), sets.first()) {
        (Some(rest), Some((_, first))) => rest & first.as_ref(),
        _ => base.into_owned(),
    };
    let without = sets.iter().map(|(criterion, _)| *criterion).zip(without).collect();
    Ok(Selection { matches, without, plan })
}

/// The candidates whose boxes meet the box; 64 routes at once are passed over where none of them can.
fn in_box(columns: &Columns, candidates: &RoaringBitmap, bounds: Bounds) -> RoaringBitmap {
    check_blocks(
        columns,
        candidates,
        |block| columns.blocks[block].intersects(&bounds),
        |n| columns.bounds[n as usize].intersects(&bounds),
    )
}

/// For each set the intersection of all others, by running intersections from both ends.
fn all_but_one(all: &RoaringBitmap, sets: &[(Criterion, Cow<RoaringBitmap>)]) -> Vec<RoaringBitmap> {
    let mut behind = vec![all.clone()];
    for (_, set) in sets.iter().skip(1).rev() {
        let next = &behind[behind.len() - 1] & set.as_ref();
        behind.push(next);
    }
    let mut before = all.clone();
    let mut result = Vec::with_capacity(sets.len());
    for (_, set) in sets {
        let rest = behind.pop().unwrap_or_default();
        result.push(&before & &rest);
        before &= set.as_ref();
    }
    result
}

/// Routes that miss at most one of the sets; all routes where there is none.
fn union(all: &RoaringBitmap, without: &[RoaringBitmap]) -> RoaringBitmap {
    if without.is_empty() {
        return all.clone();
    }
    without.iter().fold(RoaringBitmap::new(), |union, set| union | set)
}

/// The set of a criterion whose options have bitmaps; `None` for those that look at figures.
fn option_set<'c>(
    columns: &'c Columns,
    filter: &RouteFilter,
    criterion: Criterion,
) -> Option<Cow<'c, RoaringBitmap>> {
    fn any<'c, T: Copy + PartialEq + 'static>(
        options: &'c Options<T>,
        chosen: impl Iterator<Item = T>,
    ) -> Cow<'c, RoaringBitmap> {
        joined(chosen.filter_map(|option| options.set(option)))
    }
    Some(match criterion {
        Criterion::Practice => any(&columns.practices, filter.practices.iter().copied()),
        Criterion::Network => any(&columns.networks, filter.networks.iter().copied()),
        Criterion::Shape => any(&columns.shapes, filter.shapes.iter().copied()),
        Criterion::Difficulty => any(&columns.difficulties, filter.difficulties.iter().copied()),
        Criterion::Theme => any(&columns.themes, filter.themes.iter().copied()),
        Criterion::StartCommune => joined(
            filter
                .start_communes
                .iter()
                .filter_map(|insee| columns.start_sets.get(columns.insee_rank(insee)? as usize)),
        ),
        Criterion::CrossedCommune => joined(
            filter
                .crossed_communes
                .iter()
                .filter_map(|insee| columns.crossed_sets.get(columns.insee_rank(insee)? as usize)),
        ),
        Criterion::Followable => Cow::Borrowed(&columns.followable),
        Criterion::PnrPerche => Cow::Borrowed(&columns.pnr_perche),
        Criterion::OpenOn => {
            Cow::Owned(filter.open_on.map(|day| columns.closed.open_on(day)).unwrap_or_default())
        }
        Criterion::Accessibility
        | Criterion::Dogs
        | Criterion::Season
        | Criterion::Rating
        | Criterion::Tarmac => Cow::Owned(RoaringBitmap::new()),
        _ => return None,
    })
}

fn joined<'c>(mut sets: impl Iterator<Item = &'c RoaringBitmap>) -> Cow<'c, RoaringBitmap> {
    let Some(first) = sets.next() else { return Cow::Owned(RoaringBitmap::new()) };
    sets.fold(Cow::Borrowed(first), |union, set| Cow::Owned(union.as_ref() | set))
}

/// The routes whose figures meet a criterion, decided at least for the candidates.
pub(super) fn figure_set(
    columns: &Columns,
    filter: &RouteFilter,
    criterion: Criterion,
    candidates: &RoaringBitmap,
) -> RoaringBitmap {
    match criterion {
        Criterion::Length => {
            between(columns, candidates, &columns.length, filter.length.min, filter.length.max)
        }
        Criterion::Ascent => {
            between(columns, candidates, &columns.ascent, filter.ascent.min, filter.ascent.max)
        }
        Criterion::Station => between(columns, candidates, &columns.station, None, filter.station_within),
        Criterion::Inscribed => between(columns, candidates, &columns.share, filter.inscribed_at_least, None),
        Criterion::Duration => {
            let least = filter.duration.min.map_or(0, |minutes| minutes.0);
            let most = filter.duration.max.map_or(NONE - 1, |minutes| minutes.0.min(NONE - 1));
            let minutes = &columns.duration;
            check(columns, candidates, |n| (minutes[n as usize] >= least) & (minutes[n as usize] <= most))
        }
        Criterion::Near => {
            let near = filter.near;
            check(columns, candidates, |n| near.is_some_and(|near| is_near(columns.doors.of(n), &near)))
        }
        _ => columns.all.clone(),
    }
}

/// An unknown figure is NaN, which lies between nothing.
fn between<T: Into<f64>>(
    columns: &Columns,
    candidates: &RoaringBitmap,
    figures: &[f64],
    least: Option<T>,
    most: Option<T>,
) -> RoaringBitmap {
    let least = least.map_or(f64::NEG_INFINITY, Into::into);
    let most = most.map_or(f64::INFINITY, Into::into);
    check(columns, candidates, |n| (figures[n as usize] >= least) & (figures[n as usize] <= most))
}

fn is_near(doors: &[Position], near: &Near) -> bool {
    let Some(within) = near.within else { return true };
    doors.iter().any(|door| {
        let roughly = rough_distance(*door, near.at);
        // The rough figure decides where it cannot be wrong; at the rim the ellipsoid decides.
        if roughly < 200_000.0 && (roughly - within.value()).abs() > 0.02 * within.value() + 1.0 {
            roughly <= within.value()
        } else {
            door.distance_to(near.at) <= within
        }
    })
}

/// Metres on the tangent plane of the ellipsoid between both points: within 1 % up to 200 km, and fast.
pub(super) fn rough_distance(a: Position, b: Position) -> f64 {
    let latitude = ((a.lat() + b.lat()) / 2.0).to_radians();
    let north = 111_132.954 - 559.822 * (2.0 * latitude).cos() + 1.175 * (4.0 * latitude).cos();
    let east = 111_412.84 * latitude.cos() - 93.5 * (3.0 * latitude).cos();
    ((a.lon() - b.lon()) * east).hypot((a.lat() - b.lat()) * north)
}

/// The routes that pass, decided at least for `candidates`.
fn check(columns: &Columns, candidates: &RoaringBitmap, passes: impl Fn(u32) -> bool) -> RoaringBitmap {
    check_blocks(columns, candidates, |_| true, passes)
}

/// The same where blocks of 64 routes can be passed over: a few candidates are looked at one by one; where they are many, all routes
/// are, 64 to a word, except for blocks in which none `can`.
fn check_blocks(
    columns: &Columns,
    candidates: &RoaringBitmap,
    can: impl Fn(usize) -> bool,
    passes: impl Fn(u32) -> bool,
) -> RoaringBitmap {
    let routes = columns.len() as u32;
    if candidates.len() * 8 < u64::from(routes) {
        return candidates.iter().filter(|n| passes(*n)).collect();
    }
    let mut bytes = Vec::with_capacity(routes as usize / 8 + 8);
    for (block, first) in (0..routes).step_by(64).enumerate() {
        let mut word = 0_u64;
        if can(block) {
            let block = first..routes.min(first + 64);
            word = block.fold(0, |word, n| word | u64::from(passes(n)) << (n - first));
        }
        bytes.extend_from_slice(&word.to_le_bytes());
    }
    RoaringBitmap::from_lsb0_bytes(0, &bytes)
}

/// Hits in the box if the routes lay evenly over the catalogue.
fn expected_hits(columns: &Columns, bounds: &Bounds) -> u64 {
    let Some(extent) = columns.extent else { return 0 };
    let overlap = |from: f64, to: f64, low: f64, high: f64| {
        let whole = (high - low).max(f64::EPSILON);
        ((to.min(high) - from.max(low)) / whole).clamp(0.0, 1.0)
    };
    let share = overlap(bounds.west, bounds.east, extent.west, extent.east)
        * overlap(bounds.south, bounds.north, extent.south, extent.north);
    (share * columns.len() as f64).ceil() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_of_the_box_is_pinned() {
        assert_eq!(box_plan(278, 1), BoxPlan::Scan);
        assert_eq!(box_plan(5_000, 1), BoxPlan::Scan);
        assert_eq!(box_plan(1_000_000, 500), BoxPlan::Tree);
        assert_eq!(box_plan(1_000_000, 500_000), BoxPlan::Scan);
    }

    #[test]
    fn the_rough_distance_is_near_the_geodesic() {
        let chartres = Position::new(1.48735, 48.44685).unwrap();
        for (lon, lat) in [(1.49, 48.44), (0.8, 48.3), (2.35, 48.85)] {
            let there = Position::new(lon, lat).unwrap();
            let exact = chartres.distance_to(there).value();
            assert!((rough_distance(chartres, there) / exact - 1.0).abs() < 0.002);
        }
    }
}
