//! What a hiker looks for on the way: water, shelter, a bench, a signpost, food, a bed, a sight.

use super::tags::{Attributes, Legend, Row, Tags, find};
use super::{Drawing, Layer};

const fn row(value: &'static str, zoom: u8, rank: u32) -> Row {
    Row { value, kind: value, zoom, rank }
}

const fn as_kind(value: &'static str, kind: &'static str, zoom: u8, rank: u32) -> Row {
    Row { value, kind, zoom, rank }
}

pub(super) const POIS: Legend = &[
    // A signpost with a number is an address; it comes before all else.
    (
        "information",
        &[
            row("guidepost", 13, 2_980),
            as_kind("board", "information_board", 14, 1_650),
            as_kind("map", "information_map", 14, 1_650),
            as_kind("office", "information_office", 13, 2_700),
            as_kind("visitor_centre", "information_office", 13, 2_700),
            as_kind("route_marker", "route_marker", 15, 1_450),
        ],
    ),
    (
        "amenity",
        &[
            row("drinking_water", 13, 2_960),
            row("water_point", 13, 2_955),
            row("shelter", 13, 2_950),
            row("toilets", 14, 2_900),
            row("parking", 14, 1_900),
            row("bicycle_parking", 15, 1_200),
            row("bench", 15, 1_300),
            row("cafe", 14, 2_500),
            row("restaurant", 14, 2_480),
            row("fast_food", 14, 2_300),
            row("bar", 14, 2_300),
            row("pub", 14, 2_300),
            row("biergarten", 14, 2_300),
            row("fountain", 15, 1_600),
            row("place_of_worship", 13, 2_350),
            row("townhall", 14, 2_250),
            row("pharmacy", 14, 2_400),
            row("doctors", 14, 2_200),
            row("hospital", 13, 2_650),
            row("police", 14, 1_950),
            row("fire_station", 14, 1_700),
            row("post_office", 14, 1_800),
            row("bank", 15, 1_500),
            row("atm", 15, 1_500),
            row("marketplace", 14, 2_000),
            row("school", 14, 1_550),
            row("library", 14, 1_600),
            row("bicycle_rental", 14, 1_700),
            row("bicycle_repair_station", 14, 1_800),
            row("charging_station", 15, 1_250),
            row("hunting_stand", 15, 1_350),
            row("waste_basket", 15, 1_000),
            row("bbq", 14, 1_700),
        ],
    ),
    (
        "man_made",
        &[
            row("spring_box", 14, 2_000),
            as_kind("water_tap", "water_tap", 14, 2_600),
            as_kind("windmill", "mill", 13, 2_550),
            as_kind("watermill", "mill", 13, 2_550),
            row("water_well", 14, 2_000),
            row("water_tower", 14, 1_700),
            row("tower", 14, 1_750),
            row("lighthouse", 13, 2_300),
            row("cross", 14, 2_020),
            row("survey_point", 15, 1_400),
        ],
    ),
    (
        "tourism",
        &[
            row("picnic_site", 13, 2_800),
            row("viewpoint", 13, 2_850),
            row("camp_site", 13, 2_620),
            row("caravan_site", 14, 2_100),
            row("hotel", 14, 2_420),
            row("guest_house", 14, 2_410),
            row("hostel", 14, 2_430),
            row("chalet", 14, 2_400),
            row("bed_and_breakfast", 14, 2_410),
            row("motel", 14, 2_300),
            row("alpine_hut", 12, 2_940),
            row("wilderness_hut", 12, 2_940),
            row("museum", 14, 2_330),
            row("attraction", 14, 2_310),
            row("artwork", 15, 1_580),
            row("zoo", 14, 2_200),
            row("theme_park", 14, 2_200),
            row("information", 14, 2_000),
        ],
    ),
    (
        "leisure",
        &[
            row("picnic_table", 14, 1_850),
            row("bird_hide", 14, 2_100),
            row("swimming_area", 14, 2_000),
            row("playground", 14, 1_750),
            row("sports_centre", 14, 1_600),
        ],
    ),
    (
        "historic",
        &[
            row("castle", 12, 2_750),
            row("manor", 14, 2_320),
            row("fort", 13, 2_340),
            row("megalith", 13, 2_780),
            row("archaeological_site", 14, 2_340),
            row("ruins", 14, 2_330),
            row("monument", 14, 2_200),
            row("memorial", 15, 1_620),
            row("wayside_cross", 14, 2_050),
            row("wayside_shrine", 14, 2_050),
            row("church", 14, 2_340),
            as_kind("lavoir", "wash_house", 14, 2_560),
            as_kind("wash_house", "wash_house", 14, 2_560),
            as_kind("mill", "mill", 13, 2_550),
            as_kind("watermill", "mill", 13, 2_550),
            as_kind("windmill", "mill", 13, 2_550),
            row("boundary_stone", 15, 1_600),
            row("battlefield", 14, 2_000),
        ],
    ),
    (
        "shop",
        &[
            row("bakery", 14, 2_590),
            row("supermarket", 14, 2_520),
            row("convenience", 14, 2_580),
            row("greengrocer", 14, 2_380),
            row("butcher", 14, 2_370),
            row("deli", 14, 2_370),
            row("cheese", 14, 2_370),
            row("pastry", 14, 2_370),
            row("farm", 14, 2_390),
            row("general", 14, 2_380),
            row("kiosk", 15, 1_700),
            row("outdoor", 14, 2_100),
            row("bicycle", 14, 2_000),
            row("sports", 15, 1_700),
        ],
    ),
    (
        "natural",
        &[
            row("spring", 14, 2_450),
            row("peak", 12, 2_930),
            row("saddle", 13, 2_700),
            row("cave_entrance", 14, 2_400),
            row("stone", 15, 1_650),
            as_kind("rock", "stone", 15, 1_650),
            as_kind("tree", "tree", 15, 900),
        ],
    ),
    ("mountain_pass", &[as_kind("yes", "saddle", 13, 2_700)]),
    ("waterway", &[row("waterfall", 13, 2_600)]),
    ("emergency", &[row("defibrillator", 15, 1_900), row("phone", 15, 1_800)]),
];

