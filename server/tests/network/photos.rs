//! A hundred photos that say where, when and by whom they were made: on the wire, and back from the server, they say nothing.
//! The page has drawn them anew before (tests/stories/photos.rs); here the engine alone is asked, which must not rely on it.

use std::io::Cursor;

use jiff::SignedDuration;
use sente_http::{Courier, Patience};
use sente_server::photos::paint_anew;

use crate::common::chance::Chance;
use crate::hiker::Hiker;
use crate::http;
use crate::proxy::Proxy;
use crate::server::Server;

/// In every kind of words beside the picture.
const SECRET: &[u8] = b"48.44685 N 1.48735 E, SENTEPHONE 7, Ana";
/// Photos of one review, and reviews of one day.
const EACH: u32 = 5;
const REVIEWS: u32 = 20;

/// A segment of a JPEG.
fn segment(marker: u8, head: &[u8], content: &[u8]) -> Vec<u8> {
    let length = (2 + head.len() + content.len()) as u16;
    [&[0xff, marker][..], &length.to_be_bytes(), head, content].concat()
}

/// An Exif block with its orientation, and a GPS block that points at the secret.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    tiff.extend([0; 4]);
    // GPSLatitude as three rationals, GPSProcessingMethod as text.
    tiff.extend([0, 2, 0, 2, 0, 5, 0, 0, 0, 3, 0, 0, 0, 68, 0, 0x1b, 0, 7, 0, 0, 0, SECRET.len() as u8]);
    tiff.extend([0, 0, 0, 92, 0, 0, 0, 0]);
    for (over, under) in [(48_u32, 1_u32), (26, 1), (4866, 100)] {
        tiff.extend(over.to_be_bytes().into_iter().chain(under.to_be_bytes()));
    }
    tiff.extend(SECRET);
    tiff
}

/// A photo with everything that cameras write beside the picture; no two are the same.
pub fn described(number: u32) -> Vec<u8> {
    let shade = (number * 2) as u8;
    let picture = image::RgbImage::from_fn(64, 48, |x, y| image::Rgb([shade, x as u8 * 4, y as u8 * 5]));
    let mut plain = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut Cursor::new(&mut plain)).encode_image(&picture).unwrap();
    let mut bytes = plain[..2].to_vec();
    bytes.extend(segment(0xe1, b"Exif\0\0", &exif(1 + (number % 8) as u8)));
    bytes.extend(segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0", SECRET));
    bytes.extend(segment(0xed, b"Photoshop 3.0\0", SECRET));
    bytes.extend(segment(0xe2, b"ICC_PROFILE\0\x01\x01", SECRET));
    bytes.extend(segment(0xe2, b"MPF\0", SECRET));
    bytes.extend(segment(0xfe, b"", SECRET));
    bytes.extend(&plain[2..]);
    // Behind the end of the picture some phones hang a film.
    bytes.extend(SECRET);
    bytes
}

/// What stands beside the picture: the first segment that is none of it, or bytes behind its end.
fn beside(jpeg: &[u8]) -> Option<String> {
    let mut at = 2;
    while jpeg[at + 1] != 0xda {
        let marker = jpeg[at + 1];
        // Tables and frames; JFIF says only that it is one.
        if ![0xdb, 0xc4, 0xc0, 0xc1, 0xc2, 0xdd, 0xe0].contains(&marker) {
            return Some(format!("segment {marker:02x}"));
        }
        let length = usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
        if marker == 0xe0 && (&jpeg[at + 4..at + 9] != b"JFIF\0" || length != 16) {
            return Some("a segment e0 of its own".to_owned());
        }
        at += 2 + length;
    }
    (!jpeg.ends_with(&[0xff, 0xd9])).then(|| "bytes behind the end".to_owned())
}

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|window| window == words)
}

#[test]
fn a_hundred_photos_leave_without_anything_beside_the_picture() {
    assert!(beside(&described(0)).is_some() && holds(&described(0), SECRET));
    let server = Server::start();
    let proxy = Proxy::start(&server.address, None);
    let mut hiker = Hiker::new(&mut Chance::new(100));
    hiker.engine.set_server(sente_core::Server::At(proxy.address.clone())).unwrap();
    let mut photos = Vec::new();
    for review in 0..REVIEWS {
        let added = (0..EACH).map(|number| described(review * EACH + number));
        let added: Vec<_> = added.map(|jpeg| hiker.engine.add_photo(&jpeg, hiker.now).unwrap()).collect();
        photos.extend(added.clone());
        hiker.review(None, added);
    }
    let courier = Courier::new(Patience::default()).unwrap();
    hiker.settles(&courier, &proxy.address, SignedDuration::from_secs(30)).unwrap();

    let mut clean = 0;
    for tape in proxy.tapes() {
        for words in [SECRET, b"Exif", b"ns.adobe.com", b"Photoshop", b"ICC_PROFILE", b"SENTEPHONE"] {
            assert!(!holds(&tape.up, words) && !holds(&tape.down, words));
        }
        for (asked, _) in http::read(&tape).iter().filter(|(asked, _)| asked.starts_with("PATCH ")) {
            assert_eq!(beside(&asked.body), None);
            clean += 1;
        }
    }
    let key = hiker.key();
    for photo in &photos {
        let kept = server.photo(&key, photo);
        assert_eq!((beside(&kept), kept.len()), (None, paint_anew(&kept).unwrap().len()));
    }
    println!("{clean} of {} photos clean", photos.len());
    assert_eq!((clean, photos.len()), (100, 100));
}
