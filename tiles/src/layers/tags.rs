//! What OSM says of one object, and the small vocabulary in which layers ask for it.

use std::borrow::Cow;

use crate::feature::Value;

/// Longer values are no words of a map.
const LONGEST: usize = 1024;

/// Keys with values, as the extract has them; the first of two equal keys counts.
#[derive(Debug, Clone, Copy)]
pub struct Tags<'a>(pub &'a [(&'a str, &'a str)]);

impl<'a> Tags<'a> {
    pub fn get(self, key: &str) -> Option<&'a str> {
        let value = self.0.iter().find(|tag| tag.0 == key)?.1;
        (!value.is_empty() && value.len() <= LONGEST).then_some(value)
    }

    pub fn is(self, key: &str, value: &str) -> bool {
        self.get(key) == Some(value)
    }

    pub fn is_any(self, key: &str, values: &[&str]) -> bool {
        self.get(key).is_some_and(|value| values.contains(&value))
    }

    /// A whole number, also written as `1 200` or `1.5` (which is cut to 1).
    pub fn number(self, key: &str) -> Option<i64> {
        let text: String = self.get(key)?.chars().filter(|letter| !letter.is_whitespace()).collect();
        let number: f64 = text.parse().ok()?;
        (number.abs() < 1e15).then_some(number as i64)
    }

    pub fn is_bridge(self) -> bool {
        const BRIDGES: &[&str] = &[
            "yes",
            "viaduct",
            "boardwalk",
            "cantilever",
            "covered",
            "low_water_crossing",
            "movable",
            "trestle",
        ];
        self.is_any("bridge", BRIDGES)
    }

    pub fn is_tunnel(self) -> bool {
        self.is_any("tunnel", &["yes", "building_passage", "culvert"]) || self.is("covered", "yes")
    }
}

/// One line of a legend: where the key (of the group it stands in) has this value, the map shows `kind` from `zoom` on.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    pub value: &'static str,
    pub kind: &'static str,
    pub zoom: u8,
    pub rank: u32,
}

/// Rows by key; the first key that an object has a row for decides.
pub type Legend = &'static [(&'static str, &'static [Row])];

pub fn find(legend: Legend, tags: Tags) -> Option<(&'static str, &'static Row)> {
    legend.iter().find_map(|(key, rows)| {
        let value = tags.get(key)?;
        rows.iter().find(|row| row.value == value).map(|row| (*key, row))
    })
}

/// Attributes in the making.
#[derive(Debug, Default)]
pub struct Attributes(Vec<(&'static str, Value)>);

impl Attributes {
    pub fn of_kind(kind: &'static str) -> Attributes {
        Attributes(vec![("kind", Value::from(kind))])
    }

    pub fn with(mut self, key: &'static str, value: impl Into<Value>) -> Attributes {
        self.0.push((key, value.into()));
        self
    }

    /// Only truths are written: what is absent is false.
    pub fn flag(self, key: &'static str, truth: bool) -> Attributes {
        if truth { self.with(key, true) } else { self }
    }

    /// Where the object has the tag.
    pub fn copy(self, key: &'static str, tags: Tags) -> Attributes {
        self.copy_as(key, key, tags)
    }

    pub fn copy_as(self, name: &'static str, key: &str, tags: Tags) -> Attributes {
        match tags.get(key) {
            Some(value) => self.with(name, Value::Text(Cow::Owned(value.to_owned()))),
            None => self,
        }
    }

    pub fn whole(self, key: &'static str, tags: Tags) -> Attributes {
        match tags.number(key) {
            Some(number) => self.with(key, number),
            None => self,
        }
    }

    /// `name` as it stands on the ground, and `name_en` where English has another one.
    pub fn names(self, tags: Tags) -> Attributes {
        let named = self.copy("name", tags);
        if tags.get("name:en") == tags.get("name") {
            named
        } else {
            named.copy_as("name_en", "name:en", tags)
        }
    }

    /// Sorted by key, no key twice.
    pub fn done(mut self) -> Vec<(&'static str, Value)> {
        self.0.sort_by_key(|attribute| attribute.0);
        self.0.dedup_by_key(|attribute| attribute.0);
        self.0
    }
}
