//! The golden set: queries as people type them, on the real catalogue.

mod support;

use std::path::Path;
use std::sync::Once;

use pdipr_data::domain::*;
use pdipr_data::filter::*;
use pdipr_data::store::{CatalogueStore, write};

/// The first test to come writes the catalogue, for as long as this program stays the same. Tests may be threads or
/// processes: each process writes a file of its own and renames it.
fn store() -> CatalogueStore {
    static WRITTEN: Once = Once::new();
    let program =
        std::env::current_exe().and_then(|program| program.metadata()?.modified()).expect("a program");
    let age = program.duration_since(std::time::UNIX_EPOCH).expect("a clock after 1970").as_nanos();
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("search-{age}.sqlite"));
    WRITTEN.call_once(|| {
        if !path.exists() {
            let own = path.with_extension(std::process::id().to_string());
            write(&support::build(), &own).expect("the catalogue is written");
            std::fs::rename(&own, &path).expect("the catalogue gets its name");
        }
    });
    CatalogueStore::open(&path).expect("the catalogue opens")
}

fn search(text: &str) -> SearchResult {
    search_in(&store(), text)
}

fn search_in(store: &CatalogueStore, text: &str) -> SearchResult {
    let query = RouteQuery { text: text.into(), ..RouteQuery::default() };
    store.search(&query, Page { offset: 0, limit: 300 }).expect("the search answers")
}

