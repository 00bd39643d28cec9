//! Maps come from a server, through a pause and a cut; a newer one comes by its changes; what is not the announced map is
//! refused in words.

use anyhow::{Result, ensure};
use sente_tests::{App, Host, Site, a_map, a_newer_map, in_every_host, published, until};

in_every_host!(
    a_map_is_fetched_through_a_pause_and_a_cut,
    a_newer_map_comes_by_its_changes,
    changes_come_from_a_file,
    what_is_not_the_announced_map_is_refused,
);

const TITLE: &str = "Essai";
const OWN: &str = "[data-test=\"pack\"]:has([data-test=\"pack-delete\"])";
const TAB: &str = "\u{e004}";

/// The server of maps: that of the pages, and for the window one of its own.
struct Maps(Option<Site>);

/// The address that the window is told.
#[derive(Clone, Copy, PartialEq)]
enum Named {
    Maps,
    /// That of the reviews, which has maps, too.
    Reviews,
}

impl Maps {
    async fn served(app: &mut App, folder: &std::path::Path, named: Named) -> Result<Maps> {
        if app.host != Host::Window {
            app.site()?.offer(folder)?;
            open_maps(app).await?;
            return Ok(Maps(None));
        }
        let mut site = Site::start()?;
        site.offer(folder)?;
        open_maps(app).await?;
        app.click("packs-ask").await?;
        app.wait_text("packs-offered-refused", |text| text.contains("Aucun serveur")).await?;
        if named == Named::Reviews {
            app.go_to_settings().await?;
            app.type_into("server", &site.address()).await?;
            app.press(TAB).await?;
            open_maps(app).await?;
        } else {
            app.type_into("map-server", &format!("{}/packs", site.address())).await?;
            app.press(TAB).await?;
        }
        Ok(Maps(Some(site)))
    }

    fn site<'a>(&'a mut self, app: &'a mut App) -> Result<&'a mut Site> {
        match &mut self.0 {
            Some(site) => Ok(site),
            None => app.site(),
        }
    }
}

async fn open_maps(app: &App) -> Result<()> {
    app.click("tab-more").await?;
    app.click_css("a[href=\"/plus/cartes\"]").await?;
    app.wait("packs-ask").await?;
    Ok(())
}

async fn install(app: &App) -> Result<()> {
    let old = a_map(&app.saved(), TITLE)?;
    open_maps(app).await?;
    app.install_map(&old).await?;
    app.click("tab-home").await?;
    Ok(())
}

async fn proposed(app: &App, wanted: &str) -> Result<()> {
    app.click("packs-ask").await?;
    let text = app.wait_text("pack-proposed", |text| text.contains(wanted)).await?;
    ensure!(text.contains(TITLE), "it is proposed as {text:?}");
    Ok(())
}

/// The spring of the installed map, searched by the name that the newer one gives it.
async fn finds_the_new_spring(app: &App) -> Result<()> {
    app.click("tab-map").await?;
    app.wait_css("[data-test=\"map\"][data-idle=\"true\"]").await?;
    app.type_into("search-input", "zephyrine").await?;
    app.wait_text("suggestion", |line| line.starts_with("Source Zéphyrine")).await?;
    Ok(())
}

/// The kilobytes that a download has so far, as it says: "40 ko sur 417 ko".
fn begun(text: &str) -> Option<u32> {
    let (before, _) = text.split_once(" sur ")?;
    // In the window nothing stands between the title and the amount.
    let amount = before.split_whitespace().nth_back(1)?;
    amount.trim_start_matches(|letter: char| !letter.is_ascii_digit()).parse().ok()
}

