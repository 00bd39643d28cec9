//! Places and points of interest of the detailed maps: read out of a map when it is first searched, then kept.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, Weak};

use sente_core::atlas::{Atlas, MapPlace, Wanted};
use tiles::places;
use tiles::read::{Mapped, Pack};

use super::locked;
use super::shelf::Shelf;

/// What has been read, by the name of the map. A map that was replaced under its name is read again.
#[derive(Default)]
pub struct Atlases(Mutex<BTreeMap<String, Known>>);

struct Known {
    /// Not held: the file of a deleted map would stay open.
    of: Weak<Pack<Mapped>>,
    atlas: Arc<Atlas>,
}

impl Atlases {
    /// The best places of all detailed maps. A map that cannot be read is told in the list of maps; here it finds nothing.
    pub fn find(&self, shelf: &Shelf, wanted: &Wanted) -> Vec<MapPlace> {
        let mut found: Vec<MapPlace> = shelf
            .detailed()
            .into_iter()
            .flat_map(|name| self.atlas(shelf, &name))
            .flat_map(|atlas| atlas.find(wanted))
            .collect();
        found.truncate(wanted.most);
        found
    }

    fn atlas(&self, shelf: &Shelf, name: &str) -> Option<Arc<Atlas>> {
        let pack = shelf.pack(name).ok()?;
        if let Some(known) = locked(&self.0).get(name).filter(|known| known.of.as_ptr() == Arc::as_ptr(&pack))
        {
            return Some(Arc::clone(&known.atlas));
        }
        let places = places::gather(&pack, |_, _| ControlFlow::Continue(()))
            .inspect_err(|error| tracing::warn!(%error, map = name, "the places of a map cannot be read"))
            .unwrap_or_default();
        let atlas = Arc::new(Atlas::new(
            places
                .into_iter()
                .filter_map(|place| MapPlace::new(place.name, place.kind, place.lon, place.lat)),
        ));
        locked(&self.0)
            .insert(name.to_owned(), Known { of: Arc::downgrade(&pack), atlas: Arc::clone(&atlas) });
        Some(atlas)
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{a_map_with_water, a_shelf};
    use super::*;

    fn wanted(typed: &str) -> Wanted {
        Wanted { typed: typed.into(), most: 5, ..Wanted::default() }
    }

    #[test]
    fn a_place_of_an_installed_map_is_found_until_the_map_goes() {
        let (home, shelf) = a_shelf();
        let atlases = Atlases::default();
        assert!(atlases.find(&shelf, &wanted("source")).is_empty());
        let part = shelf.unfinished("centre").unwrap();
        std::fs::copy(a_map_with_water(home.path(), "Source des Prés"), &part).unwrap();
        shelf.take_in(&part, "centre").unwrap();
        let found = atlases.find(&shelf, &wanted("source pre"));
        assert_eq!(found.iter().map(|place| place.name.as_str()).collect::<Vec<_>>(), ["Source des Prés"]);
        shelf.delete("centre").unwrap();
        assert!(atlases.find(&shelf, &wanted("source")).is_empty());
    }
}
