//! The colours of the picture: those of the app's map, under the same names. A test of the app holds both together.

use std::str::FromStr;

/// A colour as `#rrggbb`.
pub type Colour = &'static str;

/// How the picture is lit, as in the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Look {
    #[default]
    Day,
    /// *Plein soleil*: contrast at least 7:1.
    Sun,
    Night,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no look: wanted day, sun or night")]
pub struct NotALook(String);

/// How a network is drawn: a line in its casing, and for GR and GR de Pays the second waymark colour within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteInk {
    pub casing: Colour,
    pub line: Colour,
    pub core: Option<Colour>,
}

/// Networks by the names that the packs give them, in the order of drawing.
pub const NETWORKS: [&str; 6] = ["local", "pr", "equestre", "vtt", "grp", "gr"];

/// A colour by its name; a name that does not stand in [`COLOURS`] is none.
pub fn named(look: Look, name: &str) -> Option<Colour> {
    let (_, colours) = COLOURS.iter().find(|(known, _)| *known == name)?;
    Some(of(look, colours))
}

const fn of(look: Look, [day, sun, night]: &[Colour; 3]) -> Colour {
    match look {
        Look::Day => day,
        Look::Sun => sun,
        Look::Night => night,
    }
}

/// Day, plein soleil, night.
#[rustfmt::skip]
pub const COLOURS: &[(&str, [Colour; 3])] = &[
    ("outside",       ["#ECE8DC", "#E4E4E4", "#0D1211"]),
    ("land",          ["#FBFAF6", "#FFFFFF", "#18201D"]),
    ("hairline",      ["#DAD5C6", "#9A9A9A", "#2B3632"]),
    ("outline",       ["#B3AB95", "#000000", "#55645D"]),
    ("unused",        ["#7F7962", "#464646", "#76857D"]),
    ("ink",           ["#1B2420", "#000000", "#EEF1EC"]),
    ("muted",         ["#4A5650", "#1F1F1F", "#B4BFB8"]),
    ("halo",          ["#FBFAF6", "#FFFFFF", "#18201D"]),
    ("start",         ["#1E7A45", "#00501F", "#7FDBA4"]),
    ("finish",        ["#B3261E", "#8E0000", "#FF9A8F"]),
    ("station",       ["#34465A", "#101820", "#C3CFDA"]),
    ("on_badge",      ["#FFFFFF", "#FFFFFF", "#0D1211"]),
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
    ("building",      ["#DBD2CB", "#EBEBEB", "#363D39"]),
    ("building_edge", ["#AFA39A", "#5E5E5E", "#4F5853"]),
    ("water",         ["#A9D2EC", "#C4E6FA", "#12324A"]),
    ("shore",         ["#4E93C4", "#00539C", "#3E7CA8"]),
    ("stream",        ["#2F80B8", "#00539C", "#5AA3D6"]),
    ("water_name",    ["#164E7D", "#003567", "#9CCBF0"]),
    ("veil",          ["#E7CB99", "#EEDEB9", "#4A3724"]),
    ("contour",       ["#CDA57E", "#9A6A3A", "#574836"]),
    ("contour_index", ["#B07F52", "#6B3F14", "#7A634B"]),
    ("road",          ["#FFFFFF", "#FFFFFF", "#4A5550"]),
    ("main_road",     ["#F8ECCB", "#D9D9D9", "#636E69"]),
    ("motorway",      ["#DDD3E6", "#BDBDC9", "#5D6573"]),
    ("road_edge",     ["#9C927F", "#4D4D4D", "#0D1211"]),
    ("main_edge",     ["#7C725F", "#262626", "#0D1211"]),
    ("track",         ["#7A5528", "#4A2C08", "#C2A074"]),
    ("path",          ["#54391A", "#2B1800", "#DDBF92"]),
    ("way_halo",      ["#FBFAF6", "#FFFFFF", "#121917"]),
    ("cycleway",      ["#45569A", "#1C2B7A", "#9AAAE6"]),
    ("rail",          ["#63676A", "#1F1F1F", "#9AA39E"]),
    ("wall",          ["#857D6E", "#4A4A4A", "#7F8883"]),
    ("boundary",      ["#8A6A9E", "#5A2E78", "#9B86AD"]),
    ("hiking",        ["#9A4FC0", "#5E1490", "#C79BEA"]),
    ("poi_nature",    ["#2B6332", "#0A4412", "#96D6A1"]),
];

/// The waymark colours of a network: those of a local route where the name is none of [`NETWORKS`].
pub fn route_ink(look: Look, network: &str) -> RouteInk {
    let (casing, line, core) = match (look, network) {
        (Look::Day, "gr") => ("#FFFFFF", "#D3222A", Some("#FFFFFF")),
        (Look::Day, "grp") => ("#FFFFFF", "#D3222A", Some("#F5B800")),
        (Look::Day, "pr") => ("#5C4700", "#F5B800", None),
        (Look::Day, "equestre") => ("#8A3E00", "#E8731A", None),
        (Look::Day, "vtt") => ("#FFFFFF", "#2450B8", None),
        (Look::Day, _) => ("#FFFFFF", "#4E6B3A", None),
        (Look::Sun, "gr") => ("#4A0004", "#C8000B", Some("#FFFFFF")),
        (Look::Sun, "grp") => ("#4A0004", "#C8000B", Some("#FFD000")),
        (Look::Sun, "pr") => ("#1A1400", "#FFC400", None),
        (Look::Sun, "equestre") => ("#3D1A00", "#F07000", None),
        (Look::Sun, "vtt") => ("#00123D", "#0A3FC0", None),
        (Look::Sun, _) => ("#0E2400", "#2F6B10", None),
        (Look::Night, "gr") => ("#0D1211", "#FF5F62", Some("#FFFFFF")),
        (Look::Night, "grp") => ("#0D1211", "#FF5F62", Some("#FFD23F")),
        (Look::Night, "pr") => ("#0D1211", "#FFD23F", None),
        (Look::Night, "equestre") => ("#0D1211", "#FF9D4D", None),
        (Look::Night, "vtt") => ("#0D1211", "#86A9FF", None),
        (Look::Night, _) => ("#0D1211", "#A3CF8B", None),
    };
    RouteInk { casing, line, core }
}

impl Look {
    pub const ALL: [Look; 3] = [Look::Day, Look::Sun, Look::Night];
}

impl FromStr for Look {
    type Err = NotALook;

    fn from_str(name: &str) -> Result<Look, NotALook> {
        match name {
            "day" => Ok(Look::Day),
            "sun" => Ok(Look::Sun),
            "night" => Ok(Look::Night),
            other => Err(NotALook(other.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_colour_has_two_lines() {
        for (at, (name, _)) in COLOURS.iter().enumerate() {
            assert!(COLOURS[at + 1..].iter().all(|(other, _)| other != name), "{name}");
        }
    }

    #[test]
    fn looks_are_read_by_their_names() {
        assert_eq!("night".parse(), Ok(Look::Night));
        assert!("Day".parse::<Look>().is_err());
    }
}
