//! A route of which a stretch is closed: the sheet, and the stretch on the map, in both widths.

use anyhow::Result;
use sente_tests::{App, Host, a_catalogue_with_closures, day};

use crate::{LOOKS, Pictures, settled};

const ROUTE: &str = "/itineraire/n3-b-28187";
/// Of that route.
const STRETCH: &str = "tr2.1-28180";

pub async fn ways(host: Host, pictures: &mut Pictures) -> Result<()> {
    let mut app = App::open(host).await?;
    let (yesterday, later) = (day(&app, -1).await?, day(&app, 12).await?);
    let row = format!("{STRETCH};;;{yesterday};{later};gué submergé;flooded ford;mairie\n");
    let closed = a_catalogue_with_closures(&app.saved(), &yesterday, &row)?;
    app.bring_catalogue(&closed).await?;
    for look in LOOKS {
        app.choose_look(look).await?;
        app.go(ROUTE).await?;
        app.wait("closed").await?;
        pictures.take(&app, "ferme", look).await?;
        // The map keeps the view of the sheet.
        app.click("tab-map").await?;
        settled(&app).await?;
        pictures.take(&app, "carte-ferme", look).await?;
    }
    app.close().await
}
