//! From the codes as typed to routes: mends spellings by the table, completes codes that were cut short where only
//! one full code fits and lies near, and tells each step. Pure.

use std::collections::BTreeMap;

use super::codes::CodeTable;
use crate::domain::{Finding, Position, Segment};

/// A code that was cut short joins the full one only if its pieces lie this near.
const NEAR_M: f64 = 2_000.0;

/// A corrected code: what stands before the lead commune, and the commune.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Code {
    /// `F15.E`.
    pub label: String,
    /// `28310`; `None` where the register gives none.
    pub suffix: Option<String>,
}

impl Code {
    pub fn parse(text: &str) -> Code {
        match text.rsplit_once('-') {
            Some((label, suffix)) if suffix.len() == 5 && suffix.bytes().all(|b| b.is_ascii_digit()) => {
                Code { label: label.to_owned(), suffix: Some(suffix.to_owned()) }
            }
            _ => Code { label: text.to_owned(), suffix: None },
        }
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.suffix {
            Some(suffix) => write!(f, "{}-{suffix}", self.label),
            None => f.write_str(&self.label),
        }
    }
}

/// One spelling and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeUse {
    pub raw: String,
    /// Indexes of segments, ascending.
    pub segments: Vec<usize>,
}

/// The pieces of one route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeGroup {
    pub code: Code,
    /// Every spelling, sorted.
    pub raw_codes: Vec<String>,
    /// Indexes of segments, ascending, each once.
    pub segments: Vec<usize>,
}

/// Groups the segments by corrected code, sorted by code.
pub fn resolve(segments: &[Segment], table: &CodeTable) -> (Vec<CodeGroup>, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut groups: BTreeMap<Code, Vec<CodeUse>> = BTreeMap::new();
    let mut short = Vec::new();
    for used in uses(segments) {
        let told = |finding: Finding| place(finding, &used, segments);
        match table.corrections.get(&used.raw) {
            Some(correction) => {
                findings.push(told(
                    Finding::warning("code-corrected")
                        .with("from", &used.raw)
                        .with("to", &correction.to)
                        .with("reason", &correction.reason),
                ));
                groups.entry(Code::parse(&correction.to)).or_default().push(used);
            }
            None => match Code::parse(&used.raw) {
                code if code.suffix.is_some() => groups.entry(code).or_default().push(used),
                _ => short.push(used),
            },
        }
    }
    let mut homes = Vec::new();
    for used in short {
        let (home, finding) = complete(&used.raw, &used.segments, &groups, segments);
        findings.push(place(finding, &used, segments));
        homes.push((home.unwrap_or_else(|| Code::parse(&used.raw)), used));
    }
    for (home, used) in homes {
        groups.entry(home).or_default().push(used);
    }
    (groups.into_iter().map(|(code, uses)| group(code, uses)).collect(), findings)
}

fn uses(segments: &[Segment]) -> Vec<CodeUse> {
    let mut uses: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, segment) in segments.iter().enumerate() {
        for raw in &segment.raw_codes {
            uses.entry(raw).or_default().push(index);
        }
    }
    uses.into_iter().map(|(raw, segments)| CodeUse { raw: raw.to_owned(), segments }).collect()
}

fn place(finding: Finding, used: &CodeUse, segments: &[Segment]) -> Finding {
    let line = used.segments.first().map_or(1, |index| segments[*index].source_line);
    finding
        .at_line(line)
        .in_column("Code itinéraire")
        .about(&used.raw)
        .with("code", &used.raw)
        .with("rows", used.segments.len())
}

/// The full code that a short one stands for, if there is exactly one and it is near.
fn complete(
    raw: &str,
    pieces: &[usize],
    groups: &BTreeMap<Code, Vec<CodeUse>>,
    segments: &[Segment],
) -> (Option<Code>, Finding) {
    let fitting: Vec<&Code> = groups.keys().filter(|code| is_cut_of(raw, code)).collect();
    let stays = |reason: &str| Finding::warning("code-incomplete").with("reason", reason);
    let [only] = fitting[..] else {
        return (None, stays(if fitting.is_empty() { "none" } else { "several" }));
    };
    let home = groups[only].iter().flat_map(|used| &used.segments);
    let near = home
        .into_iter()
        .any(|there| pieces.iter().any(|here| near(&segments[*here].line, &segments[*there].line)));
    if near {
        (Some(only.clone()), Finding::info("code-completed").with("to", only))
    } else {
        (None, stays("far").with("to", only))
    }
}

/// Only the commune may be missing or cut: `F1` is no cut of `F14.A-28407`.
fn is_cut_of(raw: &str, full: &Code) -> bool {
    raw.strip_prefix(full.label.as_str()).is_some_and(|rest| {
        rest.is_empty()
            || rest.strip_prefix('-').is_some_and(|cut| {
                full.suffix
                    .as_deref()
                    .is_some_and(|suffix| suffix.starts_with(cut) && cut.len() < suffix.len())
            })
    })
}

fn near(here: &[Position], there: &[Position]) -> bool {
    here.iter().any(|a| {
        there.iter().any(|b| {
            // A cheap look first: the geodesic is for what may be near.
            (a.lat() - b.lat()).abs() < 0.03
                && (a.lon() - b.lon()).abs() < 0.05
                && a.distance_to(*b).value() <= NEAR_M
        })
    })
}

fn group(code: Code, uses: Vec<CodeUse>) -> CodeGroup {
    let mut raw_codes: Vec<String> = uses.iter().map(|used| used.raw.clone()).collect();
    raw_codes.sort();
    let mut segments: Vec<usize> = uses.into_iter().flat_map(|used| used.segments).collect();
    segments.sort_unstable();
    segments.dedup();
    CodeGroup { code, raw_codes, segments }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_commune_may_be_cut() {
        let full = Code::parse("F14.A-28407");
        assert!(is_cut_of("F14.A", &full) && is_cut_of("F14.A-", &full) && is_cut_of("F14.A-284", &full));
        assert!(!is_cut_of("F14", &full) && !is_cut_of("F1", &full) && !is_cut_of("F14.A-285", &full));
    }

    #[test]
    fn a_code_is_its_label_and_its_lead_commune() {
        assert_eq!(Code::parse("FEq.*-28263"), Code { label: "FEq.*".into(), suffix: Some("28263".into()) });
        assert_eq!(Code::parse("circuit 6 - carte-guide").suffix, None);
    }
}
