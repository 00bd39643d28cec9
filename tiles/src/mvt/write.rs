//! Writes Mapbox vector tiles 2.1 straight into bytes: geometry as commands, layers with their tables of keys and values.
//!
//! <https://github.com/mapbox/vector-tile-spec/tree/master/2.1>

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Units along the side of a tile.
pub const EXTENT: i32 = 4096;

const MOVE_TO: u64 = 1;
const LINE_TO: u64 = 2;
const CLOSE_PATH: u8 = 7 | (1 << 3);

/// What the geometry of a feature is made of; the number is the one in the tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    Points = 1,
    Lines = 2,
    Polygons = 3,
}

/// The value of an attribute.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scalar<'a> {
    Text(&'a str),
    Double(f64),
    Int(i64),
    Bool(bool),
}

/// The commands of a geometry as they grow. Coordinates are in units of the tile, `y` downward.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Commands {
    bytes: Vec<u8>,
    pen: [i32; 2],
}

impl Commands {
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the last command left the pen.
    pub fn pen(&self) -> [i32; 2] {
        self.pen
    }

    pub fn clear(&mut self) {
        self.bytes.clear();
        self.pen = [0, 0];
    }

    /// All points of a feature; a feature has one such command.
    pub fn points(&mut self, points: &[[i32; 2]]) {
        self.command(MOVE_TO, points.len());
        points.iter().for_each(|point| self.go(*point));
    }

    /// A line of two points or more.
    pub fn line(&mut self, line: &[[i32; 2]]) {
        if let Some((first, rest)) = line.split_first() {
            self.command(MOVE_TO, 1);
            self.go(*first);
            self.command(LINE_TO, rest.len());
            rest.iter().for_each(|point| self.go(*point));
        }
    }

    /// A ring without its first point repeated. The caller sees to its winding: outer rings have a positive area, holes
    /// a negative one.
    pub fn ring(&mut self, ring: &[[i32; 2]]) {
        self.line(ring);
        self.bytes.push(CLOSE_PATH);
    }

    /// Lines or rings that were encoded on their own, the last point of which is `pen`: joined to what is here. `None`
    /// where the bytes do not begin with a move, which nothing of ours does.
    pub fn join(&mut self, encoded: &[u8], pen: [i32; 2]) -> Option<()> {
        let (&command, rest) = encoded.split_first()?;
        let (x, rest) = read_varint(rest)?;
        let (y, rest) = read_varint(rest)?;
        self.bytes.push(command);
        self.go([unzigzag(x), unzigzag(y)]);
        self.bytes.extend_from_slice(rest);
        self.pen = pen;
        Some(())
    }

    fn command(&mut self, command: u64, count: usize) {
        write_varint(&mut self.bytes, command | ((count as u64) << 3));
    }

    fn go(&mut self, to: [i32; 2]) {
        write_varint(&mut self.bytes, zigzag(to[0].wrapping_sub(self.pen[0])));
        write_varint(&mut self.bytes, zigzag(to[1].wrapping_sub(self.pen[1])));
        self.pen = to;
    }
}

impl Scalar<'_> {
    /// The value as the message that stands in the table of a layer.
    pub fn encode(self, out: &mut Vec<u8>) {
        match self {
            Scalar::Text(text) => field(out, 1, text.as_bytes()),
            Scalar::Double(number) => {
                out.push(3 << 3 | 1);
                out.extend_from_slice(&number.to_le_bytes());
            }
            Scalar::Int(number) if number >= 0 => {
                out.push(5 << 3);
                write_varint(out, number.unsigned_abs());
            }
            Scalar::Int(number) => {
                out.push(6 << 3);
                write_varint(out, ((number << 1) ^ (number >> 63)) as u64);
            }
            Scalar::Bool(truth) => out.extend_from_slice(&[7 << 3, u8::from(truth)]),
        }
    }
}

/// One layer of one tile. Keys and values are borrowed from where they lie; equal ones are stored once.
#[derive(Default)]
pub struct LayerWriter<'a> {
    keys: Vec<&'a str>,
    values: Vec<&'a [u8]>,
    index: HashMap<&'a [u8], u32, BuildHasherDefault<Mix>>,
    features: Vec<u8>,
    tags: Vec<u8>,
}

impl<'a> LayerWriter<'a> {
    /// Adds a feature: its geometry from [`Commands`], its attributes as pairs of a key and a value that
    /// [`Scalar::encode`] made. The number 0 is left out.
    pub fn feature(
        &mut self,
        id: u64,
        kind: Kind,
        geometry: &[u8],
        attributes: impl Iterator<Item = (&'a str, &'a [u8])>,
    ) {
        self.tags.clear();
        for (key, value) in attributes {
            let place = self.keys.iter().position(|known| *known == key).unwrap_or_else(|| {
                self.keys.push(key);
                self.keys.len() - 1
            });
            let next = self.values.len() as u32;
            let number = *self.index.entry(value).or_insert(next);
            if number == next {
                self.values.push(value);
            }
            write_varint(&mut self.tags, place as u64);
            write_varint(&mut self.tags, u64::from(number));
        }
        let id_length = if id == 0 { 0 } else { 1 + varint_length(id) };
        let tags_length = if self.tags.is_empty() { 0 } else { field_length(self.tags.len()) };
        self.features.push(2 << 3 | 2);
        write_varint(&mut self.features, (id_length + tags_length + 2 + field_length(geometry.len())) as u64);
        if id != 0 {
            self.features.push(1 << 3);
            write_varint(&mut self.features, id);
        }
        if !self.tags.is_empty() {
            field(&mut self.features, 2, &self.tags);
        }
        self.features.extend_from_slice(&[3 << 3, kind as u8]);
        field(&mut self.features, 4, geometry);
    }

