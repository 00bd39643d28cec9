//! Holds everybody to the table of rights.

use protocol::{Deed, Role, may};

use crate::failure::Failure;

pub fn allow(role: Role, deed: Deed) -> Result<(), Failure> {
    if may(role, deed) { Ok(()) } else { Err(Failure::FORBIDDEN) }
}
