//! What the sources (OSM, catalogue, relief) hand to the builder: a layer, a shape, attributes, and where it is shown.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use crate::layers::Layer;

/// Web Mercator: `0..2^32` from the west edge of the world eastward and from its north edge southward; 9 mm at the equator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct World {
    pub x: u32,
    pub y: u32,
}

/// A ring without its first point repeated at the end.
pub type Ring = Vec<World>;

/// A shape. Nothing is promised of the winding of rings; the first one of a polygon is its outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    Points(Vec<World>),
    Lines(Vec<Vec<World>>),
    Polygons(Vec<Vec<Ring>>),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(Cow<'static, str>),
    Int(i64),
    Double(f64),
    Bool(bool),
}

/// One thing on the map, before it is cut into tiles.
#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    pub layer: Layer,
    /// What a tap finds it by; 0 where it has none.
    pub id: u64,
    pub shape: Shape,
    /// Sorted by key, no key twice.
    pub attributes: Vec<(&'static str, Value)>,
    /// The zooms that show it.
    pub zooms: RangeInclusive<u8>,
    /// Where a tile is too heavy the least goes first; also the order of drawing inside a layer, the least first.
    pub rank: u32,
}

impl World {
    /// Degrees of WGS84; latitudes beyond the square world are held at its edge.
    pub fn from_degrees(lon: f64, lat: f64) -> World {
        let span = f64::from(u32::MAX) + 1.0;
        let sine = lat.to_radians().sin().clamp(-0.999_999_999, 0.999_999_999);
        let x = (lon / 360.0 + 0.5) * span;
        let y = (0.5 - ((1.0 + sine) / (1.0 - sine)).ln() / (4.0 * std::f64::consts::PI)) * span;
        // A float that is too large or too small becomes the edge.
        World { x: x as u32, y: y as u32 }
    }

    /// Longitude and latitude in degrees of WGS84.
    pub fn to_degrees(self) -> (f64, f64) {
        let span = f64::from(u32::MAX) + 1.0;
        let lon = (f64::from(self.x) / span - 0.5) * 360.0;
        let turn = std::f64::consts::PI * (1.0 - 2.0 * f64::from(self.y) / span);
        (lon, turn.sinh().atan().to_degrees())
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Value {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Value {
        Value::Text(Cow::Owned(text))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Value {
        Value::Int(number)
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Value {
        Value::Bool(truth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn degrees_come_back_within_a_centimetre() {
        for (lon, lat) in [(1.48735, 48.44685), (-179.9, -84.9), (0.0, 0.0), (7.42, 43.73)] {
            let (back_lon, back_lat) = World::from_degrees(lon, lat).to_degrees();
            assert!((back_lon - lon).abs() < 1e-7 && (back_lat - lat).abs() < 1e-7, "{lon} {lat}");
        }
    }

    #[test]
    fn the_poles_lie_at_the_edge() {
        assert_eq!(World::from_degrees(0.0, 90.0).y, 0);
        assert_eq!(World::from_degrees(0.0, -90.0).y, u32::MAX);
    }
}
