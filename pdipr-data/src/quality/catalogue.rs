//! Counts of findings, worst first.

use std::collections::BTreeMap;

use crate::domain::{Finding, FindingCount, Severity};

/// How many findings of each severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct SeverityCount {
    pub errors: u32,
    pub warnings: u32,
    pub infos: u32,
}

/// Findings by code: errors first, then the most frequent.
pub fn summary(findings: &[Finding]) -> Vec<FindingCount> {
    let mut counts: BTreeMap<(&str, Severity), u32> = BTreeMap::new();
    for finding in findings {
        *counts.entry((&finding.code, finding.severity)).or_default() += 1;
    }
    let mut summary: Vec<FindingCount> = counts
        .into_iter()
        .map(|((code, severity), count)| FindingCount { code: code.to_owned(), severity, count })
        .collect();
    summary.sort_by(|a, b| {
        b.severity.cmp(&a.severity).then(b.count.cmp(&a.count)).then_with(|| a.code.cmp(&b.code))
    });
    summary
}

pub fn worst(findings: &[Finding]) -> SeverityCount {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count() as u32;
    SeverityCount {
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        infos: count(Severity::Info),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stand_first_then_what_is_frequent() {
        let findings = [
            Finding::info("a"),
            Finding::info("b"),
            Finding::info("b"),
            Finding::error("c"),
            Finding::warning("d"),
        ];
        let codes: Vec<_> = summary(&findings).into_iter().map(|count| (count.code, count.count)).collect();
        assert_eq!(codes, [("c".into(), 1), ("d".into(), 1), ("b".into(), 2), ("a".into(), 1)]);
        assert_eq!(worst(&findings), SeverityCount { errors: 1, warnings: 1, infos: 3 });
    }
}
