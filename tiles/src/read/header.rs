//! The 127 bytes at the head of a PMTiles v3 pack (specification, section 3).

use crate::tile::Bounds;

/// The length of the header.
pub const HEADER: usize = 127;
const MAGIC: &[u8; 7] = b"PMTiles";
const VERSION: u8 = 3;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HeaderError {
    #[error("the file is too short for a pack: {size} bytes, at least {HEADER} are needed")]
    Short { size: u64 },
    #[error("the file is no PMTiles pack: it begins with {begins:02x?}")]
    NotAPack { begins: Vec<u8> },
    #[error("the pack has version {version} of PMTiles (byte 7), only {VERSION} can be read")]
    Version { version: u8 },
}

/// A part of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Section {
    pub offset: u64,
    pub length: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    Unknown,
    None,
    Gzip,
    Brotli,
    Zstd,
    Other(u8),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TileKind {
    Unknown,
    Mvt,
    Png,
    Jpeg,
    Webp,
    Avif,
    Other(u8),
}

/// Where a map first looks: degrees of WGS84 and a zoom.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Centre {
    pub lon: f64,
    pub lat: f64,
    pub zoom: u8,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    pub root: Section,
    pub metadata: Section,
    pub leaves: Section,
    pub tiles: Section,
    /// How many tiles the pack answers; 0 where unknown, as for the next two.
    pub addressed: u64,
    pub entries: u64,
    pub contents: u64,
    /// The tiles lie in the file as along the curve.
    pub clustered: bool,
    /// Of directories and metadata.
    pub internal: Compression,
    /// Of tiles.
    pub compression: Compression,
    pub kind: TileKind,
    pub zoom_min: u8,
    pub zoom_max: u8,
    pub bounds: Bounds,
    pub centre: Centre,
}

impl Header {
    /// Reads the first 127 bytes; `size` is that of the whole file.
    pub fn read(bytes: &[u8], size: u64) -> Result<Header, HeaderError> {
        let begins = bytes.iter().take(MAGIC.len()).copied().collect::<Vec<u8>>();
        if !begins.is_empty() && !MAGIC.starts_with(&begins) {
            return Err(HeaderError::NotAPack { begins });
        }
        let bytes: &[u8; HEADER] = bytes.first_chunk().ok_or(HeaderError::Short { size })?;
        if bytes[7] != VERSION {
            return Err(HeaderError::Version { version: bytes[7] });
        }
        let long = |at: usize| u64::from_le_bytes(piece(bytes, at));
        let section = |at: usize| Section { offset: long(at), length: long(at + 8) };
        let degrees = |at: usize| f64::from(i32::from_le_bytes(piece(bytes, at))) / 1e7;
        Ok(Header {
            root: section(8),
            metadata: section(24),
            leaves: section(40),
            tiles: section(56),
            addressed: long(72),
            entries: long(80),
            contents: long(88),
            clustered: bytes[96] == 1,
            internal: Compression::from_code(bytes[97]),
            compression: Compression::from_code(bytes[98]),
            kind: TileKind::from_code(bytes[99]),
            zoom_min: bytes[100],
            zoom_max: bytes[101],
            bounds: Bounds {
                west: degrees(102),
                south: degrees(106),
                east: degrees(110),
                north: degrees(114),
            },
            centre: Centre { zoom: bytes[118], lon: degrees(119), lat: degrees(123) },
        })
    }

    pub fn to_bytes(&self) -> [u8; HEADER] {
        let mut bytes = Vec::with_capacity(HEADER);
        bytes.extend(MAGIC);
        bytes.push(VERSION);
        for section in [self.root, self.metadata, self.leaves, self.tiles] {
            bytes.extend(section.offset.to_le_bytes());
            bytes.extend(section.length.to_le_bytes());
        }
        for count in [self.addressed, self.entries, self.contents] {
            bytes.extend(count.to_le_bytes());
        }
        bytes.extend([u8::from(self.clustered), self.internal.code(), self.compression.code()]);
        bytes.extend([self.kind.code(), self.zoom_min, self.zoom_max]);
        // A float beyond an i32 becomes its end.
        let degrees = |degrees: f64| ((degrees * 1e7).round() as i32).to_le_bytes();
        for edge in [self.bounds.west, self.bounds.south, self.bounds.east, self.bounds.north] {
            bytes.extend(degrees(edge));
        }
        bytes.push(self.centre.zoom);
        bytes.extend(degrees(self.centre.lon));
        bytes.extend(degrees(self.centre.lat));
        bytes.try_into().expect("the fields add up to 127 bytes")
    }
}

