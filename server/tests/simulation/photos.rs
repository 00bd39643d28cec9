//! The photos that hikers send in a run: real ones, small to draw and some of them long to send.

use std::sync::OnceLock;

use protocol::{PhotoId, limits};
use sente_server::photos::{Photos, Progress};
use sente_server::secret;
use sente_server::store::KeyHash;

use crate::chance::Chance;

pub struct Photo {
    pub id: PhotoId,
    pub bytes: Vec<u8>,
    /// As the server keeps it.
    pub painted: Vec<u8>,
}

/// The same ones in every run. One of the six is sent in two pieces.
pub fn all() -> &'static [Photo] {
    static ALL: OnceLock<Vec<Photo>> = OnceLock::new();
    ALL.get_or_init(|| (0..6).map(|number| photo(number, if number == 0 { 4 } else { 0 })).collect())
}

pub fn any(chance: &mut Chance) -> &'static Photo {
    let all = all();
    &all[chance.below(all.len() as u64) as usize]
}

/// A text with the photos that belong to it, so that the oracle compares both.
pub fn described(text: &str, photos: &[PhotoId]) -> String {
    let names: Vec<&str> = photos.iter().map(|photo| &photo.as_str()[..8]).collect();
    format!("{text} {}", names.join(" ")).trim_end().to_owned()
}

/// Sixteen pixels wide, with so many segments of 65,522 bytes that nobody needs: tables that later ones replace.
fn photo(number: u8, segments: usize) -> Photo {
    let colour = |x: u32, y: u32| image::Rgb([number * 40, (x * 16) as u8, (y * 16) as u8]);
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_fn(16, 16, colour);
    image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&picture).unwrap();
    let tables = [&[0_u8][..], &[1; 64]].concat().repeat(1_008);
    let length = u16::try_from(tables.len() + 2).unwrap().to_be_bytes();
    let segment = [&[0xff, 0xdb], length.as_slice(), &tables].concat();
    bytes.splice(2..2, segment.repeat(segments));
    let id = PhotoId::from_bytes(&secret::sha256(&[&bytes]));
    let painted = painted(&id, &bytes);
    Photo { id, bytes, painted }
}

/// What the server makes of it, found out on a shelf of its own.
fn painted(id: &PhotoId, bytes: &[u8]) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let (photos, owner, length) = (Photos::open(folder.path()).unwrap(), KeyHash([0; 32]), bytes.len());
        for (at, piece) in bytes.chunks(limits::PHOTO_PIECE as usize).enumerate() {
            let offset = at as u64 * limits::PHOTO_PIECE;
            let alone = photos.alone(id).await.unwrap();
            let progress = alone.add(owner, offset, length as u64, piece).await.unwrap();
            assert!(progress == Progress::Whole || offset + limits::PHOTO_PIECE < length as u64);
        }
        photos.read(id).await.unwrap().unwrap()
    })
}
