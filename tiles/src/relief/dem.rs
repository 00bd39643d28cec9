//! A digital elevation model of one or many files on one lattice, read as if it were a single grid.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use pdipr_data::domain::{Elevation, Metres, Position};

use super::sheet::{Block, Sheet};
use super::{Bytes, Cells, Crs, Fault, ReliefError};
use crate::tile::Bounds;

/// Cells that are kept in memory (192 MB).
const KEPT: usize = 48 << 20;
/// How far cells may lie beside the lattice of the first file, in cells.
const SLACK: f64 = 0.02;

/// What the files themselves may not say.
#[derive(Debug, Clone, Default)]
pub struct DemOptions {
    /// The EPSG number, where a file names none. Without it an ESRI ASCII grid is taken for Lambert-93, or for degrees where
    /// its numbers are.
    pub epsg: Option<u32>,
    /// The name of the source, to be shown; by default that of the first file.
    pub source: Option<String>,
}

/// Elevations of a region. Blocks are read when they are asked for; a bounded number of them is kept.
#[derive(Debug)]
pub struct Dem {
    crs: Crs,
    /// The centre of cell (0, 0).
    first: [f64; 2],
    step: [f64; 2],
    sheets: Vec<Placed>,
    /// Columns and rows of the whole.
    size: [i64; 2],
    source: String,
    kept: Mutex<Kept>,
}

#[derive(Debug)]
struct Placed {
    sheet: Sheet,
    /// The cell of the whole where it begins.
    at: [i64; 2],
}

impl Dem {
    /// A file, or all grids of a folder (its sub-folders too, by name). Only headers are read.
    pub fn open(path: &Path, options: DemOptions) -> Result<Dem, ReliefError> {
        let mut files = Vec::new();
        if path.is_dir() {
            list(path, &mut files, 0)?;
            files.sort();
        } else {
            files.push(path.to_owned());
        }
        if files.is_empty() {
            return Err(ReliefError::Nothing(path.to_owned()));
        }
        Dem::of(files.into_iter().map(|file| (name_of(&file), Bytes::File(file))), options)
    }

    /// Of named grids; where two know a cell, the first has the word.
    pub fn of(
        grids: impl IntoIterator<Item = (String, Bytes)>,
        options: DemOptions,
    ) -> Result<Dem, ReliefError> {
        let mut sheets = Vec::new();
        for (name, bytes) in grids {
            sheets.push(Sheet::open(&name, bytes).map_err(|fault| fault.of(&name))?);
        }
        let first = sheets.first().ok_or_else(|| ReliefError::Nothing(PathBuf::new()))?;
        let epsg = projection(first, &options).map_err(|fault| fault.of(&first.name))?;
        let crs = Crs::from_epsg(epsg).map_err(|fault| fault.of(&first.name))?;
        let (name, step, origin) = (first.name.clone(), first.grid.step, first.grid.first);
        let mut placed = Vec::with_capacity(sheets.len());
        for sheet in sheets {
            let same = sheet.grid.epsg.is_none_or(|other| options.epsg.is_some() || other == epsg);
            let at = same.then(|| place(&sheet, origin, step)).flatten();
            let at = at.ok_or_else(|| Fault::OffLattice(name.clone()).of(&sheet.name))?;
            placed.push(Placed { sheet, at });
        }
        let least = |axis: usize| placed.iter().map(|one| one.at[axis]).min().unwrap_or(0);
        let shift = [least(0), least(1)];
        let mut size = [0, 0];
        for one in &mut placed {
            one.at = [one.at[0] - shift[0], one.at[1] - shift[1]];
            size[0] = size[0].max(one.at[0] + i64::from(one.sheet.grid.columns));
            size[1] = size[1].max(one.at[1] + i64::from(one.sheet.grid.rows));
        }
        let first = [origin[0] + shift[0] as f64 * step[0], origin[1] - shift[1] as f64 * step[1]];
        let source = options.source.unwrap_or(name);
        Ok(Dem { crs, first, step, sheets: placed, size, source, kept: Mutex::default() })
    }

    /// Columns and rows.
    pub fn size(&self) -> [i64; 2] {
        self.size
    }

    pub fn source(&self) -> &str {
        &self.source
    }

    pub fn crs(&self) -> &Crs {
        &self.crs
    }

    /// From the centre of a cell to the next, in metres: the longer of the two sides, in the middle of the relief.
    pub fn resolution(&self) -> Metres {
        let [width, height] = self.cell();
        Metres::try_from(width.max(height)).unwrap_or(Metres::ZERO)
    }

