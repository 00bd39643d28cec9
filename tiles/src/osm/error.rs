//! Why an extract could not be read, with the place in the file.

use std::path::PathBuf;

use super::wire::WireError;

#[derive(Debug, thiserror::Error)]
pub enum OsmError {
    #[error("could not open {path}")]
    Open {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    #[error("could not read at byte {offset}")]
    Read {
        offset: u64,
        #[source]
        source: std::io::Error,
    },
    #[error("not an OSM extract (.osm.pbf): no blob begins at byte {offset}")]
    NotAnExtract { offset: u64 },
    #[error("the file is cut short: the blob at byte {offset} needs {wanted} bytes, {left} are left")]
    Truncated { offset: u64, wanted: u64, left: u64 },
    #[error("the blob at byte {offset} claims {length} bytes; the format allows 32 MiB")]
    BlobTooLarge { offset: u64, length: u64 },
    #[error("the blob at byte {offset} is packed with {name}; zlib and plain data are read")]
    Compression { offset: u64, name: &'static str },
    #[error("the blob at byte {offset} could not be unpacked: {why}")]
    Inflate { offset: u64, why: &'static str },
    #[error("the blob at byte {offset} could not be read")]
    Block {
        offset: u64,
        #[source]
        source: WireError,
    },
    #[error("the file asks for {name}, which is not read here")]
    Feature { name: String },
    #[error("the file says that it is sorted, but the blob at byte {offset} is out of order")]
    NotSorted { offset: u64 },
    #[error("the nodes of this extract need {needed} bytes of memory; {limit} are allowed")]
    Memory { needed: u64, limit: u64 },
    #[error("cancelled")]
    Cancelled,
}
