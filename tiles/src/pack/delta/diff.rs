//! Finds what changed: contents that the old pack has are named by their place, the others are taken along.

use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{DeltaError, Head, PIECE, Whole};
use crate::gzip::gzip;
use crate::read::walk::Met;
use crate::read::{Pack, PackError, Run, Section, Source};

/// By the first half of the SHA-256.
type Key = [u8; 16];

/// How many tiles differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    pub added: u64,
    pub removed: u64,
    pub changed: u64,
    pub same: u64,
}

/// What was found, to be written.
#[derive(Debug)]
pub struct Delta<'a, S> {
    new: &'a Pack<S>,
    head: Head,
    steps: Vec<u8>,
    /// The parts of the new pack that are taken along, in order.
    fresh: Vec<Section>,
    pub changes: Changes,
}

/// One copy: new bytes, then old ones.
struct Step {
    fresh: u64,
    old: Section,
}

/// Compares two packs. Both are read whole.
pub fn diff<'a, O: Source, N: Source>(old: &Pack<O>, new: &'a Pack<N>) -> Result<Delta<'a, N>, DeltaError> {
    let (before, after) = (Contents::of(old)?, Contents::of(new)?);
    let changes = changes(&before, &after);
    let (steps, fresh) = plan(old.source(), &before, new.source(), &after)?;
    let steps = gzip(&packed(&steps), 9);
    let head = Head {
        old: Whole::of(old.source())?,
        new: Whole::of(new.source())?,
        steps: steps.len() as u64,
        fresh: fresh.iter().map(|piece| piece.length).sum(),
    };
    Ok(Delta { new, head, steps, fresh, changes })
}

impl<S: Source> Delta<'_, S> {
    /// How long the file of changes is.
    pub fn length(&self) -> u64 {
        super::HEAD as u64 + self.head.steps + self.head.fresh
    }

    pub fn write(&self, out: &mut impl Write) -> Result<(), DeltaError> {
        out.write_all(&self.head.to_bytes()).map_err(DeltaError::Write)?;
        out.write_all(&self.steps).map_err(DeltaError::Write)?;
        for piece in &self.fresh {
            let mut at = 0;
            while at < piece.length {
                let bytes =
                    self.new.source().read(piece.offset + at, PIECE.min(piece.length - at) as usize)?;
                out.write_all(&bytes).map_err(DeltaError::Write)?;
                at += bytes.len() as u64;
            }
        }
        Ok(())
    }
}

/// The pieces of a pack (directories, metadata, tiles) by place, and its tiles by number.
struct Contents {
    pieces: BTreeMap<u64, (u64, Key)>,
    runs: Vec<(Run, Key)>,
}

impl Contents {
    fn of<S: Source>(pack: &Pack<S>) -> Result<Contents, DeltaError> {
        let (header, source) = (pack.header(), pack.source());
        let mut contents = Contents { pieces: BTreeMap::new(), runs: Vec::new() };
        for section in [header.root, header.metadata] {
            contents.piece(source, section)?;
        }
        for met in pack.walk() {
            let (start, entry, run) = match met? {
                Met::Leaf(leaf) => (header.leaves.offset, leaf.entry, None),
                Met::Run(run) => (header.tiles.offset, run.entry, Some(run)),
            };
            let length = u64::from(entry.length);
            let offset = start.checked_add(entry.offset).ok_or(PackError::Place {
                what: "a tile",
                offset: entry.offset,
                length,
            })?;
            let key = contents.piece(source, Section { offset, length })?;
            contents.runs.extend(run.map(|run| (run, key)));
        }
        Ok(contents)
    }

    fn piece(&mut self, source: &impl Source, place: Section) -> Result<Key, DeltaError> {
        match self.pieces.get(&place.offset) {
            Some((length, key)) if *length == place.length => Ok(*key),
            _ => {
                // A source that must allocate is asked only for what it has.
                if place.end().is_none_or(|end| end > source.len()) {
                    let Section { offset, length } = place;
                    return Err(PackError::Place { what: "a piece of the pack", offset, length }.into());
                }
                let digest = Sha256::digest(source.read(place.offset, place.length as usize)?);
                let key = std::array::from_fn(|index| digest[index]);
                if place.length > 0 {
                    self.pieces.insert(place.offset, (place.length, key));
                }
                Ok(key)
            }
        }
    }
}

