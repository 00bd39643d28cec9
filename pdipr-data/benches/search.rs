//! Speed of searches: filter, counts and first page on the real catalogue; a box of the map with three criteria and
//! the first twenty on made-up ones. Criterion follows the mean; the percentiles that the project promises are
//! printed at the end. The peer is the naive scan that the filter is held to by its tests.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::Criterion;
use pdipr_data::build::{self, Inputs};
use pdipr_data::domain::{Bounds, Metres, Position, Practice, RouteId, RouteShape, Share};
use pdipr_data::filter::{Near, Page, RouteFacts, RouteFilter, RouteQuery, Sort};
use pdipr_data::store::{CatalogueStore, write};
use pdipr_data::synth;

const SAMPLES: usize = 2_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let mut report = Vec::new();
    real(&mut criterion, &mut report);
    synthetic(&mut criterion, &mut report, 200_000);
    synthetic(&mut criterion, &mut report, 1_000_000);
    criterion.final_summary();
    println!("\n{:<60} {:>10} {:>10} {:>10} {:>10}", "", "least", "p50", "p99", "max");
    for (name, times) in report {
        let at = |share: f64| format!("{:.1?}", times[((times.len() - 1) as f64 * share) as usize]);
        println!("{name:<60} {:>10} {:>10} {:>10} {:>10}", at(0.0), at(0.5), at(0.99), at(1.0));
    }
}

type Report = Vec<(String, Vec<Duration>)>;

fn sample(report: &mut Report, name: &str, samples: usize, mut each: impl FnMut(usize)) {
    let mut times: Vec<Duration> = (0..samples)
        .map(|number| {
            let begin = Instant::now();
            each(number);
            begin.elapsed()
        })
        .collect();
    times.sort();
    report.push((name.to_owned(), times));
}

fn real(criterion: &mut Criterion, report: &mut Report) {
    let inputs = Inputs {
        register: include_bytes!("../../data/28/pdipr.csv"),
        register_name: "pdipr.csv",
        communes: include_bytes!("../../data/28/communes.geojson"),
        towns: include_bytes!("../../data/28/towns.geojson"),
        stations: include_bytes!("../../data/28/stations.csv"),
        codes: include_str!("../../data/28/codes.toml"),
        closures: None,
    };
    let path = folder().join("real.sqlite");
    write(&build::catalogue(&inputs).expect("the bundled data builds"), &path)
        .expect("the catalogue is written");
    sample(report, "real: open", 50, |_| {
        black_box(CatalogueStore::open(&path).expect("it opens"));
    });
    let store = CatalogueStore::open(&path).expect("it opens");
    let queries = everyday_queries();
    let ask = |query: &RouteQuery| black_box(store.search(query, Page::default()).expect("it answers"));
    sample(report, "real: first words after opening", 1, |_| {
        ask(&words("moulin"));
    });
    criterion.bench_function("real/filter+counts+page", |bench| {
        let mut turn = queries.iter().cycle();
        bench.iter(|| turn.next().map(ask));
    });
    sample(report, "real: filter + counts + first page", SAMPLES, |n| {
        ask(&queries[n % queries.len()]);
    });
    let texts =
        ["st prest", "moulin", "brou vtt", "chateaudin", "gr 22", "nogent le rotrou", "senonche", "char"];
    sample(report, "real: words + counts + first page", SAMPLES, |n| {
        ask(&words(texts[n % texts.len()]));
    });
    sample(report, "real: suggestions", SAMPLES, |n| {
        black_box(store.suggest(texts[n % texts.len()], 8).expect("it answers"));
    });
}

fn words(text: &str) -> RouteQuery {
    RouteQuery { text: text.to_owned(), ..RouteQuery::default() }
}

