//! `codes.toml`: what the itinerary codes of a register mean, kept as data. Families give the network, the
//! practices and the name; corrections mend spellings, each with its reason; pins keep identities.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::{DataSource, Network, Practice};

/// The table is part of the program's data: a broken one stops the build.
#[derive(Debug, thiserror::Error)]
pub enum BrokenCodes {
    #[error("codes.toml cannot be read")]
    Syntax(#[from] toml::de::Error),
    #[error("codes.toml gives no reason for correcting {0}")]
    NoReason(String),
    #[error("codes.toml corrects {0} twice")]
    Twice(String),
    #[error("codes.toml corrects {from} to {to}, which is corrected itself")]
    Chain { from: String, to: String },
    #[error("codes.toml: {0}")]
    UnknownName(#[from] crate::domain::UnknownName),
}

/// A family of codes; the first in the file that fits a code counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// The code begins so.
    pub starts: String,
    /// A sign that must follow the beginning at once; empty: any.
    pub then: String,
    /// The rest holds this text; empty: any.
    pub contains: String,
    pub network: Network,
    pub practices: Vec<Practice>,
    /// Readable name of a family that is one route (`GRP Vallée de l'Eure`).
    pub name: Option<String>,
    /// Where the family's sheets come from, as far as known (`topoguide Perche`).
    pub series: Option<String>,
}

/// A spelling in the register that is another one's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    pub to: String,
    /// In French, shown in the quality report.
    pub reason: String,
}

/// What is kept by hand for one route, by its corrected code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pin {
    pub id: Option<String>,
    pub name: Option<String>,
    pub aliases: Vec<String>,
    /// A reason, if the line may not leave the app.
    pub withheld: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeTable {
    pub territory: String,
    pub sources: Vec<DataSource>,
    pub families: Vec<Family>,
    pub corrections: BTreeMap<String, Correction>,
    pub pins: BTreeMap<String, Pin>,
}

impl CodeTable {
    pub fn read(text: &str) -> Result<CodeTable, BrokenCodes> {
        let file: File = toml::from_str(text)?;
        let families = file.family.into_iter().map(family).collect::<Result<Vec<_>, _>>()?;
        let mut corrections = BTreeMap::new();
        for line in file.correction {
            if line.reason.trim().is_empty() {
                return Err(BrokenCodes::NoReason(line.from));
            }
            let correction = Correction { to: line.to, reason: line.reason };
            if corrections.insert(line.from.clone(), correction).is_some() {
                return Err(BrokenCodes::Twice(line.from));
            }
        }
        for (from, correction) in &corrections {
            if corrections.contains_key(&correction.to) {
                return Err(BrokenCodes::Chain { from: from.clone(), to: correction.to.clone() });
            }
        }
        let pins = file.route.into_iter().map(|line| {
            (line.code, Pin { id: line.id, name: line.name, aliases: line.aliases, withheld: line.withheld })
        });
        Ok(CodeTable {
            territory: file.territory,
            sources: file.source,
            families,
            corrections,
            pins: pins.collect(),
        })
    }

    /// The family of a code without its commune; `None`: unknown.
    pub fn family(&self, label: &str) -> Option<&Family> {
        self.families.iter().find(|family| {
            label.strip_prefix(family.starts.as_str()).is_some_and(|rest| {
                rest.contains(family.contains.as_str())
                    && (family.then.is_empty() || rest.starts_with(|sign| fits(&family.then, sign)))
            })
        })
    }
}

/// `#` stands for any digit.
fn fits(allowed: &str, sign: char) -> bool {
    allowed.contains(sign) || (allowed.contains('#') && sign.is_ascii_digit())
}

fn family(line: FamilyLine) -> Result<Family, BrokenCodes> {
    Ok(Family {
        starts: line.starts,
        then: line.then,
        contains: line.contains,
        network: line.network.parse()?,
        practices: line.practices.iter().map(|word| word.parse()).collect::<Result<_, _>>()?,
        name: line.name,
        series: line.series,
    })
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    territory: String,
    #[serde(default)]
    source: Vec<DataSource>,
    #[serde(default)]
    family: Vec<FamilyLine>,
    #[serde(default)]
    correction: Vec<CorrectionLine>,
    #[serde(default)]
    route: Vec<RouteLine>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FamilyLine {
    starts: String,
    #[serde(default)]
    then: String,
    #[serde(default)]
    contains: String,
    network: String,
    practices: Vec<String>,
    name: Option<String>,
    series: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorrectionLine {
    from: String,
    to: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RouteLine {
    code: String,
    id: Option<String>,
    name: Option<String>,
    #[serde(default)]
    aliases: Vec<String>,
    withheld: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUNDLED: &str = include_str!("../../../data/28/codes.toml");

    fn network(label: &str) -> Option<Network> {
        CodeTable::read(BUNDLED).unwrap().family(label).map(|family| family.network)
    }

    #[test]
    fn the_longer_family_wins() {
        assert_eq!(network("FVTT6.B"), Some(Network::MountainBike));
        assert_eq!(network("FEq**"), Some(Network::Riding));
        assert_eq!(network("F15.H1"), Some(Network::Riding));
        assert_eq!(network("F15.E"), Some(Network::Pr));
        assert_eq!(network("GR22.variante"), Some(Network::Gr));
        assert_eq!(network("GRPVE"), Some(Network::Grp));
    }

    #[test]
    fn codes_that_nobody_has_explained_have_no_family() {
        for label in ["St.Michel", "N1.A", "circuit 6 - carte-guide"] {
            assert_eq!(network(label), None, "{label}");
        }
    }

    #[test]
    fn a_correction_without_a_reason_stops_the_build() {
        let table = "territory = 'T'\n[[correction]]\nfrom = 'A'\nto = 'B'\nreason = ' '\n";
        assert!(matches!(CodeTable::read(table), Err(BrokenCodes::NoReason(_))));
    }
}
