//! Where the map stands beside the list, it is made before anybody opens it.

use anyhow::{Result, ensure};
use sente_tests::{App, in_hosts, until};
use serde_json::json;

in_hosts!(a_map_beside_the_list_is_there_before_it_is_opened: laptop Laptop, window Window);

/// How the map came over from where nobody saw it. (`livingMap`: see `App::drawn`.)
const THERE: &str =
    "const place = (css) => JSON.stringify(document.querySelector(css).getBoundingClientRect());
    const land = getComputedStyle(document.documentElement).getPropertyValue('--map-land').trim();
    return {
        left: document.querySelectorAll('.map-wings').length,
        canvases: document.querySelectorAll('.maplibregl-canvas').length,
        fits: place('.map-ground') === place('.maplibregl-canvas'),
        look: livingMap.getPaintProperty('commune-ground', 'fill-color').toLowerCase() === land,
    };";

pub async fn a_map_beside_the_list_is_there_before_it_is_opened(app: &mut App) -> Result<()> {
    app.wait("route-card").await?;
    until("a map that nobody sees", async || {
        let made = app.js("return document.querySelector('.map-wings canvas') !== null", vec![]).await?;
        Ok((made == true).then_some(()))
    })
    .await?;
    ensure!(!app.sees("map").await?, "a map is shown that nobody has opened");
    // What is chosen until then holds for it, too.
    app.choose_look("night").await?;
    app.click("tab-map").await?;
    let drawn = app.drawn("route-line", "id").await?;
    ensure!(!drawn.is_empty(), "the map rests without routes");
    let there = app.js(THERE, vec![]).await?;
    ensure!(
        there == json!({ "left": 0, "canvases": 1, "fits": true, "look": true }),
        "the map came over as {there}"
    );
    Ok(())
}
