//! The colours of the map in each look, as data. They are full sets of their own; the tests hold the contrasts.

use pdipr_data::domain::Network;

/// How the map is lit. The app's `Look::Auto` has already become one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapLook {
    Day,
    /// *Plein soleil*: contrast at least 7:1.
    Sun,
    Night,
}

impl MapLook {
    #[cfg(test)]
    pub const ALL: [MapLook; 3] = [MapLook::Day, MapLook::Sun, MapLook::Night];

    /// From the attribute `data-look` of the page.
    pub fn from_name(name: &str) -> MapLook {
        match name {
            "sun" => MapLook::Sun,
            "night" => MapLook::Night,
            _ => MapLook::Day,
        }
    }
}

/// A colour as `#rrggbb`.
pub type Colour = &'static str;

/// How one network is drawn: a line in its casing, and for GR and GR de Pays the second waymark colour within.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteInk {
    pub casing: Colour,
    pub line: Colour,
    pub core: Option<Colour>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Palette {
    /// Beyond the département.
    pub outside: Colour,
    /// The ground of the département.
    pub land: Colour,
    /// Between communes.
    pub hairline: Colour,
    /// Around the département.
    pub outline: Colour,
    /// Inscribed ways that no route uses.
    pub unused: Colour,
    pub ink: Colour,
    pub muted: Colour,
    pub halo: Colour,
    pub selected: Colour,
    pub selected_casing: Colour,
    pub start: Colour,
    pub finish: Colour,
    pub step: Colour,
    pub position: Colour,
    pub station: Colour,
    /// Letters on badges, and the ring around them.
    pub on_badge: Colour,
}

impl Palette {
    pub const fn of(look: MapLook) -> Palette {
        match look {
            MapLook::Day => DAY,
            MapLook::Sun => SUN,
            MapLook::Night => NIGHT,
        }
    }

    /// The colour under its name in the templates.
    pub fn named(&self, name: &str) -> Option<Colour> {
        Some(match name {
            "outside" => self.outside,
            "land" => self.land,
            "hairline" => self.hairline,
            "outline" => self.outline,
            "unused" => self.unused,
            "ink" => self.ink,
            "muted" => self.muted,
            "halo" => self.halo,
            "selected" => self.selected,
            "selected_casing" => self.selected_casing,
            "start" => self.start,
            "finish" => self.finish,
            "step" => self.step,
            "position" => self.position,
            "station" => self.station,
            "on_badge" => self.on_badge,
            _ => return None,
        })
    }
}

const DAY: Palette = Palette {
    outside: "#ECE8DC",
    land: "#FBFAF6",
    hairline: "#DAD5C6",
    outline: "#B3AB95",
    unused: "#7F7962",
    ink: "#1B2420",
    muted: "#4A5650",
    halo: "#FBFAF6",
    selected: "#B0006D",
    selected_casing: "#FFFFFF",
    start: "#1E7A45",
    finish: "#B3261E",
    step: "#B3261E",
    position: "#1F5F99",
    station: "#34465A",
    on_badge: "#FFFFFF",
};

const SUN: Palette = Palette {
    outside: "#E4E4E4",
    land: "#FFFFFF",
    hairline: "#9A9A9A",
    outline: "#000000",
    unused: "#464646",
    ink: "#000000",
    muted: "#1F1F1F",
    halo: "#FFFFFF",
    selected: "#8A0055",
    selected_casing: "#FFFFFF",
    start: "#00501F",
    finish: "#8E0000",
    step: "#8E0000",
    position: "#003E80",
    station: "#101820",
    on_badge: "#FFFFFF",
};

const NIGHT: Palette = Palette {
    outside: "#0D1211",
    land: "#18201D",
    hairline: "#2B3632",
    outline: "#55645D",
    unused: "#76857D",
    ink: "#EEF1EC",
    muted: "#B4BFB8",
    halo: "#18201D",
    selected: "#FF7AC6",
    selected_casing: "#0D1211",
    start: "#7FDBA4",
    finish: "#FF9A8F",
    step: "#FF9A8F",
    position: "#8EC2FF",
    station: "#C3CFDA",
    on_badge: "#0D1211",
};

