//! The criteria that are in force, one by one: for chips, for the summary, and for what a relaxation takes away.

use pdipr_data::domain::{
    Accessibility, Difficulty, Insee, Metres, Minutes, Network, Practice, RouteShape, Theme,
};
use pdipr_data::filter::{Band, Criterion, Range, Relaxation, RouteFilter, RouteQuery};

/// One thing that narrows the list and can be taken away alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Active {
    Text,
    Practice(Practice),
    Network(Network),
    Shape(RouteShape),
    Difficulty(Difficulty),
    Theme(Theme),
    Length,
    Duration,
    Ascent,
    StartCommune(Insee),
    CrossedCommune(Insee),
    Station,
    Inscribed,
    Followable,
    PnrPerche,
    Near,
    Bounds,
    Accessibility(Accessibility),
    Dogs,
    Season,
    OpenOn,
    Rating,
    Tarmac,
}

/// All criteria in force, in the order of the filter panel; the words come first.
pub fn active(query: &RouteQuery) -> Vec<Active> {
    let filter = &query.filter;
    let mut found = Vec::new();
    let mut when = |on: bool, item: Active| found.extend(on.then_some(item));
    when(!query.text.trim().is_empty(), Active::Text);
    filter.practices.iter().for_each(|item| when(true, Active::Practice(*item)));
    when(!filter.length.is_open(), Active::Length);
    when(!filter.duration.is_open(), Active::Duration);
    when(!filter.ascent.is_open(), Active::Ascent);
    filter.shapes.iter().for_each(|item| when(true, Active::Shape(*item)));
    filter.networks.iter().for_each(|item| when(true, Active::Network(*item)));
    filter.difficulties.iter().for_each(|item| when(true, Active::Difficulty(*item)));
    when(filter.near.is_some(), Active::Near);
    when(filter.bounds.is_some(), Active::Bounds);
    filter.start_communes.iter().for_each(|item| when(true, Active::StartCommune(item.clone())));
    filter.crossed_communes.iter().for_each(|item| when(true, Active::CrossedCommune(item.clone())));
    when(filter.station_within.is_some(), Active::Station);
    filter.themes.iter().for_each(|item| when(true, Active::Theme(*item)));
    when(filter.followable_only, Active::Followable);
    when(filter.inscribed_at_least.is_some(), Active::Inscribed);
    when(filter.in_pnr_perche, Active::PnrPerche);
    filter.accessibility.iter().for_each(|item| when(true, Active::Accessibility(*item)));
    when(filter.dogs_welcome, Active::Dogs);
    when(filter.month.is_some(), Active::Season);
    when(filter.open_on.is_some(), Active::OpenOn);
    when(filter.rating_at_least.is_some(), Active::Rating);
    when(filter.tarmac_at_most.is_some(), Active::Tarmac);
    found
}

/// Takes one criterion away and leaves the others.
pub fn remove(query: &mut RouteQuery, item: &Active) {
    let filter = &mut query.filter;
    match item {
        Active::Text => query.text.clear(),
        Active::Practice(practice) => drop(filter.practices.remove(practice)),
        Active::Network(network) => drop(filter.networks.remove(network)),
        Active::Shape(shape) => drop(filter.shapes.remove(shape)),
        Active::Difficulty(difficulty) => drop(filter.difficulties.remove(difficulty)),
        Active::Theme(theme) => drop(filter.themes.remove(theme)),
        Active::Length => filter.length = Range::default(),
        Active::Duration => filter.duration = Range::default(),
        Active::Ascent => filter.ascent = Range::default(),
        Active::StartCommune(insee) => drop(filter.start_communes.remove(insee)),
        Active::CrossedCommune(insee) => drop(filter.crossed_communes.remove(insee)),
        Active::Station => filter.station_within = None,
        Active::Inscribed => filter.inscribed_at_least = None,
        Active::Followable => filter.followable_only = false,
        Active::PnrPerche => filter.in_pnr_perche = false,
        Active::Near => filter.near = None,
        Active::Bounds => filter.bounds = None,
        Active::Accessibility(kind) => drop(filter.accessibility.remove(kind)),
        Active::Dogs => filter.dogs_welcome = false,
        Active::Season => filter.month = None,
        Active::OpenOn => filter.open_on = None,
        Active::Rating => filter.rating_at_least = None,
        Active::Tarmac => filter.tarmac_at_most = None,
    }
}

/// How many criteria the filter panel holds, for the badge of its button; the words and the map are not in it.
pub fn count_in_panel(query: &RouteQuery) -> u32 {
    let outside = |item: &Active| matches!(item, Active::Text | Active::Bounds);
    active(query).iter().filter(|item| !outside(item)).count() as u32
}

