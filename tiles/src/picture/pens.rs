//! What of a pack is drawn, with which pen, and in which order: the legend of the picture. Widths follow the app's map.

use super::palette::{Colour, Look, NETWORKS, named, route_ink};
use crate::mvt::{Feature, Value};
use crate::read::Kind;

/// In the order of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pen {
    /// The outline of the territory, half of which its ground covers.
    Outline,
    Territory,
    /// Ground from a height upward, so many bands above the lowest.
    Tint(u8),
    Built,
    Works,
    Bare,
    Sand,
    Wetland,
    Crops,
    Scrub,
    Grass,
    Wood,
    Park,
    Sea,
    Water,
    Shore,
    ContourLine,
    ContourIndex,
    Stream,
    StreamDry,
    Reserve,
    Building,
    Square,
    Hiking,
    /// By class, the least first.
    Road(u8),
    Track,
    TrackSoft,
    Cycleway,
    Path,
    Rail,
    Hairline,
    Boundary,
    BoundaryGreat,
    Unused,
    /// Other routes, by their place in [`NETWORKS`].
    Route(u8),
}

/// One way of drawing a line; dashes are in widths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stroke {
    pub colour: Colour,
    pub width: f64,
    pub dashes: &'static [f64],
    pub opacity: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    Fill {
        colour: Colour,
        edge: Option<Colour>,
        opacity: f64,
    },
    Line(Stroke),
    /// A line in its casing: the casings of neighbouring pens lie below all their lines.
    Cased {
        casing: Stroke,
        line: Stroke,
    },
}

/// What the pens need to know.
#[derive(Debug, Clone, Copy)]
pub struct Lighting {
    pub look: Look,
    pub zoom: f64,
}

/// Roads that are drawn alike: kinds, ground, edge, pixels at the zooms of [`ZOOMS`].
type Class = (&'static [&'static str], &'static str, &'static str, [f64; 6]);

const ZOOMS: [f64; 6] = [8.0, 10.0, 12.0, 14.0, 16.0, 18.0];

/// The least first.
#[rustfmt::skip]
const CLASSES: [Class; 6] = [
    (&["service", "taxiway"], "road", "road_edge", [0.0, 0.0, 0.6, 1.6, 4.5, 10.0]),
    (&["unclassified", "residential", "living_street", "pedestrian", "road", "busway", "bus_guideway", "raceway"], "road", "road_edge", [0.0, 0.4, 1.1, 2.8, 7.0, 16.0]),
    (&["tertiary"], "road", "road_edge", [0.3, 0.8, 1.8, 3.8, 8.5, 18.0]),
    (&["secondary"], "main_road", "road_edge", [0.5, 1.1, 2.2, 4.4, 9.5, 20.0]),
    (&["primary", "trunk"], "main_road", "main_edge", [0.7, 1.4, 2.6, 5.0, 10.5, 22.0]),
    (&["motorway", "runway"], "motorway", "main_edge", [1.0, 1.9, 3.2, 5.6, 11.5, 24.0]),
];

/// Pixels of a path; a track is a quarter broader.
const WAY: [(f64, f64); 5] = [(11.0, 0.6), (12.0, 0.9), (14.0, 1.7), (16.0, 2.4), (18.0, 3.6)];

