//! From the bytes of the register and the base data to the whole catalogue, as one pure function.

mod anchors;
mod identity;
mod name;
mod route;
mod totals;

pub use identity::slug;
pub use totals::{Totals, totals};

use std::collections::BTreeSet;

use crate::domain::{BuildInfo, Catalogue, Finding, RouteId, Segment};
use crate::quality;
use crate::register::{self, BrokenCodes, BrokenPlaces, CodeTable, Ground, NotARegister};

/// The bytes that a catalogue is made of.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a> {
    pub register: &'a [u8],
    /// Names the register in the findings.
    pub register_name: &'a str,
    pub communes: &'a [u8],
    pub towns: &'a [u8],
    pub stations: &'a [u8],
    /// `codes.toml`.
    pub codes: &'a str,
    /// The closures and the name of their file, where somebody tells them.
    pub closures: Option<(&'a [u8], &'a str)>,
}

#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    #[error(transparent)]
    Register(#[from] NotARegister),
    #[error(transparent)]
    Places(#[from] BrokenPlaces),
    #[error(transparent)]
    Codes(#[from] BrokenCodes),
    #[error("the codes {first} and {second} would both be the route {id}: pin one of them in codes.toml")]
    DuplicateId { id: RouteId, first: String, second: String },
}

/// The whole catalogue; equal input gives an equal value.
pub fn catalogue(inputs: &Inputs<'_>) -> Result<Catalogue, BuildError> {
    let table = CodeTable::read(inputs.codes)?;
    let communes = register::communes(inputs.communes)?;
    let towns = register::towns(inputs.towns)?;
    let stations = register::stations(inputs.stations)?;
    let mut register = register::read(inputs.register, inputs.register_name)?;
    register.segments.sort_by(|a, b| a.id.cmp(&b.id));

    let ground = Ground::new(&communes, &towns, &stations);
    let mut findings = register.findings;
    findings.extend(quality::about_segments(&register.segments, &ground, inputs.register_name));

    let (groups, told) = register::resolve(&register.segments, &table);
    findings.extend(told.into_iter().map(|finding| finding.in_file(inputs.register_name)));
    findings.extend(unused_corrections(&table, &register.segments));

    let ids = identity::identities(&groups, &table)?;
    let former = identity::former_communes(&register.segments);
    let places = route::Surroundings { ground: &ground, table: &table, former: &former };
    let mut routes = Vec::with_capacity(groups.len());
    for (group, identity) in groups.iter().zip(ids) {
        let (route, told) = route::route(group, identity, &register.segments, &places);
        findings.extend(told);
        findings.extend(quality::about_route(&route, &ground));
        routes.push(route);
    }
    routes.sort_by(|a, b| a.id.cmp(&b.id));
    let told = inputs.closures.map(|(bytes, file)| register::closures(bytes, file, &register.segments));
    let told = told.unwrap_or_default();
    findings.extend(told.findings);
    findings.sort();

    let info = BuildInfo {
        territory: table.territory,
        register_sha256: sha256(inputs.register),
        rows_read: register.rows_read,
        rows_refused: register.rows_refused,
        edition: register.segments.iter().filter_map(|segment| segment.inscribed).max(),
        sources: table.sources,
        day_state: told.state,
    };
    let closures = told.closures;
    Ok(Catalogue { info, segments: register.segments, routes, communes, towns, stations, closures, findings })
}

/// Lines of `codes.toml` that meet nothing any more can go, or hide a slip.
fn unused_corrections(table: &CodeTable, segments: &[Segment]) -> Option<Finding> {
    let used: BTreeSet<&String> = segments.iter().flat_map(|segment| &segment.raw_codes).collect();
    let unused: Vec<&str> =
        table.corrections.keys().filter(|from| !used.contains(from)).map(String::as_str).collect();
    (!unused.is_empty())
        .then(|| Finding::info("correction-unused").in_file("codes.toml").with("codes", unused.join(", ")))
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
