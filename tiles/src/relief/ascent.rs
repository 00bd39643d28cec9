//! Climb along a line by the published method (`pdipr-data`'s `methods`): the same for elevations of a relief as for those of
//! a recorded track.

use pdipr_data::domain::{Metres, Position};
use pdipr_data::methods::{Climb, ClimbMeter, SAMPLE_STEP};

use super::{Dem, Elevation, ReliefError};

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

/// Samples about every 10 m along a line, and at each of its points.
pub fn profile(dem: &Dem, line: &[Position]) -> Result<Vec<Sample>, ReliefError> {
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
                samples.push(Sample { distance, place: at, elevation: dem.elevation(at)? });
            }
            walked += length;
        } else {
            samples.push(Sample { distance: walked, place: *place, elevation: dem.elevation(*place)? });
        }
        before = Some(*place);
    }
    Ok(samples)
}

/// The climb along a line, or why it is unknown. It is never 0 for want of elevations.
pub fn ascent(dem: &Dem, line: &[Position]) -> Result<Ascent, ReliefError> {
    let resolution = dem.resolution();
    if resolution > COARSEST {
        return Ok(Ascent::Unknown(Reason::TooCoarse { resolution }));
    }
    Ok(measure(&profile(dem, line)?))
}

/// The climb of a profile.
pub fn measure(profile: &[Sample]) -> Ascent {
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
