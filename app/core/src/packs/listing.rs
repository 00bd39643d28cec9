//! What a server of maps proposes: the listing that `sente-tiles publish` writes beside the files, read with care, and
//! what of it is new for this device. Fetching is the host's work.

use pdipr_data::domain::Bounds;
use serde::{Deserialize, Serialize};

use super::{PackInfo, PackKind, PackState};
use crate::reading;

/// The name of the listing in the published folder.
pub const LISTING: &str = "packs.json";
/// A longer listing is not read.
pub const LISTING_MAX: u64 = 1 << 20;
/// The form of listing that is understood.
const VERSION: u32 = 1;
const ENTRIES_MAX: usize = 500;
const FILE_NAME_MAX: usize = 120;
/// Longer texts are cut: they are shown, and may be hostile.
const TEXT_MAX: usize = 400;
/// No map for a pocket is larger than 64 GiB.
const BYTES_MAX: u64 = 64 << 30;
const ZOOM_MAX: u8 = 30;
/// What an update adds to a map beside the changes themselves, at least: a new head.
const HEAD: u64 = 16 << 10;

/// The SHA-256 of a file, as 64 small hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Fingerprint(String);

impl Fingerprint {
    pub fn of(digest: [u8; 32]) -> Fingerprint {
        const DIGITS: [char; 16] =
            ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        let digits = digest.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Fingerprint(digits.map(|digit| DIGITS[usize::from(digit)]).collect())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Fingerprint {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Fingerprint, &'static str> {
        let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        if text.len() == 64 && text.bytes().all(digit) {
            Ok(Fingerprint(text))
        } else {
            Err("64 small hexadecimal digits are wanted")
        }
    }
}

/// All that a server proposes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Listing {
    /// The form of the listing.
    #[serde(rename = "sente-packs")]
    version: u32,
    pub packs: Vec<ListedPack>,
    #[serde(default)]
    pub changes: Vec<ListedChanges>,
}

/// A whole map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ListedPack {
    /// Its name beside the listing.
    pub file: String,
    pub bytes: u64,
    pub sha256: Fingerprint,
    pub title: String,
    pub kind: PackKind,
    pub bounds: Bounds,
    pub zooms: (u8, u8),
    #[serde(default)]
    pub made: Option<String>,
    #[serde(default)]
    pub attribution: String,
    #[serde(default)]
    pub version: String,
}

/// What makes a newer map out of an older one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedChanges {
    pub file: String,
    pub bytes: u64,
    pub sha256: Fingerprint,
    /// The map that they begin from.
    pub from: Fingerprint,
    /// The listed map that they lead to.
    pub to: Fingerprint,
}

/// A listed file, whole map or changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Listed<'a> {
    Pack(&'a ListedPack),
    Changes(&'a ListedChanges),
}

/// Why a listing is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoListing {
    #[error("the listing is no text")]
    NoText,
    #[error("the listing cannot be read: {0}")]
    Unreadable(String),
    #[error("the listing has form {0}, only {VERSION} is understood")]
    Version(u32),
    #[error("the listing has more than {ENTRIES_MAX} entries")]
    TooMany,
    #[error("{list}[{index}] of the listing: {what}")]
    Entry { list: &'static str, index: usize, what: &'static str },
}

