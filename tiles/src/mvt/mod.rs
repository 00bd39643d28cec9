//! Mapbox vector tiles 2.1: bytes to layers and back.

use std::sync::Arc;

mod bytes;
mod geometry;
pub mod read;
pub mod write;

pub use crate::gzip::gunzip;
pub use geometry::area;
pub use read::{MvtError, Problem, read};

/// An unpacked tile that is longer is refused.
pub const TILE_MAX: usize = 16 << 20;

#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    pub name: String,
    /// How many units the side of the tile has.
    pub extent: u32,
    pub features: Vec<Feature>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Feature {
    pub id: Option<u64>,
    pub shape: Shape,
    /// As they stand in the tile. Names and texts are shared by the features of a layer.
    pub attributes: Vec<(Arc<str>, Value)>,
}

/// A position in units of the layer: from the left edge rightward, from the upper edge downward.
pub type Point = [i32; 2];

/// Rings come without their first point repeated; the first ring of a polygon is its outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    Points(Vec<Point>),
    Lines(Vec<Vec<Point>>),
    Polygons(Vec<Vec<Vec<Point>>>),
}

#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Text(Arc<str>),
    Float(f32),
    Double(f64),
    Int(i64),
    Uint(u64),
    Bool(bool),
}

impl Feature {
    /// The attribute of this name.
    pub fn attribute(&self, name: &str) -> Option<&Value> {
        self.attributes.iter().find(|(key, _)| &**key == name).map(|(_, value)| value)
    }
}

impl Value {
    pub fn text(&self) -> Option<&str> {
        match self {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whole numbers, however they are stored.
    pub fn whole(&self) -> Option<i64> {
        match self {
            Value::Int(number) => Some(*number),
            Value::Uint(number) => i64::try_from(*number).ok(),
            _ => None,
        }
    }

    pub fn json(&self) -> serde_json::Value {
        match self {
            Value::Text(text) => (&**text).into(),
            Value::Float(number) => (*number).into(),
            Value::Double(number) => (*number).into(),
            Value::Int(number) => (*number).into(),
            Value::Uint(number) => (*number).into(),
            Value::Bool(truth) => (*truth).into(),
        }
    }
}
