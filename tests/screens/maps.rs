//! What installed maps show: a small town from near and from far, made by `sente-tiles` from its extract, and the profile
//! of a route over hills.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use sente_tests::{App, Host, hills, ours, root};

use crate::{LOOKS, Pictures, settled};

const EXTRACT: &str = "data/osm/monaco.osm.pbf";
/// A place near the middle, which the search field finds.
const PLACE: &str = "Monte-Carlo";
/// The map is this near at a place that was chosen; then the zooms of the pictures.
const CHOSEN: u8 = 16;
const ZOOMS: [u8; 3] = [16, 14, 10];
/// A route of six kilometres in one piece, and a box of degrees around it.
const HILLY: &str = "/itineraire/n3-b-28187";
const HILLS: [f64; 4] = [1.46, 48.88, 1.53, 48.92];
/// The arrow key, as WebDriver writes it.
const RIGHT: &str = "\u{e014}";

pub async fn town(pictures: &mut Pictures) -> Result<()> {
    let Some(extract) = extract() else {
        println!("left out: the detailed map, there is no {EXTRACT} in the shared folder (set SENTE_SHARED)");
        return Ok(());
    };
    let app = App::open(Host::Laptop).await?;
    install(&app, &built(&app, &extract)?).await?;
    for look in LOOKS {
        app.choose_look(look).await?;
        app.go("/carte").await?;
        app.type_into("search-input", PLACE).await?;
        app.wait_text("suggestion", |line| line.starts_with(PLACE)).await?;
        app.click("suggestion").await?;
        app.wait("map-found").await?;
        let mut zoom = CHOSEN;
        for wanted in ZOOMS {
            while zoom > wanted {
                settled(&app).await?;
                app.click("map-zoom-out").await?;
                zoom -= 1;
            }
            pictures.take(&app, &format!("monaco-z{wanted}"), look).await?;
        }
    }
    app.close().await
}

fn extract() -> Option<PathBuf> {
    let beside = root().join("../shared");
    let shared = std::env::var_os("SENTE_SHARED").map_or(beside, PathBuf::from);
    Some(shared.join(EXTRACT)).filter(|file| file.is_file())
}

fn built(app: &App, extract: &Path) -> Result<PathBuf> {
    let pack = app.saved().join("monaco.pmtiles");
    let mut build = Command::new(ours("sente-tiles")?);
    let built = build.arg("build").arg("--osm").arg(extract).arg("--out").arg(&pack).output();
    let built = built.context("could not start sente-tiles")?;
    ensure!(pack.is_file(), "sente-tiles: {}", String::from_utf8_lossy(&built.stderr));
    Ok(pack)
}

/// A sheet at its profile, in both widths.
pub async fn profile(pictures: &mut Pictures) -> Result<()> {
    for host in [Host::Phone, Host::Laptop] {
        let app = App::open(host).await?;
        let hills = hills(&app.saved(), HILLS, 0.000_3)?;
        install(&app, &hills.pack).await?;
        for look in LOOKS {
            app.choose_look(look).await?;
            app.go(HILLY).await?;
            app.focus("profile-cursor").await?;
            app.press(&RIGHT.repeat(20)).await?;
            pictures.take(&app, "profil", look).await?;
        }
        app.close().await?;
    }
    Ok(())
}

async fn install(app: &App, pack: &Path) -> Result<()> {
    app.go("/plus/cartes").await?;
    app.choose_map(pack).await?;
    app.click("pack-install").await?;
    app.wait("pack-delete").await?;
    Ok(())
}
