//! A moment on the wire that may be missing: `null` or `2026-11-23T10:00:00Z`.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::notebook::moment;

#[derive(Serialize, Deserialize)]
#[serde(transparent)]
struct Moment(#[serde(with = "moment")] Timestamp);

pub fn serialize<S: Serializer>(moment: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
    moment.map(Moment).serialize(serializer)
}

pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
    Ok(Option::<Moment>::deserialize(deserializer)?.map(|Moment(moment)| moment))
}
