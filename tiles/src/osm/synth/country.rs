//! A made-up lowland: parishes in a grid, each with a village of streets and houses, tracks to its neighbours, a stream, woods
//! with clearings (multipolygons), signposts, water points, and a waymarked loop.

use std::io::{self, Write};

use super::writer::{Member, Packing, Writer};
use crate::osm::Kind;

/// How large it is. One parish has about 5,600 nodes and 760 ways, some 28 kB of file: 73 by 73 are 147 MB, 104 by 104 300 MB.
#[derive(Debug, Clone, Copy)]
pub struct Country {
    pub parishes_east: u32,
    pub parishes_north: u32,
    pub seed: u64,
}

/// Its south-west corner and the side of a parish, in 10^-7 degree.
const SOUTH: i64 = 480_000_000;
const WEST: i64 = 10_000_000;
const SIDE: i64 = 400_000;

/// Splitmix64 (Steele, Lea, Flood 2014): the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: i64) -> i64 {
        (self.roll() % end.unsigned_abs().max(1)) as i64
    }
}

type Tag = (&'static str, String);

struct Node {
    lat: i64,
    lon: i64,
    tags: Vec<Tag>,
}

struct Way {
    /// Nodes counted from the first of the parish.
    nodes: Vec<usize>,
    tags: Vec<Tag>,
}

struct Relation {
    /// Ways counted from the first of the parish, with roles.
    ways: Vec<(usize, &'static str)>,
    tags: Vec<Tag>,
}

#[derive(Default)]
struct Parish {
    nodes: Vec<Node>,
    ways: Vec<Way>,
    relations: Vec<Relation>,
}

/// Writes the country, sorted. Only one parish at a time is in memory; each is made three times, once for each kind of object.
pub fn write_country<W: Write>(out: W, country: Country, packing: Packing) -> io::Result<W> {
    let mut writer = Writer::new(out, packing, true)?;
    let parishes = || {
        (0..country.parishes_north)
            .flat_map(|north| (0..country.parishes_east).map(move |east| (east, north)))
    };
    for kind in [Kind::Node, Kind::Way, Kind::Relation] {
        let (mut node, mut way, mut relation) = (1i64, 1i64, 1i64);
        for (east, north) in parishes() {
            let parish = Parish::of(country.seed, east, north);
            match kind {
                Kind::Node => {
                    for (index, at) in parish.nodes.iter().enumerate() {
                        writer.node(node + index as i64, at.lat, at.lon, &borrowed(&at.tags))?;
                    }
                }
                Kind::Way => {
                    for (index, of) in parish.ways.iter().enumerate() {
                        let nodes: Vec<i64> = of.nodes.iter().map(|at| node + *at as i64).collect();
                        writer.way(way + index as i64, &nodes, &borrowed(&of.tags))?;
                    }
                }
                Kind::Relation => {
                    for (index, of) in parish.relations.iter().enumerate() {
                        let member = |(at, role): &(usize, &'static str)| Member {
                            kind: Kind::Way,
                            id: way + *at as i64,
                            role,
                        };
                        let members: Vec<Member> = of.ways.iter().map(member).collect();
                        writer.relation(relation + index as i64, &members, &borrowed(&of.tags))?;
                    }
                }
            }
            node += parish.nodes.len() as i64;
            way += parish.ways.len() as i64;
            relation += parish.relations.len() as i64;
        }
    }
    writer.finish()
}

fn borrowed(tags: &[Tag]) -> Vec<(&str, &str)> {
    tags.iter().map(|(key, value)| (*key, value.as_str())).collect()
}

fn tags(pairs: &[(&'static str, &str)]) -> Vec<Tag> {
    pairs.iter().map(|(key, value)| (*key, (*value).to_owned())).collect()
}

impl Parish {
    fn of(seed: u64, east: u32, north: u32) -> Parish {
        let number = u64::from(north) << 32 | u64::from(east);
        let mut dice = Dice(seed ^ number.wrapping_mul(0xd134_2543_de82_ef95));
        let (lat, lon) = (SOUTH + i64::from(north) * SIDE, WEST + i64::from(east) * SIDE);
        let mut parish = Parish::default();
        let name = format!("Saint-Exemple-{east}-{north}");
        parish.point(
            lat + SIDE / 2,
            lon + SIDE / 2,
            &[("place", "village"), ("name", &name), ("population", "412")],
        );
        parish.village(&mut dice, lat + SIDE / 2, lon + SIDE / 2);
        parish.tracks(&mut dice, lat, lon);
        parish.woods(&mut dice, lat, lon);
        parish.points(&mut dice, lat, lon, east, north);
        parish.walk(&mut dice, lat, lon, &name);
        parish
    }

    fn point(&mut self, lat: i64, lon: i64, pairs: &[(&'static str, &str)]) -> usize {
        self.nodes.push(Node { lat, lon, tags: tags(pairs) });
        self.nodes.len() - 1
    }

    fn way(&mut self, nodes: Vec<usize>, pairs: &[(&'static str, &str)]) -> usize {
        self.ways.push(Way { nodes, tags: tags(pairs) });
        self.ways.len() - 1
    }

    /// A line from one place to another that wavers a little.
    fn wavering(&mut self, dice: &mut Dice, from: (i64, i64), to: (i64, i64), steps: i64) -> Vec<usize> {
        (0..=steps)
            .map(|step| {
                let waver = if step == 0 || step == steps { 0 } else { dice.below(3_000) - 1_500 };
                let lat = from.0 + (to.0 - from.0) * step / steps + waver;
                let lon = from.1 + (to.1 - from.1) * step / steps - waver;
                self.point(lat, lon, &[])
            })
            .collect()
    }

    /// A closed line around a place.
    fn round(&mut self, dice: &mut Dice, lat: i64, lon: i64, radius: i64, corners: usize) -> Vec<usize> {
        let first = self.nodes.len();
        for corner in 0..corners {
            let turn = corner as f64 / corners as f64 * std::f64::consts::TAU;
            let far = (radius * 3 / 4 + dice.below(radius / 4)) as f64;
            self.point(lat + (far * turn.sin()) as i64, lon + (far * turn.cos()) as i64, &[]);
        }
        (first..self.nodes.len()).chain([first]).collect()
    }

    fn village(&mut self, dice: &mut Dice, lat: i64, lon: i64) {
        for street in 0..12i64 {
            let offset = (street / 2 - 3) * 6_000;
            let (from, to) = if street % 2 == 0 {
                ((lat + offset, lon - 20_000), (lat + offset, lon + 20_000))
            } else {
                ((lat - 20_000, lon + offset), (lat + 20_000, lon + offset))
            };
            let nodes = self.wavering(dice, from, to, 14);
            let kind = if street < 2 { "tertiary" } else { "residential" };
            let name = format!("Rue {}", dice.below(400));
            self.way(nodes, &[("highway", kind), ("name", &name), ("surface", "asphalt")]);
        }
        for _ in 0..640 {
            let (south, west) = (lat + dice.below(40_000) - 20_000, lon + dice.below(40_000) - 20_000);
            let (height, width) = (500 + dice.below(900), 700 + dice.below(1_400));
            let corners = [(0, 0), (0, width), (height, width), (height, 0)];
            let nodes: Vec<usize> =
                corners.iter().map(|(up, right)| self.point(south + up, west + right, &[])).collect();
            self.way(nodes.iter().copied().chain(nodes.first().copied()).collect(), &[("building", "yes")]);
        }
    }

    fn tracks(&mut self, dice: &mut Dice, lat: i64, lon: i64) {
        let middle = (lat + SIDE / 2, lon + SIDE / 2);
        for track in 0..24 {
            let to = (lat + dice.below(SIDE), lon + dice.below(SIDE));
            let nodes = self.wavering(dice, middle, to, 40);
            match track % 4 {
                0 => self.way(nodes, &[("highway", "track"), ("tracktype", "grade2"), ("surface", "gravel")]),
                1 => self.way(nodes, &[("highway", "path"), ("sac_scale", "hiking")]),
                2 => self.way(nodes, &[("highway", "unclassified")]),
                _ => self.way(nodes, &[("highway", "footway"), ("foot", "designated")]),
            };
        }
        let (from, to) = (lon + dice.below(SIDE), lon + dice.below(SIDE));
        let stream = self.wavering(dice, (lat, from), (lat + SIDE, to), 120);
        self.way(stream, &[("waterway", "stream"), ("name", "Ru de l’Exemple")]);
    }

    fn woods(&mut self, dice: &mut Dice, lat: i64, lon: i64) {
        for wood in 0..60 {
            let (at_lat, at_lon) = (lat + dice.below(SIDE), lon + dice.below(SIDE));
            let outside = self.round(dice, at_lat, at_lon, 14_000, 24);
            if wood % 6 == 0 {
                // The outside in two halves, and a clearing.
                let half = outside.len() / 2;
                let one = self.way(outside[..=half].to_vec(), &[]);
                let other = self.way(outside[half..].iter().rev().copied().collect(), &[]);
                let clearing = self.round(dice, at_lat, at_lon, 4_000, 12);
                let hole = self.way(clearing, &[]);
                let ways = vec![(one, "outer"), (hole, "inner"), (other, "outer")];
                self.relations
                    .push(Relation { ways, tags: tags(&[("type", "multipolygon"), ("natural", "wood")]) });
            } else {
                let kind = if wood % 3 == 0 { "farmland" } else { "forest" };
                self.way(outside, &[("landuse", kind)]);
            }
        }
    }

    fn points(&mut self, dice: &mut Dice, lat: i64, lon: i64, east: u32, north: u32) {
        let pois: [&[(&'static str, &str)]; 6] = [
            &[("amenity", "drinking_water"), ("name", "Fontaine")],
            &[("amenity", "bench")],
            &[("tourism", "picnic_site")],
            &[("historic", "wayside_cross")],
            &[("barrier", "gate")],
            &[("shop", "bakery"), ("name", "Au bon pain")],
        ];
        for poi in 0..30 {
            let pairs = pois[poi % pois.len()];
            self.point(lat + dice.below(SIDE), lon + dice.below(SIDE), pairs);
        }
        for post in 0..6 {
            let number = format!("P{east}-{north}-{post}");
            let pairs = [("tourism", "information"), ("information", "guidepost"), ("ref", number.as_str())];
            self.point(lat + dice.below(SIDE), lon + dice.below(SIDE), &pairs);
        }
    }

    fn walk(&mut self, dice: &mut Dice, lat: i64, lon: i64, village: &str) {
        let corners = [
            (SIDE / 4, SIDE / 4),
            (SIDE / 4, SIDE * 3 / 4),
            (SIDE * 3 / 4, SIDE * 3 / 4),
            (SIDE * 3 / 4, SIDE / 4),
        ];
        let mut ways = Vec::new();
        let first = self.nodes.len();
        let mut before: Option<usize> = None;
        for index in 0..corners.len() {
            let (from, to) = (corners[index], corners[(index + 1) % corners.len()]);
            let mut nodes = self.wavering(dice, (lat + from.0, lon + from.1), (lat + to.0, lon + to.1), 50);
            if let (Some(before), Some(start)) = (before, nodes.first_mut()) {
                *start = before;
            }
            if index + 1 == corners.len()
                && let Some(end) = nodes.last_mut()
            {
                *end = first;
            }
            before = nodes.last().copied();
            ways.push((self.way(nodes, &[("highway", "path")]), ""));
        }
        let name = format!("Tour de {village}");
        let pairs = [
            ("type", "route"),
            ("route", "hiking"),
            ("network", "lwn"),
            ("name", name.as_str()),
            ("osmc:symbol", "yellow:white:yellow_bar"),
        ];
        self.relations.push(Relation { ways, tags: tags(&pairs) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_one_others() {
        let country = Country { parishes_east: 2, parishes_north: 1, seed: 1 };
        let written = |seed| write_country(Vec::new(), Country { seed, ..country }, Packing::Plain).unwrap();
        assert!(written(1) == written(1));
        assert!(written(1) != written(2));
    }
}
