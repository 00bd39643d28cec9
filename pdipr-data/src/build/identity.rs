//! Stable identities of routes: the slug of code and lead commune, or what `codes.toml` pins.

use std::collections::{BTreeMap, BTreeSet};

use super::BuildError;
use crate::domain::{Insee, RouteId, Segment};
use crate::register::{CodeGroup, CodeTable};

/// A route's identity and the former ones that still open it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) id: RouteId,
    pub(super) aliases: Vec<RouteId>,
}

/// One identity for each group, in their order. An alias that is another route's identity is left out.
pub(super) fn identities(groups: &[CodeGroup], table: &CodeTable) -> Result<Vec<Identity>, BuildError> {
    let mut owners: BTreeMap<RouteId, String> = BTreeMap::new();
    let mut ids = Vec::with_capacity(groups.len());
    for group in groups {
        let code = group.code.to_string();
        let pinned = table.pins.get(&code).and_then(|pin| pin.id.clone());
        let id = RouteId(pinned.unwrap_or_else(|| slug(&code)));
        if let Some(first) = owners.insert(id.clone(), code.clone()) {
            return Err(BuildError::DuplicateId { id, first, second: code });
        }
        ids.push(id);
    }
    let mut taken: BTreeSet<RouteId> = owners.into_keys().collect();
    let identities = groups.iter().zip(ids).map(|(group, id)| {
        let code = group.code.to_string();
        let kept = table.pins.get(&code).into_iter().flat_map(|pin| pin.aliases.iter().cloned());
        let spelled = group.raw_codes.iter().map(|raw| slug(raw));
        let own = std::iter::once(slug(&code));
        let mut aliases: Vec<RouteId> =
            own.chain(kept).chain(spelled).map(RouteId).filter(|alias| taken.insert(alias.clone())).collect();
        aliases.sort();
        Identity { id, aliases }
    });
    Ok(identities.collect())
}

/// `F15.E-28310` → `f15-e-28310`; stars are counted, so that `FEq*` and `FEq**` stay two routes.
pub fn slug(code: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    let mut stars = 0;
    for sign in code.nfd().filter(char::is_ascii).chain(['-']) {
        if sign == '*' {
            stars += 1;
            continue;
        }
        match std::mem::take(&mut stars) {
            0 => {}
            1 => slug.push_str("-etoile-"),
            several => slug.push_str(&format!("-{several}-etoiles-")),
        }
        slug.push(if sign.is_ascii_alphanumeric() { sign.to_ascii_lowercase() } else { '-' });
    }
    slug.split('-').filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
}

/// The register's own memory of merged communes: the end of a segment's identity is the commune of its first
/// inscription, the column `INSEE` the commune of today.
pub(super) fn former_communes(segments: &[Segment]) -> BTreeMap<Insee, Insee> {
    let mut votes: BTreeMap<(&str, &Insee), u32> = BTreeMap::new();
    for segment in segments {
        let before = segment.id.as_str().rsplit_once('-').map(|(_, insee)| insee);
        if let (Some(before), Some(today)) = (before, &segment.insee)
            && before != today.as_str()
        {
            *votes.entry((before, today)).or_default() += 1;
        }
    }
    let mut ranked: Vec<_> = votes.into_iter().collect();
    ranked.sort_by_key(|((before, today), votes)| (*before, *votes, std::cmp::Reverse(*today)));
    ranked.into_iter().map(|((before, today), _)| (Insee(before.to_owned()), today.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::Code;

    #[test]
    fn a_slug_is_code_and_lead_commune() {
        assert_eq!(slug("F15.E-28310"), "f15-e-28310");
        assert_eq!(slug("GR35-28000"), "gr35-28000");
        assert_eq!(slug("F*.1-28214"), "f-etoile-1-28214");
        assert_eq!(slug("circuit 6 - carte-guide"), "circuit-6-carte-guide");
    }

    #[test]
    fn one_star_and_two_stars_are_two_routes() {
        assert_eq!(slug("FEq*-28263"), "feq-etoile-28263");
        assert_eq!(slug("FEq**-28263"), "feq-2-etoiles-28263");
    }

    fn group(code: &str, raw_codes: &[&str]) -> CodeGroup {
        CodeGroup {
            code: Code::parse(code),
            raw_codes: raw_codes.iter().map(|raw| (*raw).to_owned()).collect(),
            segments: vec![],
        }
    }

    #[test]
    fn a_former_spelling_still_opens_the_route() {
        let table = CodeTable::read("territory = 'T'").unwrap();
        let groups = [group("FVTT9.A-28089", &["FVTT9.A-28089", "FVVT9.A-28089"])];
        let identity = &identities(&groups, &table).unwrap()[0];
        assert_eq!(identity.aliases, [RouteId("fvvt9-a-28089".into())]);
    }

    #[test]
    fn two_routes_of_one_identity_stop_the_build() {
        let table = CodeTable::read("territory = 'T'").unwrap();
        let groups = [group("T28-1-28018", &[]), group("T28.1-28018", &[])];
        assert!(matches!(identities(&groups, &table), Err(BuildError::DuplicateId { .. })));
    }

    #[test]
    fn a_pin_keeps_an_identity_and_the_spelling_becomes_an_alias() {
        let table =
            CodeTable::read("territory = 'T'\n[[route]]\ncode = 'T28.1-28018'\nid = 't28-1'\n").unwrap();
        let identity = identities(&[group("T28.1-28018", &[])], &table).unwrap().remove(0);
        assert_eq!(identity.id.as_str(), "t28-1");
        assert_eq!(identity.aliases, [RouteId("t28-1-28018".into())]);
    }
}
