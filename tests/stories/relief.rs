//! A relief comes from a file: then the sheet of a route has its profile and its ascent, and a point of the map its altitude.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use sente_tests::{App, Host, hills, in_every_host, in_hosts, until};

in_every_host!(
    a_relief_gives_a_route_its_profile,
    a_relief_gives_the_card_of_a_route_its_ascent,
    a_coarse_relief_gives_no_ascent
);
in_hosts!(a_point_of_the_map_has_an_altitude: phone Phone);

/// Six kilometres of inscribed ways in one piece, and a box around them.
const ROUTE: &str = "/itineraire/n3-b-28187";
/// A list in which its card is the first.
const LIST: &str = "/randonnees?q=N3.B";
const AROUND: [f64; 4] = [1.46, 48.88, 1.53, 48.92];
const RIGHT: &str = "\u{e014}";
const END: &str = "\u{e010}";

async fn install(app: &App, pack: &Path) -> Result<()> {
    app.go("/plus/cartes").await?;
    app.wait("pack-choose").await?;
    app.install_map(pack).await
}

/// "+180 m" is 180.
fn metres(text: &str) -> Result<f64> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse().with_context(|| format!("{text:?} is no number of metres"))
}

pub async fn a_relief_gives_a_route_its_profile(app: &mut App) -> Result<()> {
    let hills = hills(&app.saved(), AROUND, 0.000_3)?;
    app.go(ROUTE).await?;
    let none = app.text("profile-none").await?;
    ensure!(none.contains("Aucun relief"), "without a relief the sheet says {none:?}");
    install(app, &hills.pack).await?;

    app.go(ROUTE).await?;
    app.wait("profile-cursor").await?;
    app.click("export-geojson").await?;
    let (up, down) = hills.climb(&app.wait_saved("geojson").await?)?;
    ensure!(up > 50.0, "the line goes up {up} m only");
    // On the screen it is rounded to 5 m.
    for (name, truth) in [("route-profile-up", up), ("route-profile-down", down)] {
        let shown = metres(&app.text(name).await?)?;
        ensure!((shown - truth).abs() <= truth * 0.02 + 2.5, "{name} is {shown} m instead of {truth}");
    }
    let source = app.text("profile-source").await?;
    ensure!(source.contains("Collines"), "the source is told as {source:?}");
    let figures = app.js("return document.querySelector('.sheet-figures').innerText", vec![]).await?;
    ensure!(
        figures.as_str().is_some_and(|text| {
            text.contains("calculé d’après le relief") && text.contains("dénivelé compté")
        }),
        "figures: {figures}"
    );

    // Beside the map it lies along its lower edge.
    ensure!(app.sees("map-profile").await? == (app.host != Host::Phone), "the profile is in the wrong place");
    if app.host == Host::Laptop {
        app.tab_to("[data-test=\"profile-cursor\"]").await?;
    } else {
        app.focus("profile-cursor").await?;
    }
    app.press(&RIGHT.repeat(3)).await?;
    told(app, |text| text.starts_with("à 300") && text.ends_with('m')).await?;
    app.press(END).await?;
    told(app, |text| text.starts_with("à 6,1")).await?;
    if app.host != Host::Window {
        app.assert_accessible("a sheet with a profile").await?;
    }
    Ok(())
}

/// Waits for what the cursor says to a screen reader.
async fn told(app: &App, wanted: impl Fn(&str) -> bool) -> Result<()> {
    until("the words of the cursor", async || {
        let text = app.wait("profile-cursor").await?.attr("aria-valuetext").await?.unwrap_or_default();
        ensure!(wanted(&text), "it says {text:?}");
        Ok(Some(()))
    })
    .await
}

pub async fn a_relief_gives_the_card_of_a_route_its_ascent(app: &mut App) -> Result<()> {
    app.go(LIST).await?;
    let before = figures_of_card(app, |text| text.matches('?').count() == 2).await?;
    let hills = hills(&app.saved(), AROUND, 0.000_3)?;
    install(app, &hills.pack).await?;
    app.go(LIST).await?;
    let after = figures_of_card(app, |text| text.contains('+')).await?;
    let duration = |text: &str| text.split('·').nth(1).map(str::to_owned);
    ensure!(duration(&after) != duration(&before), "the duration of {after:?} does not count the climb");
    // Without the relief it is unknown again.
    app.go("/plus/cartes").await?;
    app.click("pack-delete").await?;
    app.click("confirm-yes").await?;
    app.wait_gone("pack-delete").await?;
    app.go(LIST).await?;
    let gone = figures_of_card(app, |text| text.matches('?').count() == 2).await?;
    ensure!(gone == before, "without the relief the card says {gone:?} instead of {before:?}");
    Ok(())
}

/// The four figures of the card of our route in the list, once they are as wanted.
async fn figures_of_card(app: &App, wanted: impl Fn(&str) -> bool) -> Result<String> {
    const FIGURES: &str = "const card = document.querySelector('[data-test=\"route-card\"]:has(a[href$=\"n3-b-28187\"])');
        return [...(card?.querySelectorAll('.figures li') ?? [])].map((figure) => figure.lastElementChild.textContent).join('·');";
    until("the figures of the card", async || {
        let figures = app.js(FIGURES, vec![]).await?;
        let text = figures.as_str().unwrap_or_default().to_owned();
        ensure!(wanted(&text), "they are {text:?}");
        Ok(Some(text))
    })
    .await
}

pub async fn a_coarse_relief_gives_no_ascent(app: &mut App) -> Result<()> {
    let hills = hills(&app.saved(), AROUND, 0.002)?;
    install(app, &hills.pack).await?;
    app.go(ROUTE).await?;
    let climb = app.text("route-profile-climb").await?;
    ensure!(climb.contains("trop grossier : 222"), "the climb reads {climb:?}");
    app.wait("route-profile-highest").await?;
    ensure!(!app.sees("route-profile-up").await?, "an ascent is shown");
    Ok(())
}

pub async fn a_point_of_the_map_has_an_altitude(app: &mut App) -> Result<()> {
    let hills = hills(&app.saved(), [0.7, 47.9, 2.05, 49.0], 0.01)?;
    install(app, &hills.pack).await?;
    app.click("tab-map").await?;
    app.wait_css("[data-test=\"map\"][data-idle=\"true\"]").await?;
    app.touch(180, 300).await?;
    let altitude = app.text("map-altitude").await;
    app.let_go().await?;
    let altitude = altitude.context("a long press tells no altitude")?;
    ensure!(altitude.contains("Collines"), "the altitude reads {altitude:?}");
    Ok(())
}
