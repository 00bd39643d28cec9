//! Ascent and descent by one published method: elevations resampled every 10 m along the line, a median filter over
//! five samples, and a hysteresis of 3 m: a climb counts once the line has come down 3 m from its top, and so in turn.

use std::collections::VecDeque;

/// Distance between samples along the line, in metres.
pub const SAMPLE_STEP: f64 = 10.0;
/// Samples under the median filter: 50 m of the line, enough to take out single wrong readings.
pub const MEDIAN_SAMPLES: usize = 5;
/// A turn of the profile smaller than this, in metres, is noise.
pub const HYSTERESIS: f64 = 3.0;

const WINDOW: f64 = SAMPLE_STEP * MEDIAN_SAMPLES as f64;

/// Metres climbed and descended.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Climb {
    pub ascent: f64,
    pub descent: f64,
}

/// Measures a line as it is read; keeps five samples, whatever the length.
#[derive(Debug, Clone, Default)]
pub struct ClimbMeter {
    last: Option<(f64, f64)>,
    next_sample: f64,
    window: VecDeque<f64>,
    turns: Turns,
}

impl ClimbMeter {
    /// The elevation at a distance from the start; distances never go back. Points without elevation are left out.
    pub fn push(&mut self, distance: f64, elevation: f64) {
        let Some((from, before)) = self.last else {
            self.last = Some((distance, elevation));
            self.next_sample = distance + SAMPLE_STEP;
            self.sample(elevation);
            return;
        };
        let first = self.next_sample;
        while self.next_sample <= distance {
            // On the straight slope of a long gap the samples in the middle add nothing.
            let left = ((distance - self.next_sample) / SAMPLE_STEP).floor();
            if self.next_sample > first + WINDOW && left > MEDIAN_SAMPLES as f64 {
                self.next_sample += (left - MEDIAN_SAMPLES as f64) * SAMPLE_STEP;
            }
            let share = (self.next_sample - from) / (distance - from);
            self.sample(before + (elevation - before) * share);
            self.next_sample += SAMPLE_STEP;
        }
        self.last = Some((distance, elevation));
    }

    /// `None` where fewer than two points had an elevation along a line with a length.
    pub fn finish(mut self) -> Option<Climb> {
        let (end, elevation) = self.last?;
        if self.next_sample - SAMPLE_STEP < end {
            self.sample(elevation);
        }
        if self.turns.extreme.is_none() {
            // Shorter than half a window: taken as it is.
            self.window.iter().for_each(|elevation| self.turns.push(*elevation));
            return (self.window.len() > 1).then(|| self.turns.finish());
        }
        // The end of the line is seen through the half window that is left.
        while self.window.len() > MEDIAN_SAMPLES / 2 + 1 {
            self.window.pop_front();
            self.turns.push(median(&self.window));
        }
        Some(self.turns.finish())
    }

    fn sample(&mut self, elevation: f64) {
        self.window.push_back(elevation);
        if self.window.len() > MEDIAN_SAMPLES {
            self.window.pop_front();
        }
        if self.window.len() > MEDIAN_SAMPLES / 2 {
            self.turns.push(median(&self.window));
        }
    }
}

fn median(window: &VecDeque<f64>) -> f64 {
    let mut sorted: Vec<f64> = window.iter().copied().collect();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { (sorted[middle - 1] + sorted[middle]) / 2.0 }
}

/// Adds up the legs between the turning points of a profile that are at least the hysteresis apart.
#[derive(Debug, Clone, Default)]
struct Turns {
    /// The last turning point that is certain.
    turn: f64,
    /// The furthest point of the running leg.
    extreme: Option<f64>,
    total: Climb,
}

impl Turns {
    fn push(&mut self, elevation: f64) {
        let Some(extreme) = self.extreme else {
            self.turn = elevation;
            self.extreme = Some(elevation);
            return;
        };
        let rising = extreme >= self.turn;
        let further = if rising { elevation > extreme } else { elevation < extreme };
        let undecided = (extreme - self.turn).abs() < HYSTERESIS;
        let decides = undecided && (elevation - self.turn).abs() >= HYSTERESIS;
        if further || decides {
            self.extreme = Some(elevation);
        } else if !undecided && (elevation - extreme).abs() >= HYSTERESIS {
            self.count(extreme);
            self.turn = extreme;
            self.extreme = Some(elevation);
        }
    }

    fn count(&mut self, until: f64) {
        let leg = until - self.turn;
        if leg >= HYSTERESIS {
            self.total.ascent += leg;
        } else if -leg >= HYSTERESIS {
            self.total.descent -= leg;
        }
    }

    fn finish(mut self) -> Climb {
        if let Some(extreme) = self.extreme {
            self.count(extreme);
        }
        self.total
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn climb(profile: &[(f64, f64)]) -> Option<Climb> {
        let mut meter = ClimbMeter::default();
        for (distance, elevation) in profile {
            meter.push(*distance, *elevation);
        }
        meter.finish()
    }

    #[test]
    fn an_even_slope_is_its_difference() {
        let up = climb(&[(0.0, 100.0), (1_000.0, 200.0)]).unwrap();
        assert!((up.ascent - 100.0).abs() < 2.5 && up.descent == 0.0, "{up:?}");
        let over = climb(&[(0.0, 100.0), (1_000.0, 200.0), (2_000.0, 150.0)]).unwrap();
        assert!((over.ascent - 100.0).abs() < 2.5 && (over.descent - 50.0).abs() < 2.5, "{over:?}");
    }

    #[test]
    fn small_ripples_are_noise() {
        let ripples: Vec<_> =
            (0..200).map(|n| (f64::from(n) * 20.0, 100.0 + f64::from(n % 2) * 2.0)).collect();
        assert_eq!(climb(&ripples), Some(Climb::default()));
    }

    #[test]
    fn one_wrong_reading_is_taken_out_by_the_median() {
        let mut profile: Vec<_> = (0..100).map(|n| (f64::from(n) * 10.0, 100.0)).collect();
        profile[50].1 = 400.0;
        assert_eq!(climb(&profile), Some(Climb::default()));
    }

    #[test]
    fn how_densely_the_line_is_recorded_hardly_matters() {
        let hill = |x: f64| 100.0 + 50.0 * (x / 500.0).sin();
        let every = |step: f64| -> Vec<_> {
            (0..=(5_000.0 / step) as usize).map(|n| n as f64 * step).map(|x| (x, hill(x))).collect()
        };
        let (dense, sparse) = (climb(&every(1.0)).unwrap(), climb(&every(25.0)).unwrap());
        assert!((dense.ascent - sparse.ascent).abs() < 2.0, "{dense:?} {sparse:?}");
    }

    #[test]
    fn without_two_elevations_the_climb_is_unknown_not_zero() {
        assert_eq!(climb(&[]), None);
        assert_eq!(climb(&[(0.0, 100.0)]), None);
        assert_eq!(climb(&[(0.0, 100.0), (0.0, 120.0)]), None);
    }

    #[test]
    fn a_gap_around_the_world_takes_no_time() {
        let there_and_back: Vec<_> =
            (0..10_000).map(|n| (f64::from(n) * 2e7, f64::from(n % 2) * 100.0)).collect();
        let climb = climb(&there_and_back).unwrap();
        assert!((climb.ascent - 500_000.0).abs() < 1.0, "{climb:?}");
    }

    #[test]
    fn a_short_steep_line_counts() {
        assert_eq!(climb(&[(0.0, 100.0), (8.0, 105.0)]), Some(Climb { ascent: 5.0, descent: 0.0 }));
    }
}
