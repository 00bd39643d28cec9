//! Properties: bitmaps, plans and counts against the plain meaning of the filter.

use std::convert::Infallible;

use proptest::prelude::*;
use roaring::RoaringBitmap;

use super::fixtures::*;
use super::*;
use crate::domain::*;
use crate::filter::select::select;

fn some<T: Ord + Copy + std::fmt::Debug + 'static>(
    list: &'static [T],
) -> impl Strategy<Value = std::collections::BTreeSet<T>> {
    prop::collection::btree_set(prop::sample::select(list), 1..3)
}

fn any_range<T: Copy + std::fmt::Debug + PartialOrd>(
    value: impl Strategy<Value = T> + Clone,
) -> impl Strategy<Value = Range<T>> {
    (prop::option::of(value.clone()), prop::option::of(value)).prop_map(|(min, max)| Range { min, max })
}

/// A filter with exactly one kind of criterion set (a range may be open).
fn one_criterion() -> impl Strategy<Value = RouteFilter> {
    let filter = RouteFilter::default;
    let metres = |most: u32| (0..most).prop_map(Metres::whole);
    prop_oneof![
        some(Practice::ALL).prop_map(move |practices| RouteFilter { practices, ..filter() }),
        some(Network::ALL).prop_map(move |networks| RouteFilter { networks, ..filter() }),
        some(RouteShape::ALL).prop_map(move |shapes| RouteFilter { shapes, ..filter() }),
        some(Difficulty::ALL).prop_map(move |difficulties| RouteFilter { difficulties, ..filter() }),
        some(Theme::ALL).prop_map(move |themes| RouteFilter { themes, ..filter() }),
        any_range(metres(45_000)).prop_map(move |length| RouteFilter { length, ..filter() }),
        any_range(metres(400)).prop_map(move |ascent| RouteFilter { ascent, ..filter() }),
        any_range((0..600_u32).prop_map(Minutes))
            .prop_map(move |duration| RouteFilter { duration, ..filter() }),
        prop::collection::btree_set(any_insee(), 1..3)
            .prop_map(move |start_communes| RouteFilter { start_communes, ..filter() }),
        prop::collection::btree_set(any_insee(), 1..3)
            .prop_map(move |crossed_communes| RouteFilter { crossed_communes, ..filter() }),
        metres(8_000).prop_map(move |within| RouteFilter { station_within: Some(within), ..filter() }),
        (0..=100_u32).prop_map(move |percent| RouteFilter {
            inscribed_at_least: Share::try_from(f64::from(percent) / 100.0).ok(),
            ..filter()
        }),
        Just(RouteFilter { followable_only: true, ..filter() }),
        Just(RouteFilter { in_pnr_perche: true, ..filter() }),
        (any_position(), prop::option::of(metres(60_000)))
            .prop_map(move |(at, within)| RouteFilter { near: Some(Near { at, within }), ..filter() }),
        any_bounds().prop_map(move |bounds| RouteFilter { bounds: Some(bounds), ..filter() }),
        Just(RouteFilter { dogs_welcome: true, ..filter() }),
        any_day().prop_map(move |day| RouteFilter { open_on: Some(day), ..filter() }),
        Just(RouteFilter { month: Some(5), ..filter() }),
    ]
}

/// Both filters' criteria together; of the same one the second counts.
fn merged(a: &RouteFilter, b: &RouteFilter) -> RouteFilter {
    let mut one = serde_json::to_value(a).unwrap();
    let two = serde_json::to_value(b).unwrap();
    one.as_object_mut().unwrap().extend(two.as_object().unwrap().clone());
    serde_json::from_value(one).unwrap()
}

fn found(facts: &[RouteFacts], filter: &RouteFilter) -> Vec<u32> {
    let columns = columns(facts);
    let selection = select(&columns, filter, None, |_| Ok::<_, Infallible>(columns.all.clone()));
    selection.unwrap().matches.iter().collect()
}

fn scanned(facts: &[RouteFacts], filter: &RouteFilter) -> Vec<u32> {
    (0..).zip(facts).filter(|(_, facts)| filter.keeps(facts)).map(|(n, _)| n).collect()
}

