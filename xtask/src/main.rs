//! One command for each chore: `cargo xtask run`, `test`, `ci`… Each does its own set-up first, names its steps,
//! skips what is done, and says on failure which command mends it.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod bench;
mod bless;
mod ci;
mod data;
mod dist;
mod files;
mod npm;
mod python;
mod run;
mod runner;
mod screens;
mod serve;
mod server;
mod setup;
mod start;
mod step;
mod system;
mod tidy;
mod tools;
mod web;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Sente's chores")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Set up, build and open the app: the desktop window, or the browser version where there is no display.
    Run(run::Args),
    /// Build the web pages into target/web (browser) and target/web-shell (desktop window).
    Web(web::Args),
    /// Serve a folder on localhost as the browser version needs it (part of `run --web`; used by the tests).
    Serve(serve::Args),
    /// Check everything: format, rules of the house, lints, unit tests, end-to-end tests.
    #[command(visible_alias = "ci")]
    Test(ci::Args),
    /// Check the rules that no compiler checks.
    Tidy,
    /// Build the catalogue and the locator map from the register and the base data.
    Data,
    /// Renew snapshots and the hashes of new migrations.
    Bless,
    /// Run the benchmarks.
    Bench(bench::Args),
    /// Take pictures of every screen into docs/screens.
    Screens(screens::Args),
    /// Make what is handed out: .deb, .rpm, the browser version as a zip, SHA256SUMS.
    Dist,
}

fn main() -> ExitCode {
    let result = chore(Cli::parse().chore);
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n✗ {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn chore(chore: Chore) -> Result<()> {
    match chore {
        Chore::Run(args) => run::run(&args),
        Chore::Web(args) => web::run(&args),
        Chore::Serve(args) => serve::run(&args),
        Chore::Test(args) => ci::run(&args),
        Chore::Tidy => tidy::run(),
        Chore::Data => data::build(),
        Chore::Bless => bless::run(),
        Chore::Bench(args) => bench::run(&args),
        Chore::Screens(args) => screens::run(&args),
        Chore::Dist => dist::run(),
    }
}