fn everyday_queries() -> Vec<RouteQuery> {
    let chartres = Position::new(1.48735, 48.44685).expect("a position");
    let filter = |change: &dyn Fn(&mut RouteFilter)| {
        let mut filter = RouteFilter::default();
        change(&mut filter);
        RouteQuery { filter, ..RouteQuery::default() }
    };
    vec![
        RouteQuery::default(),
        RouteQuery { sort: Sort::Proximity, near: Some(chartres), ..RouteQuery::default() },
        RouteQuery { sort: Sort::Name, ..RouteQuery::default() },
        filter(&|filter| {
            filter.practices.insert(Practice::Walking);
            filter.shapes.insert(RouteShape::Loop);
            filter.length.max = Some(Metres::whole(10_000));
        }),
        filter(&|filter| {
            filter.practices.insert(Practice::MountainBike);
            filter.bounds = Some(Bounds { west: 1.0, south: 48.0, east: 1.4, north: 48.4 });
        }),
        filter(&|filter| {
            filter.station_within = Some(Metres::whole(1_000));
            filter.followable_only = true;
        }),
        filter(&|filter| {
            filter.near = Some(Near { at: chartres, within: Some(Metres::whole(15_000)) });
            filter.inscribed_at_least = Share::try_from(0.6).ok();
        }),
        // An empty result, so that its ways out are measured as well.
        filter(&|filter| {
            filter.practices.insert(Practice::Riding);
            filter.length.max = Some(Metres::whole(10));
        }),
    ]
}

fn synthetic(criterion: &mut Criterion, report: &mut Report, routes: u32) {
    let path = folder().join(format!("synth-{routes}.sqlite"));
    if !path.exists() {
        let begin = Instant::now();
        synth::write(&path, routes, 1, |_| {}).expect("the catalogue is written");
        println!("{routes} synthetic routes written in {:.1?}", begin.elapsed());
    }
    sample(report, &format!("{routes} synthetic: open"), 1, |_| {
        black_box(CatalogueStore::open(&path).expect("it opens"));
    });
    let store = CatalogueStore::open(&path).expect("it opens");
    let ask = |query: &RouteQuery| black_box(store.search(query, Page::default()).expect("it answers"));
    let queries: Vec<RouteQuery> = (0..200).map(box_and_three).collect();
    criterion.bench_function(&format!("{routes}/box+3 criteria+top 20"), |bench| {
        let mut turn = queries.iter().cycle();
        bench.iter(|| turn.next().map(ask));
    });
    let name = format!("{routes} synthetic: box + three criteria + counts + top 20");
    sample(report, &name, SAMPLES, |n| {
        ask(&queries[n % queries.len()]);
    });
    let name = format!("{routes} synthetic: no criterion + counts + top 20");
    sample(report, &name, 50, |_| {
        ask(&RouteQuery::default());
    });
    if routes <= 200_000 {
        let facts = all_facts(&store, routes);
        let name = format!("{routes} synthetic: the same by naive scan, no counts (peer)");
        sample(report, &name, 50, |n| {
            let filter = &queries[n % queries.len()].filter;
            black_box(facts.iter().filter(|facts| filter.keeps(facts)).count());
        });
    }
}

/// Boxes of about 20 by 20 km all over the country, with practice, shape and length.
fn box_and_three(number: usize) -> RouteQuery {
    let (x, y) = ((number * 37 % 100) as f64 / 100.0, (number * 61 % 100) as f64 / 100.0);
    let (west, south) = (0.75 + x, 47.95 + y * 0.8);
    let mut filter = RouteFilter {
        practices: [Practice::Walking].into(),
        shapes: [RouteShape::Loop].into(),
        bounds: Some(Bounds { west, south, east: west + 0.27, north: south + 0.18 }),
        ..RouteFilter::default()
    };
    filter.length.max = Some(Metres::whole(6_000 + 500 * (number % 20) as u32));
    RouteQuery { filter, sort: Sort::Length, ..RouteQuery::default() }
}

fn all_facts(store: &CatalogueStore, routes: u32) -> Vec<RouteFacts> {
    let ids: Vec<RouteId> = (0..routes).map(|n| RouteId(format!("s{n:07}"))).collect();
    let cards = store.cards(&ids).expect("the cards are there");
    ids.iter()
        .zip(cards)
        .map(|(id, card)| RouteFacts::of(&store.route(id).expect("it reads").expect("it exists"), &card))
        .collect()
}

fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench-search");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}
