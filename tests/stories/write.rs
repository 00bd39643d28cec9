//! Writing for others without a network: a review with a photo, kept while it is typed, saved, changed; a recommendation; a
//! report that finds its place and knows what was reported there before.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use fantoccini::Locator;
use sente_tests::{App, Community, Host, in_every_host, in_hosts, in_the_browser, until};
use serde_json::json;

in_hosts!(a_known_problem_is_confirmed_and_not_told_twice: phone Phone);
in_hosts!(a_point_of_the_map_is_reported: laptop Laptop, window Window);
in_every_host!(a_review_is_written_and_changed_without_a_network, a_problem_is_reported_where_it_is);
in_the_browser!(a_photo_goes_along_redrawn, a_position_finds_the_place_and_stays_here);

const TEXT: &str = "Un sous-bois tranquille, un peu de boue au gué.";
const LATER: &str = "Un sous-bois tranquille. Le gué est passé à sec.";
const SHIFT_F10: &str = "\u{e008}\u{e03a}";
const PAGE_UP: &str = "\u{e00e}";

/// Opens the first route of the list; gives its path and its name.
async fn open_first_route(app: &App) -> Result<(String, String)> {
    app.click("tab-explore").await?;
    app.wait("route-card").await?;
    app.click_css("[data-test=\"route-card\"] h3 a").await?;
    let name = app.wait_text("sheet-title", |text| !text.is_empty()).await?;
    Ok((app.path().await?, name))
}

/// From now on nobody answers. The window has no server to begin with.
async fn cut_the_network(app: &mut App) -> Result<()> {
    if app.host != Host::Window {
        app.wait_for_service_worker().await?;
        app.site()?.kill();
    }
    Ok(())
}

