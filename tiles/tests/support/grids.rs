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

pub fn deflate() -> Compression {
    Compression::Deflate(DeflateLevel::Balanced)
}
