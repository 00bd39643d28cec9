//! Finding a route: the list, the search as people type, filters that stay, an empty result that helps.

use anyhow::{Result, ensure};
use sente_tests::{App, in_every_host, until};

in_every_host!(
    a_town_typed_without_care_finds_its_routes,
    a_filter_narrows_the_list_and_stays_after_a_restart,
    an_empty_result_says_what_to_relax,
);

async fn open_list(app: &App) -> Result<u32> {
    app.click("tab-explore").await?;
    // Cards stand on the home screen as well; the number is on the list alone.
    until("the number of routes", async || Ok(app.number("result-count").await.ok())).await
}

/// Waits until the list shows another number of routes.
async fn other_count(app: &App, before: u32) -> Result<u32> {
    until("another number of routes", async || {
        let now = app.number("result-count").await.unwrap_or(0);
        Ok((now != before).then_some(now))
    })
    .await
}

pub async fn a_town_typed_without_care_finds_its_routes(app: &mut App) -> Result<()> {
    let all = open_list(app).await?;
    app.type_into("search-input", "st prest").await?;
    // The list follows every letter, so the count is right only when the last one has been answered.
    until("some of the routes", async || {
        let some = app.number("result-count").await.unwrap_or(0);
        Ok((1..all).contains(&some).then_some(some))
    })
    .await?;
    app.wait("route-card").await?;
    Ok(())
}

pub async fn a_filter_narrows_the_list_and_stays_after_a_restart(app: &mut App) -> Result<()> {
    let all = open_list(app).await?;
    app.click("filters-open").await?;
    app.click_css("label:has([data-test=\"option-network-vtt\"])").await?;
    app.click("filters-show").await?;
    let some = other_count(app, all).await?;
    ensure!((1..all).contains(&some), "{some} of {all} routes");
    if app.host != sente_tests::Host::Window {
        let path = app.path().await?;
        ensure!(path.contains("reseau=vtt"), "the address {path} does not carry the filter");
    }

    app.reload().await?;
    ensure!(other_count(app, 0).await? == some, "the filter did not survive a reload");
    // What was changed a moment ago is remembered at the end of that moment; nobody closes an app faster.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    app.restart().await?;
    app.click("tab-explore").await?;
    let back = until("the filtered list after a restart", async || {
        let now = app.number("result-count").await.unwrap_or(0);
        Ok((now == some).then_some(now))
    });
    back.await?;
    Ok(())
}

pub async fn an_empty_result_says_what_to_relax(app: &mut App) -> Result<()> {
    let all = open_list(app).await?;
    app.type_into("search-input", "st prest").await?;
    other_count(app, all).await?;
    app.click("filters-open").await?;
    // No equestrian route of the register begins or passes there.
    app.click_css("label:has([data-test=\"option-network-equestre\"])").await?;
    app.click("filters-show").await?;
    app.wait("empty").await?;
    let offer = app.text("relaxation").await?;
    app.click("relaxation").await?;
    app.wait("route-card").await?;
    let found = app.number("result-count").await?;
    ensure!(offer.contains(&found.to_string()), "the offer was {offer:?}, it gave {found}");

    // Whoever thinks better of it goes back.
    app.client().back().await?;
    app.wait("relaxation").await?;
    Ok(())
}
