//! The language of the messages: that of the locale, English where it names none.

use pdipr_data::domain::Severity;
use pdipr_data::words::{FINDINGS_EN, FINDINGS_FR, FINDINGS_GPX_EN, FINDINGS_GPX_FR, Tongue, Words};

const CLI_FR: &str = include_str!("../../messages/cli.fr.ftl");
const CLI_EN: &str = include_str!("../../messages/cli.en.ftl");
const FIND_FR: &str = include_str!("../../messages/cli-find.fr.ftl");
const FIND_EN: &str = include_str!("../../messages/cli-find.en.ftl");
const HELP_FR: &str = include_str!("../../messages/cli-help.fr.ftl");
const HELP_EN: &str = include_str!("../../messages/cli-help.en.ftl");
const FILES_FR: &str = include_str!("../../messages/cli-files.fr.ftl");
const FILES_EN: &str = include_str!("../../messages/cli-files.en.ftl");

pub fn tongue() -> Tongue {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default();
    if locale.starts_with("fr") { Tongue::French } else { Tongue::English }
}

pub fn words(tongue: Tongue) -> anyhow::Result<Words> {
    Ok(match tongue {
        Tongue::French => {
            Words::new(tongue, &[FINDINGS_FR, FINDINGS_GPX_FR, FILES_FR, FIND_FR, CLI_FR, HELP_FR])?
        }
        Tongue::English => {
            Words::new(tongue, &[FINDINGS_EN, FINDINGS_GPX_EN, FILES_EN, FIND_EN, CLI_EN, HELP_EN])?
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
