//! Places that the packs show by signs, for the text twin: what lies in view, nearest first inside its kind.

use pdipr_data::domain::{Metres, Position};
use pdipr_data::filter::text::fold::words;
use sente_core::reading::read as read_json;
use serde::Deserialize;

use super::Spot;
use super::style::{SIGNS, sign_of};
use crate::format;
use crate::words::{Arg, t, tf};

/// Kinds that have a mark of their own instead of a sign.
const STATIONS: [&str; 2] = ["station", "halt"];

/// One place as the map holds it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct PlaceInView {
    /// As in the tiles.
    pub kind: Option<String>,
    pub name: Option<String>,
    /// The number of a signpost.
    #[serde(rename = "ref")]
    pub number: Option<String>,
    pub at: Position,
}

/// One line of the list: the key of its kind's name, its own name, how far and whereto from the middle of the view.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub kind: String,
    pub name: Option<String>,
    pub at: Position,
    pub whereabouts: Whereabouts,
}

impl Line {
    /// The pin for it.
    pub fn spot(&self) -> Spot {
        Spot::named(
            self.at,
            self.name.clone().unwrap_or_default(),
            t(&self.kind),
            Some(self.whereabouts.said()),
        )
    }
}

/// How far and whereto.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Whereabouts {
    pub away: Metres,
    /// Key of one of eight directions.
    pub direction: &'static str,
}

impl Whereabouts {
    pub fn of(to: Position, from: Position) -> Whereabouts {
        Whereabouts { away: from.distance_to(to), direction: direction(from, to) }
    }

    /// "à 350 m au nord-est"
    pub fn said(self) -> String {
        let (away, direction) = (format::distance(self.away), t(self.direction));
        tf("map-place-away", &[("length", Arg::Text(&away)), ("direction", Arg::Text(&direction))])
    }
}

/// Where distances are told from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Origin {
    Hiker(Position),
    /// Of the map.
    Centre(Position),
}

impl Origin {
    pub fn at(self) -> Position {
        let (Origin::Hiker(at) | Origin::Centre(at)) = self;
        at
    }

    /// "à 350 m au nord-est de vous"
    pub fn away_to(self, place: Position) -> String {
        let key = match self {
            Origin::Hiker(_) => "map-away-hiker",
            Origin::Centre(_) => "map-away-centre",
        };
        tf(key, &[("away", Arg::Text(&Whereabouts::of(place, self.at()).said()))])
    }
}

/// What the glue reports; what it reports unreadably is told and left out.
pub fn read(text: &str) -> Vec<PlaceInView> {
    read_json::<Vec<PlaceInView>>(text).unwrap_or_else(|error| {
        leptos::logging::error!("the map lists its places unreadably: {error}");
        Vec::new()
    })
}

/// In the order of the legend, the nearest first; what has no sign is left out.
pub fn lines(places: Vec<PlaceInView>, middle: Position) -> Vec<Line> {
    let mut signed: Vec<(usize, u64, Line)> = places
        .into_iter()
        .filter_map(|place| {
            let kind = place.kind?;
            let (order, id) = match kind.as_str() {
                // Stations have a mark of their own and come first.
                station if STATIONS.contains(&station) => (0, "station"),
                other => sign_of(other).map(|(order, sign)| (order + 1, sign.id))?,
            };
            let whereabouts = Whereabouts::of(place.at, middle);
            let name = if kind == "guidepost" { place.number.or(place.name) } else { place.name };
            let line = Line { kind: format!("poi-{id}"), name, at: place.at, whereabouts };
            Some((order, whereabouts.away.value().round() as u64, line))
        })
        .collect();
    signed.sort_by(|one, other| (one.0, one.1, &one.2.name).cmp(&(other.0, other.1, &other.2.name)));
    signed.into_iter().map(|(_, _, line)| line).collect()
}

/// The kinds whose name is meant by what was typed: every word begins a word of the name. Shorter than three letters
/// nothing is meant.
pub fn kinds_named(typed: &str) -> Vec<String> {
    let typed = words(typed);
    if typed.iter().map(String::len).max().unwrap_or(0) < 3 {
        return Vec::new();
    }
    let is_meant = |key: &str| {
        let said = words(&t(key));
        typed.iter().all(|word| said.iter().any(|known| known.starts_with(word.as_str())))
    };
    let signs = SIGNS.iter().filter(|sign| is_meant(&format!("poi-{}", sign.id))).flat_map(|sign| sign.kinds);
    let stations = is_meant("poi-station").then_some(STATIONS).into_iter().flatten();
    signs.copied().chain(stations).map(str::to_owned).collect()
}

