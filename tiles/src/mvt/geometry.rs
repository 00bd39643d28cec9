//! Commands of a vector tile to points, lines and rings (specification 2.1, section 4.3).

use super::bytes::{Bytes, zigzag};
use super::read::{Budget, MvtError, Problem};
use super::{Point, Shape};

const MOVE: u32 = 1;
const LINE: u32 = 2;
const CLOSE: u32 = 7;

/// The kinds of geometry, as they are numbered in tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Point,
    Line,
    Polygon,
}

pub(super) fn read(bytes: Bytes, kind: Kind, budget: &mut Budget) -> Result<Shape, MvtError> {
    let mut pen = Pen { bytes, at: [0, 0] };
    match kind {
        Kind::Point => pen.points(budget).map(Shape::Points),
        Kind::Line => pen.lines(budget).map(Shape::Lines),
        Kind::Polygon => pen.rings(budget).map(Shape::Polygons),
    }
}

/// Twice the signed area of a ring; above zero for the outside of a polygon, below for holes.
pub fn area(ring: &[Point]) -> i128 {
    let next = ring.iter().cycle().skip(1);
    let wide = |value: i32| i128::from(value);
    ring.iter().zip(next).map(|([ax, ay], [bx, by])| wide(*ax) * wide(*by) - wide(*bx) * wide(*ay)).sum()
}

/// Reads commands; positions are steps from the one before.
struct Pen<'a> {
    bytes: Bytes<'a>,
    at: Point,
}

