//! Words by key and language, for the command line and the screens: catalogues in Fluent's notation, of which they use
//! plain messages, variables and choices. Numbers are set before they come here, so the rest of Fluent (dates, number
//! formats, plural rules of two hundred languages) would only be carried around; a test holds the two against each other.

use std::collections::BTreeMap;

use fluent_syntax::ast::Pattern;
use fluent_syntax::parser::parse_runtime;

use crate::domain::Finding;

mod pattern;

/// The languages of the catalogues; French is the language of the département.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tongue {
    French,
    English,
}

/// The sentences of findings, by language; every program of the house says them alike.
pub const FINDINGS_FR: &str = include_str!("../messages/findings.fr.ftl");
pub const FINDINGS_EN: &str = include_str!("../messages/findings.en.ftl");
/// The same for GPX files, with the reasons for which one is refused.
pub const FINDINGS_GPX_FR: &str = include_str!("../messages/findings-gpx.fr.ftl");
pub const FINDINGS_GPX_EN: &str = include_str!("../messages/findings-gpx.en.ftl");

/// Texts of one language.
pub struct Words {
    tongue: Tongue,
    messages: BTreeMap<&'static str, Pattern<&'static str>>,
}

/// A catalogue that cannot be read: the program was built with a broken file.
#[derive(Debug, thiserror::Error)]
#[error("word catalogue {index} is broken: {reason}")]
pub struct BrokenCatalogue {
    pub index: usize,
    pub reason: String,
}

impl Words {
    /// Reads Fluent sources; a key may stand in one of them only.
    pub fn new(tongue: Tongue, sources: &[&'static str]) -> Result<Self, BrokenCatalogue> {
        let mut messages = BTreeMap::new();
        for (index, source) in sources.iter().enumerate() {
            let broken = |reason: String| BrokenCatalogue { index, reason };
            let catalogue =
                parse_runtime(*source).map_err(|(_, errors)| broken(format!("{} mistakes", errors.len())))?;
            for (key, pattern) in pattern::messages(catalogue) {
                if messages.insert(key, pattern).is_some() {
                    return Err(broken(format!("{key} stands twice")));
                }
            }
        }
        Ok(Words { tongue, messages })
    }

    pub fn knows(&self, key: &str) -> bool {
        self.messages.contains_key(key)
    }

    /// The text of `key`; a key without text shows itself, so that a gap is seen and nothing breaks.
    pub fn text(&self, key: &str) -> String {
        self.text_with(key, &[])
    }

    /// The text of `key` with its arguments. A number given as text stays text: format it before.
    pub fn text_with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.messages.get(key) else {
            return key.to_owned();
        };
        let mut text = String::new();
        pattern::write(pattern, self.tongue, args, &mut text);
        text
    }

    /// The sentence of a finding, without its place.
    pub fn finding(&self, finding: &Finding) -> String {
        let mut args = finding.args.clone();
        if self.tongue == Tongue::French {
            args.iter_mut()
                .filter(|(name, _)| DECIMALS.contains(&name.as_str()))
                .for_each(|(_, value)| *value = value.replace('.', ","));
        }
        let args: Vec<(&str, Arg<'_>)> = args
            .iter()
            .map(|(name, value)| match value.parse() {
                Ok(count) if COUNTS.contains(&name.as_str()) => (name.as_str(), Arg::Count(count)),
                _ => (name.as_str(), Arg::Text(value)),
            })
            .collect();
        self.text_with(&format!("finding-{}", finding.code), &args)
    }
}

/// Arguments of findings that choose a plural; every other one is shown as it is.
const COUNTS: &[&str] = &["rows", "parts"];
/// Arguments of findings that hold a decimal number.
const DECIMALS: &[&str] = &["km", "least"];

/// An argument of a text: words as they are, or a count that chooses the plural.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Arg<'a> {
    Text(&'a str),
    Count(u32),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_zero_is_singular() {
        let words = Words::new(
            Tongue::French,
            &["found = { $n ->\n    [one] { $n } itinéraire\n   *[other] { $n } itinéraires\n}\n"],
        )
        .unwrap();
        assert_eq!(words.text_with("found", &[("n", Arg::Count(0))]), "0 itinéraire");
    }

    #[test]
    fn a_key_stands_once_and_a_mistake_is_told() {
        assert!(Words::new(Tongue::English, &["a = b\n", "a = c\n"]).is_err());
        assert!(Words::new(Tongue::English, &["a = { $n\n"]).is_err());
    }

    #[test]
    fn a_missing_key_shows_itself() {
        assert_eq!(Words::new(Tongue::English, &[]).unwrap().text("no-such-key"), "no-such-key");
    }
}
