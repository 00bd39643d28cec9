//! Every finding and refusal of the GPX reader has its sentence, in both languages.
#![cfg(feature = "words")]

use std::collections::BTreeSet;

use pdipr_data::words::{FINDINGS_GPX_EN, FINDINGS_GPX_FR, Tongue, Words};

const SOURCES: &[&str] = &[
    include_str!("../src/io/gpx/fields.rs"),
    include_str!("../src/io/gpx/inspect.rs"),
    include_str!("../src/io/gpx/stream.rs"),
    include_str!("../src/io/gpx/token.rs"),
];
const REFUSALS: &str = include_str!("../src/io/gpx/refusal.rs");

fn keys() -> BTreeSet<String> {
    let quoted = |source: &'static str| source.split('"').skip(1).step_by(2);
    let findings = SOURCES.iter().flat_map(|source| quoted(source)).filter(|text| text.starts_with("gpx-"));
    let refusals =
        REFUSALS.lines().filter_map(|line| line.trim().strip_prefix("NotGpx::")?.split_once("=> \""));
    findings
        .map(|code| format!("finding-{code}"))
        .chain(refusals.map(|(_, code)| format!("gpx-refused-{}", code.trim_end_matches("\","))))
        .collect()
}

#[test]
fn every_code_has_a_sentence_in_french_and_english() {
    assert!(keys().len() > 25, "{:?}", keys());
    for (tongue, source) in [(Tongue::French, FINDINGS_GPX_FR), (Tongue::English, FINDINGS_GPX_EN)] {
        let words = Words::new(tongue, &[source]).unwrap();
        for key in keys() {
            assert!(words.knows(&key), "{tongue:?}: {key}");
        }
        let said = source.lines().filter_map(|line| line.split_once(" = ")).map(|(key, _)| key.to_owned());
        assert_eq!(said.collect::<BTreeSet<_>>(), keys(), "{tongue:?}: a sentence without its code");
    }
}
