//! Gzip: read with a limit, written with the same bytes for the same input on every machine.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GzipError {
    #[error("the gzip data is damaged near byte {at}: {reason}")]
    Damaged { at: usize, reason: String },
    #[error("the gzip data holds more than {limit} bytes")]
    TooLarge { limit: usize },
}

/// The bytes of the first gzip member; more than `limit` of them is an error, and no more than that is ever allocated.
pub fn gunzip(bytes: &[u8], limit: usize) -> Result<Vec<u8>, GzipError> {
    // Packed text and geometry grow about threefold; a hint that is wrong costs one more allocation.
    let mut out = Vec::with_capacity(bytes.len().saturating_mul(3).min(limit));
    let mut decoder = GzDecoder::new(bytes);
    let read = decoder.by_ref().take(limit as u64 + 1).read_to_end(&mut out);
    match read {
        Err(error) => {
            Err(GzipError::Damaged { at: bytes.len() - decoder.get_ref().len(), reason: error.to_string() })
        }
        Ok(_) if out.len() > limit => Err(GzipError::TooLarge { limit }),
        Ok(_) => Ok(out),
    }
}

/// Packs bytes; `level` from 0 (stored) to 9 (smallest). No clock and no name goes into the header.
pub fn gzip(bytes: &[u8], level: u32) -> Vec<u8> {
    let mut encoder =
        GzEncoder::new(Vec::with_capacity(bytes.len() / 3 + 32), Compression::new(level.min(9)));
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes every byte")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_packed_comes_back() {
        let bytes: Vec<u8> = (0..10_000_u32).flat_map(|number| number.to_le_bytes()).collect();
        assert_eq!(gunzip(&gzip(&bytes, 6), bytes.len()).unwrap(), bytes);
        assert_eq!(gunzip(&gzip(&[], 9), 0).unwrap(), b"");
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = gzip(&vec![0; 10_000_000], 9);
        assert_eq!(gunzip(&bomb, 1_000), Err(GzipError::TooLarge { limit: 1_000 }));
    }

    #[test]
    fn damage_is_named_with_its_place() {
        let whole = gzip(b"the same words, the same words", 6);
        assert!(matches!(gunzip(&whole[..12], 100), Err(GzipError::Damaged { .. })));
        assert!(matches!(gunzip(b"no gzip at all", 100), Err(GzipError::Damaged { .. })));
    }
}
