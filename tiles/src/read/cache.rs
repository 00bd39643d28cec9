//! Leaf directories that were read lately, held to a number of entries in all.

use std::sync::Arc;

use super::directory::{ENTRIES_MAX, Entry};

/// 6 MiB at 24 bytes an entry: enough for all of a French region down to zoom 15.
const HELD_MAX: usize = ENTRIES_MAX;

/// The most recent last; few enough to be looked through.
#[derive(Debug, Default)]
pub(super) struct Cache {
    leaves: Vec<(u64, Arc<[Entry]>)>,
    held: usize,
}

impl Cache {
    /// The leaf at this offset.
    pub(super) fn get(&mut self, offset: u64) -> Option<Arc<[Entry]>> {
        let at = self.leaves.iter().rposition(|(other, _)| *other == offset)?;
        // One step toward the end: what is asked for again and again ends there, and nothing long is moved.
        let next = (at + 1).min(self.leaves.len() - 1);
        self.leaves.swap(at, next);
        self.leaves.get(next).map(|(_, leaf)| Arc::clone(leaf))
    }

    pub(super) fn put(&mut self, offset: u64, leaf: &Arc<[Entry]>) {
        self.leaves.retain(|(other, _)| *other != offset);
        self.leaves.push((offset, Arc::clone(leaf)));
        self.held = self.leaves.iter().map(|(_, leaf)| leaf.len()).sum();
        while self.held > HELD_MAX && self.leaves.len() > 1 {
            let (_, oldest) = self.leaves.remove(0);
            self.held -= oldest.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leaf(entries: usize) -> Arc<[Entry]> {
        vec![Entry { first: 0, offset: 0, length: 1, run: 1 }; entries].into()
    }

    #[test]
    fn the_least_wanted_leaves_go_first() {
        let mut cache = Cache::default();
        (0..4).for_each(|offset| cache.put(offset, &leaf(HELD_MAX / 4)));
        assert!(cache.get(0).is_some(), "all four fit");
        cache.put(4, &leaf(HELD_MAX / 4));
        let held: Vec<u64> = (0..5).filter(|offset| cache.get(*offset).is_some()).collect();
        assert_eq!(held, [0, 2, 3, 4]);
    }

    #[test]
    fn a_leaf_of_any_size_is_held_alone() {
        let mut cache = Cache::default();
        cache.put(0, &leaf(10));
        cache.put(1, &leaf(HELD_MAX));
        assert!(cache.get(0).is_none() && cache.get(1).is_some());
    }
}
