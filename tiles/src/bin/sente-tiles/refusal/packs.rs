//! Why packs, changes and pictures could not be read or written.

use std::error::Error;

use tiles::pack::ExtractError;
use tiles::pack::delta::{DeltaError, PatchFileError};
use tiles::pack::publish::PublishError;
use tiles::pack::update::UpdateError;
use tiles::pack::update::file::UpdateFileError;
use tiles::picture::PictureError;
use tiles::read::mapped::CouldNotOpen;
use tiles::read::{HeaderError, PackError, SourceError, TileError, Unfit};
use tiles::write::{WholeError, WriteError};

use crate::speech::Speech;

pub fn known(cause: &(dyn Error + 'static), speech: &Speech) -> Option<String> {
    if let Some(error) = cause.downcast_ref() {
        return of_pack(error, speech);
    }
    if let Some(error) = cause.downcast_ref() {
        return of_tile(error, speech);
    }
    if let Some(CouldNotOpen { path, .. }) = cause.downcast_ref() {
        return Some(speech.about("no-read", path));
    }
    if let Some(error) = cause.downcast_ref() {
        return of_writing(error, speech);
    }
    if let Some(error) = cause.downcast_ref() {
        return of_whole(error, speech);
    }
    if let Some(error) = cause.downcast_ref() {
        return of_changes(error, speech);
    }
    if let Some(error) = cause.downcast_ref() {
        return match error {
            PatchFileError::Delta(error) => of_changes(error, speech),
            PatchFileError::Whole(error) => of_whole(error, speech),
        };
    }
    if let Some(error) = cause.downcast_ref() {
        return of_update(error, speech);
    }
    if let Some(error) = cause.downcast_ref() {
        return match error {
            ExtractError::Outside => Some(speech.text("pack-no-such-box")),
            ExtractError::Zooms(zooms) => {
                let [least, most] = [zooms.start(), zooms.end()].map(ToString::to_string);
                Some(speech.say("pack-no-such-zooms", &[("least", &least), ("most", &most)]))
            }
            ExtractError::Read(error) => of_pack(error, speech),
            ExtractError::Write(error) => of_writing(error, speech),
        };
    }
    if let Some(error) = cause.downcast_ref() {
        return of_picture(error, speech);
    }
    if let Some(error) = cause.downcast_ref() {
        return of_publishing(error, speech);
    }
    match cause.downcast_ref()? {
        Unfit::Pack(error) => of_pack(error, speech),
        _ => Some(speech.text("pack-unfit")),
    }
}

fn of_pack(error: &PackError, speech: &Speech) -> Option<String> {
    let damaged = |offset: u64| speech.say("pack-damaged", &[("offset", &offset.to_string())]);
    Some(match error {
        PackError::Header(HeaderError::Short { size }) => {
            speech.say("pack-short", &[("size", &size.to_string())])
        }
        PackError::Header(HeaderError::NotAPack { .. }) => speech.text("pack-not-one"),
        PackError::Header(HeaderError::Version { version }) => {
            speech.say("pack-other-version", &[("version", &version.to_string())])
        }
        PackError::Source(error) => return of_source(error, speech),
        PackError::Compression { .. } => speech.text("pack-other-packing"),
        PackError::Place { offset, .. }
        | PackError::Gzip { offset, .. }
        | PackError::Directory { offset, .. }
        | PackError::TooDeep { offset }
        | PackError::Strayed { offset }
        | PackError::Metadata { offset, .. } => damaged(*offset),
    })
}

fn of_source(error: &SourceError, speech: &Speech) -> Option<String> {
    matches!(error, SourceError::Beyond { .. }).then(|| speech.text("pack-cut"))
}

fn of_tile(error: &TileError, speech: &Speech) -> Option<String> {
    match error {
        TileError::Pack(error) => of_pack(error, speech),
        TileError::Unpack { tile, .. } => Some(speech.say("tile-damaged", &[("tile", &tile.to_string())])),
    }
}

fn of_writing(error: &WriteError, speech: &Speech) -> Option<String> {
    match error {
        WriteError::Io { path, .. } => Some(speech.about("no-write", path)),
        WriteError::Whole(error) => of_whole(error, speech),
        WriteError::Order { .. } | WriteError::Length { .. } | WriteError::Metadata(_) => None,
    }
}

fn of_whole(error: &WholeError, speech: &Speech) -> Option<String> {
    let (WholeError::NoName { path } | WholeError::Begin { path, .. } | WholeError::Finish { path, .. }) =
        error;
    Some(speech.about("no-write", path))
}

fn of_changes(error: &DeltaError, speech: &Speech) -> Option<String> {
    Some(match error {
        DeltaError::NotADelta => speech.text("delta-not-one"),
        DeltaError::Version { version } => {
            speech.say("delta-other-version", &[("version", &version.to_string())])
        }
        DeltaError::Length { size, wanted } => {
            speech.say("delta-cut", &[("size", &size.to_string()), ("wanted", &wanted.to_string())])
        }
        DeltaError::OtherPack => speech.text("delta-other-pack"),
        DeltaError::Packed(_) | DeltaError::Step { .. } | DeltaError::Result => speech.text("delta-damaged"),
        DeltaError::Pack(error) => return of_pack(error, speech),
        DeltaError::Source(error) => return of_source(error, speech),
        DeltaError::Write(_) => return None,
    })
}

fn of_update(error: &UpdateFileError, speech: &Speech) -> Option<String> {
    match error {
        UpdateFileError::Open { path, .. } => Some(speech.about("update-open", path)),
        UpdateFileError::Busy { path } => Some(speech.about("update-busy", path)),
        UpdateFileError::Update(error) => match error {
            UpdateError::Delta(error) => of_changes(error, speech),
            UpdateError::Pack(error) => of_pack(error, speech),
            UpdateError::Source(error) => of_source(error, speech),
            UpdateError::NoRoom => Some(speech.text("update-no-room")),
            UpdateError::Stopped => Some(speech.text("update-stopped")),
        },
    }
}

fn of_picture(error: &PictureError, speech: &Speech) -> Option<String> {
    Some(match error {
        PictureError::NoLine => speech.text("picture-no-line"),
        PictureError::Relief => speech.text("picture-relief"),
        PictureError::TooMuch => speech.text("picture-too-much"),
        PictureError::Unfit(_) => speech.text("no-map"),
        PictureError::Stored(error) => return of_tile(error, speech),
        PictureError::Tile { tile, .. } => speech.say("tile-damaged", &[("tile", &tile.to_string())]),
    })
}

fn of_publishing(error: &PublishError, speech: &Speech) -> Option<String> {
    Some(match error {
        PublishError::Open(CouldNotOpen { path, .. }) => speech.about("no-read", path),
        PublishError::Pack { path, .. }
        | PublishError::Unfit { path, .. }
        | PublishError::Changes { path, .. } => speech.about("publish-file", path),
        PublishError::Untitled { path } => speech.about("publish-untitled", path),
        PublishError::Twice { one, other } => {
            let [one, other] = [one, other].map(|path| path.display().to_string());
            speech.say("publish-twice", &[("file", &one), ("other", &other)])
        }
        PublishError::LeadsNowhere { path } => speech.about("publish-nowhere", path),
        PublishError::Folder { path, .. } => speech.about("no-folder", path),
        PublishError::Copy { path, .. } => speech.about("no-write", path),
        PublishError::Whole(error) => return of_whole(error, speech),
    })
}
