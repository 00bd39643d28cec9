//! Cuts features into tiles: clipped, simplified, held to a size.

mod clip;
mod crossings;
mod cut;
mod frame;
mod piece;
mod plane;
mod project;
mod simplify;