    /// Width and height of a cell in metres, in the middle of the relief.
    pub(super) fn cell(&self) -> [f64; 2] {
        if !self.crs.is_degrees() {
            return self.step;
        }
        let middle = self.first[1] - self.step[1] * self.size[1] as f64 / 2.0;
        // Radii of curvature of the ellipsoid, across and along the meridian.
        const A: f64 = 6_378_137.0;
        const E2: f64 = 0.006_694_379_990_14;
        let (sine, cosine) = middle.to_radians().sin_cos();
        let w = 1.0 - E2 * sine * sine;
        let (across, along) = (A / w.sqrt() * cosine, A * (1.0 - E2) / w.powf(1.5));
        [self.step[0].to_radians() * across, self.step[1].to_radians() * along]
    }

    /// Where a place lies, in cells; the centre of the north-west one is (0, 0). `None` beyond the projection.
    pub fn to_cell(&self, lon: f64, lat: f64) -> Option<[f64; 2]> {
        let [x, y] = self.crs.from_degrees(lon, lat)?;
        Some([(x - self.first[0]) / self.step[0], (self.first[1] - y) / self.step[1]])
    }

    /// Longitude and latitude of a place in cells.
    pub fn to_degrees(&self, [column, row]: [f64; 2]) -> Option<[f64; 2]> {
        self.crs.to_degrees([self.first[0] + column * self.step[0], self.first[1] - row * self.step[1]])
    }

    /// The box around all cells in degrees.
    pub fn bounds(&self) -> Option<Bounds> {
        let [columns, rows] = self.size.map(|side| side as f64);
        let mut bounds: Option<Bounds> = None;
        for step in 0..=16 {
            let share = f64::from(step) / 16.0;
            let (column, row) = (share * columns - 0.5, share * rows - 0.5);
            for place in [[column, -0.5], [column, rows - 0.5], [-0.5, row], [columns - 0.5, row]] {
                let [lon, lat] = self.to_degrees(place)?;
                let all = bounds.get_or_insert(Bounds { west: lon, south: lat, east: lon, north: lat });
                (all.west, all.east) = (all.west.min(lon), all.east.max(lon));
                (all.south, all.north) = (all.south.min(lat), all.north.max(lat));
            }
        }
        bounds
    }

    /// The averaged cells, `factor × factor` each, that touch a box, as `[from, to)` of columns and of rows; all without a box.
    pub(super) fn range(&self, factor: u32, area: Option<Bounds>) -> [[i64; 2]; 2] {
        let factor = i64::from(factor.max(1));
        let whole = [[0, self.size[0]], [0, self.size[1]]];
        let cells = area.and_then(|area| self.cells_of(area)).unwrap_or(whole);
        [0, 1].map(|axis| {
            let [from, to] = cells[axis].map(|cell| cell.clamp(0, self.size[axis]));
            [from.div_euclid(factor), (to + factor - 1).div_euclid(factor)]
        })
    }

    /// The cells around a box in degrees.
    fn cells_of(&self, area: Bounds) -> Option<[[i64; 2]; 2]> {
        let mut cells: Option<[[f64; 2]; 2]> = None;
        for step in 0..=16 {
            let share = f64::from(step) / 16.0;
            let lon = area.west + (area.east - area.west) * share;
            let lat = area.south + (area.north - area.south) * share;
            for (lon, lat) in [(lon, area.south), (lon, area.north), (area.west, lat), (area.east, lat)] {
                let [column, row] = self.to_cell(lon, lat)?;
                let all = cells.get_or_insert([[column; 2], [row; 2]]);
                *all = [
                    [all[0][0].min(column), all[0][1].max(column)],
                    [all[1][0].min(row), all[1][1].max(row)],
                ];
            }
        }
        cells.map(|axes| axes.map(|[from, to]| [from.floor() as i64 - 1, to.ceil() as i64 + 2]))
    }

    /// The elevation of a place, bilinear between the centres of cells; `None` outside and where the nearest cell is unknown.
    pub fn elevation(&self, place: Position) -> Result<Option<Elevation>, ReliefError> {
        let Some([column, row]) = self.to_cell(place.lon(), place.lat()) else { return Ok(None) };
        let [columns, rows] = self.size.map(|side| side as f64);
        if !(column >= -0.5 && row >= -0.5 && column <= columns - 0.5 && row <= rows - 0.5) {
            return Ok(None);
        }
        let cells = self.window([column.floor() as i64, row.floor() as i64], [2, 2])?;
        Ok(cells.between(column, row).and_then(Elevation::new))
    }

