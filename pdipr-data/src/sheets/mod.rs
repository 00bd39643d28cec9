//! Cards and sheets derived from routes, ready to be stored and shown. Pure.

mod closures;
mod foot;
mod line;
mod mark;
mod neighbours;
mod sketch;

use std::collections::BTreeMap;

use crate::domain::{
    Bounds, Commune, CommuneName, Insee, Nearby, Position, Route, RouteCard, RouteSheet, RouteState, Segment,
    SegmentId, SheetTexts,
};

pub use closures::closures;
#[cfg(feature = "store")]
pub(crate) use closures::cut;
pub use foot::{Foot, foot};
pub use line::{steps, stretches};
pub use mark::line_mark;
pub use neighbours::{NEIGHBOURS, Neighbours, neighbours};
pub use sketch::sketch;

/// What a route refers to: its segments by identity and the names of communes.
#[derive(Default)]
pub struct Lookup<'a> {
    segments: BTreeMap<&'a str, &'a Segment>,
    communes: BTreeMap<&'a str, &'a str>,
}

impl<'a> Lookup<'a> {
    pub fn new(segments: &'a [Segment], communes: &'a [Commune]) -> Self {
        Lookup::from_names(segments, communes.iter().map(|c| (c.insee.as_str(), c.name.as_str())))
    }

    /// The same where only the names of the communes are at hand.
    pub fn from_names(segments: &'a [Segment], communes: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        Lookup {
            segments: segments.iter().map(|segment| (segment.id.as_str(), segment)).collect(),
            communes: communes.collect(),
        }
    }

    pub fn segment(&self, id: &SegmentId) -> Option<&'a Segment> {
        self.segments.get(id.as_str()).copied()
    }

    pub fn commune(&self, insee: &Insee) -> Option<&'a str> {
        self.communes.get(insee.as_str()).copied()
    }
}

/// The route as a list shows it.
pub fn card(route: &Route, lookup: &Lookup) -> RouteCard {
    let parts = stretches(route, lookup);
    card_with(route, lookup, &parts)
}

fn card_with(route: &Route, lookup: &Lookup, parts: &[Vec<crate::domain::Stretch>]) -> RouteCard {
    let lines: Vec<&[Position]> = parts.iter().flatten().map(|stretch| stretch.line.as_slice()).collect();
    RouteCard {
        id: route.id.clone(),
        code: route.code.clone(),
        name: route.name.clone(),
        network: route.network,
        practices: route.practices.clone(),
        shape: route.shape,
        lengths: route.lengths,
        partial: route.partial,
        duration: route.duration,
        difficulty: route.difficulty,
        effort: route.effort,
        ascent: route.ascent,
        start: route.start.clone(),
        start_commune: start_commune(route, lookup),
        station: nearest(&route.stations).cloned(),
        bounds: bounds(route, &lines),
        sketch: sketch(&lines),
        closed: Vec::new(),
    }
}

/// The whole sheet. Neighbours, findings and the state of the day need the rest of the catalogue: the store adds them.
pub fn sheet(route: &Route, lookup: &Lookup) -> RouteSheet {
    let parts = stretches(route, lookup);
    RouteSheet {
        card: card_with(route, lookup, &parts),
        duration_range: route.duration_range.filter(|(shortest, longest)| shortest < longest),
        raw_codes: route.raw_codes.clone(),
        gaps: route.gaps.clone(),
        ends: route.ends.clone(),
        steps: steps(route, lookup),
        communes: route
            .communes
            .iter()
            .map(|insee| CommuneName { insee: insee.clone(), name: commune_name(insee, lookup) })
            .collect(),
        natures: route.natures.clone(),
        pnr_perche: route.pnr_perche,
        inscribed_from: route.inscribed_from,
        inscribed_to: route.inscribed_to,
        towns: route.towns.clone(),
        stations: route.stations.clone(),
        themes: route.themes.clone(),
        texts: SheetTexts::default(),
        places: Vec::new(),
        redistribution: route.redistribution.clone(),
        state: RouteState::default(),
        nearby: Vec::new(),
        similar: Vec::new(),
        findings: Vec::new(),
        parts,
    }
}

/// Where a walker can begin: the start or, for a line without one, its ends.
pub fn doors(route: &Route) -> Vec<Position> {
    match &route.start {
        Some(start) => vec![start.at],
        None => route.ends.clone(),
    }
}

fn start_commune(route: &Route, lookup: &Lookup) -> Option<String> {
    let insee = route.start.as_ref()?.commune.as_ref()?;
    lookup.commune(insee).map(str::to_owned)
}

/// A commune that the base data do not know is shown by its code.
fn commune_name(insee: &Insee, lookup: &Lookup) -> String {
    lookup.commune(insee).unwrap_or(insee.as_str()).to_owned()
}

/// The nearest of the places.
pub fn nearest(places: &[Nearby]) -> Option<&Nearby> {
    places.iter().min_by(|a, b| a.distance.value().total_cmp(&b.distance.value()))
}

fn bounds(route: &Route, lines: &[&[Position]]) -> Bounds {
    Bounds::around(lines.iter().flat_map(|line| line.iter().copied()))
        .or_else(|| Bounds::around(doors(route)))
        // A route without any place cannot be built; the empty box is on no map.
        .unwrap_or(Bounds { west: 0.0, south: 0.0, east: 0.0, north: 0.0 })
}

#[cfg(test)]
pub(crate) mod fixtures;

#[cfg(test)]
mod tests {
    use super::fixtures::*;
    use super::*;
    use crate::domain::{Metres, Minutes};

    #[test]
    fn the_card_names_the_nearest_station() {
        let (segments, communes) = a_country();
        let mut route = a_route("f1", &["a", "b"]);
        let near = |name: &str, metres| Nearby { name: name.into(), at: at(0.0, 0.0), distance: metres };
        route.stations = vec![near("Loin", Metres::whole(4_000)), near("Près", Metres::whole(300))];
        assert_eq!(card(&route, &Lookup::new(&segments, &communes)).station.unwrap().name, "Près");
    }

    #[test]
    fn a_range_of_durations_is_told_where_practices_differ() {
        let (segments, communes) = a_country();
        let lookup = Lookup::new(&segments, &communes);
        let range =
            |range| sheet(&Route { duration_range: range, ..a_route("f1", &["a"]) }, &lookup).duration_range;
        assert_eq!(range(Some((Minutes(60), Minutes(60)))), None);
        assert_eq!(range(Some((Minutes(60), Minutes(90)))), Some((Minutes(60), Minutes(90))));
    }

    #[test]
    fn the_box_of_a_card_holds_every_leg() {
        let (segments, communes) = a_country();
        let bounds = card(&a_route("f1", &["a", "c"]), &Lookup::new(&segments, &communes)).bounds;
        assert_eq!((bounds.west, bounds.east), (1.0, 1.04));
    }
}
