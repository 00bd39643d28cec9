//! `sente-tiles verify`: whether a pack is sound.

use std::path::PathBuf;
use std::process::ExitCode;

use indicatif::ProgressBar;
use pdipr_data::terminal::output;
use tiles::pack::{Code, Report, verify};

use crate::input;
use crate::speech::Speech;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let pack = input::pack(&args.pack)?;
    let bar = ProgressBar::new(0);
    let report = verify(&pack, &|done, all| {
        bar.set_length(all);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    if args.json {
        output::print_json(&report)?;
    } else {
        output::print(&text(&report, speech)?)?;
    }
    Ok(if report.sound() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn text(report: &Report, speech: &Speech) -> anyhow::Result<String> {
    let mut lines: Vec<String> = Vec::new();
    for finding in &report.findings {
        let (code, meaning) = code(finding.code, speech)?;
        let mut args = vec![("code", code.as_str()), ("meaning", &meaning), ("detail", &finding.detail)];
        args.extend(finding.tile.as_deref().map(|tile| ("tile", tile)));
        let key = if finding.tile.is_some() { "verify-finding" } else { "verify-finding-of-all" };
        lines.push(speech.say(key, &args));
    }
    for (of, count) in &report.counts {
        let (code, meaning) = code(*of, speech)?;
        let args = [("count", count.to_string()), ("code", code), ("meaning", meaning)];
        lines.push(speech.say("verify-count", &args.each_ref().map(|(name, text)| (*name, text.as_str()))));
    }
    let [tiles, contents, features] =
        [report.tiles, report.contents, report.features].map(|count| count.to_string());
    let key = if report.sound() { "verify-sound" } else { "verify-not-sound" };
    lines.push(speech.say(key, &[("tiles", &tiles), ("contents", &contents), ("features", &features)]));
    Ok(lines.join("\n") + "\n")
}

/// The code and what it means.
fn code(code: Code, speech: &Speech) -> anyhow::Result<(String, String)> {
    let name = serde_json::to_value(code)?;
    let name = name.as_str().unwrap_or_default().to_owned();
    let meaning = speech.text(&format!("pack-{name}"));
    Ok((name, meaning))
}
