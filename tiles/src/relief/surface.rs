//! The ground as lines and tints see it: cells averaged to a sensible size, then halved once by the quadratic B-spline
//! (weights 9, 3, 3, 1 of 16), so that lines are round, never cross, and stay within what the cells say.

use std::sync::atomic::{AtomicBool, Ordering};

use super::{Cells, Dem, ReliefError};

/// Cells of the relief that are read at once.
const AT_ONCE: usize = 1 << 22;

/// A part of the relief in averaged cells: `factor × factor` cells of the relief make one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part {
    pub factor: u32,
    /// Averaged cells; the end is not included. What lies outside the relief is unknown.
    pub columns: [i64; 2],
    pub rows: [i64; 2],
}

impl Part {
    /// Where a point of the lattice of this part lies, in cells of the relief.
    pub fn to_cell(self, [x, y]: [f64; 2]) -> [f64; 2] {
        let factor = f64::from(self.factor);
        let coarse = |begin: i64, steps: f64| begin as f64 + steps / 2.0 + 0.25;
        let fine = |coarse: f64| coarse * factor + (factor - 1.0) / 2.0;
        [fine(coarse(self.columns[0], x)), fine(coarse(self.rows[0], y))]
    }
}

/// Hands out the rows of the halved lattice from the north; each has `2 × columns − 2` heights.
pub(super) fn rows(
    dem: &Dem,
    part: Part,
    cancel: &AtomicBool,
    mut emit: impl FnMut(&[f32]),
) -> Result<(), ReliefError> {
    let width = usize::try_from(part.columns[1] - part.columns[0]).unwrap_or(0);
    let factor = part.factor.max(1) as usize;
    let height = (AT_ONCE / (width * factor * factor).max(1)).max(1) as i64;
    let mut before: Option<Vec<f32>> = None;
    let mut row = part.rows[0];
    while row < part.rows[1] {
        if cancel.load(Ordering::Relaxed) {
            return Err(ReliefError::Cancelled);
        }
        let count = height.min(part.rows[1] - row);
        let cells = averaged(dem, part.factor, [part.columns[0], row], [width, count as usize])?;
        for line in cells.lines() {
            let line = halved(line);
            if let Some(before) = &before {
                for (a, b) in [(0.75, 0.25), (0.25, 0.75)] {
                    let between: Vec<_> = before.iter().zip(&line).map(|(p, q)| a * p + b * q).collect();
                    emit(&between);
                }
            }
            before = Some(line);
        }
        row += count;
    }
    Ok(())
}

fn halved(line: &[f32]) -> Vec<f32> {
    line.windows(2)
        .flat_map(|pair| match *pair {
            [left, right] => [0.75 * left + 0.25 * right, 0.25 * left + 0.75 * right],
            _ => [f32::NAN; 2],
        })
        .collect()
}

/// Averages of `factor × factor` cells, of those that are known; unknown where fewer than half are. `at` and `size` are in
/// averaged cells.
pub(super) fn averaged(
    dem: &Dem,
    factor: u32,
    at: [i64; 2],
    [columns, rows]: [usize; 2],
) -> Result<Cells, ReliefError> {
    let side = factor.max(1) as usize;
    let begin = at.map(|axis| axis * side as i64);
    let fine = dem.window(begin, [columns * side, rows * side])?;
    if side == 1 {
        return Ok(fine);
    }
    let mut sums = vec![(0.0_f64, 0_u32); columns * rows];
    for (row, line) in fine.lines().enumerate() {
        let Some(sums) = sums.get_mut(row / side * columns..(row / side + 1) * columns) else { continue };
        for (sum, cells) in sums.iter_mut().zip(line.chunks_exact(side)) {
            for height in cells.iter().filter(|height| !height.is_nan()) {
                *sum = (sum.0 + f64::from(*height), sum.1 + 1);
            }
        }
    }
    let half = (side * side).div_ceil(2);
    let mean = |(sum, known): (f64, u32)| {
        if known as usize >= half { (sum / f64::from(known)) as f32 } else { f32::NAN }
    };
    let values = sums.into_iter().map(mean).collect();
    Ok(Cells::new(at, columns, rows, values).unwrap_or_else(|| Cells::unknown(at, columns, rows)))
}