/// The pen of a feature; `None` where it is not drawn at this zoom.
pub fn pen(pack: Kind, layer: &str, feature: &Feature, zoom: f64) -> Option<Pen> {
    let text = |name: &str| feature.attribute(name).and_then(Value::text);
    let truth = |name: &str| feature.attribute(name) == Some(&Value::Bool(true));
    let kind = text("kind").unwrap_or_default();
    match layer {
        "land" => land(kind),
        "tint" => Some(Pen::Tint(0)),
        "ocean" => Some(Pen::Sea),
        "water_polygons" => Some(Pen::Water),
        "water_lines" if truth("tunnel") => None,
        "water_lines" => match (kind, truth("intermittent")) {
            ("ditch", _) if zoom < 14.5 => None,
            (_, true) => Some(Pen::StreamDry),
            (_, false) => Some(Pen::Stream),
        },
        "contour" if truth("index") => (zoom >= 11.5).then_some(Pen::ContourIndex),
        "contour" => (zoom >= 13.5).then_some(Pen::ContourLine),
        "buildings" => (zoom >= 13.0).then_some(Pen::Building),
        "street_polygons" => (zoom >= 13.0).then_some(Pen::Square),
        "pier_polygons" | "dam_polygons" => (zoom >= 12.0).then_some(Pen::Square),
        "hiking" => Some(Pen::Hiking),
        "streets" => street(kind, truth, text("tracktype"), zoom),
        "boundaries" if truth("maritime") => None,
        "boundaries" => {
            let level = feature.attribute("admin_level").and_then(Value::whole)?;
            Some(match (pack, level <= 6) {
                (Kind::Base, true) => Pen::Outline,
                (Kind::Base, false) => Pen::Hairline,
                (_, true) => Pen::BoundaryGreat,
                (_, false) => Pen::Boundary,
            })
        }
        "segments" => (!truth("used")).then_some(Pen::Unused),
        "routes" if kind == "inscribed" => {
            let network = NETWORKS.iter().position(|known| Some(*known) == text("network"));
            Some(Pen::Route(network.unwrap_or(0) as u8))
        }
        _ => None,
    }
}

fn land(kind: &str) -> Option<Pen> {
    Some(match kind {
        "territory" => Pen::Territory,
        "forest" => Pen::Wood,
        "park" | "garden" | "playground" | "cemetery" | "grave_yard" => Pen::Park,
        "grass" | "meadow" | "village_green" | "recreation_ground" | "golf_course" | "miniature_golf"
        | "grassland" => Pen::Grass,
        "scrub" | "heath" => Pen::Scrub,
        "orchard" | "vineyard" | "allotments" | "plant_nursery" | "greenhouse_horticulture" => Pen::Crops,
        "residential" | "commercial" | "retail" | "garages" => Pen::Built,
        "industrial" | "railway" | "landfill" | "brownfield" | "greenfield" | "farmyard" => Pen::Works,
        "swamp" | "bog" | "string_bog" | "wet_meadow" | "marsh" => Pen::Wetland,
        "sand" | "beach" => Pen::Sand,
        "bare_rock" | "scree" | "shingle" | "quarry" => Pen::Bare,
        "nature_reserve" | "national_park" | "protected_area" => Pen::Reserve,
        _ => return None,
    })
}

fn street(kind: &str, truth: impl Fn(&str) -> bool, tracktype: Option<&str>, zoom: f64) -> Option<Pen> {
    if truth("tunnel") {
        return None;
    }
    if truth("rail") {
        return (kind != "subway").then_some(Pen::Rail);
    }
    match kind {
        "track" if zoom < 11.0 => None,
        "track" => {
            Some(if matches!(tracktype, Some("grade1" | "grade2")) { Pen::Track } else { Pen::TrackSoft })
        }
        "path" | "footway" | "bridleway" | "steps" | "via_ferrata" => (zoom >= 11.5).then_some(Pen::Path),
        "cycleway" => (zoom >= 11.5).then_some(Pen::Cycleway),
        _ => {
            let class = CLASSES.iter().position(|(kinds, ..)| kinds.contains(&kind))?;
            (width_of_road(class, zoom) > 0.0).then_some(Pen::Road(class as u8))
        }
    }
}

fn width_of_road(class: usize, zoom: f64) -> f64 {
    let widths = CLASSES.get(class).map(|(.., widths)| *widths).unwrap_or_default();
    by_zoom(zoom, ZOOMS.into_iter().zip(widths))
}

