//! The closed lists of the domain, each with the one spelling that files, filters and URLs use.

use serde::{Deserialize, Serialize};

/// A word that is not in its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown {list}: {word}")]
pub struct UnknownName {
    pub list: &'static str,
    pub word: String,
}

/// Declares a closed list: the enum, its `ALL`, `as_str` and `FromStr`, so that no spelling stands twice.
macro_rules! names {
    ($(#[$meta:meta])* $list:ident { $($(#[$item_meta:meta])* $item:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $list { $($(#[$item_meta])* #[serde(rename = $word)] $item),+ }

        impl $list {
            pub const ALL: &'static [$list] = &[$($list::$item),+];

            /// The spelling in files, filters and URLs, and the end of its key in the word catalogues.
            pub const fn as_str(self) -> &'static str {
                match self { $($list::$item => $word),+ }
            }
        }

        impl std::str::FromStr for $list {
            type Err = UnknownName;
            fn from_str(word: &str) -> Result<Self, UnknownName> {
                match word {
                    $($word => Ok($list::$item),)+
                    _ => Err(UnknownName { list: stringify!($list), word: word.to_owned() }),
                }
            }
        }
    };
}

names! {
    /// How the route is travelled.
    Practice {
        Walking = "pied", MountainBike = "vtt", Cycling = "velo", Riding = "equestre", TrailRunning = "trail",
        Carriage = "attelage",
    }
}

names! {
    /// Whose waymarks stand along the route.
    Network { Gr = "gr", Grp = "grp", Pr = "pr", Riding = "equestre", MountainBike = "vtt", Local = "local" }
}

names! {
    /// The figure that the route draws on the ground.
    RouteShape {
        Loop = "boucle", ThereAndBack = "aller-retour", Traverse = "traversee", Itinerant = "itinerance",
        Stage = "etape",
    }
}

names! {
    /// Official difficulty, five steps.
    Difficulty {
        VeryEasy = "tres-facile", Easy = "facile", Medium = "moyen", Hard = "difficile", VeryHard = "tres-difficile",
    }
}

names! {
    /// What there is to see; where nobody has written it, only hinted by the names of the ways.
    Theme {
        Wood = "bois", Mill = "moulin", Water = "eau", Church = "eglise", Castle = "chateau", WashHouse = "lavoir",
        Abbey = "abbaye", Megalith = "megalithe", Vineyard = "vigne", Viewpoint = "vue", Railway = "ancienne-voie-ferree",
    }
}

names! {
    /// Who can go without walking.
    Accessibility { Wheelchair = "fauteuil", Pushchair = "poussette" }
}

names! {
    /// The nature of the way, from the register's column `Statut`.
    Nature {
        RuralPath = "chemin-rural", FootPath = "sentier-rural", CommunalPlot = "parcelle-communale",
        IntercommunalPlot = "parcelle-intercommunale", Other = "autre",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_reads_back_as_itself() {
        for practice in Practice::ALL {
            assert_eq!(practice.as_str().parse::<Practice>().as_ref(), Ok(practice));
        }
    }

    #[test]
    fn the_wire_spelling_is_the_list_spelling() {
        assert_eq!(serde_json::to_string(&RouteShape::ThereAndBack).unwrap(), "\"aller-retour\"");
    }
}
