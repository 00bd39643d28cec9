//! Words of closed lists as numbers: the rank in the list, and sets of them as bits.

use crate::domain::{Difficulty, Network, Practice, RouteShape, Severity, Theme};

/// A closed list whose order is part of the file format: it may only grow at its end.
pub(super) trait Listed: Copy + PartialEq + 'static {
    const LIST: &'static [Self];
}

macro_rules! listed {
    ($($kind:ident),+) => { $(impl Listed for $kind { const LIST: &'static [Self] = $kind::ALL; })+ };
}
listed!(Practice, Network, RouteShape, Difficulty, Theme);

impl Listed for Severity {
    const LIST: &'static [Self] = &[Severity::Info, Severity::Warning, Severity::Error];
}

pub(super) fn rank<T: Listed>(value: T) -> i64 {
    let index = T::LIST.iter().position(|item| *item == value).expect("a closed list holds all its values");
    index as i64
}

pub(super) fn from_rank<T: Listed>(rank: i64) -> Option<T> {
    T::LIST.get(usize::try_from(rank).ok()?).copied()
}

pub(super) fn bits<T: Listed>(values: &[T]) -> i64 {
    values.iter().fold(0, |bits, value| bits | 1 << rank(*value))
}

pub(super) fn from_bits<T: Listed>(bits: i64) -> Vec<T> {
    T::LIST.iter().enumerate().filter(|(rank, _)| bits & (1 << rank) != 0).map(|(_, value)| *value).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_come_back() {
        let practices = vec![Practice::Walking, Practice::Riding];
        assert_eq!(from_bits::<Practice>(bits(&practices)), practices);
    }

    #[test]
    fn the_order_of_the_lists_is_the_file_format() {
        fn names<T: Copy + 'static>(list: &'static [T], name: fn(T) -> &'static str) -> String {
            list.iter().map(|item| name(*item)).collect::<Vec<_>>().join(" ")
        }
        assert_eq!(names(Practice::LIST, Practice::as_str), "pied vtt velo equestre trail attelage");
        assert_eq!(names(Network::LIST, Network::as_str), "gr grp pr equestre vtt local");
        assert_eq!(
            names(RouteShape::LIST, RouteShape::as_str),
            "boucle aller-retour traversee itinerance etape"
        );
        assert_eq!(
            names(Difficulty::LIST, Difficulty::as_str),
            "tres-facile facile moyen difficile tres-difficile"
        );
        assert_eq!(
            names(Theme::LIST, Theme::as_str),
            "bois moulin eau eglise chateau lavoir abbaye megalithe vigne vue ancienne-voie-ferree"
        );
    }
}
