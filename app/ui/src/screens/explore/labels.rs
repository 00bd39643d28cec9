//! The criteria in words: chips, bands, relaxations, places.

use pdipr_data::domain::{Insee, Metres, Minutes, Position};
use pdipr_data::filter::{Criterion, Range, RouteQuery};
use sente_core::Places;

use super::criteria::{Active, Relaxed};
use crate::format;
use crate::words::{Arg, t, tf};

/// One criterion in force, as its chip says it.
pub fn label(item: &Active, query: &RouteQuery, places: Option<&Places>) -> String {
    let filter = &query.filter;
    match item {
        Active::Text => query.text.trim().to_owned(),
        Active::Practice(practice) => t(&format!("practice-{}", practice.as_str())),
        Active::Network(network) => t(&format!("network-{}", network.as_str())),
        Active::Shape(shape) => t(&format!("shape-{}", shape.as_str())),
        Active::Difficulty(difficulty) => t(&format!("difficulty-{}", difficulty.as_str())),
        Active::Theme(theme) => t(&format!("theme-{}", theme.as_str())),
        Active::Length => length_range(filter.length),
        Active::Duration => duration_range(filter.duration),
        Active::Ascent => ascent_range(filter.ascent),
        Active::StartCommune(insee) => named("explore-chip-start", &commune_name(insee, places)),
        Active::CrossedCommune(insee) => named("explore-chip-crossed", &commune_name(insee, places)),
        Active::Station => distance_label("explore-chip-station", filter.station_within),
        Active::Inscribed => {
            let share = filter.inscribed_at_least.map(format::share).unwrap_or_default();
            tf("explore-chip-inscribed", &[("share", Arg::Text(&share))])
        }
        Active::Near => near_label(query, places),
        Active::Accessibility(kind) => t(&format!("accessibility-{}", kind.as_str())),
        Active::Season => t(&format!("explore-month-{}", filter.month.unwrap_or_default())),
        Active::OpenOn => {
            let day = filter.open_on.map(format::date).unwrap_or_default();
            tf("explore-chip-open-on", &[("date", Arg::Text(&day))])
        }
        Active::Rating => {
            let rating = format::shortest(filter.rating_at_least.unwrap_or_default().into(), 1);
            tf("explore-chip-rating", &[("rating", Arg::Text(&rating))])
        }
        Active::Tarmac => {
            let share = filter.tarmac_at_most.map(format::share).unwrap_or_default();
            tf("explore-chip-tarmac", &[("share", Arg::Text(&share))])
        }
        Active::Followable => t("explore-followable"),
        Active::PnrPerche => t("explore-pnr"),
        Active::Bounds => t("explore-chip-bounds"),
        Active::Dogs => t("explore-dogs"),
    }
}

/// What a relaxation offers: "Essayez sans « moins de 5 km » (7 randonnées)".
pub fn relaxation(
    relaxed: &Relaxed,
    query: &RouteQuery,
    wider: &RouteQuery,
    count: u32,
    places: Option<&Places>,
) -> String {
    let said = |items: &[Active], of: &RouteQuery| {
        let names: Vec<_> = items
            .iter()
            .map(|item| tf("explore-quoted", &[("text", Arg::Text(&label(item, of, places)))]))
            .collect();
        names.join(", ")
    };
    let (key, what) = match relaxed {
        Relaxed::Without(items) => ("explore-try-without", said(items, query)),
        Relaxed::Wider(items) => match items.iter().find_map(|item| end_moved(item, query, wider, places)) {
            Some(end) => ("explore-try-wider", end),
            None => ("explore-try-with", said(items, wider)),
        },
        Relaxed::Other(criterion) => ("explore-try-without", t(criterion_key(*criterion))),
    };
    tf(key, &[("what", Arg::Text(&what)), ("n", Arg::Count(count))])
}

