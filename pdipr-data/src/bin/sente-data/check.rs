//! `sente-data check`: the quality report of a catalogue, worst first.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use pdipr_data::domain::{Finding, FindingCount, FindingPlace, Severity};
use pdipr_data::quality::{self, SeverityCount};
use pdipr_data::store::CatalogueStore;
use pdipr_data::terminal::{self, output};
use pdipr_data::words::{Arg, Words};

use crate::{language, place};

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    #[arg(long, value_name = "CODE")]
    code: Vec<String>,
    #[arg(long, value_name = "SEVERITY", default_value = "info", value_parser = severity)]
    at_least: Severity,
    #[arg(long)]
    json: bool,
}

fn severity(word: &str) -> Result<Severity, String> {
    match word {
        "info" => Ok(Severity::Info),
        "warning" => Ok(Severity::Warning),
        "error" => Ok(Severity::Error),
        _ => Err("usage-severity".to_owned()),
    }
}

/// What `--json` prints.
#[derive(serde::Serialize)]
struct Report {
    catalogue: String,
    severities: SeverityCount,
    codes: Vec<FindingCount>,
    findings: Vec<Said>,
}

#[derive(serde::Serialize)]
struct Said {
    #[serde(flatten)]
    finding: Finding,
    /// In the language of the locale.
    sentence: String,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let words = language::words(terminal::tongue())?;
    let path = place::catalogue(args.catalogue);
    let store = CatalogueStore::open(&path).with_context(|| format!("could not open {}", path.display()))?;
    let mut findings = store.findings()?;
    findings.retain(|finding| {
        finding.severity >= args.at_least && (args.code.is_empty() || args.code.contains(&finding.code))
    });
    findings.sort_by(|a, b| b.severity.cmp(&a.severity).then_with(|| a.cmp(b)));
    let report = Report {
        catalogue: path.display().to_string(),
        severities: quality::worst(&findings),
        codes: quality::summary(&findings),
        findings: findings
            .into_iter()
            .map(|finding| Said { sentence: words.finding(&finding), finding })
            .collect(),
    };
    if args.json {
        output::print_json(&report)?;
    } else {
        output::print(&text(&report, &words))?;
    }
    Ok(if report.severities.errors > 0 { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn text(report: &Report, words: &Words) -> String {
    let mut text = String::new();
    for said in &report.findings {
        text.push_str(&format!(
            "{}: {} [{}] {}\n",
            language::severity(words, said.finding.severity),
            place_of(&said.finding.place),
            said.finding.code,
            said.sentence
        ));
    }
    let count = |number: u32| number.to_string();
    text.push_str(&words.text_with(
        "check-summary",
        &[
            ("errors", Arg::Text(&count(report.severities.errors))),
            ("warnings", Arg::Text(&count(report.severities.warnings))),
            ("infos", Arg::Text(&count(report.severities.infos))),
        ],
    ));
    text.push('\n');
    text.push_str(&crate::build::findings(&report.codes, words));
    text
}

/// `pdipr.csv:12, geo_shape, tr4.1-28310`, as far as it is known.
fn place_of(place: &FindingPlace) -> String {
    let file = match (&place.file, place.line) {
        (Some(file), Some(line)) => Some(format!("{file}:{line}")),
        (file, _) => file.clone(),
    };
    let parts = [file, place.column.clone(), place.subject.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
