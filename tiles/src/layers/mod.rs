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
