//! What a pack can be searched for: places, stations and points of interest, read out of its own tiles.
//! Works with any Shortbread pack; no file of its own is needed.

use std::collections::BTreeSet;

use crate::mvt::{self, Value};
use crate::read::{Pack, PackError, Run, Source, SourceError};
use crate::tile::{Tile, first_of_zoom};

/// Where every point that matters to a hiker is there, and a quarter of the tiles of zoom 15.
const ZOOM: u8 = 14;
const LAYERS: [&str; 3] = ["place_labels", "public_transport", "pois"];
/// More are not kept: a pack of the world is not searched this way.
pub const PLACES_MAX: usize = 400_000;

/// Something on the map that has a name, or that people look for without one (water, a shelter).
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Empty where it has none.
    pub name: String,
    /// As the layers name it: `village`, `drinking_water`, `guidepost`.
    pub kind: String,
    /// Degrees.
    pub lon: f64,
    pub lat: f64,
}

/// What a pack can be searched for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gathered {
    /// In the order of the tiles, each once.
    pub places: Vec<Place>,
    /// How many tiles could not be read; their places are missing.
    pub unreadable: u32,
}

/// All places. A tile that cannot be read is passed over and counted; a damaged directory is an error, because nobody knows
/// what is below it.
pub fn gather<S: Source>(pack: &Pack<S>) -> Result<Gathered, PackError> {
    let zoom = ZOOM.min(pack.header().zoom_max);
    let (first, end) = (first_of_zoom(zoom), first_of_zoom(zoom + 1));
    let mut gathered = Gathered::default();
    let mut known = BTreeSet::new();
    for run in pack.tiles() {
        let run = run?;
        // Tiles with the same bytes are sea or forest: what has a place is in one tile only.
        if run.entry.first < first || run.entry.first >= end || run.entry.run != 1 {
            continue;
        }
        let Some(tile) = run.tiles().next() else { continue };
        let Some(layers) = layers(pack, tile, &run)? else {
            gathered.unreadable = gathered.unreadable.saturating_add(1);
            continue;
        };
        for layer in layers.iter().filter(|layer| LAYERS.contains(&layer.name.as_str())) {
            for feature in &layer.features {
                let Some(place) = place(tile, layer.extent, feature) else { continue };
                let key = (place.kind.clone(), place.name.clone(), place.lon.to_bits(), place.lat.to_bits());
                if known.insert(key) && gathered.places.len() < PLACES_MAX {
                    gathered.places.push(place);
                }
            }
        }
    }
    Ok(gathered)
}

/// What stands in a tile; `None` if it is damaged. What is wrong with it, `verify` tells. A host that no longer gives the
/// bytes is an error: it would give no others.
fn layers<S: Source>(pack: &Pack<S>, tile: Tile, run: &Run) -> Result<Option<Vec<mvt::Layer>>, PackError> {
    let stored = match pack.stored(&run.entry) {
        Err(error @ PackError::Source(SourceError::Host { .. })) => return Err(error),
        stored => stored.ok(),
    };
    Ok(stored.and_then(|stored| mvt::read(&pack.unpack(tile, stored).ok()?).ok()))
}

/// The place of a feature; `None` if it is no point of this tile or says nothing.
fn place(tile: Tile, extent: u32, feature: &mvt::Feature) -> Option<Place> {
    let mvt::Shape::Points(points) = &feature.shape else { return None };
    let &[x, y] = points.first()?;
    let side = i32::try_from(extent).ok().filter(|side| *side > 0)?;
    // What stands in the margin is told by the neighbour.
    if !(0..side).contains(&x) || !(0..side).contains(&y) {
        return None;
    }
    let kind = text(feature, "kind")?;
    let name = text(feature, "name").or_else(|| text(feature, "ref")).unwrap_or_default();
    let (lon, lat) = tile.degrees(f64::from(x) / f64::from(side), f64::from(y) / f64::from(side));
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    Some(Place { name, kind, lon: round(lon), lat: round(lat) })
}

fn text(feature: &mvt::Feature, name: &str) -> Option<String> {
    match feature.attribute(name)? {
        Value::Text(text) if !text.is_empty() => Some(text.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feature(x: i32, y: i32, attributes: &[(&str, &str)]) -> mvt::Feature {
        let attributes =
            attributes.iter().map(|(key, value)| ((*key).into(), Value::Text((*value).into()))).collect();
        mvt::Feature { id: None, shape: mvt::Shape::Points(vec![[x, y]]), attributes }
    }

    #[test]
    fn a_point_of_the_margin_belongs_to_the_neighbour() {
        let tile = Tile::new(14, 8_529, 5_974).unwrap();
        let water = [("kind", "drinking_water")];
        assert!(place(tile, 4096, &feature(-3, 10, &water)).is_none());
        assert!(place(tile, 4096, &feature(4096, 10, &water)).is_none());
        assert!(place(tile, 4096, &feature(4095, 10, &water)).is_some());
    }

    #[test]
    fn a_signpost_without_a_name_is_known_by_its_number() {
        let tile = Tile::new(14, 8_529, 5_974).unwrap();
        let post = place(tile, 4096, &feature(0, 0, &[("kind", "guidepost"), ("ref", "42")])).unwrap();
        assert_eq!(post.name, "42");
        assert!((post.lon - 7.404_785_2).abs() < 1e-6 && (post.lat - 43.739_352_1).abs() < 1e-4, "{post:?}");
    }
}
