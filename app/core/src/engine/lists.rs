//! The hiker's own lists. Each call may be repeated: a host that lost the first answer asks again.

use rusqlite::Transaction;

use super::{Engine, checked_text};
use crate::calls::{CreateList, DeleteList, Handle, RenameList, RestoreList, SetListed};
use crate::carnet::{LIST_NAME_MAX, RouteList, RouteMarks};
use crate::error::{ApiError, reasons};
use crate::store::{CarnetError, lists, marks};

impl Handle<CreateList> for Engine {
    /// An empty list of this name is taken for the answer that was lost.
    fn handle(&mut self, call: CreateList) -> Result<RouteList, ApiError> {
        let name = checked_text("name", &call.name, LIST_NAME_MAX)?;
        match lists::by_name(&self.carnet, &name)? {
            Some(list) if list.routes.is_empty() => Ok(list),
            Some(_) => Err(ApiError::invalid("name", reasons::TAKEN)),
            None => self.change(|tx| {
                let id = lists::create(tx, &name)?;
                Ok(RouteList { id, name, routes: Vec::new() })
            }),
        }
    }
}

impl Handle<RenameList> for Engine {
    fn handle(&mut self, call: RenameList) -> Result<RouteList, ApiError> {
        let name = checked_text("name", &call.name, LIST_NAME_MAX)?;
        let list = self.list(call.list)?;
        if lists::by_name(&self.carnet, &name)?.is_some_and(|other| other.id != list.id) {
            return Err(ApiError::invalid("name", reasons::TAKEN));
        }
        self.change(|tx| lists::rename(tx, list.id, &name))?;
        Ok(RouteList { name, ..list })
    }
}

impl Handle<DeleteList> for Engine {
    fn handle(&mut self, call: DeleteList) -> Result<RouteList, ApiError> {
        let list = self.list(call.list)?;
        self.change(|tx| lists::delete(tx, list.id))?;
        Ok(list)
    }
}

impl Handle<RestoreList> for Engine {
    fn handle(&mut self, call: RestoreList) -> Result<RouteList, ApiError> {
        let name = checked_text("name", &call.list.name, LIST_NAME_MAX)?;
        let list = RouteList { name, ..call.list };
        self.change(|tx| put_back(tx, &list))
    }
}

impl Handle<SetListed> for Engine {
    fn handle(&mut self, call: SetListed) -> Result<RouteMarks, ApiError> {
        let list = self.list(call.list)?;
        let id = self.markable(&call.id)?;
        self.change(|tx| {
            if call.listed {
                lists::add(tx, list.id, &id)?;
            } else {
                lists::remove(tx, list.id, &id)?;
            }
            marks::of(tx, &id)
        })
    }
}

impl Engine {
    fn list(&self, id: i64) -> Result<RouteList, ApiError> {
        lists::one(&self.carnet, id)?.ok_or_else(|| ApiError::not_found("list", id))
    }
}

/// Under its own id where it is free; a list that meanwhile has the same id and name, or the same name,
/// takes the routes in.
fn put_back(tx: &Transaction<'_>, list: &RouteList) -> Result<RouteList, CarnetError> {
    if let Some(same_name) = lists::by_name(tx, &list.name)? {
        for route in &list.routes {
            lists::add(tx, same_name.id, route)?;
        }
        return Ok(lists::one(tx, same_name.id)?.unwrap_or(same_name));
    }
    let free = list.id > 0 && lists::one(tx, list.id)?.is_none();
    let list =
        if free { list.clone() } else { RouteList { id: lists::create(tx, &list.name)?, ..list.clone() } };
    if free {
        lists::insert(tx, &list)?;
    } else {
        list.routes.iter().try_for_each(|route| lists::add(tx, list.id, route))?;
    }
    Ok(list)
}
