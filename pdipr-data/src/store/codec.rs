//! Lines and number lists as small blobs: differences, zigzag, seven bits a byte.

use crate::domain::Position;

/// Positions are kept to 1e-7 degrees, about a centimetre; six decimals come back exactly.
const UNITS: f64 = 1e7;

/// A blob that is not what we wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the blob ends too early or holds an impossible value")]
pub struct BadBlob;

pub fn numbers(values: impl IntoIterator<Item = u32>) -> Vec<u8> {
    let mut blob = Vec::new();
    for value in values {
        push(&mut blob, u64::from(value));
    }
    blob
}

pub fn read_numbers(mut blob: &[u8]) -> Result<Vec<u32>, BadBlob> {
    let mut values = Vec::new();
    while !blob.is_empty() {
        values.push(u32::try_from(pull(&mut blob)?).map_err(|_| BadBlob)?);
    }
    Ok(values)
}

pub fn line(positions: &[Position]) -> Vec<u8> {
    let mut blob = Vec::with_capacity(positions.len() * 5);
    let mut before = (0, 0);
    for at in positions {
        let here = ((at.lon() * UNITS).round() as i64, (at.lat() * UNITS).round() as i64);
        push(&mut blob, zigzag(here.0 - before.0));
        push(&mut blob, zigzag(here.1 - before.1));
        before = here;
    }
    blob
}

pub fn read_line(mut blob: &[u8]) -> Result<Vec<Position>, BadBlob> {
    let mut positions = Vec::with_capacity(blob.len() / 4);
    let mut here = (0_i64, 0_i64);
    while !blob.is_empty() {
        here.0 = here.0.checked_add(unzigzag(pull(&mut blob)?)).ok_or(BadBlob)?;
        here.1 = here.1.checked_add(unzigzag(pull(&mut blob)?)).ok_or(BadBlob)?;
        let at = Position::new(here.0 as f64 / UNITS, here.1 as f64 / UNITS).map_err(|_| BadBlob)?;
        positions.push(at);
    }
    Ok(positions)
}

/// Polygons of rings: counts, then each ring with its length in bytes.
pub fn outline(polygons: &[Vec<Vec<Position>>]) -> Vec<u8> {
    let mut blob = Vec::new();
    for rings in polygons {
        push(&mut blob, rings.len() as u64);
        for ring in rings {
            let bytes = line(ring);
            push(&mut blob, bytes.len() as u64);
            blob.extend_from_slice(&bytes);
        }
    }
    blob
}

pub fn read_outline(mut blob: &[u8]) -> Result<Vec<Vec<Vec<Position>>>, BadBlob> {
    let mut polygons = Vec::new();
    while !blob.is_empty() {
        let mut rings = Vec::new();
        for _ in 0..pull(&mut blob)? {
            let length = usize::try_from(pull(&mut blob)?).map_err(|_| BadBlob)?;
            let (bytes, rest) = blob.split_at_checked(length).ok_or(BadBlob)?;
            rings.push(read_line(bytes)?);
            blob = rest;
        }
        polygons.push(rings);
    }
    Ok(polygons)
}

fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

fn unzigzag(value: u64) -> i64 {
    (value >> 1) as i64 ^ -((value & 1) as i64)
}

fn push(blob: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        blob.push(value as u8 | 0x80);
        value >>= 7;
    }
    blob.push(value as u8);
}

fn pull(blob: &mut &[u8]) -> Result<u64, BadBlob> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, rest) = blob.split_first().ok_or(BadBlob)?;
        *blob = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(BadBlob)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_line_of_six_decimals_comes_back_exactly(
            raw in prop::collection::vec((-180_000_000..=180_000_000_i32, -90_000_000..=90_000_000_i32), 0..50),
        ) {
            let at = |(lon, lat): &(i32, i32)| Position::new(f64::from(*lon) / 1e6, f64::from(*lat) / 1e6).unwrap();
            let positions: Vec<Position> = raw.iter().map(at).collect();
            prop_assert_eq!(read_line(&line(&positions)), Ok(positions));
        }

        #[test]
        fn no_blob_makes_the_reader_panic(blob in prop::collection::vec(any::<u8>(), 0..200)) {
            let read = (read_line(&blob), read_numbers(&blob), read_outline(&blob));
            prop_assert!(read.0.is_ok() || read.0 == Err(BadBlob));
        }

        #[test]
        fn numbers_come_back(values in prop::collection::vec(any::<u32>(), 0..50)) {
            prop_assert_eq!(read_numbers(&numbers(values.clone())), Ok(values));
        }
    }
}
