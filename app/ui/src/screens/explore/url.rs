//! A question as a query string and back: readable, stable, shareable. What cannot be read is left out, never an error.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::str::FromStr;

use pdipr_data::domain::{Bounds, Insee, Metres, Minutes, Position, Share, day};
use pdipr_data::filter::{Near, Range, RouteFilter, RouteQuery, Sort};

use crate::format::shortest;

/// A link that shows every route, whatever was asked before.
pub const ALL_ROUTES: &str = "/randonnees?tri=pertinence";

/// The path and query string of the list that answers this query.
pub fn address(query: &RouteQuery) -> String {
    match query_string(query) {
        bare if bare.is_empty() => ALL_ROUTES.to_owned(),
        search => format!("/randonnees?{search}"),
    }
}

/// The query as `pratique=pied,vtt&longueur=5-10`, without the question mark; empty for an empty query.
pub fn query_string(query: &RouteQuery) -> String {
    let mut out = Pairs::default();
    let filter = &query.filter;
    out.put("q", query.text.trim());
    out.list("pratique", filter.practices.iter().map(|item| item.as_str()));
    out.list("reseau", filter.networks.iter().map(|item| item.as_str()));
    out.list("forme", filter.shapes.iter().map(|item| item.as_str()));
    out.list("difficulte", filter.difficulties.iter().map(|item| item.as_str()));
    out.list("theme", filter.themes.iter().map(|item| item.as_str()));
    out.put("longueur", &range(filter.length, |metres| shortest(metres.kilometres(), 3)));
    out.put("duree", &range(filter.duration, |minutes| minutes.0.to_string()));
    out.put("denivele", &range(filter.ascent, |metres| shortest(metres.value(), 0)));
    out.list("depart", filter.start_communes.iter().map(Insee::as_str));
    out.list("traverse", filter.crossed_communes.iter().map(Insee::as_str));
    out.option("gare", filter.station_within.map(|metres| shortest(metres.value(), 0)));
    out.option("inscrit", filter.inscribed_at_least.map(percent));
    out.flag("suivable", filter.followable_only);
    out.flag("pnr", filter.in_pnr_perche);
    out.option("pres", filter.near.map(near));
    out.option("carte", filter.bounds.map(bounds));
    out.list("acces", filter.accessibility.iter().map(|item| item.as_str()));
    out.flag("chien", filter.dogs_welcome);
    out.option("mois", filter.month.map(|month| month.to_string()));
    out.option("ouvert", filter.open_on.map(|date| date.to_string()));
    out.option("note", filter.rating_at_least.map(|rating| shortest(f64::from(rating), 1)));
    out.option("goudron", filter.tarmac_at_most.map(percent));
    out.option("depuis", query.near.map(position));
    if query.sort != Sort::default() {
        out.put("tri", sort_word(query.sort));
    }
    out.0
}

/// Reads what [`query_string`] wrote, and forgives everything else.
pub fn read(search: &str) -> RouteQuery {
    let mut query = RouteQuery::default();
    for (name, value) in pairs(search.trim_start_matches('?')) {
        read_pair(&mut query, &name, &value);
    }
    query
}

fn read_pair(query: &mut RouteQuery, name: &str, value: &str) {
    let filter: &mut RouteFilter = &mut query.filter;
    match name {
        "q" => query.text = value.trim().to_owned(),
        "pratique" => filter.practices = set(value),
        "reseau" => filter.networks = set(value),
        "forme" => filter.shapes = set(value),
        "difficulte" => filter.difficulties = set(value),
        "theme" => filter.themes = set(value),
        "longueur" => filter.length = read_range(value, kilometres),
        "duree" => filter.duration = read_range(value, |text| text.parse().ok().map(Minutes)),
        "denivele" => filter.ascent = read_range(value, metres),
        "depart" => filter.start_communes = communes(value),
        "traverse" => filter.crossed_communes = communes(value),
        "gare" => filter.station_within = metres(value),
        "inscrit" => filter.inscribed_at_least = share(value),
        "suivable" => filter.followable_only = value == "1",
        "pnr" => filter.in_pnr_perche = value == "1",
        "pres" => filter.near = read_near(value),
        "carte" => filter.bounds = read_bounds(value),
        "acces" => filter.accessibility = set(value),
        "chien" => filter.dogs_welcome = value == "1",
        "mois" => filter.month = value.parse().ok().filter(|month| (1..=12).contains(month)),
        "ouvert" => filter.open_on = day::read(value),
        "note" => {
            filter.rating_at_least =
                number(value).map(|rating| rating as f32).filter(|rating| (1.0..=5.0).contains(rating))
        }
        "goudron" => filter.tarmac_at_most = share(value),
        "depuis" => query.near = numbers(value).and_then(|[lon, lat]| Position::new(lon, lat).ok()),
        "tri" => query.sort = read_sort(value),
        _ => {}
    }
}

