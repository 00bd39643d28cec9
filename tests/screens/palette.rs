//! Makes a picture light enough for the repository: the same pixels with at most 256 colours. Screens have few colours and
//! many shades at the edges of letters, so the common ones stay exactly as they are and the rest take the nearest.

use std::collections::HashMap;

use anyhow::Result;
use png::{BitDepth, ColorType, Compression, Encoder};
use sente_tests::Picture;

type Colour = [u8; 3];

const COLOURS_MAX: usize = 256;
/// Two colours of the palette are at least this far apart, as long as there are enough others.
const APART: u32 = 12 * 12;

/// The picture with a palette.
pub fn lighten(picture: &[u8]) -> Result<Vec<u8>> {
    let Picture { size: (width, height), pixels: colours } = Picture::of(picture)?;
    let (palette, place) = palette(&colours);
    let indexed: Vec<u8> = colours.iter().map(|colour| place[colour]).collect();

    let mut light = Vec::new();
    let mut encoder = Encoder::new(&mut light, width, height);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.write_header()?.write_image_data(&indexed)?;
    Ok(light)
}

/// The colours that are kept, and for each colour of the picture the place of the kept one that stands for it.
fn palette(colours: &[Colour]) -> (Vec<Colour>, HashMap<Colour, u8>) {
    let mut counts = HashMap::<Colour, u32>::new();
    for colour in colours {
        *counts.entry(*colour).or_default() += 1;
    }
    let mut common: Vec<(Colour, u32)> = counts.into_iter().collect();
    // The second key makes the same picture of the same pixels.
    common.sort_by_key(|(colour, count)| (std::cmp::Reverse(*count), *colour));
    let mut kept: Vec<Colour> = Vec::new();
    for least in [APART, 1] {
        for (colour, _) in &common {
            if kept.len() < COLOURS_MAX && kept.iter().all(|other| distance(*colour, *other) >= least) {
                kept.push(*colour);
            }
        }
    }
    let place = common.iter().map(|(colour, _)| (*colour, nearest(&kept, *colour))).collect();
    (kept, place)
}

fn nearest(kept: &[Colour], colour: Colour) -> u8 {
    let places = (0..=u8::MAX).zip(kept);
    places.min_by_key(|(_, other)| distance(colour, **other)).map_or(0, |(place, _)| place)
}

fn distance(one: Colour, other: Colour) -> u32 {
    one.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_stay_as_they_are() {
        let (kept, place) = palette(&[[1, 2, 3], [1, 2, 4], [1, 2, 3]]);
        assert_eq!(kept, [[1, 2, 3], [1, 2, 4]]);
        assert_eq!(kept[usize::from(place[&[1, 2, 4]])], [1, 2, 4]);
    }

    #[test]
    fn of_many_colours_the_common_ones_stay() {
        let mut colours: Vec<Colour> =
            (0..=u8::MAX).flat_map(|r| [[r, 0, 0], [0, r, 0], [0, 0, r]]).collect();
        colours.extend([[7, 7, 7]; 9]);
        let (kept, place) = palette(&colours);
        assert_eq!(kept.len(), COLOURS_MAX);
        assert_eq!(kept[usize::from(place[&[7, 7, 7]])], [7, 7, 7]);
    }
}
