//! Reading an unpacked vector tile. Any bytes are read or refused with the place of the first fault; memory is bounded.

use std::sync::Arc;

use super::bytes::{Bytes, Field, zigzag};
use super::geometry::{self, Kind};
use super::{Feature, Layer, TILE_MAX, Value};

/// What a tile may take in memory once read; the heaviest tiles of our own packs take 2 MiB.
const MEMORY_MAX: usize = 24 << 20;

/// `at` is the byte in the unpacked tile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the vector tile is damaged at byte {at}: {problem}")]
pub struct MvtError {
    pub at: usize,
    pub problem: Problem,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("it ends too early")]
    Short,
    #[error("a number is too long")]
    Number,
    #[error("a field has a form that does not exist here")]
    Wire,
    #[error("a text is not UTF-8")]
    Text,
    #[error("a layer has no name, no extent or a version other than 1 and 2")]
    Layer,
    #[error("a value is empty")]
    Value,
    #[error("a feature has no kind of geometry, or an unknown one")]
    Kind,
    #[error("the commands of a geometry do not fit together")]
    Geometry,
    #[error("a position is out of range")]
    Range,
    #[error("an attribute refers to a name or a value that is not there")]
    Attribute,
    #[error("it is too large, or would be once read")]
    TooLarge,
}

/// Reads all layers of a tile that is not packed any more (see [`super::gunzip`]).
pub fn read(bytes: &[u8]) -> Result<Vec<Layer>, MvtError> {
    let mut tile = Bytes::new(bytes);
    if tile.len() > TILE_MAX {
        return Err(tile.error(Problem::TooLarge));
    }
    let mut budget = Budget::default();
    let mut layers = Vec::new();
    while let Some((number, field)) = tile.field()? {
        if let (3, Field::Bytes(message)) = (number, field) {
            budget.spend::<Layer>(1, &message)?;
            layers.push(layer(message, &mut budget)?);
        }
    }
    Ok(layers)
}

/// A vector that grows holds up to twice what is in it.
pub(super) const GROWING: usize = 2;

/// What may still be allocated.
#[derive(Debug)]
pub(super) struct Budget(usize);

impl Default for Budget {
    fn default() -> Budget {
        Budget(MEMORY_MAX)
    }
}

impl Budget {
    pub(super) fn spend<T>(&mut self, count: usize, place: &Bytes) -> Result<(), MvtError> {
        let left = size_of::<T>().checked_mul(count).and_then(|bytes| self.0.checked_sub(bytes));
        self.0 = left.ok_or_else(|| place.error(Problem::TooLarge))?;
        Ok(())
    }
}

/// The names and values that features refer to.
#[derive(Default)]
struct Tables {
    keys: Vec<Arc<str>>,
    values: Vec<Value>,
}

fn layer(message: Bytes, budget: &mut Budget) -> Result<Layer, MvtError> {
    // Names and values may stand behind the features that need them, so the message is read twice.
    let (mut name, mut version, mut extent, mut tables) = (None, 1, 4_096, Tables::default());
    let mut rest = message;
    while let Some((number, field)) = rest.field()? {
        match (number, field) {
            (1, Field::Bytes(text)) => name = Some(text.text()?.to_owned()),
            (3, Field::Bytes(text)) => tables.keys.push(shared(text, budget)?),
            (4, Field::Bytes(piece)) => {
                budget.spend::<Value>(GROWING, &piece)?;
                tables.values.push(value(piece, budget)?);
            }
            (5, Field::Number(number)) => extent = number,
            (15, Field::Number(number)) => version = number,
            _ => {}
        }
    }
    let extent = u32::try_from(extent).ok().filter(|extent| *extent > 0);
    let (Some(name), Some(extent), 1 | 2) = (name, extent, version) else {
        return Err(message.error(Problem::Layer));
    };
    let mut features = Vec::new();
    let mut rest = message;
    while let Some((number, field)) = rest.field()? {
        if let (2, Field::Bytes(piece)) = (number, field) {
            budget.spend::<Feature>(GROWING, &piece)?;
            features.push(feature(piece, &tables, budget)?);
        }
    }
    Ok(Layer { name, extent, features })
}

fn shared(piece: Bytes, budget: &mut Budget) -> Result<Arc<str>, MvtError> {
    // Two counts stand before the text of an `Arc`.
    budget.spend::<usize>(4, &piece)?;
    budget.spend::<u8>(piece.len(), &piece)?;
    Ok(piece.text()?.into())
}

fn value(message: Bytes, budget: &mut Budget) -> Result<Value, MvtError> {
    let mut found = None;
    let mut rest = message;
    while let Some((number, field)) = rest.field()? {
        found = match (number, field) {
            (1, Field::Bytes(text)) => Some(Value::Text(shared(text, budget)?)),
            (2, Field::Fixed32(bits)) => Some(Value::Float(f32::from_bits(bits))),
            (3, Field::Fixed64(bits)) => Some(Value::Double(f64::from_bits(bits))),
            (4, Field::Number(number)) => Some(Value::Int(number as i64)),
            (5, Field::Number(number)) => Some(Value::Uint(number)),
            (6, Field::Number(number)) => Some(Value::Int(zigzag(number))),
            (7, Field::Number(number)) => Some(Value::Bool(number != 0)),
            _ => found,
        };
    }
    found.ok_or_else(|| message.error(Problem::Value))
}

