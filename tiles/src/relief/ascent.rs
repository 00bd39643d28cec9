//! Climb along a line over a grid of cells, by the published method (`pdipr-data`'s `methods`).

use pdipr_data::domain::Position;
use pdipr_data::methods::{self, Ascent, Sample};

use super::{Dem, ReliefError};

/// Samples about every 10 m along a line, and at each of its points.
pub fn profile(dem: &Dem, line: &[Position]) -> Result<Vec<Sample>, ReliefError> {
    methods::profile(line, |at| dem.elevation(at))
}

/// The climb along a line, or why it is unknown. It is never 0 for want of elevations.
pub fn ascent(dem: &Dem, line: &[Position]) -> Result<Ascent, ReliefError> {
    // Too coarse a relief is not read at all.
    let samples = if dem.resolution() > methods::COARSEST { Vec::new() } else { profile(dem, line)? };
    Ok(methods::climb(&samples, dem.resolution()))
}
