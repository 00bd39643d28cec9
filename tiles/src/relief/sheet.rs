//! One file of a relief: what its header says, and its cells block by block.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek};
use std::path::PathBuf;
use std::sync::Arc;

use super::{Cells, Fault, ascii, geotiff, hgt};

/// More columns or rows than this are refused: 1,000 km at 1 m.
pub(super) const LONGEST_SIDE: u64 = 1 << 20;
/// More cells in one block than this are refused (128 MB).
pub(super) const LARGEST_BLOCK: u64 = 1 << 25;
/// No ground on earth is higher or deeper, in metres.
const HIGHEST: f32 = 12_000.0;

/// Where the bytes of a grid are.
#[derive(Debug, Clone)]
pub enum Bytes {
    File(PathBuf),
    Held(Arc<[u8]>),
}

pub(super) trait ReadSeek: Read + Seek {}
impl<R: Read + Seek> ReadSeek for R {}

impl Bytes {
    /// A reader at the start, and the length.
    pub(super) fn open(&self) -> Result<(Box<dyn ReadSeek>, u64), Fault> {
        Ok(match self {
            Bytes::File(path) => {
                let file = File::open(path)?;
                let length = file.metadata()?.len();
                (Box::new(BufReader::with_capacity(1 << 16, file)), length)
            }
            Bytes::Held(bytes) => (Box::new(Cursor::new(Arc::clone(bytes))), bytes.len() as u64),
        })
    }
}

/// What a header says. Rows run from north to south.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    pub columns: u32,
    pub rows: u32,
    /// The centre of the north-west cell.
    pub first: [f64; 2],
    /// From centre to centre, eastward and southward; both positive.
    pub step: [f64; 2],
    /// `None` where the format cannot say.
    pub epsg: Option<u32>,
    /// Columns and rows of what is read at once.
    pub block: [u32; 2],
}

impl Grid {
    /// Refuses what is too large or nowhere.
    pub fn checked(self) -> Result<Grid, Fault> {
        let (columns, rows) = (u64::from(self.columns), u64::from(self.rows));
        if columns == 0 || rows == 0 || columns > LONGEST_SIDE || rows > LONGEST_SIDE {
            return Err(Fault::TooLarge { columns, rows });
        }
        let cells = u64::from(self.block[0]) * u64::from(self.block[1]);
        if cells == 0 || cells > LARGEST_BLOCK {
            return Err(Fault::BlockTooLarge { cells });
        }
        let numbers = [self.first[0], self.first[1], self.step[0], self.step[1]];
        let sound = numbers.iter().all(|number| number.is_finite() && number.abs() < 1e9);
        if !sound || self.step.iter().any(|step| *step <= 1e-9) {
            return Err(Fault::NoPlace);
        }
        Ok(self)
    }
}

/// A block of a grid: its number from the north-west, and which cells it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Block {
    pub column: u32,
    pub row: u32,
    pub columns: u32,
    pub rows: u32,
}

#[derive(Debug, Clone, Copy)]
enum Format {
    GeoTiff,
    Ascii,
    Hgt,
}

/// One file.
#[derive(Debug)]
pub(super) struct Sheet {
    pub name: String,
    bytes: Bytes,
    format: Format,
    pub grid: Grid,
}

impl Sheet {
    /// Reads the header. `name` is that of the file, without its folders.
    pub fn open(name: &str, bytes: Bytes) -> Result<Sheet, Fault> {
        let (mut file, length) = bytes.open()?;
        let mut head = Vec::new();
        file.by_ref().take(64).read_to_end(&mut head)?;
        file.rewind()?;
        let (format, grid) = if geotiff::is(&head) {
            (Format::GeoTiff, geotiff::grid(file, length)?)
        } else if name.to_ascii_lowercase().ends_with(".hgt") {
            (Format::Hgt, hgt::grid(name, length)?)
        } else if ascii::is(&head) {
            (Format::Ascii, ascii::grid(file, length)?)
        } else {
            return Err(Fault::NotAGrid);
        };
        Ok(Sheet { name: name.to_owned(), bytes, format, grid: grid.checked()? })
    }

    /// The blocks that hold a range of cells, `from` included, `to` not.
    pub fn blocks(&self, from: [u32; 2], to: [u32; 2]) -> impl Iterator<Item = Block> + '_ {
        let [width, height] = self.grid.block;
        let (columns, rows) =
            (from[0] / width..to[0].div_ceil(width), from[1] / height..to[1].div_ceil(height));
        rows.flat_map(move |row| columns.clone().map(move |column| (column * width, row * height))).map(
            move |(column, row)| Block {
                column,
                row,
                columns: width.min(self.grid.columns - column),
                rows: height.min(self.grid.rows - row),
            },
        )
    }

    /// Reads one block. Its cells are counted from the sheet's own north-west cell.
    pub fn read(&self, block: &Block) -> Result<Cells, Fault> {
        let (file, length) = self.bytes.open()?;
        let mut values = match self.format {
            Format::GeoTiff => geotiff::block(file, length, &self.grid, block)?,
            Format::Ascii => ascii::cells(file, length)?,
            Format::Hgt => hgt::block(file, &self.grid, block)?,
        };
        for value in &mut values {
            // A mark for nodata that the file does not own up to.
            if value.abs() > HIGHEST {
                *value = f32::NAN;
            }
        }
        let at = [i64::from(block.column), i64::from(block.row)];
        Cells::new(at, block.columns as usize, block.rows as usize, values)
            .ok_or_else(|| Fault::at(length, "the file changed while it was read"))
    }
}
