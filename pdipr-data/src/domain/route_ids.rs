//! Many identities in one piece of text: a search names thousands, and strings of their own would lie far apart.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::RouteId;

/// A list of identities; written and read as a list of texts.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct RouteIds {
    text: String,
    ends: Vec<u32>,
}

impl RouteIds {
    /// Room for `count` identities of usual length.
    pub fn with_capacity(count: usize) -> Self {
        const USUAL: usize = 12;
        RouteIds { text: String::with_capacity(count * USUAL), ends: Vec::with_capacity(count) }
    }

    pub fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len() as u32);
    }

    pub fn get(&self, index: usize) -> Option<&str> {
        let from = index.checked_sub(1).map_or(0, |before| self.ends.get(before).copied().unwrap_or(0));
        self.text.get(from as usize..*self.ends.get(index)? as usize)
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).filter_map(|index| self.get(index))
    }

    pub fn to_vec(&self) -> Vec<RouteId> {
        self.iter().map(|id| RouteId(id.to_owned())).collect()
    }
}

impl<'i> FromIterator<&'i str> for RouteIds {
    fn from_iter<I: IntoIterator<Item = &'i str>>(ids: I) -> Self {
        let ids = ids.into_iter();
        let mut list = RouteIds::with_capacity(ids.size_hint().0);
        ids.for_each(|id| list.push(id));
        list
    }
}

impl fmt::Debug for RouteIds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for RouteIds {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for RouteIds {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = RouteIds;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of identities")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<RouteIds, A::Error> {
                let mut ids = RouteIds::default();
                while let Some(RouteId(id)) = list.next_element()? {
                    ids.push(&id);
                }
                Ok(ids)
            }
        }
        deserializer.deserialize_seq(List)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_travel_as_a_list_of_texts() {
        let ids: RouteIds = ["f15-e-28310", "", "gr-22"].into_iter().collect();
        let json = serde_json::to_string(&ids).unwrap();
        assert_eq!(json, r#"["f15-e-28310","","gr-22"]"#);
        assert_eq!(serde_json::from_str::<RouteIds>(&json).unwrap(), ids);
        assert_eq!((ids.len(), ids.get(2), ids.get(3)), (3, Some("gr-22"), None));
    }
}
