//! Identities. Those of things and operations are UUIDs of version 7 made on the device; the rest are names that
//! other parts of the house give.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A text that is not an identity of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}")]
pub struct BadId {
    expected: &'static str,
}

macro_rules! uuid_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(out)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::parse_str(text).map($name).map_err(|_| BadId { expected: "a UUID" })
            }
        }
    };
}

uuid_id! {
    /// One thing that a hiker does: sent until it is acknowledged, carried out once.
    OperationId
}

uuid_id! {
    /// A review, a recommendation or a report; its first operation gives it its identity.
    ThingId
}

impl OperationId {
    /// The thing that this operation makes, where it makes one.
    pub fn thing(self) -> ThingId {
        ThingId(self.0)
    }
}

macro_rules! name_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(&self.0)
            }
        }
    };
}

name_id! {
    /// A route of the catalogue (`f15-e-28310`).
    RouteRef
}

name_id! {
    /// A segment of the register.
    SegmentRef
}

name_id! {
    /// A commune by its INSEE code (`28310`).
    CommuneCode
}

const HEX_32: &str = "64 lower-case hexadecimal digits";

fn hex_32(text: &str) -> Result<(), BadId> {
    let hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if text.len() == 64 && text.bytes().all(hex) { Ok(()) } else { Err(BadId { expected: HEX_32 }) }
}

macro_rules! hex_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9a-f]{64}$"))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// From 32 bytes.
            pub fn from_bytes(bytes: &[u8; 32]) -> Self {
                $name(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                hex_32(text)?;
                Ok($name(text.to_owned()))
            }
        }

        impl TryFrom<String> for $name {
            type Error = BadId;

            fn try_from(text: String) -> Result<Self, BadId> {
                hex_32(&text)?;
                Ok($name(text))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    };
}

hex_id! {
    /// A photo by the SHA-256 of the bytes that the device sends.
    PhotoId
}

hex_id! {
    /// What makes a device the owner of what it has sent: 256 random bits. The server keeps only their SHA-256.
    DeviceKey
}

impl fmt::Debug for PhotoId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A secret is not printed.
impl fmt::Debug for DeviceKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("DeviceKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_sixty_four_hexadecimal_digits_and_is_never_printed() {
        let key = DeviceKey::from_bytes(&[0xab; 32]);
        assert_eq!(key.as_str().parse(), Ok(key.clone()));
        assert_eq!(format!("{key:?}"), "DeviceKey(…)");
        for text in ["", "abc", &"A".repeat(64), &"g".repeat(64), &"é".repeat(32)] {
            assert!(text.parse::<DeviceKey>().is_err(), "{text}");
        }
    }
}
