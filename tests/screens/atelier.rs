//! *Espace agence* with a real server: the door, a review, a report, the figures.

use anyhow::Result;
use sente_tests::{App, Community, Host, PASSWORD, STAFF};
use serde_json::json;

use crate::{LOOKS, Pictures};

pub async fn desk(host: Host, pictures: &mut Pictures) -> Result<()> {
    let mut server = Community::start()?;
    write(&mut server)?;
    let mut app = App::open(host).await?;
    app.join(&server).await?;
    for look in LOOKS {
        app.choose_look(look).await?;
        app.go("/atelier").await?;
        app.wait("sign-in").await?;
        pictures.take(&app, "atelier-connexion", look).await?;
        app.type_into("staff-name", STAFF).await?;
        app.type_into("staff-password", PASSWORD).await?;
        app.click("staff-enter").await?;
        for (room, kind) in [("avis", "avis"), ("signalements", "signalement")] {
            app.click(&format!("room-{room}")).await?;
            app.click_css(".desk-pick").await?;
            app.wait("desk-text").await?;
            pictures.take(&app, &format!("atelier-{kind}"), look).await?;
        }
        app.click("room-indicateurs").await?;
        app.wait("half-years").await?;
        pictures.take(&app, "atelier-indicateurs", look).await?;
        app.click("staff-leave").await?;
        app.wait("sign-in").await?;
    }
    app.close().await
}

fn write(server: &mut Community) -> Result<()> {
    let reviews = [
        (2, "Jean", "Beaucoup de boue au gué et deux balises manquantes. Nous avons fait demi-tour."),
        (5, "Zoé", "Un sous-bois magnifique, et un lavoir où pique-niquer."),
    ];
    for (stars, by, text) in reviews {
        let review = json!({
            "act": "review", "route": "f3-28357", "stars": stars, "text": text, "walked": "2024-10", "by": by,
            "conditions": ["mud"], "waymarks": 2,
        });
        server.another_hiker(review)?;
    }
    for (metres, text) in
        [(640, "Un arbre barre le passage."), (700, "Arbre tombé, on passe à quatre pattes.")]
    {
        let place = json!({ "route": "f3-28357", "commune": "28357", "metres": metres });
        let report = json!({
            "act": "report", "category": "safety", "magnitude": "hindering", "place": place, "text": text,
        });
        server.another_hiker(report)?;
    }
    Ok(())
}
