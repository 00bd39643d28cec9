//! The words of the program, and figures as a language writes them.

use pdipr_data::domain::Severity;
use pdipr_data::terminal::{TERMINAL_EN, TERMINAL_FR};
use pdipr_data::words::{FINDINGS_EN, FINDINGS_FR, FINDINGS_GPX_EN, FINDINGS_GPX_FR, Tongue, Words};

const CLI_FR: &str = include_str!("../../messages/cli.fr.ftl");
const CLI_EN: &str = include_str!("../../messages/cli.en.ftl");
const FIND_FR: &str = include_str!("../../messages/cli-find.fr.ftl");
const FIND_EN: &str = include_str!("../../messages/cli-find.en.ftl");
const HELP_FR: &str = include_str!("../../messages/cli-help.fr.ftl");
const HELP_EN: &str = include_str!("../../messages/cli-help.en.ftl");
const FILES_FR: &str = include_str!("../../messages/cli-files.fr.ftl");
const FILES_EN: &str = include_str!("../../messages/cli-files.en.ftl");

pub fn words(tongue: Tongue) -> anyhow::Result<Words> {
    Ok(match tongue {
        Tongue::French => {
            let own = [FILES_FR, FIND_FR, CLI_FR, HELP_FR];
            Words::new(tongue, &[&own[..], &[FINDINGS_FR, FINDINGS_GPX_FR, TERMINAL_FR]].concat())?
        }
        Tongue::English => {
            let own = [FILES_EN, FIND_EN, CLI_EN, HELP_EN];
            Words::new(tongue, &[&own[..], &[FINDINGS_EN, FINDINGS_GPX_EN, TERMINAL_EN]].concat())?
        }
    })
}

pub fn severity(words: &Words, severity: Severity) -> String {
    words.text(match severity {
        Severity::Error => "severity-error",
        Severity::Warning => "severity-warning",
        Severity::Info => "severity-info",
    })
}

/// `12,4 km` or `12.4 km`, with a no-break space.
pub fn kilometres(tongue: Tongue, metres: f64) -> String {
    let km = format!("{:.1}\u{a0}km", metres / 1_000.0);
    match tongue {
        Tongue::French => km.replace('.', ","),
        Tongue::English => km,
    }
}
