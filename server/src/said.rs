//! What an error says in the log, with everything that caused it.

use std::error::Error;

use tokio_postgres::error::DbError;

/// The error and its causes, outermost first.
pub fn said(error: &(dyn Error + 'static)) -> String {
    let mut said = one(error);
    let mut cause = error.source();
    while let Some(error) = cause {
        said = format!("{said}: {}", one(error));
        cause = error.source();
    }
    said
}

/// Of what PostgreSQL says the message and the code only: its details may quote a row, and nothing that hikers write goes
/// into the log.
fn one(error: &(dyn Error + 'static)) -> String {
    match error.downcast_ref::<DbError>() {
        Some(error) => format!("{} ({})", error.message(), error.code().code()),
        None => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreError;

    #[test]
    fn an_error_is_said_with_its_causes() {
        let failed = StoreError::Failed(Box::new(std::io::Error::other("the disk burns")));
        assert_eq!(said(&failed), "the store failed: the disk burns");
    }
}
