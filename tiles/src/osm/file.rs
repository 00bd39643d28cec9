//! The frame of an extract: where its blobs lie, what its header asks of a reader, and blobs unpacked with limits.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use flate2::{Decompress, FlushDecompress, Status};

use super::error::OsmError;
use super::wire::{Field, Wire, zigzag};

/// Limits of the format.
const LONGEST_HEADER: u32 = 64 << 10;
const LARGEST_BLOB: u64 = 32 << 20;
/// Deflate cannot do better, so a blob that claims more lies.
const BEST_RATIO: usize = 1032;

/// One block of data in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlobAt {
    /// Of the blob itself, behind its header.
    pub offset: u64,
    pub length: usize,
}

/// West, south, east, north in degrees of WGS84.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds(pub [f64; 4]);

/// What the file says of itself.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Header {
    pub bounds: Option<Bounds>,
    /// Seconds since 1970 of the state of OSM that this is.
    pub replication_time: Option<i64>,
    /// Nodes come first, then ways, then relations, each by id.
    pub sorted: bool,
}

#[derive(Debug)]
pub struct Extract {
    path: PathBuf,
    pub header: Header,
    pub blobs: Vec<BlobAt>,
}

impl Extract {
    /// Walks through the frame without unpacking the data. A file that ends in the middle of a blob is refused here.
    pub fn open(path: &Path) -> Result<Extract, OsmError> {
        let opened = |source| OsmError::Open { path: path.to_owned(), source };
        let mut file = File::open(path).map_err(opened)?;
        let bytes = file.metadata().map_err(opened)?.len();
        let (mut blobs, mut at, mut header) = (Vec::new(), 0, None);
        while at < bytes {
            let (name, blob) = frame(&mut file, at, bytes)?;
            at = blob.offset + blob.length as u64;
            match (name.as_str(), &header) {
                ("OSMHeader", None) => {
                    let mut reader = BlobReader::of(file);
                    header = Some(read_header(reader.unpack(blob)?, blob.offset)?);
                    file = reader.file;
                }
                ("OSMData", Some(_)) => blobs.push(blob),
                (_, None) => return Err(OsmError::NotAnExtract { offset: 0 }),
                // Other kinds of blobs may be skipped.
                _ => {}
            }
        }
        let header = header.ok_or(OsmError::NotAnExtract { offset: 0 })?;
        Ok(Extract { path: path.to_owned(), header, blobs })
    }

    pub fn reader(&self) -> Result<BlobReader, OsmError> {
        let file =
            File::open(&self.path).map_err(|source| OsmError::Open { path: self.path.clone(), source })?;
        Ok(BlobReader::of(file))
    }
}

/// One thread's hold on the file, with buffers that are used again and again.
#[derive(Debug)]
pub struct BlobReader {
    file: File,
    packed: Vec<u8>,
    plain: Vec<u8>,
    inflate: Decompress,
}

impl BlobReader {
    fn of(file: File) -> BlobReader {
        BlobReader { file, packed: Vec::new(), plain: Vec::new(), inflate: Decompress::new(true) }
    }

    /// The content of a blob, at most 32 MiB.
    pub fn unpack(&mut self, blob: BlobAt) -> Result<&[u8], OsmError> {
        let read = |source| OsmError::Read { offset: blob.offset, source };
        self.file.seek(SeekFrom::Start(blob.offset)).map_err(read)?;
        self.packed.resize(blob.length, 0);
        self.file.read_exact(&mut self.packed).map_err(read)?;
        unpack(&self.packed, &mut self.plain, &mut self.inflate).map_err(|why| why.at(blob.offset))
    }
}