pub async fn a_map_is_fetched_through_a_pause_and_a_cut(app: &mut App) -> Result<()> {
    let map = a_map(&app.saved(), TITLE)?;
    let folder = published(&app.saved(), &map, None)?;
    let mut maps = Maps::served(app, &folder, Named::Maps).await?;
    proposed(app, "Télécharger").await?;
    if app.host != Host::Window {
        app.assert_accessible("maps on offer").await?;
    }
    app.click("pack-fetch").await?;
    app.wait_text("pack-installing", |text| begun(text).is_some_and(|amount| amount > 0)).await?;
    app.click("pack-pause").await?;
    app.wait_text("pack-installing", |text| text.contains("en pause") && begun(text).is_some()).await?;

    maps.site(app)?.kill();
    app.click("pack-pause").await?;
    app.wait_text("pack-refused", |text| text.contains("ne répond pas")).await?;
    app.click("pack-retry").await?;
    app.wait_text("pack-refused", |text| text.contains("ne répond pas")).await?;

    // Another day, with a network again.
    maps.site(app)?.serve()?;
    app.restart().await?;
    open_maps(app).await?;
    app.click("packs-ask").await?;
    app.wait_text("pack-proposed", |text| text.contains("Reprendre")).await?;
    app.click("pack-fetch").await?;
    app.wait_css(OWN).await?;
    app.wait("packs-offered-none").await?;
    app.click("tab-map").await?;
    until("the wood of the map", async || {
        let map = app.wait_css("[data-test=\"map\"][data-idle=\"true\"]").await?;
        let count: u64 = map.attr("data-detail").await?.unwrap_or_default().parse()?;
        ensure!(count > 0, "nothing is drawn");
        Ok(Some(()))
    })
    .await
}

pub async fn a_newer_map_comes_by_its_changes(app: &mut App) -> Result<()> {
    let (new, changes) = a_newer_map(&app.saved(), TITLE, "Source Zéphyrine")?;
    install(app).await?;
    let folder = published(&app.saved(), &new, Some(&changes))?;
    let _maps = Maps::served(app, &folder, Named::Reviews).await?;
    proposed(app, "Seules les différences").await?;
    app.click("pack-fetch").await?;
    app.wait("packs-offered-none").await?;
    ensure!(app.count("pack-delete").await? == 1, "the map is there twice");
    finds_the_new_spring(app).await?;
    app.restart().await?;
    finds_the_new_spring(app).await?;
    Ok(())
}

pub async fn changes_come_from_a_file(app: &mut App) -> Result<()> {
    let (_, changes) = a_newer_map(&app.saved(), TITLE, "Source Zéphyrine")?;
    install(app).await?;
    open_maps(app).await?;
    app.choose_map(&changes).await?;
    app.wait_text("pack-offer", |text| text.contains("met à jour")).await?;
    app.click("pack-install").await?;
    app.wait_gone("pack-offer").await?;
    app.wait("pack-choose").await?;
    finds_the_new_spring(app).await?;
    open_maps(app).await?;
    app.choose_map(&changes).await?;
    app.wait_text("pack-refused", |text| text.contains("dans une autre version")).await?;
    Ok(())
}

pub async fn what_is_not_the_announced_map_is_refused(app: &mut App) -> Result<()> {
    let map = a_map(&app.saved(), TITLE)?;
    let folder = published(&app.saved(), &map, None)?;
    for entry in std::fs::read_dir(&folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "pmtiles") {
            let mut bytes = std::fs::read(&path)?;
            bytes[300_000] ^= 1;
            std::fs::write(&path, bytes)?;
        }
    }
    let _maps = Maps::served(app, &folder, Named::Maps).await?;
    proposed(app, "Télécharger").await?;
    app.click("pack-fetch").await?;
    app.wait_text("pack-refused", |text| text.contains("n’est pas la carte annoncée")).await?;
    app.click("pack-again").await?;
    app.wait("packs-none").await?;

    std::fs::write(folder.join("packs.json"), "<html>Bienvenue</html>")?;
    app.click("packs-ask").await?;
    app.wait_text("packs-offered-refused", |text| text.contains("autre chose")).await?;
    Ok(())
}
