//! What a feature leaves in one tile, as bytes that can be sorted, kept on disk and put into the tile as they are.

use std::sync::{Mutex, PoisonError};

use crate::feature::Value;
use crate::layers::Layer;
use crate::mvt::write::{Kind, Scalar, read_varint, unzigzag, write_varint, zigzag};

/// Where a piece stands: by tile (Hilbert), layer, rank, and the order in which the features came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    tile_and_layer: u64,
    rank_and_number: u64,
}

impl Key {
    pub fn new(tile: u64, layer: Layer, rank: u32, number: u32) -> Key {
        let rank_and_number = u64::from(rank) << 32 | u64::from(number);
        Key { tile_and_layer: tile << 8 | u64::from(layer as u8), rank_and_number }
    }

    /// The tile's Hilbert number.
    pub fn tile(self) -> u64 {
        self.tile_and_layer >> 8
    }

    pub fn layer(self) -> u8 {
        self.tile_and_layer as u8
    }

    pub fn rank(self) -> u32 {
        (self.rank_and_number >> 32) as u32
    }

    pub fn number(self) -> u32 {
        self.rank_and_number as u32
    }

    pub fn to_bytes(self) -> [u8; 16] {
        (u128::from(self.tile_and_layer) << 64 | u128::from(self.rank_and_number)).to_le_bytes()
    }

    pub fn from_bytes(bytes: [u8; 16]) -> Key {
        let both = u128::from_le_bytes(bytes);
        Key { tile_and_layer: (both >> 64) as u64, rank_and_number: both as u64 }
    }
}

/// A feature in a tile; attributes and geometry are ready for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Piece<'a> {
    pub id: u64,
    pub kind: Kind,
    /// How much of the tile it takes: the length of lines or the side of a square of the same area, in units.
    pub size: u32,
    /// See [`crate::mvt::write::Commands::pen`].
    pub pen: [i32; 2],
    /// For each attribute the number of its key in [`Keys`] (two bytes), the length of its value, its value.
    pub attributes: &'a [u8],
    pub geometry: &'a [u8],
}

impl<'a> Piece<'a> {
    pub fn write(&self, out: &mut Vec<u8>) {
        write_varint(out, self.id);
        out.push(self.kind as u8);
        write_varint(out, u64::from(self.size));
        write_varint(out, zigzag(self.pen[0]));
        write_varint(out, zigzag(self.pen[1]));
        write_varint(out, self.attributes.len() as u64);
        out.extend_from_slice(self.attributes);
        out.extend_from_slice(self.geometry);
    }

    /// `None` where the bytes are not what [`Piece::write`] made: the temporary file was spoilt.
    pub fn read(bytes: &'a [u8]) -> Option<Piece<'a>> {
        let (id, rest) = read_varint(bytes)?;
        let (&kind, rest) = rest.split_first()?;
        let kind = match kind {
            1 => Kind::Points,
            2 => Kind::Lines,
            3 => Kind::Polygons,
            _ => return None,
        };
        let (size, rest) = read_varint(rest)?;
        let (x, rest) = read_varint(rest)?;
        let (y, rest) = read_varint(rest)?;
        let (length, rest) = read_varint(rest)?;
        let (attributes, geometry) = rest.split_at_checked(usize::try_from(length).ok()?)?;
        Some(Piece { id, kind, size: size as u32, pen: [unzigzag(x), unzigzag(y)], attributes, geometry })
    }

    /// The attributes as the writer of a layer wants them.
    pub fn attributes<'k>(&self, keys: &'k [&'static str]) -> impl Iterator<Item = (&'k str, &'a [u8])>
    where
        'a: 'k,
    {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            let (number, tail) = rest.split_first_chunk::<2>()?;
            let (length, tail) = read_varint(tail)?;
            let (value, tail) = tail.split_at_checked(length as usize)?;
            rest = tail;
            Some((*keys.get(usize::from(u16::from_le_bytes(*number)))?, value))
        })
    }
}

/// The keys of attributes that a build meets, numbered as they come. The numbers never reach a tile.
#[derive(Debug, Default)]
pub struct Keys(Mutex<Vec<&'static str>>);

impl Keys {
    pub fn all(&self) -> Vec<&'static str> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn number(&self, key: &'static str) -> u16 {
        let mut keys = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = keys.iter().position(|known| *known == key).unwrap_or_else(|| {
            keys.push(key);
            keys.len() - 1
        });
        // Keys stand in the tables of the layers: a hundred or so.
        place as u16
    }
}

/// Writes attributes; one for each thread, so that few keys are asked for under the lock.
#[derive(Debug)]
pub struct AttributeWriter<'a> {
    keys: &'a Keys,
    known: Vec<(&'static str, u16)>,
    value: Vec<u8>,
}

impl<'a> AttributeWriter<'a> {
    pub fn new(keys: &'a Keys) -> AttributeWriter<'a> {
        AttributeWriter { keys, known: Vec::new(), value: Vec::new() }
    }

    pub fn write(&mut self, attributes: &[(&'static str, Value)], out: &mut Vec<u8>) {
        out.clear();
        for (key, value) in attributes {
            let known = self.known.iter().find(|(known, _)| known == key).map(|(_, number)| *number);
            let number = known.unwrap_or_else(|| {
                let number = self.keys.number(key);
                self.known.push((key, number));
                number
            });
            self.value.clear();
            scalar(value).encode(&mut self.value);
            out.extend_from_slice(&number.to_le_bytes());
            write_varint(out, self.value.len() as u64);
            out.extend_from_slice(&self.value);
        }
    }
}

fn scalar(value: &Value) -> Scalar<'_> {
    match value {
        Value::Text(text) => Scalar::Text(text),
        Value::Int(number) => Scalar::Int(*number),
        Value::Double(number) => Scalar::Double(*number),
        Value::Bool(truth) => Scalar::Bool(*truth),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back() {
        let keys = Keys::default();
        let mut attributes = Vec::new();
        let given = [("kind", Value::from("track")), ("oneway", Value::from(true))];
        AttributeWriter::new(&keys).write(&given, &mut attributes);
        let piece = Piece {
            id: 300,
            kind: Kind::Lines,
            size: 70_000,
            pen: [-64, 4000],
            attributes: &attributes,
            geometry: &[9, 4, 4],
        };
        let mut bytes = Vec::new();
        piece.write(&mut bytes);
        assert_eq!(Piece::read(&bytes), Some(piece));
        let known = keys.all();
        let names: Vec<&str> = piece.attributes(&known).map(|(key, _)| key).collect();
        assert_eq!(names, ["kind", "oneway"]);
    }

    #[test]
    fn keys_stand_in_the_order_of_drawing() {
        let ground = Key::new(5, Layer::Land, 900, 1);
        let minor = Key::new(5, Layer::Streets, 2, 7);
        let major = Key::new(5, Layer::Streets, 3, 4);
        let next = Key::new(6, Layer::Land, 0, 0);
        assert!(ground < minor && minor < major && major < next);
        assert_eq!(Key::from_bytes(major.to_bytes()), major);
        assert_eq!((major.tile(), major.rank(), major.number()), (5, 3, 4));
    }
}
