//! The sheet of a route: opened, kept, taken along as a file; and the language of it all.

use anyhow::{Context, Result, ensure};
use sente_tests::{App, in_every_host, inspect, until};

in_every_host!(
    a_favourite_is_in_the_notebook_after_a_restart,
    a_saved_gpx_reads_back_as_the_route,
    the_language_is_switched_and_stays,
);

/// Opens the first route of the list and gives its name.
async fn open_first_route(app: &App) -> Result<String> {
    app.click("tab-explore").await?;
    app.wait("route-card").await?;
    app.click_css("[data-test=\"route-card\"] h3 a").await?;
    app.wait_text("sheet-title", |text| !text.is_empty()).await
}

pub async fn a_favourite_is_in_the_notebook_after_a_restart(app: &mut App) -> Result<()> {
    let name = open_first_route(app).await?;
    app.click("favourite").await?;
    until("the pressed heart", async || {
        let pressed = app.wait("favourite").await?.attr("aria-pressed").await?;
        Ok((pressed.as_deref() == Some("true")).then_some(()))
    })
    .await?;
    for again in ["", "after a reload", "after a restart"] {
        match again {
            "after a reload" => app.reload().await?,
            "after a restart" => app.restart().await?,
            _ => {}
        }
        app.click("tab-carnet").await?;
        let text = app.text("route-card").await.with_context(|| format!("the notebook {again}"))?;
        ensure!(text.contains(&name), "the notebook shows {text:?} instead of {name:?} {again}");
    }
    Ok(())
}

pub async fn a_saved_gpx_reads_back_as_the_route(app: &mut App) -> Result<()> {
    open_first_route(app).await?;
    app.click("export-gpx").await?;
    let file = app.wait_saved("gpx").await?;
    let gpx = inspect(&file)?;
    ensure!(gpx.length("tracks").is_some_and(|tracks| tracks >= 1), "no track in {}", file.display());
    let metres = gpx.figure("length_m").context("inspect gives a length")?;
    ensure!(metres > 500.0, "the track is {metres} m long");
    let shown = app.js("return document.querySelector('main').innerText", vec![]).await?;
    let kilometres = format!("{:.1}", metres / 1_000.0).replace('.', ",");
    let kilometres = kilometres.trim_end_matches(",0");
    ensure!(
        shown.as_str().is_some_and(|text| text.contains(kilometres)),
        "the file has {kilometres} km, which the sheet does not show"
    );
    Ok(())
}

pub async fn the_language_is_switched_and_stays(app: &mut App) -> Result<()> {
    app.wait_text("tab-explore", |text| text.contains("Randonnées")).await?;
    app.go_to_settings().await?;
    app.click("language-en").await?;
    let english = |text: &str| !text.contains("Randonnées") && !text.is_empty();
    app.wait_text("tab-explore", english).await?;
    ensure!(
        app.js("return document.documentElement.lang", vec![]).await? == "en",
        "the page says it is French"
    );
    app.restart().await?;
    app.wait_text("tab-explore", english).await?;
    app.go_to_settings().await?;
    app.click("language-fr").await?;
    app.wait_text("tab-explore", |text| text.contains("Randonnées")).await?;
    Ok(())
}
