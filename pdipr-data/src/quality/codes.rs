//! Every code of a finding that reading, joining and checking a register can give. A test walks this list through
//! the word catalogues, so that no finding is without its sentence.

/// Sorted.
pub const CODES: &[&str] = &[
    "broken-characters",
    "broken-date",
    "broken-geometry",
    "broken-length",
    "broken-point",
    "broken-quote",
    "broken-row",
    "closure-end-unclear",
    "closure-ends-before",
    "closure-stretch-unclear",
    "closure-text-long",
    "closure-unknown-segment",
    "closure-without-day",
    "closure-without-reason",
    "closures-unreadable",
    "code-completed",
    "code-corrected",
    "code-incomplete",
    "code-separator",
    "column-count",
    "commune-name-differs",
    "correction-unused",
    "dates-out-of-order",
    "duplicate-segment",
    "lead-commune-far",
    "lead-commune-unknown",
    "length-mismatch",
    "long-gap",
    "long-straight-line",
    "missing-column",
    "missing-date",
    "missing-insee",
    "missing-nature",
    "missing-segment-id",
    "missing-way-name",
    "more-liaison-than-bound",
    "mostly-liaison",
    "no-itinerary-code",
    "not-utf8",
    "outside-commune",
    "point-off-line",
    "route-in-parts",
    "swapped-coordinates",
    "swapped-point",
    "text-cut-short",
    "unknown-answer",
    "unknown-column",
    "unknown-family",
    "unknown-insee",
    "unknown-nature",
];

#[cfg(test)]
#[cfg(feature = "words")]
mod tests {
    use super::*;
    use crate::domain::Finding;
    use crate::words::{FINDINGS_EN, FINDINGS_FR, Tongue, Words};

    #[test]
    fn every_code_has_its_sentence_in_french_and_in_english() {
        for (tongue, source) in [(Tongue::French, FINDINGS_FR), (Tongue::English, FINDINGS_EN)] {
            let words = Words::new(tongue, &[source]).unwrap();
            for code in CODES {
                assert!(words.knows(&format!("finding-{code}")), "{tongue:?}: {code}");
            }
            let keys = source.lines().filter(|line| line.starts_with("finding-")).count();
            assert_eq!(keys, CODES.len(), "{tongue:?}: a sentence without a code");
        }
    }

    #[test]
    fn the_list_is_sorted_and_each_code_stands_once() {
        assert!(CODES.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn a_decimal_has_its_comma_in_french() {
        let words = Words::new(Tongue::French, &[FINDINGS_FR]).unwrap();
        let finding = Finding::info("long-gap").with("km", "2.5").with("from", "A").with("to", "B");
        assert!(words.finding(&finding).starts_with("2,5\u{a0}km"));
    }

    #[test]
    fn a_sentence_chooses_its_plural() {
        let words = Words::new(Tongue::French, &[FINDINGS_FR]).unwrap();
        let finding = Finding::warning("code-corrected")
            .with("from", "A")
            .with("to", "B")
            .with("rows", 1)
            .with("reason", "test.");
        assert_eq!(
            words.finding(&finding),
            "Le code «\u{a0}A\u{a0}» (1\u{a0}ligne) est lu «\u{a0}B\u{a0}»\u{a0}: test."
        );
    }
}
