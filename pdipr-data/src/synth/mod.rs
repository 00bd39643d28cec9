//! Synthetic catalogues for benchmarks: a made-up country with as many routes as asked for. Equal sizes and seeds
//! give equal bytes. Nothing in it is real, and the catalogue says so.

mod country;
mod dice;

use std::path::Path;

use crate::domain::{
    BuildInfo, DataSource, Direction, Duration, Figure, Leg, Lengths, Metres, Nearby, Network, Origin, Part,
    Position, Practice, Redistribution, Route, RouteId, RouteShape, Segment, Start, Theme, WayShare,
};
use crate::methods;
use crate::sheets::{self, Lookup, Neighbours};
use crate::store::{StoreError, place_on_curve, write_with};
use country::Country;
use dice::Dice;

/// Writes a catalogue of this many routes; `progress` hears how many are done.
pub fn write(path: &Path, routes: u32, seed: u64, mut progress: impl FnMut(u32)) -> Result<(), StoreError> {
    let country = Country::new(seed);
    write_with(path, |writer| {
        writer.places(&country.communes, &country.towns, &country.stations)?;
        writer.segments(&country.segments)?;
        let lookup = Lookup::new(&country.segments, &country.communes);
        // Each route is made up twice, so that a million of them need not be held.
        let made_up = |n: u32| {
            let route = route(&country, seed, n);
            let card = sheets::card(&route, &lookup);
            (route, card)
        };
        let mut order: Vec<(u32, u32)> =
            (0..routes).map(|n| (place_on_curve(made_up(n).1.bounds), n)).collect();
        order.sort_unstable();
        for (done, (_, n)) in (1..).zip(order) {
            let (route, card) = made_up(n);
            writer.route(&route, &card, &Neighbours::default(), &lookup)?;
            progress(done);
        }
        Ok(BuildInfo {
            territory: "Synthèse".to_owned(),
            register_sha256: String::new(),
            rows_read: country.segments.len() as u64,
            rows_refused: 0,
            edition: None,
            sources: vec![DataSource {
                name: format!("Catalogue de synthèse, graine {seed}"),
                holder: "sente-data synth".to_owned(),
                licence: "CC0-1.0".to_owned(),
                gives: "Des itinéraires inventés, pour les mesures seulement.".to_owned(),
            }],
            day_state: None,
        })
    })
}

/// The route of this rank: one or two ways of the country, with a liaison between.
fn route(country: &Country, seed: u64, n: u32) -> Route {
    let mut dice = Dice::new(seed.wrapping_mul(0x9E37_79B9).wrapping_add(u64::from(n) + 1));
    let network = dice.weighted(&[
        (Network::Pr, 66),
        (Network::MountainBike, 16),
        (Network::Local, 8),
        (Network::Riding, 5),
        (Network::Grp, 3),
        (Network::Gr, 2),
    ]);
    let practices = match network {
        Network::MountainBike => vec![Practice::MountainBike],
        Network::Riding => vec![Practice::Riding],
        _ if dice.one_in(8) => vec![Practice::Walking, Practice::MountainBike],
        _ => vec![Practice::Walking],
    };
    let (parts, ways) = legs(country, &mut dice);
    let inscribed: Metres = ways.iter().map(|segment| segment.length).sum();
    let liaison: Metres = parts[0]
        .legs
        .iter()
        .map(|leg| if let Leg::Liaison { length, .. } = leg { *length } else { Metres::ZERO })
        .sum();
    let lengths = Lengths { inscribed, liaison, ..Lengths::default() };
    let at = ways[0].line[0];
    let commune = country.commune_at(at);
    let mut communes = vec![commune.insee.clone()];
    for way in &ways {
        let crossed = &country.commune_at(way.line[way.line.len() - 1]).insee;
        if !communes.contains(crossed) {
            communes.push(crossed.clone());
        }
    }
    let line = matches!(network, Network::Gr | Network::Grp);
    let shape = dice.weighted(&[
        (Some(RouteShape::Loop), 5),
        (Some(RouteShape::Traverse), 3),
        (Some(RouteShape::ThereAndBack), 1),
        (None, 1),
    ]);
    let code = format!("{}{}.{}", code_family(network), 1 + n / 26 % 999, char::from(b'A' + (n % 26) as u8));
    let time = methods::duration(practices[0], lengths.total(), None);
    Route {
        id: RouteId(format!("s{n:07}")),
        aliases: Vec::new(),
        raw_codes: vec![format!("{code}-{}", commune.insee.as_str())],
        name: format!("{code} — {} {}", country::thing(&mut dice), commune.name),
        code,
        network,
        practices,
        shape: shape.map(Figure::computed),
        parts,
        gaps: Vec::new(),
        lengths,
        partial: dice.one_in(9),
        start: (!line).then(|| Start { at, commune: Some(commune.insee.clone()), origin: Origin::Computed }),
        ends: if line { ends(&ways) } else { Vec::new() },
        lead_commune: Some(commune.insee.clone()),
        communes,
        natures: vec![WayShare { nature: None, length: inscribed }],
        pnr_perche: None,
        inscribed_from: None,
        inscribed_to: None,
        towns: nearest(at, country.towns.iter().map(|town| (town.name.as_str(), town.at))),
        stations: nearest(at, country.stations.iter().map(|station| (station.name.as_str(), station.at))),
        themes: theme(&mut dice),
        duration: Some(Figure::computed(time)),
        duration_range: Some((time.minutes, time.minutes)),
        effort: Some(Figure::computed(methods::effort(Duration { ..time }))),
        difficulty: None,
        ascent: None,
        descent: None,
        redistribution: Redistribution::Open,
    }
}

