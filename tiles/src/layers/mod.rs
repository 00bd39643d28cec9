//! Which layers a pack has. Names and attributes follow Shortbread 1.0 where it has them; what is ours says so.

/// In the order of drawing, the ground first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layer {
    /// Ours: ground from a height upward, `from` and `to` in metres, one above the other.
    Tint,
    Land,
    WaterPolygons,
    WaterLines,
    Sites,
    /// Ours: contour lines, `ele` in metres, `index` for the heavy ones.
    Contour,
    Buildings,
    StreetPolygons,
    PierLines,
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
    StreetLabels,
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
            Layer::WaterPolygons => "water_polygons",
            Layer::WaterLines => "water_lines",
            Layer::Sites => "sites",
            Layer::Contour => "contour",
            Layer::Buildings => "buildings",
            Layer::StreetPolygons => "street_polygons",
            Layer::PierLines => "pier_lines",
            Layer::Ferries => "ferries",
            Layer::Streets => "streets",
            Layer::Barriers => "barriers",
            Layer::Boundaries => "boundaries",
            Layer::PublicTransport => "public_transport",
            Layer::Hiking => "hiking",
            Layer::Segments => "segments",
            Layer::Routes => "routes",
            Layer::Pois => "pois",
            Layer::StreetLabels => "street_labels",
            Layer::WaterPolygonsLabels => "water_polygons_labels",
            Layer::WaterLinesLabels => "water_lines_labels",
            Layer::PlaceLabels => "place_labels",
            Layer::BoundaryLabels => "boundary_labels",
        }
    }
}
