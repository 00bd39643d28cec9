//! The profile of a line over ground whose elevations somebody knows, and its climb by the published method: the same for a
//! grid of cells, for an installed relief and for formulas of tests.

use super::ascent::{Climb, ClimbMeter, SAMPLE_STEP};
use crate::domain::{Elevation, Metres, Position};

/// A relief whose cells are further apart gives no climb.
pub const COARSEST: Metres = Metres::whole(50);
/// A stretch without elevations that is longer leaves the climb unknown.
pub const LONGEST_GAP: Metres = Metres::whole(100);

/// What is known of the climb along a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Ascent {
    Known(Climb),
    Unknown(Reason),
}

/// Why it is not known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reason {
    /// The cells of the relief are further apart than `COARSEST`.
    TooCoarse { resolution: Metres },
    /// The relief does not know a stretch that begins here.
    Gap { at: Position },
    /// The line has no length.
    NoLine,
}

/// The elevation at a distance from the start of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    pub distance: Metres,
    pub place: Position,
    pub elevation: Option<Elevation>,
}

/// Samples about every 10 m along a line, and at each of its points. `height` knows the elevation of a place.
pub fn profile<E>(
    line: &[Position],
    mut height: impl FnMut(Position) -> Result<Option<Elevation>, E>,
) -> Result<Vec<Sample>, E> {
    let mut samples = Vec::new();
    let mut walked = Metres::ZERO;
    let mut before: Option<Position> = None;
    for place in line {
        if let Some(from) = before {
            let length = from.distance_to(*place);
            let steps = (length.value() / SAMPLE_STEP).ceil().max(1.0);
            for step in 1..=steps as u64 {
                let share = step as f64 / steps;
                let between = |a: f64, b: f64| a + (b - a) * share;
                let at = Position::new(between(from.lon(), place.lon()), between(from.lat(), place.lat()));
                let at = at.unwrap_or(*place);
                let distance = Metres::try_from(walked.value() + length.value() * share).unwrap_or(walked);
                samples.push(Sample { distance, place: at, elevation: height(at)? });
            }
            walked += length;
        } else {
            samples.push(Sample { distance: walked, place: *place, elevation: height(*place)? });
        }
        before = Some(*place);
    }
    Ok(samples)
}

/// The climb of a profile over cells so far apart, or why it is unknown. It is never 0 for want of elevations.
pub fn climb(profile: &[Sample], resolution: Metres) -> Ascent {
    if resolution > COARSEST {
        return Ascent::Unknown(Reason::TooCoarse { resolution });
    }
    let mut meter = ClimbMeter::default();
    let mut last_known = Metres::ZERO;
    let mut gap: Option<Position> = None;
    for sample in profile {
        match sample.elevation {
            Some(elevation) => {
                meter.push(sample.distance.value(), elevation.metres());
                (last_known, gap) = (sample.distance, None);
            }
            None => {
                let at = *gap.get_or_insert(sample.place);
                if sample.distance.value() - last_known.value() > LONGEST_GAP.value() {
                    return Ascent::Unknown(Reason::Gap { at });
                }
            }
        }
    }
    match (meter.finish(), gap) {
        (Some(climb), _) => Ascent::Known(climb),
        (None, Some(at)) => Ascent::Unknown(Reason::Gap { at }),
        (None, None) => Ascent::Unknown(Reason::NoLine),
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    fn at(lon: f64) -> Position {
        Position::new(lon, 48.0).unwrap()
    }

    /// Over a kilometre and a half from west to east.
    fn measured(resolution: u32, height: impl Fn(f64) -> Option<f64>) -> Ascent {
        let known = |place: Position| Ok::<_, Infallible>(height(place.lon()).and_then(Elevation::new));
        climb(&profile(&[at(1.0), at(1.02)], known).unwrap(), Metres::whole(resolution))
    }

    #[test]
    fn up_a_ramp_the_climb_is_the_difference() {
        let Ascent::Known(climb) = measured(50, |lon| Some(100.0 + (lon - 1.0) * 5_000.0)) else {
            unreachable!("the ground is known")
        };
        assert!((climb.ascent - 100.0).abs() < 2.0 && climb.descent == 0.0, "{climb:?}");
    }

    #[test]
    fn on_coarse_ground_the_climb_is_unknown_though_the_elevations_are_there() {
        let found = measured(51, |_| Some(100.0));
        assert_eq!(found, Ascent::Unknown(Reason::TooCoarse { resolution: Metres::whole(51) }));
    }

    #[test]
    fn a_long_stretch_of_unknown_ground_leaves_the_climb_unknown() {
        let hole = |wide: f64| move |lon: f64| (!(1.01..1.01 + wide).contains(&lon)).then_some(100.0);
        assert!(matches!(measured(5, hole(0.001)), Ascent::Known(_)));
        assert!(matches!(measured(5, hole(0.003)), Ascent::Unknown(Reason::Gap { .. })));
    }

    #[test]
    fn a_line_of_one_point_has_no_climb() {
        let samples = profile(&[at(1.0)], |_| Ok::<_, Infallible>(Elevation::new(3.0))).unwrap();
        assert_eq!(climb(&samples, Metres::whole(5)), Ascent::Unknown(Reason::NoLine));
    }
}
