//! Only in the browser: pages that are loaded again and again before the engine has started, and a page that the browser
//! kept frozen and shows again.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use sente_tests::{App, in_the_browser};

in_the_browser!(a_deep_page_can_be_loaded_again_and_again, a_page_that_comes_back_asks_its_engine_again);

const LOADS: usize = 40;
/// The browser keeps a page frozen where it has the means, which a busy machine may not have at once.
const TRIPS: usize = 6;

// The address changes each time: only then the page before goes into the browser's page cache, with its worker.
pub async fn a_deep_page_can_be_loaded_again_and_again(app: &mut App) -> Result<()> {
    let mut times = Vec::new();
    for load in 0..LOADS {
        let start = Instant::now();
        app.go(["/plus/stockage", "/plus/donnees"][load % 2]).await?;
        times.push(start.elapsed());
    }
    app.go("/randonnees?tri=pertinence").await?;
    app.wait("route-card").await?;

    // A page that waits for what the one before still holds is slower each time.
    let half = |times: &[Duration]| times.iter().sum::<Duration>();
    let (first, last) = (half(&times[..LOADS / 2]), half(&times[LOADS / 2..]));
    println!("{LOADS} loads: {first:?} for the first half, {last:?} for the second");
    ensure!(last < 4 * first, "the loads grow slower: {times:?}");
    Ok(())
}

pub async fn a_page_that_comes_back_asks_its_engine_again(app: &mut App) -> Result<()> {
    let mut kept = false;
    for _ in 0..TRIPS {
        kept = away_and_back(app).await?;
        if kept {
            break;
        }
    }
    ensure!(kept, "in {TRIPS} trips, the browser has not kept the page once");
    app.click("tab-explore").await?;
    app.wait("route-card").await?;
    app.click_css("[data-test=\"route-card\"] h3 a").await?;
    let name = app.wait_text("sheet-title", |text| !text.is_empty()).await?;
    app.click("favourite").await?;
    app.click("tab-carnet").await?;
    app.wait_text("route-card", |text| text.contains(&name)).await?;
    Ok(())
}

/// Leaves a page for another that asks the engine as well, and comes back: was the first one kept, frozen and woken?
async fn away_and_back(app: &App) -> Result<bool> {
    app.go("/plus/reglages").await?;
    app.wait("language-en").await?;
    app.js("window.kept = true", vec![]).await?;
    app.go("/randonnees?tri=pertinence").await?;
    app.wait("route-card").await?;
    app.client().back().await?;
    app.wait("language-en").await?;
    Ok(app.js("return window.kept === true", vec![]).await? == true)
}
