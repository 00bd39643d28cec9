//! The small drawing on a card: the lines of a route in a square of 0–255, simplified to what an eye can see.

use crate::domain::{Bounds, Position, Sketch};

/// Points of one drawing; a card is read by the dozen, so a drawing stays small.
const POINTS_MAX: usize = 96;

/// Draws the lines, north up, centred, without distortion.
pub fn sketch(lines: &[&[Position]]) -> Sketch {
    let Some(bounds) = Bounds::around(lines.iter().flat_map(|line| line.iter().copied())) else {
        return Sketch::default();
    };
    let narrowing = ((bounds.south + bounds.north) / 2.0).to_radians().cos();
    let (width, height) = ((bounds.east - bounds.west) * narrowing, bounds.north - bounds.south);
    let side = width.max(height);
    if side <= 0.0 {
        return Sketch::default();
    }
    let place = |at: Position| {
        let x = ((at.lon() - bounds.west) * narrowing + (side - width) / 2.0) / side;
        let y = ((bounds.north - at.lat()) + (side - height) / 2.0) / side;
        (x * 255.0, y * 255.0)
    };
    let drawn: Vec<Vec<(f64, f64)>> =
        connected(lines).into_iter().map(|line| line.into_iter().map(place).collect()).collect();
    let mut tolerance = 1.5;
    loop {
        let simple: Vec<Vec<(u8, u8)>> = drawn
            .iter()
            .map(|line| whole(&simplified(line, tolerance)))
            .filter(|line| line.len() > 1)
            .collect();
        if simple.iter().map(Vec::len).sum::<usize>() <= POINTS_MAX || tolerance > 20.0 {
            return Sketch(simple);
        }
        tolerance *= 1.4;
    }
}

/// Lines that follow each other are drawn in one stroke.
fn connected(lines: &[&[Position]]) -> Vec<Vec<Position>> {
    let mut strokes: Vec<Vec<Position>> = Vec::new();
    for line in lines {
        match strokes.last_mut().filter(|stroke| stroke.last() == line.first()) {
            Some(stroke) => stroke.extend_from_slice(line.get(1..).unwrap_or(&[])),
            None => strokes.push(line.to_vec()),
        }
    }
    strokes
}

fn whole(line: &[(f64, f64)]) -> Vec<(u8, u8)> {
    let mut points: Vec<(u8, u8)> = line.iter().map(|(x, y)| (x.round() as u8, y.round() as u8)).collect();
    points.dedup();
    points
}

/// Douglas and Peucker, without recursion.
fn simplified(line: &[(f64, f64)], tolerance: f64) -> Vec<(f64, f64)> {
    if line.len() < 3 {
        return line.to_vec();
    }
    let mut kept = vec![false; line.len()];
    kept[0] = true;
    kept[line.len() - 1] = true;
    let mut spans = vec![(0, line.len() - 1)];
    while let Some((first, last)) = spans.pop() {
        let farthest = (first + 1..last)
            .map(|index| (index, distance(line[index], line[first], line[last])))
            .max_by(|a, b| a.1.total_cmp(&b.1));
        if let Some((index, away)) = farthest
            && away > tolerance
        {
            kept[index] = true;
            spans.push((first, index));
            spans.push((index, last));
        }
    }
    line.iter().zip(kept).filter(|(_, kept)| *kept).map(|(point, _)| *point).collect()
}

fn distance((x, y): (f64, f64), (ax, ay): (f64, f64), (bx, by): (f64, f64)) -> f64 {
    let (dx, dy) = (bx - ax, by - ay);
    let square = dx * dx + dy * dy;
    let along = if square == 0.0 { 0.0 } else { (((x - ax) * dx + (y - ay) * dy) / square).clamp(0.0, 1.0) };
    (x - ax - along * dx).hypot(y - ay - along * dy)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::at;
    use super::*;

    #[test]
    fn a_straight_line_is_drawn_with_two_points() {
        let line: Vec<Position> = (0..100).map(|i| at(1.0 + f64::from(i) / 1000.0, 48.0)).collect();
        assert_eq!(sketch(&[&line]).0, [[(0, 128), (255, 128)]]);
    }

    #[test]
    fn a_wild_line_stays_small() {
        let line: Vec<Position> = (0..5_000)
            .map(|i| at(1.0 + f64::from(i) / 9e4, 48.0 + f64::from(i * 7919 % 613) / 2e4))
            .collect();
        assert!(sketch(&[&line]).0.iter().map(Vec::len).sum::<usize>() <= 5_000 / 10);
    }

    #[test]
    fn nothing_to_draw_is_an_empty_sketch() {
        assert_eq!(sketch(&[]), Sketch::default());
    }
}
