//! What one writes for others without a network: it is there at once with how far it is, it can be taken back and put
//! again, taken out as a file and erased; its key goes to another device. With a network it arrives once, and others read it.

use anyhow::{Result, ensure};
use sente_tests::{App, Community, Host, in_every_host, in_hosts, until};
use serde_json::json;

in_every_host!(what_was_written_offline_is_owned);
in_hosts!(the_key_of_another_device_is_taken_over: phone Phone);
in_hosts!(the_window_asks_the_server_that_the_settings_name: window Window);
in_hosts!(a_review_arrives_once_and_another_person_sees_it: phone Phone, window Window);

const ROUTE: &str = "n3-b-28187";
const TAB: &str = "\u{e004}";
const TEXT: &str = "Beau parcours, le gué est profond.";

async fn write_a_review(app: &App) -> Result<()> {
    let review = json!({
        "route": ROUTE, "line": "", "stars": 4, "text": TEXT, "walked": "2026-05",
        "conditions": ["mud"], "recommends": ["family"], "by": "Ana",
    });
    app.engine("WriteReview", json!({ "thing": null, "review": review })).await?;
    Ok(())
}

async fn open_carnet(app: &App) -> Result<()> {
    app.click("tab-home").await?;
    app.click("tab-carnet").await?;
    app.wait("exchange").await?;
    Ok(())
}

/// WebKit's driver leaves out texts that may be cut off at their end.
async fn holds_the_text(app: &App) -> Result<()> {
    const READ: &str = "return document.querySelector('[data-test=\"post\"]')?.textContent ?? ''";
    until("the text of the review", async || {
        let read = app.js(READ, vec![]).await?;
        Ok(read.as_str().is_some_and(|read| read.contains(TEXT)).then_some(()))
    })
    .await
}

pub async fn what_was_written_offline_is_owned(app: &mut App) -> Result<()> {
    if app.host != Host::Window {
        app.wait_for_service_worker().await?;
        app.site()?.kill();
    }
    open_carnet(app).await?;
    app.wait("posts-none").await?;
    write_a_review(app).await?;
    app.go(&format!("/itineraire/{ROUTE}")).await?;
    app.wait_text("own-posts", |text| text.contains("En attente d’envoi")).await?;
    app.wait_text("reviews-none", |text| text.contains("première personne")).await?;

    open_carnet(app).await?;
    let post = app.wait_text("post", |text| text.contains("En attente d’envoi")).await?;
    ensure!(post.contains("Avis"), "the post reads {post:?}");
    holds_the_text(app).await?;

    // Taken back, and put again.
    app.click("post-withdraw").await?;
    app.wait("posts-none").await?;
    app.click("undo").await?;
    app.wait("post").await?;
    holds_the_text(app).await?;

    app.click("export-posts").await?;
    let file = app.wait_saved("json").await?;
    ensure!(std::fs::read_to_string(&file)?.contains(TEXT), "the file does not hold the review");

    app.click("erase-posts").await?;
    app.wait_text("confirm", |text| text.contains("1 avis") && text.contains("prochain réseau")).await?;
    app.click("confirm-yes").await?;
    app.wait("posts-none").await?;
    app.restart().await?;
    open_carnet(app).await?;
    app.wait("posts-none").await?;
    Ok(())
}

pub async fn the_key_of_another_device_is_taken_over(app: &mut App) -> Result<()> {
    open_carnet(app).await?;
    app.click_css("[data-test=\"device-key\"] summary").await?;
    app.click("other-key").await?;
    app.type_into("other-key", "sente-key:abc").await?;
    app.click("adopt-key").await?;
    app.wait_text("key-refused", |text| text.contains("n’est pas la clé")).await?;
    let key = format!("sente-key:{}", "0f".repeat(32));
    app.type_into("other-key", &key).await?;
    app.click("adopt-key").await?;
    app.click("show-key").await?;
    app.wait("qr").await?;
    let shown = app.wait_text("key-text", |text| !text.is_empty()).await?;
    ensure!(shown == key, "the key reads {shown:?}");
    app.assert_accessible("the key of the device").await?;
    Ok(())
}

