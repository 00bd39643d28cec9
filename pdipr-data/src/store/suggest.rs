//! Completions while typing: communes, towns, stations, routes.

use super::{CatalogueStore, StoreError};
use crate::filter::text::fold::place_key;
use crate::filter::text::{Field, Place, PlaceKind, Reading, Target, gather, read};
use crate::filter::{RouteQuery, Suggestion, SuggestionTarget, order};

impl CatalogueStore {
    pub fn suggest(&self, text: &str, limit: u32) -> Result<Vec<Suggestion>, StoreError> {
        let limit = limit as usize;
        let reading = read(text, self.vocabulary()?);
        if reading.words.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let by_code = reading.probes.iter().any(|probe| {
            matches!(&probe.target, Target::Term { field: Field::Code, .. })
                || matches!(&probe.target, Target::Beginning { field: Field::Code, start } if has_digit(start))
        });
        let routes = self.routes_named(&reading, limit)?;
        let places = self.places_meant(text, &reading)?;
        // Some room is kept for routes, so that a name that many places begin with does not hide them.
        let room = limit - routes.len().min(limit / 3);
        let places: Vec<Suggestion> = places.into_iter().take(room).collect();
        let mut suggestions = if by_code { [routes, places] } else { [places, routes] }.concat();
        suggestions.truncate(limit);
        Ok(suggestions)
    }

    /// Routes whose name or code holds every word.
    fn routes_named(&self, reading: &Reading, limit: usize) -> Result<Vec<Suggestion>, StoreError> {
        let mut named = reading.clone();
        named.probes.retain(|probe| {
            matches!(
                &probe.target,
                Target::Term { field: Field::Name | Field::Code, .. }
                    | Target::Beginning { field: Field::Name | Field::Code, .. }
            )
        });
        let hits = gather(&named, self.columns.len(), |probe| self.look_up(probe))?;
        let ordered = order(&self.columns, &RouteQuery::default(), Some(&hits.scores), &hits.set, limit);
        let cards = self.cards_at(ordered.get(..limit).unwrap_or(&ordered))?.into_iter();
        Ok(cards
            .map(|card| Suggestion {
                label: card.name,
                at: card.start.map(|start| start.at),
                target: SuggestionTarget::Route { id: card.id },
            })
            .collect())
    }

    /// The places that the words can mean; those whose name begins as typed first, then those with most routes.
    fn places_meant(&self, text: &str, reading: &Reading) -> Result<Vec<Suggestion>, StoreError> {
        let typed = place_key(text);
        let vocabulary = self.vocabulary()?;
        let mut places: Vec<&Place> = vocabulary.meant(reading);
        places.retain(|place| place.kind != PlaceKind::Town || !vocabulary.names_commune(place));
        let routes = |place: &Place| match &place.kind {
            PlaceKind::Commune(insee) => self.columns.crossing(insee),
            PlaceKind::Town | PlaceKind::Station => 0,
        };
        places.sort_by_key(|place| {
            let fit = if place.key == typed {
                0
            } else if place.key.starts_with(&typed) {
                1
            } else {
                2
            };
            (fit, std::cmp::Reverse(routes(place)))
        });
        Ok(places
            .into_iter()
            .map(|place| Suggestion {
                label: place.name.clone(),
                target: match &place.kind {
                    PlaceKind::Commune(insee) => SuggestionTarget::Commune { insee: insee.clone() },
                    PlaceKind::Town => SuggestionTarget::Town,
                    PlaceKind::Station => SuggestionTarget::Station,
                },
                at: place.at,
            })
            .collect())
    }
}

fn has_digit(text: &str) -> bool {
    text.chars().any(|letter| letter.is_ascii_digit())
}