fn feature(message: Bytes, tables: &Tables, budget: &mut Budget) -> Result<Feature, MvtError> {
    let (mut id, mut kind, mut commands, mut tags) = (None, None, None, None);
    let mut rest = message;
    while let Some((number, field)) = rest.field()? {
        match (number, field) {
            (1, Field::Number(number)) => id = Some(number),
            (2, Field::Bytes(piece)) => tags = Some(piece),
            (3, Field::Number(1)) => kind = Some(Kind::Point),
            (3, Field::Number(2)) => kind = Some(Kind::Line),
            (3, Field::Number(3)) => kind = Some(Kind::Polygon),
            (4, Field::Bytes(piece)) => commands = Some(piece),
            _ => {}
        }
    }
    let kind = kind.ok_or_else(|| message.error(Problem::Kind))?;
    let commands = commands.ok_or_else(|| message.error(Problem::Geometry))?;
    let shape = geometry::read(commands, kind, budget)?;
    let attributes = match tags {
        Some(tags) => attributes(tags, tables, budget)?,
        None => Vec::new(),
    };
    Ok(Feature { id, shape, attributes })
}

fn attributes(
    mut tags: Bytes,
    tables: &Tables,
    budget: &mut Budget,
) -> Result<Vec<(Arc<str>, Value)>, MvtError> {
    // A name and a value are two bytes at least.
    let mut attributes = Vec::with_capacity((tags.len() / 2).min(16));
    while !tags.is_empty() {
        let start = tags;
        budget.spend::<(Arc<str>, Value)>(GROWING, &tags)?;
        let (key, value) = (tags.short_number()?, tags.short_number()?);
        let (key, value) = (tables.keys.get(key as usize), tables.values.get(value as usize));
        let pair = key.cloned().zip(value.cloned()).ok_or_else(|| start.error(Problem::Attribute))?;
        attributes.push(pair);
    }
    Ok(attributes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mvt::Shape;

    /// A field of bytes, shorter than 128.
    fn field(number: u8, bytes: &[u8]) -> Vec<u8> {
        [&[number << 3 | 2, bytes.len() as u8], bytes].concat()
    }

    fn tile(parts: &[Vec<u8>]) -> Vec<u8> {
        field(3, &parts.concat())
    }

    fn point(tags: &[u8]) -> Vec<u8> {
        field(2, &[&[8, 7], &field(2, tags)[..], &[24, 1], &field(4, &[9, 50, 34])].concat())
    }

    #[test]
    fn names_and_values_may_stand_behind_the_features() {
        let bytes = tile(&[
            point(&[0, 0, 1, 1]),
            field(3, b"kind"),
            field(3, b"ele"),
            field(4, &field(1, b"church")),
            field(4, &[48, 5]),
            field(1, b"pois"),
            vec![120, 2],
        ]);
        let layers = read(&bytes).unwrap();
        let [layer] = &layers[..] else { panic!("one layer") };
        assert_eq!((layer.name.as_str(), layer.extent), ("pois", 4_096));
        let [feature] = &layer.features[..] else { panic!("one feature") };
        assert_eq!(feature.id, Some(7));
        assert_eq!(feature.shape, Shape::Points(vec![[25, 17]]));
        assert_eq!(feature.attribute("kind").unwrap().text(), Some("church"));
        assert_eq!(feature.attribute("ele"), Some(&Value::Int(-3)));
    }

    #[test]
    fn the_first_fault_is_named_with_its_place() {
        let named = || vec![field(1, b"a"), vec![120, 2]];
        let error = |parts: &[Vec<u8>]| read(&tile(parts)).map(|_| ()).unwrap_err();
        let with = |part: Vec<u8>| error(&[named(), vec![part]].concat());
        assert_eq!(error(&[vec![120, 2]]), MvtError { at: 2, problem: Problem::Layer });
        assert_eq!(error(&[field(1, b"a"), vec![120, 3]]).problem, Problem::Layer);
        assert_eq!(with(vec![40, 0]).problem, Problem::Layer, "extent 0");
        assert_eq!(with(field(3, &[b'k', 0xFF])), MvtError { at: 10, problem: Problem::Text });
        assert_eq!(with(field(4, &[])).problem, Problem::Value);
        assert_eq!(with(point(&[0, 0])).problem, Problem::Attribute);
        assert_eq!(with(field(2, &[24, 1])).problem, Problem::Geometry);
        assert_eq!(with(field(2, &field(4, &[9, 50, 34]))).problem, Problem::Kind);
        assert_eq!(read(&[26, 9, 1]).unwrap_err(), MvtError { at: 2, problem: Problem::Short });
        assert_eq!(read(&[27]).unwrap_err(), MvtError { at: 0, problem: Problem::Wire });
    }

    #[test]
    fn an_empty_tile_has_no_layers() {
        assert_eq!(read(&[]), Ok(vec![]));
    }

    #[test]
    fn a_small_tile_that_would_be_huge_in_memory_is_refused() {
        let feature = [0x12, 0x07, 0x18, 0x01, 0x22, 0x03, 9, 50, 34];
        let body = [&field(1, b"a")[..], &[120, 2], &feature.repeat(1_000_000)].concat();
        let mut bytes = vec![26];
        let mut length = body.len();
        while length >= 0x80 {
            bytes.push(length as u8 | 0x80);
            length >>= 7;
        }
        bytes.push(length as u8);
        bytes.extend(body);
        assert_eq!(read(&bytes).unwrap_err().problem, Problem::TooLarge);
    }
}