fn legs<'c>(country: &'c Country, dice: &mut Dice) -> (Vec<Part>, Vec<&'c Segment>) {
    let first = country.any_segment(dice);
    let leg = |segment: &Segment| Leg::Inscribed {
        segment: segment.id.clone(),
        direction: Direction::Forward,
        retraced: false,
    };
    let (mut legs, mut ways) = (vec![leg(first)], vec![first]);
    if dice.one_in(2) {
        let second = country.segment_beside(first, dice);
        if second.id != first.id {
            let (from, to) = (first.line[first.line.len() - 1], second.line[0]);
            legs.push(Leg::Liaison { from, to, length: from.distance_to(to) });
            legs.push(leg(second));
            ways.push(second);
        }
    }
    (vec![Part { legs }], ways)
}

fn ends(ways: &[&Segment]) -> Vec<Position> {
    let last = ways[ways.len() - 1];
    vec![ways[0].line[0], last.line[last.line.len() - 1]]
}

/// Compared on the plane, measured on the ellipsoid.
fn nearest<'a>(at: Position, places: impl Iterator<Item = (&'a str, Position)>) -> Vec<Nearby> {
    let apart = |other: Position| ((at.lon() - other.lon()) * 0.66).hypot(at.lat() - other.lat());
    places
        .min_by(|a, b| apart(a.1).total_cmp(&apart(b.1)))
        .map(|(name, place)| Nearby { name: name.to_owned(), at: place, distance: at.distance_to(place) })
        .into_iter()
        .collect()
}

fn theme(dice: &mut Dice) -> Vec<Figure<Theme>> {
    let theme = dice.one_of(Theme::ALL);
    let hinted = Figure { value: *theme, origin: Origin::Hint };
    if dice.one_in(3) { vec![hinted] } else { Vec::new() }
}

fn code_family(network: Network) -> &'static str {
    match network {
        Network::Gr => "GR",
        Network::Grp => "GRP",
        Network::Pr => "F",
        Network::Riding => "FEq",
        Network::MountainBike => "FVTT",
        Network::Local => "N",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::{Page, RouteQuery};
    use crate::store::CatalogueStore;

    #[test]
    fn equal_seeds_give_equal_bytes_and_other_seeds_others() {
        let folder = tempfile::tempdir().unwrap();
        let bytes = |name: &str, seed| {
            let path = folder.path().join(name);
            write(&path, 30, seed, |_| {}).unwrap();
            std::fs::read(path).unwrap()
        };
        assert!(bytes("a", 7) == bytes("b", 7));
        assert!(bytes("c", 7) != bytes("d", 8));
    }

    #[test]
    fn a_synthetic_catalogue_can_be_searched_and_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("synth.sqlite");
        write(&path, 200, 1, |_| {}).unwrap();
        let store = CatalogueStore::open(&path).unwrap();
        let result = store.search(&RouteQuery::default(), Page::default()).unwrap();
        assert_eq!(result.total, 200);
        assert!(!store.sheet(&result.all.to_vec()[0]).unwrap().unwrap().parts[0].is_empty());
    }
}
