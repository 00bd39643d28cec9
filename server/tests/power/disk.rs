//! A disk at the moment when the power goes: what was flushed is there; of the rest each sector, each change of a length and
//! each name in the folder may be there or not.

use std::collections::BTreeMap;

use crate::chance::Chance;
use crate::vfs::Event;

/// What a disk writes whole or not at all, in bytes.
const SECTOR: u64 = 512;

pub type Files = BTreeMap<String, Vec<u8>>;

/// What becomes of that which was not flushed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rest {
    /// All of it is lost.
    Lost,
    /// All of it has arrived, as after the end of a process.
    Arrived,
    /// All of it has arrived but the end of the last write.
    Torn,
    /// Each part by chance, in any order.
    Shuffled,
}

#[derive(Debug, Clone)]
enum Change {
    Bytes { offset: u64, bytes: Vec<u8> },
    Length(u64),
}

#[derive(Debug, Default)]
struct Content {
    flushed: Vec<u8>,
    waiting: Vec<Change>,
}

#[derive(Debug, Default)]
pub struct Disk {
    contents: Vec<Content>,
    /// The names as the programs see them.
    names: BTreeMap<String, usize>,
    flushed_names: BTreeMap<String, usize>,
    waiting_names: Vec<(String, Option<usize>)>,
}

impl Disk {
    pub fn take(&mut self, event: &Event) {
        match event {
            Event::Opened(file) => {
                if !self.names.contains_key(file) {
                    self.names.insert(file.clone(), self.contents.len());
                    self.waiting_names.push((file.clone(), Some(self.contents.len())));
                    self.contents.push(Content::default());
                }
            }
            Event::Wrote { file, offset, bytes } => {
                let change = Change::Bytes { offset: *offset, bytes: bytes.clone() };
                self.content(file).waiting.push(change);
            }
            Event::Cut { file, length } => self.content(file).waiting.push(Change::Length(*length)),
            Event::Flushed(file) => {
                let content = self.content(file);
                for change in std::mem::take(&mut content.waiting) {
                    apply(&mut content.flushed, &change);
                }
            }
            Event::Removed(file) => {
                self.names.remove(file);
                self.waiting_names.push((file.clone(), None));
            }
            Event::FolderFlushed => {
                for (file, content) in std::mem::take(&mut self.waiting_names) {
                    set(&mut self.flushed_names, file, content);
                }
            }
            Event::Begun(_) | Event::Done(_) => {}
        }
    }

    fn content(&mut self, file: &str) -> &mut Content {
        &mut self.contents[self.names[file]]
    }

    /// The files as they are found when the power is back.
    pub fn cut(&self, rest: Rest, chance: &mut Chance) -> Files {
        let mut names = self.flushed_names.clone();
        for (file, content) in &self.waiting_names {
            let arrives = match rest {
                Rest::Lost => false,
                Rest::Arrived | Rest::Torn => true,
                Rest::Shuffled => chance.percent(50),
            };
            if arrives {
                set(&mut names, file.clone(), *content);
            }
        }
        names.into_iter().map(|(file, at)| (file, found(&self.contents[at], rest, chance))).collect()
    }
}

fn set(names: &mut BTreeMap<String, usize>, file: String, content: Option<usize>) {
    match content {
        Some(content) => names.insert(file, content),
        None => names.remove(&file),
    };
}

fn found(content: &Content, rest: Rest, chance: &mut Chance) -> Vec<u8> {
    let mut bytes = content.flushed.clone();
    let last = content.waiting.len().saturating_sub(1);
    // Some disks lose nearly everything, some nearly nothing.
    let share = [10, 50, 90][chance.below(3) as usize];
    for (at, change) in content.waiting.iter().enumerate() {
        match (rest, change) {
            (Rest::Lost, _) => {}
            (Rest::Shuffled, Change::Length(_)) => {
                if chance.percent(share) {
                    apply(&mut bytes, change);
                }
            }
            (Rest::Shuffled, Change::Bytes { offset, bytes: written }) => {
                for (offset, sector) in sectors(*offset, written) {
                    if chance.percent(share) {
                        put(&mut bytes, offset, sector);
                    }
                }
            }
            (Rest::Torn, Change::Bytes { offset, bytes: written }) if at == last => {
                let sectors: Vec<_> = sectors(*offset, written).collect();
                let whole = chance.below(sectors.len() as u64 + 1) as usize;
                sectors[..whole].iter().for_each(|(offset, sector)| put(&mut bytes, *offset, sector));
            }
            (Rest::Arrived | Rest::Torn, _) => apply(&mut bytes, change),
        }
    }
    bytes
}

fn apply(content: &mut Vec<u8>, change: &Change) {
    match change {
        Change::Bytes { offset, bytes } => put(content, *offset, bytes),
        Change::Length(length) => content.resize(*length as usize, 0),
    }
}

fn put(content: &mut Vec<u8>, offset: u64, bytes: &[u8]) {
    let (from, to) = (offset as usize, offset as usize + bytes.len());
    if content.len() < to {
        content.resize(to, 0);
    }
    content[from..to].copy_from_slice(bytes);
}

/// The parts of a write that lie in one sector each.
fn sectors(offset: u64, bytes: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = offset + at as u64;
        let room = (SECTOR - start % SECTOR) as usize;
        let end = bytes.len().min(at + room);
        let part = &bytes[at..end];
        at = end;
        (!part.is_empty()).then_some((start, part))
    })
}

#[test]
fn what_was_flushed_stays_and_the_rest_may_go() {
    let (mut disk, mut chance) = (Disk::default(), Chance::new(1));
    let wrote = |bytes: &[u8]| Event::Wrote { file: "a".into(), offset: 0, bytes: bytes.to_vec() };
    disk.take(&Event::Opened("a".into()));
    disk.take(&wrote(b"one"));
    disk.take(&Event::Flushed("a".into()));
    assert_eq!(disk.cut(Rest::Lost, &mut chance).len(), 0, "its name was not flushed");
    disk.take(&Event::FolderFlushed);
    disk.take(&wrote(&[7; 2_000]));
    assert_eq!(disk.cut(Rest::Lost, &mut chance)["a"], b"one");
    assert_eq!(disk.cut(Rest::Arrived, &mut chance)["a"], [7; 2_000]);
    let torn = &disk.cut(Rest::Torn, &mut chance)["a"];
    assert!(torn.len() == 3 || torn.len() % 512 == 0 || torn.len() == 2_000);
}
