//! Typed values out of JSON text. `serde_json` reads the text; this deserialiser hands its values on and calls, of the
//! code that serde derives for every type, only the half that our answers need (structs are objects, never lists).
//! The other half would be a tenth of what the browser fetches of the screens and of the engine.

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Deserializer, EnumAccess, Error as _, Expected, MapAccess, SeqAccess,
    Unexpected, VariantAccess, Visitor,
};
use serde_json::{Map, Value};

/// Why a text is not the wanted value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable(String);

impl std::fmt::Display for Unreadable {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Unreadable {}

impl serde::de::Error for Unreadable {
    fn custom<T: std::fmt::Display>(message: T) -> Unreadable {
        Unreadable(message.to_string())
    }

    // What is there instead is not said: it might be a number, and printing one takes more code than reading it.
    fn invalid_type(_there: Unexpected<'_>, expected: &dyn Expected) -> Unreadable {
        Unreadable(format!("expected {expected}"))
    }

    fn invalid_value(_there: Unexpected<'_>, expected: &dyn Expected) -> Unreadable {
        Unreadable(format!("expected {expected}"))
    }
}

/// Reads the value that the JSON text holds.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Unreadable> {
    from_value(&parse(text)?)
}

/// Reads a value out of what has been read already.
pub fn from_value<T: DeserializeOwned>(value: &Value) -> Result<T, Unreadable> {
    T::deserialize(Json(value))
}

/// The text as a tree.
#[inline(never)]
pub fn parse(text: &str) -> Result<Value, Unreadable> {
    serde_json::from_str(text).map_err(Unreadable::custom)
}

#[derive(Clone, Copy)]
struct Json<'a>(&'a Value);

impl Json<'_> {
    /// Something else stands here than the type wants.
    #[inline(never)]
    fn instead_of(self, wanted: &'static str) -> Unreadable {
        let there = match self.0 {
            Value::Null => "nothing",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "another number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        Unreadable(format!("expected {wanted}, found {there}"))
    }

    #[inline(never)]
    fn unsigned(self) -> Result<u64, Unreadable> {
        self.0.as_u64().ok_or_else(|| self.instead_of("a whole number from 0"))
    }

    #[inline(never)]
    fn signed(self) -> Result<i64, Unreadable> {
        self.0.as_i64().ok_or_else(|| self.instead_of("a whole number"))
    }

    #[inline(never)]
    fn float(self) -> Result<f64, Unreadable> {
        self.0.as_f64().ok_or_else(|| self.instead_of("a number"))
    }
}

impl<'a> Json<'a> {
    #[inline(never)]
    fn text(self) -> Result<&'a str, Unreadable> {
        self.0.as_str().ok_or_else(|| self.instead_of("a text"))
    }

    #[inline(never)]
    fn items(self) -> Result<Items<'a>, Unreadable> {
        self.0.as_array().map(|items| Items(items.iter())).ok_or_else(|| self.instead_of("a list"))
    }

    #[inline(never)]
    fn fields(self) -> Result<Fields<'a>, Unreadable> {
        let object = self.0.as_object().ok_or_else(|| self.instead_of("an object"))?;
        Ok(Fields { rest: object.iter(), value: &Value::Null })
    }

    /// A variant by its name: a text alone, or the only field of an object, whose value it holds.
    #[inline(never)]
    fn variant(self) -> Result<Variant<'a>, Unreadable> {
        let only =
            |object: &'a Map<String, Value>| if object.len() == 1 { object.iter().next() } else { None };
        match self.0 {
            Value::String(name) => Ok(Variant { name, value: &Value::Null }),
            Value::Object(object) => only(object)
                .map(|(name, value)| Variant { name, value })
                .ok_or_else(|| self.instead_of("an object with one field")),
            _ => Err(self.instead_of("a variant")),
        }
    }
}

/// One method of the deserialiser a line: what it takes from the value and how it tells the visitor.
macro_rules! hand_on {
    ($($method:ident: $take:ident -> $visit:ident,)+) => {
        $(
            fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
                visitor.$visit(self.$take()?)
            }
        )+
    };
}

