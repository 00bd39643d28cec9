//! Lines of equal height through a lattice of heights, by marching squares, row by row: only lines that are still growing
//! are held. Higher ground lies on the left of a line, seen on a map.

use std::collections::VecDeque;

/// What becomes of a line where the ground is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// It ends there.
    Open,
    /// It runs along, half a step beyond the known ground: all lines become rings.
    Closed,
}

/// So many lines that are done may be held before they are forgotten.
const SPARE: usize = 4_096;

/// A finished line, in steps of the lattice from its north-west point.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// The height is this many steps.
    pub level: i32,
    /// A ring does not repeat its first point.
    pub points: Vec<[f64; 2]>,
    pub ring: bool,
}

/// A line that may still grow.
#[derive(Debug)]
struct Growing {
    points: VecDeque<[f64; 2]>,
    level: i32,
    /// Ends that a later cell may continue.
    ends: u8,
}

/// Where a line waits at an edge of the lattice for the cell on the other side.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    column: usize,
    level: i32,
    line: usize,
}

#[derive(Debug)]
pub(super) struct Tracer {
    step: f64,
    edge: Edge,
    row: usize,
    before: Vec<f32>,
    /// By column, at the edges between the last row of cells and the next.
    above: Vec<Waiting>,
    lines: Vec<Option<Growing>>,
    /// The line that a line became part of.
    part_of: Vec<usize>,
}

impl Tracer {
    /// Lines at all multiples of `step` metres.
    pub fn new(step: f64, edge: Edge) -> Tracer {
        let (before, above, lines, part_of) = Default::default();
        Tracer { step, edge, row: 0, before, above, lines, part_of }
    }

    /// The next row of the lattice, from the north; all rows are equally long.
    pub fn push(&mut self, heights: &[f32], emit: &mut dyn FnMut(Line)) {
        let before = std::mem::replace(&mut self.before, heights.to_vec());
        if before.len() == heights.len() {
            self.cells(&before, heights, emit);
            self.row += 1;
        }
    }

    /// Lets go of the lines at the southern edge.
    pub fn finish(mut self, emit: &mut dyn FnMut(Line)) {
        for waiting in std::mem::take(&mut self.above) {
            self.expire(waiting.line, emit);
        }
    }

    fn cells(&mut self, upper: &[f32], lower: &[f32], emit: &mut dyn FnMut(Line)) {
        let mut above = std::mem::take(&mut self.above).into_iter().peekable();
        let mut left: Vec<Waiting> = Vec::new();
        let pairs = upper.windows(2).zip(lower.windows(2)).enumerate();
        for (column, (up, down)) in pairs {
            let (&[top_left, top_right], &[bottom_left, bottom_right]) = (up, down) else { continue };
            let mut top = Vec::new();
            while let Some(waiting) = above.next_if(|waiting| waiting.column == column) {
                top.push(waiting);
            }
            let corners = [top_left, top_right, bottom_right, bottom_left];
            let mut cell = Cell { column, corners, top, left: std::mem::take(&mut left), right: Vec::new() };
            self.cell(&mut cell, emit);
            for waiting in cell.top.into_iter().chain(cell.left) {
                self.expire(waiting.line, emit);
            }
            left = cell.right;
        }
        for waiting in left {
            self.expire(waiting.line, emit);
        }
        self.settle();
    }

    /// Forgets lines that are done or became part of others, now and then: a line that still grows waits for the next row.
    fn settle(&mut self) {
        if self.lines.len() < 2 * self.above.len() + SPARE {
            return;
        }
        let mut numbers: Vec<Option<usize>> = vec![None; self.lines.len()];
        let mut lines = Vec::with_capacity(self.above.len());
        for place in 0..self.above.len() {
            let line = self.resolve(self.above[place].line);
            self.above[place].line = *numbers[line].get_or_insert_with(|| {
                lines.push(self.lines[line].take());
                lines.len() - 1
            });
        }
        self.part_of = (0..lines.len()).collect();
        self.lines = lines;
    }

