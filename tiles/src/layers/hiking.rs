//! Ours: waymarked routes on foot as OSM has them, each one feature.

use super::tags::{Attributes, Tags};
use super::{Drawing, Layer};

/// From how far away a network is seen: international, national, regional, local.
fn seen(network: Option<&str>) -> (u8, u32) {
    match network {
        Some("iwn") => (7, 5_400),
        Some("nwn") => (8, 5_300),
        Some("rwn") => (10, 5_200),
        Some("lwn") => (12, 5_100),
        _ => (12, 5_000),
    }
}

pub fn relation(tags: Tags, out: &mut Vec<Drawing>) {
    if !tags.is("type", "route") || !tags.is_any("route", &["hiking", "foot"]) {
        return;
    }
    let (zoom, rank) = seen(tags.get("network"));
    let attributes = Attributes::of_kind("hiking")
        .names(tags)
        .copy("ref", tags)
        .copy("network", tags)
        .copy_as("osmc_symbol", "osmc:symbol", tags)
        .copy("colour", tags)
        .copy("operator", tags);
    out.push(Drawing::whole(Layer::Hiking, zoom, rank, attributes));
}
