//! Applies a file of changes to a pack in its place: the space needed is that of the changed part and 16 kB.
//!
//! Changed tiles, the metadata and new leaf directories are added at the end; then the first 16 kB (header and root
//! directory) are written over. An undo journal beside the pack makes this safe. The order is
//!
//! 1. write the journal (the old head, the old length), sync;
//! 2. append to the pack, sync;
//! 3. write over the head of the pack, sync;
//! 4. empty the journal, sync.
//!
//! Why a cut at any moment leaves the old pack or the new one: the pack is touched only in 2 and 3, that is after the
//! journal is safe and before it is emptied. So while the journal is whole, everything that differs from the old pack is
//! its head, which the journal holds, and what lies beyond its old length, which is cut off: [`recover`] makes the old
//! pack. While the journal is not whole (torn in 1 or in 4; its checksum tells), the pack is wholly old or wholly new and
//! is left alone. Rolling back touches the same two places, so it may itself be cut and begun again. A journal that lies
//! beside another pack than its own is told by the hash of the bytes that are never written over, and does nothing.
//!
//! Changes that were fetched need not be copied at all: they may lie behind the pack already ([`update_behind`]), or be laid
//! behind it where a host can join files ([`overlay`]). Both make the same bytes: old pack, changes, new directories.
//!
//! What no tile uses any more stays in the file as waste until [`super::extract()`] writes a compact pack. Such a file is
//! another one than the pack that the changes lead to, tile by tile the same; the next changes fit it all the same,
//! because its tidy form ([`pieces::tidy`]) is read in place of it.

use std::collections::{HashMap, HashSet};

use super::delta::{DeltaError, Head, Whole, steps};
use crate::gzip::gzip;
use crate::read::split::split;
use crate::read::walk::Met;
use crate::read::{
    Compression, Entry, HEAD, HEADER, Header, Pack, PackError, Part, Section, Source, SourceError,
};

#[cfg(feature = "map")]
pub mod file;
mod pieces;
pub mod store;
mod undo;

use pieces::{From, Pieces, tidy};
pub use store::Store;
use undo::{Undo, hash};

/// Bytes that belong together but lie apart are joined in memory, up to this many in all.
const JOINED_MAX: usize = 64 << 20;
/// Bytes are copied in pieces of this length.
const PIECE: u64 = 1 << 20;

#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    #[error(transparent)]
    Delta(#[from] DeltaError),
    #[error("could not read a pack")]
    Pack(#[from] PackError),
    #[error(transparent)]
    Source(#[from] SourceError),
    #[error("the pack has too little room before its first tile for a new directory")]
    NoRoom,
    #[error("the update was stopped; the pack is as it was")]
    Stopped,
}

/// What [`recover`] found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recovery {
    /// No update had been interrupted.
    Nothing,
    /// The pack is again what it was before the update.
    RolledBack,
    /// The journal was of another pack; it is gone, the pack is left alone.
    Strange,
}

/// What an update did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Updated {
    /// The length of the pack now.
    pub bytes: u64,
    pub appended: u64,
    /// Bytes that no tile uses any more.
    pub waste: u64,
}

/// What will be written; nothing of it was yet.
struct Plan {
    undo: Undo,
    append: Vec<Addition>,
    head: Vec<u8>,
    updated: Updated,
}

enum Addition {
    Fresh(Section),
    Own(Vec<u8>),
}

/// What turns a pack with a whole file of changes behind it into the new pack; nothing else of it is touched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay {
    /// Stands in the place of as many bytes at the beginning.
    pub head: Vec<u8>,
    /// Comes behind the changes.
    pub tail: Vec<u8>,
}

/// Where the new bytes of the changes are once the update is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fresh {
    /// Copied to the end of the pack.
    Copied,
    /// In the changes, which lie whole behind the pack.
    Behind,
}

/// Whether these changes are for this pack, as it is or in its tidy form.
pub fn fits(pack: &impl Source, delta: &impl Source) -> Result<bool, UpdateError> {
    let head = Head::read(delta)?;
    Ok(view(pack, &head)?.is_some())
}