/// Keys whose values Shortbread itself carries in this layer.
const SHORTBREAD: &[&str] = &[
    "amenity",
    "leisure",
    "tourism",
    "shop",
    "man_made",
    "historic",
    "emergency",
    "highway",
    "information",
    "religion",
    "denomination",
    "cuisine",
];

pub fn point(tags: Tags, out: &mut Vec<Drawing>) {
    let Some((_, row)) = find(POIS, tags) else { return };
    let named = tags.get("name").is_some();
    let Some((kind, zoom, rank)) = shown(row, named, tags) else { return };
    let mut attributes = Attributes::of_kind(kind).names(tags);
    for key in SHORTBREAD {
        attributes = attributes.copy(key, tags);
    }
    attributes = attributes
        .copy("ref", tags)
        .whole("ele", tags)
        .copy("access", tags)
        .copy("fee", tags)
        .copy("opening_hours", tags)
        .copy("drinking_water", tags)
        .copy("shelter_type", tags)
        .copy("wheelchair", tags);
    out.push(Drawing::label(Layer::Pois, zoom, rank, attributes));
}

/// What a row means in the light of the other tags; `None` where it is not worth a place.
fn shown(row: &Row, named: bool, tags: Tags) -> Option<(&'static str, u8, u32)> {
    // Nobody may use it.
    let private = tags.is_any("access", &["private", "no"]);
    match row.kind {
        "parking" if private || tags.is_any("parking", &["street_side", "lane"]) => None,
        "tree" if !named => None,
        "fountain" | "spring" | "water_well" | "water_tap" if tags.is("drinking_water", "yes") => {
            Some(("drinking_water", 13, 2_960))
        }
        "wayside_cross" | "cross" => Some(("cross", row.zoom, row.rank)),
        "ruins" if tags.is("ruins", "castle") => Some(("castle", 13, 2_600)),
        "archaeological_site" if is_megalith(tags) => Some(("megalith", 13, 2_780)),
        "place_of_worship" => Some(worship(row, tags)),
        kind if named => Some((kind, row.zoom, row.rank + 5)),
        kind => Some((kind, row.zoom, row.rank)),
    }
}

fn is_megalith(tags: Tags) -> bool {
    tags.is_any("archaeological_site", &["megalith"])
        || tags.is_any("site_type", &["megalith"])
        || tags.get("megalith_type").is_some()
}

fn worship(row: &Row, tags: Tags) -> (&'static str, u8, u32) {
    let christian = tags.get("religion").is_none_or(|religion| religion == "christian");
    if tags.is("building", "chapel") || tags.is("place_of_worship", "chapel") {
        ("chapel", row.zoom, row.rank)
    } else if christian {
        ("church", row.zoom, row.rank + 20)
    } else {
        ("place_of_worship", row.zoom, row.rank)
    }
}

pub fn area(tags: Tags, out: &mut Vec<Drawing>) {
    point(tags, out);
}
