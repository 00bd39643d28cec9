//! The land as one shape and each border between two communes as one line, out of the outlines of communes, which share
//! their corners: every outline for itself would be drawn twice, and that of the land would be all of them.

use pdipr_data::domain::{Bounds, Position};
use serde_json::{Value, json};

use super::layers::{collection, features};

/// Ten millionths of a degree, a centimetre: corners that are the same compare as such.
type Corner = (i64, i64);
type Line = Vec<Corner>;
/// The lesser corner first.
type Edge = (Corner, Corner);
const SCALE: f64 = 1e7;

/// Polygons and multipolygons in; out come features of the kinds `land` and `border`, and the box around all.
pub fn borders(communes: &str) -> Result<(String, Option<Bounds>), serde_json::Error> {
    let layer: Value = serde_json::from_str(communes)?;
    let mut edges = Vec::new();
    for feature in features(&layer) {
        collect(&feature["geometry"]["coordinates"], &mut edges);
    }
    let bounds = Bounds::around(edges.iter().flat_map(|(a, b)| [*a, *b]).filter_map(place));
    edges.sort_unstable();
    // Between two communes an edge stands twice, at the border of the land once.
    let (mut outer, mut inner) = (Vec::new(), Vec::new());
    for same in edges.chunk_by(|one, other| one == other) {
        let kind = if same.len() % 2 == 1 { &mut outer } else { &mut inner };
        kind.extend(same.first());
    }
    let land = polygons(chains(&outer));
    let land = land
        .into_iter()
        .map(|rings| feature("land", "Polygon", rings.iter().map(|ring| line(ring)).collect()));
    let between = chains(&inner);
    let between = between.iter().map(|chain| feature("border", "LineString", line(chain)));
    Ok((collection(land.chain(between)), bounds))
}

fn place((lon, lat): Corner) -> Option<Position> {
    Position::new(lon as f64 / SCALE, lat as f64 / SCALE).ok()
}

fn feature(kind: &str, geometry: &str, coordinates: Value) -> Value {
    json!({
        "type": "Feature", "properties": { "kind": kind },
        "geometry": { "type": geometry, "coordinates": coordinates },
    })
}

fn line(corners: &[Corner]) -> Value {
    corners.iter().map(|(lon, lat)| json!([*lon as f64 / SCALE, *lat as f64 / SCALE])).collect()
}

fn corner(position: &Value) -> Option<Corner> {
    let whole = |axis: usize| Some((position.get(axis)?.as_f64()? * SCALE).round() as i64);
    Some((whole(0)?, whole(1)?))
}

/// Coordinates are nested to a depth that depends on the geometry: a list of positions is a ring.
fn collect(coordinates: &Value, edges: &mut Vec<Edge>) {
    let Some(list) = coordinates.as_array() else { return };
    let ring: Option<Line> = list.iter().map(corner).collect();
    let Some(ring) = ring else {
        return list.iter().for_each(|inner| collect(inner, edges));
    };
    for ends in ring.windows(2) {
        if let [a, b] = *ends
            && a != b
        {
            edges.push((a.min(b), a.max(b)));
        }
    }
}

/// Edges, each given once, joined to lines that end where more than two of them meet, or where they come back.
fn chains(edges: &[Edge]) -> Vec<Line> {
    let mut net = Net::of(edges);
    let corners: Line =
        net.ways.chunk_by(|one, other| one.0 == other.0).filter_map(|all| Some(all.first()?.0)).collect();
    let knots = corners.iter().filter(|at| net.from(**at).len() != 2).copied().collect::<Line>();
    let mut chains = Vec::new();
    // Rings without a knot are left for the second round.
    for start in knots.into_iter().chain(corners) {
        while let Some(next) = net.step(start) {
            let mut chain = vec![start, next];
            let mut at = next;
            while at != start
                && net.from(at).len() == 2
                && let Some(next) = net.step(at)
            {
                chain.push(next);
                at = next;
            }
            chains.push(chain);
        }
    }
    chains
}

/// Edges as they are found from their corners.
struct Net {
    /// From, to, which edge; sorted.
    ways: Vec<(Corner, Corner, usize)>,
    walked: Vec<bool>,
}

impl Net {
    fn of(edges: &[Edge]) -> Net {
        let both = edges.iter().enumerate().flat_map(|(edge, (a, b))| [(*a, *b, edge), (*b, *a, edge)]);
        let mut ways: Vec<_> = both.collect();
        ways.sort_unstable();
        Net { ways, walked: vec![false; edges.len()] }
    }

    fn from(&self, at: Corner) -> &[(Corner, Corner, usize)] {
        let first = self.ways.partition_point(|way| way.0 < at);
        let end = first + self.ways[first..].partition_point(|way| way.0 == at);
        &self.ways[first..end]
    }

    /// Walks an edge that nobody has walked, and says where it leads.
    fn step(&mut self, at: Corner) -> Option<Corner> {
        let (_, to, edge) = *self.from(at).iter().find(|way| !self.walked[way.2])?;
        self.walked[edge] = true;
        Some(to)
    }
}

