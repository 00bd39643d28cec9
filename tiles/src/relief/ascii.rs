//! ESRI ASCII grids (.asc), as IGN delivers RGE ALTI and BD ALTI: six lines of header, then the rows from the north.

use std::io::Read;

use super::Fault;
use super::sheet::{Grid, LARGEST_BLOCK};

/// A header is shorter than this.
const LONGEST_HEADER: u64 = 4_096;

/// Whether a file begins like one.
pub(super) fn is(head: &[u8]) -> bool {
    head.trim_ascii_start().get(..5).is_some_and(|word| word.eq_ignore_ascii_case(b"ncols"))
}

/// The lines before the numbers.
#[derive(Debug, Default)]
struct Header {
    columns: Option<f64>,
    rows: Option<f64>,
    x: Option<(f64, Corner)>,
    y: Option<(f64, Corner)>,
    step: [Option<f64>; 2],
    nodata: Option<f64>,
    /// Where the numbers begin.
    end: usize,
}

/// Whether a place is that of the corner or of the centre of the south-west cell.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Corner {
    Corner,
    Centre,
}

fn header(bytes: &[u8]) -> Result<Header, Fault> {
    let mut header = Header::default();
    let mut words = Words { bytes, at: 0 };
    loop {
        let before = words.at;
        let Some((at, word)) = words.next() else { break };
        if !word.first().is_some_and(u8::is_ascii_alphabetic) || word.eq_ignore_ascii_case(b"nan") {
            words.at = before;
            break;
        }
        let number = words.next().and_then(|(_, word)| number(word));
        let number = number.ok_or_else(|| Fault::at(at as u64, "a word of the header has no number"))?;
        match word.to_ascii_lowercase().as_slice() {
            b"ncols" => header.columns = Some(number),
            b"nrows" => header.rows = Some(number),
            b"xllcorner" => header.x = Some((number, Corner::Corner)),
            b"xllcenter" => header.x = Some((number, Corner::Centre)),
            b"yllcorner" => header.y = Some((number, Corner::Corner)),
            b"yllcenter" => header.y = Some((number, Corner::Centre)),
            b"cellsize" => header.step = [Some(number); 2],
            b"dx" => header.step[0] = Some(number),
            b"dy" => header.step[1] = Some(number),
            b"nodata_value" | b"nodata" => header.nodata = Some(number),
            _ => return Err(Fault::at(at as u64, "a word of the header is not known")),
        }
    }
    header.end = words.at;
    Ok(header)
}

/// What the header says; `length` is that of the file in bytes.
pub(super) fn grid(file: impl Read, length: u64) -> Result<Grid, Fault> {
    let mut bytes = Vec::new();
    file.take(LONGEST_HEADER).read_to_end(&mut bytes)?;
    let header = header(&bytes)?;
    let missing = |what: &str| Fault::at(header.end as u64, format!("the header has no {what}"));
    let side = |number: Option<f64>, what| {
        let number = number.ok_or_else(|| missing(what))?;
        let whole = number.fract() == 0.0 && (1.0..4e9).contains(&number);
        if whole { Ok(number as u32) } else { Err(Fault::at(0, format!("{what} is {number}"))) }
    };
    let (columns, rows) = (side(header.columns, "ncols")?, side(header.rows, "nrows")?);
    // Each number needs a digit and a blank: more cells than that are not in the file.
    let cells = u64::from(columns) * u64::from(rows);
    if cells > length / 2 + 1 {
        return Err(Fault::at(length, format!("the file ends too early for {columns} × {rows} cells")));
    }
    if cells > LARGEST_BLOCK {
        return Err(Fault::BlockTooLarge { cells });
    }
    let step =
        [header.step[0].ok_or_else(|| missing("cellsize"))?, header.step[1].ok_or_else(|| missing("dy"))?];
    let (x, y) =
        (header.x.ok_or_else(|| missing("xllcorner"))?, header.y.ok_or_else(|| missing("yllcorner"))?);
    let centre = |(place, corner): (f64, Corner), step: f64| {
        if corner == Corner::Corner { place + step / 2.0 } else { place }
    };
    Ok(Grid {
        columns,
        rows,
        first: [centre(x, step[0]), centre(y, step[1]) + f64::from(rows - 1) * step[1]],
        step,
        epsg: None,
        block: [columns, rows],
    })
}

/// All cells. The numbers are read in one go: a text has no other order.
pub(super) fn cells(mut file: impl Read, length: u64) -> Result<Vec<f32>, Fault> {
    let mut bytes = Vec::new();
    file.by_ref().take(length).read_to_end(&mut bytes)?;
    let grid = grid(bytes.as_slice(), length)?;
    let header = header(bytes.get(..LONGEST_HEADER as usize).unwrap_or(&bytes))?;
    let wanted = grid.columns as usize * grid.rows as usize;
    let mut values = Vec::with_capacity(wanted);
    let mut words = Words { bytes: &bytes, at: header.end };
    while values.len() < wanted {
        let (at, word) = words.next().ok_or_else(|| Fault::at(length, "the file ends too early"))?;
        let value = number(word).ok_or_else(|| Fault::at(at as u64, "this is no number"))?;
        let unknown = header.nodata.is_some_and(|nodata| nodata == value) || !value.is_finite();
        values.push(if unknown { f32::NAN } else { value as f32 });
    }
    match words.next() {
        None => Ok(values),
        Some((at, _)) => Err(Fault::at(at as u64, "there are more numbers than cells")),
    }
}

/// A number; a comma is taken for the point.
fn number(word: &[u8]) -> Option<f64> {
    let text = std::str::from_utf8(word).ok()?;
    text.parse().ok().or_else(|| text.contains(',').then(|| text.replace(',', ".").parse().ok())?)
}

/// Words between blanks, with where they begin.
struct Words<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Iterator for Words<'a> {
    type Item = (usize, &'a [u8]);
    fn next(&mut self) -> Option<(usize, &'a [u8])> {
        let rest = self.bytes.get(self.at..)?;
        let start = self.at + rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
        let word = self.bytes.get(start..)?;
        let length = word.iter().position(u8::is_ascii_whitespace).unwrap_or(word.len());
        self.at = start + length;
        word.get(..length).map(|word| (start, word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = "ncols 3\nnrows 2\nxllcorner 100.0\nyllcorner 200.0\ncellsize 25.0\nNODATA_value -99999.00\n\
                         1 2 3\n-99999.00 5,5 6\n";

    #[test]
    fn the_first_cell_is_the_north_west_one() {
        let grid = grid(SMALL.as_bytes(), SMALL.len() as u64).unwrap();
        assert_eq!((grid.columns, grid.rows, grid.first), (3, 2, [112.5, 237.5]));
    }

    #[test]
    fn nodata_is_unknown_and_a_comma_is_a_point() {
        let cells = cells(SMALL.as_bytes(), SMALL.len() as u64).unwrap();
        assert_eq!(cells[..3], [1.0, 2.0, 3.0]);
        assert!(cells[3].is_nan() && cells[4] == 5.5);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        let word = SMALL.replace("1 2 3", "1 x 3");
        let Err(Fault::Damaged { offset, .. }) = cells(word.as_bytes(), word.len() as u64) else { panic!() };
        assert_eq!(&word[offset as usize..=offset as usize], "x");
        let short = SMALL.replace(" 6", "");
        assert!(matches!(cells(short.as_bytes(), short.len() as u64), Err(Fault::Damaged { .. })));
        let huge = SMALL.replace("ncols 3", "ncols 4000000000");
        assert!(matches!(grid(huge.as_bytes(), huge.len() as u64), Err(Fault::Damaged { .. })));
    }
}
