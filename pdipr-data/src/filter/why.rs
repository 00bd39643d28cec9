//! Why a route is shown: at most three short reasons, those that were asked for first.

use super::text::fold::{singular, words};
use super::text::{Field, Hits, Target};
use super::{RouteQuery, Why};
use crate::domain::{CommuneName, RouteCard, RouteShape, Station};

const REASONS_MAX: usize = 3;
/// From this share on, being inscribed is worth saying.
const WELL_INSCRIBED_PERCENT: u8 = 60;

/// A route of the page with what the reasons need to know of it.
pub struct Shown<'a> {
    /// Its rank in the columns.
    pub n: u32,
    pub card: &'a RouteCard,
    /// Communes that it crosses and the filter asks for.
    pub asked_communes: &'a [CommuneName],
    /// Names of its ways; may be empty where no words were typed.
    pub ways: &'a [&'a str],
    pub stations: &'a [Station],
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
    if let Some(place) = query.place() {
        let doors = card.start.iter().map(|start| start.at);
        if let Some(distance) = doors.map(|door| door.distance_to(place)).next() {
            put(Why::Distance { distance });
        }
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
            let doors = shown.card.start.iter().map(|start| start.at);
            let distance = doors.map(|door| door.distance_to(station.at)).next()?;
            Why::Station { name: label, distance }
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
