//! Where the hiker is: asked for once, refused or allowed, or pointed at with a finger on the map.

use anyhow::{Context, Result, ensure};
use sente_tests::{App, in_hosts, in_the_browser, until};

in_the_browser!(a_refused_position_leads_to_a_commune, an_allowed_position_finds_what_is_near);
in_hosts!(a_long_press_searches_near_the_point: phone Phone);

pub async fn a_refused_position_leads_to_a_commune(app: &mut App) -> Result<()> {
    app.refuse_position().await?;
    app.click("near-me").await?;
    let told = app.text("position-refused").await?;
    ensure!(told.contains("pas autorisée"), "a refusal is told as {told:?}");
    app.click("choose-place").await?;
    app.wait("near-place").await?;
    until("the cursor in the field of places", async || {
        let focused = app.js("return document.activeElement.dataset.test", vec![]).await?;
        Ok((focused == "near-place").then_some(()))
    })
    .await?;
    app.type_into("near-place", "Chartres").await?;
    app.click("filters-show").await?;
    app.wait("route-card").await?;
    near_a_place(app).await
}

pub async fn an_allowed_position_finds_what_is_near(app: &mut App) -> Result<()> {
    app.allow_position(1.48735, 48.44685).await?;
    app.click("near-me").await?;
    app.wait("route-card").await?;
    near_a_place(app).await?;
    let first = app.text("route-card").await?;
    ensure!(first.contains("de vous"), "the nearest route does not say how far it is: {first:?}");

    // On the map the dot is shown at once: the reason has been read.
    app.click("tab-map").await?;
    idle(app).await?;
    app.click("map-locate").await?;
    until("the position in the middle of the map", async || {
        let said = "return [...document.querySelectorAll('[role=status]')].some(
            (place) => place.textContent.includes('au centre de la carte'))";
        Ok((app.js(said, vec![]).await? == true).then_some(()))
    })
    .await
}

pub async fn a_long_press_searches_near_the_point(app: &mut App) -> Result<()> {
    app.click("tab-map").await?;
    idle(app).await?;
    app.touch(180, 300).await?;
    let place = app.text("map-coordinates").await;
    app.let_go().await?;
    let place = place.context("a long press shows no point")?;
    ensure!(place.contains("° N"), "the point reads {place:?}");
    app.click("map-near").await?;
    app.wait("route-card").await?;
    near_a_place(app).await
}

/// The address says that the list is sorted by distance.
async fn near_a_place(app: &App) -> Result<()> {
    until("a list by distance", async || {
        let path = app.path().await?;
        Ok(path.contains("tri=proximite").then_some(()))
    })
    .await
}

async fn idle(app: &App) -> Result<()> {
    app.wait_css("[data-test=\"map\"][data-idle=\"true\"]").await?;
    Ok(())
}
