//! One decoded block of an extract: its strings, nodes, ways and relations, handed out one after the other without copies.

use super::wire::{Field, Wire, WireError, zigzag};
use crate::layers::Tags;

/// More strings than any block of the real world has, so that a hostile one cannot fill the memory.
const MOST_STRINGS: usize = 1 << 20;

/// What kinds of objects a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kinds {
    pub nodes: bool,
    pub ways: bool,
    pub relations: bool,
}

#[derive(Debug)]
pub struct Block<'a> {
    strings: Vec<&'a str>,
    groups: Vec<&'a [u8]>,
    granularity: i64,
    lat_offset: i64,
    lon_offset: i64,
    /// How many strings are not UTF-8; they read as empty.
    pub broken_strings: usize,
}

/// Degrees times 10^9, not yet known to lie in the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nano {
    pub lat: i64,
    pub lon: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Node,
    Way,
    Relation,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member<'a> {
    pub kind: Kind,
    pub id: i64,
    pub role: &'a str,
}

impl<'a> Block<'a> {
    pub fn parse(bytes: &'a [u8]) -> Result<Block<'a>, WireError> {
        let mut block = Block {
            strings: Vec::new(),
            groups: Vec::new(),
            granularity: 100,
            lat_offset: 0,
            lon_offset: 0,
            broken_strings: 0,
        };
        let mut wire = Wire::new(bytes);
        while let Some(field) = wire.field()? {
            match field {
                (1, Field::Bytes(table)) => block.read_strings(table)?,
                (2, Field::Bytes(group)) => block.groups.push(group),
                (17, Field::Number(number)) => block.granularity = number as i64,
                (19, Field::Number(number)) => block.lat_offset = number as i64,
                (20, Field::Number(number)) => block.lon_offset = number as i64,
                _ => {}
            }
        }
        Ok(block)
    }

    fn read_strings(&mut self, table: &'a [u8]) -> Result<(), WireError> {
        let mut wire = Wire::new(table);
        while let Some(field) = wire.field()? {
            let (1, Field::Bytes(text)) = field else { continue };
            if self.strings.len() == MOST_STRINGS {
                return Err(WireError { at: 0, why: "a block has more than a million strings" });
            }
            let text = std::str::from_utf8(text).unwrap_or_else(|_| {
                self.broken_strings += 1;
                ""
            });
            self.strings.push(text);
        }
        Ok(())
    }

    /// Looks at the first object of each group only.
    pub fn kinds(&self) -> Result<Kinds, WireError> {
        let mut kinds = Kinds::default();
        for group in &self.groups {
            match Wire::new(group).field()? {
                Some((1 | 2, _)) => kinds.nodes = true,
                Some((3, _)) => kinds.ways = true,
                Some((4, _)) => kinds.relations = true,
                _ => {}
            }
        }
        Ok(kinds)
    }

    /// Calls `see(id, place, tags)` for each node, dense or not.
    pub fn nodes(&self, mut see: impl FnMut(i64, Nano, Tags)) -> Result<(), WireError> {
        let mut tags = Vec::new();
        for group in &self.groups {
            let mut wire = Wire::new(group);
            while let Some((number, field)) = wire.field()? {
                match (number, field) {
                    (1, Field::Bytes(node)) => self.node(node, &mut tags, &mut see)?,
                    (2, Field::Bytes(dense)) => self.dense(dense, &mut tags, &mut see)?,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    fn node(
        &self,
        node: &'a [u8],
        tags: &mut Vec<(&'a str, &'a str)>,
        see: &mut impl FnMut(i64, Nano, Tags),
    ) -> Result<(), WireError> {
        let (mut id, mut lat, mut lon) = (0, 0, 0);
        let (mut keys, mut values) = (Wire::new(&[]), Wire::new(&[]));
        let mut wire = Wire::new(node);
        while let Some(field) = wire.field()? {
            match field {
                (1, Field::Number(number)) => id = zigzag(number),
                (2, Field::Bytes(packed)) => keys = Wire::new(packed),
                (3, Field::Bytes(packed)) => values = Wire::new(packed),
                (8, Field::Number(number)) => lat = zigzag(number),
                (9, Field::Number(number)) => lon = zigzag(number),
                _ => {}
            }
        }
        self.read_tags(keys, values, tags)?;
        see(id, self.nano(lat, lon), Tags(tags));
        Ok(())
    }

    fn dense(
        &self,
        dense: &'a [u8],
        tags: &mut Vec<(&'a str, &'a str)>,
        see: &mut impl FnMut(i64, Nano, Tags),
    ) -> Result<(), WireError> {
        let nothing = Wire::new(&[]);
        let (mut ids, mut lats, mut lons, mut texts) = (nothing, nothing, nothing, nothing);
        let mut wire = Wire::new(dense);
        while let Some(field) = wire.field()? {
            match field {
                (1, Field::Bytes(packed)) => ids = Wire::new(packed),
                (8, Field::Bytes(packed)) => lats = Wire::new(packed),
                (9, Field::Bytes(packed)) => lons = Wire::new(packed),
                (10, Field::Bytes(packed)) => texts = Wire::new(packed),
                _ => {}
            }
        }
        // All but the strings are differences to the node before.
        let (mut id, mut lat, mut lon) = (0i64, 0i64, 0i64);
        while let Some(step) = ids.signed()? {
            let (Some(north), Some(east)) = (lats.signed()?, lons.signed()?) else {
                return Err(WireError { at: 0, why: "dense nodes have fewer places than ids" });
            };
            id = id.wrapping_add(step);
            lat = lat.wrapping_add(north);
            lon = lon.wrapping_add(east);
            tags.clear();
            while let Some(key) = texts.number()? {
                if key == 0 {
                    break;
                }
                let value = texts.number()?.ok_or(WireError { at: 0, why: "a key has no value" })?;
                tags.push((self.text(key)?, self.text(value)?));
            }
            see(id, self.nano(lat, lon), Tags(tags));
        }
        Ok(())
    }

    /// Calls `see(id, tags, node ids)` for each way.
    pub fn ways(&self, mut see: impl FnMut(i64, Tags, &[i64])) -> Result<(), WireError> {
        let (mut tags, mut refs) = (Vec::new(), Vec::new());
        for group in &self.groups {
            let mut wire = Wire::new(group);
            while let Some((number, field)) = wire.field()? {
                if let (3, Field::Bytes(way)) = (number, field) {
                    let id = self.way(way, &mut tags, &mut refs)?;
                    see(id, Tags(&tags), &refs);
                }
            }
        }
        Ok(())
    }

    fn way(
        &self,
        way: &'a [u8],
        tags: &mut Vec<(&'a str, &'a str)>,
        refs: &mut Vec<i64>,
    ) -> Result<i64, WireError> {
        let mut id = 0;
        let (mut keys, mut values) = (Wire::new(&[]), Wire::new(&[]));
        refs.clear();
        let mut wire = Wire::new(way);
        while let Some(field) = wire.field()? {
            match field {
                (1, Field::Number(number)) => id = number as i64,
                (2, Field::Bytes(packed)) => keys = Wire::new(packed),
                (3, Field::Bytes(packed)) => values = Wire::new(packed),
                (8, Field::Bytes(packed)) => {
                    let (mut wire, mut node) = (Wire::new(packed), 0i64);
                    while let Some(step) = wire.signed()? {
                        node = node.wrapping_add(step);
                        refs.push(node);
                    }
                }
                _ => {}
            }
        }
        self.read_tags(keys, values, tags)?;
        Ok(id)
    }

    /// Calls `see(id, tags, members)` for each relation.
    pub fn relations(&self, mut see: impl FnMut(i64, Tags, &[Member])) -> Result<(), WireError> {
        let (mut tags, mut members) = (Vec::new(), Vec::new());
        for group in &self.groups {
            let mut wire = Wire::new(group);
            while let Some((number, field)) = wire.field()? {
                if let (4, Field::Bytes(relation)) = (number, field) {
                    let id = self.relation(relation, &mut tags, &mut members)?;
                    see(id, Tags(&tags), &members);
                }
            }
        }
        Ok(())
    }

    fn relation(
        &self,
        relation: &'a [u8],
        tags: &mut Vec<(&'a str, &'a str)>,
        members: &mut Vec<Member<'a>>,
    ) -> Result<i64, WireError> {
        let mut id = 0;
        let nothing = Wire::new(&[]);
        let (mut keys, mut values, mut roles, mut ids, mut kinds) =
            (nothing, nothing, nothing, nothing, nothing);
        let mut wire = Wire::new(relation);
        while let Some(field) = wire.field()? {
            match field {
                (1, Field::Number(number)) => id = number as i64,
                (2, Field::Bytes(packed)) => keys = Wire::new(packed),
                (3, Field::Bytes(packed)) => values = Wire::new(packed),
                (8, Field::Bytes(packed)) => roles = Wire::new(packed),
                (9, Field::Bytes(packed)) => ids = Wire::new(packed),
                (10, Field::Bytes(packed)) => kinds = Wire::new(packed),
                _ => {}
            }
        }
        self.read_tags(keys, values, tags)?;
        members.clear();
        let mut member = 0i64;
        while let Some(step) = ids.signed()? {
            member = member.wrapping_add(step);
            let (Some(role), Some(kind)) = (roles.number()?, kinds.number()?) else {
                return Err(WireError { at: 0, why: "a relation has more members than roles" });
            };
            let kind = match kind {
                0 => Kind::Node,
                1 => Kind::Way,
                2 => Kind::Relation,
                _ => return Err(WireError { at: 0, why: "a member is neither node nor way nor relation" }),
            };
            members.push(Member { kind, id: member, role: self.text(role)? });
        }
        Ok(id)
    }

    fn read_tags(
        &self,
        mut keys: Wire<'a>,
        mut values: Wire<'a>,
        tags: &mut Vec<(&'a str, &'a str)>,
    ) -> Result<(), WireError> {
        tags.clear();
        while let Some(key) = keys.number()? {
            let value = values.number()?.ok_or(WireError { at: 0, why: "a key has no value" })?;
            tags.push((self.text(key)?, self.text(value)?));
        }
        Ok(())
    }

    fn text(&self, index: u64) -> Result<&'a str, WireError> {
        let text = usize::try_from(index).ok().and_then(|index| self.strings.get(index));
        text.copied().ok_or(WireError { at: 0, why: "a string is not in the table" })
    }

    fn nano(&self, lat: i64, lon: i64) -> Nano {
        let place = |offset: i64, steps: i64| offset.wrapping_add(self.granularity.wrapping_mul(steps));
        Nano { lat: place(self.lat_offset, lat), lon: place(self.lon_offset, lon) }
    }
}
