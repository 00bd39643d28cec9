//! Writes a catalogue. Deterministic: equal values give equal bytes.

use rusqlite::Connection;

use super::order::place_on_curve;
use super::writer::Writer;
use super::{StoreError, schema};
use crate::domain::{BuildInfo, Catalogue, Route, RouteCard};
use crate::sheets::{self, Lookup};

/// Writes the file beside and puts it into place when it is whole and on disk.
#[cfg(not(target_arch = "wasm32"))]
pub fn write(catalogue: &Catalogue, path: &std::path::Path) -> Result<(), StoreError> {
    write_with(path, |writer| fill(writer, catalogue))
}

/// The same for a caller who brings the rows one by one, for catalogues that do not fit into memory.
#[cfg(not(target_arch = "wasm32"))]
pub fn write_with(
    path: &std::path::Path,
    rows: impl FnOnce(&mut Writer) -> Result<BuildInfo, StoreError>,
) -> Result<(), StoreError> {
    let failed = |source| StoreError::Write { path: path.display().to_string(), source };
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    let beside = path.with_file_name(name);
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    if beside.exists() {
        std::fs::remove_file(&beside).map_err(failed)?;
    }
    let filled = Connection::open(&beside)
        .map_err(|source| StoreError::Open { path: beside.display().to_string(), source })
        .and_then(|conn| {
            // Nobody reads this file before it is whole, so SQLite need not protect it on the way.
            conn.pragma_update(None, "synchronous", "off")?;
            conn.pragma_update(None, "cache_size", -64_000)?;
            filled(conn, rows)
        })
        .and_then(|conn| conn.close().map_err(|(_, error)| error.into()));
    let placed = filled.and_then(|()| {
        std::fs::File::open(&beside).and_then(|file| file.sync_all()).map_err(failed)?;
        std::fs::rename(&beside, path).map_err(failed)
    });
    if placed.is_err() && beside.exists() {
        std::fs::remove_file(&beside).map_err(failed)?;
    }
    placed
}

/// The file as bytes, for hosts without a file system and for tests.
pub fn to_bytes(catalogue: &Catalogue) -> Result<Vec<u8>, StoreError> {
    let conn = filled(Connection::open_in_memory()?, |writer| fill(writer, catalogue))?;
    Ok(conn.serialize("main")?.to_vec())
}

fn filled(
    mut conn: Connection,
    rows: impl FnOnce(&mut Writer) -> Result<BuildInfo, StoreError>,
) -> Result<Connection, StoreError> {
    schema::create(&mut conn)?;
    let tx = conn.transaction()?;
    let mut writer = Writer::new(&tx);
    let info = rows(&mut writer)?;
    writer.finish(info)?;
    tx.commit()?;
    Ok(conn)
}

fn fill(writer: &mut Writer, catalogue: &Catalogue) -> Result<BuildInfo, StoreError> {
    writer.places(&catalogue.communes, &catalogue.towns, &catalogue.stations)?;
    writer.segments(&catalogue.segments)?;
    writer.closures(&catalogue.closures)?;
    let lookup = Lookup::new(&catalogue.segments, &catalogue.communes);
    let mut routes: Vec<(&Route, RouteCard)> =
        catalogue.routes.iter().map(|route| (route, sheets::card(route, &lookup))).collect();
    routes.sort_by_cached_key(|(route, card)| (place_on_curve(card.bounds), route.id.clone()));
    let (routes, cards): (Vec<&Route>, Vec<RouteCard>) = routes.into_iter().unzip();
    let neighbours = sheets::neighbours(&cards);
    for ((route, card), neighbours) in routes.iter().zip(&cards).zip(&neighbours) {
        writer.route(route, card, neighbours, &lookup)?;
    }
    writer.findings(&catalogue.findings)?;
    Ok(catalogue.info.clone())
}
