//! The hiker's day as a signal: what is told of today is told anew at midnight, and when the device wakes up another day.

use std::sync::LazyLock;
use std::time::Duration;

use jiff::civil::Date;
use leptos::prelude::*;

use super::surroundings::today;

const LOOK: Duration = Duration::from_secs(60);

static DAY: LazyLock<ArcRwSignal<Date>> = LazyLock::new(|| ArcRwSignal::new(today()));

/// Tracked.
pub fn this_day() -> Date {
    DAY.get()
}

/// Looks at the calendar as long as the app is open.
pub fn follow_the_days() {
    let look = || {
        if DAY.get_untracked() != today() {
            DAY.set(today());
        }
    };
    set_interval(look, LOOK);
    // A page that sleeps counts no minutes.
    let waking = window_event_listener_untyped("focus", move |_| look());
    on_cleanup(move || waking.remove());
}
