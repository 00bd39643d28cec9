//! Only in the browser: pages that are loaded again and again before the engine has started, and a page that the browser
//! kept frozen and shows again.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use sente_tests::{App, in_the_browser, until};

in_the_browser!(a_deep_page_can_be_loaded_again_and_again, a_page_that_comes_back_asks_its_engine_again);

const LOADS: usize = 40;

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
    app.go("/plus/reglages").await?;
    app.js("window.kept = true", vec![]).await?;
    // Another page asks the engine in between, and is left as well.
    app.go("/randonnees?tri=pertinence").await?;
    app.wait("route-card").await?;
    app.client().back().await?;

    until("the page of before, frozen and woken", async || {
        Ok((app.js("return window.kept === true", vec![]).await? == true).then_some(()))
    })
    .await?;
    app.click("tab-explore").await?;
    app.wait("route-card").await?;
    app.click_css("[data-test=\"route-card\"] h3 a").await?;
    let name = app.wait_text("sheet-title", |text| !text.is_empty()).await?;
    app.click("favourite").await?;
    app.click("tab-carnet").await?;
    app.wait_text("route-card", |text| text.contains(&name)).await?;
    Ok(())
}