impl Pen<'_> {
    fn points(&mut self, budget: &mut Budget) -> Result<Vec<Point>, MvtError> {
        let mut points = Vec::new();
        let count = self.command(MOVE)?;
        self.steps(count, &mut points, budget)?;
        if self.bytes.is_empty() { Ok(points) } else { Err(self.bytes.error(Problem::Geometry)) }
    }

    fn lines(&mut self, budget: &mut Budget) -> Result<Vec<Vec<Point>>, MvtError> {
        let mut lines = Vec::new();
        while lines.is_empty() || !self.bytes.is_empty() {
            lines.push(self.path(1, budget)?);
        }
        Ok(lines)
    }

    fn rings(&mut self, budget: &mut Budget) -> Result<Vec<Vec<Vec<Point>>>, MvtError> {
        let mut polygons: Vec<Vec<Vec<Point>>> = Vec::new();
        while polygons.is_empty() || !self.bytes.is_empty() {
            let ring = self.path(2, budget)?;
            if self.command(CLOSE)? != 1 {
                return Err(self.bytes.error(Problem::Geometry));
            }
            // The winding tells what a ring is; a hole before any outside is held to be an outside that is turned.
            match polygons.last_mut() {
                Some(polygon) if area(&ring) <= 0 => polygon.push(ring),
                _ => {
                    budget.spend::<Vec<Vec<Point>>>(1, &self.bytes)?;
                    polygons.push(vec![ring]);
                }
            }
        }
        Ok(polygons)
    }

    /// One point to begin with and at least `more` after it.
    fn path(&mut self, more: u32, budget: &mut Budget) -> Result<Vec<Point>, MvtError> {
        budget.spend::<Vec<Point>>(1, &self.bytes)?;
        if self.command(MOVE)? != 1 {
            return Err(self.bytes.error(Problem::Geometry));
        }
        let (mut path, start) = (Vec::new(), self.bytes);
        self.steps(1, &mut path, budget)?;
        let count = self.command(LINE)?;
        if count < more {
            return Err(start.error(Problem::Geometry));
        }
        self.steps(count, &mut path, budget)?;
        Ok(path)
    }

    /// How often the command that must come now is to be repeated.
    fn command(&mut self, wanted: u32) -> Result<u32, MvtError> {
        let start = self.bytes;
        let command = self.bytes.short_number()?;
        if command & 7 != wanted || command >> 3 == 0 {
            return Err(start.error(Problem::Geometry));
        }
        Ok(command >> 3)
    }

    fn steps(&mut self, count: u32, path: &mut Vec<Point>, budget: &mut Budget) -> Result<(), MvtError> {
        // A step has two bytes at least: what is allocated is bounded by what was read.
        let possible = self.bytes.len() / 2;
        let count = usize::try_from(count).ok().filter(|count| *count <= possible);
        let count = count.ok_or_else(|| self.bytes.error(Problem::Short))?;
        budget.spend::<Point>(count, &self.bytes)?;
        path.reserve_exact(count);
        for _ in 0..count {
            for axis in &mut self.at {
                let start = self.bytes;
                let step = zigzag(u64::from(self.bytes.short_number()?));
                let place = i64::from(*axis) + step;
                *axis = i32::try_from(place).map_err(|_| start.error(Problem::Range))?;
            }
            path.push(self.at);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(kind: Kind, bytes: &[u8]) -> Result<Shape, MvtError> {
        read(Bytes::new(bytes), kind, &mut Budget::default())
    }

    // The examples of the specification, section 4.3.5.

    #[test]
    fn points_of_the_specification() {
        assert_eq!(shape(Kind::Point, &[9, 50, 34]), Ok(Shape::Points(vec![[25, 17]])));
        let two = Shape::Points(vec![[5, 7], [3, 2]]);
        assert_eq!(shape(Kind::Point, &[17, 10, 14, 3, 9]), Ok(two));
    }

    #[test]
    fn lines_of_the_specification() {
        let one = Shape::Lines(vec![vec![[2, 2], [2, 10], [10, 10]]]);
        assert_eq!(shape(Kind::Line, &[9, 4, 4, 18, 0, 16, 16, 0]), Ok(one));
        let two = Shape::Lines(vec![vec![[2, 2], [2, 10], [10, 10]], vec![[1, 1], [3, 5]]]);
        let bytes = [9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8];
        assert_eq!(shape(Kind::Line, &bytes), Ok(two));
    }

    #[test]
    fn polygons_of_the_specification() {
        let one = Shape::Polygons(vec![vec![vec![[3, 6], [8, 12], [20, 34]]]]);
        assert_eq!(shape(Kind::Polygon, &[9, 6, 12, 18, 10, 12, 24, 44, 15]), Ok(one));
        let bytes = [
            9, 0, 0, 26, 20, 0, 0, 20, 19, 0, 15, 9, 22, 2, 26, 18, 0, 0, 18, 17, 0, 15, 9, 4, 13, 26, 0, 8,
            8, 0, 0, 7, 15,
        ];
        let two = Shape::Polygons(vec![
            vec![vec![[0, 0], [10, 0], [10, 10], [0, 10]]],
            vec![vec![[11, 11], [20, 11], [20, 20], [11, 20]], vec![[13, 13], [13, 17], [17, 17], [17, 13]]],
        ]);
        assert_eq!(shape(Kind::Polygon, &bytes), Ok(two));
    }

    #[test]
    fn what_is_no_geometry_is_refused_with_its_place() {
        let error = |at, problem| Err(MvtError { at, problem });
        assert_eq!(shape(Kind::Point, &[]), error(0, Problem::Short));
        assert_eq!(shape(Kind::Point, &[9, 50, 34, 9, 50, 34]), error(3, Problem::Geometry));
        assert_eq!(shape(Kind::Line, &[9, 4, 4]), error(3, Problem::Short));
        assert_eq!(shape(Kind::Line, &[0xF9, 0xFF, 0xFF, 0xFF, 0x0F, 4, 4]), error(5, Problem::Geometry));
        assert_eq!(shape(Kind::Point, &[0xF9, 0xFF, 0xFF, 0xFF, 0x0F, 4, 4]), error(5, Problem::Short));
        assert_eq!(shape(Kind::Polygon, &[9, 6, 12, 10, 10, 12, 15]), error(1, Problem::Geometry));
        let far = [17, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F, 0, 2, 0];
        assert_eq!(shape(Kind::Point, &far), error(7, Problem::Range));
    }
}
