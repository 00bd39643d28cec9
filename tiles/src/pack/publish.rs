//! Packs for a web server: a folder of plain files with a listing (`packs.json`) from which the app downloads. Every file
//! has its SHA-256 in its name, so that a name never means two things and any cache may keep it for ever; the listing
//! is written last and in one step.

use std::collections::BTreeSet;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::delta::{DeltaError, Head};
use crate::read::mapped::CouldNotOpen;
use crate::read::{About, Mapped, Pack, PackError, Unfit};
use crate::write::{Unfinished, WholeError};

/// The name of the listing.
pub const LISTING: &str = "packs.json";
const FORM: u32 = 1;
/// So many hexadecimal digits of the SHA-256 stand in a name.
const DIGITS: usize = 16;
/// A name without its digits and ending has at most so many letters.
const STEM_MAX: usize = 60;
const PIECE: usize = 1 << 20;

#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    #[error(transparent)]
    Open(#[from] CouldNotOpen),
    #[error("{path} cannot be published")]
    Pack {
        path: PathBuf,
        #[source]
        source: PackError,
    },
    #[error("{path} cannot be published")]
    Unfit {
        path: PathBuf,
        #[source]
        source: Unfit,
    },
    #[error("{path} cannot be published")]
    Changes {
        path: PathBuf,
        #[source]
        source: DeltaError,
    },
    #[error("{path} has no title; the app tells maps apart by title and kind")]
    Untitled { path: PathBuf },
    #[error(
        "{one} and {other} have the same title and kind; the app would take one for a newer version of the other"
    )]
    Twice { one: PathBuf, other: PathBuf },
    #[error("{path} leads to none of the packs that are published")]
    LeadsNowhere { path: PathBuf },
    #[error("could not make the folder {path}")]
    Folder {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error("could not copy {path}")]
    Copy {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    #[error(transparent)]
    Whole(#[from] WholeError),
}

/// The listing, as it is written.
#[derive(Debug, Serialize)]
pub struct Listing {
    #[serde(rename = "sente-packs")]
    form: u32,
    /// By title, kind, name.
    pub packs: Vec<Listed>,
    /// By name.
    pub changes: Vec<Changes>,
}

#[derive(Debug, Serialize)]
pub struct Listed {
    pub file: String,
    pub sha256: String,
    #[serde(flatten)]
    pub about: About,
}

/// A file of changes, from the pack of one SHA-256 to that of another.
#[derive(Debug, Serialize)]
pub struct Changes {
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
    pub from: String,
    pub to: String,
}

/// What was published.
#[derive(Debug, Serialize)]
pub struct Published {
    #[serde(flatten)]
    pub listing: Listing,
    /// Names of packs and changes that lie in the folder and are listed no more: whoever is just downloading one can
    /// still end; nobody begins any more.
    pub unlisted: Vec<String>,
}

/// Copies the packs and the changes into the folder and lists them, in the place of what was listed before.
pub fn publish(out: &Path, packs: &[PathBuf], changes: &[PathBuf]) -> Result<Published, PublishError> {
    let mut found: Vec<(About, &PathBuf)> = Vec::new();
    for path in packs {
        let about = look(path)?;
        let same = |(other, _): &&(About, _)| other.title == about.title && other.kind == about.kind;
        if let Some((_, other)) = found.iter().find(same) {
            return Err(PublishError::Twice { one: (*other).clone(), other: path.clone() });
        }
        found.push((about, path));
    }
    std::fs::create_dir_all(out).map_err(|source| PublishError::Folder { path: out.to_owned(), source })?;
    let mut listing = Listing { form: FORM, packs: Vec::new(), changes: Vec::new() };
    for (about, path) in found {
        let (file, sha256) = copy(path, out, "pmtiles")?;
        listing.packs.push(Listed { file, sha256, about });
    }
    for path in changes {
        let head = Head::read(&Mapped::open(path)?)
            .map_err(|source| PublishError::Changes { path: path.clone(), source })?;
        let (from, to) = (hex(&head.old.sha256), hex(&head.new.sha256));
        if listing.packs.iter().all(|pack| pack.sha256 != to) {
            return Err(PublishError::LeadsNowhere { path: path.clone() });
        }
        let bytes = std::fs::metadata(path).map_err(copying(path))?.len();
        let (file, sha256) = copy(path, out, "pmdelta")?;
        listing.changes.push(Changes { file, bytes, sha256, from, to });
    }
    let order = |pack: &Listed| (pack.about.title.clone(), pack.about.kind, pack.file.clone());
    listing.packs.sort_by_key(order);
    listing.changes.sort_by(|one, other| one.file.cmp(&other.file));
    listing.changes.dedup_by(|one, other| one.file == other.file);
    let mut text = serde_json::to_vec_pretty(&listing).expect("plain values always serialise");
    text.push(b'\n');
    let path = out.join(LISTING);
    let mut file = Unfinished::beside(&path)?;
    file.write_all(&text).map_err(copying(&path))?;
    file.finish()?;
    Ok(Published { unlisted: unlisted(out, &listing), listing })
}

fn look(path: &Path) -> Result<About, PublishError> {
    let failed = |source| PublishError::Pack { path: path.to_owned(), source };
    let pack = Pack::open(Mapped::open(path)?).map_err(failed)?;
    let about = pack.about().map_err(|source| PublishError::Unfit { path: path.to_owned(), source })?;
    pack.is_whole().map_err(failed)?;
    if about.title.is_empty() {
        return Err(PublishError::Untitled { path: path.to_owned() });
    }
    Ok(about)
}

/// Copies a file under a name that holds its SHA-256; answers both. A copy and no link: an update of the original in its place
/// (`patch --in-place`) would change what is published.
fn copy(path: &Path, out: &Path, ending: &str) -> Result<(String, String), PublishError> {
    let mut from = std::fs::File::open(path).map_err(copying(path))?;
    let stem = plain(&path.file_stem().unwrap_or_default().to_string_lossy());
    let mut to = Unfinished::beside(&out.join(format!("{stem}.{ending}")))?;
    let (mut digest, mut piece) = (Sha256::new(), vec![0; PIECE]);
    loop {
        let length = from.read(&mut piece).map_err(copying(path))?;
        if length == 0 {
            break;
        }
        digest.update(&piece[..length]);
        to.write_all(&piece[..length]).map_err(copying(path))?;
    }
    let sha256 = hex(&digest.finalize());
    let file = format!("{stem}-{}.{ending}", &sha256[..DIGITS]);
    to.finish_as(&out.join(&file))?;
    Ok((file, sha256))
}

fn copying(path: &Path) -> impl Fn(io::Error) -> PublishError {
    move |source| PublishError::Copy { path: path.to_owned(), source }
}

/// Small letters, digits and hyphens.
fn plain(text: &str) -> String {
    let mut name = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(STEM_MAX);
    let name = name.trim_end_matches('-');
    if name.is_empty() { "carte".to_owned() } else { name.to_owned() }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unlisted(out: &Path, listing: &Listing) -> Vec<String> {
    let packs = listing.packs.iter().map(|pack| pack.file.as_str());
    let listed: BTreeSet<&str> =
        packs.chain(listing.changes.iter().map(|changes| changes.file.as_str())).collect();
    let entries = std::fs::read_dir(out).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let ours =
        |name: &String| !name.starts_with('.') && (name.ends_with(".pmtiles") || name.ends_with(".pmdelta"));
    let mut rest: Vec<String> = names.filter(ours).filter(|name| !listed.contains(name.as_str())).collect();
    rest.sort();
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_for_the_server_is_plain() {
        assert_eq!(plain("Eure-et-Loir (2026)"), "eure-et-loir-2026");
        assert_eq!(plain("日本"), "carte");
        assert!(plain(&"é a".repeat(90)).len() <= STEM_MAX);
    }
}
