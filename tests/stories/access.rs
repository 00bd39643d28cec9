//! Everyone can use it: no violation of the RGAA or WCAG 2.1 AA on any screen, in every look, in both widths; and the
//! keyboard alone leads from the start to an exported file.

use anyhow::{Context, Result, ensure};
use sente_tests::{App, in_every_host, in_the_browser};
use serde_json::json;

in_the_browser!(every_screen_is_accessible_in_every_look);
in_every_host!(the_keyboard_alone_leads_to_an_exported_gpx);

/// Path, and what stands there when the screen is complete.
const SCREENS: &[(&str, &str)] = &[
    ("/", "h1"),
    ("/randonnees?tri=pertinence", "[data-test=\"route-card\"]"),
    ("/randonnees?q=zzzzzzzz", "[data-test=\"empty\"]"),
    ("/carte", "[data-test=\"map\"]"),
    ("/carnet", "[data-test=\"exchange\"]"),
    ("/fichier", "h1"),
    ("/plus", "h1"),
    ("/plus/stockage", "h1"),
    ("/plus/cartes", "[data-test=\"pack\"]"),
    ("/plus/legende", "canvas"),
    ("/plus/donnees", "h1"),
    ("/plus/accessibilite", "h1"),
    ("/plus/confidentialite", "h1"),
    ("/plus/avis", "h1"),
    ("/plus/reglages", "h1"),
    // Its other faces are in the stories of the atelier, with a server.
    ("/atelier", "[data-test=\"atelier-away\"]"),
    ("/itineraire/inconnu", "h1"),
    ("/signaler", "[data-test=\"report-form\"]"),
    ("/itineraire/inconnu/avis", "[data-test=\"failed\"]"),
];

// The list is asked for in full: a bare address brings back the last search.
pub async fn every_screen_is_accessible_in_every_look(app: &mut App) -> Result<()> {
    let mut found = Vec::new();
    // Something to see in the notebook.
    let review =
        json!({ "route": "n3-b-28187", "line": "", "stars": 4, "text": "Un gué.", "walked": "2026-05" });
    app.engine("WriteReview", json!({ "thing": null, "review": review })).await?;
    for look in ["day", "night", "sun"] {
        match look {
            "day" => app.prefer_colours("light").await?,
            "night" => app.prefer_colours("dark").await?,
            // No device asks for full sun: the person chooses it.
            _ => {
                app.choose_look(look).await?;
            }
        }
        for (path, complete) in SCREENS {
            app.go(path).await?;
            app.wait_css(complete).await.with_context(|| path.to_string())?;
            let shown = app.js("return document.documentElement.dataset.look", vec![]).await?;
            ensure!(shown == look, "{path} is shown in the look {shown}, not {look}");
            note(&mut found, app, &format!("{path} ({look})")).await;
        }
        app.go("/randonnees?tri=pertinence").await?;
        app.click("filters-open").await?;
        app.wait("filters-show").await?;
        note(&mut found, app, &format!("the filters ({look})")).await;
        app.go("/randonnees?tri=pertinence").await?;
        app.click_css("[data-test=\"route-card\"] h3 a").await?;
        app.wait("export-gpx").await?;
        note(&mut found, app, &format!("a sheet ({look})")).await;
        for form in ["write-review", "write-recommendation"] {
            app.click(form).await?;
            app.click("post-save").await?;
            app.wait_css(".field-wrong").await?;
            note(&mut found, app, &format!("{form} ({look})")).await;
            app.click("back").await?;
        }
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn note(found: &mut Vec<String>, app: &App, screen: &str) {
    if let Err(error) = app.assert_accessible(screen).await {
        found.push(format!("{error:#}"));
    }
}

pub async fn the_keyboard_alone_leads_to_an_exported_gpx(app: &mut App) -> Result<()> {
    app.tab_to("[data-test=\"tab-explore\"]").await?;
    app.press("\u{e007}").await?;
    app.wait("route-card").await?;
    app.tab_to("[data-test=\"route-card\"] h3 a").await?;
    app.press("\u{e007}").await?;
    app.wait("sheet-title").await?;
    app.tab_to("[data-test=\"export-gpx\"]").await?;
    app.press("\u{e007}").await?;
    app.wait_saved("gpx").await?;
    Ok(())
}
