//! Grids made up from formulas, as files of the three formats.
#![allow(dead_code)]

use std::io::Cursor;

use tiff::encoder::{Compression, DeflateLevel};
use tiff::encoder::{TiffEncoder, colortype};
use tiff::tags::Tag;

/// A Lambert-93 grid in the Perche: the centre of its north-west cell, the step in metres.
pub struct Plan {
    pub columns: u32,
    pub rows: u32,
    pub first: [f64; 2],
    pub step: f64,
}

impl Plan {
    /// Elevations by a formula of Lambert-93 coordinates, in rows from the north.
    pub fn values(&self, height: impl Fn(f64, f64) -> f64) -> Vec<f32> {
        let cells = (0..self.rows).flat_map(|row| (0..self.columns).map(move |column| (column, row)));
        cells
            .map(|(column, row)| {
                let x = self.first[0] + f64::from(column) * self.step;
                let y = self.first[1] - f64::from(row) * self.step;
                height(x, y) as f32
            })
            .collect()
    }

    /// As IGN writes them; `NaN` becomes −99999.
    pub fn ascii(&self, values: &[f32]) -> Vec<u8> {
        let south = self.first[1] - f64::from(self.rows - 1) * self.step - self.step / 2.0;
        let mut text = format!(
            "ncols {}\nnrows {}\nxllcorner {}\nyllcorner {}\ncellsize {}\nNODATA_value -99999.00\n",
            self.columns,
            self.rows,
            self.first[0] - self.step / 2.0,
            south,
            self.step
        );
        for row in values.chunks(self.columns as usize) {
            let row: Vec<_> =
                row.iter().map(|v| if v.is_nan() { "-99999.00".into() } else { format!("{v:.3}") }).collect();
            text.push_str(&row.join(" "));
            text.push('\n');
        }
        text.into_bytes()
    }

    /// A GeoTIFF of 32-bit floats in strips.
    pub fn geotiff(&self, values: &[f32], compression: Compression) -> Vec<u8> {
        self.tiff::<colortype::Gray32Float>(values, compression, "nan").expect("memory can be written")
    }

    /// A GeoTIFF of 16-bit whole metres; `NaN` becomes −9999.
    pub fn geotiff_whole(&self, values: &[f32], compression: Compression) -> Vec<u8> {
        let whole: Vec<i16> =
            values.iter().map(|v| if v.is_nan() { -9_999 } else { v.round() as i16 }).collect();
        self.tiff::<colortype::GrayI16>(&whole, compression, "-9999").expect("memory can be written")
    }

    fn tiff<C: colortype::ColorType>(
        &self,
        values: &[C::Inner],
        compression: Compression,
        nodata: &str,
    ) -> tiff::TiffResult<Vec<u8>>
    where
        [C::Inner]: tiff::encoder::TiffValue,
    {
        let mut bytes = Cursor::new(Vec::new());
        let mut encoder = TiffEncoder::new(&mut bytes)?.with_compression(compression);
        let mut image = encoder.new_image::<C>(self.columns, self.rows)?;
        image.rows_per_strip(16)?;
        let (x, y) = (self.first[0] - self.step / 2.0, self.first[1] + self.step / 2.0);
        let tags = image.encoder();
        tags.write_tag(Tag::ModelPixelScaleTag, &[self.step, self.step, 0.0][..])?;
        tags.write_tag(Tag::ModelTiepointTag, &[0.0, 0.0, 0.0, x, y, 0.0][..])?;
        let keys = [1_u16, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 2154];
        tags.write_tag(Tag::GeoKeyDirectoryTag, &keys[..])?;
        tags.write_tag(Tag::GdalNodata, nodata)?;
        image.write_data(values)?;
        Ok(bytes.into_inner())
    }
}

/// How a grid written by hand is laid out.
#[derive(Debug, Clone, Copy)]
pub struct Layout {
    /// BigTIFF, whose places have 64 bits.
    pub big: bool,
    /// The side of a tile; without it one strip a row.
    pub tile: Option<u32>,
}

