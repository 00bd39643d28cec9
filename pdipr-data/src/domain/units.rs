//! Quantities with a meaning. A wrong value cannot be made: every door checks.

use serde::{Deserialize, Serialize};

/// Why a number is not a quantity.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BadUnit {
    #[error("{0} is not a length in metres: it must be finite and not negative")]
    Metres(f64),
    #[error("{0} is not an elevation in metres: it must be finite")]
    Elevation(f64),
    #[error("{0} is not a share: it must lie between 0 and 1")]
    Share(f64),
    #[error("({lon}, {lat}) is not a position: longitude −180 to 180, latitude −90 to 90")]
    Position { lon: f64, lat: f64 },
}

/// A length in metres, finite and ≥ 0.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Metres(f64);

impl Metres {
    pub const ZERO: Metres = Metres(0.0);

    /// Metres from a whole number, for constants.
    pub const fn whole(metres: u32) -> Self {
        Metres(metres as f64)
    }

    pub const fn value(self) -> f64 {
        self.0
    }

    /// Kilometres, for texts and formulas.
    pub fn kilometres(self) -> f64 {
        self.0 / 1_000.0
    }
}

impl TryFrom<f64> for Metres {
    type Error = BadUnit;
    fn try_from(value: f64) -> Result<Self, BadUnit> {
        if value.is_finite() && value >= 0.0 { Ok(Metres(value)) } else { Err(BadUnit::Metres(value)) }
    }
}

impl From<Metres> for f64 {
    fn from(metres: Metres) -> f64 {
        metres.0
    }
}

impl std::ops::Add for Metres {
    type Output = Metres;
    fn add(self, other: Metres) -> Metres {
        Metres(self.0 + other.0)
    }
}

impl std::ops::AddAssign for Metres {
    fn add_assign(&mut self, other: Metres) {
        self.0 += other.0;
    }
}

impl std::iter::Sum for Metres {
    fn sum<I: Iterator<Item = Metres>>(items: I) -> Metres {
        items.fold(Metres::ZERO, |total, item| total + item)
    }
}

/// Metres above the sea, in the height system of the source; finite.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Elevation(f64);

impl Elevation {
    /// `None` for what is no number.
    pub fn new(metres: f64) -> Option<Elevation> {
        metres.is_finite().then_some(Elevation(metres))
    }

    pub const fn metres(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Elevation {
    type Error = BadUnit;
    fn try_from(metres: f64) -> Result<Self, BadUnit> {
        Elevation::new(metres).ok_or(BadUnit::Elevation(metres))
    }
}

impl From<Elevation> for f64 {
    fn from(elevation: Elevation) -> f64 {
        elevation.0
    }
}

/// A duration in whole minutes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Minutes(pub u32);

/// A share between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Share(f64);

impl Share {
    pub const fn value(self) -> f64 {
        self.0
    }

    /// The share that `part` is of `whole`; `None` where the whole is empty.
    pub fn of(part: Metres, whole: Metres) -> Option<Share> {
        (whole.0 > 0.0).then(|| Share((part.0 / whole.0).clamp(0.0, 1.0)))
    }
}

impl TryFrom<f64> for Share {
    type Error = BadUnit;
    fn try_from(value: f64) -> Result<Self, BadUnit> {
        if (0.0..=1.0).contains(&value) { Ok(Share(value)) } else { Err(BadUnit::Share(value)) }
    }
}

impl From<Share> for f64 {
    fn from(share: Share) -> f64 {
        share.0
    }
}

/// A WGS84 position in degrees. On the wire `[longitude, latitude]`, as in GeoJSON.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "[f64; 2]", into = "[f64; 2]")]
pub struct Position {
    lon: f64,
    lat: f64,
}

impl Position {
    pub fn new(lon: f64, lat: f64) -> Result<Self, BadUnit> {
        let inside = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        if inside { Ok(Position { lon, lat }) } else { Err(BadUnit::Position { lon, lat }) }
    }

    pub const fn lon(self) -> f64 {
        self.lon
    }

    pub const fn lat(self) -> f64 {
        self.lat
    }

    /// Geodesic distance on the WGS84 ellipsoid (Karney 2013, by `geo`'s `Geodesic`).
    pub fn distance_to(self, other: Position) -> Metres {
        use geo::{Distance, Geodesic};
        Metres(Geodesic.distance(geo::Point::from(self), geo::Point::from(other)))
    }
}

impl TryFrom<[f64; 2]> for Position {
    type Error = BadUnit;
    fn try_from([lon, lat]: [f64; 2]) -> Result<Self, BadUnit> {
        Position::new(lon, lat)
    }
}

impl From<Position> for [f64; 2] {
    fn from(position: Position) -> [f64; 2] {
        [position.lon, position.lat]
    }
}

impl From<Position> for geo::Point {
    fn from(position: Position) -> geo::Point {
        geo::Point::new(position.lon, position.lat)
    }
}

/// A box on the map in degrees; west ≤ east and south ≤ north (no box crosses the antimeridian).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

impl Bounds {
    /// The smallest box around the positions; `None` without any.
    pub fn around(positions: impl IntoIterator<Item = Position>) -> Option<Bounds> {
        positions.into_iter().fold(None, |bounds: Option<Bounds>, at| {
            let one = Bounds { west: at.lon, south: at.lat, east: at.lon, north: at.lat };
            Some(bounds.map_or(one, |known| known.joined(one)))
        })
    }

    pub fn joined(self, other: Bounds) -> Bounds {
        Bounds {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    pub fn intersects(&self, other: &Bounds) -> bool {
        self.west <= other.east
            && other.west <= self.east
            && self.south <= other.north
            && other.south <= self.north
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_never_negative_nor_infinite() {
        assert!(Metres::try_from(-1.0).is_err());
        assert!(Metres::try_from(f64::NAN).is_err());
        assert!(serde_json::from_str::<Metres>("-3").is_err());
    }

    #[test]
    fn a_position_travels_as_longitude_then_latitude() {
        let chartres = Position::new(1.48735, 48.44685).unwrap();
        assert_eq!(serde_json::to_string(&chartres).unwrap(), "[1.48735,48.44685]");
    }

    #[test]
    fn a_degree_of_latitude_is_the_geodesic_not_the_haversine_length() {
        let from = Position::new(1.5, 48.0).unwrap();
        let to = Position::new(1.5, 49.0).unwrap();
        assert!((from.distance_to(to).value() - 111_209.0).abs() < 10.0);
    }
}
