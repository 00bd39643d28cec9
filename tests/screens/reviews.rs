//! A sheet that many hikers have written about, with a real server: the marks, the reviews, an answer, a known problem.

use anyhow::Result;
use sente_tests::{App, Community, Host};
use serde_json::json;

use crate::{LOOKS, Pictures};

const ROUTE: &str = "f3-28357";
/// Stars, month of the walk, pseudonym, words, conditions, for whom.
type Written =
    (u8, &'static str, &'static str, &'static str, &'static [&'static str], &'static [&'static str]);
const REVIEWS: &[Written] = &[
    (
        5,
        "2026-05",
        "Zoé",
        "Un sous-bois magnifique, et un lavoir où pique-niquer.",
        &[],
        &["family", "nature"],
    ),
    (2, "2026-11", "Jean", "Beaucoup de boue au gué. Nous avons fait demi-tour.", &["mud", "flooded"], &[]),
    (4, "2026-09", "Ana", "Bien balisé d’un bout à l’autre.", &[], &["family"]),
    (4, "2026-08", "", "Peu d’ombre entre les deux villages : à éviter l’après-midi.", &[], &["dog"]),
    (3, "2026-04", "Marcheurs du Perche", "Agréable, mais un long bout de route.", &["vegetation"], &[]),
    (5, "2025-10", "Luc", "Les couleurs d’octobre !", &[], &["nature"]),
    (4, "2025-06", "Inès", "", &[], &["family"]),
];

pub async fn sheet(host: Host, pictures: &mut Pictures) -> Result<()> {
    let mut server = Community::start()?;
    write(&mut server)?;
    let mut app = App::open(host).await?;
    app.join(&server).await?;
    for look in LOOKS {
        app.choose_look(look).await?;
        app.go(&format!("/itineraire/{ROUTE}")).await?;
        app.wait("review").await?;
        const TO_THE_REVIEWS: &str = "document.querySelector('[data-test=reviews]').scrollIntoView()";
        app.js(TO_THE_REVIEWS, vec![]).await?;
        pictures.take(&app, "itineraire-avis", look).await?;
    }
    app.close().await
}

fn write(server: &mut Community) -> Result<()> {
    for (stars, walked, by, text, conditions, audiences) in REVIEWS {
        server.another_hiker(json!({
            "act": "review", "route": ROUTE, "stars": stars, "text": text, "walked": walked, "by": by,
            "waymarks": stars, "conditions": conditions, "recommends": audiences,
        }))?;
    }
    server.another_hiker(json!({
        "act": "report", "category": "safety", "magnitude": "hindering",
        "place": { "route": ROUTE, "metres": 1_200 }, "text": "Arbre en travers.",
    }))?;
    for entry in server.waiting("review")? {
        let entry = server.publish(&entry)?;
        if entry.to_string().contains("demi-tour") {
            server.answer(&entry, "Merci : le gué sera sondé cette semaine.")?;
        }
    }
    if let Some(report) = server.waiting("report")?.into_iter().next() {
        server.act(&report, json!({ "act": "status", "status": "planned" }))?;
    }
    Ok(())
}
