//! Staff at work with the real server: in through the door, through the queues, and out.

use anyhow::{Result, ensure};
use sente_tests::{App, Community, PASSWORD, STAFF, in_the_browser, until};
use serde_json::{Value, json};

in_the_browser!(
    staff_publishes_refuses_answers_and_undoes,
    nothing_typed_is_lost_when_the_session_or_the_network_ends,
    a_commune_sees_its_own_reports_only,
    figures_and_log_are_read_and_saved,
);

const ROUTE: &str = "f3-28357";

fn a_review(stars: u8, text: &str) -> Value {
    json!({ "act": "review", "route": ROUTE, "stars": stars, "text": text, "walked": "2024-10", "by": "Ana" })
}

fn a_report(commune: &str, metres: u32, text: &str) -> Value {
    let place = json!({ "route": ROUTE, "commune": commune, "metres": metres });
    json!({ "act": "report", "category": "safety", "magnitude": "blocking", "place": place, "text": text })
}

async fn enter(app: &App, account: &str) -> Result<()> {
    app.click("tab-more").await?;
    app.click_css("a[href=\"/atelier\"]").await?;
    sign_in(app, account, PASSWORD).await?;
    app.wait("staff-who").await?;
    Ok(())
}

async fn sign_in(app: &App, account: &str, password: &str) -> Result<()> {
    app.type_into("staff-name", account).await?;
    app.type_into("staff-password", password).await?;
    app.click("staff-enter").await
}

/// Opens the row whose text holds this.
async fn open(app: &App, text: &str) -> Result<()> {
    const CLICK: &str = "const row = [...document.querySelectorAll('.desk-pick')]
        .find((row) => row.offsetParent && row.textContent.includes(arguments[0]));
        row?.click(); return !!row;";
    until(&format!("the row with {text:?}"), async || {
        Ok((app.js(CLICK, vec![json!(text)]).await? == true).then_some(()))
    })
    .await?;
    app.wait_text("desk-text", |shown| shown.contains(text)).await?;
    Ok(())
}

async fn back(app: &App) -> Result<()> {
    if app.host.is_narrow() { app.click("desk-back").await } else { Ok(()) }
}

pub async fn staff_publishes_refuses_answers_and_undoes(app: &mut App) -> Result<()> {
    let mut server = Community::start()?;
    server.another_hiker(a_review(1, "Chemin impraticable."))?;
    server.another_hiker(a_review(5, "Magnifique sous-bois."))?;
    app.join(&server).await?;

    app.click("tab-more").await?;
    app.click_css("a[href=\"/atelier\"]").await?;
    app.wait("sign-in").await?;
    app.assert_accessible("the door").await?;
    sign_in(app, STAFF, "sans doute pas").await?;
    app.wait_text("staff-refused", |text| text.contains("faux")).await?;
    sign_in(app, STAFF, PASSWORD).await?;

    // The bad one came first and stays first.
    app.wait_text("desk-row", |text| text.contains("1 sur 5")).await?;
    app.wait_text("room-avis", |text| text.contains("2 à traiter")).await?;
    app.assert_accessible("a queue").await?;
    open(app, "impraticable").await?;
    app.assert_accessible("a review on the desk").await?;

    // Published by a key; the next one is there at once, and is refused in words.
    app.press("p").await?;
    app.wait_text("desk-text", |text| text.contains("Magnifique")).await?;
    ensure!(server.waiting("review")?.len() == 1, "the review still waits");
    app.press("r").await?;
    app.click("refuse-yes").await?;
    app.click("refusal-other").await?;
    app.click("refuse-yes").await?;
    app.wait_text("refuse-error", |text| !text.is_empty()).await?;
    app.assert_accessible("a refusal").await?;
    app.type_into("refuse-words", "Ce n’est pas cette randonnée.").await?;
    app.click("refuse-yes").await?;
    app.wait_text("room-avis", |text| text.contains("rien à traiter")).await?;

    // Undone from the message, then published and answered.
    app.click("undo").await?;
    app.wait_text("desk-state", |text| text.contains("À traiter")).await?;
    app.click("publish").await?;
    app.wait_text("desk-state", |text| text.contains("Publié")).await?;
    app.type_into("answer-text", "Merci, à bientôt.").await?;
    app.click("answer-save").await?;
    app.wait_text("desk-answer", |text| text.contains("à bientôt")).await?;
    app.wait_text("desk-history", |text| text.contains("décision annulée")).await?;
    app.click("undo-decision").await?;
    app.wait_text("desk-state", |text| text.contains("À traiter")).await?;
    ensure!(server.waiting("review")?.len() == 1, "what was undone does not wait");

    app.click("staff-leave").await?;
    app.wait("sign-in").await?;
    Ok(())
}

