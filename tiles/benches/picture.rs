//! Still pictures of 1,200 × 630 pixels: every route of the built catalogue on the locator map, and, where one is given, a
//! walk across a detailed pack. With a folder as second argument the pictures of the latter are kept to be looked at.

use std::path::Path;
use std::time::Instant;

use pdipr_data::domain::RouteOnMap;
use pdipr_data::store::CatalogueStore;
use tiles::picture::{Look, Mark, Role, Route, Scene, Size, Stretch, StretchKind, draw, png};
use tiles::read::{Mapped, Pack};

fn main() -> anyhow::Result<()> {
    let built = Path::new(env!("CARGO_MANIFEST_DIR")).join("../data/28/built");
    let store = CatalogueStore::open(&built.join("catalogue.sqlite"))?;
    let base = Pack::open(Mapped::open(&built.join("base.pmtiles"))?)?;
    let mut scenes = Vec::new();
    for routes in store.lines_of_routes()? {
        if let Some(sheet) = store.sheet(&routes.route.id)? {
            scenes.push(Scene::of_route(&RouteOnMap::from(&sheet), String::new()));
        }
    }
    let size = Size::new(1_200, 630)?;
    measure("a route of the catalogue on the locator map", &[&base], &scenes, size)?;
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    if let Some(path) = arguments.next() {
        let pack = Pack::open(Mapped::open(Path::new(&path))?)?;
        let scene = walk(&pack);
        measure("a walk across a detailed pack", &[&base, &pack], &vec![scene.clone(); 20], size)?;
        if let Some(folder) = arguments.next() {
            for look in Look::ALL {
                let svg = draw(&[&base, &pack], &scene, size, look)?;
                std::fs::write(Path::new(&folder).join(format!("{look:?}.png")), png(&svg)?)?;
                std::fs::write(Path::new(&folder).join(format!("{look:?}.svg")), svg)?;
            }
        }
    }
    Ok(())
}

/// Around the middle of the pack.
fn walk(pack: &Pack<Mapped>) -> Scene {
    let bounds = pack.header().bounds;
    let at = |right: f64, up: f64| {
        [bounds.west + (bounds.east - bounds.west) * right, bounds.south + (bounds.north - bounds.south) * up]
    };
    let round = |from: i32, to: i32| (from..=to).map(|step| f64::from(step) / 60.0 * std::f64::consts::TAU);
    let place =
        |turn: f64| at(0.5 + 0.2 * turn.cos() * (1.0 + 0.2 * (5.0 * turn).sin()), 0.45 + 0.2 * turn.sin());
    let stretch = |kind, from, to| Stretch { kind, line: round(from, to).map(place).collect() };
    let stretches = vec![
        stretch(StretchKind::Inscribed, 0, 40),
        stretch(StretchKind::Liaison, 40, 48),
        stretch(StretchKind::Inscribed, 48, 60),
    ];
    let marks = vec![Mark { role: Role::StartFinish, at: place(0.0) }];
    let route = Route { network: "pr".into(), stretches, marks, ..Route::default() };
    Scene { title: "PR 1 — Essai".into(), details: "3,2 km".into(), routes: vec![route] }
}

fn measure(what: &str, packs: &[&Pack<Mapped>], scenes: &[Scene], size: Size) -> anyhow::Result<()> {
    let (mut drawing, mut painting, mut largest) = (Vec::new(), Vec::new(), 0);
    for scene in scenes {
        let began = Instant::now();
        let svg = draw(packs, scene, size, Look::Day)?;
        drawing.push(began.elapsed().as_secs_f64() * 1e3);
        largest = largest.max(svg.len());
        let began = Instant::now();
        png(&svg)?;
        painting.push(began.elapsed().as_secs_f64() * 1e3);
    }
    let mut said = Vec::new();
    for times in [&mut drawing, &mut painting] {
        times.sort_by(f64::total_cmp);
        let at =
            |share: f64| times.get(((times.len() - 1) as f64 * share) as usize).copied().unwrap_or_default();
        said.push(format!("p50 {:.1} ms, p95 {:.1} ms, most {:.1} ms", at(0.5), at(0.95), at(1.0)));
    }
    println!("{what}: SVG {}; PNG {}; largest SVG {largest} bytes", said[0], said[1]);
    Ok(())
}