/// The key of the name of a kind: of its sign, or of what has none.
pub fn place_kind(kind: &str) -> String {
    if STATIONS.contains(&kind) {
        return "poi-station".to_owned();
    }
    sign_of(kind).map_or_else(|| "explore-kind-place".to_owned(), |(_, sign)| format!("poi-{}", sign.id))
}

/// One of eight; on a plane that is as narrow as the latitude makes it, which is true enough inside a view.
fn direction(from: Position, to: Position) -> &'static str {
    const NAMES: [&str; 8] = [
        "direction-n",
        "direction-ne",
        "direction-e",
        "direction-se",
        "direction-s",
        "direction-sw",
        "direction-w",
        "direction-nw",
    ];
    let east = (to.lon() - from.lon()) * from.lat().to_radians().cos();
    let turn = east.atan2(to.lat() - from.lat()).to_degrees().rem_euclid(360.0);
    let eighth = (turn / 45.0).round() as usize % NAMES.len();
    NAMES.get(eighth).copied().unwrap_or("direction-n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Position {
        Position::new(lon, lat).unwrap()
    }

    fn place(kind: &str, name: &str, at: Position) -> PlaceInView {
        PlaceInView { kind: Some(kind.into()), name: Some(name.into()), number: None, at }
    }

    #[test]
    fn places_come_in_the_order_of_the_legend_and_the_nearest_first() {
        let middle = at(1.5, 48.4);
        let found = lines(
            vec![
                place("cafe", "Bar", at(1.5, 48.401)),
                place("spaceport", "Mars", middle),
                place("drinking_water", "Loin", at(1.52, 48.4)),
                place("drinking_water", "Près", at(1.501, 48.4)),
                place("station", "Gare", at(1.6, 48.4)),
            ],
            middle,
        );
        let names: Vec<_> = found.iter().filter_map(|line| line.name.as_deref()).collect();
        assert_eq!(names, ["Gare", "Près", "Loin", "Bar"]);
        assert_eq!(found[1].kind, "poi-drinking_water");
    }

    #[test]
    fn a_kind_is_meant_by_the_beginnings_of_its_name() {
        assert_eq!(kinds_named("eau pot"), ["drinking_water", "water_tap", "water_point"]);
        assert!(kinds_named("toilette").contains(&"toilets".to_owned()));
        assert!(kinds_named("gare").ends_with(&STATIONS.map(str::to_owned)));
        assert!(kinds_named("ea").is_empty() && kinds_named("eau de rose").is_empty());
    }

    #[test]
    fn a_village_has_no_sign_and_is_a_place() {
        assert_eq!(place_kind("village"), "explore-kind-place");
        assert_eq!(place_kind("halt"), "poi-station");
        assert_eq!(place_kind("bakery"), "poi-bakery");
    }

    #[test]
    fn a_signpost_goes_by_its_number() {
        let post =
            PlaceInView { number: Some("12".into()), ..place("guidepost", "Croix Blanche", at(1.5, 48.4)) };
        assert_eq!(lines(vec![post], at(1.5, 48.4))[0].name.as_deref(), Some("12"));
    }

    #[test]
    fn the_eight_directions_are_those_of_the_compass() {
        let middle = at(1.5, 48.4);
        for (to, name) in [
            (at(1.5, 48.5), "direction-n"),
            (at(1.6, 48.4), "direction-e"),
            (at(1.5, 48.3), "direction-s"),
            (at(1.4, 48.4), "direction-w"),
            (at(1.6, 48.466), "direction-ne"),
            (at(1.4, 48.334), "direction-sw"),
        ] {
            assert_eq!(direction(middle, to), name);
        }
    }

    #[test]
    fn what_the_glue_reports_is_read() {
        let found = read(r#"[{"kind":"bench","name":null,"ref":null,"at":[1.5,48.4]}]"#);
        assert_eq!(
            found,
            [PlaceInView { kind: Some("bench".into()), name: None, number: None, at: at(1.5, 48.4) }]
        );
    }
}
