//! Takes a picture of every screen, phone and laptop, in the three looks, into `docs/screens/`. Run by `cargo xtask screens`;
//! the pictures are there to be looked at.

mod atelier;
mod closed;
mod maps;
mod palette;
mod reviews;

use std::path::PathBuf;

use anyhow::{Context, Result, bail, ensure};
use sente_tests::{App, Host, until};
use serde_json::json;

/// Heavier pictures do not go into the repository.
const BYTES_MAX: usize = 200_000;
const LOOKS: &[&str] = &["day", "sun", "night"];
/// What can be asked for alone.
const GROUPS: &[&str] = &["screens", "atelier", "reviews", "closed", "town", "profile"];
/// Name, path, and what stands there when the screen is complete.
const SCREENS: &[(&str, &str, &str)] = &[
    ("accueil", "/", "h1"),
    ("randonnees", "/randonnees?tri=pertinence", "[data-test=\"route-card\"]"),
    ("carte", "/carte", "[data-test=\"map\"]"),
    ("rien", "/randonnees?q=zzzzzzzz", "[data-test=\"empty\"]"),
    ("fichier", "/fichier", "h1"),
    ("carnet", "/carnet", "h1"),
    ("plus", "/plus", "h1"),
    ("stockage", "/plus/stockage", "h1"),
    ("cartes", "/plus/cartes", "[data-test=\"pack\"]"),
    ("legende", "/plus/legende", "canvas"),
    ("donnees", "/plus/donnees", "h1"),
    ("accessibilite", "/plus/accessibilite", "h1"),
    ("confidentialite", "/plus/confidentialite", "h1"),
    ("regles-des-avis", "/plus/avis", "h1"),
    ("reglages", "/plus/reglages", "h1"),
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).context("say where the pictures go")?);
    let only: Vec<String> = std::env::args().skip(2).collect();
    if let Some(unknown) = only.iter().find(|one| !GROUPS.contains(&one.as_str())) {
        bail!("no pictures are called {unknown}; there are {}", GROUPS.join(", "));
    }
    let wanted = |name: &str| only.is_empty() || only.iter().any(|one| one == name);
    let mut pictures = Pictures { folder, heavy: Vec::new() };
    for host in [Host::Phone, Host::Laptop] {
        if wanted("screens") {
            screens(host, &mut pictures).await?;
        }
        if wanted("atelier") {
            atelier::desk(host, &mut pictures).await?;
        }
        if wanted("reviews") {
            reviews::sheet(host, &mut pictures).await?;
        }
        if wanted("closed") {
            closed::ways(host, &mut pictures).await?;
        }
    }
    if wanted("town") {
        maps::town(&mut pictures).await?;
    }
    if wanted("profile") {
        maps::profile(&mut pictures).await?;
    }
    ensure!(pictures.heavy.is_empty(), "more than {BYTES_MAX} bytes: {}", pictures.heavy.join(", "));
    Ok(())
}

async fn screens(host: Host, pictures: &mut Pictures) -> Result<()> {
    let app = App::open(host).await?;
    // Something to see in the notebook.
    open_sheet(&app).await?;
    app.click("favourite").await?;
    let text = "Beau parcours, un peu de boue au gué.";
    let review = json!({ "route": "n3-b-28187", "line": "", "stars": 4, "text": text, "walked": "2026-05" });
    app.engine("WriteReview", json!({ "thing": null, "review": review })).await?;
    for look in LOOKS {
        app.choose_look(look).await?;
        for (name, path, complete) in SCREENS {
            app.go(path).await?;
            app.wait_css(complete).await?;
            if *name == "carte" {
                // The map stays where the list had it; here it is to be seen whole.
                settled(&app).await?;
                app.click("map-whole").await?;
            }
            pictures.take(&app, name, look).await?;
        }
        app.go("/randonnees?tri=pertinence").await?;
        app.click("filters-open").await?;
        app.wait("filters-show").await?;
        pictures.take(&app, "filtres", look).await?;
        open_sheet(&app).await?;
        pictures.take(&app, "itineraire", look).await?;
        app.click("write-review").await?;
        app.wait("post-stars-4").await?;
        pictures.take(&app, "avis", look).await?;
        app.click("back").await?;
        app.click("write-report").await?;
        app.wait("place-along").await?;
        pictures.take(&app, "signaler", look).await?;
    }
    app.close().await
}

async fn open_sheet(app: &App) -> Result<()> {
    app.go("/randonnees?tri=pertinence").await?;
    app.click_css("[data-test=\"route-card\"] h3 a").await?;
    app.wait("export-gpx").await?;
    Ok(())
}

/// The folder of the pictures, and those that became too heavy for it.
pub struct Pictures {
    folder: PathBuf,
    heavy: Vec<String>,
}

impl Pictures {
    /// Takes one once the screen is settled.
    pub async fn take(&mut self, app: &App, name: &str, look: &str) -> Result<()> {
        settled(app).await?;
        let width = if app.host.is_narrow() { "telephone" } else { "ordinateur" };
        let file = self.folder.join(format!("{name}-{width}-{look}.png"));
        app.screenshot(&file).await?;
        let light = palette::lighten(&std::fs::read(&file)?)?;
        std::fs::write(&file, &light)?;
        let bytes = light.len();
        println!("{bytes:>8}  {}", file.display());
        if bytes > BYTES_MAX {
            self.heavy.push(format!("{} ({bytes})", file.display()));
        }
        Ok(())
    }
}

/// Fonts are there, nothing moves, and the map, where there is one, has drawn everything.
pub async fn settled(app: &App) -> Result<()> {
    const SETTLED: &str = "const map = document.querySelector('[data-test=\"map\"]');
        const drawn = !map || !map.offsetParent || map.dataset.idle !== 'false';
        return document.fonts.status === 'loaded' && drawn
            && !document.querySelector('.skeleton')
            && document.getAnimations().every((one) => one.playState !== 'running');";
    until("the screen to settle", async || Ok((app.js(SETTLED, vec![]).await? == true).then_some(()))).await
}
