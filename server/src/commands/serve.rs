//! `serve`: until SIGTERM or Ctrl-C.

use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, Result};
use sente_server::config::Settings;
use sente_server::pages::files::Files;
use sente_server::site::{self, Site};
use sente_server::state::App;
use sente_server::{jobs, serve};
use tokio::net::TcpListener;
use tracing_subscriber::EnvFilter;

use sente_server::opening;

pub async fn run(settings: Settings) -> Result<ExitCode> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_ansi(false).init();

    let files = Files::of(&settings).context("`pages`")?;
    let listener = TcpListener::bind(settings.listen).await;
    let listener = listener.with_context(|| format!("could not listen on {} (`listen`)", settings.listen))?;
    let metrics = match settings.metrics {
        Some(address) => Some(
            TcpListener::bind(address)
                .await
                .with_context(|| format!("could not listen on {address} (`metrics`)"))?,
        ),
        None => None,
    };
    let store = opening::open(&settings).await?;
    let app = App::new(settings, store)?;

    say(&format!("listening on http://{}", listener.local_addr()?))?;
    let (stopped, stop) = tokio::sync::watch::channel(());
    let until_stopped = |mut stop: tokio::sync::watch::Receiver<()>| async move {
        // An error says that the other end has gone, which means the same.
        stop.changed().await.ok();
    };
    if let Some(metrics) = metrics {
        say(&format!("metrics on http://{}/metrics", metrics.local_addr()?))?;
        tokio::spawn(serve::serve(metrics, site::metrics(&app), until_stopped(stop.clone())));
    }
    let jobs = tokio::spawn(jobs::run(app.clone()));
    let signals = asked_to_stop()?;
    let serving = serve::serve(listener, Site::new(&app, files), async {
        signals.await;
        tracing::info!("stopping");
    });
    serving.await.context("the server failed")?;
    drop(stopped);
    jobs.abort();
    Ok(ExitCode::SUCCESS)
}

fn say(line: &str) -> Result<()> {
    let mut out = std::io::stdout();
    writeln!(out, "{line}")?;
    Ok(out.flush()?)
}

/// Ends with the first SIGTERM or Ctrl-C.
#[cfg(unix)]
fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn asked_to_stop() -> Result<impl Future<Output = ()>> {
    Ok(async {
        tokio::signal::ctrl_c().await.ok();
    })
}
