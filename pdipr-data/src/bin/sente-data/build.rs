//! `sente-data build`: register and base data to `catalogue.sqlite`, with a summary of what was read.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use pdipr_data::build::{Inputs, Totals, catalogue, totals};
use pdipr_data::domain::Severity;
use pdipr_data::words::Arg;

use crate::{language, place};

#[derive(clap::Args)]
pub struct Args {
    /// The register: a file, or an address (http or https). Default: pdipr.csv of the base data.
    #[arg(long, value_name = "FILE|URL")]
    pdipr: Option<String>,
    /// Folder with communes.geojson, towns.geojson and stations.csv. Default: data/28 of the project.
    #[arg(long, value_name = "DIR")]
    base_data: Option<PathBuf>,
    /// What the itinerary codes mean. Default: codes.toml of the base data.
    #[arg(long, value_name = "FILE")]
    codes: Option<PathBuf>,
    /// Where the catalogue goes. Default: data/28/built/catalogue.sqlite of the project.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The summary as JSON on stdout.
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let base = args.base_data.unwrap_or_else(place::base_data);
    let codes_path = args.codes.unwrap_or_else(|| base.join("codes.toml"));
    let (register, register_name) = match args.pdipr.as_deref() {
        Some(given) => (place::read(Path::new(given))?, file_name(given)),
        None => (place::read(&base.join("pdipr.csv"))?, "pdipr.csv".to_owned()),
    };
    let codes = String::from_utf8(place::read(&codes_path)?)
        .with_context(|| format!("{} is not UTF-8", codes_path.display()))?;
    let built = catalogue(&Inputs {
        register: &register,
        register_name: &register_name,
        communes: &place::read(&base.join("communes.geojson"))?,
        towns: &place::read(&base.join("towns.geojson"))?,
        stations: &place::read(&base.join("stations.csv"))?,
        codes: &codes,
    })?;
    let totals = totals(&built);
    if args.json {
        println!("{}", serde_json::to_string_pretty(&totals)?);
    } else {
        print_summary(&totals)?;
    }
    Ok(if totals.rows_refused > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or(given);
    last.split(['?', '#']).next().unwrap_or(last).to_owned()
}

fn print_summary(totals: &Totals) -> anyhow::Result<()> {
    let tongue = language::tongue();
    let words = language::words(tongue)?;
    let km = |metres: pdipr_data::domain::Metres| language::kilometres(tongue, metres.value());
    let percent = |share: Option<pdipr_data::domain::Share>| {
        share.map_or_else(|| "?".to_owned(), |share| format!("{:.0}", share.value() * 100.0))
    };
    let say = |key: &str, args: &[(&str, Arg<'_>)]| println!("{}", words.text_with(key, args));
    say(
        "build-rows",
        &[
            ("rows", Arg::Text(&totals.rows_read.to_string())),
            ("segments", Arg::Text(&totals.segments.to_string())),
            ("km", Arg::Text(&km(totals.segments_length))),
            ("refused", Arg::Text(&totals.rows_refused.to_string())),
            ("uncoded", Arg::Text(&totals.segments_without_code.to_string())),
        ],
    );
    say(
        "build-routes",
        &[
            ("routes", Arg::Text(&totals.routes.to_string())),
            ("codes", Arg::Text(&totals.raw_codes.to_string())),
            ("partial", Arg::Text(&totals.partial_routes.to_string())),
        ],
    );
    for line in &totals.networks {
        let name = words.text(&format!("network-{}", line.network.as_str()));
        say(
            "build-network",
            &[
                ("network", Arg::Text(&name)),
                ("routes", Arg::Text(&line.routes.to_string())),
                ("inscribed", Arg::Text(&km(line.lengths.inscribed))),
                ("liaison", Arg::Text(&km(line.lengths.liaison))),
                ("gaps", Arg::Text(&km(line.lengths.gaps))),
                ("percent", Arg::Text(&percent(line.lengths.inscribed_share()))),
            ],
        );
    }
    say(
        "build-lengths",
        &[
            ("inscribed", Arg::Text(&km(totals.lengths.inscribed))),
            ("retraced", Arg::Text(&km(totals.lengths.retraced))),
            ("liaison", Arg::Text(&km(totals.lengths.liaison))),
            ("gaps", Arg::Text(&km(totals.lengths.gaps))),
            ("percent", Arg::Text(&percent(totals.inscribed_share))),
        ],
    );
    say("build-findings", &[]);
    for line in &totals.findings {
        let severity = match line.severity {
            Severity::Error => "severity-error",
            Severity::Warning => "severity-warning",
            Severity::Info => "severity-info",
        };
        println!("  {:>6}  {:<26} {}", line.count, line.code, words.text(severity));
    }
    say("build-sha", &[("sha", Arg::Text(&totals.register_sha256))]);
    Ok(())
}
