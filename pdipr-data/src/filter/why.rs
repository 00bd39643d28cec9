//! Why a route is shown: at most three short reasons, those that were asked for first.

use super::text::fold::{singular, words};
use super::text::{Field, Hits, Target};
use super::{RouteQuery, Why};
use crate::domain::{CommuneName, Metres, Position, RouteCard, RouteShape, Station};

const REASONS_MAX: usize = 3;
/// From this share on, being inscribed is worth saying.
const WELL_INSCRIBED_PERCENT: u8 = 60;

/// A route of the page with what the reasons need to know of it.
pub struct Shown<'a> {
    /// Its rank in the columns.
    pub n: u32,
    pub card: &'a RouteCard,
    /// Where a walker can begin.
    pub doors: &'a [Position],
    /// Communes that it crosses and the filter asks for.
    pub asked_communes: &'a [CommuneName],
    /// Names of its ways; may be empty where no words were typed.
    pub ways: &'a [&'a str],
    pub stations: &'a [Station],
}

impl Shown<'_> {
    /// From the nearest door, as the crow flies.
    fn distance_to(&self, place: Position) -> Option<Metres> {
        let distances = self.doors.iter().map(|door| door.distance_to(place));
        distances.min_by(|a, b| a.value().total_cmp(&b.value()))
    }
}

pub fn why(shown: &Shown, query: &RouteQuery, hits: Option<&Hits>) -> Vec<Why> {
    let mut reasons: Vec<Why> = Vec::new();
    let mut put = |reason: Why| {
        let said = reasons.iter().any(|known| match (known, &reason) {
            (Why::StartsIn { commune }, Why::Crosses { commune: crossed }) => commune == crossed,
            (known, reason) => known == reason,
        });
        if reasons.len() < REASONS_MAX && !said {
            reasons.push(reason);
        }
    };
    // The best answers to the words say enough.
    let answered =
        hits.into_iter().flat_map(|hits| &hits.answers).filter(|(_, routes)| routes.contains(shown.n));
    let way = hits.and_then(|hits| best_way(shown, hits));
    answered
        .filter_map(|(probe, _)| reason(shown, &probe.target, &probe.label, way))
        .take(3)
        .for_each(&mut put);
    let card = shown.card;
    let start = card.start.as_ref().and_then(|start| start.commune.as_ref());
    for commune in shown.asked_communes {
        let name = commune.name.clone();
        let starts = start == Some(&commune.insee);
        put(if starts { Why::StartsIn { commune: name } } else { Why::Crosses { commune: name } });
    }
    if let Some(place) = query.place()
        && let Some(distance) = shown.distance_to(place)
    {
        put(Why::Distance { distance });
    }
    if query.filter.station_within.is_some()
        && let Some(station) = &card.station
    {
        put(Why::Station { name: station.name.clone(), distance: station.distance });
    }
    if card.shape.is_some_and(|shape| shape.value == RouteShape::Loop) {
        put(Why::Loop);
    }
    if let Some(share) = card.lengths.inscribed_share() {
        let percent = (share.value() * 100.0).round() as u8;
        if percent >= WELL_INSCRIBED_PERCENT {
            put(Why::Inscribed { percent });
        }
    }
    reasons
}

fn reason(shown: &Shown, target: &Target, label: &str, way: Option<&str>) -> Option<Why> {
    let (Target::Term { field, .. } | Target::Beginning { field, .. }) = target else {
        return matches!(target, Target::Shape(RouteShape::Loop)).then_some(Why::Loop);
    };
    let label = label.to_owned();
    Some(match field {
        Field::Name | Field::Code => Why::Name,
        Field::Start => Why::StartsIn { commune: label },
        Field::Communes => Why::Crosses { commune: label },
        Field::Towns => Why::Town { name: label },
        Field::Stations => {
            let station = shown.stations.iter().find(|station| station.name == label)?;
            Why::Station { distance: shown.distance_to(station.at)?, name: label }
        }
        Field::Ways => Why::Way { name: way?.to_owned() },
    })
}

/// The way whose name holds most of the words.
fn best_way<'a>(shown: &Shown<'a>, hits: &Hits) -> Option<&'a str> {
    let mut best = (0, None);
    for way in shown.ways {
        let way_words = words(way);
        let answers = hits.answers.iter().filter(|(probe, _)| match &probe.target {
            Target::Term { field: Field::Ways, term: text }
            | Target::Beginning { field: Field::Ways, start: text } => {
                way_words.iter().any(|word| fits(word, &probe.target, text))
            }
            _ => false,
        });
        let mut answered: Vec<usize> = answers.map(|(probe, _)| probe.words.start).collect();
        answered.sort_unstable();
        answered.dedup();
        if answered.len() > best.0 {
            best = (answered.len(), Some(*way));
        }
    }
    best.1
}

fn fits(word: &str, target: &Target, text: &str) -> bool {
    match target {
        Target::Beginning { .. } => word.starts_with(text),
        _ => singular(word) == singular(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::Probe;
    use super::*;
    use crate::domain::{Insee, Position};
    use crate::sheets::{self, Lookup, fixtures::*};

    fn reasons(query: &RouteQuery, hits: Option<&Hits>, ways: &[&str]) -> Vec<Why> {
        let (segments, communes) = a_country();
        let mut route = a_route("f1", &["a"]);
        route.lengths.liaison = Metres::whole(10_000);
        let card = sheets::card(&route, &Lookup::new(&segments, &communes));
        let doors = [at(1.0, 48.0)];
        let asked = [CommuneName { insee: Insee("28001".into()), name: "Abondant".into() }];
        let asked: &[CommuneName] = if query.filter.start_communes.is_empty() { &[] } else { &asked };
        let shown = Shown { n: 0, card: &card, doors: &doors, asked_communes: asked, ways, stations: &[] };
        why(&shown, query, hits)
    }

    #[test]
    fn a_loop_says_that_it_is_one() {
        assert_eq!(reasons(&RouteQuery::default(), None, &[]), [Why::Loop]);
    }

    #[test]
    fn the_distance_is_measured_from_the_nearest_door() {
        let place: Position = at(1.0, 48.0);
        let query = RouteQuery { near: Some(place), ..RouteQuery::default() };
        assert_eq!(reasons(&query, None, &[])[0], Why::Distance { distance: Metres::ZERO });
    }

    #[test]
    fn the_way_that_answers_most_words_is_named_once() {
        let probe = |word: usize, text: &str| Probe {
            words: word..word + 1,
            target: Target::Term { field: Field::Ways, term: text.into() },
            weight: 2.0,
            label: text.into(),
        };
        let found = roaring::RoaringBitmap::from([0]);
        let hits = Hits {
            set: found.clone(),
            scores: vec![4.0],
            answers: vec![(probe(0, "saint"), found.clone()), (probe(1, "piat"), found)],
            lost: vec![],
        };
        let ways = ["de Saint-Georges", "de Dionval à Saint Piat"];
        let reasons = reasons(&RouteQuery::default(), Some(&hits), &ways);
        assert_eq!(reasons, [Why::Way { name: "de Dionval à Saint Piat".into() }, Why::Loop]);
    }

    #[test]
    fn the_commune_that_was_asked_for_is_named() {
        let mut query = RouteQuery::default();
        query.filter.start_communes.insert(Insee("28001".into()));
        assert_eq!(reasons(&query, None, &[])[0], Why::StartsIn { commune: "Abondant".into() });
    }
}
