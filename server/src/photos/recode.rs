//! Paints a JPEG anew: what comes out holds the pixels, upright and not too large, and nothing that was written beside them.

use std::io::Cursor;

use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, Limits};
use protocol::limits;

/// Most pixels of a photo that is opened at all; devices send at most 2,048 × 2,048.
const PIXELS: u64 = 24_000_000;
const QUALITY: u8 = 85;

/// The bytes are no JPEG, or one that is too large to be opened.
#[derive(Debug, thiserror::Error)]
#[error("the bytes are no photo that can be opened")]
pub struct NotAPhoto;

pub fn paint_anew(bytes: &[u8]) -> Result<Vec<u8>, NotAPhoto> {
    let mut decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(|_| NotAPhoto)?;
    // The head says how large it will be, before a byte of it is unpacked.
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > PIXELS || width == 0 || height == 0 {
        return Err(NotAPhoto);
    }
    let mut most = Limits::default();
    most.max_alloc = Some(PIXELS * 4);
    decoder.set_limits(most).map_err(|_| NotAPhoto)?;
    let orientation = decoder.orientation().map_err(|_| NotAPhoto)?;
    let mut photo = DynamicImage::from_decoder(decoder).map_err(|_| NotAPhoto)?;
    if width.max(height) > limits::PHOTO_SIDE {
        photo = photo.resize(limits::PHOTO_SIDE, limits::PHOTO_SIDE, FilterType::Triangle);
    }
    photo.apply_orientation(orientation);
    let mut painted = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut painted, QUALITY);
    encoder.encode_image(&photo.into_rgb8()).map_err(|_| NotAPhoto)?;
    Ok(painted)
}

/// Photos for the tests.
#[cfg(test)]
pub(super) mod samples {
    use super::*;

    pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let photo = image::RgbImage::from_fn(width, height, |x, _| {
            if x < width / 2 { image::Rgb([200, 30, 30]) } else { image::Rgb([30, 30, 200]) }
        });
        JpegEncoder::new(&mut bytes).encode_image(&photo).unwrap();
        bytes
    }

    /// The same with an Exif segment that says how it was held and, in a comment, where.
    pub fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
        let comment = b"48.44685 N 1.48735 E";
        let segment = |marker: u8, content: &[u8]| {
            let mut bytes = vec![0xff, marker];
            bytes.extend(u16::try_from(content.len() + 2).unwrap().to_be_bytes());
            bytes.extend(content);
            bytes
        };
        [&jpeg[..2], &segment(0xe1, &exif), &segment(0xfe, comment), &jpeg[2..]].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(jpeg: &[u8]) -> (u32, u32) {
        JpegDecoder::new(Cursor::new(jpeg)).unwrap().dimensions()
    }

    fn holds(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    #[test]
    fn no_metadata_survives() {
        let sent = samples::with_exif(&samples::jpeg(40, 30), 1);
        let kept = paint_anew(&sent).unwrap();
        for part in [b"Exif".as_slice(), b"48.44685", &[0xff, 0xe1], &[0xff, 0xfe]] {
            assert!(holds(&sent, part) && !holds(&kept, part));
        }
    }

    #[test]
    fn a_photo_that_was_held_sideways_stands_upright() {
        let sideways = samples::with_exif(&samples::jpeg(40, 30), 6);
        assert_eq!(size(&paint_anew(&sideways).unwrap()), (30, 40));
    }

    #[test]
    fn a_large_photo_becomes_smaller_and_keeps_its_shape() {
        assert_eq!(size(&paint_anew(&samples::jpeg(4_096, 1_024)).unwrap()), (2_048, 512));
    }

    #[test]
    fn a_head_that_claims_a_huge_picture_is_refused_unopened() {
        let mut bomb = samples::jpeg(40, 30);
        let frame = bomb.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
        bomb[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xff, 0xff, 0xff]);
        assert!(paint_anew(&bomb).is_err());
    }

    #[test]
    fn what_is_no_jpeg_is_refused() {
        let jpeg = samples::jpeg(40, 30);
        for bytes in [b"".as_slice(), b"GIF89a", &jpeg[..jpeg.len() / 4], &[0xff; 4_000]] {
            assert!(paint_anew(bytes).is_err());
        }
    }
}
