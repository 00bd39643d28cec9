//! The made-up country of a synthetic catalogue: a chequerboard of communes, and ways that wander through it.

use std::collections::BTreeMap;

use super::dice::Dice;
use crate::domain::{Bounds, Commune, Insee, Nature, Position, Segment, SegmentId, Station, Town};

const WEST: f64 = 0.75;
const SOUTH: f64 = 47.95;
const COLUMNS: usize = 20;
const ROWS: usize = 18;
const CELL_LON: f64 = 0.0625;
const CELL_LAT: f64 = 0.0555;
const WAYS_IN_A_COMMUNE: usize = 12;

const BEGINNINGS: &[&str] = &[
    "Alm", "Bert", "Cour", "Dam", "Ermen", "Fres", "Gall", "Hou", "Illi", "Jou", "Lan", "Mont", "Neu", "Orm",
    "Pré", "Roin", "Sain", "Thé", "Vill", "Yèv",
];
const ENDINGS: &[&str] = &[
    "aville",
    "eau",
    "ière",
    "ignolles",
    "oncourt",
    "eray",
    "evilliers",
    "ain",
    "ouville",
    "enay",
    "elles",
    "ardais",
    "eil",
    "iers",
    "ombray",
    "onville",
    "angis",
    "ergues",
];
const THINGS: &[&str] = &[
    "Boucle de",
    "Le moulin de",
    "Les étangs de",
    "Chemin des bois de",
    "Tour de",
    "Le lavoir de",
    "Les vallons de",
];
const WAY_NAMES: &[&str] =
    &["du Moulin", "de la Fontaine", "des Bois", "de l'Étang", "de la Croix", "du Château", "des Vignes"];

pub(super) struct Country {
    pub(super) communes: Vec<Commune>,
    pub(super) towns: Vec<Town>,
    pub(super) stations: Vec<Station>,
    /// In the order of the communes, the same number in each.
    pub(super) segments: Vec<Segment>,
}

impl Country {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let communes: Vec<Commune> = (0..COLUMNS * ROWS).map(commune).collect();
        let middle = |index: usize| at(index, 0.5, 0.5);
        let towns = (0..communes.len())
            .step_by(6)
            .map(|index| Town {
                name: communes[index].name.clone(),
                population: 500 + dice.below(9_000) as u32,
                at: middle(index),
            })
            .collect();
        let stations = (0..communes.len())
            .step_by(13)
            .map(|index| Station {
                name: communes[index].name.clone(),
                uic: format!("99{index:06}"),
                at: middle(index),
            })
            .collect();
        let segments = (0..communes.len() * WAYS_IN_A_COMMUNE)
            .map(|number| segment(number, &communes[number / WAYS_IN_A_COMMUNE], &mut dice))
            .collect();
        Country { communes, towns, stations, segments }
    }

    pub(super) fn any_segment(&self, dice: &mut Dice) -> &Segment {
        dice.one_of(&self.segments)
    }

    /// Another way of the commune in which this one ends.
    pub(super) fn segment_beside(&self, segment: &Segment, dice: &mut Dice) -> &Segment {
        let index = cell(segment.line[segment.line.len() - 1]);
        &self.segments[index * WAYS_IN_A_COMMUNE + dice.below(WAYS_IN_A_COMMUNE)]
    }

    pub(super) fn commune_at(&self, at: Position) -> &Commune {
        &self.communes[cell(at)]
    }
}

pub(super) fn thing(dice: &mut Dice) -> &'static str {
    THINGS[dice.below(THINGS.len())]
}

fn cell(at: Position) -> usize {
    let column = (((at.lon() - WEST) / CELL_LON) as usize).min(COLUMNS - 1);
    let row = (((at.lat() - SOUTH) / CELL_LAT) as usize).min(ROWS - 1);
    row * COLUMNS + column
}

/// A position inside a cell, from its south-west corner, to six decimals.
fn at(index: usize, x: f64, y: f64) -> Position {
    let lon = WEST + ((index % COLUMNS) as f64 + x) * CELL_LON;
    let lat = SOUTH + ((index / COLUMNS) as f64 + y) * CELL_LAT;
    position(lon, lat)
}

fn position(lon: f64, lat: f64) -> Position {
    let rounded = |value: f64| (value * 1e6).round() / 1e6;
    let lon = lon.clamp(WEST, WEST + CELL_LON * COLUMNS as f64);
    let lat = lat.clamp(SOUTH, SOUTH + CELL_LAT * ROWS as f64);
    Position::new(rounded(lon), rounded(lat)).expect("the country lies on the globe")
}

fn commune(index: usize) -> Commune {
    let ring: Vec<Position> = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
        .into_iter()
        .map(|(x, y)| at(index, x, y))
        .collect();
    Commune {
        insee: Insee(format!("99{index:03}")),
        name: format!("{}{}", BEGINNINGS[index % BEGINNINGS.len()], ENDINGS[index / BEGINNINGS.len()]),
        population: None,
        postcodes: Vec::new(),
        mairie: Some(at(index, 0.5, 0.5)),
        bounds: Bounds::around(ring.iter().copied()).expect("a ring has positions"),
        outline: vec![vec![ring]],
    }
}

/// A way that wanders from a place in the commune, 1 to 12 km long.
fn segment(number: usize, commune: &Commune, dice: &mut Dice) -> Segment {
    let index = number / WAYS_IN_A_COMMUNE;
    let (x, y) = (dice.share(), dice.share());
    let mut line = vec![at(index, x, y)];
    let mut heading = dice.share() * std::f64::consts::TAU;
    for _ in 0..4 + dice.below(16) {
        heading += dice.share() - 0.5;
        let last = line[line.len() - 1];
        let step = 0.002 + dice.share() * 0.006;
        let next = position(last.lon() + step * heading.cos() * 1.5, last.lat() + step * heading.sin());
        if next != last {
            line.push(next);
        }
    }
    if line.len() < 2 {
        line.push(position(line[0].lon() - 0.01, line[0].lat()));
    }
    let length = line.windows(2).map(|pair| pair[0].distance_to(pair[1])).sum();
    Segment {
        id: SegmentId(format!("w{number:05}")),
        length,
        line,
        insee: Some(commune.insee.clone()),
        commune: Some(commune.name.clone()),
        way_name: Some((*dice.one_of(WAY_NAMES)).to_owned()),
        way_number: Some((number % WAYS_IN_A_COMMUNE + 1).to_string()),
        nature: Some(*dice.one_of(Nature::ALL)),
        inscribed: None,
        deliberated: None,
        pnr_perche: None,
        raw_codes: Vec::new(),
        source_line: number as u64 + 2,
        verbatim: BTreeMap::new(),
    }
}