/// Reads a listing. One that names anything but plain files of a sensible size is refused whole.
pub fn read(text: &[u8]) -> Result<Listing, NoListing> {
    let text = std::str::from_utf8(text).map_err(|_| NoListing::NoText)?;
    let mut listing: Listing =
        reading::read(text).map_err(|error| NoListing::Unreadable(error.to_string()))?;
    if listing.version != VERSION {
        return Err(NoListing::Version(listing.version));
    }
    if listing.packs.len() + listing.changes.len() > ENTRIES_MAX {
        return Err(NoListing::TooMany);
    }
    for (index, pack) in listing.packs.iter_mut().enumerate() {
        let wrong = |what| NoListing::Entry { list: "packs", index, what };
        plain_file(&pack.file, ".pmtiles", pack.bytes).map_err(wrong)?;
        let Bounds { west, south, east, north } = pack.bounds;
        let inside = west.abs() <= 180.0 && east.abs() <= 180.0 && south.abs() <= 90.0 && north.abs() <= 90.0;
        if !(inside && west <= east && south <= north) {
            return Err(wrong("its box is none"));
        }
        if pack.zooms.0 > pack.zooms.1 || pack.zooms.1 > ZOOM_MAX {
            return Err(wrong("its zooms do not exist"));
        }
        for text in [&mut pack.title, &mut pack.attribution, &mut pack.version] {
            *text = shown(text);
        }
        pack.made = pack.made.as_deref().map(shown).filter(|made| !made.is_empty());
        if pack.title.is_empty() {
            pack.title.clone_from(&pack.file);
        }
    }
    for (index, changes) in listing.changes.iter().enumerate() {
        let wrong = |what| NoListing::Entry { list: "changes", index, what };
        plain_file(&changes.file, ".pmdelta", changes.bytes).map_err(wrong)?;
    }
    Ok(listing)
}

/// Only such a name ever becomes part of an address.
fn plain_file(name: &str, ending: &str, bytes: u64) -> Result<(), &'static str> {
    let plain =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b'_');
    let is_name = name.len() <= FILE_NAME_MAX
        && !name.starts_with('.')
        && name.bytes().all(plain)
        && name.strip_suffix(ending).is_some_and(|stem| !stem.is_empty());
    match bytes {
        _ if !is_name => Err("its name is not that of a plain file"),
        0 => Err("it is empty"),
        bytes if bytes > BYTES_MAX => Err("it is too large"),
        _ => Ok(()),
    }
}

fn shown(text: &str) -> String {
    let plain: String = text.chars().filter(|letter| !letter.is_control()).take(TEXT_MAX).collect();
    plain.trim().to_owned()
}

/// What the host has learnt of its server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Offered {
    pub listing: Listing,
    /// Downloads that were begun and can go on.
    #[serde(default)]
    pub begun: Vec<Begun>,
}

/// A part of a listed file that is on the device already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Of the whole file.
    pub sha256: Fingerprint,
    pub bytes: u64,
}

/// A listed map that this device does not have as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    pub pack: ListedPack,
    pub way: Way,
    /// So many bytes of what is to be fetched are here already.
    pub begun: u64,
}

/// How a map comes.
#[derive(Debug, Clone, PartialEq)]
pub enum Way {
    New,
    /// Whole, in the place of an older one, which goes once the newer one is there.
    Whole {
        replaces: String,
    },
    /// By the changes of the installed map of this name.
    Changes {
        installed: String,
        changes: ListedChanges,
    },
}

impl Listing {
    /// What this device lacks, in the order of the listing.
    pub fn proposals(&self, state: &PackState, begun: &[Begun]) -> Vec<Proposal> {
        let proposal = |pack: &ListedPack| {
            let way = self.way(pack, state)?;
            let mut proposal = Proposal { pack: pack.clone(), way, begun: 0 };
            let part = begun.iter().find(|part| part.sha256 == *proposal.wanted().sha256());
            proposal.begun = part.map_or(0, |part| part.bytes);
            Some(proposal)
        };
        self.packs.iter().filter_map(proposal).collect()
    }

    fn way(&self, pack: &ListedPack, state: &PackState) -> Option<Way> {
        let is_it = |own: &PackInfo| !own.bundled && own.sha256.as_ref() == Some(&pack.sha256);
        if state.packs.iter().any(is_it) {
            return None;
        }
        let Some(older) = state.older(pack.kind, &pack.title) else { return Some(Way::New) };
        let Some(from) = &older.sha256 else {
            return (!same(older, pack)).then(|| Way::Whole { replaces: older.file.clone() });
        };
        let fitting = self.changes.iter().find(|changes| changes.from == *from && changes.to == pack.sha256);
        Some(match fitting.filter(|changes| changes.bytes < pack.bytes) {
            Some(changes) => Way::Changes { installed: older.file.clone(), changes: changes.clone() },
            None => Way::Whole { replaces: older.file.clone() },
        })
    }

