//! Words that name a criterion: `brou vtt` asks for routes at Brou by mountain bike.

use super::fold::singular;
use super::read::Target;
use crate::domain::{Network, Practice, RouteShape, Theme};

/// What a folded word asks for besides standing in names; any of the targets will do.
pub(super) fn intents(word: &str) -> Vec<Target> {
    // Who types "vélo" is glad of a mountain-bike route too.
    let also = matches!(singular(word), "velo" | "bicyclette" | "bike" | "cycling")
        .then_some(Target::Practice(Practice::MountainBike));
    intent(word).into_iter().chain(also).collect()
}

fn intent(word: &str) -> Option<Target> {
    Some(match singular(word) {
        "vtt" | "mtb" => Target::Practice(Practice::MountainBike),
        "velo" | "bicyclette" | "cyclo" | "cyclable" | "bike" | "cycling" => {
            Target::Practice(Practice::Cycling)
        }
        "cheval" | "chevaux" | "chevau" | "equestre" | "cavalier" | "horse" | "riding" => {
            Target::Practice(Practice::Riding)
        }
        "pied" | "pedestre" | "marche" | "rando" | "randonnee" | "balade" | "walk" | "walking" | "hiking" => {
            Target::Practice(Practice::Walking)
        }
        "trail" | "running" => Target::Practice(Practice::TrailRunning),
        "attelage" | "caleche" => Target::Practice(Practice::Carriage),
        "boucle" | "loop" => Target::Shape(RouteShape::Loop),
        "traversee" => Target::Shape(RouteShape::Traverse),
        "gr" => Target::Network(Network::Gr),
        "grp" => Target::Network(Network::Grp),
        "pr" => Target::Network(Network::Pr),
        "bois" | "boi" | "foret" | "forest" => Target::Theme(Theme::Wood),
        "moulin" | "mill" => Target::Theme(Theme::Mill),
        "eau" | "etang" | "riviere" | "mare" => Target::Theme(Theme::Water),
        "eglise" | "chapelle" | "church" => Target::Theme(Theme::Church),
        "chateau" | "chateaux" | "castle" => Target::Theme(Theme::Castle),
        "lavoir" => Target::Theme(Theme::WashHouse),
        "abbaye" | "prieure" | "abbey" => Target::Theme(Theme::Abbey),
        "menhir" | "dolmen" | "megalithe" => Target::Theme(Theme::Megalith),
        "vigne" => Target::Theme(Theme::Vineyard),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_ask_for_the_same() {
        assert_eq!(intent("moulins"), intent("moulin"));
        assert_eq!(intent("chevaux"), Some(Target::Practice(Practice::Riding)));
        assert_eq!(intent("bois"), Some(Target::Theme(Theme::Wood)));
    }

    #[test]
    fn a_place_asks_for_nothing_else() {
        assert_eq!(intent("brou"), None);
    }
}
