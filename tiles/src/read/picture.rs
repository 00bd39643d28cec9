//! PNG pictures as relief packs have them: colours of 8 bits, with or without transparency, not interlaced. A reader of all
//! PNG would be half of what the browser fetches for its maps; this one has the same results (a test compares them).

use std::io::Read;

use flate2::read::ZlibDecoder;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
/// Larger sides are refused.
const SIDE_MAX: u32 = 1_024;

/// Rows from the top; `channels` bytes a pixel, red, green and blue first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub channels: usize,
    pub bytes: Vec<u8>,
}

/// Why it cannot be read. Offsets count from the start of the picture.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("it is no PNG picture")]
    NotPng,
    #[error("it ends within the part at {0}")]
    Short(usize),
    #[error("{width} × {height} pixels are too many, or none")]
    Size { width: u32, height: u32 },
    #[error("pixels of {depth} bits, colour type {colour}, interlace {interlace} are not read")]
    Kind { depth: u8, colour: u8, interlace: u8 },
    #[error("its pixels cannot be unpacked")]
    Unpack(#[source] std::io::Error),
    #[error("row {row} has the unknown filter {filter}")]
    Filter { row: usize, filter: u8 },
}

pub fn read(png: &[u8]) -> Result<Picture, PictureError> {
    let mut rest = png.strip_prefix(SIGNATURE).ok_or(PictureError::NotPng)?;
    let mut header = None;
    let mut packed = Vec::new();
    while !rest.is_empty() {
        let short = PictureError::Short(png.len() - rest.len());
        let Some((kind, content, after)) = chunk(rest) else { return Err(short) };
        match (kind, header.is_some()) {
            (b"IHDR", false) => header = Some(head(content)?),
            (b"IDAT", true) => packed.extend_from_slice(content),
            (b"IEND", true) => break,
            (_, false) => return Err(PictureError::NotPng),
            // Texts, colour profiles and such: heights need none.
            _ => {}
        }
        rest = after;
    }
    let mut picture = header.ok_or(PictureError::NotPng)?;
    let row = picture.width as usize * picture.channels;
    let mut filtered = vec![0; (row + 1) * picture.height as usize];
    ZlibDecoder::new(&*packed).read_exact(&mut filtered).map_err(PictureError::Unpack)?;
    picture.bytes = unfiltered(&filtered, row, picture.channels)?;
    Ok(picture)
}

/// Kind, content, and what comes after it. Checksums are not looked at: a pack has none for its vector tiles either.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (kind, rest) = rest.split_first_chunk()?;
    let (content, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    Some((kind, content, rest.get(4..)?))
}

/// A picture without its pixels.
fn head(content: &[u8]) -> Result<Picture, PictureError> {
    let &[a, b, c, d, e, f, g, h, depth, colour, _, _, interlace] = content else {
        return Err(PictureError::NotPng);
    };
    let (width, height) = (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]));
    if ![width, height].iter().all(|side| (1..=SIDE_MAX).contains(side)) {
        return Err(PictureError::Size { width, height });
    }
    let channels = match (depth, colour, interlace) {
        (8, 2, 0) => 3,
        (8, 6, 0) => 4,
        _ => return Err(PictureError::Kind { depth, colour, interlace }),
    };
    Ok(Picture { width, height, channels, bytes: Vec::new() })
}

/// Takes the filters of the rows back (PNG, section 9): each byte was told as a difference to its neighbours.
fn unfiltered(filtered: &[u8], row: usize, channels: usize) -> Result<Vec<u8>, PictureError> {
    let mut bytes: Vec<u8> = Vec::with_capacity(filtered.len());
    for (number, line) in filtered.chunks_exact(row + 1).enumerate() {
        let Some((filter, line)) = line.split_first() else { continue };
        let start = bytes.len();
        for (at, byte) in line.iter().enumerate() {
            let done = |back: usize, there: bool| match start
                .checked_add(at)
                .and_then(|now| now.checked_sub(back))
            {
                Some(before) if there => bytes.get(before).copied().unwrap_or(0),
                _ => 0,
            };
            let (inside, below) = (at >= channels, number > 0);
            let (left, above) = (done(channels, inside), done(row, below));
            let guess = match filter {
                0 => 0,
                1 => left,
                2 => above,
                3 => left.midpoint(above),
                4 => paeth(left, above, done(row + channels, inside && below)),
                _ => return Err(PictureError::Filter { row: number, filter: *filter }),
            };
            bytes.push(byte.wrapping_add(guess));
        }
    }
    Ok(bytes)
}

/// The neighbour that is nearest to left + above − corner.
fn paeth(left: u8, above: u8, corner: u8) -> u8 {
    let [a, b, c] = [left, above, corner].map(i16::from);
    let [to_a, to_b, to_c] = [b - c, a - c, a + b - 2 * c].map(i16::abs);
    if to_a <= to_b && to_a <= to_c {
        left
    } else if to_b <= to_c {
        above
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Slopes with some noise, so that every filter has something to do.
    fn pixels(width: u32, height: u32, channels: usize) -> Vec<u8> {
        let mut state = 1_u64;
        (0..width as usize * height as usize * channels)
            .map(|at| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                (at / 7 + at % 5 * 3) as u8 ^ (state >> 61) as u8
            })
            .collect()
    }

    fn png(width: u32, height: u32, colour: png::ColorType, filter: png::Filter) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, width, height);
        encoder.set_color(colour);
        encoder.set_filter(filter);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&pixels(width, height, colour.samples())).unwrap();
        drop(writer);
        bytes
    }

    #[test]
    fn every_filter_is_read_as_it_was_written() {
        use png::ColorType::{Rgb, Rgba};
        use png::Filter::{Adaptive, Avg, NoFilter, Paeth, Sub, Up};
        for filter in [NoFilter, Sub, Up, Avg, Paeth, Adaptive] {
            for (width, height, colour) in [(256, 256, Rgb), (1, 9, Rgba), (17, 5, Rgba), (300, 1, Rgb)] {
                let picture = read(&png(width, height, colour, filter)).unwrap();
                assert_eq!((picture.width, picture.height), (width, height));
                assert!(
                    picture.bytes == pixels(width, height, picture.channels),
                    "{filter:?} {width} × {height}"
                );
            }
        }
    }

    #[test]
    fn what_is_not_read_says_why() {
        let whole = png(16, 16, png::ColorType::Rgb, png::Filter::Sub);
        assert!(matches!(read(b"GIF89a"), Err(PictureError::NotPng)));
        assert!(matches!(read(&whole[..30]), Err(PictureError::Short(8))));
        assert!(matches!(read(&whole[..whole.len() - 20]), Err(PictureError::Short(33))));
        let grey = png(16, 16, png::ColorType::Grayscale, png::Filter::Sub);
        assert!(matches!(read(&grey), Err(PictureError::Kind { colour: 0, .. })));
        let mut huge = whole.clone();
        huge[16..20].copy_from_slice(&u32::MAX.to_be_bytes());
        assert!(matches!(read(&huge), Err(PictureError::Size { width: u32::MAX, height: 16 })));
        let mut taller = whole;
        taller[23] = 17;
        assert!(matches!(read(&taller), Err(PictureError::Unpack(_))));
    }
}
