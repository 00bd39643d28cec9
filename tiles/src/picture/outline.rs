//! Lines and rings in pixels: cut to a box, simplified, rounded to tenths of a pixel.

use super::view::At;

/// A box in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    pub least: At,
    pub most: At,
}

/// A line or a ring in tenths of a pixel.
pub type Traced = Vec<[i32; 2]>;

/// Douglas and Peucker's method costs the square of a line's length; longer ones are taken in pieces.
const PIECE: usize = 128;

impl Frame {
    fn holds(&self, at: At, axis: usize, side: f64) -> bool {
        if side < 0.0 { at[axis] >= self.least[axis] } else { at[axis] <= self.most[axis] }
    }

    fn edge(&self, axis: usize, side: f64) -> f64 {
        if side < 0.0 { self.least[axis] } else { self.most[axis] }
    }

    /// Whether the boxes share anything.
    pub fn meets(&self, other: &Frame) -> bool {
        (0..2).all(|axis| self.least[axis] <= other.most[axis] && other.least[axis] <= self.most[axis])
    }

    /// Whether the straight line from one point to the other touches the box (Liang and Barsky).
    pub fn touches(&self, from: At, to: At) -> bool {
        self.part(from, to).is_some()
    }

    /// The part of a straight line inside, as shares of its length.
    fn part(&self, from: At, to: At) -> Option<(f64, f64)> {
        let (mut start, mut end) = (0.0_f64, 1.0_f64);
        for axis in 0..2 {
            let way = to[axis] - from[axis];
            for (step, room) in [(-way, from[axis] - self.least[axis]), (way, self.most[axis] - from[axis])] {
                if step == 0.0 {
                    if room < 0.0 {
                        return None;
                    }
                } else if step < 0.0 {
                    start = start.max(room / step);
                } else {
                    end = end.min(room / step);
                }
            }
        }
        (start <= end).then_some((start, end))
    }
}

/// The pieces of a line inside the box.
pub fn cut_line(line: &[At], frame: &Frame) -> Vec<Vec<At>> {
    let mut pieces: Vec<Vec<At>> = Vec::new();
    let mut open = false;
    for (from, to) in line.iter().zip(line.iter().skip(1)) {
        let Some((start, end)) = frame.part(*from, *to) else {
            open = false;
            continue;
        };
        let along = |share: f64| std::array::from_fn(|axis| from[axis] + share * (to[axis] - from[axis]));
        match pieces.last_mut() {
            Some(piece) if open && start == 0.0 => piece.push(along(end)),
            _ => pieces.push(vec![along(start), along(end)]),
        }
        open = end == 1.0;
    }
    pieces
}

/// The part of a ring inside the box (Sutherland and Hodgman); pieces hang together along its edge. It keeps its winding.
pub fn cut_ring(ring: Vec<At>, frame: &Frame) -> Vec<At> {
    let mut ring = ring;
    for (axis, side) in [(0, -1.0), (0, 1.0), (1, -1.0), (1, 1.0)] {
        if ring.iter().all(|at| frame.holds(*at, axis, side)) {
            continue;
        }
        let mut kept = Vec::with_capacity(ring.len());
        let before = ring.last().into_iter().chain(&ring);
        for (from, to) in before.zip(&ring) {
            let (was, is) = (frame.holds(*from, axis, side), frame.holds(*to, axis, side));
            if was != is {
                let share = (frame.edge(axis, side) - from[axis]) / (to[axis] - from[axis]);
                kept.push(std::array::from_fn(|axis| from[axis] + share * (to[axis] - from[axis])));
            }
            if is {
                kept.push(*to);
            }
        }
        ring = kept;
    }
    ring
}

/// A line without what nobody sees; `None` where nothing of it is seen.
pub fn trace_line(line: &[At], tolerance: f64) -> Option<Traced> {
    let traced = rounded(&simplified(line, tolerance));
    let (first, rest) = traced.split_first()?;
    // In tenths: a line must lead two tolerances away to be seen.
    let far = |at: &[i32; 2], axis: usize| {
        f64::from(at[axis].saturating_sub(first[axis])).abs() >= 20.0 * tolerance
    };
    let seen = rest.iter().any(|at| far(at, 0) || far(at, 1));
    seen.then_some(traced)
}

/// The same for a ring, whose first point does not come again at its end.
pub fn trace_ring(ring: &[At], tolerance: f64) -> Option<Traced> {
    let middle = ring.len() / 2;
    let closed: Vec<At> = ring.iter().chain(ring.first()).copied().collect();
    let mut kept = simplified(closed.get(..=middle)?, tolerance);
    kept.pop();
    kept.extend(simplified(closed.get(middle..)?, tolerance));
    kept.pop();
    let traced = rounded(&kept);
    // In hundredths of square pixels; less than a square of two tolerances is not seen.
    (traced.len() >= 3 && area(&traced).abs() as f64 >= 400.0 * tolerance * tolerance).then_some(traced)
}