impl Plan {
    /// A plain GeoTIFF of 16-bit numbers without a sign, byte by byte, as the encoder that the tests use otherwise makes none
    /// in tiles; `NaN` becomes 65,535.
    pub fn geotiff_by_hand(&self, values: &[f32], layout: Layout) -> Vec<u8> {
        let stored = |value: f32| if value.is_nan() { u16::MAX } else { value.round() as u16 };
        let cell = |column: u32, row: u32| {
            let inside = column < self.columns && row < self.rows;
            if inside { stored(values[(row * self.columns + column) as usize]) } else { u16::MAX }
        };
        let (width, height) = layout.tile.map_or((self.columns, 1), |side| (side, side));
        let mut blocks: Vec<Vec<u8>> = Vec::new();
        for top in (0..self.rows).step_by(height as usize) {
            for left in (0..self.columns).step_by(width as usize) {
                let rows = top..top + height;
                let cells = rows.flat_map(|row| (left..left + width).map(move |column| (column, row)));
                blocks.push(cells.flat_map(|(column, row)| cell(column, row).to_le_bytes()).collect());
            }
        }
        let (x, y) = (self.first[0] - self.step / 2.0, self.first[1] + self.step / 2.0);
        let doubles = |numbers: &[f64]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        let shorts = |numbers: &[u16]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        let long = |number: u32| number.to_le_bytes().to_vec();
        const SHORT: u16 = 3;
        const LONG: u16 = 4;
        const DOUBLE: u16 = 12;
        let mut entries: Vec<(u16, u16, Vec<u8>)> = vec![
            (256, LONG, long(self.columns)),
            (257, LONG, long(self.rows)),
            (258, SHORT, shorts(&[16])),
            (259, SHORT, shorts(&[1])),
            (262, SHORT, shorts(&[1])),
            (277, SHORT, shorts(&[1])),
            (339, SHORT, shorts(&[1])),
            (33_550, DOUBLE, doubles(&[self.step, self.step, 0.0])),
            (33_922, DOUBLE, doubles(&[0.0, 0.0, 0.0, x, y, 0.0])),
            (34_735, SHORT, shorts(&[1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, 2154])),
            (42_113, 2, b"65535\0".to_vec()),
        ];
        let lengths = blocks.iter().flat_map(|block| long(block.len() as u32)).collect();
        // Where the blocks lie is known once the directory's length is.
        let places = vec![0; blocks.len() * 4];
        let at = match layout.tile {
            Some(side) => {
                entries.extend([(322, LONG, long(side)), (323, LONG, long(side))]);
                entries.extend([(324, LONG, places), (325, LONG, lengths)]);
                324
            }
            None => {
                entries.extend([(273, LONG, places), (278, LONG, long(1)), (279, LONG, lengths)]);
                273
            }
        };
        entries.sort_by_key(|entry| entry.0);
        let (head, entry, room) = if layout.big { (16, 20, 8) } else { (8, 12, 4) };
        let directory =
            if layout.big { 8 + entry * entries.len() + 8 } else { 2 + entry * entries.len() + 4 };
        let beside = |entry: &(u16, u16, Vec<u8>)| if entry.2.len() > room { entry.2.len() } else { 0 };
        let mut begin = (head + directory + entries.iter().map(beside).sum::<usize>()) as u32;
        let offsets = blocks.iter().flat_map(|block| {
            let here = begin.to_le_bytes();
            begin += block.len() as u32;
            here
        });
        let offsets: Vec<u8> = offsets.collect();
        entries.iter_mut().filter(|entry| entry.0 == at).for_each(|entry| entry.2.clone_from(&offsets));
        let mut bytes = if layout.big { b"II+\0\x08\0\0\0".to_vec() } else { b"II*\0".to_vec() };
        let number = |out: &mut Vec<u8>, number: usize| {
            out.extend_from_slice(&number.to_le_bytes()[..if layout.big { 8 } else { 4 }]);
        };
        number(&mut bytes, head);
        bytes.extend_from_slice(&entries.len().to_le_bytes()[..if layout.big { 8 } else { 2 }]);
        let mut far = Vec::new();
        for (tag, kind, value) in &entries {
            let unit = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8][usize::from(*kind)];
            bytes.extend([tag.to_le_bytes(), kind.to_le_bytes()].concat());
            number(&mut bytes, value.len() / unit);
            if value.len() > room {
                number(&mut bytes, head + directory + far.len());
                far.extend_from_slice(value);
            } else {
                bytes.extend_from_slice(value);
                bytes.resize(bytes.len() + room - value.len(), 0);
            }
        }
        number(&mut bytes, 0);
        bytes.extend(far);
        bytes.extend(blocks.concat());
        bytes
    }
}

pub fn deflate() -> Compression {
    Compression::Deflate(DeflateLevel::Balanced)
}
