//! What a pack is, in the words of whoever made it, for a list of installed maps; and whether an app can show it at all.
//! Tiles are not read here, directories only where that is said.

use serde::Serialize;
use serde_json::Value;

use super::{Compression, Metadata, Pack, PackError, Source, SourceError, TILE_MAX, TileKind};
use crate::tile::{Bounds, DEEPEST};

/// Longer texts of a pack are cut: they are shown, and may be hostile.
const TEXT_MAX: usize = 400;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct About {
    /// Empty where the pack has none, as for the other texts.
    pub title: String,
    pub kind: Kind,
    pub bytes: u64,
    pub bounds: Bounds,
    pub zooms: (u8, u8),
    /// The day of its data.
    pub made: Option<String>,
    /// Plain text.
    pub attribution: String,
    pub version: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Base,
    Detail,
    Relief,
}

/// Why a pack that can be opened is no map for an app.
#[derive(Debug, thiserror::Error)]
pub enum Unfit {
    #[error("its tiles are {0}; vector tiles or PNG can be shown")]
    Tiles(&'static str),
    #[error("its tiles are packed as {0}; gzip or none can be shown")]
    Packing(&'static str),
    #[error("its zooms {0} to {1} do not exist")]
    Zooms(u8, u8),
    #[error("its box is none")]
    Bounds,
    #[error(transparent)]
    Pack(#[from] PackError),
}

impl<S: Source> Pack<S> {
    /// What the pack says of itself, after a look at whether it can be shown and at whether its file is whole as far as
    /// the header tells.
    pub fn about(&self) -> Result<About, Unfit> {
        let header = self.header();
        if !matches!(header.kind, TileKind::Mvt | TileKind::Png) {
            return Err(Unfit::Tiles(header.kind.name()));
        }
        if !matches!(header.compression, Compression::Gzip | Compression::None) {
            return Err(Unfit::Packing(header.compression.name()));
        }
        if header.zoom_min > header.zoom_max || header.zoom_max > DEEPEST {
            return Err(Unfit::Zooms(header.zoom_min, header.zoom_max));
        }
        let Bounds { west, south, east, north } = header.bounds;
        let inside = |degrees: f64, most: f64| degrees.abs() <= most;
        if west > east
            || south > north
            || ![west, east].iter().all(|lon| inside(*lon, 180.0))
            || ![south, north].iter().all(|lat| inside(*lat, 90.0))
        {
            return Err(Unfit::Bounds);
        }
        let size = self.source().len();
        for section in [header.metadata, header.leaves, header.tiles] {
            if section.length > 0 && section.end().is_none_or(|end| end > size) {
                let (offset, length) = (section.offset, section.length);
                return Err(PackError::from(SourceError::Beyond { offset, length, size }).into());
            }
        }
        let metadata = self.metadata()?;
        let ours = metadata.get("sente").and_then(Value::as_object);
        let kind = match ours.and_then(|ours| ours.get("kind")).and_then(Value::as_str) {
            _ if header.kind == TileKind::Png => Kind::Relief,
            Some("base") => Kind::Base,
            _ => Kind::Detail,
        };
        let made = ours.map(|ours| text(ours, "made")).unwrap_or_default();
        Ok(About {
            title: text(&metadata, "name"),
            kind,
            bytes: size,
            bounds: header.bounds,
            zooms: (header.zoom_min, header.zoom_max),
            made: Some(made).filter(|made| !made.is_empty()),
            attribution: text(&metadata, "attribution"),
            version: text(&metadata, "version"),
        })
    }

    /// Reads every directory: all are sound, and each tile that they name lies in the file.
    pub fn is_whole(&self) -> Result<(), PackError> {
        let tiles = self.header().tiles;
        for run in self.tiles() {
            let entry = run?.entry;
            let end = entry.offset.checked_add(u64::from(entry.length));
            if entry.length > TILE_MAX || end.is_none_or(|end| end > tiles.length) {
                let offset = tiles.offset.saturating_add(entry.offset);
                return Err(PackError::Place { what: "a tile", offset, length: u64::from(entry.length) });
            }
        }
        Ok(())
    }
}

/// A text of the metadata without marks of HTML, which other makers put into attributions.
pub(super) fn text(metadata: &Metadata, name: &str) -> String {
    let Some(text) = metadata.get(name).and_then(Value::as_str) else { return String::new() };
    let mut plain = String::new();
    let mut inside = false;
    for letter in text.chars().filter(|letter| !letter.is_control()).take(TEXT_MAX) {
        match letter {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if inside => {}
            letter => plain.push(letter),
        }
    }
    plain.trim().replace("&copy;", "©").replace("&amp;", "&")
}

#[cfg(test)]
#[cfg(feature = "build")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::Centre;
    use crate::tile::Tile;
    use crate::write::{PackSpec, PackWriter};

    fn bytes(kind: TileKind, metadata: &Value) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path().join("a.pmtiles");
        let bounds = Bounds { west: 0.75, south: 47.95, east: 2.0, north: 48.95 };
        let centre = Centre { lon: 1.5, lat: 48.5, zoom: 8 };
        let mut writer = PackWriter::create(&out, PackSpec { kind, bounds, zooms: 5..=5, centre }).unwrap();
        writer.add(Tile::new(5, 16, 11).unwrap(), b"some tile").unwrap();
        writer.finish(metadata).unwrap();
        std::fs::read(&out).unwrap()
    }

    #[test]
    fn a_pack_says_what_it_is() {
        let metadata = json!({
            "name": "Centre", "version": "1", "sente": { "kind": "base", "made": "2026-11-23" },
            "attribution": "<a href=\"https://x\">&copy; OpenStreetMap</a> & others",
        });
        let pack = Pack::open(bytes(TileKind::Mvt, &metadata)).unwrap();
        let about = pack.about().unwrap();
        assert_eq!((about.title.as_str(), about.kind, about.zooms), ("Centre", Kind::Base, (5, 5)));
        assert_eq!(about.attribution, "© OpenStreetMap & others");
        assert_eq!(about.made.as_deref(), Some("2026-11-23"));
        pack.is_whole().unwrap();
        let relief = Pack::open(bytes(TileKind::Png, &json!({}))).unwrap().about().unwrap();
        assert_eq!((relief.kind, relief.title.as_str()), (Kind::Relief, ""));
    }

    #[test]
    fn a_pack_that_an_app_cannot_show_is_unfit() {
        let webp = Pack::open(bytes(TileKind::Webp, &json!({}))).unwrap().about();
        assert!(matches!(webp, Err(Unfit::Tiles("webp"))));
        let mut reversed = bytes(TileKind::Mvt, &json!({}));
        reversed[100] = 9;
        let reversed = Pack::open(reversed).unwrap().about();
        assert!(matches!(reversed, Err(Unfit::Zooms(9, 5))));
    }

    #[test]
    fn a_pack_that_was_cut_off_is_not_whole() {
        let whole = bytes(TileKind::Mvt, &json!({ "name": "Centre" }));
        for length in [whole.len() - 1, 16_384 + 3] {
            let pack = Pack::open(whole[..length].to_vec()).unwrap();
            assert!(matches!(pack.about(), Err(Unfit::Pack(_))), "{length}");
        }
    }
}
