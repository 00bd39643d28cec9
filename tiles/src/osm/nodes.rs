//! Which nodes are wanted and where they lie: a bitmap of ids in three levels, and 8 bytes of place for each wanted node.
//! Ids of an extract come in clusters, so a page of 512 ids is mostly well filled.

use crate::feature::World;

/// Node ids end here; today's stand at 2^34.
pub const MOST: u64 = 1 << 36;

const PAGE_BITS: u32 = 9;
const CHAPTER_BITS: u32 = 16;
const WORDS: usize = 1 << (PAGE_BITS - 6);
const PAGES: usize = 1 << (CHAPTER_BITS - PAGE_BITS);
/// No chapter or page; also the number of nodes at which the count ends.
const NONE: u32 = u32::MAX;
/// The south-east corner of the world stands for "not in the extract".
const UNKNOWN: World = World { x: u32::MAX, y: u32::MAX };

/// The set while it grows.
#[derive(Debug, Default)]
pub struct Wanted {
    chapters: Vec<u32>,
    pages: Vec<[u32; PAGES]>,
    bits: Vec<[u64; WORDS]>,
}

/// The set with the places of its nodes.
#[derive(Debug)]
pub struct Nodes {
    set: Wanted,
    /// How many wanted nodes come before each page.
    before: Vec<u32>,
    /// By rank; the reader takes them out while it fills them.
    pub places: Vec<World>,
}

impl Wanted {
    /// `false` where the id is none: negative, zero or beyond [`MOST`].
    pub fn insert(&mut self, id: i64) -> bool {
        let Some((chapter, page, word, bit)) = split(id) else { return false };
        if self.chapters.len() <= chapter {
            self.chapters.resize(chapter + 1, NONE);
        }
        let at = &mut self.chapters[chapter];
        if *at == NONE {
            *at = self.pages.len() as u32;
            self.pages.push([NONE; PAGES]);
        }
        let at = &mut self.pages[*at as usize][page];
        if *at == NONE {
            *at = self.bits.len() as u32;
            self.bits.push([0; WORDS]);
        }
        self.bits[*at as usize][word] |= bit;
        true
    }

    /// Bytes that the set fills, with the counts that it gets when it is sealed; the places come on top.
    pub fn bytes(&self) -> usize {
        self.chapters.capacity() * 4
            + self.pages.capacity() * 4 * PAGES
            + self.bits.capacity() * (8 * WORDS + 4)
    }

    pub fn len(&self) -> usize {
        self.bits.iter().flatten().map(|word| word.count_ones() as usize).sum()
    }

    /// Gives each wanted id its number. `None` where there are more than 2^32 of them.
    pub fn seal(self) -> Option<Nodes> {
        let mut before = vec![0u32; self.bits.len()];
        let mut count = 0u32;
        for chapter in self.chapters.iter().filter(|at| **at != NONE) {
            for page in self.pages[*chapter as usize].iter().filter(|at| **at != NONE) {
                before[*page as usize] = count;
                let here: u32 = self.bits[*page as usize].iter().map(|word| word.count_ones()).sum();
                count = count.checked_add(here)?;
            }
        }
        Some(Nodes { set: self, before, places: vec![UNKNOWN; count as usize] })
    }
}

impl Nodes {
    /// The number of a wanted id in the order of ids; `None` where nobody wants it.
    pub fn rank(&self, id: i64) -> Option<u32> {
        let (chapter, page, word, bit) = split(id)?;
        let chapter = *self.set.chapters.get(chapter)?;
        let page = *self.set.pages.get(chapter as usize)?.get(page)?;
        let bits = self.set.bits.get(page as usize)?;
        if bits[word] & bit == 0 {
            return None;
        }
        let earlier: u32 = bits[..word].iter().map(|word| word.count_ones()).sum();
        Some(self.before[page as usize] + earlier + (bits[word] & (bit - 1)).count_ones())
    }

    /// Where a node lies; `None` where the extract does not hold it.
    pub fn get(&self, id: i64) -> Option<World> {
        let place = *self.places.get(self.rank(id)? as usize)?;
        (place != UNKNOWN).then_some(place)
    }
}

/// Chapter, page in the chapter, word in the page, bit in the word.
fn split(id: i64) -> Option<(usize, usize, usize, u64)> {
    let id = u64::try_from(id).ok().filter(|id| (1..MOST).contains(id))?;
    let page = (id >> PAGE_BITS) as usize % PAGES;
    let word = (id >> 6) as usize % WORDS;
    Some(((id >> CHAPTER_BITS) as usize, page, word, 1 << (id & 63)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_out_of_range_are_no_ids() {
        let mut wanted = Wanted::default();
        assert!(![0, -1, i64::MIN, MOST as i64, i64::MAX].into_iter().any(|id| wanted.insert(id)));
        assert!(wanted.insert(MOST as i64 - 1));
        assert_eq!(wanted.len(), 1);
    }

    #[test]
    fn a_wanted_node_that_never_came_has_no_place() {
        let mut wanted = Wanted::default();
        wanted.insert(7);
        assert_eq!(wanted.seal().unwrap().get(7), None);
    }

    proptest! {
        #[test]
        fn numbers_follow_the_order_of_ids(ids in proptest::collection::btree_set(1i64..5_000_000, 0..300)) {
            let mut wanted = Wanted::default();
            for id in ids.iter().rev() {
                wanted.insert(*id);
                wanted.insert(*id);
            }
            let nodes = wanted.seal().unwrap();
            prop_assert_eq!(nodes.places.len(), ids.len());
            for (rank, id) in ids.iter().enumerate() {
                prop_assert_eq!(nodes.rank(*id), Some(rank as u32));
                prop_assert_eq!(nodes.rank(*id + 1).is_some(), ids.contains(&(*id + 1)));
            }
        }
    }
}
