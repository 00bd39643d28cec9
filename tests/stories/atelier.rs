//! Staff at work with the real server: in through the door, through the queues, and out.

use anyhow::{Result, ensure};
use sente_tests::{
    App, Community, Host, PASSWORD, PHOTO_NAME, STAFF, in_every_host, in_hosts, in_the_browser, until,
};
use serde_json::{Value, json};

in_every_host!(staff_publishes_refuses_answers_and_undoes);
in_hosts!(several_reviews_are_decided_at_once_and_their_photos_seen: laptop Laptop, window Window);
in_hosts!(who_tries_too_often_waits: phone Phone);
in_the_browser!(
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

/// The rules are run in the browsers; the screens of the window are the same.
async fn accessible(app: &App, screen: &str) -> Result<()> {
    if app.host == Host::Window { Ok(()) } else { app.assert_accessible(screen).await }
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
    accessible(app, "the door").await?;
    sign_in(app, STAFF, "sans doute pas").await?;
    app.wait_text("staff-refused", |text| text.contains("faux")).await?;
    sign_in(app, STAFF, PASSWORD).await?;

    // The bad one came first and stays first.
    app.wait_text("desk-row", |text| text.contains("1 sur 5")).await?;
    app.wait_text("room-avis", |text| text.contains("2 à traiter")).await?;
    accessible(app, "a queue").await?;
    open(app, "impraticable").await?;
    accessible(app, "a review on the desk").await?;

    // Published by a key; the next one is there at once, and is refused in words.
    app.press("p").await?;
    app.wait_text("desk-text", |text| text.contains("Magnifique")).await?;
    ensure!(server.waiting("review")?.len() == 1, "the review still waits");
    app.press("r").await?;
    app.click("refuse-yes").await?;
    app.click("refusal-other").await?;
    app.click("refuse-yes").await?;
    app.wait_text("refuse-error", |text| !text.is_empty()).await?;
    accessible(app, "a refusal").await?;
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

pub async fn several_reviews_are_decided_at_once_and_their_photos_seen(app: &mut App) -> Result<()> {
    let mut server = Community::start()?;
    let mut with_a_photo = a_review(5, "Le lavoir vaut le détour.");
    with_a_photo["photos"] = json!([PHOTO_NAME]);
    server.another_hiker(with_a_photo)?;
    server.another_hikers_photo()?;
    server.another_hiker(a_review(4, "Bien balisé."))?;
    server.another_hiker(a_review(2, "Achetez mes bottes."))?;
    server.another_hiker(a_review(1, "Achetez mes sacs."))?;
    app.join(&server).await?;
    enter(app, STAFF).await?;
    app.wait_text("room-avis", |text| text.contains("4 à traiter")).await?;

    // Not published yet: the server shows it to staff alone.
    open(app, "lavoir").await?;
    const SHOWN: &str = "const photo = document.querySelector('.desk-photo img');
        return photo?.complete ? photo.naturalWidth : 0";
    until("the photo", async || Ok((app.js(SHOWN, vec![]).await? == 320).then_some(()))).await?;

    tick(app, &["lavoir", "balisé"]).await?;
    app.click("bulk-publish").await?;
    app.wait_text("room-avis", |text| text.contains("2 à traiter")).await?;
    tick(app, &["bottes", "sacs"]).await?;
    app.click("bulk-refuse").await?;
    app.click("refusal-other").await?;
    app.type_into("refuse-words", "C’est une annonce.").await?;
    app.click("refuse-yes").await?;
    app.wait_text("room-avis", |text| text.contains("rien à traiter")).await?;
    ensure!(server.waiting("review")?.is_empty(), "something still waits at the server");

    // One message undoes the last decision on all of them.
    app.click("undo").await?;
    app.wait_text("room-avis", |text| text.contains("2 à traiter")).await?;
    ensure!(server.waiting("review")?.len() == 2, "what was undone does not wait");
    Ok(())
}

async fn tick(app: &App, texts: &[&str]) -> Result<()> {
    const TICK: &str = "const row = [...document.querySelectorAll('[data-test=desk-row]')]
        .find((row) => row.textContent.includes(arguments[0]));
        row?.querySelector('[data-test=desk-tick]')?.click(); return !!row;";
    for text in texts {
        ensure!(app.js(TICK, vec![json!(text)]).await? == true, "no row with {text:?}");
    }
    app.wait("bulk-publish").await?;
    Ok(())
}

pub async fn who_tries_too_often_waits(app: &mut App) -> Result<()> {
    let server = Community::start()?;
    app.join(&server).await?;
    app.click("tab-more").await?;
    app.click_css("a[href=\"/atelier\"]").await?;
    // Fingers slip four times for nothing.
    for _ in 0..5 {
        sign_in(app, STAFF, "sans doute pas").await?;
        app.wait_text("staff-refused", |text| text.contains("faux")).await?;
    }
    sign_in(app, STAFF, PASSWORD).await?;
    app.wait_text("staff-refused", |text| text.contains("essais") && text.contains("s")).await?;
    until("the end of the wait", async || {
        app.js("document.querySelector('[data-test=staff-enter]')?.click()", vec![]).await?;
        Ok(app.sees("staff-who").await?.then_some(()))
    })
    .await
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
