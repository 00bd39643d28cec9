//! `sente-data inspect`: what is in a GPX file, for people or as JSON.

use std::fs::File;
use std::io::{Read, stdin};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use pdipr_data::domain::{Finding, Severity};
use pdipr_data::io::gpx::{Inspection, NotGpx, inspect};
use pdipr_data::terminal;
use pdipr_data::words::{Arg, Tongue, Words};
use serde::Serialize;

use crate::language;

#[derive(clap::Args)]
pub struct Args {
    file: PathBuf,
    #[arg(long)]
    json: bool,
}

/// The JSON of a file that was read; its shape stands in `docs/cli.md`.
#[derive(Serialize)]
struct Report<'a> {
    file: String,
    #[serde(flatten)]
    inspection: &'a Inspection,
    findings: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    finding: &'a Finding,
    sentence: String,
}

/// The JSON of a file that was refused.
#[derive(Serialize)]
struct Refusal {
    file: String,
    refused: &'static str,
    sentence: String,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let tongue = terminal::tongue();
    let words = language::words(tongue)?;
    let file = args.file.display().to_string();
    match inspect(open(&args.file)?) {
        Ok((inspection, findings)) => {
            let told = findings.iter().map(|finding| Told { finding, sentence: words.finding(finding) });
            let report = Report { file, inspection: &inspection, findings: told.collect() };
            if args.json {
                println!("{}", serde_json::to_string_pretty(&report)?);
            } else {
                print(&report, &words, tongue);
            }
            let lost = findings.iter().any(|finding| finding.severity == Severity::Error);
            Ok(if lost { ExitCode::from(1) } else { ExitCode::SUCCESS })
        }
        Err(reason) => {
            let sentence = refusal(&words, &reason);
            if args.json {
                println!(
                    "{}",
                    serde_json::to_string_pretty(&Refusal { file, refused: reason.code(), sentence })?
                );
            } else {
                eprintln!("{file}: {sentence}");
            }
            Ok(ExitCode::from(2))
        }
    }
}

fn open(file: &Path) -> anyhow::Result<Box<dyn Read>> {
    if file == Path::new("-") {
        return Ok(Box::new(stdin()));
    }
    let opened = File::open(file).with_context(|| format!("could not read {}", file.display()))?;
    Ok(Box::new(opened))
}

fn refusal(words: &Words, reason: &NotGpx) -> String {
    let args = reason.args();
    let args: Vec<(&str, Arg)> = args.iter().map(|(name, value)| (*name, Arg::Text(value))).collect();
    words.text_with(&format!("gpx-refused-{}", reason.code()), &args)
}

fn print(report: &Report, words: &Words, tongue: Tongue) {
    let say = |key: &str, args: &[(&str, &str)]| {
        let args: Vec<(&str, Arg)> = args.iter().map(|(name, value)| (*name, Arg::Text(value))).collect();
        println!("{}", words.text_with(key, &args));
    };
    let unknown = words.text("inspect-unknown");
    let or_unknown = |text: &Option<String>| text.clone().unwrap_or_else(|| unknown.clone());
    let km = |metres: f64| language::kilometres(tongue, metres);
    let whole = |metres: Option<f64>| metres.map_or_else(|| unknown.clone(), |metres| format!("{metres:.0}"));
    let it = report.inspection;
    println!("{}", it.name.as_ref().unwrap_or(&report.file));
    say("inspect-version", &[("version", &or_unknown(&it.version)), ("creator", &or_unknown(&it.creator))]);
    let count = |n: usize| Arg::Count(u32::try_from(n).unwrap_or(u32::MAX));
    let counts = [
        ("tracks", count(it.tracks.len())),
        ("routes", count(it.routes.len())),
        ("waypoints", count(it.waypoints as usize)),
        ("points", count(it.points as usize)),
    ];
    println!("{}", words.text_with("inspect-points", &counts));
    say("inspect-length", &[("length", &km(it.length_m))]);
    if let Some([west, south, east, north]) = it.bounds {
        let degrees = |value: f64| format!("{value:.5}");
        say(
            "inspect-bounds",
            &[
                ("west", &degrees(west)),
                ("south", &degrees(south)),
                ("east", &degrees(east)),
                ("north", &degrees(north)),
            ],
        );
    }
    match it.elevations {
        Some(e) => say(
            "inspect-elevations",
            &[
                ("min", &format!("{:.0}", e.min)),
                ("max", &format!("{:.0}", e.max)),
                ("ascent", &whole(e.ascent_m)),
                ("descent", &whole(e.descent_m)),
            ],
        ),
        None => say("inspect-no-elevations", &[]),
    }
    for line in it.tracks.iter().chain(&it.routes) {
        say(
            "inspect-line",
            &[
                ("name", &or_unknown(&line.name)),
                ("segments", &line.segments.to_string()),
                ("points", &line.points.to_string()),
                ("length", &km(line.length_m)),
            ],
        );
    }
    for told in &report.findings {
        let severity = language::severity(words, told.finding.severity);
        let line = told.finding.place.line.map_or_else(|| unknown.clone(), |line| line.to_string());
        say("inspect-finding", &[("severity", &severity), ("line", &line), ("sentence", &told.sentence)]);
    }
}
