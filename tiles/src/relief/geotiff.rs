//! GeoTIFF grids: in strips or tiles, plain, deflate or LZW, whole numbers or floats; one value in each cell. Places are
//! read from the scale and tie point, or from an unturned matrix.

use std::io::{Read, Seek};

use tiff::decoder::{ChunkType, Decoder, DecodingResult, Limits};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use super::Fault;
use super::geokeys;
use super::sheet::{Block, Grid, LARGEST_BLOCK, LONGEST_SIDE};

/// Strips are read in bands of about this many cells.
const BAND: u64 = 1 << 18;
/// No compression that is read here makes more of a byte than this.
const BEST_RATIO: u64 = 2_600;

/// Whether a file begins like a TIFF or BigTIFF.
pub(super) fn is(head: &[u8]) -> bool {
    [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"].iter().any(|magic| head.starts_with(*magic))
}

fn fault(error: TiffError) -> Fault {
    match error {
        TiffError::UnsupportedError(what) => Fault::Samples(what.to_string()),
        other => Fault::at(0, other.to_string()),
    }
}

/// Opens the first picture of the file and refuses what is no grid of elevations.
fn decoder<R: Read + Seek>(file: R, length: u64) -> Result<Decoder<R>, Fault> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = (LARGEST_BLOCK * 8) as usize;
    limits.intermediate_buffer_size = limits.decoding_buffer_size;
    limits.ifd_value_size = usize::try_from(length).unwrap_or(usize::MAX).min(1 << 24);
    let mut decoder = Decoder::new(file).map_err(fault)?.with_limits(limits);
    match decoder.colortype().map_err(fault)? {
        ColorType::Gray(_) => Ok(decoder),
        _ => Err(Fault::Bands),
    }
}

/// What the header says; `length` is that of the file in bytes.
pub(super) fn grid(file: impl Read + Seek, length: u64) -> Result<Grid, Fault> {
    let mut decoder = decoder(file, length)?;
    let (columns, rows) = decoder.dimensions().map_err(fault)?;
    let too_long = u64::from(columns.max(rows)) > LONGEST_SIDE;
    if columns == 0 || rows == 0 || too_long {
        return Err(Fault::TooLarge { columns: u64::from(columns), rows: u64::from(rows) });
    }
    let (width, height) = decoder.chunk_dimensions();
    if width == 0 || height == 0 {
        return Err(Fault::at(0, "its blocks have no size"));
    }
    let block = match decoder.get_chunk_type() {
        ChunkType::Tile => [width, height],
        ChunkType::Strip => {
            let height = height.min(rows);
            let strips = (BAND / (u64::from(columns) * u64::from(height))).max(1) as u32;
            [columns, height.saturating_mul(strips).min(rows.next_multiple_of(height))]
        }
    };
    let place = geokeys::place(&mut decoder)?;
    Ok(Grid { columns, rows, first: place.first, step: place.step, epsg: place.epsg, block })
}

/// The cells of one block.
pub(super) fn block(
    file: impl Read + Seek,
    length: u64,
    grid: &Grid,
    block: &Block,
) -> Result<Vec<f32>, Fault> {
    let mut decoder = decoder(file, length)?;
    let (width, height) = decoder.chunk_dimensions();
    if width == 0 || height == 0 {
        return Err(Fault::at(0, "its blocks have no size"));
    }
    let values = geokeys::values(&mut decoder);
    let tiled = decoder.get_chunk_type() == ChunkType::Tile;
    let tags = if tiled {
        [Tag::TileOffsets, Tag::TileByteCounts]
    } else {
        [Tag::StripOffsets, Tag::StripByteCounts]
    };
    let offsets = decoder.get_tag_u64_vec(tags[0]).map_err(fault)?;
    let counts = decoder.get_tag_u64_vec(tags[1]).map_err(fault)?;
    let across = if tiled { grid.columns.div_ceil(width) } else { 1 };
    let mut cells = Vec::new();
    for row in (block.row..block.row + block.rows).step_by(height as usize) {
        let chunk = row / height * across + if tiled { block.column / width } else { 0 };
        let wanted = block.columns as usize * height.min(grid.rows - row) as usize;
        let place = offsets.get(chunk as usize).zip(counts.get(chunk as usize));
        let (&offset, &count) =
            place.ok_or_else(|| Fault::at(0, format!("block {chunk} is not in the file")))?;
        if count == 0 {
            // A sparse file leaves out blocks that hold nothing.
            cells.resize(cells.len() + wanted, f32::NAN);
            continue;
        }
        let inside = offset.checked_add(count).is_some_and(|end| end <= length);
        let possible = u64::from(width) * u64::from(height) / BEST_RATIO <= count.saturating_add(64);
        if !inside || !possible {
            return Err(Fault::at(offset, format!("block {chunk} does not fit into the file")));
        }
        let decoded = decoder.read_chunk(chunk).map_err(|error| match fault(error) {
            Fault::Damaged { what, .. } => Fault::Damaged { offset, what },
            other => other,
        })?;
        let before = cells.len();
        append(&mut cells, decoded, &values)?;
        if cells.len() - before != wanted {
            return Err(Fault::at(offset, format!("block {chunk} has another size than the header says")));
        }
    }
    Ok(cells)
}

/// Stored numbers to metres.
fn append(cells: &mut Vec<f32>, decoded: DecodingResult, values: &geokeys::Values) -> Result<(), Fault> {
    fn all<T: Copy + Into<f64>>(cells: &mut Vec<f32>, stored: &[T], values: &geokeys::Values) {
        cells.extend(stored.iter().map(|stored| values.metres((*stored).into())));
    }
    match decoded {
        DecodingResult::U8(stored) => all(cells, &stored, values),
        DecodingResult::I8(stored) => all(cells, &stored, values),
        DecodingResult::U16(stored) => all(cells, &stored, values),
        DecodingResult::I16(stored) => all(cells, &stored, values),
        DecodingResult::U32(stored) => all(cells, &stored, values),
        DecodingResult::I32(stored) => all(cells, &stored, values),
        DecodingResult::F32(stored) => all(cells, &stored, values),
        DecodingResult::F64(stored) => all(cells, &stored, values),
        _ => return Err(Fault::Samples("16-bit floats or 64-bit whole numbers".into())),
    }
    Ok(())
}
