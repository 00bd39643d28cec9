//! A map comes from a file, is seen on the map without any server, and goes again; what is no map, and what does not fit,
//! is refused in words. What it shows can be searched.

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use sente_tests::{App, Disk, Host, a_map, in_every_host, in_hosts, in_the_browser, until};

in_every_host!(
    a_map_is_installed_seen_and_deleted,
    a_file_that_is_no_map_is_refused,
    water_is_searched_and_pinned,
);
in_the_browser!(a_browser_without_room_says_so, a_map_that_is_dropped_on_the_page_is_offered);
in_hosts!(a_map_that_is_opened_with_the_app_is_offered: window Window);
in_hosts!(a_full_disk_and_a_read_only_one_say_so: window Window);

const TITLE: &str = "Essai";
/// Only a map of the hiker can be deleted.
const OWN: &str = "[data-test=\"pack\"]:has([data-test=\"pack-delete\"])";

async fn open_maps(app: &App) -> Result<()> {
    app.click("tab-more").await?;
    app.click_css("a[href=\"/plus/cartes\"]").await?;
    app.wait("pack-choose").await?;
    Ok(())
}

/// Things of the hiker's maps that are drawn, once the map is at rest.
async fn drawn(app: &App, wanted: impl Fn(u64) -> bool) -> Result<u64> {
    app.click("tab-map").await?;
    until("the things of the map", async || {
        let map = app.client().find(Locator::Css("[data-test=\"map\"][data-idle=\"true\"]")).await?;
        let count: u64 = map.attr("data-detail").await?.context("a map counts them")?.parse()?;
        ensure!(wanted(count), "{count} are drawn");
        Ok(Some(count))
    })
    .await
}

async fn install(app: &App) -> Result<()> {
    let file = a_map(&app.saved(), TITLE)?;
    open_maps(app).await?;
    app.install_map(&file).await
}

async fn refusal(app: &App, wanted: &str) -> Result<()> {
    app.wait_text("pack-refused", |text| text.contains(wanted)).await?;
    Ok(())
}

pub async fn a_map_is_installed_seen_and_deleted(app: &mut App) -> Result<()> {
    let file = a_map(&app.saved(), TITLE)?;
    open_maps(app).await?;
    app.wait("packs-none").await?;
    app.choose_map(&file).await?;
    let offer = app.wait_text("pack-offer", |text| text.contains(TITLE)).await?;
    ensure!(offer.contains("ko") && offer.contains("23/11/2026"), "it is offered as {offer:?}");
    app.click("pack-install").await?;
    app.wait_css(OWN).await?;
    if app.host != Host::Window {
        app.assert_accessible("the maps").await?;
    }
    drawn(app, |count| count > 0).await?;

    if app.host != Host::Window {
        app.wait_for_service_worker().await?;
        app.site()?.kill();
    }
    app.restart().await?;
    drawn(app, |count| count > 0).await?;

    open_maps(app).await?;
    app.wait_css(OWN).await?;
    app.click("pack-delete").await?;
    app.click("confirm-yes").await?;
    app.wait("packs-none").await?;
    drawn(app, |count| count == 0).await?;
    Ok(())
}

pub async fn water_is_searched_and_pinned(app: &mut App) -> Result<()> {
    install(app).await?;
    drawn(app, |count| count > 0).await?;
    app.type_into("search-input", "eau potable").await?;
    let lines = until("two lines with water", async || {
        let mut lines = Vec::new();
        for line in app.client().find_all(Locator::Css("[data-test=\"suggestion\"]")).await? {
            lines.push(line.text().await?);
        }
        let water: Vec<_> = lines.into_iter().filter(|line| line.starts_with("Eau potable")).collect();
        Ok((water.len() == 2).then_some(water))
    })
    .await?;
    ensure!(lines.iter().all(|line| line.contains("du centre de la carte")), "they read {lines:?}");
    ensure!(kilometres(&lines[0])? < kilometres(&lines[1])?, "the nearest is not the first of {lines:?}");
    app.click("suggestion").await?;
    let found = app.text("map-found").await?;
    ensure!(lines[0].contains(&found), "{:?} became {found:?}", lines[0]);
    ensure!(app.text("map-card").await?.starts_with("Eau potable"), "the card has another name");
    until("the pin with its name", async || {
        let names = app.drawn("pin", "name").await?;
        Ok((names == ["Eau potable"]).then_some(()))
    })
    .await?;
    if app.host != Host::Window {
        app.assert_accessible("a place that was found").await?;
    }

    app.press("\u{e00c}").await?;
    app.wait_gone("map-card").await?;
    app.type_into("search-input", "source pres").await?;
    app.wait_text("suggestion", |line| line.starts_with("Source des Prés")).await?;
    app.click("suggestion").await?;
    app.wait_text("map-found", |text| text.starts_with("Source")).await?;
    Ok(())
}