impl Pen {
    /// Polygons are filled, whatever else draws lines.
    pub fn paint(self, lighting: Lighting) -> Paint {
        let Lighting { look, zoom } = lighting;
        let colour = |name: &str| named(look, name).unwrap_or("#000000");
        let fill = |name: &str| Paint::Fill { colour: colour(name), edge: None, opacity: 1.0 };
        let edged = |name: &str, edge: &str| Paint::Fill {
            colour: colour(name),
            edge: Some(colour(edge)),
            opacity: 1.0,
        };
        let stroke =
            |name: &str, width: f64| Stroke { colour: colour(name), width, dashes: &[], opacity: 1.0 };
        let way = |name: &str, factor: f64, dashes: &'static [f64]| {
            let width = by_zoom(zoom, WAY) * factor;
            let casing = Stroke { opacity: 0.75, ..stroke("way_halo", width + 1.8) };
            Paint::Cased { casing, line: Stroke { dashes, ..stroke(name, width) } }
        };
        let line = |name: &str, width: f64, dashes: &'static [f64], opacity: f64| {
            Paint::Line(Stroke { dashes, opacity, ..stroke(name, width) })
        };
        match self {
            Pen::Outline => line("outline", by_zoom(zoom, [(7.0, 2.5), (10.0, 4.0), (14.0, 7.0)]), &[], 1.0),
            Pen::Territory => fill("land"),
            // A veil for each band, one above the other.
            Pen::Tint(_) => Paint::Fill { colour: colour("veil"), edge: None, opacity: 0.05 },
            Pen::Built => fill("built"),
            Pen::Works => fill("works"),
            Pen::Bare => fill("rock"),
            Pen::Sand => fill("sand"),
            Pen::Wetland => fill("wetland"),
            Pen::Crops => fill("crops"),
            Pen::Scrub => fill("scrub"),
            Pen::Grass | Pen::Park => fill("grass"),
            Pen::Wood => fill("wood"),
            Pen::Sea => fill("water"),
            Pen::Water => fill("water"),
            Pen::Shore => line("shore", by_zoom(zoom, [(12.0, 0.4), (16.0, 1.2)]), &[], 1.0),
            Pen::ContourLine => line("contour", by_zoom(zoom, [(13.0, 0.5), (16.0, 0.9)]), &[], 1.0),
            Pen::ContourIndex => {
                line("contour_index", by_zoom(zoom, [(11.5, 0.5), (14.0, 1.0), (17.0, 1.6)]), &[], 1.0)
            }
            Pen::Stream => line("stream", by_zoom(zoom, STREAM), &[], 1.0),
            Pen::StreamDry => line("stream", by_zoom(zoom, STREAM), &[5.0, 2.5], 1.0),
            Pen::Reserve => line("reserve", by_zoom(zoom, [(9.0, 0.6), (14.0, 1.8)]), &[6.0, 2.0], 0.7),
            Pen::Building => edged("building", "building_edge"),
            Pen::Square => edged("road", "road_edge"),
            Pen::Hiking => {
                line("hiking", by_zoom(zoom, [(8.0, 1.2), (12.0, 3.0), (14.0, 5.0), (17.0, 10.0)]), &[], 0.3)
            }
            Pen::Road(class) => {
                let (_, ground, edge, _) = CLASSES.get(usize::from(class)).unwrap_or(&CLASSES[0]);
                let width = width_of_road(usize::from(class), zoom);
                Paint::Cased {
                    casing: stroke(edge, width + 0.9 + width.min(4.0) * 0.2),
                    line: stroke(ground, width),
                }
            }
            Pen::Track => way("track", 1.25, &[]),
            Pen::TrackSoft => way("track", 1.25, &[5.0, 1.6]),
            Pen::Cycleway => way("cycleway", 1.0, &[3.5, 1.4]),
            Pen::Path => way("path", 0.9, &[2.4, 1.2]),
            Pen::Rail => {
                line("rail", by_zoom(zoom, [(8.0, 0.6), (12.0, 1.1), (15.0, 1.8), (18.0, 3.0)]), &[], 1.0)
            }
            Pen::Hairline => {
                line("hairline", by_zoom(zoom, [(8.5, 0.6), (12.0, 1.2), (15.0, 2.0)]), &[6.0, 2.0], 1.0)
            }
            Pen::Boundary => line(
                "boundary",
                by_zoom(zoom, [(9.0, 0.5), (13.0, 1.0), (16.0, 1.6)]),
                &[4.0, 1.5, 1.0, 1.5],
                0.75,
            ),
            Pen::BoundaryGreat => line(
                "boundary",
                by_zoom(zoom, [(5.0, 0.6), (9.0, 1.2), (14.0, 2.2)]),
                &[5.0, 1.5, 1.0, 1.5],
                1.0,
            ),
            Pen::Unused => {
                line("unused", by_zoom(zoom, [(8.0, 0.6), (11.0, 1.1), (14.0, 2.0), (17.0, 3.0)]), &[], 0.7)
            }
            Pen::Route(network) => {
                let ink = route_ink(look, NETWORKS.get(usize::from(network)).unwrap_or(&NETWORKS[0]));
                let width = by_zoom(zoom, ROUTE) * 0.8;
                let of = |colour, width| Stroke { colour, width, dashes: &[], opacity: 0.45 };
                Paint::Cased { casing: of(ink.casing, width + 1.4), line: of(ink.line, width) }
            }
        }
    }
}

