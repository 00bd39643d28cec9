//! `sente-tiles verify`: whether a pack is sound.

use std::path::PathBuf;
use std::process::ExitCode;

use indicatif::ProgressBar;
use tiles::pack::verify;

use crate::{input, output};

/// Checks header, directories and every tile; exit 1 if anything was found
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
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
        let mut lines: Vec<String> = Vec::new();
        for finding in &report.findings {
            let place = finding.tile.as_deref().map(|tile| format!(" {tile}")).unwrap_or_default();
            lines.push(format!("{}{place}: {}", code(finding.code)?, finding.detail));
        }
        for (of, count) in &report.counts {
            lines.push(format!("{count} × {}", code(*of)?));
        }
        lines.push(format!(
            "{} tiles, {} distinct contents, {} features: {}",
            report.tiles,
            report.contents,
            report.features,
            if report.sound() { "nothing found" } else { "not sound" }
        ));
        output::print(&(lines.join("\n") + "\n"))?;
    }
    Ok(if report.sound() { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

fn code(code: tiles::pack::Code) -> anyhow::Result<String> {
    let name = serde_json::to_value(code)?;
    Ok(name.as_str().unwrap_or_default().to_owned())
}
