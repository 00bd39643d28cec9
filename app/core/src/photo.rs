//! A photo as it may leave the device: a JPEG of bounded size with nothing inside but the picture. The page has drawn it
//! anew already; this does not rely on it. Pure.

use protocol::limits;

/// Why a file is not taken as a photo; the sentence is in the word catalogues.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAPhoto {
    #[error("not a JPEG, or one that is cut off")]
    NotJpeg,
    #[error("larger than {} pixels or {} bytes", limits::PHOTO_SIDE, limits::PHOTO_BYTES)]
    TooLarge,
}

// Markers of a JPEG (ITU-T T.81, table B.1).
const START: u8 = 0xd8;
const END: u8 = 0xd9;
const SCAN: u8 = 0xda;
const COMMENT: u8 = 0xfe;
const ADOBE: u8 = 0xee;

/// The picture without comments and application segments, in which cameras and phones write place, time and owner, and
/// without what may follow its end. Kept of them is only Adobe's twelve bytes, without which colours may turn.
pub fn stripped(jpeg: &[u8]) -> Result<Vec<u8>, NotAPhoto> {
    if jpeg.len() as u64 > limits::PHOTO_BYTES {
        return Err(NotAPhoto::TooLarge);
    }
    let mut rest = jpeg.strip_prefix(&[0xff, START]).ok_or(NotAPhoto::NotJpeg)?;
    let mut clean = vec![0xff, START];
    let mut pictured = false;
    let mut drawn = false;
    loop {
        let (marker, after) = marker(rest)?;
        if marker == END {
            clean.extend([0xff, END]);
            return if pictured && drawn { Ok(clean) } else { Err(NotAPhoto::NotJpeg) };
        }
        let (segment, after) = segment(after)?;
        let adobe = marker == ADOBE && segment.len() == 14 && segment[2..].starts_with(b"Adobe");
        let dropped = (0xe0..=0xef).contains(&marker) && !adobe || marker == COMMENT;
        if is_frame(marker) {
            check_frame(segment)?;
            // A second frame would be another picture.
            if std::mem::replace(&mut pictured, true) {
                return Err(NotAPhoto::NotJpeg);
            }
        }
        if !dropped {
            clean.extend([0xff, marker]);
            clean.extend_from_slice(segment);
        }
        rest = after;
        if marker == SCAN {
            let length = scan_length(rest).ok_or(NotAPhoto::NotJpeg)?;
            clean.extend_from_slice(&rest[..length]);
            rest = &rest[length..];
            drawn = true;
        }
    }
}

/// `data:image/jpeg;base64,…` (RFC 2397, RFC 4648).
pub fn data_url(jpeg: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut url = String::with_capacity(24 + jpeg.len().div_ceil(3) * 4);
    url.push_str("data:image/jpeg;base64,");
    for three in jpeg.chunks(3) {
        let bits =
            three.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            url.push(if at <= three.len() { char::from(letter) } else { '=' });
        }
    }
    url
}

/// The next marker and what follows it; filling bytes before it are passed over.
fn marker(rest: &[u8]) -> Result<(u8, &[u8]), NotAPhoto> {
    let rest = rest.strip_prefix(&[0xff]).ok_or(NotAPhoto::NotJpeg)?;
    let at = rest.iter().position(|byte| *byte != 0xff).ok_or(NotAPhoto::NotJpeg)?;
    // Markers without a segment stand only inside a scan, except the end.
    let known = (0xc0..=0xfe).contains(&rest[at]) && !(0xd0..=START).contains(&rest[at]);
    if known { Ok((rest[at], &rest[at + 1..])) } else { Err(NotAPhoto::NotJpeg) }
}

/// A segment with its two bytes of length, and what follows it.
fn segment(rest: &[u8]) -> Result<(&[u8], &[u8]), NotAPhoto> {
    let length = rest.first_chunk::<2>().map_or(0, |length| usize::from(u16::from_be_bytes(*length)));
    if length < 2 || length > rest.len() {
        return Err(NotAPhoto::NotJpeg);
    }
    Ok(rest.split_at(length))
}

