//! Our own effort figure, 1 to 5, from the computed duration. It is no official difficulty.

use crate::domain::{Duration, Effort};

/// Upper ends, in minutes, of the efforts 1 to 4.
const STEPS: [u32; 4] = [90, 180, 270, 360];

/// 1 below 1 h 30, 2 below 3 h, 3 below 4 h 30, 4 below 6 h, else 5.
pub fn effort(duration: Duration) -> Effort {
    let steps = STEPS.iter().filter(|end| duration.minutes.0 >= **end).count();
    Effort(1 + steps as u8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Minutes;

    fn after(minutes: u32) -> u8 {
        effort(Duration { minutes: Minutes(minutes), counts_ascent: false }).0
    }

    #[test]
    fn an_hour_is_very_light_and_a_day_is_very_hard() {
        assert_eq!([after(60), after(90), after(200), after(300), after(480)], [1, 2, 3, 4, 5]);
    }
}
