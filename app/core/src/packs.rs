//! The map packs on the device: what both hosts tell of them, and the names that both give them. Reading a pack is the
//! host's work (crate `tiles`); nothing here touches a file.

pub mod listing;

use pdipr_data::domain::Bounds;
use serde::{Deserialize, Serialize};

use listing::Fingerprint;

/// The longest name on the device.
const NAME_MAX: usize = 40;
/// A title of which nothing can be kept.
const UNNAMED: &str = "carte";
/// The map that comes with the app.
pub const BUNDLED: &str = "base";

/// An installed map.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackInfo {
    /// Its name on the device: small letters, digits and hyphens.
    pub file: String,
    pub title: String,
    pub kind: PackKind,
    pub bytes: u64,
    pub bounds: Bounds,
    /// The shallowest and the deepest.
    pub zooms: (u8, u8),
    /// The day of its data as the pack says it, mostly `2026-11-23`.
    pub made: Option<String>,
    /// Whose data it shows; empty where the pack does not say.
    pub attribution: String,
    pub version: String,
    /// Came with the app and goes with it.
    pub bundled: bool,
    /// Of the published file that it is, however it lies on the device; `None` where nobody has noted it.
    #[serde(default)]
    pub sha256: Option<Fingerprint>,
}

impl PackInfo {
    /// Whether it shows more than where one is: ways, signs, places that can be searched.
    pub fn is_detailed(&self) -> bool {
        self.kind == PackKind::Detail
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PackKind {
    /// A locator map of a whole département.
    Base,
    /// Ways, water, woods, buildings, names.
    Detail,
    /// Elevations, for the shading of hills.
    Relief,
}

/// A file that lies among the maps and cannot be read; the screens offer to delete it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BrokenPack {
    pub file: String,
    pub bytes: u64,
    pub detail: String,
}

/// All that the host knows of its maps.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct PackState {
    /// By title.
    pub packs: Vec<PackInfo>,
    pub broken: Vec<BrokenPack>,
    /// Bytes that can still be written; `None` where the device does not say.
    pub free: Option<u64>,
    /// What is being installed now.
    pub installing: Option<InstallProgress>,
    /// Where maps are fetched from unless the hiker says otherwise; `None` where nothing is set, and in a browser, which
    /// asks only the server that it comes from.
    #[serde(default)]
    pub server: Option<String>,
}

/// In bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InstallProgress {
    pub done: u64,
    pub total: u64,
    pub paused: bool,
}

/// A file that the hiker has chosen and that is a map; nothing of it is kept before they say yes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PackOffer {
    /// The map as it will be once installed; its `file` is free.
    pub pack: PackInfo,
    pub free: Option<u64>,
    /// The file of an installed map of the same title and kind, which goes once this one is there.
    pub replaces: Option<String>,
    /// The chosen file holds changes of the installed map `pack`: so many bytes. Nothing where it is a whole map.
    #[serde(default)]
    pub updates: Option<u64>,
}

/// Why the host did not do it. Each has a sentence in the screens' words that says what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "refused", rename_all = "kebab-case")]
pub enum PackRefused {
    /// The file is something else than a map that the app can show.
    NotAPack {
        detail: String,
    },
    /// A map, but cut off or spoilt.
    Damaged {
        detail: String,
    },
    /// `free` is unknown where the device refused in the middle.
    NoRoom {
        needed: u64,
        free: Option<u64>,
    },
    /// The device lets the app write nothing there (a read-only disk, a private window).
    ReadOnly {
        detail: String,
    },
    Cancelled,
    /// The file holds changes of a map that is not installed here.
    NoSuchMap,
    /// Another map is being installed.
    Busy,
    /// The file is no longer where it was.
    Gone,
    /// Nobody has said where maps are fetched from.
    NoServer,
    /// The server of maps cannot be reached.
    Offline {
        detail: String,
    },
    /// It answers something else than was asked for.
    WrongAnswer {
        detail: String,
    },
    /// What came is not the file that was listed: its SHA-256 is another one.
    OtherContent,
    Failed {
        detail: String,
    },
}

impl PackState {
    /// In the order in which they are shown: what came with the app first, then by title. A map without a title has the
    /// name of its file.
    pub fn settled(mut self) -> PackState {
        for pack in self.packs.iter_mut().filter(|pack| pack.title.is_empty()) {
            pack.title.clone_from(&pack.file);
        }
        self.packs.sort_by(|one, other| {
            let of = |pack: &PackInfo| (!pack.bundled, pack.title.to_lowercase(), pack.file.clone());
            of(one).cmp(&of(other))
        });
        self
    }

    /// The hiker's own map of this kind and title, in whose place a newer one comes.
    pub fn older(&self, kind: PackKind, title: &str) -> Option<&PackInfo> {
        self.packs.iter().find(|own| !own.bundled && own.kind == kind && own.title == title)
    }

    /// A name out of this text that no map here has.
    pub fn free_name(&self, text: &str) -> String {
        let broken = self.broken.iter().map(|other| &other.file);
        let taken: Vec<&String> = self.packs.iter().map(|other| &other.file).chain(broken).collect();
        free_name(text, |name| taken.iter().any(|other| *other == name))
    }
}

impl PackRefused {
    pub fn failed(detail: impl ToString) -> PackRefused {
        PackRefused::Failed { detail: detail.to_string() }
    }
}

