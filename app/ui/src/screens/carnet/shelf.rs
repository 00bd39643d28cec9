//! The shelves of the notebook: which entries stand where. Pure.

use pdipr_data::domain::RouteId;
use sente_core::carnet::{CarnetEntry, CarnetPage, Progress};

/// What one looks at; the address carries it (`/carnet?onglet=a-faire`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shelf {
    #[default]
    Favourites,
    ToDo,
    Done,
    List(i64),
}

impl Shelf {
    /// The value of `onglet`.
    pub fn slug(self) -> String {
        match self {
            Shelf::Favourites => "favoris".to_owned(),
            Shelf::ToDo => "a-faire".to_owned(),
            Shelf::Done => "faites".to_owned(),
            Shelf::List(list) => format!("liste-{list}"),
        }
    }

    /// What nobody understands is the favourites.
    pub fn read(slug: &str) -> Shelf {
        match slug {
            "a-faire" => Shelf::ToDo,
            "faites" => Shelf::Done,
            other => other
                .strip_prefix("liste-")
                .and_then(|list| list.parse().ok())
                .map_or(Shelf::Favourites, Shelf::List),
        }
    }

    pub fn address(self) -> String {
        format!("/carnet?onglet={}", self.slug())
    }

    fn holds(self, entry: &CarnetEntry) -> bool {
        match self {
            Shelf::Favourites => entry.marks.favourite,
            Shelf::ToDo => entry.marks.progress == Some(Progress::ToDo),
            Shelf::Done => matches!(entry.marks.progress, Some(Progress::Done { .. })),
            Shelf::List(list) => entry.marks.lists.contains(&list),
        }
    }

    /// The entries of the shelf in the order of the page (newest first); a list keeps its own order.
    pub fn entries(self, page: &CarnetPage) -> Vec<RouteId> {
        if let Shelf::List(id) = self {
            let list = page.lists.iter().find(|list| list.id == id);
            return list.map(|list| list.routes.clone()).unwrap_or_default();
        }
        page.entries.iter().filter(|entry| self.holds(entry)).map(|entry| entry.id.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use sente_core::carnet::{RouteList, RouteMarks};

    use super::*;

    fn entry(id: &str, marks: RouteMarks) -> CarnetEntry {
        CarnetEntry { id: RouteId(id.to_owned()), card: None, marks }
    }

    fn ids(shelf: Shelf, page: &CarnetPage) -> Vec<String> {
        shelf.entries(page).into_iter().map(|id| id.0).collect()
    }

    #[test]
    fn each_shelf_holds_what_was_put_there() {
        let favourite = RouteMarks { favourite: true, ..RouteMarks::default() };
        let done = Progress::Done { on: jiff::civil::date(2026, 11, 3) };
        let walked = RouteMarks { favourite: true, progress: Some(done), ..RouteMarks::default() };
        let page = CarnetPage { entries: vec![entry("a", favourite), entry("b", walked)], lists: Vec::new() };
        assert_eq!(ids(Shelf::Favourites, &page), ["a", "b"]);
        assert_eq!(ids(Shelf::Done, &page), ["b"]);
        assert!(ids(Shelf::ToDo, &page).is_empty());
    }

    #[test]
    fn a_list_keeps_its_own_order() {
        let routes = vec![RouteId("z".to_owned()), RouteId("a".to_owned())];
        let list = RouteList { id: 7, name: "Été".to_owned(), routes };
        let page = CarnetPage { entries: Vec::new(), lists: vec![list] };
        assert_eq!(ids(Shelf::List(7), &page), ["z", "a"]);
    }

    #[test]
    fn a_shelf_survives_the_address() {
        for shelf in [Shelf::Favourites, Shelf::ToDo, Shelf::Done, Shelf::List(12)] {
            assert_eq!(Shelf::read(&shelf.slug()), shelf);
        }
        assert_eq!(Shelf::read("liste-x"), Shelf::Favourites);
    }
}