pub async fn nothing_typed_is_lost_when_the_session_or_the_network_ends(app: &mut App) -> Result<()> {
    let mut server = Community::start()?;
    server.another_hiker(a_review(3, "Peu de balises."))?;
    app.join(&server).await?;
    enter(app, STAFF).await?;
    open(app, "balises").await?;
    app.type_into("answer-text", "Nous irons voir.").await?;

    server.end_sessions(STAFF)?;
    app.click("answer-save").await?;
    app.wait("sign-in").await?;
    app.assert_accessible("the door, once more").await?;
    app.type_into("staff-password", PASSWORD).await?;
    app.click("staff-enter").await?;
    let typed = app.wait("answer-text").await?.prop("value").await?;
    ensure!(typed.as_deref() == Some("Nous irons voir."), "the answer reads {typed:?}");

    server.kill();
    app.click("answer-save").await?;
    app.wait_css(".toast").await?;
    let typed = app.wait("answer-text").await?.prop("value").await?;
    ensure!(typed.as_deref() == Some("Nous irons voir."), "the answer reads {typed:?}");
    server.serve()?;
    app.click("answer-save").await?;
    app.wait_text("desk-answer", |text| text.contains("irons voir")).await?;
    Ok(())
}

pub async fn a_commune_sees_its_own_reports_only(app: &mut App) -> Result<()> {
    let mut server = Community::start()?;
    server.add_staff("chartres", "commune", &["28085"])?;
    server.another_hiker(a_report("28085", 640, "Un arbre barre le passage."))?;
    server.another_hiker(a_report("28357", 5_000, "Une balise manque."))?;
    server.another_hiker(a_report("28085", 700, "Arbre tombé."))?;
    app.join(&server).await?;
    enter(app, "chartres").await?;
    app.wait_text("room-signalements", |text| text.contains("2 à traiter")).await?;
    ensure!(!app.sees("room-journal").await?, "a commune is offered the log");
    open(app, "Arbre tombé").await?;
    app.assert_accessible("a report on the desk").await?;
    app.click("report-status-open").await?;
    app.wait_text("desk-state", |text| text.contains("en cours")).await?;
    app.click("assign-me").await?;
    app.click("merge").await?;
    app.wait_text("room-signalements", |text| text.contains("1 à traiter")).await?;
    back(app).await?;
    Ok(())
}

pub async fn figures_and_log_are_read_and_saved(app: &mut App) -> Result<()> {
    let mut server = Community::start()?;
    server.another_hiker(a_review(4, "Beau parcours."))?;
    server.another_hiker(a_report("28085", 640, "Un arbre."))?;
    let entry = server.arrived("review").await?;
    server.publish(&entry)?;
    app.join(&server).await?;
    enter(app, STAFF).await?;
    app.click("room-indicateurs").await?;
    app.wait_text("half-years", |text| text.contains('1')).await?;
    app.assert_accessible("figures").await?;
    app.click("figures-csv").await?;
    let file = std::fs::read_to_string(app.wait_saved("csv").await?)?;
    ensure!(
        file.starts_with("\u{feff}indicateur;") && file.contains("signalements de la commune;28085;1"),
        "{file}"
    );
    app.click("room-journal").await?;
    app.wait_text("journal", |text| text.contains("publié")).await?;
    let head = app.text("journal-head").await?;
    ensure!(head.len() == 64, "the head of the chain reads {head:?}");
    app.assert_accessible("the log").await?;
    Ok(())
}
