//! A PNG file as its pixels.

use std::io::Cursor;

use anyhow::{Context, Result, bail};
use png::{BitDepth, ColorType, Decoder};

pub struct Picture {
    /// Width and height in pixels.
    pub size: (u32, u32),
    /// Red, green, blue; row by row from the top.
    pub pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// Fails where the file is not whole.
    pub fn of(file: &[u8]) -> Result<Picture> {
        let mut reader = Decoder::new(Cursor::new(file)).read_info()?;
        let mut bytes = vec![0; reader.output_buffer_size().context("the picture is too large")?];
        let frame = reader.next_frame(&mut bytes)?;
        let channels = match (frame.color_type, frame.bit_depth) {
            (ColorType::Rgb, BitDepth::Eight) => 3,
            (ColorType::Rgba, BitDepth::Eight) => 4,
            other => bail!("a picture of this kind was not expected: {other:?}"),
        };
        let pixels = bytes[..frame.buffer_size()].chunks_exact(channels).map(|p| [p[0], p[1], p[2]]);
        Ok(Picture { size: (frame.width, frame.height), pixels: pixels.collect() })
    }

    /// How much of it has exactly this colour, `0..=1`.
    pub fn share(&self, colour: [u8; 3]) -> f64 {
        let same = self.pixels.iter().filter(|pixel| **pixel == colour).count();
        same as f64 / self.pixels.len().max(1) as f64
    }
}