#[derive(Default)]
struct Pairs(String);

impl Pairs {
    fn put(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push('&');
        }
        self.0.push_str(name);
        self.0.push('=');
        encode(value, &mut self.0);
    }

    fn option(&mut self, name: &str, value: Option<String>) {
        self.put(name, &value.unwrap_or_default());
    }

    fn flag(&mut self, name: &str, on: bool) {
        self.put(name, if on { "1" } else { "" });
    }

    fn list<'a>(&mut self, name: &str, items: impl Iterator<Item = &'a str>) {
        self.put(name, &items.collect::<Vec<_>>().join(","));
    }
}

/// Percent-encodes what a query may not hold; commas and letters with accents stay readable where they may.
fn encode(value: &str, out: &mut String) {
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' => {
                out.push(byte as char)
            }
            b' ' => out.push('+'),
            _ => {
                // Writing to a String cannot fail.
                write!(out, "%{byte:02X}").unwrap_or_default();
            }
        }
    }
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        let code = hex
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (bytes[at], code) {
            (_, Some(code)) => {
                out.push(code);
                at += 3;
            }
            (b'+', None) => {
                out.push(b' ');
                at += 1;
            }
            (byte, None) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn pairs(search: &str) -> impl Iterator<Item = (String, String)> + '_ {
    search.split('&').filter_map(|pair| {
        let (name, value) = pair.split_once('=')?;
        Some((decode(name), decode(value)))
    })
}

fn set<T: FromStr + Ord>(value: &str) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    // One by one: `collect` would sort first, with code of its own for every type.
    set.extend(value.split(',').filter_map(|word| word.parse::<T>().ok()));
    set
}

fn communes(value: &str) -> BTreeSet<Insee> {
    let plausible = |code: &&str| code.len() == 5 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    value.split(',').filter(plausible).map(|code| Insee(code.to_owned())).collect()
}

/// `5-10`, `5-`, `-10`; nothing for an open range.
fn range<T: Copy>(range: Range<T>, write: impl Fn(T) -> String) -> String {
    match (range.min, range.max) {
        (None, None) => String::new(),
        (min, max) => {
            format!("{}-{}", min.map(&write).unwrap_or_default(), max.map(&write).unwrap_or_default())
        }
    }
}

fn read_range<T>(value: &str, read: impl Fn(&str) -> Option<T>) -> Range<T> {
    match value.split_once('-') {
        Some((min, max)) => Range { min: read(min), max: read(max) },
        None => Range { min: None, max: None },
    }
}

fn number(text: &str) -> Option<f64> {
    // JSON has no infinity, and its reader is there already.
    sente_core::reading::read(text).ok()
}

fn numbers<const N: usize>(value: &str) -> Option<[f64; N]> {
    value.split(',').map(number).collect::<Option<Vec<f64>>>()?.try_into().ok()
}

fn metres(text: &str) -> Option<Metres> {
    number(text).and_then(|metres| Metres::try_from(metres).ok())
}

fn kilometres(text: &str) -> Option<Metres> {
    number(text).and_then(|kilometres| Metres::try_from((kilometres * 1_000.0).round()).ok())
}

fn percent(share: Share) -> String {
    shortest(share.value() * 100.0, 1)
}

fn share(text: &str) -> Option<Share> {
    number(text).and_then(|percent| Share::try_from(percent / 100.0).ok())
}

/// Five decimals: about a metre.
fn position(at: Position) -> String {
    format!("{},{}", shortest(at.lon(), 5), shortest(at.lat(), 5))
}

fn near(near: Near) -> String {
    let within = near.within.map(|metres| format!(",{}", shortest(metres.value(), 0)));
    position(near.at) + &within.unwrap_or_default()
}

