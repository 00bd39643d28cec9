//! The selections of the home screen, by public rules; they are published in `docs/methods.md`.

use pdipr_data::domain::{Metres, Network, Practice, RouteShape};
use pdipr_data::filter::{PRESETS, Page, RouteFilter, RouteQuery};

use super::{Engine, catalogue_failed};
use crate::calls::{Handle, OpenHome};
use crate::error::ApiError;
use crate::pages::{HomePage, Selection};

/// A rule; its name stands in the word catalogues under `selection-<id>`.
pub struct SelectionRule {
    pub id: &'static str,
    pub filter: fn() -> RouteFilter,
}

/// In the order in which the home screen shows them; a selection without any route is left out.
pub const SELECTIONS: &[SelectionRule] = &[
    SelectionRule { id: "gare", filter: near_a_station },
    SelectionRule { id: "petites-boucles", filter: short_loops },
    SelectionRule { id: "famille", filter: || preset("famille") },
    SelectionRule { id: "nature", filter: || preset("nature") },
    SelectionRule { id: "grande-randonnee", filter: long_distance },
    SelectionRule { id: "perche", filter: in_the_perche },
    SelectionRule { id: "vtt", filter: || preset("vtt") },
    SelectionRule { id: "cheval", filter: || preset("cheval") },
];

const CARDS: u32 = 3;

impl Handle<OpenHome> for Engine {
    fn handle(&mut self, _: OpenHome) -> Result<HomePage, ApiError> {
        let everything = self.catalogue.search(&RouteQuery::default(), first(0)).map_err(catalogue_failed)?;
        let mut selections = Vec::with_capacity(SELECTIONS.len());
        for rule in SELECTIONS {
            let query = RouteQuery { filter: (rule.filter)(), ..RouteQuery::default() };
            let result = self.catalogue.search(&query, first(CARDS)).map_err(catalogue_failed)?;
            if result.total > 0 {
                let cards = result.found.into_iter().map(|found| found.card).collect();
                selections.push(Selection { id: rule.id.to_owned(), query, count: result.total, cards });
            }
        }
        Ok(HomePage { routes: everything.total, selections })
    }
}

const fn first(limit: u32) -> Page {
    Page { offset: 0, limit }
}

/// The rule of *Avec qui ?*, so that both screens mean the same by one word.
fn preset(id: &str) -> RouteFilter {
    PRESETS.iter().find(|preset| preset.id == id).map(|preset| (preset.filter)()).unwrap_or_default()
}

fn near_a_station() -> RouteFilter {
    RouteFilter {
        practices: [Practice::Walking].into(),
        station_within: Some(Metres::whole(1_000)),
        followable_only: true,
        ..RouteFilter::default()
    }
}

fn short_loops() -> RouteFilter {
    let mut filter = RouteFilter {
        practices: [Practice::Walking].into(),
        shapes: [RouteShape::Loop].into(),
        followable_only: true,
        ..RouteFilter::default()
    };
    filter.length.max = Some(Metres::whole(10_000));
    filter
}

fn long_distance() -> RouteFilter {
    RouteFilter { networks: [Network::Gr, Network::Grp].into(), ..RouteFilter::default() }
}

fn in_the_perche() -> RouteFilter {
    RouteFilter {
        practices: [Practice::Walking].into(),
        in_pnr_perche: true,
        followable_only: true,
        ..RouteFilter::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_selection_keeps_everything_and_no_id_stands_twice() {
        for rule in SELECTIONS {
            assert_ne!((rule.filter)(), RouteFilter::default(), "{}", rule.id);
            assert_eq!(SELECTIONS.iter().filter(|other| other.id == rule.id).count(), 1, "{}", rule.id);
        }
    }
}