pub async fn the_window_asks_the_server_that_the_settings_name(app: &mut App) -> Result<()> {
    let server = Community::start()?;
    app.go_to_settings().await?;
    app.type_into("server", "exemple").await?;
    app.press(TAB).await?;
    let refused = app.wait_css("#server-problem:not(:empty)").await?.text().await?;
    ensure!(refused.contains("n’est pas l’adresse"), "it is refused with {refused:?}");
    app.type_into("server", &server.address()).await?;
    app.press(TAB).await?;
    open_carnet(app).await?;
    app.wait_text("exchange", |text| text.contains("Tout est envoyé")).await?;
    app.go("/plus/avis").await?;
    app.wait_text("rules-contact", |text| text.contains("à l’organisme")).await?;
    Ok(())
}

pub async fn a_review_arrives_once_and_another_person_sees_it(app: &mut App) -> Result<()> {
    let mut server = Community::start()?;
    app.join(&server).await?;
    if app.host != Host::Window {
        app.wait_for_service_worker().await?;
    }
    // No network.
    server.kill();
    write_a_review(app).await?;
    open_carnet(app).await?;
    app.wait_text("post", |text| text.contains("En attente d’envoi")).await?;
    app.click("send-now").await?;
    app.wait_text("exchange", |text| text.contains("1 envoi attend") && text.contains("Rien n’est perdu"))
        .await?;

    // The network is back: the screen follows by itself.
    server.serve()?;
    app.click("send-now").await?;
    let entry = server.arrived("review").await?;
    app.wait_text("post", |text| text.contains("En cours de modération")).await?;
    app.wait_text("exchange", |text| text.contains("Tout est envoyé")).await?;
    app.click("send-now").await?;
    let waiting = server.waiting("review")?;
    ensure!(waiting.len() == 1, "it arrived {} times", waiting.len());

    let entry = server.publish(&entry)?;
    server.answer(&entry, "Merci : le gué sera sondé.")?;
    app.click("send-now").await?;
    app.wait_text("post", |text| text.contains("Publié") && text.contains("le gué sera sondé")).await?;

    let mut other = App::open(Host::Laptop).await?;
    let seen = another_person(&mut other, app, &mut server).await;
    other.close().await?;
    seen
}

/// Sees the review with all that belongs to it, and no more once its author has taken it back.
async fn another_person(other: &mut App, author: &App, server: &mut Community) -> Result<()> {
    server.another_hiker(json!({
        "act": "report", "category": "safety", "magnitude": "blocking",
        "place": { "route": ROUTE, "metres": 1_200 }, "text": "Arbre en travers.",
    }))?;
    let report = server.arrived("report").await?;
    server.act(&report, json!({ "act": "status", "status": "planned" }))?;
    other.join(server).await?;
    other.go(&format!("/itineraire/{ROUTE}")).await?;
    let review = other.wait_text("review", |text| text.contains(TEXT)).await?;
    for wanted in ["Ana", "mai", "Boue", "Famille", "Merci : le gué sera sondé."] {
        ensure!(review.contains(wanted), "{wanted} is missing in {review:?}");
    }
    let marks = other.text("reviews-summary").await?;
    ensure!(marks.contains("4,0") && marks.contains("1 avis"), "the marks read {marks:?}");
    let conditions = other.text("conditions").await?;
    ensure!(conditions.contains("Boue"), "the top of the sheet says {conditions:?}");
    let reports = other.wait_text("known-reports", |text| text.contains("Sécurité")).await?;
    ensure!(
        reports.contains("Utilisation impossible") && reports.contains("travaux prévus"),
        "the report reads {reports:?}"
    );
    other.assert_accessible("a sheet with reviews").await?;

    open_carnet(author).await?;
    // It leaves by itself.
    author.click("post-withdraw").await?;
    author.wait("posts-none").await?;
    open_carnet(other).await?;
    other.click("send-now").await?;
    other.wait_text("exchange", |text| text.contains("Tout est envoyé")).await?;
    other.go(&format!("/itineraire/{ROUTE}")).await?;
    other.wait("reviews-none").await?;
    Ok(())
}
