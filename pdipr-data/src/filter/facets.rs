//! Counts beside every option: how many routes the result would hold if the option were on as well.

use std::collections::BTreeSet;

use jiff::civil::Date;
use roaring::RoaringBitmap;

use super::columns::{Bands, Columns, NONE, Options, STATION_STEPS, walk};
use super::select::Selection;
use super::{
    ASCENT_BANDS, Band, Count, Criterion, DURATION_BANDS, Facets, LENGTH_BANDS, OpenOn, RouteFilter,
    Unavailable, UnavailableReason,
};
use crate::domain::{Insee, Metres};

/// `today` is the day that `open_on` counts where the filter asks for none.
pub fn facets(columns: &Columns, filter: &RouteFilter, selection: &Selection, today: Option<Date>) -> Facets {
    let without = |criterion| selection.without(criterion);
    let lengths = without(Criterion::Length);
    Facets {
        practices: options(&columns.practices, &filter.practices, without(Criterion::Practice)),
        networks: options(&columns.networks, &filter.networks, without(Criterion::Network)),
        shapes: options(&columns.shapes, &filter.shapes, without(Criterion::Shape)),
        difficulties: options(&columns.difficulties, &filter.difficulties, without(Criterion::Difficulty)),
        themes: options(&columns.themes, &filter.themes, without(Criterion::Theme)),
        start_communes: communes(
            columns,
            &filter.start_communes,
            &columns.start_sets,
            without(Criterion::StartCommune),
            |n| std::slice::from_ref(&columns.starts_in[n as usize]),
        ),
        crossed_communes: communes(
            columns,
            &filter.crossed_communes,
            &columns.crossed_sets,
            without(Criterion::CrossedCommune),
            |n| columns.crosses.of(n),
        ),
        lengths: bands(LENGTH_BANDS, &columns.length_bands, lengths),
        durations: bands(DURATION_BANDS, &columns.duration_bands, without(Criterion::Duration)),
        ascents: bands(ASCENT_BANDS, &columns.ascent_bands, without(Criterion::Ascent)),
        length_histogram: columns.kilometres.counts(lengths),
        stations: stations(columns, without(Criterion::Station)),
        followable: common(&columns.followable, without(Criterion::Followable)),
        pnr_perche: common(&columns.pnr_perche, without(Criterion::PnrPerche)),
        open_on: filter.open_on.or(today).filter(|_| columns.closed.is_told()).map(|day| OpenOn {
            day,
            count: common(&columns.closed.open_on(day), without(Criterion::OpenOn)),
        }),
        unavailable: columns.unavailable.clone(),
    }
}

fn common(a: &RoaringBitmap, b: &RoaringBitmap) -> u32 {
    a.intersection_len(b) as u32
}

/// What is chosen already gives its routes; an option adds those that the chosen ones do not give.
fn options<T: Copy + Ord>(
    options: &Options<T>,
    chosen: &BTreeSet<T>,
    without: &RoaringBitmap,
) -> Vec<Count<T>> {
    let mut union = RoaringBitmap::new();
    chosen.iter().filter_map(|option| options.set(*option)).for_each(|set| union |= set);
    let given = common(&union, without);
    let added = if union.is_empty() { options.counts(without) } else { options.counts(&(without - &union)) };
    let counts = options.sets.iter().zip(added);
    counts.map(|((option, _), added)| Count { option: *option, count: given + added }).collect()
}

/// Within each step lie all that lie within the steps before.
fn stations(columns: &Columns, without: &RoaringBitmap) -> Vec<Count<Metres>> {
    let mut within = 0;
    let steps = STATION_STEPS.iter().zip(columns.station_steps.counts(without));
    steps
        .map(|(step, more)| {
            within += more;
            Count { option: Metres::whole(*step), count: within }
        })
        .collect()
}

/// Communes are many and routes cross few of them, so the routes are walked, not the communes.
fn communes<'c>(
    columns: &'c Columns,
    chosen: &BTreeSet<Insee>,
    sets: &[RoaringBitmap],
    without: &RoaringBitmap,
    of: impl Fn(u32) -> &'c [u32],
) -> Vec<Count<Insee>> {
    let mut union = RoaringBitmap::new();
    for rank in chosen.iter().filter_map(|insee| columns.insee_rank(insee)) {
        union |= &sets[rank as usize];
    }
    let given = common(&union, without);
    let mut counts = vec![given; columns.insee.len()];
    let rest = without - &union;
    walk(&rest, |n| {
        for rank in of(n).iter().filter(|rank| **rank != NONE) {
            counts[*rank as usize] += 1;
        }
    });
    // Beside chosen communes every other one would keep at least what is there already: only those that add, and
    // the chosen ones, are options.
    columns
        .insee
        .iter()
        .zip(counts)
        .filter(|(insee, count)| *count > given || (*count > 0 && chosen.contains(*insee)))
        .map(|(insee, count)| Count { option: insee.clone(), count })
        .collect()
}

fn bands(bands: &[Band], known: &Bands, without: &RoaringBitmap) -> Vec<Count<Band>> {
    let counts = bands.iter().zip(known.counts(without));
    counts.map(|(band, count)| Count { option: *band, count }).collect()
}

/// Criteria that no route of this catalogue can meet, with the reason that the screens show.
pub(super) fn unavailable(columns: &Columns) -> Vec<Unavailable> {
    use UnavailableReason::*;
    fn empty<T>(options: &Options<T>) -> bool {
        options.sets.iter().all(|(_, set)| set.is_empty())
    }
    let unknown = |figures: &[f64]| figures.iter().all(|figure| figure.is_nan());
    let absent = [
        (Criterion::Practice, empty(&columns.practices), NotInData),
        (Criterion::Shape, empty(&columns.shapes), NotInData),
        (Criterion::Difficulty, empty(&columns.difficulties), NotInData),
        (Criterion::Theme, empty(&columns.themes), NotInData),
        (Criterion::Duration, columns.duration.iter().all(|minutes| *minutes == NONE), NotInData),
        (Criterion::Ascent, unknown(&columns.ascent), NeedsElevation),
        (Criterion::Station, unknown(&columns.station), NotInData),
        (Criterion::Accessibility, true, NotInData),
        (Criterion::Dogs, true, NotInData),
        (Criterion::Season, true, NotInData),
        (Criterion::OpenOn, !columns.closed.is_told(), NeedsDayState),
        (Criterion::Rating, true, NeedsReviews),
        (Criterion::Tarmac, true, NeedsDetailedMap),
    ];
    absent
        .into_iter()
        .filter_map(|(criterion, absent, reason)| absent.then_some(Unavailable { criterion, reason }))
        .collect()
}
