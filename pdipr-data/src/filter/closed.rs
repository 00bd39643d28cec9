//! When routes are closed, for the criterion *sans fermeture connue le …*. Few routes have closures, so their days are a
//! small list each and everything else is a bitmap.

use std::collections::BTreeMap;

use jiff::civil::Date;
use roaring::RoaringBitmap;

use crate::domain::Days;

#[derive(Default)]
pub(super) struct Closed {
    /// Routes of which somebody tells when they are closed.
    told: RoaringBitmap,
    days: BTreeMap<u32, Vec<Days>>,
}

impl Closed {
    /// What is told of a route; nothing where nobody tells.
    pub(super) fn insert(&mut self, n: u32, days: Option<Vec<Days>>) {
        let Some(days) = days else { return };
        self.told.insert(n);
        if !days.is_empty() {
            self.days.insert(n, days);
        }
    }

    pub(super) fn is_told(&self) -> bool {
        !self.told.is_empty()
    }

    pub(super) fn days(&self, n: u32) -> &[Days] {
        self.days.get(&n).map_or(&[], Vec::as_slice)
    }

    /// Routes of which it is told that nothing is closed on this day.
    pub(super) fn open_on(&self, day: Date) -> RoaringBitmap {
        let mut open = self.told.clone();
        for (n, days) in &self.days {
            if Days::some_hold(days, day) {
                open.remove(*n);
            }
        }
        open
    }
}
