//! The colours of the detailed map, one line a thing and one column a look. The tests hold the contrasts.

use super::palette::{Colour, MapLook};

/// A colour of the detailed map by its name in the templates.
pub fn named(look: MapLook, name: &str) -> Option<Colour> {
    let (_, colours) = TERRAIN.iter().find(|(known, _)| *known == name)?;
    let [day, sun, night] = colours;
    Some(match look {
        MapLook::Day => day,
        MapLook::Sun => sun,
        MapLook::Night => night,
    })
}

/// Day, plein soleil, night. Roads are pale and neutral: strong colours belong to the waymarked routes.
#[rustfmt::skip]
const TERRAIN: &[(&str, [Colour; 3])] = &[
    // What covers the ground.
    ("wood",          ["#CFE3C0", "#D5EBC8", "#1C3024"]),
    ("grass",         ["#EAF2DC", "#F0F7E6", "#1B2A22"]),
    ("scrub",         ["#DFE9CB", "#E5F0D8", "#1D2C20"]),
    ("crops",         ["#F1EFCF", "#F5F4DA", "#262A1B"]),
    ("built",         ["#F0EBE3", "#F1F1F1", "#212825"]),
    ("works",         ["#E8E3DD", "#E8E8E8", "#272C2A"]),
    ("wetland",       ["#D8EAE2", "#DEF0E8", "#18302C"]),
    ("sand",          ["#F5EDD6", "#F8F2E2", "#2A281E"]),
    ("rock",          ["#E5E2DA", "#EAEAEA", "#2A2D2B"]),
    ("reserve",       ["#4C8A5A", "#00501F", "#6FA883"]),
    ("danger",        ["#B3261E", "#8E0000", "#FF9A8F"]),
    ("building",      ["#DBD2CB", "#EBEBEB", "#363D39"]),
    ("building_edge", ["#AFA39A", "#5E5E5E", "#4F5853"]),
    // Water.
    ("water",         ["#A9D2EC", "#C4E6FA", "#12324A"]),
    ("shore",         ["#4E93C4", "#00539C", "#3E7CA8"]),
    ("stream",        ["#2F80B8", "#00539C", "#5AA3D6"]),
    ("water_name",    ["#164E7D", "#003567", "#9CCBF0"]),
    // Relief: the veil of each band of height on the locator map, and what all of them make of the land; contour lines; shading.
    ("veil",          ["#E7CB99", "#EEDEB9", "#4A3724"]),
    ("high",          ["#F1E3C8", "#F7EFDD", "#302B20"]),
    ("contour",       ["#CDA57E", "#9A6A3A", "#574836"]),
    ("contour_index", ["#B07F52", "#6B3F14", "#7A634B"]),
    ("contour_name",  ["#784C22", "#532C00", "#CBAA88"]),
    ("shade",         ["#4A3B2A", "#000000", "#000000"]),
    ("light",         ["#FFFFFF", "#FFFFFF", "#4C5A54"]),
    // Roads, tracks, paths, rails.
    ("road",          ["#FFFFFF", "#FFFFFF", "#4A5550"]),
    ("main_road",     ["#F8ECCB", "#D9D9D9", "#636E69"]),
    ("motorway",      ["#DDD3E6", "#BDBDC9", "#5D6573"]),
    ("road_edge",     ["#9C927F", "#4D4D4D", "#0D1211"]),
    ("main_edge",     ["#7C725F", "#262626", "#0D1211"]),
    ("road_name",     ["#453F33", "#1A1A1A", "#CDD4CF"]),
    ("track",         ["#7A5528", "#4A2C08", "#C2A074"]),
    ("path",          ["#54391A", "#2B1800", "#DDBF92"]),
    ("way_halo",      ["#FBFAF6", "#FFFFFF", "#121917"]),
    ("cycleway",      ["#45569A", "#1C2B7A", "#9AAAE6"]),
    ("rail",          ["#63676A", "#1F1F1F", "#9AA39E"]),
    ("wall",          ["#857D6E", "#4A4A4A", "#7F8883"]),
    ("hedge",         ["#6E9A5A", "#2F6B10", "#5E8A5A"]),
    ("boundary",      ["#8A6A9E", "#5A2E78", "#9B86AD"]),
    ("hiking",        ["#9A4FC0", "#5E1490", "#C79BEA"]),
    ("hiking_name",   ["#6F2A94", "#43006E", "#D6B4F2"]),
    // What one looks for, by kind.
    ("poi_way",       ["#23364F", "#0B1A30", "#C9D6EC"]),
    ("poi_water",     ["#155E9C", "#003C7A", "#92C9FF"]),
    ("poi_rest",      ["#1E6A45", "#00481C", "#8AD7A8"]),
    ("poi_food",      ["#93400B", "#5E2500", "#FFB885"]),
    ("poi_bed",       ["#643A9A", "#3E1470", "#D3B8FF"]),
    ("poi_sight",     ["#75362A", "#4E140A", "#F5B0A0"]),
    ("poi_nature",    ["#2B6332", "#0A4412", "#96D6A1"]),
    ("poi_help",      ["#A61F19", "#800000", "#FFA399"]),
    ("poi_other",     ["#4A5650", "#2B2B2B", "#B4BFB8"]),
    ("poi_ring",      ["#FFFFFF", "#FFFFFF", "#0D1211"]),
];

