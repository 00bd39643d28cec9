//! What was seen on the way, and what was wrong with it.

use std::collections::BTreeMap;
use std::fmt;

pub use super::block::Kind;
use super::file::Header;

/// Findings that are kept in full; of more only the number is known.
const MOST: usize = 10_000;

/// An object of OSM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Object {
    pub kind: Kind,
    pub id: i64,
}

/// Something is wrong with one object; the rest is read all the same. The codes stand in docs/tiles.md.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub code: &'static str,
    pub object: Option<Object>,
    pub detail: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub nodes: u64,
    pub ways: u64,
    pub relations: u64,
    pub features: u64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    pub header: Header,
    pub counts: Counts,
    /// At most 10,000, in the order of the file.
    pub findings: Vec<Finding>,
    /// How many there were of each code, those not kept included.
    pub finding_counts: BTreeMap<&'static str, u64>,
}

impl Object {
    /// What a feature is known by: ten times the id, and 1 for a node, 2 for a way, 3 for a relation.
    pub fn feature_id(self) -> u64 {
        let digit = match self.kind {
            Kind::Node => 1,
            Kind::Way => 2,
            Kind::Relation => 3,
        };
        self.id.unsigned_abs().saturating_mul(10).saturating_add(digit)
    }
}

/// `way/123`, as in the addresses of openstreetmap.org.
impl fmt::Display for Object {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let kind = match self.kind {
            Kind::Node => "node",
            Kind::Way => "way",
            Kind::Relation => "relation",
        };
        write!(out, "{kind}/{}", self.id)
    }
}

impl Finding {
    pub fn of(code: &'static str, kind: Kind, id: i64, detail: String) -> Finding {
        Finding { code, object: Some(Object { kind, id }), detail }
    }
}

/// Findings while they are gathered.
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<Finding>,
    counts: BTreeMap<&'static str, u64>,
}

impl Findings {
    pub fn extend(&mut self, found: Vec<Finding>) {
        for finding in found {
            *self.counts.entry(finding.code).or_default() += 1;
            if self.kept.len() < MOST {
                self.kept.push(finding);
            }
        }
    }

    /// Strings of one block that are not UTF-8.
    pub fn strings(&mut self, broken: usize) {
        if broken > 0 {
            let detail = format!("{broken} strings of a block");
            self.extend(vec![Finding { code: "text_not_utf8", object: None, detail }]);
        }
    }

    pub fn into_report(self, header: Header, counts: Counts) -> Report {
        Report { header, counts, findings: self.kept, finding_counts: self.counts }
    }
}
