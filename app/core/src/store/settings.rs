//! Settings and the last view, kept as JSON by name.

use rusqlite::{Connection, OptionalExtension, Transaction, named_params};
use serde::{Serialize, de::DeserializeOwned};

use super::CarnetError;

pub const SETTINGS: &str = "settings";
pub const VIEW: &str = "view";
/// Who runs the server that was last heard of.
pub const OPERATOR: &str = "operator";

/// `None` where it was never written, or where another version of the app wrote what this one cannot read:
/// a setting is a convenience, and no reason to refuse the notebook.
pub fn read<T: DeserializeOwned>(conn: &Connection, name: &str) -> Result<Option<T>, CarnetError> {
    const SQL: &str = "SELECT value FROM setting WHERE name = :name";
    let text: Option<String> =
        conn.query_row(SQL, named_params! { ":name": name }, |row| row.get(0)).optional()?;
    Ok(text.and_then(|text| crate::reading::read(&text).ok()))
}

pub fn write<T: Serialize>(tx: &Transaction<'_>, name: &str, value: &T) -> Result<(), CarnetError> {
    const SQL: &str = "INSERT INTO setting (name, value) VALUES (:name, :value) \
                       ON CONFLICT (name) DO UPDATE SET value = :value";
    let text = serde_json::to_string(value).expect("settings always serialise");
    tx.execute(SQL, named_params! { ":name": name, ":value": text })?;
    Ok(())
}
