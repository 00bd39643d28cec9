//! What lies around a position: its commune, the nearest towns and stations.

use std::collections::BTreeMap;

use crate::domain::{Commune, Insee, Metres, Nearby, Position, Station, Town};

/// A flat picture of the ground around a latitude, for quick comparisons; true to a few per mille over a
/// département. Figures that are kept are geodesics.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plane {
    east: f64,
    north: f64,
}

impl Plane {
    pub fn at(latitude: f64) -> Plane {
        Plane { east: 111_320.0 * latitude.to_radians().cos(), north: 111_200.0 }
    }

    pub fn point(&self, at: Position) -> (f64, f64) {
        (at.lon() * self.east, at.lat() * self.north)
    }

    /// Metres between two positions.
    pub fn metres(&self, a: Position, b: Position) -> f64 {
        let ((ax, ay), (bx, by)) = (self.point(a), self.point(b));
        (ax - bx).hypot(ay - by)
    }
}

pub struct Ground<'a> {
    communes: BTreeMap<&'a Insee, &'a Commune>,
    towns: &'a [Town],
    stations: &'a [Station],
    plane: Plane,
}

impl<'a> Ground<'a> {
    pub fn new(communes: &'a [Commune], towns: &'a [Town], stations: &'a [Station]) -> Self {
        let middle = communes.iter().map(|commune| (commune.bounds.south + commune.bounds.north) / 2.0);
        let latitude = if communes.is_empty() { 48.0 } else { middle.sum::<f64>() / communes.len() as f64 };
        let communes = communes.iter().map(|commune| (&commune.insee, commune)).collect();
        Ground { communes, towns, stations, plane: Plane::at(latitude) }
    }

    pub fn plane(&self) -> Plane {
        self.plane
    }

    pub fn commune(&self, insee: &Insee) -> Option<&'a Commune> {
        self.communes.get(insee).copied()
    }

    /// The commune whose outline holds the position.
    pub fn commune_at(&self, at: Position) -> Option<&'a Commune> {
        self.communes.values().find(|commune| holds(commune, at)).copied()
    }

    /// How far outside the outline, 0 within it.
    pub fn metres_outside(&self, commune: &Commune, at: Position) -> f64 {
        if holds(commune, at) {
            return 0.0;
        }
        let here = self.plane.point(at);
        let edges = commune.outline.iter().flatten().flat_map(|ring| ring.windows(2));
        edges
            .map(|edge| to_edge(here, self.plane.point(edge[0]), self.plane.point(edge[1])))
            .fold(f64::INFINITY, f64::min)
    }

    /// The nearest towns to any of the positions, nearest first.
    pub fn towns_near(&self, anchors: &[Position], most: usize, within: Metres) -> Vec<Nearby> {
        self.nearest(anchors, self.towns.iter().map(|town| (town.name.as_str(), town.at)), most, within)
    }

    /// The nearest stations to any of the positions, nearest first.
    pub fn stations_near(&self, anchors: &[Position], most: usize, within: Metres) -> Vec<Nearby> {
        self.nearest(
            anchors,
            self.stations.iter().map(|station| (station.name.as_str(), station.at)),
            most,
            within,
        )
    }

    fn nearest<'n>(
        &self,
        anchors: &[Position],
        places: impl Iterator<Item = (&'n str, Position)>,
        most: usize,
        within: Metres,
    ) -> Vec<Nearby> {
        let mut near: Vec<(f64, &str, Position, Position)> = places
            .filter_map(|(name, at)| {
                let anchor = anchors
                    .iter()
                    .min_by(|a, b| self.plane.metres(**a, at).total_cmp(&self.plane.metres(**b, at)))?;
                Some((self.plane.metres(*anchor, at), name, at, *anchor))
            })
            .filter(|(metres, ..)| *metres <= within.value())
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        near.truncate(most);
        near.into_iter()
            .map(|(_, name, at, anchor)| Nearby {
                name: name.to_owned(),
                at,
                distance: anchor.distance_to(at),
            })
            .collect()
    }
}

fn holds(commune: &Commune, at: Position) -> bool {
    let bounds = commune.bounds;
    (bounds.west..=bounds.east).contains(&at.lon())
        && (bounds.south..=bounds.north).contains(&at.lat())
        && commune.outline.iter().any(|rings| rings.iter().filter(|ring| inside(ring, at)).count() % 2 == 1)
}

/// Even-odd rule.
fn inside(ring: &[Position], at: Position) -> bool {
    let crossed = |edge: &&[Position]| {
        let (a, b) = (edge[0], edge[1]);
        (a.lat() > at.lat()) != (b.lat() > at.lat())
            && at.lon() < (b.lon() - a.lon()) * (at.lat() - a.lat()) / (b.lat() - a.lat()) + a.lon()
    };
    ring.windows(2).filter(crossed).count() % 2 == 1
}

fn to_edge(point: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let squared = dx * dx + dy * dy;
    let along = if squared > 0.0 {
        (((point.0 - from.0) * dx + (point.1 - from.1) * dy) / squared).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (point.0 - from.0 - along * dx).hypot(point.1 - from.1 - along * dy)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Bounds;

    fn at(lon: f64, lat: f64) -> Position {
        Position::new(lon, lat).unwrap()
    }

    fn square() -> Commune {
        let ring = vec![at(1.0, 48.0), at(1.1, 48.0), at(1.1, 48.1), at(1.0, 48.1), at(1.0, 48.0)];
        Commune {
            insee: Insee("28001".into()),
            name: "Carré".into(),
            population: None,
            postcodes: vec![],
            mairie: None,
            bounds: Bounds::around(ring.iter().copied()).unwrap(),
            outline: vec![vec![ring]],
        }
    }

    #[test]
    fn a_point_inside_is_no_metre_outside() {
        let communes = [square()];
        let ground = Ground::new(&communes, &[], &[]);
        assert_eq!(ground.metres_outside(&communes[0], at(1.05, 48.05)), 0.0);
        let north = ground.metres_outside(&communes[0], at(1.05, 48.101));
        assert!((north - 111.2).abs() < 1.0, "{north}");
    }

    #[test]
    fn the_nearest_station_comes_first_and_far_ones_not_at_all() {
        let station = |name: &str, lon| Station { name: name.into(), uic: String::new(), at: at(lon, 48.0) };
        let stations = [station("Loin", 2.0), station("Ici", 1.001), station("Là", 1.01)];
        let ground = Ground::new(&[], &[], &stations);
        let near = ground.stations_near(&[at(1.0, 48.0)], 5, Metres::whole(5_000));
        let names: Vec<_> = near.iter().map(|near| near.name.as_str()).collect();
        assert_eq!(names, ["Ici", "Là"]);
    }
}