    /// The cells of a window; those outside are unknown.
    pub fn window(&self, at: [i64; 2], [columns, rows]: [usize; 2]) -> Result<Cells, ReliefError> {
        let mut cells = Cells::unknown(at, columns, rows);
        let end = [at[0] + columns as i64, at[1] + rows as i64];
        for (number, Placed { sheet, at: begin }) in self.sheets.iter().enumerate() {
            let side = [i64::from(sheet.grid.columns), i64::from(sheet.grid.rows)];
            let from = [0, 1].map(|axis| (at[axis] - begin[axis]).clamp(0, side[axis]) as u32);
            let to = [0, 1].map(|axis| (end[axis] - begin[axis]).clamp(0, side[axis]) as u32);
            if from[0] >= to[0] || from[1] >= to[1] {
                continue;
            }
            for block in sheet.blocks(from, to) {
                cells.fill_from(&*self.block(number, sheet, *begin, &block)?);
            }
        }
        Ok(cells)
    }

    /// One block, from memory or from its file.
    fn block(
        &self,
        number: usize,
        sheet: &Sheet,
        begin: [i64; 2],
        block: &Block,
    ) -> Result<Arc<Cells>, ReliefError> {
        let key = (number, block.row, block.column);
        if let Some(cells) = self.kept.lock().unwrap_or_else(PoisonError::into_inner).get(key) {
            return Ok(cells);
        }
        let read = sheet.read(block).map_err(|fault| fault.of(&sheet.name))?;
        let cells = Arc::new(read.moved([begin[0], begin[1]]));
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).put(key, Arc::clone(&cells));
        Ok(cells)
    }
}

type Key = (usize, u32, u32);

/// The blocks read last.
#[derive(Debug, Default)]
struct Kept {
    blocks: BTreeMap<Key, (u64, Arc<Cells>)>,
    cells: usize,
    clock: u64,
}

impl Kept {
    fn get(&mut self, key: Key) -> Option<Arc<Cells>> {
        self.clock += 1;
        let (used, cells) = self.blocks.get_mut(&key)?;
        *used = self.clock;
        Some(Arc::clone(cells))
    }

    fn put(&mut self, key: Key, cells: Arc<Cells>) {
        self.clock += 1;
        self.cells += cells.values().len();
        if let Some((_, before)) = self.blocks.insert(key, (self.clock, cells)) {
            self.cells -= before.values().len();
        }
        while self.cells > KEPT && self.blocks.len() > 1 {
            let oldest = self.blocks.iter().min_by_key(|(_, (used, _))| *used).map(|(key, _)| *key);
            let Some((_, gone)) = oldest.and_then(|key| self.blocks.remove(&key)) else { break };
            self.cells -= gone.values().len();
        }
    }
}

fn name_of(file: &Path) -> String {
    file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The grids of a folder, four levels deep.
fn list(folder: &Path, files: &mut Vec<PathBuf>, depth: u8) -> Result<(), ReliefError> {
    let unreadable = |source: std::io::Error| Fault::Unreadable(source).of(&folder.display().to_string());
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let extension = path.extension().map(|text| text.to_ascii_lowercase());
        let known = |text: &std::ffi::OsStr| ["tif", "tiff", "asc", "hgt"].iter().any(|known| text == *known);
        if path.is_dir() && depth < 4 {
            list(&path, files, depth + 1)?;
        } else if extension.is_some_and(|text| known(&text)) {
            files.push(path);
        }
    }
    Ok(())
}

/// The EPSG number of the first sheet.
fn projection(sheet: &Sheet, options: &DemOptions) -> Result<u32, Fault> {
    if let Some(epsg) = options.epsg.or(sheet.grid.epsg) {
        return Ok(epsg);
    }
    let [x, y] = sheet.grid.first;
    if x.abs() <= 180.0 && y.abs() <= 90.0 && sheet.grid.step[0] < 1.0 {
        Ok(4326)
    } else if (0.0..1_300_000.0).contains(&x) && (6_000_000.0..7_200_000.0).contains(&y) {
        Ok(2154)
    } else {
        Err(Fault::NoProjection)
    }
}

/// Where a sheet begins on the lattice of the first; `None` where its cells are others.
fn place(sheet: &Sheet, origin: [f64; 2], step: [f64; 2]) -> Option<[i64; 2]> {
    let grid = &sheet.grid;
    let longest = f64::from(grid.columns.max(grid.rows));
    let same = (0..2).all(|axis| ((grid.step[axis] - step[axis]) / step[axis]).abs() * longest < SLACK);
    let offset = [(grid.first[0] - origin[0]) / step[0], (origin[1] - grid.first[1]) / step[1]];
    let near = offset.iter().all(|cells| cells.abs() < 1e8 && (cells - cells.round()).abs() < SLACK);
    (same && near).then(|| offset.map(|cells| cells.round() as i64))
}
