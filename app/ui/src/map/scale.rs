//! The scale bar: the longest round length that fits.

use pdipr_data::domain::Metres;

/// A length and how many pixels it takes on the map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ScaleBar {
    pub length: Metres,
    pub px: f64,
}

/// At this zoom and latitude, at most `room` pixels long. MapLibre's world is 512 pixels wide at zoom 0.
pub fn scale_bar(zoom: f64, lat: f64, room: f64) -> ScaleBar {
    const EQUATOR: f64 = 40_075_016.686;
    let metres_a_px = EQUATOR * lat.to_radians().cos() / (512.0 * zoom.exp2());
    let length = round_length(metres_a_px * room);
    ScaleBar { length: Metres::whole(length), px: f64::from(length) / metres_a_px }
}

/// The largest of 1, 2, 5 × 10ⁿ that is not above `metres`; at least 1 m.
fn round_length(metres: f64) -> u32 {
    (0..7)
        .flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u32.pow(power)))
        .rfind(|length| f64::from(*length) <= metres)
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_one_two_or_five_times_a_power_of_ten() {
        assert_eq!(round_length(1.0), 1);
        assert_eq!(round_length(4.9), 2);
        assert_eq!(round_length(999.0), 500);
        assert_eq!(round_length(1_000.0), 1_000);
        assert_eq!(round_length(74_000.0), 50_000);
    }

    #[test]
    fn the_bar_fits_its_room_and_fills_at_least_two_fifths_of_it() {
        for zoom in 5..18 {
            let bar = scale_bar(f64::from(zoom), 48.4, 100.0);
            assert!(bar.px <= 100.0 && bar.px >= 40.0, "zoom {zoom}: {bar:?}");
        }
    }

    #[test]
    fn at_zoom_12_a_kilometre_of_eure_et_loir_takes_79_pixels() {
        let bar = scale_bar(12.0, 48.4, 100.0);
        assert_eq!(bar.length, Metres::whole(1_000));
        assert!((bar.px - 78.8).abs() < 0.5, "{}", bar.px);
    }
}