/// What the first route found must be.
enum First {
    Code(&'static str),
    StartsIn(&'static str),
    Crosses(&'static str),
    Named(&'static str),
    OnAWay(&'static str),
    By(Practice),
}

use First::*;

/// What people type, and what must come first.
const GOLDEN: &[(&str, First)] = &[
    ("st prest", StartsIn("Saint-Prest")),
    ("saint-prest", StartsIn("Saint-Prest")),
    ("Saint Prest", StartsIn("Saint-Prest")),
    ("ST-PREST", StartsIn("Saint-Prest")),
    ("saintprest", StartsIn("Saint-Prest")),
    ("nogent le rotrou", StartsIn("Nogent-le-Rotrou")),
    ("Nogent-le-Rotrou", StartsIn("Nogent-le-Rotrou")),
    ("nogent rotrou", StartsIn("Nogent-le-Rotrou")),
    ("nogant le rotru", StartsIn("Nogent-le-Rotrou")),
    ("gr22", Code("GR22")),
    ("gr 22", Code("GR22")),
    ("GR-22", Code("GR22")),
    ("gr655", Code("GR655")),
    ("GR 35", Code("GR35")),
    ("senonche", StartsIn("Senonches")),
    ("senonches", StartsIn("Senonches")),
    ("epernon", StartsIn("Épernon")),
    ("Épernon", StartsIn("Épernon")),
    ("epernom", StartsIn("Épernon")),
    ("vallee de l eure", Named("GRP Vallée de l'Eure")),
    ("vallée de l'Eure", Named("GRP Vallée de l'Eure")),
    ("grp vallee eure", Named("GRP Vallée de l'Eure")),
    ("blaise avre", Named("GRP Vallées de la Blaise et de l'Avre")),
    ("yveline", Named("GRP des Yvelines")),
    ("ferte vidame", StartsIn("La Ferté-Vidame")),
    ("la ferté-vidame", StartsIn("La Ferté-Vidame")),
    ("moulin", OnAWay("moulin")),
    ("moulins", OnAWay("moulin")),
    ("moulim", OnAWay("moulin")),
    ("étang", OnAWay("etang")),
    ("lavoir", OnAWay("lavoir")),
    ("brou vtt", StartsIn("Brou")),
    ("vtt brou", StartsIn("Brou")),
    ("vtt", By(Practice::MountainBike)),
    ("vélo", By(Practice::MountainBike)),
    ("cheval", By(Practice::Riding)),
    ("chateaudin", StartsIn("Châteaudun")),
    ("châteaudun", StartsIn("Châteaudun")),
    ("chateau dun", StartsIn("Châteaudun")),
    ("f15e", Code("F15.E")),
    ("f15 e", Code("F15.E")),
    ("F15.E", Code("F15.E")),
    ("f 15 e", Code("F15.E")),
    ("feq14a", Code("FEq14.A")),
    ("FEq14.A", Code("FEq14.A")),
    ("f1 a", Code("F1.A")),
    ("t28-27", Code("T28.27")),
    ("vtt19", Code("VTT19")),
    ("f15.e-28310", Code("F15.E")),
    ("la loupe", StartsIn("La Loupe")),
    ("loupe", StartsIn("La Loupe")),
    ("anet", StartsIn("Anet")),
    ("bu", StartsIn("Bû")),
    ("bonneval", StartsIn("Bonneval")),
    ("bonnevale", StartsIn("Bonneval")),
    ("authon perche", StartsIn("Authon-du-Perche")),
    ("chateauneuf thymerais", StartsIn("Châteauneuf-en-Thymerais")),
    ("pontgouin", Crosses("Pontgouin")),
    ("jouy", Crosses("Jouy")),
    ("thiron", StartsIn("Thiron-Gardais")),
    ("maintenon", StartsIn("Maintenon")),
    ("mainten", StartsIn("Maintenon")),
    ("saint prest vtt", By(Practice::MountainBike)),
];

#[test]
fn the_golden_queries_find_first_what_was_meant() {
    let store = store();
    let failures: Vec<String> = GOLDEN
        .iter()
        .filter_map(|(text, expected)| {
            let result = search_in(&store, text);
            let Some(first) = result.found.first() else { return Some(format!("{text}: nothing found")) };
            let met = match expected {
                Code(code) => first.card.code == *code,
                StartsIn(commune) => first.card.start_commune.as_deref() == Some(commune),
                Crosses(commune) => first.why.contains(&Why::Crosses { commune: (*commune).into() }),
                Named(name) => first.card.name == *name,
                OnAWay(word) => first
                    .why
                    .iter()
                    .any(|why| matches!(why, Why::Way { name } if text::fold::fold(name).contains(word))),
                By(practice) => first.card.practices.contains(practice),
            };
            (!met).then(|| format!("{text}: {} {:?}", first.card.name, first.why))
        })
        .collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn three_spellings_of_a_commune_find_the_same_routes() {
    let all = ["st prest", "saint-prest", "Saint Prest"].map(|text| search(text).all);
    assert!(all[0] == all[1] && all[1] == all[2]);
}

#[test]
fn what_was_understood_in_place_of_a_mistyped_word_is_said() {
    assert_eq!(search("senonche").understood.as_deref(), Some("senonches"));
    assert_eq!(search("chateaudin").understood.as_deref(), Some("châteaudun"));
    assert_eq!(search("nogant le rotru").understood.as_deref(), Some("nogent le rotrou"));
}

#[test]
fn nothing_is_said_to_be_understood_where_the_words_are_right() {
    for text in ["epernon", "st prest", "gr 22", "maint", "brou vtt", "vallee de l eure"] {
        assert_eq!(search(text).understood, None, "{text}");
    }
}

#[test]
fn the_list_is_never_empty_on_the_way_to_a_name() {
    for text in ["st prest", "nogent le rotrou", "vallee de l eure", "gr 22"] {
        for end in 1..=text.len() {
            assert!(search(&text[..end]).total > 0, "{}", &text[..end]);
        }
    }
}

#[test]
fn routes_at_brou_by_mountain_bike_are_all_by_mountain_bike() {
    let result = search("brou vtt");
    assert!(result.total > 0);
    assert!(result.found.iter().all(|found| found.card.practices.contains(&Practice::MountainBike)));
}

#[test]
fn starts_come_before_crossings() {
    let found = search("nogent le rotrou").found;
    let starts = |found: &Found| found.card.start_commune.as_deref() == Some("Nogent-le-Rotrou");
    let last_start = found.iter().rposition(starts).expect("a route starts there");
    let first_crossing = found.iter().position(|found| {
        !starts(found) && found.why.contains(&Why::Crosses { commune: "Nogent-le-Rotrou".into() })
    });
    assert!(first_crossing.is_none_or(|crossing| last_start < crossing));
}

#[test]
fn a_place_in_full_keeps_places_that_only_begin_so_out() {
    assert!(search("brou").found.iter().all(|found| found.card.start_commune.as_deref() != Some("Broué")));
}

#[test]
fn words_without_a_route_offer_a_way_out_with_its_count() {
    for text in ["xyzzy", "xyzzy chartres"] {
        let result = search(text);
        assert_eq!(result.total, 0);
        let way = result.relaxations.first().expect("an empty result has a way out");
        let again = store().search(&way.query, Page::default()).unwrap();
        assert_eq!((way.criterion, way.count), (Criterion::Text, again.total));
    }
}

#[test]
fn every_commune_is_found_by_its_own_name() {
    let store = store();
    let all = store.search(&RouteQuery::default(), Page { offset: 0, limit: 0 }).unwrap();
    let crossed: Vec<Insee> = all.facets.crossed_communes.into_iter().map(|count| count.option).collect();
    let communes = store.places().unwrap().0;
    let missed: Vec<String> = communes
        .into_iter()
        .filter(|commune| crossed.contains(&commune.insee))
        .filter(|commune| {
            let filter =
                RouteFilter { crossed_communes: [commune.insee.clone()].into(), ..RouteFilter::default() };
            let asked = RouteQuery { filter, ..RouteQuery::default() };
            let expected = store.search(&asked, Page::default()).unwrap().all.to_vec();
            let found = search_in(&store, &commune.name).all.to_vec();
            !expected.iter().all(|id| found.contains(id))
        })
        .map(|commune| commune.name)
        .collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn typing_three_letters_suggests_the_commune() {
    for (typed, commune) in [("nog", "Nogent-le-Rotrou"), ("char", "Chartres"), ("st pre", "Saint-Prest")] {
        let suggestions = store().suggest(typed, 8).unwrap();
        assert!(suggestions.iter().any(|suggestion| suggestion.label == commune), "{typed}: {suggestions:?}");
    }
}

#[test]
fn typing_a_code_suggests_its_route_first() {
    let suggestions = store().suggest("f15e", 5).unwrap();
    assert_eq!(suggestions[0].target, SuggestionTarget::Route { id: RouteId("f15-e-28310".into()) });
}

#[test]
fn no_typed_text_breaks_the_search() {
    let store = store();
    for text in
        ["\"", "* OR NEAR(", "{start}:", "%_'--", "é̀", "\u{0}", "🥾", "l'", "a a a a a a a a a a a a a"]
    {
        search_in(&store, text);
        store.suggest(text, 5).unwrap();
    }
}