    /// Appends the layer to the bytes of a tile; a layer without features is left out.
    pub fn finish(self, name: &str, out: &mut Vec<u8>) {
        if self.features.is_empty() {
            return;
        }
        let mut layer = vec![15 << 3, 2];
        field(&mut layer, 1, name.as_bytes());
        layer.extend_from_slice(&self.features);
        self.keys.iter().for_each(|key| field(&mut layer, 3, key.as_bytes()));
        self.values.iter().for_each(|value| field(&mut layer, 4, value));
        layer.push(5 << 3);
        write_varint(&mut layer, EXTENT as u64);
        field(out, 3, &layer);
    }
}

/// Least seven bits first; the eighth says that more follow.
pub fn write_varint(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

/// The number and what follows it; `None` where the bytes end first or the number passes 64 bits.
pub fn read_varint(bytes: &[u8]) -> Option<(u64, &[u8])> {
    let mut number = 0;
    for (index, byte) in bytes.iter().enumerate().take(10) {
        number |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((number, bytes.get(index + 1..)?));
        }
    }
    None
}

fn varint_length(number: u64) -> usize {
    (64 - (number | 1).leading_zeros() as usize).div_ceil(7)
}

/// A field of bytes: its tag, its length, itself. Numbers of fields are below 16, so that the tag is one byte.
fn field(out: &mut Vec<u8>, number: u8, bytes: &[u8]) {
    out.push(number << 3 | 2);
    write_varint(out, bytes.len() as u64);
    out.extend_from_slice(bytes);
}

fn field_length(bytes: usize) -> usize {
    1 + varint_length(bytes as u64) + bytes
}

/// Small numbers of either sign as small numbers.
pub fn zigzag(number: i32) -> u64 {
    u64::from(((number << 1) ^ (number >> 31)) as u32)
}

/// The way back; what passes 32 bits is cut off.
pub fn unzigzag(number: u64) -> i32 {
    let number = number as u32;
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

/// Mixes eight bytes at a time: the tables are many, small and ours, so speed counts and no one attacks them.
#[derive(Default)]
pub struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u64(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    fn write_usize(&mut self, word: usize) {
        self.write_u64(word as u64);
    }

    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_the_specification_come_out() {
        let mut point = Commands::default();
        point.points(&[[25, 17]]);
        assert_eq!(point.bytes(), [9, 50, 34]);
        let mut line = Commands::default();
        line.line(&[[2, 2], [2, 10], [10, 10]]);
        assert_eq!(line.bytes(), [9, 4, 4, 18, 0, 16, 16, 0]);
        let mut ring = Commands::default();
        ring.ring(&[[3, 6], [8, 12], [20, 34]]);
        assert_eq!(ring.bytes(), [9, 6, 12, 18, 10, 12, 24, 44, 15]);
    }

    #[test]
    fn joined_lines_are_the_same_as_lines_written_together() {
        let (first, second) = ([[2, 2], [2, 10], [10, 10]], [[1, 1], [3, 5]]);
        let mut alone = Commands::default();
        alone.line(&second);
        let mut joined = Commands::default();
        joined.line(&first);
        joined.join(alone.bytes(), alone.pen()).unwrap();
        let mut together = Commands::default();
        together.line(&first);
        together.line(&second);
        assert_eq!(joined, together);
        assert_eq!(together.bytes(), [9, 4, 4, 18, 0, 16, 16, 0, 9, 17, 17, 10, 4, 8]);
    }

    #[test]
    fn equal_keys_and_values_are_stored_once() {
        let encode = |scalar: Scalar| {
            let mut bytes = Vec::new();
            scalar.encode(&mut bytes);
            bytes
        };
        let (track, one) = (encode(Scalar::Text("track")), encode(Scalar::Int(1)));
        let mut layer = LayerWriter::default();
        layer.feature(0, Kind::Points, &[9, 50, 34], [("kind", &track[..]), ("n", &one)].into_iter());
        layer.feature(7, Kind::Points, &[9, 50, 34], [("kind", &track[..]), ("m", &one)].into_iter());
        assert_eq!(layer.keys, ["kind", "n", "m"]);
        assert_eq!(layer.values.len(), 2);
        assert_eq!(layer.tags, [0, 0, 2, 1]);
    }

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 300, u64::from(u32::MAX), u64::MAX] {
            let mut bytes = Vec::new();
            write_varint(&mut bytes, number);
            assert_eq!(read_varint(&bytes), Some((number, &[][..])));
            assert_eq!(bytes.len(), varint_length(number));
        }
        for number in [0, -1, 1, i32::MIN, i32::MAX] {
            assert_eq!(unzigzag(zigzag(number)), number);
        }
    }
}
