//! The hiker's own lists of routes.

use pdipr_data::domain::RouteId;
use rusqlite::{Connection, OptionalExtension, Transaction, named_params};

use super::CarnetError;
use crate::carnet::RouteList;

/// All lists, oldest first, each with its routes in order.
pub fn all(conn: &Connection) -> Result<Vec<RouteList>, CarnetError> {
    const SQL: &str = "SELECT id, name FROM list ORDER BY id";
    conn.prepare_cached(SQL)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .map(|row| {
            let (id, name) = row?;
            Ok(RouteList { id, name, routes: routes(conn, id)? })
        })
        .collect()
}

pub fn one(conn: &Connection, id: i64) -> Result<Option<RouteList>, CarnetError> {
    const SQL: &str = "SELECT name FROM list WHERE id = :id";
    let name = conn.query_row(SQL, named_params! { ":id": id }, |row| row.get(0)).optional()?;
    name.map(|name| Ok(RouteList { id, name, routes: routes(conn, id)? })).transpose()
}

pub fn by_name(conn: &Connection, name: &str) -> Result<Option<RouteList>, CarnetError> {
    const SQL: &str = "SELECT id FROM list WHERE name = :name";
    let id = conn.query_row(SQL, named_params! { ":name": name }, |row| row.get(0)).optional()?;
    id.map_or(Ok(None), |id| one(conn, id))
}

/// The id of the new list.
pub fn create(tx: &Transaction<'_>, name: &str) -> Result<i64, CarnetError> {
    const SQL: &str = "INSERT INTO list (name) VALUES (:name)";
    tx.execute(SQL, named_params! { ":name": name })?;
    Ok(tx.last_insert_rowid())
}

pub fn rename(tx: &Transaction<'_>, id: i64, name: &str) -> Result<(), CarnetError> {
    const SQL: &str = "UPDATE list SET name = :name WHERE id = :id";
    tx.execute(SQL, named_params! { ":id": id, ":name": name })?;
    Ok(())
}

pub fn delete(tx: &Transaction<'_>, id: i64) -> Result<(), CarnetError> {
    const SQL: &str = "DELETE FROM list WHERE id = :id";
    tx.execute(SQL, named_params! { ":id": id })?;
    Ok(())
}

/// Puts a whole list in place, under its own id.
pub fn insert(tx: &Transaction<'_>, list: &RouteList) -> Result<(), CarnetError> {
    const SQL: &str = "INSERT INTO list (id, name) VALUES (:id, :name)";
    tx.execute(SQL, named_params! { ":id": list.id, ":name": list.name })?;
    list.routes.iter().try_for_each(|route| add(tx, list.id, route))
}

/// Puts the route at the end of the list; once is enough.
pub fn add(tx: &Transaction<'_>, list: i64, route: &RouteId) -> Result<(), CarnetError> {
    const SQL: &str = "INSERT INTO list_route (list, route, position) \
                       VALUES (:list, :route, \
                               (SELECT coalesce(max(position), 0) + 1 FROM list_route WHERE list = :list)) \
                       ON CONFLICT (list, route) DO NOTHING";
    tx.prepare_cached(SQL)?.execute(named_params! { ":list": list, ":route": route.as_str() })?;
    Ok(())
}

pub fn remove(tx: &Transaction<'_>, list: i64, route: &RouteId) -> Result<(), CarnetError> {
    const SQL: &str = "DELETE FROM list_route WHERE list = :list AND route = :route";
    tx.execute(SQL, named_params! { ":list": list, ":route": route.as_str() })?;
    Ok(())
}

fn routes(conn: &Connection, list: i64) -> Result<Vec<RouteId>, CarnetError> {
    const SQL: &str = "SELECT route FROM list_route WHERE list = :list ORDER BY position";
    let ids = conn
        .prepare_cached(SQL)?
        .query_map(named_params! { ":list": list }, |row| row.get(0).map(RouteId))?
        .collect::<Result<_, _>>()?;
    Ok(ids)
}