/// Walks both lists of runs at once.
fn changes(old: &Contents, new: &Contents) -> Changes {
    let mut changes = Changes::default();
    let spans = |contents: &Contents| -> Vec<(u64, u64, Key)> {
        let span = |(run, key): &(Run, Key)| {
            (run.entry.first, run.entry.first.saturating_add(u64::from(run.entry.run)), *key)
        };
        contents.runs.iter().map(span).collect()
    };
    let (old, new) = (spans(old), spans(new));
    let (mut left, mut right) = (old.iter().copied().peekable(), new.iter().copied().peekable());
    let mut at = 0_u64;
    loop {
        // What is before the current number is dealt with.
        while left.next_if(|(_, end, _)| *end <= at).is_some() {}
        while right.next_if(|(_, end, _)| *end <= at).is_some() {}
        let (one, two) = (left.peek().copied(), right.peek().copied());
        let starts = [one, two].into_iter().flatten().map(|(first, ..)| first.max(at));
        let Some(start) = starts.min() else { return changes };
        let inside = |span: Option<(u64, u64, Key)>| span.filter(|(first, ..)| *first <= start);
        let edges = [one, two].into_iter().flatten().flat_map(|(first, end, _)| [first, end]);
        let end = edges.filter(|edge| *edge > start).min().unwrap_or(start + 1);
        let count = match (inside(one), inside(two)) {
            (Some((.., before)), Some((.., after))) if before == after => &mut changes.same,
            (Some(_), Some(_)) => &mut changes.changed,
            (Some(_), None) => &mut changes.removed,
            (None, _) => &mut changes.added,
        };
        *count = count.saturating_add(end - start);
        at = end;
    }
}

fn plan(
    old: &impl Source,
    before: &Contents,
    new: &impl Source,
    after: &Contents,
) -> Result<(Vec<Step>, Vec<Section>), DeltaError> {
    // Equal pieces: the first place wins.
    let mut known: HashMap<(u64, Key), u64> = HashMap::new();
    for (offset, (length, key)) in before.pieces.iter().rev() {
        known.insert((*length, *key), *offset);
    }
    let mut plan = Plan::default();
    let mut at = 0;
    for (offset, (length, key)) in &after.pieces {
        // Pieces of a strange pack may overlap; what is covered already is not covered again.
        if *offset < at {
            continue;
        }
        plan.between(old, new, at, *offset)?;
        match known.get(&(*length, *key)) {
            Some(place) => plan.copy(Section { offset: *place, length: *length }),
            None => plan.take(Section { offset: *offset, length: *length }),
        }
        at = offset + length;
    }
    plan.between(old, new, at, new.len())?;
    Ok(plan.close())
}

#[derive(Default)]
struct Plan {
    steps: Vec<Step>,
    fresh: Vec<Section>,
    waiting: u64,
}

impl Plan {
    /// Bytes of the new pack that are taken along.
    fn take(&mut self, piece: Section) {
        self.waiting += piece.length;
        match self.fresh.last_mut() {
            Some(last) if last.end() == Some(piece.offset) => last.length += piece.length,
            _ if piece.length > 0 => self.fresh.push(piece),
            _ => {}
        }
    }

    /// Bytes of the old pack.
    fn copy(&mut self, piece: Section) {
        match self.steps.last_mut() {
            Some(last) if self.waiting == 0 && last.old.end() == Some(piece.offset) => {
                last.old.length += piece.length;
            }
            _ => self.steps.push(Step { fresh: std::mem::take(&mut self.waiting), old: piece }),
        }
    }

    /// Bytes between the pieces, mostly the free place behind the root directory: where they end as in the old pack,
    /// that end is copied.
    fn between(
        &mut self,
        old: &impl Source,
        new: &impl Source,
        from: u64,
        to: u64,
    ) -> Result<(), DeltaError> {
        let from_same = if to <= old.len() && to - from <= PIECE {
            let (one, two) = (old.read(from, (to - from) as usize)?, new.read(from, (to - from) as usize)?);
            let equal = one.iter().rev().zip(two.iter().rev()).take_while(|(one, two)| one == two).count();
            to - equal as u64
        } else {
            to
        };
        self.take(Section { offset: from, length: from_same - from });
        if from_same < to {
            self.copy(Section { offset: from_same, length: to - from_same });
        }
        Ok(())
    }

    fn close(mut self) -> (Vec<Step>, Vec<Section>) {
        if self.waiting > 0 {
            self.copy(Section { offset: 0, length: 0 });
        }
        (self.steps, self.fresh)
    }
}

fn packed(steps: &[Step]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut put = |mut number: u64| {
        while number >= 0x80 {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    };
    let mut end = 0_u64;
    for step in steps {
        put(step.fresh);
        put(step.old.length);
        put((step.old.offset.abs_diff(end) << 1) | u64::from(step.old.offset < end));
        end = step.old.offset + step.old.length;
    }
    bytes
}
