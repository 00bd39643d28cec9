//! What a database holds, as one number: the same number, the same content.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

pub fn of(path: &Path) -> u64 {
    let conn = Connection::open(path).unwrap();
    let names = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut statement = conn.prepare(names).unwrap();
    let tables: Vec<String> =
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    let mut state = DefaultHasher::new();
    for table in tables {
        table.hash(&mut state);
        let mut statement = conn.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        // Which catalogue the news were last looked through for is found out anew at each start.
        let names = statement.column_names();
        let columns: Vec<usize> = (0..names.len()).filter(|at| names[*at] != "catalogue").collect();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in &columns {
                match row.get_ref(*column).unwrap() {
                    ValueRef::Null => 0.hash(&mut state),
                    ValueRef::Integer(number) => number.hash(&mut state),
                    ValueRef::Real(number) => number.to_bits().hash(&mut state),
                    ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.hash(&mut state),
                }
            }
        }
    }
    state.finish()
}

/// What SQLite itself finds wrong in a file.
pub fn damage(path: &Path) -> Result<(), String> {
    let conn = Connection::open(path).map_err(|error| error.to_string())?;
    let said: Result<String, _> = conn.query_row("PRAGMA integrity_check", [], |row| row.get(0));
    let broken: Result<i64, _> =
        conn.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0));
    match (said, broken) {
        (Ok(said), Ok(0)) if said == "ok" => Ok(()),
        found => Err(format!("{} is damaged: {found:?}", path.display())),
    }
}
