//! Tells a story from an empty start, and on failure leaves a picture and the page.

use std::env;

use anyhow::{Context, Result, ensure};

use crate::app::App;
use crate::host::Host;
use crate::outside;
use crate::programs::root;

/// Tells the story in this host.
pub fn tell(host: Host, name: &str, story: impl AsyncFnOnce(&mut App) -> Result<()>) -> Result<()> {
    // Stories need programs that `cargo test` alone does not build.
    if env::var_os("SENTE_E2E").is_none() {
        eprintln!("skipped: the stories run with `cargo xtask test --only e2e`");
        return Ok(());
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(told(host, name, story)).with_context(|| name.to_owned())
}

async fn told(host: Host, name: &str, story: impl AsyncFnOnce(&mut App) -> Result<()>) -> Result<()> {
    let before = outside::attempts();
    let mut app = App::open(host).await?;
    let result = story(&mut app).await;
    if result.is_err() {
        leave_traces(&app, name).await;
    }
    let foreign = if result.is_ok() { app.ensure_nothing_foreign().await } else { Ok(()) };
    app.close().await.context("the app did not close")?;
    result?;
    foreign?;
    if let (Some(before), Some(after)) = (before, outside::attempts()) {
        ensure!(before == after, "{} packets wanted to leave the machine", after - before);
    }
    Ok(())
}

/// A picture, the page and the browser's messages in `target/e2e`; best effort, for the story has failed already.
async fn leave_traces(app: &App, name: &str) {
    let folder = root().join("target/e2e");
    let picture = app.screenshot(&folder.join(format!("{name}.png"))).await;
    let page = match app.client().source().await {
        Ok(page) => std::fs::write(folder.join(format!("{name}.html")), page).map_err(anyhow::Error::from),
        Err(error) => Err(error.into()),
    };
    match picture.and(page) {
        Ok(()) => eprintln!("see {}", folder.join(format!("{name}.png")).display()),
        Err(error) => eprintln!("no picture of the failure: {error:#}"),
    }
    match app.messages().await {
        Ok(messages) => messages.iter().for_each(|message| eprintln!("{message}")),
        Err(error) => eprintln!("no messages of the page: {error:#}"),
    }
}
