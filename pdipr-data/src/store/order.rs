//! The order of the routes in the file: neighbours on the map stand near each other in the tables and in memory, so
//! that a search in a box touches few pages and few lines of the cache.

use crate::domain::Bounds;

/// The place of the middle of a box on Morton's curve (Z-order) over longitude and latitude, cells of 0.0055°.
pub fn place_on_curve(bounds: Bounds) -> u32 {
    let cell = |from: f64, to: f64, reach: f64| ((from + to) / 2.0 + reach) / (2.0 * reach) * 65_536.0;
    let east = cell(bounds.west, bounds.east, 180.0) as u16;
    let north = cell(bounds.south, bounds.north, 90.0) as u16;
    spread(east) | spread(north) << 1
}

/// A gap behind every bit.
fn spread(bits: u16) -> u32 {
    (0..16).fold(0, |spread, bit| spread | (u32::from(bits) >> bit & 1) << (2 * bit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_of_both_axes_take_turns() {
        assert_eq!(spread(0b1011), 0b1_00_01_01);
        let whole = Bounds { west: -180.0, south: -90.0, east: 180.0, north: 90.0 };
        assert_eq!(place_on_curve(whole), 0b11 << 30);
    }

    #[test]
    fn near_boxes_are_nearer_on_the_curve_than_far_ones() {
        let at = |lon: f64, lat: f64| {
            i64::from(place_on_curve(Bounds { west: lon, south: lat, east: lon, north: lat }))
        };
        let chartres = at(1.487, 48.447);
        assert!((at(1.49, 48.45) - chartres).abs() < (at(0.82, 48.32) - chartres).abs());
    }
}
