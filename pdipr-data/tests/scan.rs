//! On the real catalogue and a large made-up one: a search equals the naive scan of the routes, through the file.

mod support;

use pdipr_data::domain::*;
use pdipr_data::filter::*;
use pdipr_data::sheets::{Lookup, card};
use pdipr_data::store::{CatalogueStore, write};
use pdipr_data::synth;

fn filters() -> Vec<RouteFilter> {
    [
        "{}",
        r#"{"practices":["vtt"]}"#,
        r#"{"practices":["pied","equestre"],"shapes":["boucle"]}"#,
        r#"{"networks":["gr","grp"],"followable_only":true}"#,
        r#"{"length":{"min":5000,"max":12000},"practices":["pied"]}"#,
        r#"{"duration":{"max":120},"inscribed_at_least":0.7}"#,
        r#"{"station_within":2000,"length":{"max":15000}}"#,
        r#"{"themes":["moulin","eau"],"in_pnr_perche":true}"#,
        r#"{"crossed_communes":["28280","99042"]}"#,
        r#"{"start_communes":["28088","99042"],"practices":["pied"]}"#,
        r#"{"near":{"at":[1.2,48.2],"within":9000}}"#,
        r#"{"bounds":{"west":1.0,"south":48.2,"east":1.08,"north":48.25}}"#,
        r#"{"bounds":{"west":1.0,"south":48.2,"east":1.01,"north":48.21},"practices":["pied"]}"#,
        r#"{"bounds":{"west":0.9,"south":48.0,"east":1.6,"north":48.5},"length":{"min":8000},"networks":["pr"]}"#,
        r#"{"ascent":{"min":10}}"#,
        r#"{"dogs_welcome":true}"#,
    ]
    .map(|json| serde_json::from_str(json).expect("a filter"))
    .into()
}

fn assert_searches_equal_scans(store: &CatalogueStore, facts: &[RouteFacts]) {
    for filter in filters() {
        let query = RouteQuery { filter: filter.clone(), sort: Sort::Name, ..RouteQuery::default() };
        let result = store.search(&query, Page::default()).expect("the search answers");
        let mut found = result.all.to_vec();
        found.sort();
        let kept = facts.iter().filter(|facts| filter.keeps(facts)).map(|facts| facts.id.clone());
        let expected: Vec<RouteId> = kept.collect();
        assert_eq!(result.total as usize, expected.len(), "{filter:?}");
        if expected.len() <= ORDERED_MAX {
            assert!(found == expected, "{filter:?}");
        }
        assert_eq!(result.total == 0, !result.relaxations.is_empty(), "{filter:?}");
    }
}

#[test]
fn searches_of_the_real_catalogue_equal_scans() {
    let catalogue = support::catalogue();
    let lookup = Lookup::new(&catalogue.segments, &catalogue.communes);
    let routes = catalogue.routes.iter();
    let facts: Vec<RouteFacts> = routes.map(|route| RouteFacts::of(route, &card(route, &lookup))).collect();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.sqlite");
    write(catalogue, &path).unwrap();
    assert_searches_equal_scans(&CatalogueStore::open(&path).unwrap(), &facts);
}

#[test]
fn searches_through_the_tree_equal_scans() {
    // Enough routes for the plan to choose the R*Tree for a small box.
    const ROUTES: u32 = 8_000;
    assert_eq!(box_plan(u64::from(ROUTES), 20), BoxPlan::Tree);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("synth.sqlite");
    synth::write(&path, ROUTES, 5, |_| {}).unwrap();
    let store = CatalogueStore::open(&path).unwrap();
    let ids: Vec<RouteId> = (0..ROUTES).map(|n| RouteId(format!("s{n:07}"))).collect();
    let facts: Vec<RouteFacts> = ids
        .iter()
        .zip(store.cards(&ids).unwrap())
        .map(|(id, card)| RouteFacts::of(&store.route(id).unwrap().unwrap(), &card))
        .collect();
    assert_searches_equal_scans(&store, &facts);
}
