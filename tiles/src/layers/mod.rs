//! Which layers a pack has and what of OSM is drawn in them: tables that read like a legend, one file a theme. Names and
//! attributes follow Shortbread 1.0 where it has them; what is ours says so.

mod barriers;
mod boundaries;
mod buildings;
mod hiking;
mod land;
mod places;
mod pois;
mod streets;
mod tags;
mod transport;
mod water;

use std::ops::RangeInclusive;

use crate::feature::Value;
use crate::tile;
pub use tags::Tags;

/// In the order of drawing, the ground first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Ours: ground from a height upward, `from` and `to` in metres, one above the other.
    Tint,
    Land,
    /// The sea.
    Ocean,
    WaterPolygons,
    WaterLines,
    Sites,
    /// Ours: contour lines, `ele` in metres, `index` for the heavy ones.
    Contour,
    Buildings,
    StreetPolygons,
    PierPolygons,
    PierLines,
    DamPolygons,
    DamLines,
    Aerialways,
    Ferries,
    Streets,
    /// Ours: gates, stiles, fences, walls, hedges.
    Barriers,
    Boundaries,
    PublicTransport,
    /// Ours: hiking relations of OSM.
    Hiking,
    /// Ours: inscribed ways of the catalogue.
    Segments,
    /// Ours: routes of the catalogue.
    Routes,
    Pois,
    /// Ours: names of woods, parks and reserves.
    LandLabels,
    StreetLabels,
    StreetPolygonsLabels,
    WaterPolygonsLabels,
    WaterLinesLabels,
    PlaceLabels,
    /// Ours: communes and départements by name, for the locator map.
    BoundaryLabels,
}

impl Layer {
    /// The name in the tiles.
    pub const fn name(self) -> &'static str {
        match self {
            Layer::Tint => "tint",
            Layer::Land => "land",
            Layer::Ocean => "ocean",
            Layer::WaterPolygons => "water_polygons",
            Layer::WaterLines => "water_lines",
            Layer::Sites => "sites",
            Layer::Contour => "contour",
            Layer::Buildings => "buildings",
            Layer::StreetPolygons => "street_polygons",
            Layer::PierPolygons => "pier_polygons",
            Layer::DamPolygons => "dam_polygons",
            Layer::DamLines => "dam_lines",
            Layer::PierLines => "pier_lines",
            Layer::Aerialways => "aerialways",
            Layer::Ferries => "ferries",
            Layer::Streets => "streets",
            Layer::Barriers => "barriers",
            Layer::Boundaries => "boundaries",
            Layer::PublicTransport => "public_transport",
            Layer::Hiking => "hiking",
            Layer::Segments => "segments",
            Layer::Routes => "routes",
            Layer::Pois => "pois",
            Layer::LandLabels => "land_labels",
            Layer::StreetLabels => "street_labels",
            Layer::StreetPolygonsLabels => "streets_polygons_labels",
            Layer::WaterPolygonsLabels => "water_polygons_labels",
            Layer::WaterLinesLabels => "water_lines_labels",
            Layer::PlaceLabels => "place_labels",
            Layer::BoundaryLabels => "boundary_labels",
        }
    }
}

/// What of an object's shape is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Whole,
    /// One point well inside; from an area it also gets `way_area`, square metres of Web Mercator as in Shortbread.
    Label,
}

/// One drawing of an object: an object may be drawn in several layers.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    pub layer: Layer,
    pub form: Form,
    /// Sorted by key, no key twice.
    pub attributes: Vec<(&'static str, Value)>,
    pub zooms: RangeInclusive<u8>,
    pub rank: u32,
}

impl Drawing {
    fn whole(layer: Layer, zoom: u8, rank: u32, attributes: tags::Attributes) -> Drawing {
        Drawing { layer, form: Form::Whole, attributes: attributes.done(), zooms: zoom..=tile::DEEPEST, rank }
    }

    fn label(layer: Layer, zoom: u8, rank: u32, attributes: tags::Attributes) -> Drawing {
        Drawing { form: Form::Label, ..Drawing::whole(layer, zoom, rank, attributes) }
    }
}

/// Whether anything might be drawn of a way with these tags; cheap, and never wrong when it says no.
pub fn concerns(tags: Tags) -> bool {
    const KEYS: &[&str] = &[
        "highway",
        "building",
        "landuse",
        "natural",
        "waterway",
        "leisure",
        "amenity",
        "barrier",
        "railway",
        "man_made",
        "historic",
        "tourism",
        "place",
        "shop",
        "wetland",
        "aeroway",
        "aerialway",
        "route",
        "military",
        "boundary",
        "public_transport",
        "emergency",
        "information",
        "area:aeroway",
        "ford",
        "mountain_pass",
    ];
    tags.0.iter().any(|tag| KEYS.contains(&tag.0))
}

/// Drawings of a node.
pub fn point(tags: Tags, out: &mut Vec<Drawing>) {
    places::point(tags, out);
    pois::point(tags, out);
    transport::point(tags, out);
    barriers::point(tags, out);
}

