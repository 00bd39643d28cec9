//! What a failed disk or a bad file is to the hiker.

use std::io::{Error, ErrorKind};

use sente_core::packs::PackRefused;
use tiles::read::{HeaderError, HeightsError, PackError, SourceError, TileError, Unfit};

/// `needed`: bytes that were to be written.
pub fn of_disk(error: &Error, needed: u64, free: Option<u64>) -> PackRefused {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            PackRefused::NoRoom { needed, free }
        }
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
            PackRefused::ReadOnly { detail: error.to_string() }
        }
        _ => PackRefused::failed(error),
    }
}

/// Reading the hiker's own file failed.
pub fn of_source(error: &Error) -> PackRefused {
    match error.kind() {
        ErrorKind::NotFound => PackRefused::Gone,
        _ => PackRefused::failed(error),
    }
}

pub fn of_pack(error: &PackError) -> PackRefused {
    let detail = sente_core::with_causes(error);
    match error {
        PackError::Header(HeaderError::NotAPack { .. } | HeaderError::Version { .. }) => {
            PackRefused::NotAPack { detail }
        }
        PackError::Source(SourceError::Host { .. }) => PackRefused::Gone,
        _ => PackRefused::Damaged { detail },
    }
}

pub fn of_unfit(error: &Unfit) -> PackRefused {
    match error {
        Unfit::Pack(error) => of_pack(error),
        other => PackRefused::NotAPack { detail: sente_core::with_causes(other) },
    }
}

pub fn of_heights(error: &HeightsError) -> PackRefused {
    match error {
        HeightsError::Tile(TileError::Pack(error)) => of_pack(error),
        other => PackRefused::Damaged { detail: sente_core::with_causes(other) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_and_a_read_only_disk_are_told_apart() {
        let of = |kind: ErrorKind| of_disk(&Error::from(kind), 10, Some(3));
        assert_eq!(of(ErrorKind::StorageFull), PackRefused::NoRoom { needed: 10, free: Some(3) });
        assert!(matches!(of(ErrorKind::ReadOnlyFilesystem), PackRefused::ReadOnly { .. }));
        assert!(matches!(of(ErrorKind::PermissionDenied), PackRefused::ReadOnly { .. }));
        assert!(matches!(of(ErrorKind::TimedOut), PackRefused::Failed { .. }));
        assert_eq!(of_source(&Error::from(ErrorKind::NotFound)), PackRefused::Gone);
    }
}