/// Pixels of a route that is one of many.
const ROUTE: [(f64, f64); 6] = [(7.0, 1.1), (9.0, 1.7), (11.0, 2.6), (13.0, 3.8), (15.0, 5.0), (17.0, 7.0)];

const STREAM: [(f64, f64); 4] = [(9.0, 0.4), (12.0, 0.9), (15.0, 2.2), (18.0, 5.0)];

/// A value between the zooms that are given, ascending; before the first and after the last it stays.
pub fn by_zoom(zoom: f64, stops: impl IntoIterator<Item = (f64, f64)>) -> f64 {
    let mut before: Option<(f64, f64)> = None;
    for (at, value) in stops {
        match before {
            _ if zoom > at => before = Some((at, value)),
            Some((from, old)) => return old + (value - old) * (zoom - from) / (at - from),
            None => return value,
        }
    }
    before.map(|(_, value)| value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mvt::Shape;

    fn feature(attributes: &[(&str, Value)]) -> Feature {
        let attributes = attributes.iter().map(|(name, value)| ((*name).into(), value.clone())).collect();
        Feature { id: None, shape: Shape::Points(Vec::new()), attributes }
    }

    #[test]
    fn values_lie_between_their_zooms() {
        let at = |zoom| by_zoom(zoom, [(10.0, 1.0), (12.0, 3.0)]);
        assert_eq!([at(5.0), at(10.0), at(11.0), at(12.0), at(20.0)], [1.0, 1.0, 2.0, 3.0, 3.0]);
    }

    #[test]
    fn borders_are_drawn_as_the_kind_of_the_pack_asks() {
        let border = feature(&[("admin_level", Value::Int(8))]);
        assert_eq!(pen(Kind::Base, "boundaries", &border, 12.0), Some(Pen::Hairline));
        assert_eq!(pen(Kind::Detail, "boundaries", &border, 12.0), Some(Pen::Boundary));
    }

    #[test]
    fn tunnels_and_ways_too_small_for_the_zoom_are_left_out() {
        let street = |kind: &str, tunnel: bool| {
            feature(&[("kind", Value::Text(kind.into())), ("tunnel", Value::Bool(tunnel))])
        };
        assert_eq!(pen(Kind::Detail, "streets", &street("residential", false), 14.0), Some(Pen::Road(1)));
        assert_eq!(pen(Kind::Detail, "streets", &street("residential", true), 14.0), None);
        assert_eq!(pen(Kind::Detail, "streets", &street("service", false), 9.0), None);
        assert_eq!(pen(Kind::Detail, "streets", &street("path", false), 9.0), None);
    }

    #[test]
    fn every_colour_of_a_pen_is_known() {
        for look in Look::ALL {
            for pen in [
                Pen::Outline,
                Pen::Built,
                Pen::Water,
                Pen::Building,
                Pen::Road(5),
                Pen::Track,
                Pen::Rail,
                Pen::Route(4),
            ] {
                let drawn = format!("{:?}", pen.paint(Lighting { look, zoom: 14.0 }));
                assert!(!drawn.contains("#000000") || look == Look::Sun, "{drawn}");
            }
        }
    }
}
