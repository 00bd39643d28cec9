//! `sente-data build`: register and base data to `catalogue.sqlite`, with a summary of what was read.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use pdipr_data::build::{Inputs, Totals, catalogue, sha256, totals};
use pdipr_data::domain::{FindingCount, Metres, Severity, Share};
use pdipr_data::store;
use pdipr_data::terminal::{self, output};
use pdipr_data::words::{Arg, Tongue, Words};

use crate::{fetch, language, place};

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = "FILE|URL")]
    pdipr: Option<String>,
    #[arg(long, value_name = "DIR")]
    base_data: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    codes: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    closures: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

/// What `--json` prints.
#[derive(serde::Serialize)]
struct Report {
    out: String,
    bytes: u64,
    sha256: String,
    #[serde(flatten)]
    totals: Totals,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let tongue = terminal::tongue();
    let words = language::words(tongue)?;
    let out = place::catalogue(args.out);
    let base = args.base_data.unwrap_or_else(place::base_data);
    let codes_path = args.codes.unwrap_or_else(|| base.join("codes.toml"));
    let given = args.pdipr.unwrap_or_else(|| base.join("pdipr.csv").display().to_string());
    eprintln!("{}", words.text_with("build-reading", &[("file", Arg::Text(&given))]));
    let register = if fetch::is_address(&given) {
        fetch::fetch(&given, out.parent().unwrap_or(Path::new(".")))?
    } else {
        place::read(Path::new(&given))?
    };
    let codes = String::from_utf8(place::read(&codes_path)?)
        .with_context(|| format!("{} is not UTF-8", codes_path.display()))?;
    // Another département may have none; a file that was named must be there.
    let beside = base.join("closures.csv");
    let closures_path = args.closures.or_else(|| beside.is_file().then_some(beside));
    let closures = closures_path.as_deref().map(place::read).transpose()?;
    let closures_name = closures_path.map(|path| file_name(&path.display().to_string())).unwrap_or_default();
    let built = catalogue(&Inputs {
        register: &register,
        register_name: &file_name(&given),
        communes: &place::read(&base.join("communes.geojson"))?,
        towns: &place::read(&base.join("towns.geojson"))?,
        stations: &place::read(&base.join("stations.csv"))?,
        codes: &codes,
        closures: closures.as_deref().map(|bytes| (bytes, closures_name.as_str())),
    })?;
    eprintln!("{}", words.text_with("build-writing", &[("file", Arg::Text(&out.display().to_string()))]));
    store::write(&built, &out)?;
    let bytes = place::read(&out)?;
    let report = Report {
        out: out.display().to_string(),
        bytes: bytes.len() as u64,
        sha256: sha256(&bytes),
        totals: totals(&built),
    };
    if args.json {
        output::print_json(&report)?;
    } else {
        output::print(&summary(&report, &words, tongue))?;
    }
    // A refused row of the register or of the closures.
    Ok(if report.totals.findings.iter().any(|found| found.severity == Severity::Error) {
        ExitCode::from(1)
    } else {
        ExitCode::SUCCESS
    })
}

fn file_name(given: &str) -> String {
    let last = given.rsplit(['/', '\\']).next().unwrap_or(given);
    last.split(['?', '#']).next().unwrap_or(last).to_owned()
}

fn summary(report: &Report, words: &Words, tongue: Tongue) -> String {
    let totals = &report.totals;
    let mut text = String::new();
    let state_of = totals.state_of.map_or_else(|| words.text("figure-unknown"), |day| day.to_string());
    let km = |metres: Metres| language::kilometres(tongue, metres.value());
    let percent = |share: Option<Share>| {
        share.map_or_else(|| "?".to_owned(), |share| format!("{:.0}", share.value() * 100.0))
    };
    let mut say = |key: &str, args: &[(&str, Arg<'_>)]| {
        text.push_str(&words.text_with(key, args));
        text.push('\n');
    };
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
    say(
        "build-closures",
        &[("closures", Arg::Text(&totals.closures.to_string())), ("day", Arg::Text(&state_of))],
    );
    say("build-findings", &[]);
    text.push_str(&findings(&totals.findings, words));
    text.push_str(&words.text_with(
        "build-sha",
        &[
            ("register", Arg::Text(&totals.register_sha256)),
            ("file", Arg::Text(&report.out)),
            ("bytes", Arg::Text(&report.bytes.to_string())),
            ("sha", Arg::Text(&report.sha256)),
        ],
    ));
    text.push('\n');
    text
}

/// One line for each code: how many, the code, how grave.
pub fn findings(counts: &[FindingCount], words: &Words) -> String {
    let line = |line: &FindingCount| {
        format!("  {:>6}  {:<26} {}\n", line.count, line.code, language::severity(words, line.severity))
    };
    counts.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_the_name_of_its_file() {
        assert_eq!(file_name("https://example.org/data/pdipr.csv?lang=fr"), "pdipr.csv");
        assert_eq!(file_name("data/28/pdipr.csv"), "pdipr.csv");
    }
}