/// The waymark colours of a network. On dark ground every casing is the ground's own darkness and the line is the light.
pub const fn route_ink(look: MapLook, network: Network) -> RouteInk {
    let (casing, line, core) = match look {
        MapLook::Day => match network {
            Network::Gr => ("#FFFFFF", "#D3222A", Some("#FFFFFF")),
            Network::Grp => ("#FFFFFF", "#D3222A", Some("#F5B800")),
            Network::Pr => ("#5C4700", "#F5B800", None),
            Network::Riding => ("#8A3E00", "#E8731A", None),
            Network::MountainBike => ("#FFFFFF", "#2450B8", None),
            Network::Local => ("#FFFFFF", "#4E6B3A", None),
        },
        MapLook::Sun => match network {
            Network::Gr => ("#4A0004", "#C8000B", Some("#FFFFFF")),
            Network::Grp => ("#4A0004", "#C8000B", Some("#FFD000")),
            Network::Pr => ("#1A1400", "#FFC400", None),
            Network::Riding => ("#3D1A00", "#F07000", None),
            Network::MountainBike => ("#00123D", "#0A3FC0", None),
            Network::Local => ("#0E2400", "#2F6B10", None),
        },
        MapLook::Night => match network {
            Network::Gr => ("#0D1211", "#FF5F62", Some("#FFFFFF")),
            Network::Grp => ("#0D1211", "#FF5F62", Some("#FFD23F")),
            Network::Pr => ("#0D1211", "#FFD23F", None),
            Network::Riding => ("#0D1211", "#FF9D4D", None),
            Network::MountainBike => ("#0D1211", "#86A9FF", None),
            Network::Local => ("#0D1211", "#A3CF8B", None),
        },
    };
    RouteInk { casing, line, core }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Relative luminance by WCAG 2.1.
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    pub fn contrast(one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    pub const fn least(look: MapLook) -> f64 {
        match look {
            MapLook::Sun => 7.0,
            MapLook::Day | MapLook::Night => 3.0,
        }
    }

    #[test]
    fn the_contrast_of_black_on_white_is_21() {
        assert!((contrast("#000000", "#FFFFFF") - 21.0).abs() < 1e-9);
    }

    #[test]
    fn every_route_stands_out_from_the_ground_by_its_line_or_its_casing() {
        for look in MapLook::ALL {
            let ground = Palette::of(look).land;
            for &network in Network::ALL {
                let ink = route_ink(look, network);
                let best = contrast(ink.line, ground).max(contrast(ink.casing, ground));
                assert!(best >= least(look), "{look:?} {network:?}: {best:.2}");
            }
        }
    }

    #[test]
    fn the_selected_route_stands_out_from_the_ground_and_from_its_casing() {
        for look in MapLook::ALL {
            let palette = Palette::of(look);
            assert!(contrast(palette.selected, palette.land) >= least(look), "{look:?} ground");
            assert!(contrast(palette.selected, palette.selected_casing) >= least(look), "{look:?} casing");
        }
    }

    #[test]
    fn a_closed_stretch_stands_out_from_its_casing_and_its_words_from_the_ground() {
        for look in MapLook::ALL {
            let palette = Palette::of(look);
            let (dash, words) = (palette.finish, if look == MapLook::Sun { 7.0 } else { 4.5 });
            assert!(contrast(dash, palette.selected_casing) >= least(look), "{look:?} dashes");
            assert!(contrast(dash, palette.halo) >= words, "{look:?} words");
        }
    }

    #[test]
    fn labels_are_readable_on_the_ground_and_outside() {
        for look in MapLook::ALL {
            let palette = Palette::of(look);
            let least = if look == MapLook::Sun { 7.0 } else { 4.5 };
            for (ink, ground) in [
                (palette.ink, palette.land),
                (palette.muted, palette.land),
                (palette.ink, palette.outside),
                (palette.muted, palette.outside),
                (palette.on_badge, palette.start),
                (palette.on_badge, palette.finish),
                (palette.on_badge, palette.step),
            ] {
                assert!(
                    contrast(ink, ground) >= least,
                    "{look:?} {ink} on {ground}: {:.2}",
                    contrast(ink, ground)
                );
            }
        }
    }

    #[test]
    fn unused_ways_and_the_position_can_be_told_from_the_ground() {
        for look in MapLook::ALL {
            let palette = Palette::of(look);
            assert!(contrast(palette.unused, palette.land) >= least(look), "{look:?} unused");
            assert!(contrast(palette.position, palette.land) >= least(look), "{look:?} position");
        }
    }

    #[test]
    fn the_day_look_uses_the_waymark_tints_of_the_product() {
        assert_eq!(route_ink(MapLook::Day, Network::Gr).line, "#D3222A");
        assert_eq!(route_ink(MapLook::Day, Network::Pr).line, "#F5B800");
        assert_eq!(route_ink(MapLook::Day, Network::Riding).line, "#E8731A");
        assert_eq!(Palette::of(MapLook::Day).selected, "#B0006D");
    }

    #[test]
    fn still_pictures_are_drawn_in_the_colours_of_the_map() {
        use tiles::picture::palette::{COLOURS, Look, route_ink as still_ink};
        for (look, column) in MapLook::ALL.into_iter().zip(0..) {
            for (name, colours) in COLOURS {
                let known =
                    Palette::of(look).named(name).or_else(|| super::super::terrain::named(look, name));
                assert_eq!(known, Some(colours[column]), "{look:?} {name}");
            }
            for &network in Network::ALL {
                let (ours, still) =
                    (route_ink(look, network), still_ink(Look::ALL[column], network.as_str()));
                assert_eq!(
                    (ours.casing, ours.line, ours.core),
                    (still.casing, still.line, still.core),
                    "{look:?} {network:?}"
                );
            }
        }
    }
}
