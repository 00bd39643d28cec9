//! Writes .osm.pbf: dense nodes, ways and relations in blocks of 8,000, in the order in which they are given.

use std::collections::BTreeMap;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::osm::Kind;

/// Objects in a block, as osmium has it.
const BLOCK: usize = 8_000;

/// How blobs are stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    Plain,
    Zlib,
}

/// A member of a relation.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    pub kind: Kind,
    pub id: i64,
    pub role: &'a str,
}

/// Places are in units of 10^-7 degree, as in OSM.
#[derive(Debug)]
pub struct Writer<W: Write> {
    out: W,
    packing: Packing,
    kind: Kind,
    count: usize,
    strings: Strings,
    dense: Dense,
    /// Ways or relations, each as a field of the group.
    group: Vec<u8>,
}

#[derive(Debug, Default)]
struct Dense {
    ids: Vec<u8>,
    lats: Vec<u8>,
    lons: Vec<u8>,
    texts: Vec<u8>,
    last: [i64; 3],
}

/// The string table of the block; the empty string stands first.
#[derive(Debug, Default)]
struct Strings {
    numbers: BTreeMap<String, u64>,
    table: Vec<u8>,
}

impl Strings {
    fn number(&mut self, text: &str) -> u64 {
        if self.numbers.is_empty() {
            self.numbers.insert(String::new(), 0);
            bytes(&mut self.table, 1, b"");
        }
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.numbers.len() as u64;
        self.numbers.insert(text.to_owned(), number);
        bytes(&mut self.table, 1, text.as_bytes());
        number
    }
}

impl<W: Write> Writer<W> {
    /// Writes the header at once. `sorted` is what the file claims; it is the caller who keeps the order.
    pub fn new(out: W, packing: Packing, sorted: bool) -> io::Result<Writer<W>> {
        let mut header = Vec::new();
        bytes(&mut header, 4, b"OsmSchema-V0.6");
        bytes(&mut header, 4, b"DenseNodes");
        if sorted {
            bytes(&mut header, 5, b"Sort.Type_then_ID");
        }
        bytes(&mut header, 16, b"sente-tiles synth");
        let (strings, dense, group) = (Strings::default(), Dense::default(), Vec::new());
        let mut writer = Writer { out, packing, kind: Kind::Node, count: 0, strings, dense, group };
        writer.blob("OSMHeader", &header)?;
        Ok(writer)
    }

    pub fn node(&mut self, id: i64, lat: i64, lon: i64, tags: &[(&str, &str)]) -> io::Result<()> {
        self.make_room(Kind::Node)?;
        let dense = &mut self.dense;
        signed(&mut dense.ids, id.wrapping_sub(dense.last[0]));
        signed(&mut dense.lats, lat.wrapping_sub(dense.last[1]));
        signed(&mut dense.lons, lon.wrapping_sub(dense.last[2]));
        dense.last = [id, lat, lon];
        for (key, value) in tags {
            varint(&mut self.dense.texts, self.strings.number(key));
            varint(&mut self.dense.texts, self.strings.number(value));
        }
        self.dense.texts.push(0);
        Ok(())
    }

    pub fn way(&mut self, id: i64, nodes: &[i64], tags: &[(&str, &str)]) -> io::Result<()> {
        self.make_room(Kind::Way)?;
        let mut way = self.object(id, tags);
        bytes(&mut way, 8, &differences(nodes.iter().copied()));
        bytes(&mut self.group, 3, &way);
        Ok(())
    }

    pub fn relation(&mut self, id: i64, members: &[Member], tags: &[(&str, &str)]) -> io::Result<()> {
        self.make_room(Kind::Relation)?;
        let mut relation = self.object(id, tags);
        let (mut roles, mut kinds) = (Vec::new(), Vec::new());
        for member in members {
            varint(&mut roles, self.strings.number(member.role));
            varint(&mut kinds, member.kind as u64);
        }
        bytes(&mut relation, 8, &roles);
        bytes(&mut relation, 9, &differences(members.iter().map(|member| member.id)));
        bytes(&mut relation, 10, &kinds);
        bytes(&mut self.group, 4, &relation);
        Ok(())
    }

    /// Writes what is left and gives the output back.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        Ok(self.out)
    }

    fn object(&mut self, id: i64, tags: &[(&str, &str)]) -> Vec<u8> {
        let (mut keys, mut values, mut object) = (Vec::new(), Vec::new(), Vec::new());
        for (key, value) in tags {
            varint(&mut keys, self.strings.number(key));
            varint(&mut values, self.strings.number(value));
        }
        varint(&mut object, 1 << 3);
        varint(&mut object, id as u64);
        bytes(&mut object, 2, &keys);
        bytes(&mut object, 3, &values);
        object
    }

    fn make_room(&mut self, kind: Kind) -> io::Result<()> {
        if self.kind != kind || self.count == BLOCK {
            self.flush()?;
            self.kind = kind;
        }
        self.count += 1;
        // The empty string must stand first, also where the first tag is another.
        self.strings.number("");
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.count == 0 {
            return Ok(());
        }
        self.count = 0;
        let mut group = std::mem::take(&mut self.group);
        if self.kind == Kind::Node {
            let dense = std::mem::take(&mut self.dense);
            let mut message = Vec::new();
            bytes(&mut message, 1, &dense.ids);
            bytes(&mut message, 8, &dense.lats);
            bytes(&mut message, 9, &dense.lons);
            bytes(&mut message, 10, &dense.texts);
            bytes(&mut group, 2, &message);
        }
        let mut block = Vec::new();
        bytes(&mut block, 1, &std::mem::take(&mut self.strings).table);
        bytes(&mut block, 2, &group);
        self.blob("OSMData", &block)
    }

    fn blob(&mut self, kind: &str, content: &[u8]) -> io::Result<()> {
        let mut blob = Vec::new();
        match self.packing {
            Packing::Plain => bytes(&mut blob, 1, content),
            Packing::Zlib => {
                let mut packed = ZlibEncoder::new(Vec::new(), Compression::fast());
                packed.write_all(content)?;
                varint(&mut blob, 2 << 3);
                varint(&mut blob, content.len() as u64);
                bytes(&mut blob, 3, &packed.finish()?);
            }
        }
        let mut header = Vec::new();
        bytes(&mut header, 1, kind.as_bytes());
        varint(&mut header, 3 << 3);
        varint(&mut header, blob.len() as u64);
        self.out.write_all(&(header.len() as u32).to_be_bytes())?;
        self.out.write_all(&header)?;
        self.out.write_all(&blob)
    }
}

fn varint(out: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn signed(out: &mut Vec<u8>, number: i64) {
    varint(out, ((number << 1) ^ (number >> 63)) as u64);
}

fn bytes(out: &mut Vec<u8>, field: u64, content: &[u8]) {
    varint(out, field << 3 | 2);
    varint(out, content.len() as u64);
    out.extend_from_slice(content);
}

fn differences(numbers: impl Iterator<Item = i64>) -> Vec<u8> {
    let (mut out, mut last) = (Vec::new(), 0i64);
    for number in numbers {
        signed(&mut out, number.wrapping_sub(last));
        last = number;
    }
    out
}
