//! Collects findings: one a code, with the first line and how often, so that a broken file cannot flood anybody.

use crate::domain::{Finding, Severity};

#[derive(Debug, Default)]
pub(super) struct Notes(Vec<(Finding, u64)>);

impl Notes {
    pub(super) fn info(&mut self, code: &'static str, line: u64) {
        self.note(Severity::Info, code, line, None);
    }

    pub(super) fn info_about(&mut self, code: &'static str, line: u64, what: &str) {
        self.note(Severity::Info, code, line, Some(what));
    }

    pub(super) fn warning(&mut self, code: &'static str, line: u64) {
        self.note(Severity::Warning, code, line, None);
    }

    /// Something of the file is lost.
    pub(super) fn error(&mut self, code: &'static str, line: u64) {
        self.note(Severity::Error, code, line, None);
    }

    /// A warning with the words of the file that it is about, cut short.
    pub(super) fn warning_about(&mut self, code: &'static str, line: u64, what: &str) {
        self.note(Severity::Warning, code, line, Some(what));
    }

    pub(super) fn error_about(&mut self, code: &'static str, line: u64, what: &str) {
        self.note(Severity::Error, code, line, Some(what));
    }

    fn note(&mut self, severity: Severity, code: &'static str, line: u64, what: Option<&str>) {
        if let Some((_, count)) = self.0.iter_mut().find(|(finding, _)| finding.code == code) {
            *count += 1;
            return;
        }
        let mut finding = Finding::new(severity, code).at_line(line);
        if let Some(what) = what {
            finding = finding.with("what", what.chars().take(60).collect::<String>());
        }
        self.0.push((finding, 1));
    }

    /// The findings, worst first, each with its count as the argument `n`.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        let mut findings: Vec<Finding> =
            self.0.into_iter().map(|(finding, count)| finding.with("n", count)).collect();
        findings.sort_by_key(|finding| (std::cmp::Reverse(finding.severity), finding.place.line));
        findings
    }
}