/// "à 12,3 km au nord" is 12.3.
fn kilometres(line: &str) -> Result<f64> {
    let figure =
        line.split("km").next().and_then(|before| before.rsplit_once("à ")).context("a distance in km")?;
    Ok(figure.1.trim().replace(',', ".").parse()?)
}

pub async fn a_map_that_is_dropped_on_the_page_is_offered(app: &mut App) -> Result<()> {
    let file = a_map(&app.saved(), TITLE)?;
    app.drop_file(&file).await?;
    app.wait_text("pack-offer", |text| text.contains(TITLE)).await?;
    let path = app.path().await?;
    ensure!(path == "/plus/cartes", "the offer stands on {path}");
    app.click("pack-install").await?;
    app.wait_css(OWN).await?;
    Ok(())
}

pub async fn a_map_that_is_opened_with_the_app_is_offered(app: &mut App) -> Result<()> {
    let file = a_map(&app.saved(), TITLE)?;
    app.restart_with(&[&file]).await?;
    app.wait_text("pack-offer", |text| text.contains(TITLE)).await?;
    app.click("pack-no").await?;
    app.wait("packs-none").await?;
    Ok(())
}

pub async fn a_file_that_is_no_map_is_refused(app: &mut App) -> Result<()> {
    let photo = app.saved().join("photo.pmtiles");
    std::fs::write(&photo, "bonjour, je suis une photo")?;
    open_maps(app).await?;
    app.choose_map(&photo).await?;
    refusal(app, "n’est pas une carte").await?;
    app.click("pack-again").await?;

    let whole = std::fs::read(a_map(&app.saved(), TITLE)?)?;
    let cut = app.saved().join("cut.pmtiles");
    std::fs::write(&cut, whole.get(..whole.len() / 2).context("half of it")?)?;
    app.choose_map(&cut).await?;
    refusal(app, "incomplet ou abîmé").await?;
    app.click("pack-again").await?;
    app.wait("packs-none").await?;
    Ok(())
}

pub async fn a_browser_without_room_says_so(app: &mut App) -> Result<()> {
    let file = a_map(&app.saved(), TITLE)?;
    open_maps(app).await?;
    app.wait("packs-none").await?;
    // The browser names a room that it does not keep: only the writing shows.
    app.limit_storage(1_000).await?;
    app.choose_map(&file).await?;
    app.click("pack-install").await?;
    refusal(app, "L’appareil est plein").await?;
    app.click("pack-again").await?;
    app.wait("packs-none").await?;
    Ok(())
}

pub async fn a_full_disk_and_a_read_only_one_say_so(app: &mut App) -> Result<()> {
    let file = a_map(&app.saved(), TITLE)?;
    open_maps(app).await?;
    for (options, told) in [("size=200k", "pas assez de place"), ("ro", "ne peut pas écrire")] {
        let Some(_disk) = Disk::at(&app.kept().join("packs"), options)? else {
            eprintln!("skipped: a disk of its own needs root");
            return Ok(());
        };
        app.choose_map(&file).await?;
        app.wait("pack-offer").await?;
        if app.sees("pack-install").await? {
            app.click("pack-install").await?;
        }
        refusal(app, told).await?;
        app.client().refresh().await?;
        app.started().await?;
        app.wait("pack-choose").await?;
    }
    Ok(())
}