    /// The listed file of this name.
    pub fn find(&self, file: &str) -> Option<Listed<'_>> {
        let pack = self.packs.iter().find(|pack| pack.file == file).map(Listed::Pack);
        pack.or_else(|| self.changes.iter().find(|changes| changes.file == file).map(Listed::Changes))
    }
}

impl ListedPack {
    /// The map as it will be once it is installed.
    pub fn info(&self) -> PackInfo {
        PackInfo {
            file: self.file.clone(),
            title: self.title.clone(),
            kind: self.kind,
            bytes: self.bytes,
            bounds: self.bounds,
            zooms: self.zooms,
            made: self.made.clone(),
            attribution: self.attribution.clone(),
            version: self.version.clone(),
            bundled: false,
            sha256: Some(self.sha256.clone()),
        }
    }
}

/// A map of which nobody has noted the fingerprint is held against what both say of themselves.
fn same(own: &PackInfo, listed: &ListedPack) -> bool {
    (own.bytes, &own.made, &own.version) == (listed.bytes, &listed.made, &listed.version)
}

impl Listed<'_> {
    pub fn file(&self) -> &str {
        match self {
            Listed::Pack(pack) => &pack.file,
            Listed::Changes(changes) => &changes.file,
        }
    }

    pub fn bytes(&self) -> u64 {
        match self {
            Listed::Pack(pack) => pack.bytes,
            Listed::Changes(changes) => changes.bytes,
        }
    }

    pub fn sha256(&self) -> &Fingerprint {
        match self {
            Listed::Pack(pack) => &pack.sha256,
            Listed::Changes(changes) => &changes.sha256,
        }
    }

    /// How much room it still takes where so many bytes of it are here.
    pub fn needs(&self, here: u64) -> u64 {
        let rest = self.bytes().saturating_sub(here);
        match self {
            Listed::Pack(_) => rest,
            Listed::Changes(_) => rest + HEAD,
        }
    }
}

