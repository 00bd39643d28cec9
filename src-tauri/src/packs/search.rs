//! Places and points of interest of the detailed maps: read out of a map when it is first searched, then kept.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, Weak};

use sente_core::atlas::{Atlas, MapPlace, Wanted, best};
use tiles::places::{self, Gathered};
use tiles::read::{Kind, Mapped, Pack};

use super::locked;
use super::shelf::{Open, Shelf};

/// What has been read, by the name of the map. A map that was replaced under its name is read again.
#[derive(Default)]
pub struct Atlases(Mutex<BTreeMap<String, Known>>);

struct Known {
    /// Not held: the file of a deleted map would stay open.
    of: Weak<Pack<Mapped>>,
    /// Read once: who types on while a large map is being read waits for it.
    atlas: Arc<OnceLock<Atlas>>,
}

impl Atlases {
    /// The best places of all detailed maps. A map that cannot be read is told in the list of maps; here it finds nothing.
    pub fn find(&self, shelf: &Shelf, wanted: &Wanted) -> Vec<MapPlace> {
        let names = shelf.names();
        locked(&self.0).retain(|name, _| names.contains(name));
        let maps = names.iter().filter_map(|name| Some((name, shelf.pack(name).ok()?)));
        let found = maps
            .flat_map(|(name, pack)| self.of(name, &pack).get_or_init(|| read(name, &pack)).find(wanted))
            .collect();
        best(found, wanted)
    }

    /// Where the places of this map are kept.
    fn of(&self, name: &str, pack: &Open) -> Arc<OnceLock<Atlas>> {
        let mut all = locked(&self.0);
        match all.get(name) {
            Some(known) if known.of.as_ptr() == Arc::as_ptr(pack) => Arc::clone(&known.atlas),
            _ => {
                let atlas = Arc::default();
                let known = Known { of: Arc::downgrade(pack), atlas: Arc::clone(&atlas) };
                all.insert(name.to_owned(), known);
                atlas
            }
        }
    }
}

/// The places of a detailed map; other maps have none.
fn read(name: &str, pack: &Pack<Mapped>) -> Atlas {
    if !pack.about().is_ok_and(|about| about.kind == Kind::Detail) {
        return Atlas::default();
    }
    let Gathered { places, unreadable } = places::gather(pack)
        .inspect_err(|error| tracing::warn!(%error, map = name, "the places of a map cannot be read"))
        .unwrap_or_default();
    if unreadable > 0 {
        tracing::warn!(unreadable, map = name, "tiles of a map cannot be read: their places are not found");
    }
    let places = places.into_iter();
    Atlas::new(places.filter_map(|place| MapPlace::new(place.name, place.kind, place.lon, place.lat)))
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
