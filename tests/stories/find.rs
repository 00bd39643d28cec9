//! Finding a route: the list, the search as people type, an empty result that helps.

use anyhow::{Result, ensure};
use sente_tests::{App, in_every_host};

in_every_host!(a_town_typed_without_care_finds_its_routes);

pub async fn a_town_typed_without_care_finds_its_routes(app: &mut App) -> Result<()> {
    app.click("tab-explore").await?;
    app.wait("route-card").await?;
    let all = app.number("result-count").await?;
    app.type_into("search-input", "st prest").await?;
    let shown = app.wait_text("result-count", |text| !text.contains(&all.to_string())).await?;
    let some = app.number("result-count").await?;
    ensure!((1..all).contains(&some), "{some} of {all} routes ({shown})");
    Ok(())
}
