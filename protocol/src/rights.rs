//! Who of staff may do what: one table. The server holds everybody to it, and the app offers nothing else.

use crate::{Role, StaffAct, ThingKind};

/// What staff can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    ReadQueue(ThingKind),
    Publish,
    Refuse,
    Answer,
    Undo,
    Status,
    Assign,
    Merge,
    ReadLog,
    ReadIndicators,
}

impl Deed {
    pub fn of(act: &StaffAct) -> Deed {
        match act {
            StaffAct::Publish => Deed::Publish,
            StaffAct::Refuse(_) => Deed::Refuse,
            StaffAct::Answer { .. } => Deed::Answer,
            StaffAct::Undo => Deed::Undo,
            StaffAct::Status { .. } => Deed::Status,
            StaffAct::Assign { .. } => Deed::Assign,
            StaffAct::Merge(_) => Deed::Merge,
        }
    }
}

/// The role *commune* may do these things in its communes only; the store sees to that.
pub fn may(role: Role, deed: Deed) -> bool {
    use Deed::*;
    match role {
        Role::Agence => true,
        Role::Commune => deed != ReadLog,
        Role::Baliseur => {
            matches!(deed, ReadQueue(ThingKind::Report) | Status | Assign | Merge | ReadIndicators)
        }
        Role::Lecteur => matches!(deed, ReadQueue(_) | ReadLog | ReadIndicators),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_as_it_was_decided() {
        use Deed::*;
        let deeds = [
            ReadQueue(ThingKind::Review),
            ReadQueue(ThingKind::Report),
            Publish,
            Refuse,
            Answer,
            Undo,
            Status,
            Assign,
            Merge,
            ReadLog,
            ReadIndicators,
        ];
        let row = |role| deeds.map(|deed| if may(role, deed) { 'x' } else { '-' }).iter().collect::<String>();
        let table = [Role::Agence, Role::Commune, Role::Baliseur, Role::Lecteur].map(row);
        assert_eq!(table, ["xxxxxxxxxxx", "xxxxxxxxx-x", "-x----xxx-x", "xx-------xx"]);
    }
}