async fn typed(app: &App) -> Result<String> {
    app.wait("post-text").await?;
    let value = app.js("return document.querySelector('#post-text').value", vec![]).await?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// The form tells what is missing at its field, and the focus is inside that.
async fn wants(app: &App, field: &str, words: &str) -> Result<()> {
    app.wait_text(&format!("{field}-wrong"), |text| text.contains(words)).await?;
    let script = format!("return document.querySelector('#{field}').contains(document.activeElement)");
    until(&format!("the focus in {field}"), async || {
        Ok((app.js(&script, vec![]).await? == true).then_some(()))
    })
    .await
}

async fn saved(app: &App) -> Result<()> {
    app.click("post-save").await?;
    app.wait("post-saved").await?;
    app.wait_text("post-state", |text| text.contains("En attente d’envoi")).await?;
    Ok(())
}

pub async fn a_review_is_written_and_changed_without_a_network(app: &mut App) -> Result<()> {
    let (path, name) = open_first_route(app).await?;
    cut_the_network(app).await?;
    app.click("write-review").await?;
    app.wait_text("write-route", |text| text == name).await?;
    app.click("post-save").await?;
    wants(app, "post-stars", "Choisissez une note").await?;
    app.click("post-stars-4").await?;
    app.type_into("post-text", TEXT).await?;
    app.wait_text("post-text-left", |text| text.contains(&(1_000 - TEXT.chars().count()).to_string()))
        .await?;

    // Leaving loses nothing, nor does closing the app.
    app.click("back").await?;
    app.click("write-review").await?;
    app.wait("post-resumed").await?;
    ensure!(typed(app).await? == TEXT, "the draft is lost on the way");
    app.restart().await?;
    open_first_route(app).await?;
    app.click("write-review").await?;
    app.wait("post-resumed").await?;
    ensure!(typed(app).await? == TEXT, "the draft is lost with the app");

    app.click("condition-mud").await?;
    app.click("audience-family").await?;
    app.type_into("post-by", "Ana").await?;
    saved(app).await?;
    app.click("post-edit").await?;
    app.wait_text("write-title", |text| text == "Modifier mon avis").await?;
    ensure!(typed(app).await? == TEXT, "the form does not hold what was saved");
    app.click("post-stars-5").await?;
    app.type_into("post-text", LATER).await?;
    saved(app).await?;

    // Another day: it is known that there is one, and it can be changed.
    app.restart().await?;
    app.go(&format!("{path}/avis")).await?;
    app.wait("already-written").await?;
    ensure!(typed(app).await?.is_empty(), "a draft is left of what was saved");
    app.click("edit-written").await?;
    app.wait_text("write-title", |text| text == "Modifier mon avis").await?;
    until("the changed text", async || Ok((typed(app).await? == LATER).then_some(()))).await?;
    ensure!(app.count("post-resumed").await? == 0, "what was saved is told to be a draft");

    app.click("back").await?;
    app.click("write-recommendation").await?;
    app.click("post-save").await?;
    wants(app, "post-audience", "à qui").await?;
    app.click("audience-dog").await?;
    app.type_into("post-text", "Ombragée, et de l’eau partout.").await?;
    let by = app.js("return document.querySelector('#post-by').value", vec![]).await?;
    ensure!(by == "Ana", "the pseudonym is not remembered: {by}");
    saved(app).await?;
    app.click("post-back").await?;
    app.wait_text("sheet-title", |text| text == name).await?;
    Ok(())
}

pub async fn a_problem_is_reported_where_it_is(app: &mut App) -> Result<()> {
    open_first_route(app).await?;
    cut_the_network(app).await?;
    app.click("write-report").await?;
    app.wait_css("a[href=\"tel:112\"]").await?;
    app.click("post-save").await?;
    wants(app, "post-place", "Indiquez où").await?;
    place_by_the_handle(app).await?;
    app.click("post-save").await?;
    wants(app, "post-category", "nature").await?;
    app.click("category-safety").await?;
    app.click("magnitude-blocking").await?;
    app.type_into("post-text", "Un arbre barre le chemin.").await?;
    saved(app).await?;
    app.click("post-back").await?;

    // The same place again: the hiker's own report is better changed.
    app.click("write-report").await?;
    place_by_the_handle(app).await?;
    app.wait_text("nearby-own", |text| text.contains("Utilisation impossible")).await?;
    if app.host != Host::Window {
        app.assert_accessible("a report").await?;
    }
    app.click("edit-known").await?;
    app.wait_text("write-title", |text| text == "Modifier mon signalement").await?;
    until("the saved text", async || Ok((typed(app).await? == "Un arbre barre le chemin.").then_some(())))
        .await?;
    ensure!(!app.sees("nearby-own").await?, "a report is near to itself");
    app.click("magnitude-hindering").await?;
    saved(app).await?;
    Ok(())
}

pub async fn a_point_of_the_map_is_reported(app: &mut App) -> Result<()> {
    open_first_route(app).await?;
    // The middle of the map is put on a way.
    app.click_css("[data-test=\"steps\"] button").await?;
    app.wait_css("[data-test=\"map\"][data-idle=\"true\"]").await?;
    app.js("document.querySelector('.map-canvas canvas').focus()", vec![]).await?;
    app.press_together(SHIFT_F10).await?;
    app.wait("map-coordinates").await?;
    app.click("map-report").await?;
    app.wait_text("post-place", |text| text.contains("du départ")).await?;
    ensure!(app.path().await? == "/signaler", "the address holds more than the form");
    Ok(())
}

/// A tenth of the way along the route, by keyboard.
async fn place_by_the_handle(app: &App) -> Result<()> {
    app.focus("place-along").await?;
    app.press(PAGE_UP).await?;
    app.wait_text("post-place", |text| text.contains("du départ")).await?;
    Ok(())
}

pub async fn a_photo_goes_along_redrawn(app: &mut App) -> Result<()> {
    let (path, _) = open_first_route(app).await?;
    cut_the_network(app).await?;
    app.click("write-review").await?;
    app.click("post-stars-3").await?;
    let photo = a_large_photo(app)?;
    choose_photo(app, &photo).await?;
    let side = "const photo = document.querySelector('img.photo');
        return photo?.complete ? Math.max(photo.naturalWidth, photo.naturalHeight) : 0";
    until("the photo, smaller", async || Ok((app.js(side, vec![]).await? == 2_048).then_some(()))).await?;
    app.assert_accessible("a review with a photo").await?;

    let text = app.saved().join("texte.png");
    std::fs::write(&text, "bonjour")?;
    choose_photo(app, &text).await?;
    app.wait_text("post-photos-wrong", |text| text.contains("ne peut pas être lue")).await?;
    ensure!(app.count("photo-remove").await? == 1, "a text became a photo");
    saved(app).await?;

    app.go(&format!("{path}/avis")).await?;
    app.click("edit-written").await?;
    app.wait_text("post-photos-count", |text| text.starts_with('1')).await?;
    app.click("photo-remove").await?;
    app.wait_text("post-photos-count", |text| text.starts_with('0')).await?;
    saved(app).await?;
    Ok(())
}

async fn choose_photo(app: &App, file: &std::path::Path) -> Result<()> {
    let field = app.client().find(Locator::Css("[data-test=\"photo-file\"]")).await?;
    Ok(field.send_keys(&file.display().to_string()).await?)
}

/// More pixels than may leave the device.
fn a_large_photo(app: &App) -> Result<PathBuf> {
    let (width, height) = (2_400_u32, 1_600_u32);
    let path = app.saved().join("gue.png");
    let mut encoder = png::Encoder::new(std::fs::File::create(&path)?, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let row = (0..width).flat_map(|x| [(x / 10) as u8, 120, 60]);
    let pixels: Vec<u8> = row.collect::<Vec<_>>().repeat(height as usize);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(path)
}

pub async fn a_position_finds_the_place_and_stays_here(app: &mut App) -> Result<()> {
    let (_, name) = open_first_route(app).await?;
    let start = app.wait_css("a[href^=\"geo:\"]").await?.attr("href").await?.context("no address")?;
    let place = start.trim_start_matches("geo:").split('?').next().unwrap_or_default();
    let (lat, lon) = place.split_once(',').context("no coordinates")?;
    app.click("write-report").await?;
    app.refuse_position().await?;
    app.click("place-here").await?;
    app.wait_text("post-place-wrong", |text| text.contains("n’a pas donné votre position")).await?;
    app.allow_position(lon.parse().context("longitude")?, lat.parse().context("latitude")?).await?;
    app.click("place-here").await?;
    app.wait_text("post-place", |text| text.contains(&name) && text.contains("du départ")).await?;
    let kept = app.js("return JSON.stringify(localStorage) + location.href", vec![]).await?;
    let digits = lat.get(..6).context("a short latitude")?;
    ensure!(!kept.to_string().contains(digits), "the position is kept in {kept}");
    Ok(())
}

pub async fn a_known_problem_is_confirmed_and_not_told_twice(app: &mut App) -> Result<()> {
    let mut server = Community::start()?;
    app.join(&server).await?;
    let (path, _) = open_first_route(app).await?;
    let route = path.rsplit('/').next().context("no route")?.to_owned();
    app.click("write-report").await?;
    place_by_the_handle(app).await?;
    let metres = app.js("return Number(document.querySelector('#post-along').value)", vec![]).await?;
    let metres = metres.as_u64().context("the handle has no value")? + 40;
    let known = server.another_hiker(json!({
        "act": "report", "category": "waymarks", "magnitude": "hindering",
        "place": { "route": route, "metres": metres }, "text": "Balise arrachée.",
    }))?;
    let entry = server.arrived("report").await?;
    server.act(&entry, json!({ "act": "status", "status": "open" }))?;

    // The next start fetches the news; the draft still has its place.
    app.reload().await?;
    app.wait("post-resumed").await?;
    app.wait_text("nearby", |text| text.contains("Déjà signalé") && text.contains("40")).await?;
    app.click("post-save").await?;
    wants(app, "post-same", "le même problème ou un autre").await?;
    app.assert_accessible("a question about a known problem").await?;
    app.click("same-as").await?;
    app.click("post-save").await?;
    app.wait("post-saved").await?;
    until("the confirmation at the server", async || {
        let entries = server.waiting("report")?;
        Ok(entries.iter().any(|entry| entry.to_string().contains(&known)).then_some(()))
    })
    .await
}