impl<'de> Deserializer<'de> for Json<'de> {
    type Error = Unreadable;

    hand_on! {
        deserialize_u8: unsigned -> visit_u64,
        deserialize_u16: unsigned -> visit_u64,
        deserialize_u32: unsigned -> visit_u64,
        deserialize_u64: unsigned -> visit_u64,
        deserialize_i8: signed -> visit_i64,
        deserialize_i16: signed -> visit_i64,
        deserialize_i32: signed -> visit_i64,
        deserialize_i64: signed -> visit_i64,
        deserialize_f32: float -> visit_f64,
        deserialize_f64: float -> visit_f64,
        deserialize_char: text -> visit_str,
        deserialize_str: text -> visit_str,
        deserialize_string: text -> visit_str,
        deserialize_bytes: text -> visit_str,
        deserialize_byte_buf: text -> visit_str,
        deserialize_identifier: text -> visit_str,
        deserialize_seq: items -> visit_seq,
        deserialize_map: fields -> visit_map,
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => match (number.as_u64(), number.as_i64()) {
                (Some(whole), _) => visitor.visit_u64(whole),
                (None, Some(whole)) => visitor.visit_i64(whole),
                (None, None) => visitor.visit_f64(self.float()?),
            },
            Value::String(text) => visitor.visit_str(text),
            Value::Array(_) => visitor.visit_seq(self.items()?),
            Value::Object(_) => visitor.visit_map(self.fields()?),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_bool(self.0.as_bool().ok_or_else(|| self.instead_of("true or false"))?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        if self.0.is_null() { visitor.visit_unit() } else { Err(self.instead_of("nothing")) }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _len: usize,
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        _variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        visitor.visit_enum(self.variant()?)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Unreadable> {
        visitor.visit_unit()
    }
}

struct Items<'a>(std::slice::Iter<'a, Value>);

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Unreadable;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Unreadable> {
        self.0.next().map(|item| seed.deserialize(Json(item))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Fields<'a> {
    rest: serde_json::map::Iter<'a>,
    value: &'a Value,
}

impl<'de> MapAccess<'de> for Fields<'de> {
    type Error = Unreadable;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Unreadable> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = value;
        seed.deserialize(StrDeserializer::new(name)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Unreadable> {
        seed.deserialize(Json(self.value))
    }
}

struct Variant<'a> {
    name: &'a str,
    value: &'a Value,
}

impl<'de> EnumAccess<'de> for Variant<'de> {
    type Error = Unreadable;
    type Variant = Json<'de>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Json<'de>), Unreadable> {
        Ok((seed.deserialize(StrDeserializer::new(self.name))?, Json(self.value)))
    }
}

impl<'de> VariantAccess<'de> for Json<'de> {
    type Error = Unreadable;

    fn unit_variant(self) -> Result<(), Unreadable> {
        if self.0.is_null() { Ok(()) } else { Err(self.instead_of("nothing")) }
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Unreadable> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _len: usize, visitor: V) -> Result<V::Value, Unreadable> {
        self.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'de>>(
        self,
        _fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Unreadable> {
        self.deserialize_map(visitor)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fmt::Debug;

    use crate::domain::{Network, Position, StepKind};
    use crate::filter::RouteQuery;

    use super::*;

    /// Both readers agree on the text, whatever it is.
    fn as_serde_json<T: DeserializeOwned + PartialEq + Debug>(text: &str) -> Option<T> {
        let plainly = serde_json::from_str::<T>(text).ok();
        assert_eq!(read::<T>(text).ok(), plainly, "{text}");
        plainly
    }

    #[test]
    fn a_query_is_read_as_serde_json_reads_it() {
        let query: RouteQuery = as_serde_json("{}").unwrap();
        let mut filter = query.filter.clone();
        filter.networks = BTreeSet::from([Network::Gr, Network::Pr]);
        filter.open_on = jiff::civil::Date::new(2026, 11, 23).ok();
        let query = RouteQuery { filter, near: Position::new(1.5, 48.4).ok(), ..query };
        let text = serde_json::to_string(&query).unwrap();
        assert_eq!(as_serde_json::<RouteQuery>(&text), Some(query));
    }

    #[test]
    fn lists_tuples_options_and_maps_are_read() {
        as_serde_json::<Vec<Option<(u8, i16, f64)>>>("[[1,-2,3],null,[1,2,2.5]]").unwrap();
        as_serde_json::<BTreeMap<Network, u32>>(r#"{"gr":3,"pr":4}"#).unwrap();
        as_serde_json::<()>("null").unwrap();
        as_serde_json::<StepKind>(r#"{"kind":"start"}"#);
    }

    #[test]
    fn a_wrong_value_is_refused_and_said() {
        assert_eq!(as_serde_json::<u8>("300"), None);
        assert_eq!(as_serde_json::<u32>("-1"), None);
        assert_eq!(as_serde_json::<f64>("true"), None);
        assert_eq!(as_serde_json::<Vec<u8>>("{}"), None);
        let error = read::<bool>("[]").unwrap_err();
        assert_eq!(error.to_string(), "expected true or false, found a list");
    }
}
