//! Drawings and a shape become features.

use super::pole;
use super::report::Object;
use crate::feature::{Feature, Ring, Shape, Value, World};
use crate::layers::{Drawing, Form};

/// Drains `drawings` into features at one place.
pub fn point(object: Object, place: World, drawings: &mut Vec<Drawing>, out: &mut Vec<Feature>) {
    for drawing in drawings.drain(..) {
        out.push(feature(object, Shape::Points(vec![place]), drawing));
    }
}

/// Drains `drawings` into features along lines; nothing where no line is left.
pub fn lines(
    object: Object,
    mut lines: Vec<Vec<World>>,
    drawings: &mut Vec<Drawing>,
    out: &mut Vec<Feature>,
) {
    let last = drawings.len().saturating_sub(1);
    for (index, drawing) in drawings.drain(..).enumerate() {
        let longest = lines.iter().max_by_key(|line| line.len());
        let shape = match (drawing.form, longest) {
            (_, None) => continue,
            // Most objects are drawn once: nothing is copied then.
            (Form::Whole, Some(_)) if index == last => Shape::Lines(std::mem::take(&mut lines)),
            (Form::Whole, Some(_)) => Shape::Lines(lines.clone()),
            (Form::Label, Some(line)) => {
                Shape::Points(line.get(line.len() / 2).copied().into_iter().collect())
            }
        };
        out.push(feature(object, shape, drawing));
    }
}

/// Drains `drawings` into areas, and points inside them for labels.
pub fn polygons(
    object: Object,
    mut polygons: Vec<Vec<Ring>>,
    drawings: &mut Vec<Drawing>,
    out: &mut Vec<Feature>,
) {
    let last = drawings.len().saturating_sub(1);
    let mut label: Option<Option<(World, f64)>> = None;
    for (index, mut drawing) in drawings.drain(..).enumerate() {
        let shape = match drawing.form {
            Form::Whole if index == last => Shape::Polygons(std::mem::take(&mut polygons)),
            Form::Whole => Shape::Polygons(polygons.clone()),
            Form::Label => {
                let Some((place, area)) = *label.get_or_insert_with(|| pole::label(&polygons)) else {
                    continue;
                };
                drawing.attributes.push(("way_area", Value::Int(area.round() as i64)));
                drawing.attributes.sort_by_key(|attribute| attribute.0);
                Shape::Points(vec![place])
            }
        };
        out.push(feature(object, shape, drawing));
    }
}

fn feature(object: Object, shape: Shape, drawing: Drawing) -> Feature {
    let Drawing { layer, attributes, zooms, rank, .. } = drawing;
    Feature { layer, id: object.feature_id(), shape, attributes, zooms, rank }
}
