//! Claims about the store as a whole: what was written comes back, and nothing else is opened.

use jiff::civil::date;
use rusqlite::Connection;

use super::*;
use crate::domain::*;
use crate::filter::{Criterion, Page, RouteFilter, RouteQuery};
use crate::sheets::fixtures::*;

fn opened(catalogue: &Catalogue) -> CatalogueStore {
    let mut conn = Connection::open_in_memory().unwrap();
    let bytes = to_bytes(catalogue).unwrap();
    conn.deserialize_read_exact("main", bytes.as_slice(), bytes.len(), true).unwrap();
    CatalogueStore::from_connection(conn).unwrap()
}

fn two_routes() -> Catalogue {
    a_catalogue(vec![a_route("f1", &["a", "b"]), a_route("f2", &["b", "c"])])
}

/// Both stretches are on `b`, which both routes use.
fn with_closures(catalogue: Catalogue) -> Catalogue {
    let closure = |from: i8, until: i8, stretch| Closure {
        segment: SegmentId("b".into()),
        stretch,
        days: Days { from: date(2026, 12, from), until: Some(date(2026, 12, until)) },
        reason: Some("gué".into()),
        reason_en: None,
        source: None,
    };
    let stretch = Some((Metres::whole(100), Metres::whole(300)));
    let day_state = Some(DayState { as_of: Some(date(2026, 11, 26)), closures: 2 });
    Catalogue {
        info: BuildInfo { day_state, ..catalogue.info.clone() },
        closures: vec![closure(3, 20, None), closure(24, 26, stretch)],
        ..catalogue
    }
}

fn open_on(store: &CatalogueStore, day: i8) -> u32 {
    let filter = RouteFilter { open_on: Some(date(2026, 12, day)), ..RouteFilter::default() };
    store.search(&RouteQuery { filter, ..RouteQuery::default() }, Page::default()).unwrap().total
}

#[test]
fn a_closure_on_a_segment_reaches_every_route_its_card_and_its_search_and_ends() {
    let store = opened(&with_closures(two_routes()));
    for (id, from_start) in [("f1", 746), ("f2", 0)] {
        let sheet = store.sheet(&RouteId(id.into())).unwrap().unwrap();
        let place = sheet.state.closures.iter().map(|closure| closure.from_start.value().round() as u64);
        assert_eq!(place.collect::<Vec<_>>(), [from_start, from_start + 100], "{id}");
        assert_eq!((sheet.card.closed.len(), sheet.state.known.unwrap().closures), (2, 2));
    }
    assert_eq!([2, 3, 20, 21, 25, 27].map(|day| open_on(&store, day)), [2, 0, 0, 2, 0, 2]);
}

#[test]
fn where_nobody_tells_no_route_is_called_open() {
    let store = opened(&two_routes());
    assert_eq!(open_on(&store, 1), 0);
    let found = store.search_on(&RouteQuery::default(), Page::default(), Some(date(2026, 12, 1))).unwrap();
    assert_eq!(found.facets.open_on, None);
    let reasons = found.facets.unavailable;
    assert!(reasons.iter().any(|unavailable| unavailable.criterion == Criterion::OpenOn));
}

#[test]
fn the_number_of_open_routes_is_told_for_today() {
    let store = opened(&with_closures(two_routes()));
    let found = |day| store.search_on(&RouteQuery::default(), Page::default(), Some(date(2026, 12, day)));
    assert_eq!([2, 3].map(|day| found(day).unwrap().facets.open_on.unwrap().count), [2, 0]);
}

#[test]
fn equal_catalogues_give_equal_bytes() {
    assert!(to_bytes(&two_routes()).unwrap() == to_bytes(&two_routes()).unwrap());
}

#[test]
fn the_written_file_equals_itself_when_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("a.sqlite"), folder.path().join("b.sqlite"));
    write(&two_routes(), &first).unwrap();
    write(&two_routes(), &second).unwrap();
    assert!(std::fs::read(first).unwrap() == std::fs::read(second).unwrap());
}