/// What a relaxation does to the question.
#[derive(Debug, Clone, PartialEq)]
pub enum Relaxed {
    /// These criteria go.
    Without(Vec<Active>),
    /// A criterion stays, but wider.
    Wider(Vec<Active>),
    /// Neither can be named: say the criterion.
    Other(Criterion),
}

/// Compares the question with the relaxed one.
pub fn relaxed(query: &RouteQuery, relaxation: &Relaxation) -> Relaxed {
    let (before, after) = (active(query), active(&relaxation.query));
    let gone: Vec<_> = before.iter().filter(|item| !after.contains(item)).cloned().collect();
    if !gone.is_empty() && after.iter().all(|item| before.contains(item)) {
        return Relaxed::Without(gone);
    }
    let wider: Vec<_> = after
        .into_iter()
        .filter(|item| {
            let (mut without, mut relaxed_without) = (query.clone(), relaxation.query.clone());
            remove(&mut without, item);
            remove(&mut relaxed_without, item);
            without == relaxed_without
        })
        .collect();
    if wider.is_empty() { Relaxed::Other(relaxation.criterion) } else { Relaxed::Wider(wider) }
}

/// Puts a preset's criteria in the place of the present ones; where one looks (map, near) stays.
pub fn with_preset(query: &RouteQuery, preset: RouteFilter) -> RouteQuery {
    let filter = RouteFilter { near: query.filter.near, bounds: query.filter.bounds, ..preset };
    RouteQuery { filter, ..query.clone() }
}

/// Whether exactly the criteria of the preset are in force.
pub fn is_preset(query: &RouteQuery, preset: &RouteFilter) -> bool {
    with_preset(query, preset.clone()).filter == query.filter
}

/// The length range of a band. Lengths are not whole: nobody sees on which side 5,000.0 m lies.
pub fn length_band(band: Band) -> Range<Metres> {
    Range { min: (band.from > 0).then(|| Metres::whole(band.from)), max: band.to.map(Metres::whole) }
}

/// The duration range of a band, whose upper end is not in it: 1 h to 1 h 59.
pub fn duration_band(band: Band) -> Range<Minutes> {
    Range {
        min: (band.from > 0).then_some(Minutes(band.from)),
        max: band.to.map(|to| Minutes(to.saturating_sub(1))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pdipr_data::filter::{DURATION_BANDS, PRESETS};

    fn short_loops_on_foot() -> RouteQuery {
        let mut query = RouteQuery { text: "moulin".into(), ..RouteQuery::default() };
        query.filter.practices = [Practice::Walking].into();
        query.filter.shapes = [RouteShape::Loop].into();
        query.filter.length.max = Some(Metres::whole(5_000));
        query
    }

    fn offer(criterion: Criterion, query: RouteQuery) -> Relaxation {
        Relaxation { criterion, count: 7, query }
    }

    #[test]
    fn every_active_criterion_can_be_taken_away_alone() {
        let query = short_loops_on_foot();
        let all = active(&query);
        for item in &all {
            let mut less = query.clone();
            remove(&mut less, item);
            assert_eq!(active(&less).len(), all.len() - 1, "{item:?}");
        }
        assert_eq!(all.len(), 4);
    }

    #[test]
    fn the_badge_leaves_out_the_words() {
        assert_eq!(count_in_panel(&short_loops_on_foot()), 3);
    }

    #[test]
    fn a_relaxation_names_what_it_takes_away() {
        let query = short_loops_on_foot();
        let mut less = query.clone();
        remove(&mut less, &Active::Length);
        assert_eq!(relaxed(&query, &offer(Criterion::Length, less)), Relaxed::Without(vec![Active::Length]));
    }

    #[test]
    fn a_relaxation_names_what_it_widens() {
        let query = short_loops_on_foot();
        let mut wider = query.clone();
        wider.filter.length.max = Some(Metres::whole(10_000));
        assert_eq!(relaxed(&query, &offer(Criterion::Length, wider)), Relaxed::Wider(vec![Active::Length]));
    }

    #[test]
    fn every_preset_knows_itself_and_keeps_the_place() {
        let mut query = RouteQuery::default();
        query.filter.bounds =
            Some(pdipr_data::domain::Bounds { west: 1.0, south: 48.0, east: 1.5, north: 48.6 });
        for preset in PRESETS {
            let with = with_preset(&query, (preset.filter)());
            assert!(is_preset(&with, &(preset.filter)()), "{}", preset.id);
            assert_eq!(with.filter.bounds, query.filter.bounds);
        }
        assert!(!is_preset(&query, &(PRESETS[0].filter)()));
    }

    #[test]
    fn neighbouring_duration_bands_share_no_minute() {
        let (first, second) = (duration_band(DURATION_BANDS[0]), duration_band(DURATION_BANDS[1]));
        assert!(first.holds(Minutes(59)) && !first.holds(Minutes(60)));
        assert!(second.holds(Minutes(60)));
    }
}