impl PackOffer {
    /// The host gives the chosen file with its own name; here it gets a free one, and the older map that it replaces.
    pub fn settled(mut self, state: &PackState) -> PackOffer {
        let pack = &mut self.pack;
        if self.updates.is_some() {
            if pack.title.is_empty() {
                pack.title.clone_from(&pack.file);
            }
            return self;
        }
        let stem = pack.file.strip_suffix(".pmtiles").unwrap_or(&pack.file).to_owned();
        if pack.title.is_empty() {
            pack.title.clone_from(&stem);
        }
        pack.file = state.free_name(&stem);
        self.replaces = state.older(pack.kind, &pack.title).map(|older| older.file.clone());
        self
    }

    /// Whether it fits, as far as the device says.
    pub fn fits(&self) -> bool {
        self.free.is_none_or(|free| free >= self.updates.unwrap_or(self.pack.bytes))
    }
}

/// Whether this can be the name of a map on the device; nothing else ever becomes part of a path.
pub fn is_name(name: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=NAME_MAX + 4).contains(&name.len()) && name.bytes().all(plain)
}

/// A name for the device out of any text, unlike the taken ones.
pub fn free_name(text: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut name = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            name.push(letter.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(NAME_MAX);
    let name = name.trim_end_matches('-');
    let name = if name.is_empty() { UNNAMED } else { name };
    let free = |name: &String| name != BUNDLED && !taken(name);
    let mut others = (2..=999).map(|number| format!("{name}-{number}"));
    let named = Some(name.to_owned()).filter(free).or_else(|| others.find(free));
    named.unwrap_or_else(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pack(file: &str, title: &str) -> PackInfo {
        PackInfo {
            file: file.into(),
            title: title.into(),
            kind: PackKind::Detail,
            bytes: 1_000,
            bounds: Bounds { west: 0.7, south: 47.9, east: 2.0, north: 48.9 },
            zooms: (5, 14),
            made: None,
            attribution: String::new(),
            version: String::new(),
            bundled: false,
            sha256: None,
        }
    }

    #[test]
    fn a_name_is_small_letters_digits_and_hyphens_and_free() {
        let none = |_: &str| false;
        assert_eq!(free_name("Centre-Val de Loire", none), "centre-val-de-loire");
        assert_eq!(free_name("../../etc/passwd", none), "etc-passwd");
        assert_eq!(free_name("日本", none), "carte");
        assert_eq!(free_name("centre", |name| name == "centre" || name == "centre-2"), "centre-3");
        assert_eq!(free_name("base", none), "base-2");
        for text in ["", "..", &"a".repeat(300), "é è", "-a-"] {
            let name = free_name(text, |name| name.len() == NAME_MAX);
            assert!(is_name(&name), "{name}");
        }
    }

    #[test]
    fn a_name_that_could_lead_out_of_the_folder_is_none() {
        for name in ["", "..", "a/b", "A", "a.pmtiles", "a\\b", &"a".repeat(60)] {
            assert!(!is_name(name), "{name}");
        }
    }

    #[test]
    fn a_newer_map_of_the_same_title_takes_the_place_of_the_older() {
        let state = PackState { packs: vec![pack("centre", "Centre")], ..PackState::default() };
        let offer = |file, title, free| {
            PackOffer { pack: pack(file, title), free, replaces: None, updates: None }.settled(&state)
        };
        let newer = offer("Centre.pmtiles", "Centre", Some(10));
        assert_eq!((newer.pack.file.as_str(), newer.replaces.as_deref()), ("centre-2", Some("centre")));
        assert!(!newer.fits());
        let other = offer("nord.pmtiles", "", None);
        assert_eq!((other.pack.title.as_str(), other.replaces.as_deref()), ("nord", None));
        assert!(other.fits());
    }

    #[test]
    fn changes_keep_the_map_that_they_are_for_and_need_room_for_themselves_alone() {
        let state = PackState { packs: vec![pack("centre", "Centre")], ..PackState::default() };
        let offer = PackOffer { pack: pack("centre", ""), free: Some(20), replaces: None, updates: Some(20) };
        let offer = offer.settled(&state);
        assert_eq!((offer.pack.file.as_str(), offer.pack.title.as_str()), ("centre", "centre"));
        assert!(offer.fits() && offer.replaces.is_none());
    }

    #[test]
    fn what_came_with_the_app_is_shown_first() {
        let bundled = PackInfo { bundled: true, ..pack("base", "Repérage") };
        let packs = vec![pack("nord", ""), pack("a", "Centre"), bundled];
        let settled = PackState { packs, ..PackState::default() }.settled();
        let titles: Vec<&str> = settled.packs.iter().map(|pack| pack.title.as_str()).collect();
        assert_eq!(titles, ["Repérage", "Centre", "nord"]);
    }

    #[test]
    fn what_the_hosts_tell_is_read_as_it_was_written() {
        let state = PackState {
            packs: vec![pack("centre", "Centre")],
            broken: vec![BrokenPack { file: "x".into(), bytes: 3, detail: "short".into() }],
            free: Some(7),
            installing: Some(InstallProgress { done: 1, total: 2, paused: true }),
            server: None,
        };
        let text = serde_json::to_string(&state).unwrap();
        assert_eq!(crate::reading::read::<PackState>(&text).unwrap(), state);
        let refused = PackRefused::NoRoom { needed: 10, free: None };
        let text = serde_json::to_string(&refused).unwrap();
        assert_eq!(text, r#"{"refused":"no-room","needed":10,"free":null}"#);
        assert_eq!(crate::reading::read::<PackRefused>(&text).unwrap(), refused);
    }
}
