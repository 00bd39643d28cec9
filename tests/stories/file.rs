//! A GPX file of the hiker is opened, told and drawn; one that is none is refused in words.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use sente_tests::{App, in_the_browser, inspect};

in_the_browser!(a_gpx_file_is_told_and_drawn);

const FIELD: &str = "[data-test=\"gpx-file\"]";

pub async fn a_gpx_file_is_told_and_drawn(app: &mut App) -> Result<()> {
    // A file of our own is a file like any other.
    app.click("tab-explore").await?;
    app.click_css("[data-test=\"route-card\"] h3 a").await?;
    let name = app.wait_text("sheet-title", |text| !text.is_empty()).await?;
    app.click("export-gpx").await?;
    let saved = app.wait_saved("gpx").await?;
    let expected = inspect(&saved)?;

    app.click("tab-carnet").await?;
    app.click("open-gpx").await?;
    app.wait("gpx-open").await?;
    app.client().find(Locator::Css(FIELD)).await?.send_keys(&saved.display().to_string()).await?;
    let told = app.wait_text("gpx-name", |text| !text.is_empty()).await?;
    ensure!(told == name, "the file of {name:?} is called {told:?}");
    let counts = app.text("gpx-counts").await?;
    let points = expected.figure("points").context("our own program counts no points")?;
    let digits: String = counts.chars().filter(|letter| !letter.is_whitespace()).collect();
    ensure!(digits.contains(&format!("{points}point")), "{points} points are told as {counts:?}");
    app.wait_css("[data-test=\"map\"][data-idle=\"true\"]").await?;
    app.assert_accessible("an opened file").await?;

    let photo = app.saved().join("photo.gpx");
    std::fs::write(&photo, "bonjour")?;
    app.client().find(Locator::Css(FIELD)).await?.send_keys(&photo.display().to_string()).await?;
    let refused = app.wait_text("empty", |text| text.contains("photo.gpx")).await?;
    ensure!(refused.contains("pas un fichier GPX"), "the refusal reads {refused:?}");

    app.click("gpx-close").await?;
    app.wait("route-card").await?;
    Ok(())
}
