//! Only in the browser: the server is gone and the app starts all the same; several tabs share one notebook.

use std::fs;

use anyhow::{Result, ensure};
use fantoccini::Client;
use sente_tests::{App, Site, a_copy_of_the_pages, in_hosts, in_the_browser, until};

in_the_browser!(the_app_starts_when_its_server_is_gone, two_tabs_share_one_notebook);
in_hosts!(an_installation_that_was_cut_is_tried_again: phone Phone);

pub async fn the_app_starts_when_its_server_is_gone(app: &mut App) -> Result<()> {
    app.click("tab-explore").await?;
    app.wait("route-card").await?;
    app.wait_for_service_worker().await?;
    app.site()?.kill();

    app.reload().await?;
    app.wait("route-card").await?;
    let all = app.number("result-count").await?;
    ensure!(all > 0, "the list is empty without the server");
    app.go("/").await?;
    app.click("tab-explore").await?;
    app.click_css("[data-test=\"route-card\"] h3 a").await?;
    app.wait("sheet-title").await?;
    app.click("export-gpx").await?;
    app.wait_saved("gpx").await?;

    app.restart().await?;
    app.click("tab-explore").await?;
    app.wait("route-card").await?;
    Ok(())
}

pub async fn an_installation_that_was_cut_is_tried_again(app: &mut App) -> Result<()> {
    let copy = a_copy_of_the_pages(&app.saved())?;
    let (missing, aside) = (copy.join("css/print.css"), copy.join("aside.css"));
    fs::rename(&missing, &aside)?;
    app.open_from(Site::of(copy)?).await?;
    until("a first attempt that failed", async || {
        let messages = app.messages().await?;
        Ok(messages.iter().any(|message| message.contains("next attempt in")).then_some(()))
    })
    .await?;

    fs::rename(&aside, &missing)?;
    app.wait_for_service_worker().await?;
    app.site()?.kill();
    app.reload().await
}

pub async fn two_tabs_share_one_notebook(app: &mut App) -> Result<()> {
    app.click("tab-explore").await?;
    app.wait("route-card").await?;
    let client: Client = app.client().clone();
    let first = client.window().await?;
    let second = client.new_window(true).await?.handle;

    // The second tab follows the first, and works.
    client.switch_to_window(second.clone()).await?;
    client.goto(&format!("{}/randonnees", app.site()?.address())).await?;
    app.wait("route-card").await?;
    app.click_css("[data-test=\"route-card\"] h3 a").await?;
    let name = app.wait_text("sheet-title", |text| !text.is_empty()).await?;
    app.click("favourite").await?;

    // The first tab, which leads, has the favourite too.
    client.switch_to_window(first).await?;
    app.click("tab-carnet").await?;
    app.wait_text("route-card", |text| text.contains(&name)).await?;

    // The leader goes; the second tab takes over and keeps what was written.
    client.close_window().await?;
    client.switch_to_window(second).await?;
    app.click("tab-carnet").await?;
    app.wait_text("route-card", |text| text.contains(&name)).await?;
    app.click("tab-explore").await?;
    app.wait("route-card").await?;
    Ok(())
}
