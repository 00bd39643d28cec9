//! How long a frame takes while the map is panned and zoomed for 20 seconds: our map with all routes, the same with a detailed
//! pack of a made-up country, and each beside MapLibre with an empty style on the same page. Run by `cargo xtask bench --only frames`.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use fantoccini::wd::TimeoutConfiguration;
use sente_tests::{App, Host, ours, root};
use serde_json::{Value, json};
use tiles::osm::synth::{Country, Packing, write_country};

const SECONDS: u64 = 20;
/// Twelve by twelve parishes reach from the south-west of the département to Chartres.
const COUNTRY: Country = Country { parishes_east: 12, parishes_north: 12, seed: 1 };

/// Milliseconds.
struct Run {
    frames: Vec<f64>,
    /// Of the page's own thread, for drawing.
    work: Vec<f64>,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let pack = country()?;
    let app = App::open(Host::Laptop).await?;
    let patience = TimeoutConfiguration::new(Some(Duration::from_secs(3 * SECONDS)), None, None);
    app.client().update_timeouts(patience).await?;
    println!("| map | frames | p50 | p95 | most | p95 of the page's own thread | p95 against empty |");
    println!("|---|---|---|---|---|---|---|");
    beside_an_empty_one(&app, "base map and all routes").await?;
    app.go("/plus/cartes").await?;
    app.choose_map(&pack).await?;
    app.click("pack-install").await?;
    app.wait_css("[data-test=\"pack\"]:has([data-test=\"pack-delete\"])").await?;
    beside_an_empty_one(&app, "the same with a detailed pack").await?;
    app.close().await
}

async fn beside_an_empty_one(app: &App, name: &str) -> Result<()> {
    app.go("/carte").await?;
    app.wait_css("[data-test=\"map\"][data-idle=\"true\"]").await?;
    for (few, pixels) in [(false, ""), (true, ", a hundredth of the pixels")] {
        let ours = drive(app, false, few).await?;
        app.wait_css("[data-test=\"map\"][data-idle=\"true\"]").await?;
        let empty = drive(app, true, few).await?;
        let ratio = percentile(&ours.frames, 95) / percentile(&empty.frames, 95);
        println!("{} {ratio:.2} |", line(&format!("{name}{pixels}"), &ours));
        println!("{} 1 |", line(&format!("MapLibre with an empty style{pixels}"), &empty));
    }
    Ok(())
}

async fn drive(app: &App, bare: bool, few: bool) -> Result<Run> {
    let script = include_str!("script.js");
    let said = app.client().execute_async(script, vec![json!(SECONDS), json!(bare), json!(few)]).await?;
    let list = |name: &str| -> Result<Vec<f64>> {
        let figures = said[name].as_array().with_context(|| format!("the page says {said}"))?;
        let mut figures: Vec<f64> = figures.iter().filter_map(Value::as_f64).collect();
        ensure!(!figures.is_empty(), "nothing was drawn");
        figures.sort_by(f64::total_cmp);
        Ok(figures)
    };
    Ok(Run { frames: list("frames")?, work: list("work")? })
}

fn line(name: &str, run: &Run) -> String {
    let frame = |percent| percentile(&run.frames, percent);
    format!(
        "| {name} | {} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms |",
        run.frames.len(),
        frame(50),
        frame(95),
        frame(100),
        percentile(&run.work, 95)
    )
}

/// Of a sorted list that is not empty, by the nearest rank.
fn percentile(sorted: &[f64], percent: usize) -> f64 {
    let rank = (sorted.len() * percent).div_ceil(100).clamp(1, sorted.len().max(1));
    sorted.get(rank - 1).copied().unwrap_or(f64::NAN)
}

/// The detailed pack, made at the first run.
fn country() -> Result<PathBuf> {
    let folder = root().join("target/tmp/frames");
    std::fs::create_dir_all(&folder)?;
    let (extract, pack) = (folder.join("country.osm.pbf"), folder.join("country.pmtiles"));
    if !pack.is_file() {
        write_country(BufWriter::new(File::create(&extract)?), COUNTRY, Packing::Zlib)?.flush()?;
        let mut build = Command::new(ours("sente-tiles")?);
        build.args(["build", "--zooms", "5-14", "--osm"]).arg(&extract).arg("--out").arg(&pack);
        ensure!(build.status()?.success(), "the pack could not be made");
    }
    Ok(pack)
}
