//! The point of a line that is nearest to a position: how far it is, and how far along the line.

use crate::domain::{Metres, Position};

/// Where a position meets a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Foot {
    /// From the position to the line.
    pub distance: Metres,
    /// From the beginning of the line, along it.
    pub along: Metres,
}

/// The nearest foot, the first of several; `None` for a line without an edge. Each edge is measured on the plane that
/// touches the WGS84 ellipsoid there (metres of a degree by the usual series in the latitude), which is right to 0.1 % for
/// edges of a few kilometres and for positions as near.
pub fn foot(line: &[Position], at: Position) -> Option<Foot> {
    let mut best: Option<(f64, f64)> = None;
    let mut walked = 0.0;
    for edge in line.windows(2) {
        let [from, to] = edge else { continue };
        let (east, north) = metres_of_a_degree((from.lat() + to.lat()) / 2.0);
        let plane = |p: Position| ((p.lon() - from.lon()) * east, (p.lat() - from.lat()) * north);
        let ((x, y), (px, py)) = (plane(*to), plane(at));
        let length = x.hypot(y);
        let share = if length > 0.0 { ((px * x + py * y) / (length * length)).clamp(0.0, 1.0) } else { 0.0 };
        let distance = (px - share * x).hypot(py - share * y);
        if best.is_none_or(|(nearest, _)| distance < nearest) {
            best = Some((distance, walked + share * length));
        }
        walked += length;
    }
    let (distance, along) = best?;
    Some(Foot { distance: Metres::try_from(distance).ok()?, along: Metres::try_from(along).ok()? })
}

/// East and north, at a latitude in degrees: the lengths of a degree on the WGS84 ellipsoid as a series in the latitude, as
/// the length-of-degree calculator of the NGA uses it.
fn metres_of_a_degree(latitude: f64) -> (f64, f64) {
    let phi = latitude.to_radians();
    let north = 111_132.954 - 559.822 * (2.0 * phi).cos() + 1.175 * (4.0 * phi).cos();
    let east = 111_412.84 * phi.cos() - 93.5 * (3.0 * phi).cos() + 0.118 * (5.0 * phi).cos();
    (east, north)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lon: f64, lat: f64) -> Position {
        Position::new(lon, lat).unwrap()
    }

    #[test]
    fn the_foot_lies_on_the_nearest_edge_as_far_along_as_it_is_walked() {
        let line = [at(1.58, 48.54), at(1.59, 48.54), at(1.59, 48.55)];
        let beside = at(1.5903, 48.545);
        let found = foot(&line, beside).unwrap();
        let walked = line[0].distance_to(line[1]).value() + line[1].distance_to(at(1.59, 48.545)).value();
        assert!((found.along.value() - walked).abs() < 1.0, "{found:?} {walked}");
        let away = beside.distance_to(at(1.59, 48.545)).value();
        assert!((found.distance.value() - away).abs() < 0.1, "{found:?} {away}");
    }

    #[test]
    fn beyond_the_end_the_foot_is_the_end() {
        let line = [at(1.58, 48.54), at(1.59, 48.54)];
        let found = foot(&line, at(1.6, 48.54)).unwrap();
        assert!((found.along.value() - line[0].distance_to(line[1]).value()).abs() < 1.0);
        assert_eq!(foot(&line[..1], line[0]), None);
    }
}
