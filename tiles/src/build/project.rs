//! From the world to the grid of a zoom, and from there to the next zoom above.

use super::plane::{Line, Point, Polygon, thin_line, thin_ring};
use crate::feature::{Ring, World};

/// The nearest point of the grid of a zoom up to [`super::plane::DEEPEST`].
pub fn point(at: World, z: u8) -> Point {
    let shift = 20_u32.saturating_sub(u32::from(z));
    let half = (1_u64 << shift) / 2;
    // At most 2^30.
    let place = |coordinate: u32| ((u64::from(coordinate) + half) >> shift) as i32;
    [place(at.x), place(at.y)]
}

pub fn line(points: &[World], z: u8) -> Line {
    // A ring gets its first point once more while it is simplified.
    let mut line = Line::with_capacity(points.len() + 1);
    line.extend(points.iter().map(|at| point(*at, z)));
    thin_line(&mut line);
    line
}

pub fn polygon(rings: &[Ring], z: u8) -> Polygon {
    let on_grid = |ring: &Ring| {
        let mut ring = line(ring, z);
        thin_ring(&mut ring);
        ring
    };
    rings.iter().map(on_grid).collect()
}

/// The same line one zoom above.
pub fn halve_line(line: &mut Line) {
    line.iter_mut().for_each(halve);
    thin_line(line);
}

/// The same polygon one zoom above.
pub fn halve_polygon(polygon: &mut Polygon) {
    for ring in polygon {
        ring.iter_mut().for_each(halve);
        thin_ring(ring);
    }
}

fn halve(point: &mut Point) {
    *point = [(point[0] + 1) >> 1, (point[1] + 1) >> 1];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grid_of_zoom_0_has_one_tile() {
        assert_eq!(point(World { x: u32::MAX, y: 1 << 31 }, 0), [4096, 2048]);
    }

    #[test]
    fn halving_is_projecting_one_zoom_above() {
        let at = World { x: 123_456_789, y: 987_654_321 };
        let mut line = vec![point(at, 14)];
        halve_line(&mut line);
        assert!((line[0][0] - point(at, 13)[0]).abs() <= 1 && (line[0][1] - point(at, 13)[1]).abs() <= 1);
    }
}
