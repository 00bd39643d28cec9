//! Why a relief could not be read.

use std::path::PathBuf;

/// A failure and the file it was met in.
#[derive(Debug, thiserror::Error)]
pub enum ReliefError {
    #[error("{file}: {fault}")]
    Grid {
        file: String,
        #[source]
        fault: Fault,
    },
    #[error("there is no .tif, .asc or .hgt file in {}", .0.display())]
    Nothing(PathBuf),
    #[error("the shaded tiles could not be set aside on the disk")]
    Spill(#[source] std::io::Error),
    #[error("a picture could not be written")]
    Picture(#[from] png::EncodingError),
    #[error("a picture that was set aside could not be read")]
    SetAside(#[from] png::DecodingError),
    #[error(transparent)]
    Pack(#[from] crate::write::WriteError),
    #[error("the work was cancelled")]
    Cancelled,
}

/// What is wrong with one file.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("could not be read: {0}")]
    Unreadable(#[from] std::io::Error),
    #[error("damaged at byte {offset}: {what}")]
    Damaged { offset: u64, what: String },
    #[error("neither GeoTIFF, nor ESRI ASCII, nor an SRTM tile named like N48E001.hgt")]
    NotAGrid,
    #[error("{columns} × {rows} cells are more than are read from one file")]
    TooLarge { columns: u64, rows: u64 },
    #[error("a block of {cells} cells is too large: write it again in tiles of 256 or 512 cells")]
    BlockTooLarge { cells: u64 },
    #[error("more than one value in each cell: elevations have one")]
    Bands,
    #[error("cells hold {0}, which no elevation grid has")]
    Samples(String),
    #[error("nothing in it says where on earth it lies")]
    NoPlace,
    #[error("the grid is turned or mirrored: north must be up")]
    Turned,
    #[error("nothing in it names the projection: give its EPSG number")]
    NoProjection,
    #[error("EPSG:{0} is not a projection that is known here")]
    UnknownProjection(u32),
    #[error("its lengths are neither metres nor degrees")]
    Unit,
    #[error("its cells do not lie on the same lattice as those of {0}: make one file of them")]
    OffLattice(String),
}

impl Fault {
    pub(super) fn at(offset: u64, what: impl Into<String>) -> Fault {
        Fault::Damaged { offset, what: what.into() }
    }

    pub(super) fn of(self, file: &str) -> ReliefError {
        ReliefError::Grid { file: file.to_owned(), fault: self }
    }
}
