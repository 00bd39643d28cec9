//! SRTM tiles (.hgt): a square of one degree, big-endian 16-bit metres, named by its south-west corner; −32768 is nodata.

use std::io::{Read, Seek, SeekFrom};

use super::Fault;
use super::sheet::{Block, Grid};

const NODATA: i16 = i16::MIN;
/// Rows that are read at once.
const BAND: u32 = 64;

/// The place from a name such as `N48E001.hgt`.
fn corner(name: &str) -> Option<[f64; 2]> {
    let stem = name.get(..7)?;
    let part = |letters: [&str; 2], from: usize, to: usize| {
        let (letter, digits) = (stem.get(from..from + 1)?, stem.get(from + 1..to)?);
        let number: f64 = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())??;
        let sign = if letter.eq_ignore_ascii_case(letters[0]) {
            1.0
        } else if letter.eq_ignore_ascii_case(letters[1]) {
            -1.0
        } else {
            return None;
        };
        Some(sign * number)
    };
    let (lat, lon) = (part(["N", "S"], 0, 3)?, part(["E", "W"], 3, 7)?);
    ((-90.0..90.0).contains(&lat) && (-180.0..180.0).contains(&lon)).then_some([lon, lat])
}

/// `name` without its folders; `length` in bytes tells the resolution.
pub(super) fn grid(name: &str, length: u64) -> Result<Grid, Fault> {
    let [west, south] = corner(name).ok_or(Fault::NotAGrid)?;
    let side = match length {
        25_934_402 => 3_601_u32,
        2_884_802 => 1_201,
        _ => return Err(Fault::at(length, "an SRTM tile has 1201 × 1201 or 3601 × 3601 cells of two bytes")),
    };
    let step = 1.0 / f64::from(side - 1);
    Ok(Grid {
        columns: side,
        rows: side,
        first: [west, south + 1.0],
        step: [step, step],
        epsg: Some(4326),
        block: [side, BAND],
    })
}

/// The cells of one block.
pub(super) fn block(mut file: impl Read + Seek, grid: &Grid, block: &Block) -> Result<Vec<f32>, Fault> {
    let offset = u64::from(block.row) * u64::from(grid.columns) * 2;
    file.seek(SeekFrom::Start(offset))?;
    let mut bytes = vec![0; block.columns as usize * block.rows as usize * 2];
    file.read_exact(&mut bytes).map_err(|_| Fault::at(offset, "the file ends too early"))?;
    let value = |pair: &[u8; 2]| match i16::from_be_bytes(*pair) {
        NODATA => f32::NAN,
        metres => f32::from(metres),
    };
    Ok(bytes.as_chunks().0.iter().map(value).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_where_it_lies() {
        assert_eq!(corner("N48E001.hgt"), Some([1.0, 48.0]));
        assert_eq!(corner("s01w078.HGT"), Some([-78.0, -1.0]));
        for wrong in ["", "N48E1.hgt", "X48E001.hgt", "N-8E001.hgt", "é48E001.hgt", "N91E001"] {
            assert_eq!(corner(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn another_length_is_refused() {
        assert!(matches!(grid("N48E001.hgt", 100), Err(Fault::Damaged { .. })));
    }
}