#[test]
fn a_written_file_opens_and_leaves_nothing_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a folder with é #1/catalogue.sqlite");
    write(&two_routes(), &path).unwrap();
    assert_eq!(CatalogueStore::open(&path).unwrap().about().unwrap().routes, 2);
    assert_eq!(std::fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
}

#[test]
fn a_sheet_comes_back_as_it_is_derived() {
    let catalogue = two_routes();
    let lookup = crate::sheets::Lookup::new(&catalogue.segments, &catalogue.communes);
    let expected = crate::sheets::sheet(&catalogue.routes[0], &lookup);
    let mut sheet = opened(&catalogue).sheet(&RouteId("f1".into())).unwrap().unwrap();
    assert_eq!(sheet.nearby.drain(..).map(|card| card.id.0).collect::<Vec<_>>(), ["f2"]);
    assert_eq!(sheet.findings.drain(..).map(|finding| finding.code).collect::<Vec<_>>(), ["corrected-code"]);
    assert_eq!(sheet, expected);
}

#[test]
fn a_former_identity_still_opens_the_route() {
    let sheet = opened(&two_routes()).sheet(&RouteId("ancien-f2".into())).unwrap().unwrap();
    assert_eq!(sheet.card.id.as_str(), "f2");
}

#[test]
fn unknown_routes_are_left_out_of_the_cards() {
    let ids = ["f2", "nowhere", "f1"].map(|id| RouteId(id.into()));
    let cards = opened(&two_routes()).cards(&ids).unwrap();
    assert_eq!(cards.iter().map(|card| card.id.as_str()).collect::<Vec<_>>(), ["f2", "f1"]);
}

#[test]
fn a_segment_comes_back_whole_with_the_routes_that_use_it() {
    let catalogue = two_routes();
    let (segment, routes) = opened(&catalogue).segment(&SegmentId("b".into())).unwrap().unwrap();
    assert_eq!(segment, catalogue.segments[1]);
    assert_eq!(routes.len(), 2);
}

#[test]
fn places_come_back() {
    let catalogue = two_routes();
    let (communes, towns, stations) = opened(&catalogue).places().unwrap();
    assert_eq!((communes, towns, stations), (catalogue.communes, catalogue.towns, catalogue.stations));
}

#[test]
fn every_layer_is_geojson_with_features_and_no_way_is_in_two() {
    let mut catalogue = with_closures(two_routes());
    catalogue.segments.push(Segment { id: SegmentId("lonely".into()), ..catalogue.segments[0].clone() });
    let store = opened(&catalogue);
    let features = |layer: LayerName| {
        let text = store.layer(layer).unwrap().parse::<geojson::GeoJson>().unwrap();
        geojson::FeatureCollection::try_from(text).unwrap().features
    };
    assert!(LayerName::ALL.iter().all(|layer| !features(*layer).is_empty()));
    let unused = features(LayerName::Segments);
    let ids: Vec<_> = unused.iter().filter_map(|way| way.property("id")?.as_str()).collect();
    assert_eq!(ids, ["lonely"]);
}

#[test]
fn a_newer_catalogue_is_refused() {
    let conn = Connection::open_in_memory().unwrap();
    conn.pragma_update(None, "application_id", APPLICATION_ID).unwrap();
    conn.pragma_update(None, "user_version", SCHEMA_VERSION + 1).unwrap();
    assert!(matches!(CatalogueStore::from_connection(conn), Err(StoreError::Newer { found: 3, known: 2 })));
}

#[test]
fn another_file_is_not_a_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("text.sqlite");
    std::fs::write(&path, "this is no database, but it is long enough to have a header ".repeat(50)).unwrap();
    assert!(matches!(CatalogueStore::open(&path), Err(StoreError::NotACatalogue)));
}

#[test]
fn a_failed_write_keeps_the_catalogue_that_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("catalogue.sqlite");
    write(&two_routes(), &path).unwrap();
    let broken = a_catalogue(vec![a_route("f1", &["not in the register"])]);
    assert!(matches!(write(&broken, &path), Err(StoreError::Damaged { .. })));
    assert_eq!(CatalogueStore::open(&path).unwrap().about().unwrap().routes, 2);
}
