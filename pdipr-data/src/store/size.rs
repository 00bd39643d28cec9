//! How much room the catalogue takes.

use super::{CatalogueStore, StoreError};

impl CatalogueStore {
    /// Size of the file in bytes.
    pub fn bytes(&self) -> Result<u64, StoreError> {
        const SQL: &str = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
        let bytes: i64 = self.conn.query_row(SQL, [], |row| row.get(0))?;
        Ok(bytes.unsigned_abs())
    }
}
