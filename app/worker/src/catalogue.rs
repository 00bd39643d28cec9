//! The catalogue's files in the pool: `catalogue-HASH.sqlite`, and a mark `catalogue-HASH.checked` beside
//! it. A file without a mark may have been cut off while it was written; it is read and hashed once before it is trusted.

use sha2::{Digest, Sha256};
use sqlite_wasm_vfs::sahpool::OpfsSAHPoolUtil;

use crate::failure::Failure;

const PREFIX: &str = "catalogue-";
const FILE: &str = ".sqlite";
const MARK: &str = ".checked";

/// The name under which SQLite opens this version.
pub fn file(sha256: &str) -> String {
    format!("{PREFIX}{sha256}{FILE}")
}

fn mark(sha256: &str) -> String {
    format!("{PREFIX}{sha256}{MARK}")
}

/// Is this version here, whole? What is not whole is removed.
pub fn holds(pool: &OpfsSAHPoolUtil, sha256: &str) -> Result<bool, Failure> {
    let name = file(sha256);
    if !pool.exists(&name).map_err(Failure::storage)? {
        return Ok(false);
    }
    if pool.exists(&mark(sha256)).map_err(Failure::storage)? {
        return Ok(true);
    }
    let bytes = pool.export_db(&name).map_err(Failure::storage)?;
    if hash(&bytes) != sha256 {
        remove(pool, &name)?;
        return Ok(false);
    }
    pool.import_db_unchecked(&mark(sha256), MARK.as_bytes()).map_err(Failure::storage)?;
    Ok(true)
}

/// Any whole version but the unwanted one.
pub fn kept(pool: &OpfsSAHPoolUtil, unwanted: Option<&str>) -> Result<Option<String>, Failure> {
    for sha256 in versions(pool) {
        if Some(sha256.as_str()) != unwanted && holds(pool, &sha256)? {
            return Ok(Some(sha256));
        }
    }
    Ok(None)
}

/// Checks the bytes and writes them beside what is there. The mark comes at the next start, when they are read back.
pub fn put(pool: &OpfsSAHPoolUtil, sha256: &str, bytes: &[u8]) -> Result<(), Failure> {
    let found = hash(bytes);
    if found != sha256 {
        return Err(Failure::other_hash(sha256, &found));
    }
    let name = file(sha256);
    remove(pool, &name)?;
    if let Err(error) = pool.import_db(&name, bytes) {
        // The slot bears the name already; half a file must not stay under it.
        remove(pool, &name)?;
        return Err(Failure::storage(error));
    }
    Ok(())
}

/// Removes every version but this one.
pub fn remove_others(pool: &OpfsSAHPoolUtil, sha256: &str) -> Result<(), Failure> {
    for other in versions(pool).into_iter().filter(|other| other != sha256) {
        remove(pool, &file(&other))?;
        remove(pool, &mark(&other))?;
    }
    Ok(())
}

fn versions(pool: &OpfsSAHPoolUtil) -> Vec<String> {
    let mut found: Vec<String> = pool
        .list()
        .iter()
        .filter_map(|name| name.trim_start_matches('/').strip_prefix(PREFIX)?.strip_suffix(FILE))
        .map(str::to_owned)
        .collect();
    found.sort();
    found
}

fn remove(pool: &OpfsSAHPoolUtil, name: &str) -> Result<(), Failure> {
    if pool.exists(name).map_err(Failure::storage)? {
        pool.delete_db(name).map_err(Failure::storage)?;
    }
    Ok(())
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
