//! Readable names, from what the register holds: the family's name, or code and commune. Nothing is invented.

use crate::domain::Network;
use crate::register::{Code, Family, Pin};

/// `GR 35`, `GRP Vallée de l'Eure`, `F15.E — La Puisaye`.
pub(super) fn name(code: &Code, family: Option<&Family>, pin: Option<&Pin>, commune: Option<&str>) -> String {
    if let Some(name) = pin.and_then(|pin| pin.name.clone()) {
        return name;
    }
    if let Some(family) = family {
        if let Some(name) = &family.name {
            return name.clone();
        }
        if family.network == Network::Gr {
            return code.label.replacen("GR", "GR ", 1);
        }
    }
    match commune {
        Some(commune) => format!("{} — {commune}", code.label),
        None => code.label.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_is_known_by_its_code_and_its_commune() {
        let code = Code::parse("F15.E-28310");
        assert_eq!(name(&code, None, None, Some("La Puisaye")), "F15.E — La Puisaye");
    }
}