    /// Draws all levels through one cell.
    fn cell(&mut self, cell: &mut Cell, emit: &mut dyn FnMut(Line)) {
        let unknown = cell.corners.iter().filter(|height| height.is_nan()).count();
        if unknown == 4 || (unknown > 0 && self.edge == Edge::Open) {
            return;
        }
        let known = cell.corners.iter().copied().filter(|height| !height.is_nan());
        let (low, high) = known.fold((f32::INFINITY, f32::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
        let highest = (f64::from(high) / self.step).floor() as i32;
        // Unknown ground lies below everything.
        let lowest =
            if unknown > 0 { 0.min(highest) } else { (f64::from(low) / self.step).floor() as i32 + 1 };
        for level in lowest..=highest {
            let height = (f64::from(level) * self.step) as f32;
            let over = cell.corners.map(|corner| corner >= height);
            let crossing = |rises: bool| {
                (0..4).filter(move |&side| over[side] != over[(side + 1) % 4] && over[side] != rises)
            };
            let centre = cell.corners.iter().sum::<f32>() / 4.0 >= height;
            let saddle = crossing(true).count() == 2;
            for from in crossing(true) {
                // A saddle joins its high corners where its middle is high.
                let turn = if saddle && centre { [3, 2, 1] } else { [1, 2, 3] };
                let to = turn
                    .iter()
                    .map(|turn| (from + turn) % 4)
                    .find(|to| crossing(false).any(|one| one == *to));
                if let Some(to) = to {
                    self.segment(cell, level, from, to, emit);
                }
            }
        }
    }

    /// Joins a stretch across a cell to what waits at its two sides.
    fn segment(&mut self, cell: &mut Cell, level: i32, from: usize, to: usize, emit: &mut dyn FnMut(Line)) {
        let (height, row) = (f64::from(level) * self.step, self.row);
        let comes = cell.take(from, level).map(|line| self.resolve(line));
        let goes = cell.take(to, level).map(|line| self.resolve(line));
        let line = match (comes, goes) {
            (Some(first), Some(second)) if first == second => {
                self.close(first, emit);
                return;
            }
            (Some(first), Some(second)) => {
                self.join(first, second);
                return;
            }
            (Some(line), None) => {
                self.grow(line, |points| points.push_back(cell.point(to, height, row)));
                line
            }
            (None, Some(line)) => {
                self.grow(line, |points| points.push_front(cell.point(from, height, row)));
                line
            }
            (None, None) => {
                let points = [from, to].map(|side| cell.point(side, height, row)).into();
                self.lines.push(Some(Growing { points, level, ends: 2 }));
                self.part_of.push(self.part_of.len());
                self.lines.len() - 1
            }
        };
        for (side, met) in [(from, comes), (to, goes)] {
            if met.is_none() {
                self.wait(cell, side, Waiting { column: cell.column, level, line }, emit);
            }
        }
    }

    /// Leaves the end of a line at a side for the next cell; at the upper and left side none will come.
    fn wait(&mut self, cell: &mut Cell, side: usize, waiting: Waiting, emit: &mut dyn FnMut(Line)) {
        match side {
            1 => cell.right.push(waiting),
            2 => self.above.push(waiting),
            _ => self.expire(waiting.line, emit),
        }
    }

    fn grow(&mut self, line: usize, add: impl FnOnce(&mut VecDeque<[f64; 2]>)) {
        if let Some(Some(growing)) = self.lines.get_mut(line) {
            add(&mut growing.points);
        }
    }

    fn resolve(&self, mut line: usize) -> usize {
        while let Some(&whole) = self.part_of.get(line)
            && whole != line
        {
            line = whole;
        }
        line
    }

    /// `second` continues `first`; the shorter one moves.
    fn join(&mut self, first: usize, second: usize) {
        let lengths = [first, second]
            .map(|line| self.lines.get(line).and_then(Option::as_ref).map_or(0, |l| l.points.len()));
        let (kept, moved) = if lengths[0] >= lengths[1] { (first, second) } else { (second, first) };
        let Some(part) = self.lines.get_mut(moved).and_then(Option::take) else { return };
        if let Some(Some(whole)) = self.lines.get_mut(kept) {
            if kept == first {
                whole.points.extend(part.points);
            } else {
                part.points.into_iter().rev().for_each(|point| whole.points.push_front(point));
            }
            whole.ends = (whole.ends + part.ends).saturating_sub(2);
        }
        if let Some(place) = self.part_of.get_mut(moved) {
            *place = kept;
        }
    }

    fn close(&mut self, line: usize, emit: &mut dyn FnMut(Line)) {
        if let Some(done) = self.lines.get_mut(line).and_then(Option::take) {
            finished(done, true, emit);
        }
    }

    /// One end of a line will not grow any more.
    fn expire(&mut self, line: usize, emit: &mut dyn FnMut(Line)) {
        let line = self.resolve(line);
        let Some(place) = self.lines.get_mut(line) else { return };
        let Some(growing) = place else { return };
        growing.ends = growing.ends.saturating_sub(1);
        if growing.ends == 0
            && let Some(done) = place.take()
        {
            finished(done, false, emit);
        }
    }
}

/// Hands out a line that has a length.
fn finished(line: Growing, ring: bool, emit: &mut dyn FnMut(Line)) {
    let mut points: Vec<_> = line.points.into();
    points.dedup();
    if ring && points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    if points.len() >= if ring { 3 } else { 2 } {
        emit(Line { level: line.level, points, ring });
    }
}

/// A cell while it is drawn: its corners clockwise from the north-west, and the lines that wait at its sides.
struct Cell {
    column: usize,
    corners: [f32; 4],
    top: Vec<Waiting>,
    left: Vec<Waiting>,
    right: Vec<Waiting>,
}

impl Cell {
    /// What waits at a side (0 top, 1 right, 2 bottom, 3 left) is continued now.
    fn take(&mut self, side: usize, level: i32) -> Option<usize> {
        let waiting = match side {
            0 => &mut self.top,
            3 => &mut self.left,
            _ => return None,
        };
        let at = waiting.iter().position(|waiting| waiting.level == level)?;
        Some(waiting.swap_remove(at).line)
    }

    /// Where a height lies on a side.
    fn point(&self, side: usize, height: f64, row: usize) -> [f64; 2] {
        // Always from west to east and from north to south, so that both cells find the same point.
        let [a, b] = match side {
            0 => [0, 1],
            1 => [1, 2],
            2 => [3, 2],
            _ => [0, 3],
        }
        .map(|corner: usize| self.corners.get(corner).copied().map_or(f64::NAN, f64::from));
        let share = if a.is_nan() || b.is_nan() { 0.5 } else { (height - a) / (b - a) };
        let (x, y) = (self.column as f64, row as f64);
        match side {
            0 => [x + share, y],
            1 => [x + 1.0, y + share],
            2 => [x + share, y + 1.0],
            _ => [x, y + share],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trace(rows: &[Vec<f32>], step: f64, edge: Edge) -> Vec<Line> {
        let mut lines = Vec::new();
        let mut tracer = Tracer::new(step, edge);
        rows.iter().for_each(|row| tracer.push(row, &mut |line| lines.push(line)));
        tracer.finish(&mut |line| lines.push(line));
        lines
    }

    fn field(side: usize, height: impl Fn(f64, f64) -> f64) -> Vec<Vec<f32>> {
        (0..side).map(|y| (0..side).map(|x| height(x as f64, y as f64) as f32).collect()).collect()
    }

    /// Twice the area; positive where the ring runs counter-clockwise on a map.
    fn turn(points: &[[f64; 2]]) -> f64 {
        let next = points.iter().cycle().skip(1);
        points.iter().zip(next).map(|(a, b)| b[0] * a[1] - a[0] * b[1]).sum()
    }

    #[test]
    fn a_cone_has_one_ring_a_level_with_its_top_on_the_left() {
        let cone = field(101, |x, y| 50.0 - (x - 50.0).hypot(y - 50.0));
        let lines = trace(&cone, 10.0, Edge::Open);
        for level in 1..=4 {
            let rings: Vec<_> = lines.iter().filter(|line| line.level == level && line.ring).collect();
            assert_eq!(rings.len(), 1, "level {level}");
            let radius = 50.0 - f64::from(level) * 10.0;
            for [x, y] in &rings[0].points {
                assert!(((x - 50.0).hypot(y - 50.0) - radius).abs() < 0.05, "level {level}");
            }
            let area = turn(&rings[0].points) / 2.0;
            assert!((area / (std::f64::consts::PI * radius * radius) - 1.0).abs() < 0.01, "{area}");
        }
    }

    #[test]
    fn a_slope_has_straight_lines_from_edge_to_edge() {
        let lines = trace(&field(30, |x, _| x + 0.5), 10.0, Edge::Open);
        assert_eq!(lines.iter().map(|line| line.level).collect::<Vec<_>>(), [1, 2]);
        assert!(lines.iter().all(|line| !line.ring && line.points.len() == 30));
    }

    #[test]
    fn no_line_runs_through_unknown_ground() {
        let mut slope = field(30, |x, _| x + 0.5);
        (10..15).for_each(|row| slope[row][5..12].fill(f32::NAN));
        let lines = trace(&slope, 10.0, Edge::Open);
        let ten: Vec<_> = lines.iter().filter(|line| line.level == 1).collect();
        assert_eq!(ten.len(), 2);
        assert!(ten.iter().flat_map(|line| &line.points).all(|[_, y]| *y <= 9.0 || *y >= 15.0));
    }

    #[test]
    fn along_unknown_ground_rings_are_closed() {
        let mut flat = vec![vec![f32::NAN; 8]; 8];
        (2..5).for_each(|row| flat[row][2..5].fill(120.0));
        let lines = trace(&flat, 50.0, Edge::Closed);
        assert_eq!(
            lines.iter().map(|line| (line.level, line.ring)).collect::<Vec<_>>(),
            [(0, true), (1, true), (2, true)]
        );
    }

    #[test]
    fn lines_that_are_done_are_forgotten_however_long_the_ground() {
        let mut tracer = Tracer::new(1.0, Edge::Open);
        let (mut count, mut points) = (0, 0);
        for y in 0..2_000 {
            // A top every four steps.
            let height = |x: usize| if x % 4 == 1 && y % 4 == 1 { 2.5 } else { 0.5 };
            let row: Vec<f32> = (0..100).map(height).collect();
            tracer.push(&row, &mut |line| (count, points) = (count + 1, points + line.points.len()));
        }
        assert!(tracer.lines.len() < 2 * SPARE, "{} lines are held", tracer.lines.len());
        tracer.finish(&mut |line| (count, points) = (count + 1, points + line.points.len()));
        assert_eq!((count, points), (25 * 500 * 2, 25 * 500 * 2 * 4));
    }

    #[test]
    fn every_line_of_a_rough_ground_is_whole() {
        // A fixed rough field with saddles: every line is a ring or ends at the border.
        let rough = field(60, |x, y| 40.0 * ((x * 0.9).sin() + (y * 1.1).cos() + (x * y * 0.05).sin()));
        let lines = trace(&rough, 7.0, Edge::Open);
        assert!(lines.len() > 100);
        let border = |[x, y]: [f64; 2]| x == 0.0 || y == 0.0 || x == 59.0 || y == 59.0;
        for line in lines.iter().filter(|line| !line.ring) {
            assert!(border(line.points[0]) && border(line.points[line.points.len() - 1]));
        }
        let stretches = lines.iter().flat_map(|line| line.points.windows(2));
        assert!(
            stretches.into_iter().all(|pair| (pair[0][0] - pair[1][0]).hypot(pair[0][1] - pair[1][1]) < 1.5)
        );
    }
}
