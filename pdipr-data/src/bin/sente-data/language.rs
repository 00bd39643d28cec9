//! The language of the messages: that of the locale, English where it names none.

use pdipr_data::domain::Finding;
use pdipr_data::words::{Arg, FINDINGS_EN, FINDINGS_FR, Tongue, Words};

const CLI_FR: &str = include_str!("../../messages/cli.fr.ftl");
const CLI_EN: &str = include_str!("../../messages/cli.en.ftl");

pub fn tongue() -> Tongue {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(set).unwrap_or_default();
    if locale.starts_with("fr") { Tongue::French } else { Tongue::English }
}

pub fn words(tongue: Tongue) -> anyhow::Result<Words> {
    Ok(match tongue {
        Tongue::French => Words::new(tongue, &[FINDINGS_FR, CLI_FR])?,
        Tongue::English => Words::new(tongue, &[FINDINGS_EN, CLI_EN])?,
    })
}

/// The sentence of a finding, without its place.
pub fn sentence(words: &Words, finding: &Finding) -> String {
    let args: Vec<(&str, Arg<'_>)> =
        finding.args.iter().map(|(name, value)| (name.as_str(), Arg::Text(value))).collect();
    words.text_with(&format!("finding-{}", finding.code), &args)
}

/// `12,4 km` or `12.4 km`, with a no-break space.
pub fn kilometres(tongue: Tongue, metres: f64) -> String {
    let km = format!("{:.1}\u{a0}km", metres / 1_000.0);
    match tongue {
        Tongue::French => km.replace('.', ","),
        Tongue::English => km,
    }
}
