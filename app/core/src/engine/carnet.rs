//! Marks on routes: favourite, to do, done, note; and the notebook's page.

use std::collections::{BTreeMap, HashSet};

use jiff::tz::TimeZone;
use pdipr_data::domain::{RouteCard, RouteId};

use super::{Engine, catalogue_failed, checked_text};
use crate::calls::{Handle, OpenCarnet, SetFavourite, SetNote, SetProgress};
use crate::carnet::{CarnetEntry, CarnetPage, NOTE_MAX, Progress, RouteMarks};
use crate::error::{ApiError, reasons};
use crate::notebook::Notebook;
use crate::store::{marks, notebook};

impl Handle<OpenCarnet> for Engine {
    fn handle(&mut self, _: OpenCarnet) -> Result<CarnetPage, ApiError> {
        self.carnet_page()
    }
}

impl Handle<SetFavourite> for Engine {
    fn handle(&mut self, call: SetFavourite) -> Result<RouteMarks, ApiError> {
        let (id, now) = (self.markable(&call.id)?, self.now);
        self.change(|tx| {
            marks::set_favourite(tx, &id, call.favourite, now)?;
            marks::of(tx, &id)
        })
    }
}

impl Handle<SetProgress> for Engine {
    fn handle(&mut self, call: SetProgress) -> Result<RouteMarks, ApiError> {
        let (id, now) = (self.markable(&call.id)?, self.now);
        if let Some(Progress::Done { on }) = call.progress
            && on > latest_today(now)
        {
            return Err(ApiError::invalid("progress", reasons::IN_THE_FUTURE));
        }
        self.change(|tx| {
            marks::set_progress(tx, &id, call.progress.as_ref(), now)?;
            marks::of(tx, &id)
        })
    }
}

impl Handle<SetNote> for Engine {
    fn handle(&mut self, call: SetNote) -> Result<RouteMarks, ApiError> {
        let (id, now) = (self.markable(&call.id)?, self.now);
        let note = match call.note.as_deref().map(str::trim) {
            None | Some("") => None,
            Some(text) => Some(checked_text("note", text, NOTE_MAX)?),
        };
        self.change(|tx| {
            marks::set_note(tx, &id, note.as_deref(), now)?;
            marks::of(tx, &id)
        })
    }
}

impl Engine {
    /// Newest first; routes that only stand in a list come after, in the order of the lists.
    pub(super) fn carnet_page(&self) -> Result<CarnetPage, ApiError> {
        let Notebook { mut routes, lists, .. } = notebook::read(&self.carnet)?;
        routes.sort_by(|a, b| b.touched.cmp(&a.touched).then_with(|| a.route.cmp(&b.route)));
        let in_lists = lists.iter().flat_map(|list| list.routes.iter().cloned());
        let mut seen = HashSet::new();
        let ids: Vec<RouteId> = routes
            .into_iter()
            .map(|kept| kept.route)
            .chain(in_lists)
            .filter(|id| seen.insert(id.clone()))
            .collect();
        let mut cards: BTreeMap<RouteId, RouteCard> = self
            .catalogue
            .cards(&ids)
            .map_err(catalogue_failed)?
            .into_iter()
            .map(|card| (card.id.clone(), card))
            .collect();
        let entries = ids
            .into_iter()
            .map(|id| Ok(CarnetEntry { card: cards.remove(&id), marks: marks::of(&self.carnet, &id)?, id }))
            .collect::<Result<_, ApiError>>()?;
        Ok(CarnetPage { entries, lists })
    }

    /// The id under which the route is marked: that of the catalogue or, where the catalogue has lost the route,
    /// that of the notebook, so that what is on it can still be changed.
    pub(super) fn markable(&self, id: &RouteId) -> Result<RouteId, ApiError> {
        if let Some(current) = self.current_id(id)? {
            return Ok(current);
        }
        if marks::of(&self.carnet, id)? == RouteMarks::default() {
            return Err(ApiError::not_found("route", id));
        }
        Ok(id.clone())
    }

    /// Moves marks and lists from former ids to the present ones.
    pub(super) fn follow_renamed_routes(&mut self) -> Result<(), ApiError> {
        let here = notebook::read(&self.carnet)?;
        let mut renamed = BTreeMap::new();
        let listed = here.lists.iter().flat_map(|list| list.routes.iter().cloned());
        for id in here.routes.iter().map(|kept| kept.route.clone()).chain(listed) {
            if let Some(current) = self.current_id(&id)?.filter(|current| *current != id) {
                renamed.insert(id, current);
            }
        }
        if renamed.is_empty() {
            return Ok(());
        }
        let moved = here.renamed(|id| renamed.get(id).cloned());
        self.change(|tx| notebook::replace(tx, &moved))
    }
}

/// The engine does not know the hiker's time zone: it is never later than UTC+14 anywhere.
fn latest_today(now: jiff::Timestamp) -> jiff::civil::Date {
    TimeZone::fixed(jiff::tz::offset(14)).to_datetime(now).date()
}
