//! Cuts features into tiles: clipped, simplified, held to a size.

pub mod clip;
pub mod crossings;
pub mod plane;
pub mod simplify;