#[cfg(test)]
mod tests {
    use pdipr_data::domain::Network;

    use super::super::palette::tests::{contrast, least};
    use super::super::palette::{Palette, route_ink};
    use super::*;

    /// Everything that routes, ways and labels may lie on.
    const GROUNDS: [&str; 10] =
        ["wood", "grass", "scrub", "crops", "built", "works", "wetland", "sand", "rock", "high"];

    fn colour(look: MapLook, name: &str) -> Colour {
        named(look, name).unwrap()
    }

    fn grounds(look: MapLook) -> impl Iterator<Item = Colour> {
        GROUNDS.into_iter().map(move |name| colour(look, name)).chain([Palette::of(look).land])
    }

    fn readable(look: MapLook) -> f64 {
        if look == MapLook::Sun { 7.0 } else { 4.5 }
    }

    fn holds(look: MapLook, ink: Colour, ground: Colour, least: f64, what: &str) {
        let found = contrast(ink, ground);
        assert!(found >= least, "{look:?} {what}: {ink} on {ground} is {found:.2}, wanted {least}");
    }

    #[test]
    fn every_route_stands_out_from_every_ground_by_its_line_or_its_casing() {
        for look in MapLook::ALL {
            for ground in grounds(look).chain([colour(look, "water"), colour(look, "building")]) {
                for &network in Network::ALL {
                    let ink = route_ink(look, network);
                    let best = contrast(ink.line, ground).max(contrast(ink.casing, ground));
                    assert!(best >= least(look), "{look:?} {network:?} on {ground}: {best:.2}");
                }
                let palette = Palette::of(look);
                let best = contrast(palette.selected, ground).max(contrast(palette.selected_casing, ground));
                assert!(best >= least(look), "{look:?} selected on {ground}: {best:.2}");
            }
        }
    }

    #[test]
    fn paths_and_tracks_can_be_told_from_every_ground() {
        for look in MapLook::ALL {
            for ground in grounds(look) {
                for way in ["path", "track", "cycleway"] {
                    holds(look, colour(look, way), ground, least(look), way);
                }
            }
        }
    }

    #[test]
    fn labels_are_readable_on_every_ground() {
        for look in MapLook::ALL {
            let palette = Palette::of(look);
            for ground in grounds(look) {
                holds(look, palette.ink, ground, readable(look), "place");
                holds(look, palette.muted, ground, readable(look), "small place");
                holds(look, palette.station, ground, readable(look), "station");
                for name in ["contour_name", "road_name", "water_name"] {
                    holds(look, colour(look, name), ground, readable(look), name);
                }
            }
            holds(look, colour(look, "water_name"), colour(look, "water"), readable(look), "water");
            holds(look, colour(look, "road_name"), colour(look, "road"), readable(look), "road");
            holds(look, colour(look, "road_name"), colour(look, "main_road"), least(look), "main road");
        }
    }

    #[test]
    fn signs_stand_out_from_the_ground_and_from_their_ring() {
        for look in MapLook::ALL {
            for (name, _) in
                TERRAIN.iter().filter(|(name, _)| name.starts_with("poi_") && *name != "poi_ring")
            {
                let ink = colour(look, name);
                holds(look, ink, colour(look, "poi_ring"), readable(look), name);
                for ground in grounds(look) {
                    holds(look, ink, ground, readable(look), name);
                }
            }
        }
    }

    #[test]
    fn streams_can_be_told_from_the_ground() {
        for look in MapLook::ALL {
            let least = if look == MapLook::Sun { 4.5 } else { 3.0 };
            for ground in grounds(look) {
                holds(look, colour(look, "stream"), ground, least, "stream");
            }
        }
    }

    #[test]
    fn no_colour_has_two_lines_and_none_is_named_as_one_of_the_palette() {
        for (at, (name, _)) in TERRAIN.iter().enumerate() {
            assert!(TERRAIN[at + 1..].iter().all(|(other, _)| other != name), "{name}");
            assert!(Palette::of(MapLook::Day).named(name).is_none(), "{name}");
        }
    }
}
