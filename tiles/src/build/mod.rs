//! Cuts features into tiles: clipped, simplified, held to a size.

mod assemble;
mod borders;
pub mod catalogue;
mod clip;
mod crossings;
mod cut;
mod dust;
mod frame;
mod join;
mod make;
mod mend;
pub mod outline;
mod pack;
mod piece;
mod plane;
mod project;
mod simplify;
mod sorter;
mod territory;
mod tiler;

pub use assemble::Budget;
pub use cut::{LayerFacts, TooLarge};
pub use frame::{Frame, FrameError};
pub use make::{BuildError, Inputs, Made, Relief, Stage, make};
pub use pack::{About, PackError, PackKind, Source, write as write_pack};
pub use plane::DEEPEST;
pub use tiler::{Lost, Options, Progress, Ready, Report, TileError, Tiler};

#[cfg(test)]
mod tests;
