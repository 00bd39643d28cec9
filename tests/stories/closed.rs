//! A way is closed: the sheet, the cards, the filters, the map and the exported file say so, and it ends by itself.

use anyhow::{Result, bail, ensure};
use sente_tests::{App, Host, a_catalogue_with_closures, day, in_every_host, until};

in_every_host!(a_closed_way_is_told_everywhere_until_its_last_day);

const ROUTE: &str = "/itineraire/n3-b-28187";

pub async fn a_closed_way_is_told_everywhere_until_its_last_day(app: &mut App) -> Result<()> {
    app.go(ROUTE).await?;
    let unknown = app.text("day-state").await?;
    ensure!(unknown.contains("État du jour non renseigné"), "without closures the sheet says {unknown:?}");

    let mut days = Vec::new();
    for from_today in [-20, -10, -1, 0, 1, 20, 25] {
        days.push(day(app, from_today).await?);
    }
    let [long_ago, ended, yesterday, today, tomorrow, later, latest] = days.as_slice() else {
        bail!("seven days were asked for")
    };
    let rows = format!(
        "tr2.1-28180;10;60;{yesterday};{tomorrow};gué submergé;flooded ford;mairie\n\
         tr1-28187;;;{long_ago};{ended};arbres tombés;;\n\
         tr3-28187;;;{later};{latest};battue;;\n"
    );
    let closed = a_catalogue_with_closures(&app.saved(), today, &rows)?;
    app.bring_catalogue(&closed).await?;

    the_sheet_says_so(app).await?;
    the_list_says_so(app).await?;
    the_map_says_so(app).await?;
    if app.host != Host::Window {
        three_days_later_it_is_over(app).await?;
    }
    Ok(())
}

async fn the_sheet_says_so(app: &App) -> Result<()> {
    app.go(ROUTE).await?;
    let told = app.text("closed").await?;
    for part in ["Fermé du", "gué submergé", "du départ, sur 50", "Source"] {
        ensure!(told.contains(part), "no {part:?} in {told:?}");
    }
    ensure!(!told.contains("arbres"), "what is over is told: {told:?}");
    let coming = app.text("closure-coming").await?;
    ensure!(coming.contains("Fermeture annoncée du") && coming.contains("battue"), "{coming:?}");
    if app.host != Host::Window {
        app.assert_accessible("a sheet with closures").await?;
    }
    app.click("export-gpx").await?;
    let file = std::fs::read_to_string(app.wait_saved("gpx").await?)?;
    ensure!(file.contains("gué submergé") && !file.contains("arbres tombés"), "the file tells another story");
    Ok(())
}

async fn the_list_says_so(app: &App) -> Result<()> {
    app.go("/randonnees?q=n3.b").await?;
    let mark = app.text("card-closed").await?;
    ensure!(mark.contains("fermé en partie"), "the card says {mark:?}");

    app.go("/randonnees?tri=pertinence").await?;
    let all = until("the number of routes", async || Ok(app.number("result-count").await.ok())).await?;
    app.click("filters-open").await?;
    app.click_css("label:has([data-test=\"open-on\"])").await?;
    let open = until("fewer routes", async || {
        let now = app.number("filters-show").await.unwrap_or(all);
        Ok((now < all).then_some(now))
    })
    .await?;
    const COUNT: &str =
        "return document.querySelector('label:has([data-test=\"open-on\"]) .option-count').innerText";
    let counted = app.js(COUNT, vec![]).await?;
    ensure!(
        counted.as_str() == Some(open.to_string().as_str()),
        "{counted} beside the box, {open} on the button"
    );
    app.click("filters-show").await?;
    let shown = until("the list without closed routes", async || {
        let now = app.number("result-count").await.unwrap_or(all);
        Ok((now < all).then_some(now))
    })
    .await?;
    ensure!(shown == open, "{shown} routes in the list, {open} were announced");
    if app.host != Host::Window {
        let path = app.path().await?;
        ensure!(path.contains("ouvert="), "the address {path} does not carry the day");
    }
    Ok(())
}

async fn the_map_says_so(app: &App) -> Result<()> {
    app.go("/carte").await?;
    app.wait_css("[data-test=\"map\"][data-idle=\"true\"]").await?;
    // The button shows itself to whoever comes with the keyboard.
    app.js("document.querySelector('[data-test=\"map-twin-open\"]').focus()", vec![]).await?;
    app.press("\u{e007}").await?;
    let told = app.text("map-closed").await?;
    ensure!(told.contains("gué submergé"), "the list of the map says {told:?}");
    ensure!(app.count("map-closed").await? == 1, "more than what is closed today is on the map");
    Ok(())
}

async fn three_days_later_it_is_over(app: &App) -> Result<()> {
    app.days_later(3).await?;
    app.go(ROUTE).await?;
    app.wait("closure-coming").await?;
    ensure!(!app.sees("closed").await?, "what is over is told");
    app.go("/randonnees?q=n3.b").await?;
    app.wait("route-card").await?;
    ensure!(!app.sees("card-closed").await?, "the card is marked though it is over");
    Ok(())
}