/// Where a wider range now ends: "jusqu’à 15 km", "dès 8 km", "à 30 km autour de Chartres".
fn end_moved(
    item: &Active,
    query: &RouteQuery,
    wider: &RouteQuery,
    places: Option<&Places>,
) -> Option<String> {
    let (before, after) = (&query.filter, &wider.filter);
    match item {
        Active::Length => Some(moved(before.length, after.length, whole_distance, length_range)),
        Active::Duration => Some(moved(before.duration, after.duration, format::duration, duration_range)),
        Active::Ascent => Some(moved(before.ascent, after.ascent, format::ascent, ascent_range)),
        Active::Station => Some(label(item, wider, places)),
        Active::Near => {
            let near = after.near?;
            let name = place_name(near.at, places).unwrap_or_else(|| t("explore-a-point"));
            let Some(within) = near.within else { return Some(t("explore-at-any-distance")) };
            let distance = whole_distance(within);
            Some(tf("explore-around", &[("name", Arg::Text(&name)), ("distance", Arg::Text(&distance))]))
        }
        _ => None,
    }
}

fn moved<T: PartialEq + Copy>(
    before: Range<T>,
    after: Range<T>,
    say: impl Fn(T) -> String,
    whole: impl Fn(Range<T>) -> String,
) -> String {
    match (after.min, after.max) {
        (_, Some(max)) if before.max != after.max => tf("explore-up-to", &[("max", Arg::Text(&say(max)))]),
        (Some(min), _) if before.min != after.min => tf("explore-from", &[("min", Arg::Text(&say(min)))]),
        _ => whole(after),
    }
}

/// "moins de 5 km", "5 à 10 km", "plus de 25 km".
pub fn length_range(range: Range<Metres>) -> String {
    between(range, whole_distance)
}

/// "moins de 1 h", "1 h à 2 h", "plus de 6 h". The upper end of a band (1 h 59) is said as the whole hour.
pub fn duration_range(range: Range<Minutes>) -> String {
    between(range, |minutes| format::duration(Minutes(minutes.0 + u32::from(minutes.0 % 30 == 29))))
}

/// "moins de +50 m", "+50 m à +100 m".
pub fn ascent_range(range: Range<Metres>) -> String {
    between(range, format::ascent)
}

fn between<T: Copy>(range: Range<T>, say: impl Fn(T) -> String) -> String {
    match (range.min.map(&say), range.max.map(&say)) {
        (None, None) => t("explore-any"),
        (None, Some(max)) => tf("explore-less-than", &[("max", Arg::Text(&max))]),
        (Some(min), None) => tf("explore-more-than", &[("min", Arg::Text(&min))]),
        (Some(min), Some(max)) => {
            tf("explore-between", &[("min", Arg::Text(&min)), ("max", Arg::Text(&max))])
        }
    }
}

/// "5 km" where a distance is whole, else as elsewhere.
pub fn whole_distance(length: Metres) -> String {
    let kilometres = length.kilometres();
    if kilometres >= 1.0 && kilometres.fract() == 0.0 {
        format!("{}\u{a0}km", format::number(kilometres as u64))
    } else {
        format::distance(length)
    }
}

fn distance_label(key: &str, distance: Option<Metres>) -> String {
    tf(key, &[("distance", Arg::Text(&distance.map(whole_distance).unwrap_or_default()))])
}

fn named(key: &str, name: &str) -> String {
    tf(key, &[("name", Arg::Text(name))])
}

/// A commune's name; its code until the names are there.
pub fn commune_name(insee: &Insee, places: Option<&Places>) -> String {
    let known = places.and_then(|places| places.communes.iter().find(|commune| commune.insee == *insee));
    known.map_or_else(|| insee.as_str().to_owned(), |commune| commune.name.clone())
}

/// "près de Chartres, à 5 km au plus".
fn near_label(query: &RouteQuery, places: Option<&Places>) -> String {
    let Some(near) = query.filter.near else { return String::new() };
    let place = place_name(near.at, places).unwrap_or_else(|| t("explore-a-point"));
    match near.within {
        None => named("explore-chip-near", &place),
        Some(within) => {
            let distance = whole_distance(within);
            tf("explore-chip-near-within", &[("name", Arg::Text(&place)), ("distance", Arg::Text(&distance))])
        }
    }
}

