//! The coordinates of a point as people write them: degrees with decimals, degrees-minutes-seconds, or UTM.

use pdipr_data::domain::Position;
use sente_core::carnet::{CoordinateSystem, Language};

use crate::format::{decimals_in, fixed, position_in};

const NBSP: char = '\u{a0}';

/// "48,44685° N, 1,48735° E", "48° 26′ 48,7″ N, 1° 29′ 14,5″ E" or "UTM 31N 388143 5367073".
pub fn written(language: Language, system: CoordinateSystem, at: Position) -> String {
    match system {
        CoordinateSystem::Decimal => position_in(language, at),
        CoordinateSystem::Sexagesimal => sexagesimal(language, at),
        CoordinateSystem::Utm => {
            let Utm { zone, north, easting, northing } = utm(at);
            let half = if north { 'N' } else { 'S' };
            format!("UTM{NBSP}{zone}{half} {} {}", fixed(easting, 0), fixed(northing, 0))
        }
    }
}

fn sexagesimal(language: Language, at: Position) -> String {
    let west = if language == Language::Fr { "O" } else { "W" };
    let part = |degrees: f64, positive: &str, negative: &str| {
        // Tenths of a second, so that 59.96″ becomes the next minute and never 60″.
        let tenths = (degrees.abs() * 36_000.0).round() as u64;
        let (degree, minute) = (tenths / 36_000, tenths / 600 % 60);
        let second = decimals_in(language, (tenths % 600) as f64 / 10.0, 1);
        let side = if degrees < 0.0 { negative } else { positive };
        format!("{degree}°{NBSP}{minute:02}′{NBSP}{second:0>4}″{NBSP}{side}")
    };
    format!("{}, {}", part(at.lat(), "N", "S"), part(at.lon(), "E", west))
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Utm {
    zone: u8,
    north: bool,
    /// Metres.
    easting: f64,
    northing: f64,
}

/// Universal Transverse Mercator on WGS84 in the zone of the point, by Krüger's series to the third order: true to less
/// than a millimetre inside the zone. (C. F. F. Karney, *Transverse Mercator with an accuracy of a few nanometers*, 2011.)
fn utm(at: Position) -> Utm {
    const FLATTENING: f64 = 1.0 / 298.257_223_563;
    const EQUATOR: f64 = 6_378_137.0;
    const SCALE: f64 = 0.9996;
    let zone = (((at.lon() + 180.0) / 6.0).floor() as u8).min(59) + 1;
    let middle = f64::from(zone) * 6.0 - 183.0;

    let n = FLATTENING / (2.0 - FLATTENING);
    let radius = EQUATOR / (1.0 + n) * (1.0 + n.powi(2) / 4.0 + n.powi(4) / 64.0);
    let series = [
        n / 2.0 - 2.0 / 3.0 * n.powi(2) + 5.0 / 16.0 * n.powi(3),
        13.0 / 48.0 * n.powi(2) - 3.0 / 5.0 * n.powi(3),
        61.0 / 240.0 * n.powi(3),
    ];

    let eccentric = 2.0 * n.sqrt() / (1.0 + n);
    let sine = at.lat().to_radians().sin().clamp(-0.999_999_999, 0.999_999_999);
    let conformal = (sine.atanh() - eccentric * (eccentric * sine).atanh()).sinh();
    let away = (at.lon() - middle).to_radians();
    let along = conformal.atan2(away.cos());
    let across = (away.sin() / (1.0 + conformal.powi(2)).sqrt()).atanh();

    let (mut x, mut y) = (across, along);
    for (factor, order) in series.into_iter().zip([2.0, 4.0, 6.0]) {
        x += factor * (order * along).cos() * (order * across).sinh();
        y += factor * (order * along).sin() * (order * across).cosh();
    }
    let north = at.lat() >= 0.0;
    let shift = if north { 0.0 } else { 10_000_000.0 };
    Utm { zone, north, easting: 500_000.0 + SCALE * radius * x, northing: shift + SCALE * radius * y }
}

#[cfg(test)]
mod tests {
    use proj4rs::Proj;

    use super::*;

    fn at(lon: f64, lat: f64) -> Position {
        Position::new(lon, lat).unwrap()
    }

    #[test]
    fn utm_agrees_with_proj_to_a_centimetre() {
        let degrees = Proj::from_proj_string("+proj=longlat +datum=WGS84").unwrap();
        for (lon, lat) in
            [(1.487_35, 48.446_85), (0.76, 47.95), (2.99, 48.9), (5.99, 43.7), (-2.5, -33.25), (0.0, 0.0)]
        {
            let found = utm(at(lon, lat));
            let south = if lat < 0.0 { " +south" } else { "" };
            let proj = format!("+proj=utm +zone={}{south} +datum=WGS84", found.zone);
            let proj = Proj::from_proj_string(&proj).unwrap();
            let mut point = (f64::to_radians(lon), f64::to_radians(lat), 0.0);
            proj4rs::transform::transform(&degrees, &proj, &mut point).unwrap();
            assert!((found.easting - point.0).abs() < 0.01, "{lon} {lat}: {found:?} {point:?}");
            assert!((found.northing - point.1).abs() < 0.01, "{lon} {lat}: {found:?} {point:?}");
        }
    }

    #[test]
    fn eure_et_loir_lies_in_zone_31_and_the_map_ends_in_zone_60() {
        assert_eq!(utm(at(1.5, 48.4)).zone, 31);
        assert_eq!(utm(at(-0.1, 48.4)).zone, 30);
        assert_eq!(utm(at(180.0, 10.0)).zone, 60);
    }

    #[test]
    fn seconds_never_reach_sixty() {
        let text = written(Language::En, CoordinateSystem::Sexagesimal, at(1.999_999, -0.5));
        assert_eq!(text.replace(NBSP, " "), "0° 30′ 00.0″ S, 2° 00′ 00.0″ E");
        let text = written(Language::Fr, CoordinateSystem::Sexagesimal, at(-1.487_35, 48.446_85));
        assert_eq!(text.replace(NBSP, " "), "48° 26′ 48,7″ N, 1° 29′ 14,5″ O");
    }

    #[test]
    fn utm_is_written_with_its_zone() {
        let text = written(Language::Fr, CoordinateSystem::Utm, at(1.487_35, 48.446_85));
        assert_eq!(text.replace(NBSP, " "), "UTM 31N 388143 5367073");
    }
}
