//! Staff comes in by the account that it has elsewhere: out to a real provider of OpenID Connect, and back.

use anyhow::{Result, ensure};
use sente_tests::{App, Community, in_the_browser};

in_the_browser!(staff_comes_in_by_the_account_of_the_departement);

const WHO: &str = "ana@example.fr";

pub async fn staff_comes_in_by_the_account_of_the_departement(app: &mut App) -> Result<()> {
    let mut server = Community::start()?;
    server.offer_provider()?;
    server.add_staff(WHO, "agence", &[])?;
    app.join(&server).await?;

    app.click("tab-more").await?;
    app.click_css("a[href=\"/atelier\"]").await?;
    app.wait_text("staff-openid", |text| text == "Se connecter avec le compte du département").await?;
    app.assert_accessible("the door with another way in").await?;
    app.click("staff-openid").await?;
    // At the provider.
    app.wait_css("input[name=login]").await?.send_keys("ana").await?;
    app.wait_css("input[name=password]").await?.send_keys("x").await?;
    app.click_css("button[type=submit]").await?;
    app.wait_css("a[href$=abort]").await?;
    app.click_css("form:has([value=consent]) button[type=submit]").await?;
    app.wait_text("staff-who", |text| text.contains(WHO)).await?;

    // Out of here, and in again: the provider still knows who it is.
    app.click("staff-leave").await?;
    app.click("staff-openid").await?;
    app.wait("staff-who").await?;

    // Whose account is removed is not let in again, and is told why.
    server.remove_staff(WHO)?;
    app.reload().await?;
    app.click("staff-openid").await?;
    let page = app.wait_css("main").await?.text().await?;
    ensure!(page.contains("aucun compte de l’équipe ne porte votre adresse"), "{page}");
    app.assert_accessible("who was not let in is told why").await?;
    app.click_css("a[href=\"/atelier\"]").await?;
    app.wait("staff-openid").await?;
    Ok(())
}