/// The town, station or commune that stands at this very point.
pub fn place_name(at: Position, places: Option<&Places>) -> Option<String> {
    let places = places?;
    let here =
        |other: Position| (at.lon() - other.lon()).abs() < 2e-5 && (at.lat() - other.lat()).abs() < 2e-5;
    let mairies = places.communes.iter().zip(&places.mairies);
    let commune =
        mairies.filter(|(_, mairie)| mairie.is_some_and(here)).map(|(commune, _)| commune.name.clone());
    let town = places.towns.iter().filter(|town| here(town.at)).map(|town| town.name.clone());
    let station = places.stations.iter().filter(|station| here(station.at));
    let station = station.map(|station| named("explore-station-of", &station.name));
    commune.chain(town).chain(station).next()
}

/// The name of a criterion as the filter panel says it.
pub const fn criterion_key(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Text => "explore-words",
        Criterion::Practice => "explore-practice",
        Criterion::Network => "explore-network",
        Criterion::Shape => "explore-shape",
        Criterion::Difficulty => "explore-difficulty",
        Criterion::Theme => "explore-themes",
        Criterion::Length => "explore-length",
        Criterion::Duration => "explore-duration",
        Criterion::Ascent => "explore-ascent",
        Criterion::StartCommune => "explore-start-commune",
        Criterion::CrossedCommune => "explore-crossed-communes",
        Criterion::Station => "explore-station",
        Criterion::Inscribed => "explore-inscribed",
        Criterion::Followable => "explore-followable",
        Criterion::PnrPerche => "explore-pnr",
        Criterion::Near => "explore-near",
        Criterion::Bounds => "explore-chip-bounds",
        Criterion::Accessibility => "explore-accessibility",
        Criterion::Dogs => "explore-dogs",
        Criterion::Season => "explore-season",
        Criterion::OpenOn => "explore-open-on",
        Criterion::Rating => "explore-rating",
        Criterion::Tarmac => "explore-tarmac",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_of_hours_is_said_in_whole_hours() {
        let band = Range { min: Some(Minutes(60)), max: Some(Minutes(119)) };
        assert_eq!(duration_range(band), "1\u{a0}h à 2\u{a0}h");
    }

    #[test]
    fn a_length_without_lower_end_is_less_than() {
        let short = Range { min: None, max: Some(Metres::whole(5_000)) };
        assert_eq!(length_range(short), "moins de 5\u{a0}km");
    }

    #[test]
    fn an_empty_result_names_what_to_drop_and_what_it_gives() {
        let mut query = RouteQuery::default();
        query.filter.length.max = Some(Metres::whole(5_000));
        let offer =
            relaxation(&Relaxed::Without(vec![Active::Length]), &query, &RouteQuery::default(), 7, None);
        assert_eq!(offer, "Essayez sans «\u{a0}moins de 5\u{a0}km\u{a0}» (7\u{a0}randonnées)");
    }

    #[test]
    fn a_wider_range_names_the_end_that_moves() {
        let within = |min: u32, max: Option<u32>| {
            let mut query = RouteQuery::default();
            query.filter.length = Range { min: Some(Metres::whole(min)), max: max.map(Metres::whole) };
            query
        };
        let offer = |wider: RouteQuery| {
            relaxation(&Relaxed::Wider(vec![Active::Length]), &within(5_000, Some(10_000)), &wider, 4, None)
        };
        let nbsp = |text: &str| text.replace('_', "\u{a0}");
        assert_eq!(offer(within(5_000, Some(15_000))), nbsp("Élargir_: jusqu’à 15_km (4 randonnées)"));
        assert_eq!(offer(within(2_000, Some(10_000))), nbsp("Élargir_: dès 2_km (4 randonnées)"));
        assert_eq!(offer(within(5_000, None)), nbsp("Élargir_: plus de 5_km (4 randonnées)"));
    }
}
