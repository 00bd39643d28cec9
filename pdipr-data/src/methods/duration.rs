//! How long a route takes: time on the flat plus time for the climb.

use crate::domain::{Duration, Metres, Minutes, Practice};

/// How fast one travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Metres an hour on the flat.
    pub flat: u32,
    /// Metres of ascent an hour.
    pub climb: u32,
}

pub const fn pace(practice: Practice) -> Pace {
    match practice {
        Practice::Walking => Pace { flat: 4_000, climb: 300 },
        Practice::TrailRunning => Pace { flat: 8_000, climb: 600 },
        Practice::MountainBike => Pace { flat: 12_000, climb: 400 },
        Practice::Cycling => Pace { flat: 15_000, climb: 500 },
        Practice::Riding => Pace { flat: 6_000, climb: 400 },
        Practice::Carriage => Pace { flat: 8_000, climb: 300 },
    }
}

/// Rounded to five minutes, at least five. Without an ascent it is the time of flat ground, and says so.
pub fn duration(practice: Practice, length: Metres, ascent: Option<Metres>) -> Duration {
    let pace = pace(practice);
    let flat = length.value() / f64::from(pace.flat);
    let climb = ascent.map_or(0.0, |ascent| ascent.value() / f64::from(pace.climb));
    let fives = ((flat + climb) * 12.0).round().max(1.0);
    Duration { minutes: Minutes(fives as u32 * 5), counts_ascent: ascent.is_some() }
}

/// The quickest and the slowest of the practices; `None` without any.
pub fn duration_range(
    practices: &[Practice],
    length: Metres,
    ascent: Option<Metres>,
) -> Option<(Minutes, Minutes)> {
    let minutes = practices.iter().map(|practice| duration(*practice, length, ascent).minutes);
    Some((minutes.clone().min()?, minutes.max()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_kilometres_on_the_flat_are_three_hours_on_foot() {
        let walk = duration(Practice::Walking, Metres::whole(12_000), None);
        assert_eq!(walk, Duration { minutes: Minutes(180), counts_ascent: false });
    }

    #[test]
    fn three_hundred_metres_of_climb_cost_a_walker_an_hour() {
        let walk = duration(Practice::Walking, Metres::whole(12_000), Some(Metres::whole(300)));
        assert_eq!(walk, Duration { minutes: Minutes(240), counts_ascent: true });
    }

    #[test]
    fn the_range_runs_from_the_quickest_to_the_slowest_practice() {
        let practices = [Practice::Walking, Practice::MountainBike];
        let range = duration_range(&practices, Metres::whole(12_000), None);
        assert_eq!(range, Some((Minutes(60), Minutes(180))));
    }
}