fn piece<const N: usize>(bytes: &[u8; HEADER], at: usize) -> [u8; N] {
    std::array::from_fn(|index| bytes[at + index])
}

impl Section {
    /// Where it ends; `None` where the numbers are too large to be true.
    pub fn end(self) -> Option<u64> {
        self.offset.checked_add(self.length)
    }
}

impl Compression {
    fn from_code(code: u8) -> Compression {
        match code {
            0 => Compression::Unknown,
            1 => Compression::None,
            2 => Compression::Gzip,
            3 => Compression::Brotli,
            4 => Compression::Zstd,
            other => Compression::Other(other),
        }
    }

    fn code(self) -> u8 {
        match self {
            Compression::Unknown => 0,
            Compression::None => 1,
            Compression::Gzip => 2,
            Compression::Brotli => 3,
            Compression::Zstd => 4,
            Compression::Other(code) => code,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Compression::None => "none",
            Compression::Gzip => "gzip",
            Compression::Brotli => "brotli",
            Compression::Zstd => "zstd",
            Compression::Unknown | Compression::Other(_) => "unknown",
        }
    }
}

impl TileKind {
    fn from_code(code: u8) -> TileKind {
        match code {
            0 => TileKind::Unknown,
            1 => TileKind::Mvt,
            2 => TileKind::Png,
            3 => TileKind::Jpeg,
            4 => TileKind::Webp,
            5 => TileKind::Avif,
            other => TileKind::Other(other),
        }
    }

    fn code(self) -> u8 {
        match self {
            TileKind::Unknown => 0,
            TileKind::Mvt => 1,
            TileKind::Png => 2,
            TileKind::Jpeg => 3,
            TileKind::Webp => 4,
            TileKind::Avif => 5,
            TileKind::Other(code) => code,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            TileKind::Mvt => "mvt",
            TileKind::Png => "png",
            TileKind::Jpeg => "jpeg",
            TileKind::Webp => "webp",
            TileKind::Avif => "avif",
            TileKind::Unknown | TileKind::Other(_) => "unknown",
        }
    }

    /// As HTTP calls it.
    pub const fn media_type(self) -> &'static str {
        match self {
            TileKind::Mvt => "application/vnd.mapbox-vector-tile",
            TileKind::Png => "image/png",
            TileKind::Jpeg => "image/jpeg",
            TileKind::Webp => "image/webp",
            TileKind::Avif => "image/avif",
            TileKind::Unknown | TileKind::Other(_) => "application/octet-stream",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        let section = |offset, length| Section { offset, length };
        Header {
            root: section(127, 40),
            metadata: section(20_000, 50),
            leaves: section(20_050, 0),
            tiles: section(16_384, 3_616),
            addressed: 5,
            entries: 4,
            contents: 3,
            clustered: true,
            internal: Compression::Gzip,
            compression: Compression::None,
            kind: TileKind::Png,
            zoom_min: 5,
            zoom_max: 15,
            bounds: Bounds { west: 0.7568, south: 47.9534, east: 1.9942, north: 48.9413 },
            centre: Centre { lon: 1.48735, lat: 48.44685, zoom: 9 },
        }
    }

    #[test]
    fn a_header_comes_back() {
        assert_eq!(Header::read(&header().to_bytes(), 20_100), Ok(header()));
    }

    #[test]
    fn what_is_no_pack_is_told_apart() {
        let bytes = header().to_bytes();
        assert_eq!(Header::read(&bytes[..126], 126), Err(HeaderError::Short { size: 126 }));
        assert_eq!(Header::read(&[], 0), Err(HeaderError::Short { size: 0 }));
        assert!(matches!(Header::read(b"SQLite format 3\0", 16), Err(HeaderError::NotAPack { .. })));
        let mut older = bytes;
        older[7] = 2;
        assert_eq!(Header::read(&older, 20_100), Err(HeaderError::Version { version: 2 }));
    }
}
