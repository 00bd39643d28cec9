//! What the detailed map shows by a sign: which kinds share a sign, its colour and how soon it is seen. The names are
//! `poi-…` in the word catalogues; the drawings come from `map-icons.json`.

use serde_json::{Value, json};

use super::palette::MapLook;
use super::terrain;

/// The more it matters on the way, the sooner it is seen and the less it yields to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Worth {
    /// What a walk can depend on: drawn as a plate.
    Vital,
    Useful,
    Minor,
}

/// One sign of the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sign {
    /// Name of the drawing and of the text.
    pub id: &'static str,
    pub worth: Worth,
    /// Name of the colour after `poi_`.
    pub ink: &'static str,
    /// `kind` in the tiles, of the layers `pois`, `public_transport` and `barriers`.
    pub kinds: &'static [&'static str],
}

const fn sign(id: &'static str, worth: Worth, ink: &'static str, kinds: &'static [&'static str]) -> Sign {
    Sign { id, worth, ink, kinds }
}

use Worth::{Minor, Useful, Vital};

/// In the order of the legend and of the list in words.
pub const SIGNS: &[Sign] = &[
    sign("guidepost", Vital, "way", &["guidepost", "route_marker"]),
    sign("drinking_water", Vital, "water", &["drinking_water", "water_tap", "water_point"]),
    sign("shelter", Vital, "rest", &["shelter"]),
    sign("toilets", Vital, "rest", &["toilets"]),
    sign("viewpoint", Vital, "nature", &["viewpoint"]),
    sign("picnic", Vital, "rest", &["picnic_site", "picnic_table", "bbq"]),
    sign("parking", Useful, "way", &["parking"]),
    sign("info_office", Vital, "way", &["information_office"]),
    sign("info_board", Useful, "way", &["information_board", "information_map", "information"]),
    sign("bench", Minor, "rest", &["bench"]),
    sign("bus", Useful, "way", &["bus_stop", "bus_station"]),
    sign("tram", Useful, "way", &["tram_stop"]),
    sign("ferry", Useful, "way", &["ferry_terminal"]),
    sign("aerialway", Useful, "way", &["aerialway_station"]),
    sign("airfield", Minor, "other", &["aerodrome", "helipad"]),
    sign("bakery", Useful, "food", &["bakery", "pastry"]),
    sign("food_shop", Useful, "food", FOOD_SHOPS),
    sign("market", Useful, "food", &["marketplace"]),
    sign("cafe", Useful, "food", &["cafe"]),
    sign("restaurant", Useful, "food", &["restaurant"]),
    sign("fast_food", Useful, "food", &["fast_food"]),
    sign("bar", Useful, "food", &["bar", "pub", "biergarten"]),
    sign("campsite", Useful, "bed", &["camp_site", "caravan_site"]),
    sign("lodging", Useful, "bed", LODGINGS),
    sign("church", Useful, "sight", &["church", "chapel"]),
    sign("worship", Useful, "sight", &["place_of_worship"]),
    sign("cross", Minor, "sight", &["cross", "wayside_shrine"]),
    sign("castle", Useful, "sight", &["castle", "manor", "fort"]),
    sign("mill", Useful, "sight", &["mill"]),
    sign("wash_house", Useful, "sight", &["wash_house"]),
    sign("megalith", Useful, "sight", &["megalith"]),
    sign("ruins", Useful, "sight", &["ruins", "archaeological_site"]),
    sign("monument", Minor, "sight", &["monument", "memorial", "battlefield", "boundary_stone"]),
    sign("museum", Useful, "sight", &["museum"]),
    sign("attraction", Useful, "sight", &["attraction", "theme_park"]),
    sign("artwork", Minor, "sight", &["artwork"]),
    sign("tower", Minor, "sight", &["tower", "lighthouse"]),
    sign("water_tower", Minor, "sight", &["water_tower"]),
    sign("peak", Useful, "nature", &["peak", "saddle"]),
    sign("spring", Useful, "water", &["spring", "spring_box"]),
    sign("waterfall", Useful, "water", &["waterfall"]),
    sign("ford", Useful, "water", &["ford", "stepping_stones"]),
    sign("fountain", Minor, "water", &["fountain"]),
    sign("well", Minor, "water", &["water_well"]),
    sign("swimming", Useful, "water", &["swimming_area"]),
    sign("cave", Useful, "nature", &["cave_entrance"]),
    sign("stone", Minor, "nature", &["stone"]),
    sign("tree", Minor, "nature", &["tree"]),
    sign("hide", Useful, "nature", &["bird_hide"]),
    sign("zoo", Useful, "nature", &["zoo"]),
    sign("gate", Minor, "other", &["gate", "lift_gate", "swing_gate"]),
    sign("stile", Minor, "other", &["stile", "kissing_gate", "hampshire_gate", "horse_stile"]),
    sign("cattle_grid", Minor, "other", &["cattle_grid"]),
    sign("bollard", Minor, "other", &["bollard", "block", "cycle_barrier"]),
    sign("hospital", Useful, "help", &["hospital"]),
    sign("pharmacy", Useful, "help", &["pharmacy"]),
    sign("doctor", Useful, "help", &["doctors"]),
    sign("defibrillator", Useful, "help", &["defibrillator"]),
    sign("phone", Useful, "help", &["phone"]),
    sign("fire_station", Minor, "help", &["fire_station"]),
    sign("police", Minor, "help", &["police"]),
    sign("town_hall", Minor, "other", &["townhall"]),
    sign("post_office", Minor, "other", &["post_office"]),
    sign("bank", Minor, "other", &["bank", "atm"]),
    sign("school", Minor, "other", &["school"]),
    sign("library", Minor, "other", &["library"]),
    sign("bicycle", Minor, "other", BICYCLES),
    sign("charging", Minor, "other", &["charging_station"]),
    sign("playground", Minor, "other", &["playground"]),
    sign("sports", Minor, "other", &["sports_centre"]),
    sign("waste", Minor, "other", &["waste_basket"]),
];