/// Baseline, extended or progressive; nothing else is drawn by browsers.
fn is_frame(marker: u8) -> bool {
    (0xc0..=0xcf).contains(&marker) && ![0xc4, 0xc8, 0xcc].contains(&marker)
}

fn check_frame(segment: &[u8]) -> Result<(), NotAPhoto> {
    let [_, _, _precision, high, low, wide, narrow, ..] = segment else { return Err(NotAPhoto::NotJpeg) };
    let (height, width) = (u16::from_be_bytes([*high, *low]), u16::from_be_bytes([*wide, *narrow]));
    match u32::from(height.max(width)) {
        _ if height == 0 || width == 0 => Err(NotAPhoto::NotJpeg),
        side if side > limits::PHOTO_SIDE => Err(NotAPhoto::TooLarge),
        _ => Ok(()),
    }
}

/// Up to the marker that ends the coded data: `ff 00` and restarts belong to it.
fn scan_length(rest: &[u8]) -> Option<usize> {
    rest.windows(2)
        .position(|two| two[0] == 0xff && two[1] != 0 && !(0xd0..=0xd7).contains(&two[1]) && two[1] != 0xff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn segment_of(marker: u8, body: &[u8]) -> Vec<u8> {
        let length = (body.len() as u16 + 2).to_be_bytes();
        [&[0xff, marker], length.as_slice(), body].concat()
    }

    fn frame(height: u16, width: u16) -> Vec<u8> {
        let ([high, low], [wide, narrow]) = (height.to_be_bytes(), width.to_be_bytes());
        segment_of(0xc0, &[8, high, low, wide, narrow, 1, 1, 0x11, 0])
    }

    fn scan() -> Vec<u8> {
        [segment_of(SCAN, &[1, 1, 0, 0, 63, 0]), vec![1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]].concat()
    }

    fn jpeg(segments: &[Vec<u8>]) -> Vec<u8> {
        [vec![0xff, START], segments.concat(), vec![0xff, END]].concat()
    }

    #[test]
    fn place_time_and_comments_do_not_survive_and_the_picture_does() {
        let exif = segment_of(0xe1, b"Exif\0\0 48.54 N 1.58 E, Ana's phone");
        let comment = segment_of(COMMENT, b"home");
        let adobe = segment_of(ADOBE, b"Adobe\0\x64\0\0\0\0\x01");
        let plain = [adobe, frame(1_536, 2_048), scan()];
        let mut full = jpeg(&[vec![exif, comment], plain.to_vec()].concat());
        full.extend(b"a film of ten seconds");
        assert_eq!(stripped(&full), Ok(jpeg(&plain)));
    }

    #[test]
    fn what_is_too_large_is_refused() {
        assert_eq!(stripped(&jpeg(&[frame(10, 2_049), scan()])), Err(NotAPhoto::TooLarge));
        assert_eq!(stripped(&vec![0xff; limits::PHOTO_BYTES as usize + 1]), Err(NotAPhoto::TooLarge));
    }

    #[test]
    fn what_is_no_whole_jpeg_is_refused() {
        let whole = jpeg(&[frame(10, 10), scan()]);
        for cut in 0..whole.len() {
            assert_eq!(stripped(&whole[..cut]), Err(NotAPhoto::NotJpeg), "{cut}");
        }
        assert_eq!(stripped(b"\x89PNG\r\n"), Err(NotAPhoto::NotJpeg));
        assert_eq!(stripped(&jpeg(&[frame(10, 10)])), Err(NotAPhoto::NotJpeg));
    }

    #[test]
    fn bytes_are_written_as_base64() {
        let texts = ["", "f", "fo", "foo", "foob"].map(|text| data_url(text.as_bytes()).split_off(23));
        assert_eq!(texts, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg=="]);
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic_and_what_is_clean_stays(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let start = [vec![0xff, START], frame(9, 9), bytes].concat();
            if let Ok(clean) = stripped(&start) {
                prop_assert_eq!(stripped(&clean), Ok(clean));
            }
        }
    }
}