fn read_near(value: &str) -> Option<Near> {
    if let Some([lon, lat]) = numbers(value) {
        return Some(Near { at: Position::new(lon, lat).ok()?, within: None });
    }
    let [lon, lat, within] = numbers(value)?;
    Some(Near { at: Position::new(lon, lat).ok()?, within: Metres::try_from(within).ok() })
}

fn bounds(bounds: Bounds) -> String {
    [bounds.west, bounds.south, bounds.east, bounds.north].map(|degrees| shortest(degrees, 4)).join(",")
}

fn read_bounds(value: &str) -> Option<Bounds> {
    let [west, south, east, north] = numbers(value)?;
    let low = Position::new(west, south).ok()?;
    let high = Position::new(east, north).ok()?;
    (low.lon() <= high.lon() && low.lat() <= high.lat()).then_some(Bounds { west, south, east, north })
}

/// The spelling of an order in URLs, and the end of its key in the word catalogues.
pub fn sort_word(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "pertinence",
        Sort::Proximity => "proximite",
        Sort::Length => "longueur",
        Sort::Duration => "duree",
        Sort::Name => "nom",
    }
}

pub fn read_sort(word: &str) -> Sort {
    [Sort::Proximity, Sort::Length, Sort::Duration, Sort::Name]
        .into_iter()
        .find(|sort| sort_word(*sort) == word)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pdipr_data::domain::{Accessibility, Difficulty, Network, Practice, RouteShape, Theme};

    fn full() -> RouteQuery {
        RouteQuery {
            text: "vallée de l'Eure & co".into(),
            filter: RouteFilter {
                practices: [Practice::Walking, Practice::MountainBike].into(),
                networks: [Network::Pr].into(),
                shapes: [RouteShape::Loop].into(),
                difficulties: [Difficulty::Easy].into(),
                themes: [Theme::Wood, Theme::Water].into(),
                length: Range { min: Some(Metres::whole(2_500)), max: Some(Metres::whole(10_000)) },
                duration: Range { min: None, max: Some(Minutes(150)) },
                ascent: Range { min: Some(Metres::whole(50)), max: None },
                start_communes: [Insee("28085".into())].into(),
                crossed_communes: [Insee("28001".into()), Insee("28404".into())].into(),
                station_within: Some(Metres::whole(1_000)),
                inscribed_at_least: Share::try_from(0.7).ok(),
                followable_only: true,
                in_pnr_perche: true,
                near: Some(Near {
                    at: Position::new(1.48735, 48.44685).unwrap(),
                    within: Some(Metres::whole(5_000)),
                }),
                bounds: Some(Bounds { west: 1.0, south: 48.0, east: 1.5, north: 48.6 }),
                accessibility: [Accessibility::Pushchair].into(),
                dogs_welcome: true,
                month: Some(5),
                open_on: Some(jiff::civil::date(2026, 11, 23)),
                rating_at_least: Some(3.5),
                tarmac_at_most: Share::try_from(0.2).ok(),
            },
            near: Position::new(1.2, 48.3).ok(),
            sort: Sort::Proximity,
        }
    }

    #[test]
    fn every_criterion_survives_the_address() {
        assert_eq!(read(&query_string(&full())), full());
    }

    #[test]
    fn the_address_can_be_read_aloud() {
        let mut query = RouteQuery { text: "st prest".into(), ..RouteQuery::default() };
        query.filter.practices = [Practice::Walking].into();
        query.filter.length = Range { min: None, max: Some(Metres::whole(10_000)) };
        assert_eq!(query_string(&query), "q=st+prest&pratique=pied&longueur=-10");
    }

    #[test]
    fn an_empty_query_leaves_the_address_bare() {
        assert_eq!(query_string(&RouteQuery::default()), "");
        assert_eq!(read("?tri=pertinence"), RouteQuery::default());
    }

    #[test]
    fn what_cannot_be_read_is_left_out() {
        let query = read(
            "?pratique=pied,licorne&longueur=abc-10&depart=x&carte=9,9,1,1&mois=13&note=9&pres=1,99&utm=1&%",
        );
        let mut expected = RouteQuery::default();
        expected.filter.practices = [Practice::Walking].into();
        expected.filter.length.max = Some(Metres::whole(10_000));
        assert_eq!(query, expected);
    }

    #[test]
    fn broken_percent_signs_stay_as_typed() {
        assert_eq!(read("q=100%25+%zz+%C3%A9").text, "100% %zz é");
    }
}