const FOOD_SHOPS: &[&str] =
    &["supermarket", "convenience", "greengrocer", "butcher", "deli", "cheese", "farm", "general", "kiosk"];
const LODGINGS: &[&str] = &[
    "hotel",
    "guest_house",
    "hostel",
    "chalet",
    "bed_and_breakfast",
    "motel",
    "alpine_hut",
    "wilderness_hut",
];
const BICYCLES: &[&str] = &["bicycle", "bicycle_parking", "bicycle_rental", "bicycle_repair_station"];

/// The sign for a `kind` of the tiles, and its place in the list.
pub fn sign_of(kind: &str) -> Option<(usize, &'static Sign)> {
    SIGNS.iter().enumerate().find(|(_, sign)| sign.kinds.contains(&kind))
}

/// The drawing of every sign in a look, as the glue paints it.
pub fn images(look: MapLook) -> Vec<Value> {
    SIGNS.iter().map(|sign| image(look, sign)).collect()
}

/// One drawing: a plate for what is vital, else the bare sign in a ring.
pub fn image(look: MapLook, sign: &Sign) -> Value {
    let colour = |name: &str| terrain::named(look, name).unwrap_or_default();
    let plate = sign.worth == Worth::Vital;
    json!({
        "id": format!("poi-{}", sign.id), "shape": if plate { "plate" } else { "sign" }, "text": sign.id,
        "size": if plate { 22 } else { 19 },
        "fill": colour(&format!("poi_{}", sign.ink)), "ring": colour("poi_ring"), "ink": colour("poi_ring"),
    })
}

/// The image of a feature by its `kind`; `worth` is `vital`, `useful`, `minor` or `any`.
pub fn icon(worth: &str) -> Value {
    by_kind(worth, |sign| format!("poi-{}", sign.id), "")
}

/// Only the kinds that have a sign.
pub fn filter(worth: &str) -> Value {
    let kinds: Vec<&str> = of_worth(worth).flat_map(|sign| sign.kinds.iter().copied()).collect();
    json!(["match", ["get", "kind"], kinds, true, false])
}

/// The sign with its name below it, where there is room: a signpost goes by its number.
pub fn layout(worth: &str) -> Value {
    let near = if worth == "vital" { 14.5 } else { 15.5 };
    json!({
        "icon-image": icon(worth), "icon-size": "@text-scale", "icon-padding": 1,
        "text-field": ["step", ["zoom"], "", near, ["case",
            ["==", ["get", "kind"], "guidepost"], ["coalesce", ["get", "ref"], ["get", "name"], ""],
            ["coalesce", ["get", "name"], ""]
        ]],
        "text-font": "@fonts", "text-size": { "px": 11.0 }, "text-max-width": 8,
        "text-variable-anchor": ["top", "bottom", "right", "left"], "text-radial-offset": 1.1,
        "text-justify": "auto", "text-optional": true,
    })
}

/// Its name in its own colour.
pub fn paint() -> Value {
    json!({
        "text-color": by_kind("any", |sign| format!("$poi_{}", sign.ink), "$muted"),
        "text-halo-color": "$halo", "text-halo-width": 1.6,
    })
}

fn by_kind(worth: &str, value: impl Fn(&Sign) -> String, otherwise: &str) -> Value {
    let mut list = vec![json!("match"), json!(["get", "kind"])];
    for sign in of_worth(worth) {
        list.push(json!(sign.kinds));
        list.push(value(sign).into());
    }
    list.push(otherwise.into());
    Value::Array(list)
}

fn of_worth(worth: &str) -> impl Iterator<Item = &'static Sign> {
    let wanted = match worth {
        "vital" => Some(Worth::Vital),
        "useful" => Some(Worth::Useful),
        "minor" => Some(Worth::Minor),
        _ => None,
    };
    SIGNS.iter().filter(move |sign| wanted.is_none_or(|worth| sign.worth == worth))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::words;

    #[test]
    fn no_kind_has_two_signs_and_no_name_two_lines() {
        let kinds: Vec<&str> = SIGNS.iter().flat_map(|sign| sign.kinds.iter().copied()).collect();
        assert_eq!(kinds.iter().collect::<BTreeSet<_>>().len(), kinds.len());
        let names: BTreeSet<&str> = SIGNS.iter().map(|sign| sign.id).collect();
        assert_eq!(names.len(), SIGNS.len());
    }

    #[test]
    fn every_sign_has_its_drawing_and_no_drawing_is_idle() {
        let drawings: Value = serde_json::from_str(include_str!("../../../map-icons.json")).unwrap();
        let drawn: BTreeSet<&str> = drawings.as_object().unwrap().keys().map(String::as_str).collect();
        let wanted: BTreeSet<&str> = SIGNS.iter().map(|sign| sign.id).collect();
        assert_eq!(drawn, wanted);
    }

    #[test]
    fn every_sign_has_a_name_and_a_colour() {
        for sign in SIGNS {
            assert!(words::has_text(&format!("poi-{}", sign.id)), "no text for poi-{}", sign.id);
            for look in MapLook::ALL {
                assert!(terrain::named(look, &format!("poi_{}", sign.ink)).is_some(), "{}", sign.id);
            }
        }
    }

    #[test]
    fn kinds_of_the_tiles_find_their_sign() {
        assert_eq!(sign_of("chapel").map(|(_, sign)| sign.id), Some("church"));
        assert_eq!(sign_of("spaceport"), None);
    }
}
