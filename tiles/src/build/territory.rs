//! The territory of a locator map, and areas clipped to it: its neighbours' ground is not tinted.

use geo::{BooleanOps, Coord, LineString, MultiPolygon, Polygon};

use crate::feature::{Feature, Ring, Shape, World};
use crate::layers::Layer;

/// The polygons of the land among the features.
pub fn outline(features: &[Feature]) -> Vec<Vec<Ring>> {
    let land = features.iter().filter(|feature| feature.layer == Layer::Land);
    land.filter_map(|feature| match &feature.shape {
        Shape::Polygons(polygons) => Some(polygons.clone()),
        _ => None,
    })
    .flatten()
    .collect()
}

/// Areas as far as they lie within the outline, by the even-odd rule; those of which nothing is left are left out, and those
/// that the next one covers whole. All of everything where there is no outline.
pub fn clipped(features: Vec<Feature>, outline: &[Vec<Ring>]) -> Vec<Feature> {
    if outline.is_empty() {
        return features;
    }
    let outline = to_geo(outline);
    let within = |feature: Feature| match &feature.shape {
        Shape::Polygons(polygons) => {
            let shape = from_geo(&to_geo(polygons).intersection(&outline));
            (!shape.is_empty()).then_some(Feature { shape: Shape::Polygons(shape), ..feature })
        }
        _ => Some(feature),
    };
    let mut features: Vec<Feature> = features.into_iter().filter_map(within).collect();
    // The tints of heights below the lowest ground of the territory are all the same.
    features.dedup_by(|next, before| {
        let covered = next.shape == before.shape;
        if covered {
            std::mem::swap(next, before);
        }
        covered
    });
    features
}

fn to_geo(polygons: &[Vec<Ring>]) -> MultiPolygon {
    let line = |ring: &Ring| -> LineString {
        ring.iter().map(|at| Coord { x: f64::from(at.x), y: f64::from(at.y) }).collect()
    };
    let polygon = |rings: &Vec<Ring>| {
        let (outside, holes) = rings.split_first()?;
        Some(Polygon::new(line(outside), holes.iter().map(line).collect()))
    };
    polygons.iter().filter_map(polygon).collect()
}

fn from_geo(polygons: &MultiPolygon) -> Vec<Vec<Ring>> {
    let ring = |line: &LineString| -> Ring {
        let mut ring: Ring =
            line.coords().map(|at| World { x: at.x.round() as u32, y: at.y.round() as u32 }).collect();
        ring.dedup();
        if ring.first() == ring.last() {
            ring.pop();
        }
        ring
    };
    let rings = |polygon: &Polygon| -> Vec<Ring> {
        std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()
    };
    polygons.iter().map(rings).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(low: u32, high: u32) -> Ring {
        [(low, low), (high, low), (high, high), (low, high)].map(|(x, y)| World { x, y }).to_vec()
    }

    fn ground(layer: Layer, polygons: Vec<Vec<Ring>>) -> Feature {
        Feature {
            layer,
            id: 0,
            shape: Shape::Polygons(polygons),
            attributes: Vec::new(),
            zooms: 5..=14,
            rank: 0,
        }
    }

    fn area(feature: &Feature) -> i128 {
        let Shape::Polygons(polygons) = &feature.shape else { unreachable!("areas stay areas") };
        let size = |ring: &Ring| {
            let next = ring.iter().cycle().skip(1);
            let cross = |(a, b): (&World, &World)| {
                i128::from(a.x) * i128::from(b.y) - i128::from(b.x) * i128::from(a.y)
            };
            ring.iter().zip(next).map(cross).sum::<i128>().abs() / 2
        };
        polygons.iter().map(|rings| size(&rings[0]) - rings[1..].iter().map(size).sum::<i128>()).sum()
    }

    #[test]
    fn a_tint_ends_where_the_territory_ends_and_keeps_its_holes() {
        const UNIT: u32 = 1 << 20;
        let at = |low: u32, high: u32| square(low * UNIT, high * UNIT);
        let territory = outline(&[ground(Layer::Land, vec![vec![at(10, 20)]])]);
        let tints = vec![
            ground(Layer::Tint, vec![vec![at(0, 30), at(12, 14)]]),
            ground(Layer::Tint, vec![vec![at(15, 40)]]),
            ground(Layer::Tint, vec![vec![at(22, 25)]]),
        ];
        let found: Vec<i128> = clipped(tints, &territory).iter().map(area).collect();
        let square_unit = i128::from(UNIT) * i128::from(UNIT);
        let close = |found: i128, wanted: i128| (found - wanted * square_unit).abs() < square_unit / 1_000;
        assert_eq!(found.len(), 2);
        assert!(close(found[0], 96) && close(found[1], 25), "{found:?}");
    }

    #[test]
    fn of_tints_that_cover_the_whole_territory_the_highest_stays() {
        let territory = [vec![square(100, 200)]];
        let tint = |rank, low, high| Feature { rank, ..ground(Layer::Tint, vec![vec![square(low, high)]]) };
        let found = clipped(vec![tint(1, 0, 300), tint(2, 50, 250), tint(3, 150, 250)], &territory);
        assert_eq!(found.iter().map(|feature| feature.rank).collect::<Vec<_>>(), [2, 3]);
    }

    #[test]
    fn without_a_territory_everything_stays() {
        let tints = vec![ground(Layer::Tint, vec![vec![square(5, 50)]])];
        assert_eq!(clipped(tints.clone(), &[]), tints);
    }
}
