//! Makes the new pack out of the old one and the changes. Any file of changes is applied or refused.

use std::io::Write;

use sha2::{Digest, Sha256};

use super::{DeltaError, HEAD, Head, PIECE, STEPS_MAX, Whole};
use crate::gzip::gunzip;
use crate::read::{Section, Source};

/// A new pack that repeats the same old bytes may be so many times larger than what it is made of.
const REPEATS_MAX: u64 = 16;

/// One copy: new bytes by their place in the file of changes, then old ones by their place in the old pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Copy {
    pub fresh: Section,
    pub old: Section,
}

/// What makes the new pack, every place held against both files. The old pack is taken for the right one here.
pub fn steps(old: &impl Source, delta: &impl Source) -> Result<Vec<Copy>, DeltaError> {
    let head = Head::read(delta)?;
    // A pack is hardly ever larger than both together: steps that repeat themselves do not fill the disk.
    if head.new.length / REPEATS_MAX > head.old.length.saturating_add(head.fresh)
        || head.steps > STEPS_MAX as u64
    {
        return Err(DeltaError::Step { step: 0 });
    }
    let packed = delta.read(HEAD as u64, head.steps as usize)?;
    let packed = gunzip(&packed, STEPS_MAX).map_err(DeltaError::Packed)?;
    let mut numbers = Numbers { rest: &packed };
    let mut steps = Vec::new();
    let (mut fresh_at, mut old_at, mut left) = (HEAD as u64 + head.steps, 0_u64, head.new.length);
    while !numbers.rest.is_empty() {
        let wrong = DeltaError::Step { step: steps.len() };
        let (Some(fresh), Some(length), Some(jump)) = (numbers.next(), numbers.next(), numbers.next()) else {
            return Err(wrong);
        };
        let rest = fresh.checked_add(length).and_then(|both| left.checked_sub(both));
        let offset = match jump & 1 {
            0 => old_at.checked_add(jump >> 1),
            _ => old_at.checked_sub(jump >> 1),
        };
        let place = offset.map(|offset| Section { offset, length });
        let place = place.filter(|place| place.end().is_some_and(|end| end <= old.len()));
        let (Some(place), Some(rest)) = (place, rest.filter(|_| fresh <= delta.len() - fresh_at)) else {
            return Err(wrong);
        };
        steps.push(Copy { fresh: Section { offset: fresh_at, length: fresh }, old: place });
        fresh_at += fresh;
        old_at = place.offset + length;
        left = rest;
    }
    if left > 0 || fresh_at < delta.len() { Err(DeltaError::Result) } else { Ok(steps) }
}

/// Writes the new pack. On an error what was written is worthless: write to a place that can be dropped.
pub fn apply(old: &impl Source, delta: &impl Source, out: &mut impl Write) -> Result<(), DeltaError> {
    let head = Head::read(delta)?;
    if head.old.length != old.len() || head.old != Whole::of(old)? {
        return Err(DeltaError::OtherPack);
    }
    let mut target = Target { out, digest: Sha256::new() };
    for Copy { fresh, old: kept } in steps(old, delta)? {
        target.copy(delta, fresh)?;
        target.copy(old, kept)?;
    }
    let sha256: [u8; 32] = target.digest.finalize().into();
    if sha256 == head.new.sha256 { Ok(()) } else { Err(DeltaError::Result) }
}

/// What is written, as it grows.
struct Target<'a, W> {
    out: &'a mut W,
    digest: Sha256,
}

impl<W: Write> Target<'_, W> {
    fn copy(&mut self, source: &impl Source, place: Section) -> Result<(), DeltaError> {
        let mut at = 0;
        while at < place.length {
            let piece = source.read(place.offset + at, PIECE.min(place.length - at) as usize)?;
            self.out.write_all(&piece).map_err(DeltaError::Write)?;
            self.digest.update(&piece);
            at += piece.len() as u64;
        }
        Ok(())
    }
}

struct Numbers<'a> {
    rest: &'a [u8],
}

impl Numbers<'_> {
    fn next(&mut self) -> Option<u64> {
        let mut number = 0_u64;
        for shift in (0..63).step_by(7) {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u64::from(byte & 0x7F) << shift;
            if *byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(feature = "build")]
mod file {
    use std::io::BufWriter;
    use std::path::Path;

    use super::{DeltaError, Source, Write, apply};
    use crate::write::{Unfinished, WholeError};

    #[derive(Debug, thiserror::Error)]
    pub enum PatchFileError {
        #[error(transparent)]
        Delta(#[from] DeltaError),
        #[error(transparent)]
        Whole(#[from] WholeError),
    }

    /// Makes the new pack in a file that appears when it is complete; `out` may be the old pack itself.
    pub fn patch_file(old: &impl Source, delta: &impl Source, out: &Path) -> Result<(), PatchFileError> {
        let mut file = BufWriter::with_capacity(1 << 20, Unfinished::beside(out)?);
        apply(old, delta, &mut file)?;
        file.flush().map_err(DeltaError::Write)?;
        let file = file.into_inner().map_err(|error| DeltaError::Write(error.into_error()))?;
        Ok(file.finish()?)
    }
}

#[cfg(feature = "build")]
pub use file::{PatchFileError, patch_file};
