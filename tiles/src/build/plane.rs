//! Plane geometry on the whole-number grid of one zoom: 4096 units a tile, `y` downward.

/// A place on the grid of a zoom. Zooms up to [`DEEPEST`] fit, with room for the buffer.
pub type Point = [i32; 2];
pub type Line = Vec<Point>;
/// Without its first point repeated.
pub type Ring = Vec<Point>;
/// The outside first, then holes.
pub type Polygon = Vec<Ring>;

/// The deepest zoom that can be built: its grid has 2³⁰ units, so that products of differences fit into 64 bits.
pub const DEEPEST: u8 = 18;

/// Units of the grid in one pixel of the screen: a tile is drawn 512 pixels wide.
pub const PIXEL: i32 = 8;

/// How two edges meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    Apart,
    /// An end of one lies inside the other.
    Touching,
    /// Each passes from one side of the other to its other side.
    Crossing,
}

/// Twice the area; positive for rings that run clockwise on the screen, as outer rings do in tiles.
pub fn doubled_area(ring: &[Point]) -> i64 {
    let Some(last) = ring.last() else { return 0 };
    let [x, y] = ring[0];
    let cross = |a: Point, b: Point| {
        let (ax, ay) = (i64::from(a[0] - x), i64::from(a[1] - y));
        let (bx, by) = (i64::from(b[0] - x), i64::from(b[1] - y));
        ax * by - bx * ay
    };
    // Sums of a ring that crosses itself often may pass 64 bits; they wrap and stay harmless.
    let inner = ring.windows(2).fold(0_i64, |sum, pair| sum.wrapping_add(cross(pair[0], pair[1])));
    inner.wrapping_add(cross(*last, ring[0]))
}

/// Twice the area of the triangle; its sign says on which side of `a → b` the point lies.
pub fn side(a: Point, b: Point, point: Point) -> i64 {
    let (abx, aby) = (i64::from(b[0]) - i64::from(a[0]), i64::from(b[1]) - i64::from(a[1]));
    let (apx, apy) = (i64::from(point[0]) - i64::from(a[0]), i64::from(point[1]) - i64::from(a[1]));
    abx * apy - aby * apx
}

/// The square of the distance from a point to an edge, as the tests of what is simplified and cut want it.
#[cfg(test)]
pub fn distance_squared(point: Point, a: Point, b: Point) -> f64 {
    let difference = |from: Point, to: Point| {
        (f64::from(to[0]) - f64::from(from[0]), f64::from(to[1]) - f64::from(from[1]))
    };
    let ((abx, aby), (apx, apy)) = (difference(a, b), difference(a, point));
    let length = abx * abx + aby * aby;
    let along = apx * abx + apy * aby;
    if length == 0.0 || along <= 0.0 {
        return apx * apx + apy * apy;
    }
    if along >= length {
        let (bpx, bpy) = difference(b, point);
        return bpx * bpx + bpy * bpy;
    }
    let across = apx * aby - apy * abx;
    across * across / length
}

/// Whether and how the edges `a → b` and `c → d` meet. A common end is no meeting.
pub fn meeting([a, b]: [Point; 2], [c, d]: [Point; 2]) -> Meeting {
    let apart = |axis: usize| {
        a[axis].max(b[axis]) < c[axis].min(d[axis]) || c[axis].max(d[axis]) < a[axis].min(b[axis])
    };
    if apart(0) || apart(1) {
        return Meeting::Apart;
    }
    let (c_side, d_side) = (side(a, b, c).signum(), side(a, b, d).signum());
    let (a_side, b_side) = (side(c, d, a).signum(), side(c, d, b).signum());
    if c_side * d_side < 0 && a_side * b_side < 0 {
        return Meeting::Crossing;
    }
    let inside = |side: i64, point: Point, from: Point, to: Point| {
        side == 0 && point != from && point != to && within(point, from, to)
    };
    if inside(c_side, c, a, b)
        || inside(d_side, d, a, b)
        || inside(a_side, a, c, d)
        || inside(b_side, b, c, d)
    {
        return Meeting::Touching;
    }
    Meeting::Apart
}

fn within(point: Point, a: Point, b: Point) -> bool {
    (0..2).all(|axis| point[axis] >= a[axis].min(b[axis]) && point[axis] <= a[axis].max(b[axis]))
}

/// Whether the point lies inside the ring, by the even-odd rule. What lies on an edge may be either.
pub fn contains(ring: &[Point], point: Point) -> bool {
    let Some(mut before) = ring.last().copied() else { return false };
    let mut inside = false;
    for &here in ring {
        if (here[1] > point[1]) != (before[1] > point[1]) {
            let (low, high) = if here[1] < before[1] { (here, before) } else { (before, here) };
            inside ^= side(low, high, point) > 0;
        }
        before = here;
    }
    inside
}

/// Takes out points that repeat the one before.
pub fn thin_line(line: &mut Line) {
    line.dedup();
}

/// Takes out points that repeat the one before, around the ring, and the tips of spikes that run back on themselves.
pub fn thin_ring(ring: &mut Ring) {
    ring.dedup();
    let mut kept = 0;
    for index in 0..ring.len() {
        ring[kept] = ring[index];
        kept += 1;
        while kept >= 3 && ring[kept - 3] == ring[kept - 1] {
            kept -= 2;
        }
    }
    ring.truncate(kept);
    // The same where the ring closes.
    loop {
        match ring[..] {
            [first, .., last] if first == last => ring.truncate(ring.len() - 1),
            [first, .., before, _] if first == before && ring.len() > 2 => ring.truncate(ring.len() - 2),
            [first, second, .., last] if second == last && ring.len() > 2 && first != second => {
                ring.remove(0);
                ring.truncate(ring.len() - 1);
            }
            _ => break,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_that_runs_clockwise_on_the_screen_has_a_positive_area() {
        assert_eq!(doubled_area(&[[0, 0], [10, 0], [10, 10], [0, 10]]), 200);
        assert_eq!(doubled_area(&[[0, 0], [0, 10], [10, 10], [10, 0]]), -200);
    }

    #[test]
    fn edges_cross_touch_or_stay_apart() {
        let edge = [[0, 0], [10, 0]];
        assert_eq!(meeting(edge, [[5, -5], [5, 5]]), Meeting::Crossing);
        assert_eq!(meeting(edge, [[5, 0], [5, 5]]), Meeting::Touching);
        assert_eq!(meeting(edge, [[10, 0], [15, 5]]), Meeting::Apart);
        assert_eq!(meeting(edge, [[0, 1], [10, 1]]), Meeting::Apart);
        assert_eq!(meeting(edge, [[4, 0], [6, 0]]), Meeting::Touching);
    }

    #[test]
    fn spikes_and_repetitions_go() {
        let thinned = |mut ring: Ring| {
            thin_ring(&mut ring);
            ring
        };
        let square = vec![[0, 0], [9, 0], [9, 9], [0, 9]];
        assert_eq!(thinned(vec![[0, 0], [0, 0], [9, 0], [9, 9], [20, 20], [9, 9], [0, 9], [0, 0]]), square);
        assert_eq!(thinned(vec![[-5, -5], [0, 0], [9, 0], [9, 9], [0, 9], [0, 0]]), square);
        assert_eq!(thinned(vec![[0, 0], [5, 5], [0, 0]]).len(), 1);
    }

    #[test]
    fn inside_is_inside() {
        let ring = [[0, 0], [10, 0], [10, 10], [0, 10]];
        assert!(contains(&ring, [5, 5]) && !contains(&ring, [15, 5]) && !contains(&ring, [5, -1]));
    }
}
