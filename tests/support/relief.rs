//! A relief pack for the stories, made by `sente-tiles` from hills that are a formula; and what the same program says of
//! a line over these hills, read from the grid and not from the pack.

use std::f64::consts::TAU;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::programs::run;

/// What it is made of, and the two names of its making.
pub struct Hills {
    grid: PathBuf,
    pub pack: PathBuf,
}

/// Hills over a box of degrees (west, south, east, north), told every `cell` degrees.
pub fn hills(folder: &Path, [west, south, east, north]: [f64; 4], cell: f64) -> Result<Hills> {
    let (columns, rows) = (((east - west) / cell) as u32, ((north - south) / cell) as u32);
    let mut text =
        format!("ncols {columns}\nnrows {rows}\nxllcorner {west}\nyllcorner {south}\ncellsize {cell}\n");
    for row in (0..rows).rev() {
        for column in 0..columns {
            let (right, up) = (f64::from(column) / f64::from(columns), f64::from(row) / f64::from(rows));
            let height = 140.0 + 30.0 * (right * 2.0 * TAU).sin() + 20.0 * (up * TAU).sin();
            text.push_str(&format!("{height:.2} "));
        }
        text.push('\n');
    }
    let (grid, pack) = (folder.join("collines.asc"), folder.join("collines.pmtiles"));
    std::fs::write(&grid, text)?;
    let (dem, out) = (grid.display().to_string(), pack.display().to_string());
    let args: [&str; 9] = ["relief", "--dem", &dem, "--epsg", "4326", "--source", "Collines", "--out", &out];
    run("sente-tiles", &args)?;
    Ok(Hills { grid, pack })
}

impl Hills {
    /// Ascent and descent in metres along the one line of a GeoJSON file.
    pub fn climb(&self, line: &Path) -> Result<(f64, f64)> {
        let (grid, line) = (self.grid.display().to_string(), line.display().to_string());
        let args: [&str; 8] = ["elevation", "--dem", &grid, "--epsg", "4326", "--line", &line, "--json"];
        let answer: Value = serde_json::from_str(&run("sente-tiles", &args)?)?;
        let lines = answer["lines"].as_array().context("it answers lines")?;
        let [line] = lines.as_slice() else { bail!("{} lines instead of one", lines.len()) };
        line["ascent_m"].as_f64().zip(line["descent_m"].as_f64()).context("the climb is known")
    }
}
