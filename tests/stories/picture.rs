//! A route on its map as a picture: kept as a file, printed with its sheet, handed to another app.

use anyhow::{Context, Result, ensure};
use fantoccini::wd::PrintConfiguration;
use sente_tests::{App, Host, Picture, a_map, in_every_host, in_hosts, in_the_browser, until};

in_every_host!(a_picture_of_a_route_is_saved_without_a_server, a_sheet_is_printed_once_its_map_is_on_it);
in_the_browser!(a_printed_sheet_has_two_pages);
in_hosts!(a_picture_is_handed_to_another_app: phone Phone);

/// A local route of six kilometres, the green of its line by day, and that of the wood that the installed map has everywhere.
const ROUTE: &str = "/itineraire/n3-b-28187";
const LINE: [u8; 3] = [0x4E, 0x6B, 0x3A];
const WOOD: [u8; 3] = [0xCF, 0xE3, 0xC0];
/// The longest sheet of all.
const LONGEST: &str = "/itineraire/gr655-28000";
const IMAGE: &str = "[data-test=\"printed-map\"]";

pub async fn a_picture_of_a_route_is_saved_without_a_server(app: &mut App) -> Result<()> {
    let map = a_map(&app.saved(), "Essai")?;
    app.go("/plus/cartes").await?;
    app.wait("pack-choose").await?;
    app.install_map(&map).await?;
    if app.host != Host::Window {
        app.wait_for_service_worker().await?;
        app.site()?.kill();
    }
    app.go(ROUTE).await?;
    app.click("save-picture").await?;
    let file = app.wait_saved("png").await?;
    let name = file.file_name().and_then(|name| name.to_str());
    ensure!(name == Some("n3-b-28187.png"), "it is called {name:?}");
    let picture = until("a whole picture", async || Picture::of(&std::fs::read(&file)?).map(Some)).await?;
    ensure!(picture.size == (1_600, 1_200), "its size is {:?}", picture.size);
    for (what, colour) in [("route", LINE), ("map", WOOD)] {
        let share = picture.share(colour);
        ensure!(share > 0.001, "{share} of the picture has the colour of the {what}");
    }
    Ok(())
}

/// Presses the button of the sheet; in place of the print dialogue a note is taken of what would be printed.
async fn print(app: &App, route: &str) -> Result<()> {
    app.go(route).await?;
    app.wait("print").await?;
    const NOTE: &str = "window.print = () => {
        const { complete, naturalWidth, naturalHeight } = document.querySelector(arguments[0]);
        window.noted = complete ? [naturalWidth, naturalHeight] : [];
    }";
    app.js(NOTE, vec![IMAGE.into()]).await?;
    app.click("print").await?;
    let noted = until("the print dialogue", async || {
        Ok(Some(app.js("return window.noted ?? null", vec![]).await?).filter(|noted| !noted.is_null()))
    })
    .await?;
    ensure!(noted == serde_json::json!([960, 480]), "the map on the sheet has the size {noted}");
    Ok(())
}

pub async fn a_sheet_is_printed_once_its_map_is_on_it(app: &mut App) -> Result<()> {
    print(app, ROUTE).await?;
    ensure!(!app.sees("printed-map").await?, "what is for paper stands on the screen");
    Ok(())
}

pub async fn a_printed_sheet_has_two_pages(app: &mut App) -> Result<()> {
    print(app, LONGEST).await?;
    let pdf = app.client().print(PrintConfiguration::default()).await?;
    let text = String::from_utf8_lossy(&pdf);
    let pages = text.matches("/Type /Page\n").count();
    ensure!(pages == 2, "it has {pages} pages");
    Ok(())
}

pub async fn a_picture_is_handed_to_another_app(app: &mut App) -> Result<()> {
    // No desktop browser shares: here is an app that takes what it is given.
    const OTHER: &str = "navigator.canShare = ({ files }) => files[0].type === 'image/png';
        navigator.share = async ({ files, title }) => {
            window.given = [title, files[0].name, files[0].type, files[0].size > 20000];
        };";
    app.js(OTHER, vec![]).await?;
    app.click("tab-explore").await?;
    app.click_css("[data-test=\"route-card\"] h3 a").await?;
    let name = app.wait_text("sheet-title", |text| !text.is_empty()).await?;
    app.click("send-picture").await?;
    let given = until("the picture in the other app", async || {
        Ok(Some(app.js("return window.given ?? null", vec![]).await?).filter(|given| !given.is_null()))
    })
    .await?;
    let given = given.as_array().context("it notes what it is given")?;
    ensure!(given[0] == name && given[2] == "image/png" && given[3] == true, "it was given {given:?}");
    Ok(())
}