fn count(facts: &[RouteFacts], filter: &RouteFilter) -> u32 {
    scanned(facts, filter).len() as u32
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_criterion_alone_equals_the_naive_scan(facts in any_facts(), filter in one_criterion()) {
        prop_assert_eq!(found(&facts, &filter), scanned(&facts, &filter));
    }

    #[test]
    fn criteria_in_pairs_equal_the_naive_scan(
        facts in any_facts(), a in one_criterion(), b in one_criterion(),
    ) {
        let filter = merged(&a, &b);
        prop_assert_eq!(found(&facts, &filter), scanned(&facts, &filter));
    }

    #[test]
    fn without_a_criterion_equals_the_scan_of_the_filter_without_it(
        facts in any_facts(), a in one_criterion(), b in one_criterion(), c in one_criterion(),
    ) {
        let filter = merged(&merged(&a, &b), &c);
        let columns = columns(&facts);
        let selection = select(&columns, &filter, None, |_| Ok::<_, Infallible>(columns.all.clone())).unwrap();
        for (criterion, rest) in selection.active() {
            let rest: Vec<u32> = rest.iter().collect();
            prop_assert_eq!(rest, scanned(&facts, &filter.without(criterion)));
        }
        // An empty result has to know what each of its criteria costs.
        if selection.matches.is_empty() {
            prop_assert_eq!(selection.active().count(), filter.active().len());
        }
    }

    #[test]
    fn words_narrow_like_a_criterion(facts in any_facts(), filter in one_criterion(), bits in any::<u64>()) {
        let text: RoaringBitmap = (0..facts.len() as u32).filter(|n| bits >> (n % 64) & 1 == 1).collect();
        let columns = columns(&facts);
        let selection =
            select(&columns, &filter, Some(&text), |_| Ok::<_, Infallible>(columns.all.clone())).unwrap();
        let expected: Vec<u32> =
            scanned(&facts, &filter).into_iter().filter(|n| text.contains(*n)).collect();
        prop_assert_eq!(selection.matches.iter().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn counts_equal_recounts(
        facts in any_facts(), a in one_criterion(), b in one_criterion(), today in any_day(),
    ) {
        let filter = merged(&a, &b);
        let columns = columns(&facts);
        let selection = select(&columns, &filter, None, |_| Ok::<_, Infallible>(columns.all.clone())).unwrap();
        let facets = facets::facets(&columns, &filter, &selection, Some(today));
        let with = |change: &dyn Fn(&mut RouteFilter)| {
            let mut changed = filter.clone();
            change(&mut changed);
            count(&facts, &changed)
        };
        for Count { option, count } in facets.practices {
            prop_assert_eq!(count, with(&|filter| { filter.practices.insert(option); }));
        }
        for Count { option, count } in facets.networks {
            prop_assert_eq!(count, with(&|filter| { filter.networks.insert(option); }));
        }
        for Count { option, count } in facets.shapes {
            prop_assert_eq!(count, with(&|filter| { filter.shapes.insert(option); }));
        }
        for Count { option, count } in facets.difficulties {
            prop_assert_eq!(count, with(&|filter| { filter.difficulties.insert(option); }));
        }
        for Count { option, count } in facets.themes {
            prop_assert_eq!(count, with(&|filter| { filter.themes.insert(option); }));
        }
        for Count { option, count } in facets.start_communes {
            prop_assert_eq!(count, with(&|filter| { filter.start_communes.insert(option.clone()); }));
        }
        for Count { option, count } in facets.crossed_communes {
            prop_assert_eq!(count, with(&|filter| { filter.crossed_communes.insert(option.clone()); }));
        }
        for Count { option, count } in facets.stations {
            prop_assert_eq!(count, with(&|filter| filter.station_within = Some(option)));
        }
        if let Some(OpenOn { day, count }) = facets.open_on {
            prop_assert_eq!(day, filter.open_on.unwrap_or(today));
            prop_assert_eq!(count, with(&|filter| filter.open_on = Some(day)));
        }
        prop_assert_eq!(facets.followable, with(&|filter| filter.followable_only = true));
        prop_assert_eq!(facets.pnr_perche, with(&|filter| filter.in_pnr_perche = true));
        for Count { option, count } in facets.lengths {
            let inside = |facts: &&RouteFacts| in_band(option, facts.length.value());
            prop_assert_eq!(count, recount(&facts, &filter.without(Criterion::Length), inside));
        }
        for Count { option, count } in facets.durations {
            let inside = |facts: &&RouteFacts| facts.duration.is_some_and(|d| in_band(option, f64::from(d.0)));
            prop_assert_eq!(count, recount(&facts, &filter.without(Criterion::Duration), inside));
        }
        for Count { option, count } in facets.ascents {
            let inside = |facts: &&RouteFacts| facts.ascent.is_some_and(|a| in_band(option, a.value()));
            prop_assert_eq!(count, recount(&facts, &filter.without(Criterion::Ascent), inside));
        }
        let routes: u32 = facets.length_histogram.iter().sum();
        prop_assert_eq!(routes, count(&facts, &filter.without(Criterion::Length)));
    }

    #[test]
    fn an_empty_result_has_a_way_out(facts in any_facts(), a in one_criterion(), b in one_criterion()) {
        let filter = merged(&a, &b);
        let columns = columns(&facts);
        let selection = select(&columns, &filter, None, |_| Ok::<_, Infallible>(columns.all.clone())).unwrap();
        prop_assume!(selection.matches.is_empty() && !facts.is_empty());
        let query = RouteQuery { filter, ..RouteQuery::default() };
        let ways = relax::relaxations(&query, &columns, &selection);
        prop_assert!(!ways.is_empty());
        for way in &ways {
            prop_assert!(way.count > 0);
            prop_assert_eq!(way.count, count(&facts, &way.query.filter));
        }
        // What is let go comes after what is only wider.
        prop_assert!(ways.is_sorted_by_key(|way| !way.is_wider()));
        for (n, way) in ways.iter().enumerate() {
            prop_assert!(ways[..n].iter().all(|other| other.query != way.query));
        }
    }

    #[test]
    fn a_wider_criterion_changes_nothing_else(facts in any_facts(), a in one_criterion(), b in one_criterion()) {
        let filter = merged(&a, &b);
        let columns = columns(&facts);
        let selection = select(&columns, &filter, None, |_| Ok::<_, Infallible>(columns.all.clone())).unwrap();
        prop_assume!(selection.matches.is_empty() && !facts.is_empty());
        let query = RouteQuery { filter, ..RouteQuery::default() };
        for way in relax::relaxations(&query, &columns, &selection).iter().filter(|way| way.is_wider()) {
            prop_assert_eq!(way.query.without(way.criterion), query.without(way.criterion));
            let dropped = count(&facts, &query.filter.without(way.criterion));
            prop_assert!(way.count <= dropped);
        }
    }
}

fn in_band(band: Band, value: f64) -> bool {
    value >= f64::from(band.from) && band.to.is_none_or(|to| value < f64::from(to))
}

fn recount(facts: &[RouteFacts], filter: &RouteFilter, inside: impl Fn(&&RouteFacts) -> bool) -> u32 {
    facts.iter().filter(|facts| filter.keeps(facts)).filter(inside).count() as u32
}
