//! The installed reliefs, asked for elevations.

use pdipr_data::domain::Position;
use sente_core::packs::PackRefused;
use sente_core::relief::{self, Along, Ground, Open};
use tiles::read::{Heights, HeightsError, Kind, Mapped, Pack};

use super::refusal;
use super::shelf::{self, Shelf};

pub fn elevation(shelf: &Shelf, at: Position) -> Result<Ground, PackRefused> {
    let packs = reliefs(shelf);
    relief::elevation(open(&packs), at).map_err(|error| refusal::of_heights(&error))
}

pub fn profile(shelf: &Shelf, line: &[Position]) -> Result<Along, PackRefused> {
    let packs = reliefs(shelf);
    relief::profile(open(&packs), line).map_err(|error| refusal::of_heights(&error))
}

/// A map that cannot be read is told in the list of maps; here it knows nothing.
fn reliefs(shelf: &Shelf) -> Vec<shelf::Open> {
    let mut packs: Vec<_> = shelf.names().iter().filter_map(|name| shelf.pack(name).ok()).collect();
    packs.retain(|pack| pack.about().is_ok_and(|about| about.kind == Kind::Relief));
    packs
}

fn open(packs: &[shelf::Open]) -> Vec<Open<'_, HeightsError>> {
    packs.iter().filter_map(|pack| opened(pack)).collect()
}

/// `None` where the pack does not say what its elevations are worth.
fn opened(pack: &Pack<Mapped>) -> Option<Open<'_, HeightsError>> {
    let mut heights = Heights::of(pack)
        .inspect_err(|error| tracing::warn!(%error, "the elevations of a map cannot be read"))
        .ok()??;
    let told = heights.relief().clone();
    Open::new(told.source, told.resolution_m, move |lon, lat| heights.elevation(lon, lat))
}

#[cfg(test)]
mod tests {
    use super::super::samples::{a_relief, a_shelf};
    use super::*;

    #[test]
    fn the_ground_is_known_where_a_relief_is_installed_and_as_long_as_it_is() {
        let (home, shelf) = a_shelf();
        let at = Position::new(1.5, 48.5).unwrap();
        assert_eq!(elevation(&shelf, at).unwrap(), Ground::NoRelief);
        let part = shelf.unfinished("relief").unwrap();
        std::fs::copy(a_relief(home.path()), &part).unwrap();
        shelf.take_in(&part, "relief").unwrap();
        let Ground::Known { elevation: found, relief } = elevation(&shelf, at).unwrap() else {
            unreachable!("the relief covers it")
        };
        assert_eq!((found.metres(), relief.source.as_str()), (150.0, "Une plaine"));
        let along = profile(&shelf, &[at, Position::new(1.51, 48.5).unwrap()]).unwrap();
        assert!(matches!(along, Along::Known(profile) if profile.highest.metres() == 150.0));
        shelf.delete("relief").unwrap();
        assert_eq!(profile(&shelf, &[at]).unwrap(), Along::NoRelief);
    }
}