/// Positive where it runs clockwise as seen.
fn area(ring: &[[i32; 2]]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    let cross = |([ax, ay], [bx, by]): (&[i32; 2], &[i32; 2])| {
        i64::from(*ax) * i64::from(*by) - i64::from(*bx) * i64::from(*ay)
    };
    ring.iter().zip(next).map(cross).sum::<i64>() / 2
}

fn rounded(line: &[At]) -> Traced {
    // A float that is too large becomes the edge; what is drawn was cut before.
    let mut traced: Traced = line.iter().map(|at| at.map(|px| (px * 10.0).round() as i32)).collect();
    traced.dedup();
    traced
}

/// Douglas and Peucker: first and last point stay, and whatever lies farther than the tolerance from the line kept.
fn simplified(line: &[At], tolerance: f64) -> Vec<At> {
    let mut kept = Vec::new();
    let mut start = 0;
    while let Some(piece) = line.get(start..line.len().min(start + PIECE)) {
        let last = piece.len().saturating_sub(1);
        let mut open = vec![(0, last)];
        let mut stays = vec![false; piece.len()];
        while let Some((from, to)) = open.pop() {
            let (Some(a), Some(b)) = (piece.get(from), piece.get(to)) else { break };
            let between = piece.iter().enumerate().take(to).skip(from + 1);
            let far = between.map(|(at, point)| (distance(*point, *a, *b), at)).fold(
                (tolerance, None),
                |best, (far, at)| {
                    if far > best.0 { (far, Some(at)) } else { best }
                },
            );
            if let (_, Some(at)) = far {
                if let Some(stay) = stays.get_mut(at) {
                    *stay = true;
                }
                open.extend([(from, at), (at, to)]);
            }
        }
        kept.extend(
            piece
                .iter()
                .zip(&stays)
                .enumerate()
                .filter(|(at, (_, stays))| *at == 0 || **stays)
                .map(|(_, (point, _))| *point),
        );
        if start + last + 1 >= line.len() || last == 0 {
            kept.extend(piece.last().filter(|_| last > 0));
            break;
        }
        start += last;
    }
    kept
}

/// From a point to a straight line between two others.
fn distance(point: At, a: At, b: At) -> f64 {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (point[0] - a[0] - along * dx).hypot(point[1] - a[1] - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { least: [0.0, 0.0], most: [100.0, 50.0] };

    #[test]
    fn a_line_is_cut_where_it_leaves_and_comes_back() {
        let line = [[-10.0, 10.0], [50.0, 10.0], [50.0, 90.0], [80.0, 90.0], [80.0, 20.0]];
        let pieces = cut_line(&line, &FRAME);
        assert_eq!(pieces, [vec![[0.0, 10.0], [50.0, 10.0], [50.0, 50.0]], vec![[80.0, 50.0], [80.0, 20.0]]]);
        assert!(cut_line(&[[-5.0, -5.0], [-1.0, 300.0]], &FRAME).is_empty());
    }

    #[test]
    fn a_ring_is_cut_along_the_edge_and_keeps_its_winding() {
        let ring = vec![[-50.0, -50.0], [50.0, -50.0], [50.0, 25.0], [-50.0, 25.0]];
        let cut = trace_ring(&cut_ring(ring, &FRAME), 0.5).unwrap();
        assert_eq!(area(&cut), 500 * 250);
        assert!(cut_ring(vec![[200.0, 0.0], [300.0, 0.0], [300.0, 9.0]], &FRAME).is_empty());
    }

    #[test]
    fn what_stays_is_never_farther_than_the_tolerance_from_what_was() {
        let line: Vec<At> =
            (0..2_000).map(|at| [f64::from(at) / 4.0, (f64::from(at) / 40.0).sin() * 30.0]).collect();
        let kept = simplified(&line, 0.5);
        assert!(kept.len() < 400, "{}", kept.len());
        assert_eq!((kept.first(), kept.last()), (line.first(), line.last()));
        for point in &line {
            let near =
                kept.windows(2).map(|pair| distance(*point, pair[0], pair[1])).fold(f64::MAX, f64::min);
            assert!(near <= 0.5, "{near}");
        }
    }

    #[test]
    fn what_is_smaller_than_a_pixel_is_not_drawn() {
        assert_eq!(trace_ring(&[[5.0, 5.0], [5.9, 5.0], [5.9, 5.9], [5.0, 5.9]], 0.5), None);
        assert!(trace_ring(&[[5.0, 5.0], [7.0, 5.0], [7.0, 7.0], [5.0, 7.0]], 0.5).is_some());
        assert_eq!(trace_line(&[[5.0, 5.0], [5.2, 5.3]], 0.5), None);
        assert_eq!(trace_line(&[], 0.5), None);
    }
}
