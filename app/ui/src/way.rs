//! What is walked in one part of a route, as one line, and where it is as the crow flies; points by the metres walked.

use pdipr_data::domain::{Metres, Position, Stretch, StretchKind};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Way {
    pub line: Vec<Position>,
    /// From and to, from the start of the line.
    pub liaisons: Vec<(Metres, Metres)>,
}

impl Way {
    pub fn of(stretches: &[Stretch]) -> Way {
        let mut way = Way::default();
        let mut walked = Metres::ZERO;
        for stretch in stretches {
            // Pieces that are joined may lie some metres apart.
            if let (Some(last), Some(first)) = (way.line.last(), stretch.line.first()) {
                walked += last.distance_to(*first);
            }
            let from = walked;
            walked += stretch.length;
            if stretch.kind == StretchKind::Liaison {
                way.liaisons.push((from, walked));
            }
            let known = usize::from(way.line.last() == stretch.line.first());
            way.line.extend(stretch.line.iter().skip(known));
        }
        way
    }
}

/// How far one walks on all stretches of a route; gaps between its parts are not walked.
pub fn walked(parts: &[Vec<Stretch>]) -> Metres {
    parts.iter().flatten().fold(Metres::ZERO, |sum, stretch| sum + stretch.length)
}

/// The point after so many metres of [`walked`]; the last one beyond the end.
pub fn point_on_walk(parts: &[Vec<Stretch>], along: Metres) -> Option<Position> {
    let mut left = along.value();
    let mut last = None;
    for stretch in parts.iter().flatten() {
        last = point_along(&stretch.line, left).or(last);
        if left <= stretch.length.value() {
            break;
        }
        left -= stretch.length.value();
    }
    last
}

/// The point after so many metres of a line; its end beyond that.
pub fn point_along(line: &[Position], metres: f64) -> Option<Position> {
    let mut left = metres;
    for edge in line.windows(2) {
        let [from, to] = edge else { continue };
        let length = from.distance_to(*to).value();
        if left <= length && length > 0.0 {
            let share = left.max(0.0) / length;
            let between = |from: f64, to: f64| from + share * (to - from);
            return Position::new(between(from.lon(), to.lon()), between(from.lat(), to.lat())).ok();
        }
        left -= length;
    }
    line.last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stretch(kind: StretchKind, from: f64, to: f64) -> Stretch {
        let [from, to] = [from, to].map(|lon| Position::new(lon, 48.0).unwrap());
        Stretch { kind, line: vec![from, to], length: from.distance_to(to), segments: Vec::new() }
    }

    #[test]
    fn a_part_is_one_line_and_knows_where_it_is_as_the_crow_flies() {
        let way = Way::of(&[
            stretch(StretchKind::Inscribed, 1.0, 1.01),
            stretch(StretchKind::Liaison, 1.01, 1.02),
            stretch(StretchKind::Inscribed, 1.020_1, 1.03),
        ]);
        let lons: Vec<f64> = way.line.iter().map(|at| at.lon()).collect();
        assert_eq!(lons, [1.0, 1.01, 1.02, 1.020_1, 1.03]);
        let [(from, to)] = way.liaisons[..] else { unreachable!("one of them is a liaison") };
        assert!((from.value() - 745.0).abs() < 2.0 && (to.value() - 1_491.0).abs() < 2.0, "{from:?} {to:?}");
        assert_eq!(Way::of(&[]), Way::default());
    }

    #[test]
    fn a_point_of_a_walk_is_found_by_its_metres_over_all_parts() {
        let parts = [
            vec![stretch(StretchKind::Inscribed, 1.0, 1.01)],
            vec![stretch(StretchKind::Liaison, 1.5, 1.51)],
        ];
        let first = parts[0][0].length;
        let at = |metres: f64| point_on_walk(&parts, Metres::try_from(metres).unwrap()).unwrap().lon();
        assert_eq!((at(0.0), at(walked(&parts).value() + 50.0)), (1.0, 1.51));
        assert!((at(first.value() / 2.0) - 1.005).abs() < 1e-6);
        assert!((at(first.value() * 1.5) - 1.505).abs() < 1e-6);
        assert_eq!(point_on_walk(&[], Metres::ZERO), None);
    }
}
