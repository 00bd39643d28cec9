//! What the checks of the data and the readers of files say, as sentences.

use std::sync::LazyLock;

use pdipr_data::domain::Finding;
use pdipr_data::words::{
    BrokenCatalogue, FINDINGS_EN, FINDINGS_FR, FINDINGS_GPX_EN, FINDINGS_GPX_FR, Tongue, Words,
};
use sente_core::carnet::Language;

use crate::words::language;

static FRENCH: LazyLock<Result<Words, BrokenCatalogue>> =
    LazyLock::new(|| Words::new(Tongue::French, &[FINDINGS_FR, FINDINGS_GPX_FR]));
static ENGLISH: LazyLock<Result<Words, BrokenCatalogue>> =
    LazyLock::new(|| Words::new(Tongue::English, &[FINDINGS_EN, FINDINGS_GPX_EN]));

/// The sentence of a finding; its code where the catalogue has none, so that nothing is hidden. Follows the language.
pub fn finding_text(finding: &Finding) -> String {
    match words_for(&finding.code) {
        Some(words) => words.finding(finding),
        None => finding.code.clone(),
    }
}

/// What all findings of a code have in common: the sentence with an ellipsis where each has its own word.
pub fn code_text(code: &str) -> String {
    match words_for(code) {
        Some(words) => with_ellipses(&words.text(&key(code))),
        None => code.to_owned(),
    }
}

fn key(code: &str) -> String {
    format!("finding-{code}")
}

fn words_for(code: &str) -> Option<&'static Words> {
    let words = match language() {
        Language::Fr => FRENCH.as_ref(),
        Language::En => ENGLISH.as_ref(),
    };
    words.ok().filter(|words| words.knows(&key(code)))
}

/// Fluent writes an argument that it was not given as `{$name}`.
fn with_ellipses(text: &str) -> String {
    let mut parts = text.split("{$");
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        result.push('…');
        result.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_catalogues_of_findings_can_be_read() {
        assert!(FRENCH.is_ok() && ENGLISH.is_ok());
    }

    #[test]
    fn a_finding_without_a_sentence_shows_its_code() {
        assert_eq!(finding_text(&Finding::info("no-such-finding")), "no-such-finding");
        assert_eq!(code_text("no-such-finding"), "no-such-finding");
    }

    #[test]
    fn a_code_is_told_without_the_words_of_one_finding() {
        assert_eq!(code_text("unknown-insee"), "Le code de commune … n'existe pas dans le département.");
    }

    #[test]
    fn every_code_is_told_without_braces() {
        let keys =
            FINDINGS_FR.lines().chain(FINDINGS_GPX_FR.lines()).filter_map(|line| line.split(" =").next());
        let codes: Vec<_> = keys.filter_map(|key| key.strip_prefix("finding-")).collect();
        assert!(codes.len() > 50, "{}", codes.len());
        for code in codes {
            let text = code_text(code);
            assert!(text != code && !text.contains(['{', '}']), "{code}: {text}");
        }
    }
}