impl Proposal {
    /// The file that is fetched.
    pub fn wanted(&self) -> Listed<'_> {
        match &self.way {
            Way::Changes { changes, .. } => Listed::Changes(changes),
            Way::New | Way::Whole { .. } => Listed::Pack(&self.pack),
        }
    }

    /// How much room it still takes.
    pub fn needs(&self) -> u64 {
        self.wanted().needs(self.begun)
    }

    /// Whether it fits, as far as the device says.
    pub fn fits(&self, free: Option<u64>) -> bool {
        free.is_none_or(|free| free >= self.needs())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn hash(digit: char) -> String {
        digit.to_string().repeat(64)
    }

    fn listing() -> Value {
        json!({
            "sente-packs": 1,
            "packs": [{
                "file": "centre-aaaa.pmtiles", "bytes": 5_000_000, "sha256": hash('a'), "title": "Centre", "kind": "detail",
                "bounds": { "west": 0.7, "south": 47.9, "east": 2.0, "north": 48.9 }, "zooms": [5, 15],
                "made": "2026-11-23", "attribution": "© OpenStreetMap", "version": "2",
            }],
            "changes": [{
                "file": "centre-bbbb-aaaa.pmdelta", "bytes": 40_000, "sha256": hash('c'), "from": hash('b'), "to": hash('a'),
            }],
        })
    }

    fn read_value(value: &Value) -> Result<Listing, NoListing> {
        read(value.to_string().as_bytes())
    }

    fn installed(sha256: Option<char>) -> PackState {
        let listed = read_value(&listing()).unwrap().packs.remove(0);
        let sha256 = sha256.map(|digit| Fingerprint::try_from(hash(digit)).unwrap());
        let pack = PackInfo { file: "centre".into(), sha256, ..listed.info() };
        PackState { packs: vec![pack], ..PackState::default() }
    }

    fn ways(state: &PackState) -> Vec<Way> {
        let all = read_value(&listing()).unwrap().proposals(state, &[]);
        all.into_iter().map(|proposal| proposal.way).collect()
    }

    #[test]
    fn a_map_that_is_not_here_is_proposed_whole_and_one_that_is_here_not_at_all() {
        assert_eq!(ways(&PackState::default()), [Way::New]);
        assert_eq!(ways(&installed(Some('a'))), []);
        assert_eq!(ways(&installed(None)), [], "what says the same of itself is the same");
    }

    #[test]
    fn an_older_map_comes_by_changes_where_there_are_some_for_it_and_else_whole() {
        let [Way::Changes { installed: name, changes }] = &ways(&installed(Some('b')))[..] else {
            unreachable!("the changes fit")
        };
        assert_eq!((name.as_str(), changes.bytes), ("centre", 40_000));
        assert_eq!(ways(&installed(Some('d'))), [Way::Whole { replaces: "centre".into() }]);
        let mut unknown = installed(None);
        unknown.packs[0].version = "1".into();
        assert_eq!(ways(&unknown), [Way::Whole { replaces: "centre".into() }]);
    }

    #[test]
    fn what_is_here_already_needs_no_room_any_more() {
        let begun = [Begun { sha256: Fingerprint::try_from(hash('a')).unwrap(), bytes: 4_000_000 }];
        let proposals = read_value(&listing()).unwrap().proposals(&PackState::default(), &begun);
        assert_eq!((proposals[0].begun, proposals[0].needs()), (4_000_000, 1_000_000));
        assert!(proposals[0].fits(Some(1_000_000)) && !proposals[0].fits(Some(999_999)));
    }

    #[test]
    fn a_listing_that_leads_astray_is_refused_with_the_place() {
        for (place, value, what) in [
            ("/packs/0/file", json!("../centre.pmtiles"), "plain file"),
            ("/packs/0/file", json!("https://x/a.pmtiles"), "plain file"),
            ("/packs/0/file", json!(".pmtiles"), "plain file"),
            ("/packs/0/bytes", json!(0), "empty"),
            ("/packs/0/bytes", json!(u64::MAX), "too large"),
            ("/packs/0/bytes", json!(-4), "expected"),
            ("/packs/0/bounds/west", json!(7), "box"),
            ("/packs/0/bounds/north", json!(91), "box"),
            ("/packs/0/zooms", json!([9, 5]), "zooms"),
            ("/packs/0/kind", json!("photo"), "photo"),
            ("/packs/0/sha256", json!("AA"), "64"),
            ("/changes/0/file", json!("a.pmtiles"), "changes[0]"),
            ("/sente-packs", json!(2), "form 2"),
            ("/packs", json!(null), "expected"),
        ] {
            let mut listing = listing();
            *listing.pointer_mut(place).unwrap() = value;
            let error = read_value(&listing).unwrap_err().to_string();
            assert!(error.contains(what), "{place}: {error}");
        }
        let many = vec![listing()["packs"][0].clone(); ENTRIES_MAX + 1];
        assert_eq!(read_value(&json!({ "sente-packs": 1, "packs": many })), Err(NoListing::TooMany));
        assert_eq!(read(b"\xff"), Err(NoListing::NoText));
        assert!(matches!(read(b"<html>"), Err(NoListing::Unreadable(_))));
    }

    #[test]
    fn texts_are_cut_and_a_map_without_a_title_has_that_of_its_file() {
        let mut listing = listing();
        listing["packs"][0]["title"] = json!("\u{7}");
        listing["packs"][0]["attribution"] = json!("é".repeat(1_000));
        let pack = read_value(&listing).unwrap().packs.remove(0);
        assert_eq!(
            (pack.title.as_str(), pack.attribution.chars().count()),
            ("centre-aaaa.pmtiles", TEXT_MAX)
        );
    }

    #[test]
    fn a_fingerprint_is_written_in_small_digits() {
        let digest = std::array::from_fn(|index| index as u8 * 8);
        let text = Fingerprint::of(digest);
        assert!(text.as_str().starts_with("0008101820") && text.as_str().ends_with("f0f8"));
        assert!(Fingerprint::try_from(text.as_str().to_owned()).is_ok());
    }
}