/// Drawings of a way as a line; `closed` where it ends at its beginning.
pub fn line(tags: Tags, closed: bool, out: &mut Vec<Drawing>) {
    if closed && tags.is("area", "yes") {
        return;
    }
    streets::line(tags, out);
    water::line(tags, closed, out);
    transport::line(tags, out);
    barriers::line(tags, closed, out);
}

/// Drawings of a closed way or of a multipolygon as an area.
pub fn area(tags: Tags, out: &mut Vec<Drawing>) {
    if tags.is("area", "no") {
        return;
    }
    land::area(tags, out);
    water::area(tags, out);
    buildings::area(tags, out);
    streets::area(tags, out);
    places::area(tags, out);
    pois::area(tags, out);
    transport::area(tags, out);
    boundaries::area(tags, out);
}

/// Drawings of a relation that is a chain of ways: hiking routes.
pub fn relation(tags: Tags, out: &mut Vec<Drawing>) {
    hiking::relation(tags, out);
}

/// The drawing of a way that is part of administrative boundaries, the most important of which has the level `level`.
pub fn boundary(level: u8, tags: Tags, out: &mut Vec<Drawing>) {
    boundaries::line(level, tags, out);
}

/// The drawing of the sea.
pub fn sea() -> Drawing {
    Drawing::whole(Layer::Ocean, 0, 450, tags::Attributes::default())
}

pub use boundaries::admin_level;

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(drawn: &[Drawing]) -> Vec<(&'static str, Option<&str>)> {
        let kind = |drawing: &Drawing| drawing.attributes.iter().position(|attribute| attribute.0 == "kind");
        drawn
            .iter()
            .map(|drawing| {
                let value = kind(drawing).map(|at| &drawing.attributes[at].1);
                (
                    drawing.layer.name(),
                    value.and_then(
                        |value| if let Value::Text(text) = value { Some(text.as_ref()) } else { None },
                    ),
                )
            })
            .collect()
    }

    fn drawn(tags: &[(&str, &str)], draw: impl Fn(Tags, &mut Vec<Drawing>)) -> Vec<Drawing> {
        let mut out = Vec::new();
        draw(Tags(tags), &mut out);
        out
    }

    #[test]
    fn whatever_a_legend_names_concerns_the_map() {
        let legends = [
            land::LAND,
            water::AREAS,
            water::LINES,
            water::PIERS,
            buildings::SITES,
            barriers::POINTS,
            barriers::LINES,
            streets::STREETS,
            streets::POLYGONS,
            transport::STOPS,
            transport::AERIALWAYS,
            pois::POIS,
        ];
        for (key, rows) in legends.concat() {
            for row in rows.iter() {
                assert!(concerns(Tags(&[(key, row.value)])), "{key}={}", row.value);
            }
        }
        assert!(!concerns(Tags(&[("source", "survey"), ("name", "x")])));
    }

    #[test]
    fn a_fountain_with_drinking_water_is_drinking_water() {
        let found = drawn(&[("amenity", "fountain"), ("drinking_water", "yes")], point);
        assert_eq!(kinds(&found), [("pois", Some("drinking_water"))]);
    }

    #[test]
    fn a_private_car_park_is_ground_but_no_place_to_go() {
        let found = drawn(&[("amenity", "parking"), ("access", "private")], area);
        assert_eq!(kinds(&found), [("sites", Some("parking"))]);
    }

    #[test]
    fn a_roundabout_is_a_line_and_a_square_is_an_area() {
        let roundabout = [("highway", "tertiary"), ("junction", "roundabout")];
        assert_eq!(
            kinds(&drawn(&roundabout, |tags, out| line(tags, true, out))),
            [("streets", Some("tertiary"))]
        );
        assert_eq!(drawn(&roundabout, area), []);
        let square = [("highway", "pedestrian"), ("area", "yes"), ("name", "Place des Halles")];
        assert_eq!(drawn(&square, |tags, out| line(tags, true, out)), []);
        let found = drawn(&square, area);
        assert_eq!(kinds(&found)[0], ("street_polygons", Some("pedestrian")));
        assert_eq!(found.len(), 2);
    }

    #[test]
    fn two_numbers_of_a_road_stand_below_each_other() {
        let found =
            drawn(&[("highway", "primary"), ("ref", "D 24;D 939")], |tags, out| line(tags, false, out));
        let label = found.iter().find(|drawing| drawing.layer == Layer::StreetLabels).unwrap();
        assert!(label.attributes.contains(&("ref", Value::from("D 24\nD 939".to_owned()))));
        assert!(label.attributes.contains(&("ref_rows", Value::Int(2))));
        assert!(label.attributes.contains(&("ref_cols", Value::Int(5))));
    }

    #[test]
    fn paths_outrank_roads_where_a_tile_is_too_heavy() {
        let rank = |kind| drawn(&[("highway", kind)], |tags, out| line(tags, false, out))[0].rank;
        assert!(rank("path") > rank("motorway") && rank("track") > rank("residential"));
    }

    #[test]
    fn a_commune_is_level_eight_and_finer_levels_are_not_drawn() {
        let level = |level| admin_level(Tags(&[("boundary", "administrative"), ("admin_level", level)]));
        assert_eq!([level("8"), level("9"), level("x")], [Some(8), None, None]);
    }
}
