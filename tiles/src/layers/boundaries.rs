//! Administrative boundaries as lines, from the country down to the commune; protected areas by name.

use super::tags::{Attributes, Tags};
use super::{Drawing, Layer};

/// In France: 2 country, 4 région, 6 département, 7 arrondissement, 8 commune. Finer ones are not drawn.
pub fn admin_level(tags: Tags) -> Option<u8> {
    if !tags.is("boundary", "administrative") {
        return None;
    }
    tags.get("admin_level")?.parse().ok().filter(|level| (2..=8).contains(level))
}

pub fn line(level: u8, tags: Tags, out: &mut Vec<Drawing>) {
    let zoom = match level {
        ..=3 => 0,
        4 => 5,
        5 | 6 => 7,
        _ => 11,
    };
    let maritime = tags.is("maritime", "yes") || tags.is("natural", "coastline");
    let attributes = Attributes::default()
        .with("admin_level", i64::from(level))
        .flag("maritime", maritime)
        .flag("disputed", tags.is("disputed", "yes"));
    out.push(Drawing::whole(Layer::Boundaries, zoom, 900 - 40 * u32::from(level), attributes));
}

/// A reserve or a park of nature, as land and as a name.
pub fn area(tags: Tags, out: &mut Vec<Drawing>) {
    let kind = match tags.get("boundary") {
        Some("national_park") => "national_park",
        Some("protected_area") if !tags.is("leisure", "nature_reserve") => "protected_area",
        _ => return,
    };
    out.push(Drawing::whole(Layer::Land, 8, 150, Attributes::of_kind(kind)));
    if tags.get("name").is_some() {
        out.push(Drawing::label(Layer::LandLabels, 9, 2_050, Attributes::of_kind(kind).names(tags)));
    }
}
