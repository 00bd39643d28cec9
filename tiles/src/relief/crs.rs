//! From degrees of WGS84 to the coordinates of a grid and back, by EPSG number.

use proj4rs::Proj;
use proj4rs::transform::transform;

use super::Fault;

/// WGS84, and RGF93 and ETRS89, which lie within a metre of it: degrees as they are.
const DEGREES: [u32; 3] = [4326, 4171, 4258];

/// The projection of a grid.
#[derive(Debug)]
pub struct Crs {
    epsg: u32,
    /// From, to; `None` where the grid is in degrees already.
    projection: Option<(Proj, Proj)>,
    degrees: bool,
}

impl Crs {
    /// Degrees of WGS84.
    pub fn degrees() -> Crs {
        Crs { epsg: 4326, projection: None, degrees: true }
    }

    /// By its number: 4326 for degrees, 2154 for Lambert-93, and whatever else proj4rs knows.
    pub fn from_epsg(epsg: u32) -> Result<Crs, Fault> {
        if DEGREES.contains(&epsg) {
            return Ok(Crs { epsg, ..Crs::degrees() });
        }
        let unknown = |_| Fault::UnknownProjection(epsg);
        let code = u16::try_from(epsg).map_err(|_| Fault::UnknownProjection(epsg))?;
        let target = Proj::from_epsg_code(code).map_err(unknown)?;
        let degrees = target.is_latlong();
        if !degrees && (target.to_meter() - 1.0).abs() > 1e-9 {
            return Err(Fault::Unit);
        }
        let source = Proj::from_epsg_code(4326).map_err(unknown)?;
        Ok(Crs { epsg, projection: Some((source, target)), degrees })
    }

    pub fn epsg(&self) -> u32 {
        self.epsg
    }

    /// Whether a step of 1 is a degree; otherwise it is a metre.
    pub fn is_degrees(&self) -> bool {
        self.degrees
    }

    /// Coordinates in the grid's projection; `None` where it does not reach that far.
    pub fn from_degrees(&self, lon: f64, lat: f64) -> Option<[f64; 2]> {
        let Some((source, target)) = &self.projection else { return Some([lon, lat]) };
        let mut point = (lon.to_radians(), lat.to_radians());
        transform(source, target, &mut point).ok()?;
        let (x, y) = if self.degrees { (point.0.to_degrees(), point.1.to_degrees()) } else { point };
        (x.is_finite() && y.is_finite()).then_some([x, y])
    }

    /// Longitude and latitude; `None` for coordinates that are no place.
    pub fn to_degrees(&self, [x, y]: [f64; 2]) -> Option<[f64; 2]> {
        let Some((source, target)) = &self.projection else { return Some([x, y]) };
        let mut point = if self.degrees { (x.to_radians(), y.to_radians()) } else { (x, y) };
        transform(target, source, &mut point).ok()?;
        let (lon, lat) = (point.0.to_degrees(), point.1.to_degrees());
        (lon.is_finite() && lat.is_finite()).then_some([lon, lat])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chartres_lies_where_lambert_93_says() {
        // IGN's own constants: longitude 3° and latitude 46°30′ are (700000, 6600000).
        let crs = Crs::from_epsg(2154).unwrap();
        let [x, y] = crs.from_degrees(3.0, 46.5).unwrap();
        assert!((x - 700_000.0).abs() < 1e-3 && (y - 6_600_000.0).abs() < 1e-3, "{x} {y}");
        let [x, y] = crs.from_degrees(1.48735, 48.44685).unwrap();
        assert!((x - 588_000.0).abs() < 1_500.0 && (y - 6_817_000.0).abs() < 1_500.0, "{x} {y}");
        let [lon, lat] = crs.to_degrees([x, y]).unwrap();
        assert!((lon - 1.48735).abs() < 1e-9 && (lat - 48.44685).abs() < 1e-9);
    }

    #[test]
    fn an_unknown_number_is_refused() {
        assert!(matches!(Crs::from_epsg(1), Err(Fault::UnknownProjection(1))));
        assert!(matches!(Crs::from_epsg(70_000), Err(Fault::UnknownProjection(70_000))));
    }
}