/// What is wrong with a blob, before anybody knows where it lies.
#[derive(Debug)]
pub enum BadBlob {
    Wire(super::wire::WireError),
    Compression(&'static str),
    Inflate(&'static str),
    TooLarge(u64),
}

impl BadBlob {
    pub fn at(self, offset: u64) -> OsmError {
        match self {
            BadBlob::Wire(source) => OsmError::Block { offset, source },
            BadBlob::Compression(name) => OsmError::Compression { offset, name },
            BadBlob::Inflate(why) => OsmError::Inflate { offset, why },
            BadBlob::TooLarge(length) => OsmError::BlobTooLarge { offset, length },
        }
    }
}

/// Takes a blob's message apart; the answer lies in `blob` where it is stored plainly, else in `plain`.
pub fn unpack<'a>(
    blob: &'a [u8],
    plain: &'a mut Vec<u8>,
    inflate: &mut Decompress,
) -> Result<&'a [u8], BadBlob> {
    let (mut raw, mut packed, mut claimed) = (None, None, 0);
    let mut wire = Wire::new(blob);
    while let Some(field) = wire.field().map_err(BadBlob::Wire)? {
        match field {
            (1, Field::Bytes(bytes)) => raw = Some(bytes),
            (2, Field::Number(length)) => claimed = length,
            (3, Field::Bytes(bytes)) => packed = Some(bytes),
            (4, Field::Bytes(_)) => return Err(BadBlob::Compression("lzma")),
            (5, Field::Bytes(_)) => return Err(BadBlob::Compression("bzip2")),
            (6, Field::Bytes(_)) => return Err(BadBlob::Compression("lz4")),
            (7, Field::Bytes(_)) => return Err(BadBlob::Compression("zstd")),
            _ => {}
        }
    }
    if let Some(raw) = raw {
        return Ok(raw);
    }
    let packed = packed.ok_or(BadBlob::Inflate("the blob is empty"))?;
    let claimed = usize::try_from(claimed).ok().filter(|length| *length as u64 <= LARGEST_BLOB);
    let claimed = claimed.ok_or(BadBlob::TooLarge(claimed.map_or(u64::MAX, |length| length as u64)))?;
    if claimed > packed.len().saturating_mul(BEST_RATIO) {
        return Err(BadBlob::Inflate("the blob claims more than it can hold"));
    }
    plain.clear();
    // One byte more than claimed, so that a longer one is noticed.
    plain.reserve(claimed + 1);
    inflate.reset(true);
    match inflate.decompress_vec(packed, plain, FlushDecompress::Finish) {
        Ok(Status::StreamEnd) if plain.len() == claimed => Ok(plain),
        Ok(Status::StreamEnd) => Err(BadBlob::Inflate("the length is not the one claimed")),
        Ok(_) => Err(BadBlob::Inflate("the data is cut short or longer than claimed")),
        Err(_) => Err(BadBlob::Inflate("the data is broken")),
    }
}

/// The blob whose header begins at `at`, and what kind it is.
fn frame(file: &mut File, at: u64, bytes: u64) -> Result<(String, BlobAt), OsmError> {
    let read = |source| OsmError::Read { offset: at, source };
    let truncated = |wanted: u64| OsmError::Truncated { offset: at, wanted, left: bytes - at };
    if bytes - at < 4 {
        return Err(truncated(4));
    }
    let mut length = [0; 4];
    file.seek(SeekFrom::Start(at)).map_err(read)?;
    file.read_exact(&mut length).map_err(read)?;
    let length = u32::from_be_bytes(length);
    if length == 0 || length > LONGEST_HEADER {
        return Err(OsmError::NotAnExtract { offset: at });
    }
    let content = at + 4 + u64::from(length);
    if content > bytes {
        return Err(truncated(4 + u64::from(length)));
    }
    let mut header = vec![0; length as usize];
    file.read_exact(&mut header).map_err(read)?;
    let (mut name, mut size) = (String::new(), None);
    let mut wire = Wire::new(&header);
    while let Some(field) = wire.field().map_err(|_| OsmError::NotAnExtract { offset: at })? {
        match field {
            (1, Field::Bytes(text)) => name = String::from_utf8_lossy(text).into_owned(),
            (3, Field::Number(number)) => size = Some(number),
            _ => {}
        }
    }
    let size = size.ok_or(OsmError::NotAnExtract { offset: at })?;
    if size > LARGEST_BLOB {
        return Err(OsmError::BlobTooLarge { offset: at, length: size });
    }
    if size > bytes - content {
        return Err(truncated(content - at + size));
    }
    Ok((name, BlobAt { offset: content, length: size as usize }))
}

fn read_header(block: &[u8], offset: u64) -> Result<Header, OsmError> {
    let wrong = |source| OsmError::Block { offset, source };
    let mut header = Header::default();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let mut wire = Wire::new(block);
    while let Some(field) = wire.field().map_err(wrong)? {
        match field {
            (1, Field::Bytes(bounds)) => header.bounds = read_bounds(bounds).map_err(wrong)?,
            (4, Field::Bytes(feature)) => match feature {
                b"OsmSchema-V0.6" | b"DenseNodes" => {}
                _ => return Err(OsmError::Feature { name: text(feature) }),
            },
            (5, Field::Bytes(b"Sort.Type_then_ID")) => header.sorted = true,
            (32, Field::Number(seconds)) => header.replication_time = Some(seconds as i64),
            _ => {}
        }
    }
    Ok(header)
}

fn read_bounds(message: &[u8]) -> Result<Option<Bounds>, super::wire::WireError> {
    let (mut west, mut east, mut north, mut south) = (0, 0, 0, 0);
    let mut wire = Wire::new(message);
    while let Some(field) = wire.field()? {
        match field {
            (1, Field::Number(number)) => west = zigzag(number),
            (2, Field::Number(number)) => east = zigzag(number),
            (3, Field::Number(number)) => north = zigzag(number),
            (4, Field::Number(number)) => south = zigzag(number),
            _ => {}
        }
    }
    let degrees = [west, south, east, north].map(|nano| nano as f64 / 1e9);
    let [west, south, east, north] = degrees;
    let inside = -180.0 <= west && west < east && east <= 180.0;
    Ok((inside && -90.0 <= south && south < north && north <= 90.0).then_some(Bounds(degrees)))
}