/// Rings sorted into polygons: a ring that lies in an odd number of others is a hole of the smallest around it.
fn polygons(rings: Vec<Line>) -> Vec<Vec<Line>> {
    let around = |ring: usize| -> Vec<usize> {
        let within = |outer: &usize| *outer != ring && holds(&rings[*outer], rings[ring][0]);
        (0..rings.len()).filter(within).collect()
    };
    let all: Vec<Vec<usize>> = (0..rings.len()).map(around).collect();
    let outer = (0..rings.len()).filter(|ring| all[*ring].len().is_multiple_of(2));
    outer
        .map(|ring| {
            let holes = (0..rings.len())
                .filter(|hole| all[*hole].len() == all[ring].len() + 1 && all[*hole].contains(&ring));
            std::iter::once(ring).chain(holes).map(|ring| rings[ring].clone()).collect()
        })
        .collect()
}

/// Whether a ring goes around a point: a line from there to the east crosses it an odd number of times.
fn holds(ring: &[Corner], (x, y): Corner) -> bool {
    let mut inside = false;
    for ends in ring.windows(2) {
        let [(ax, ay), (bx, by)] = *ends else { continue };
        if (ay > y) != (by > y) {
            let across = ax as f64 + (y - ay) as f64 / (by - ay) as f64 * (bx - ax) as f64;
            inside ^= across > x as f64;
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square(west: f64, south: f64, side: f64) -> Value {
        let (east, north) = (west + side, south + side);
        json!([[west, south], [east, south], [east, north], [west, north], [west, south]])
    }

    fn drawn(communes: &[Value]) -> Vec<(String, Value)> {
        let features: Vec<Value> = communes
            .iter()
            .map(|rings| json!({ "geometry": { "type": "Polygon", "coordinates": rings } }))
            .collect();
        let (text, _) = borders(&json!({ "features": features }).to_string()).unwrap();
        let layer: Value = serde_json::from_str(&text).unwrap();
        let told = |feature: &Value| {
            let kind = feature["properties"]["kind"].as_str().unwrap().to_owned();
            (kind, feature["geometry"]["coordinates"].clone())
        };
        layer["features"].as_array().unwrap().iter().map(told).collect()
    }

    #[test]
    fn two_neighbours_are_one_land_with_one_border_between_them() {
        let found = drawn(&[json!([square(1.0, 48.0, 0.1)]), json!([square(1.1, 48.0, 0.1)])]);
        let [(land, shape), (border, between)] = &found[..] else { unreachable!("{found:?}") };
        assert_eq!((land.as_str(), border.as_str()), ("land", "border"));
        assert_eq!(shape[0].as_array().map(Vec::len), Some(7), "six corners and the first again");
        assert_eq!(shape[0][0], shape[0][6]);
        let mut ends = [between[0].to_string(), between[1].to_string()];
        ends.sort();
        assert_eq!(ends, ["[1.1,48.0]", "[1.1,48.1]"]);
    }

    #[test]
    fn what_is_missing_in_the_middle_is_a_hole_and_what_lies_apart_a_land_of_its_own() {
        let found = drawn(&[
            json!([square(1.0, 48.0, 0.3), square(1.1, 48.1, 0.1)]),
            json!([square(2.0, 48.0, 0.1)]),
        ]);
        let rings: Vec<Option<usize>> =
            found.iter().map(|(_, shape)| shape.as_array().map(Vec::len)).collect();
        assert_eq!(rings, [Some(2), Some(1)]);
        // A commune in the hole fills it again.
        let filled = drawn(&[
            json!([square(1.0, 48.0, 0.3), square(1.1, 48.1, 0.1)]),
            json!([square(1.1, 48.1, 0.1)]),
        ]);
        let kinds: Vec<&str> = filled.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["land", "border"]);
    }

    #[test]
    fn borders_end_where_three_communes_meet() {
        let found = drawn(&[
            json!([square(1.0, 48.0, 0.1)]),
            json!([square(1.1, 48.0, 0.1)]),
            json!([square(1.0, 48.1, 0.1)]),
            json!([square(1.1, 48.1, 0.1)]),
        ]);
        assert_eq!(found.iter().filter(|(kind, _)| kind == "border").count(), 4);
        assert_eq!(found.len(), 5);
    }

    #[test]
    fn without_communes_nothing_is_drawn() {
        assert_eq!(drawn(&[]), []);
        assert_eq!(borders(r#"{ "features": [] }"#).unwrap().1, None);
    }

    #[test]
    fn the_box_holds_all_communes() {
        let text = r#"{"features":[
            {"geometry":{"type":"MultiPolygon","coordinates":[[[[1,48],[2,48.5],[1.5,49],[1,48]]]]}},
            {"geometry":{"type":"Polygon","coordinates":[[[0.8,48.2],[1,48],[1.5,49],[0.8,48.2]]]}}]}"#;
        let (_, bounds) = borders(text).unwrap();
        assert_eq!(bounds, Some(Bounds { west: 0.8, south: 48.0, east: 2.0, north: 49.0 }));
    }
}
