//! The arithmetic of two-handled ranges: positions of the handles, bounds that they mean, bars of the histogram.

use pdipr_data::filter::Range;

/// Whole steps from 0 to `top`; the handles at the ends leave the range open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// What one step is worth, in the unit of the bounds (metres, minutes).
    pub step: u32,
    /// The highest position of a handle.
    pub top: u32,
}

/// Lengths: whole kilometres up to 40 km, then open.
pub const LENGTH: Scale = Scale { step: 1_000, top: 40 };
/// Durations: half hours up to 10 h, then open.
pub const DURATION: Scale = Scale { step: 30, top: 20 };

impl Scale {
    /// Where both handles stand for a range given in the unit of the bounds.
    pub fn handles(self, range: Range<u32>) -> (u32, u32) {
        let at = |value: u32| ((value + self.step / 2) / self.step).min(self.top);
        (range.min.map_or(0, at), range.max.map_or(self.top, at))
    }

    /// The range that two handles mean; the end positions are open.
    pub fn range(self, low: u32, high: u32) -> Range<u32> {
        Range { min: (low > 0).then(|| low * self.step), max: (high < self.top).then(|| high * self.step) }
    }

    /// Moves one handle and keeps them at least one step apart; the moved one gives way.
    pub fn moved(self, handles: (u32, u32), end: End, to: u32) -> (u32, u32) {
        let (low, high) = handles;
        match end {
            End::Low => (to.min(high.saturating_sub(1)), high),
            End::High => (low, to.clamp((low + 1).min(self.top), self.top)),
        }
    }
}

/// Which handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Low,
    High,
}

/// A bar of the histogram: its height from 0 to 1 and whether the range covers it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bar {
    pub height: f64,
    pub count: u32,
    pub inside: bool,
}

/// One bar a step; the last one holds everything beyond.
pub fn bars(counts: &[u32], top: u32, handles: (u32, u32)) -> Vec<Bar> {
    let top = top as usize;
    let mut folded = vec![0u32; top];
    for (index, count) in counts.iter().enumerate() {
        if let Some(bar) = folded.get_mut(index.min(top.saturating_sub(1))) {
            *bar += count;
        }
    }
    let most = folded.iter().copied().max().unwrap_or(0).max(1);
    folded
        .into_iter()
        .enumerate()
        .map(|(index, count)| Bar {
            // Square root: a bar of one route beside a bar of sixty stays visible.
            height: (f64::from(count) / f64::from(most)).sqrt(),
            count,
            inside: (handles.0..handles.1).contains(&(index as u32)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_at_the_ends_leave_the_range_open() {
        assert!(LENGTH.range(0, 40).is_open());
        assert_eq!(LENGTH.handles(Range::default()), (0, 40));
    }

    #[test]
    fn a_range_comes_back_from_its_handles() {
        let range = LENGTH.range(5, 10);
        assert_eq!((range.min, range.max), (Some(5_000), Some(10_000)));
        assert_eq!(LENGTH.handles(range), (5, 10));
    }

    #[test]
    fn handles_never_cross() {
        assert_eq!(LENGTH.moved((5, 10), End::Low, 30), (9, 10));
        assert_eq!(LENGTH.moved((5, 10), End::High, 2), (5, 6));
        assert_eq!(LENGTH.moved((0, 40), End::High, 99), (0, 40));
    }

    #[test]
    fn the_last_bar_holds_what_lies_beyond() {
        let shown = bars(&[1, 0, 4, 2, 3], 3, (0, 2));
        assert_eq!(shown.iter().map(|bar| bar.count).collect::<Vec<_>>(), [1, 0, 9]);
        assert_eq!(shown[2].height, 1.0);
        assert_eq!(shown.iter().map(|bar| bar.inside).collect::<Vec<_>>(), [true, true, false]);
    }
}
