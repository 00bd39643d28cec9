//! The golden set: queries as people type them, on the real catalogue.

mod support;

use pdipr_data::domain::*;
use pdipr_data::filter::*;
use pdipr_data::store::{CatalogueStore, to_bytes};

fn store() -> CatalogueStore {
    let bytes = to_bytes(support::catalogue()).expect("the catalogue is written");
    let mut conn = rusqlite::Connection::open_in_memory().expect("SQLite opens in memory");
    conn.deserialize_read_exact("main", bytes.as_slice(), bytes.len(), true)
        .expect("the bytes are a database");
    CatalogueStore::from_connection(conn).expect("the catalogue opens")
}

#[test]
fn dump() {
    let store = store();
    for text in std::fs::read_to_string("/tmp/queries.txt").unwrap().lines() {
        let query = RouteQuery { text: text.into(), ..RouteQuery::default() };
        let t = std::time::Instant::now();
        let result = store.search(&query, Page { offset: 0, limit: 6 }).unwrap();
        let took = t.elapsed();
        println!("== {text}: {} ({:?}) {took:?}", result.total, result.understood);
        for found in result.found {
            println!(
                "   {:28} {:40} {:?} {:?}",
                found.card.id.0, found.card.name, found.card.start_commune, found.why
            );
        }
        for way in result.relaxations {
            println!(
                "   -> {:?} {} {}",
                way.criterion,
                way.count,
                serde_json::to_string(&way.query).unwrap()
            );
        }
        let labels: Vec<String> = store
            .suggest(text, 6)
            .unwrap()
            .into_iter()
            .map(|s| format!("{} {:?}", s.label, s.target))
            .collect();
        println!("   suggest {labels:?}");
    }
}
