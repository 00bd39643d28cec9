//! A short mark of the line of a route: reviews carry it, so that marks given to an older line can be told apart.

use crate::domain::{Position, Stretch};

/// FNV-1a, 32 bits (Fowler, Noll, Vo): <https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>.
const OFFSET: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// Eight hexadecimal digits: the hash of the positions of the whole walk in order, each rounded to 1e-5 degrees (about a
/// metre). The same in every host; points that follow each other on the same place count once.
pub fn line_mark(parts: &[Vec<Stretch>]) -> String {
    let mut hash = OFFSET;
    let mut last = None;
    for at in parts.iter().flatten().flat_map(|stretch| &stretch.line) {
        let rounded = rounded(*at);
        if last.replace(rounded) != Some(rounded) {
            rounded.iter().flat_map(|number| number.to_le_bytes()).for_each(|byte| {
                hash = (hash ^ u32::from(byte)).wrapping_mul(PRIME);
            });
        }
    }
    format!("{hash:08x}")
}

fn rounded(at: Position) -> [i32; 2] {
    [at.lon(), at.lat()].map(|degrees| (degrees * 1e5).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Metres, StretchKind};

    fn mark(line: &[(f64, f64)]) -> String {
        let line = line.iter().map(|(lon, lat)| Position::new(*lon, *lat).unwrap()).collect();
        let kind = StretchKind::Inscribed;
        let stretch = serde_json::json!({ "kind": kind, "line": Vec::<Position>::new(), "length": Metres::ZERO, "segments": [] });
        let stretch: Stretch = serde_json::from_value(stretch).unwrap();
        line_mark(&[vec![Stretch { line, ..stretch }]])
    }

    #[test]
    fn the_mark_of_a_line_is_the_same_for_ever() {
        assert_eq!(mark(&[(1.58, 48.54), (1.59, 48.55)]), "e3e40be5");
    }

    #[test]
    fn less_than_a_metre_is_no_other_line_and_ten_metres_are() {
        let line = mark(&[(1.58, 48.54), (1.59, 48.55)]);
        assert_eq!(mark(&[(1.580_001, 48.54), (1.580_001, 48.54), (1.59, 48.550_001)]), line);
        assert_ne!(mark(&[(1.580_1, 48.54), (1.59, 48.55)]), line);
        assert_ne!(mark(&[(1.59, 48.55), (1.58, 48.54)]), line);
    }
}
