//! Unknown pixels of shaded tiles continue what lies around them, the more of it the further away the known ground is: no
//! cliff, and no stripes as from the nearest one. Each is taken from the zoom above, across the borders of its tiles, so that
//! neighbours continue alike and no border is shaded; the tile of the whole world is taken from averages of itself.

use crate::read::heights::SIDE;

/// Heights of a tile, `SIDE × SIDE`; `NaN` where unknown.
pub(super) type Heights = Vec<f32>;

/// Where a tile's quarter of the zoom above begins and how far it reaches, in its pixels.
const HALF: i32 = SIDE as i32 / 2;

/// Fills the tile of the whole world.
pub(super) fn world(heights: Heights) -> Heights {
    filled(heights, SIDE)
}

/// Fills a tile from the zoom above: `coarse` knows its pixels from −1 to `SIDE / 2`, counted from the north-west corner of
/// the tile.
pub(super) fn tile(mut heights: Heights, coarse: &dyn Fn(i32, i32) -> f32) -> Heights {
    fill(&mut heights, SIDE, [-1, HALF], coarse);
    heights
}

/// Each pixel the mean of what is known of four.
pub(super) fn halved(heights: &[f32], side: usize) -> Heights {
    let half = side / 2;
    let at = |x: usize, y: usize| heights.get(y * side + x).copied();
    let mean = |place: usize| {
        let (x, y) = (place % half * 2, place / half * 2);
        let four = [at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
        let known = four.into_iter().flatten().filter(|height| !height.is_nan());
        let (sum, count) = known.fold((0.0, 0.0), |(sum, count), height| (sum + height, count + 1.0));
        if count > 0.0 { sum / count } else { f32::NAN }
    };
    (0..half * half).map(mean).collect()
}

/// Fills a square from one of half its side, which is filled first.
fn filled(mut heights: Heights, side: usize) -> Heights {
    if side <= 1 || heights.iter().all(|height| !height.is_nan()) {
        return heights;
    }
    let half = side / 2;
    let coarse = filled(halved(&heights, side), half);
    let at = |x: i32, y: i32| coarse.get(y as usize * half + x as usize).copied().unwrap_or(f32::NAN);
    fill(&mut heights, side, [0, half as i32 - 1], &at);
    heights
}

/// Bilinear between the middles of coarse pixels, of which those between `least` and `most` exist.
fn fill(heights: &mut [f32], side: usize, [least, most]: [i32; 2], coarse: &dyn Fn(i32, i32) -> f32) {
    let between = |at: usize| {
        let place = at as f32 / 2.0 - 0.25;
        let before = place.floor();
        let [left, right] = [before as i32, before as i32 + 1].map(|pixel| pixel.clamp(least, most));
        (left, right, place - before)
    };
    for (at, height) in heights.iter_mut().enumerate().filter(|(_, height)| height.is_nan()) {
        let ((left, right, across), (top, low, down)) = (between(at % side), between(at / side));
        let along = |y: i32| coarse(left, y) * (1.0 - across) + coarse(right, y) * across;
        *height = along(top) * (1.0 - down) + along(low) * down;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_ground_stays_and_the_rest_lies_between_its_heights() {
        let mut heights = vec![f32::NAN; SIDE * SIDE];
        (heights[0], heights[SIDE * SIDE - 1]) = (100.0, 200.0);
        let filled = world(heights);
        assert_eq!((filled[0], filled[SIDE * SIDE - 1]), (100.0, 200.0));
        assert!(filled.iter().all(|height| (100.0..=200.0).contains(height)));
    }

    #[test]
    fn a_slope_of_the_zoom_above_goes_on_to_the_border_and_beyond() {
        let slope = |x: i32, _: i32| x as f32 * 2.0;
        let filled = tile(vec![f32::NAN; SIDE * SIDE], &slope);
        // A pixel is half as wide: 1 m each.
        assert!(
            filled.windows(2).enumerate().all(|(at, pair)| at % SIDE == SIDE - 1 || pair[1] - pair[0] == 1.0)
        );
    }
}