/// Applies the changes. `going` hears how many of how many bytes are written and says whether to go on. On an error the
/// pack is as it was, or will be after [`recover`].
pub fn update<P: Store, J: Store>(
    pack: &mut P,
    journal: &mut J,
    delta: &impl Source,
    going: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Updated, UpdateError> {
    recover(pack, journal)?;
    let plan = plan(pack, delta, Fresh::Copied)?;
    follow(plan, pack, journal, delta, going)
}

/// Applies the changes that lie behind the pack, from `length` on. On an error the pack is as it was, without them, or will be
/// after [`recover`]; where they are not for this pack, nothing is touched.
pub fn update_behind<P: Store, J: Store>(
    pack: &mut P,
    journal: &mut J,
    length: u64,
) -> Result<Updated, UpdateError> {
    recover(pack, journal)?;
    let rest = pack.len().checked_sub(length).ok_or(DeltaError::NotADelta)?;
    let (old, delta) = (Part::of(&*pack, 0, length), Part::of(&*pack, length, rest));
    let plan = plan(&old, &delta, Fresh::Behind)?;
    // All that is added was made up: the changes are where they belong.
    follow(plan, pack, journal, &[0_u8; 0][..], &mut |_, _| true)
}

/// What makes the new pack of the old one and the changes behind it.
pub fn overlay(pack: &dyn Source, delta: &impl Source) -> Result<Overlay, UpdateError> {
    let Plan { append, head, .. } = plan(pack, delta, Fresh::Behind)?;
    let own = append.into_iter().filter_map(|addition| match addition {
        Addition::Own(bytes) => Some(bytes),
        Addition::Fresh(_) => None,
    });
    Ok(Overlay { head, tail: own.collect::<Vec<_>>().concat() })
}

fn follow<P: Store, J: Store, D: Source + ?Sized>(
    plan: Plan,
    pack: &mut P,
    journal: &mut J,
    delta: &D,
    going: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Updated, UpdateError> {
    journal.cut(0)?;
    journal.append(&plan.undo.to_bytes())?;
    journal.sync()?;
    let written = carry_out(&plan, pack, delta, going);
    if let Err(error) = written {
        recover(pack, journal)?;
        return Err(error);
    }
    journal.cut(0)?;
    journal.sync()?;
    Ok(plan.updated)
}

/// Ends what an update that was cut left behind: to be called before a pack is opened that has a journal beside it.
pub fn recover<P: Store, J: Store>(pack: &mut P, journal: &mut J) -> Result<Recovery, SourceError> {
    let Some(undo) = Undo::read(journal)? else {
        if !journal.is_empty() {
            journal.cut(0)?;
            journal.sync()?;
        }
        return Ok(Recovery::Nothing);
    };
    let ours = undo.belongs_to(pack)?;
    if ours {
        undo.roll_back(pack)?;
    }
    journal.cut(0)?;
    journal.sync()?;
    Ok(if ours { Recovery::RolledBack } else { Recovery::Strange })
}

fn carry_out<P: Store, D: Source + ?Sized>(
    plan: &Plan,
    pack: &mut P,
    delta: &D,
    going: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(), UpdateError> {
    let mut done = 0;
    for addition in &plan.append {
        match addition {
            Addition::Own(bytes) => {
                pack.append(bytes)?;
                done += bytes.len() as u64;
            }
            Addition::Fresh(place) => {
                let mut at = 0;
                while at < place.length {
                    let bytes = delta.read(place.offset + at, PIECE.min(place.length - at) as usize)?;
                    pack.append(&bytes)?;
                    at += bytes.len() as u64;
                    done += bytes.len() as u64;
                    if !going(done, plan.updated.appended) {
                        return Err(UpdateError::Stopped);
                    }
                }
            }
        }
    }
    pack.sync()?;
    pack.overwrite(0, &plan.head)?;
    Ok(pack.sync()?)
}

/// The bytes that the changes are for: the pack as it is, or in its tidy form; `None` where they are for neither.
fn view<'a>(pack: &'a dyn Source, head: &Head) -> Result<Option<Pieces<'a>>, UpdateError> {
    if pack.len() == head.old.length && Whole::of(&pack)? == head.old {
        let mut whole = Pieces::of(pack, pack);
        whole.push(From::Old, Section { offset: 0, length: pack.len() });
        return Ok(Some(whole));
    }
    let open = Pack::open(pack)?;
    if open.header().clustered {
        return Ok(None);
    }
    let tidied = tidy(&open, pack)?;
    Ok((tidied.len() == head.old.length && Whole::of(&tidied)? == head.old).then_some(tidied))
}

fn plan(pack: &dyn Source, delta: &impl Source, fresh: Fresh) -> Result<Plan, UpdateError> {
    let head = Head::read(delta)?;
    let old = view(pack, &head)?.ok_or(DeltaError::OtherPack)?;
    // The new pack, read where its pieces lie.
    let mut new = Pieces::of(&old, delta);
    for step in steps(&old, delta)? {
        new.push(From::Delta, step.fresh);
        new.push(From::Old, step.old);
    }
    if Whole::of(&new)? != head.new {
        return Err(DeltaError::Result.into());
    }
    let present = Pack::open(pack)?;
    let room = present.header().tiles.offset.min(HEAD);
    let tiles = present.header().tiles.offset;
    if room < HEADER as u64 || tiles > pack.len() {
        return Err(UpdateError::NoRoom);
    }
    let behind = match fresh {
        Fresh::Copied => None,
        Fresh::Behind => Some(pack.len()),
    };
    let end = pack.len().saturating_add(behind.map_or(0, |_| delta.len()));
    let mut adding = Adding { append: Vec::new(), end, joined: 0, behind };
    let after = Pack::open(&new)?;
    let header = after.header();
    let mut entries = Vec::new();
    let mut known: HashMap<u64, u64> = HashMap::new();
    for met in after.walk() {
        let Met::Run(run) = met? else { continue };
        let Entry { offset, length, .. } = run.entry;
        let place = match known.get(&offset) {
            Some(place) => *place,
            None => {
                let whole =
                    Section { offset: header.tiles.offset.saturating_add(offset), length: u64::from(length) };
                let kept = new.place(whole).filter(|(from, _)| *from == From::Old);
                let kept = kept.and_then(|(_, at)| old.place(Section { offset: at, ..whole }));
                let place = match kept {
                    Some((From::Old, at)) if at >= tiles => at,
                    _ => adding.add(&new, whole)?,
                };
                known.insert(offset, place - tiles);
                place - tiles
            }
        };
        entries.push(Entry { offset: place, ..run.entry });
    }
    let tiles = Section { offset: tiles, length: adding.end - tiles };
    let metadata_at = adding.end;
    if header.internal == Compression::None {
        // Our directories are packed, and there is one word for both.
        let plain = header.metadata;
        adding.own(gzip(&new.read(plain.offset, usize::try_from(plain.length).unwrap_or(usize::MAX))?, 9));
    } else {
        // Among the tiles it may not stay: the sections of a pack do not overlap.
        match fresh {
            Fresh::Copied => adding.add(&new, header.metadata)?,
            Fresh::Behind => adding.join(&new, header.metadata)?,
        };
    }
    let metadata = Section { offset: metadata_at, length: adding.end - metadata_at };
    let directories = split(&entries, room as usize - HEADER);
    if directories.root.len() > room as usize - HEADER {
        return Err(UpdateError::NoRoom);
    }
    let leaves = Section { offset: adding.end, length: directories.leaves.len() as u64 };
    adding.own(directories.leaves);
    let root = Section { offset: HEADER as u64, length: directories.root.len() as u64 };
    let header = Header {
        root,
        metadata,
        leaves,
        tiles,
        clustered: false,
        internal: Compression::Gzip,
        ..header.clone()
    };
    let bytes = adding.end;
    let used: HashSet<(u64, u32)> = entries.iter().map(|entry| (entry.offset, entry.length)).collect();
    let used: u64 = used.iter().map(|(_, length)| u64::from(*length)).sum();
    let undo = Undo {
        length: pack.len(),
        head: pack.read(0, room as usize)?.into_owned(),
        rest: hash(&pack, room, pack.len())?,
    };
    Ok(Plan {
        undo,
        append: adding.append,
        head: [&header.to_bytes()[..], &directories.root].concat(),
        updated: Updated { bytes, appended: bytes - pack.len(), waste: tiles.length.saturating_sub(used) },
    })
}

/// What is added at the end, as it grows.
struct Adding {
    append: Vec<Addition>,
    end: u64,
    joined: usize,
    /// Where the changes begin that lie behind the pack.
    behind: Option<u64>,
}

impl Adding {
    /// Adds a part of the new pack; says where it will lie.
    fn add(&mut self, new: &Pieces, part: Section) -> Result<u64, UpdateError> {
        let at = self.end;
        match (new.place(part), self.behind) {
            (Some((From::Delta, offset)), Some(begin)) => return Ok(begin.saturating_add(offset)),
            (Some((From::Delta, offset)), None) => {
                let length = part.length;
                match self.append.last_mut() {
                    Some(Addition::Fresh(last)) if last.end() == Some(offset) => last.length += length,
                    _ => self.append.push(Addition::Fresh(Section { offset, length })),
                }
                self.end += length;
            }
            _ => return self.join(new, part),
        }
        Ok(at)
    }

    /// Adds a part of the new pack as bytes of our own.
    fn join(&mut self, new: &Pieces, part: Section) -> Result<u64, UpdateError> {
        let at = self.end;
        let length = usize::try_from(part.length).unwrap_or(usize::MAX);
        self.joined = self.joined.saturating_add(length);
        if self.joined > JOINED_MAX {
            return Err(DeltaError::Step { step: 0 }.into());
        }
        self.own(new.read(part.offset, length)?.into_owned());
        Ok(at)
    }

    fn own(&mut self, bytes: Vec<u8>) {
        self.end += bytes.len() as u64;
        self.append.push(Addition::Own(bytes));
    }
}
