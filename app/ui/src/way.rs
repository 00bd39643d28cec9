//! What is walked in one part of a route, as one line, and where it is as the crow flies.

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
}
