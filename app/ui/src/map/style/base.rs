//! The base map under the routes: its sources, ground layers and labels.

use pdipr_data::domain::Bounds;
use sente_core::packs::{PackInfo, PackKind};
use serde_json::{Value, json};

use super::template::{self, Filling};

pub(super) const LOCATOR: &str = include_str!("locator.json");
pub(super) const DETAIL: &str = include_str!("detail.json");

/// Which base map is there. Routes and marks do not change with it.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum BaseMap {
    /// Drawn from the catalogue alone: communes, towns, stations. It says of itself that it is a locator map.
    #[default]
    Locator,
    /// Vector tiles and shaded relief of installed packs; the locator map stays where they do not reach.
    Detail(Vec<Tiles>),
}

/// The tiles of one installed pack.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiles {
    /// Name of its source.
    pub source: String,
    pub kind: PackKind,
    /// With `{z}/{x}/{y}`.
    pub address: String,
    pub bounds: Bounds,
    pub zooms: (u8, u8),
}

/// The layers of a base map, by their place in the style.
pub(super) struct Parts {
    pub sources: Vec<Value>,
    /// Below everything.
    pub ground: Vec<Value>,
    /// Above the lines.
    pub labels: Vec<Value>,
}

impl BaseMap {
    /// What the installed packs give; `address` tells where the tiles of a file are.
    pub fn of(packs: &[PackInfo], address: impl Fn(&str) -> String) -> BaseMap {
        if packs.is_empty() {
            return BaseMap::Locator;
        }
        let tiles = |pack: &PackInfo| Tiles {
            source: format!("pack-{}", pack.file),
            kind: pack.kind,
            address: address(&pack.file),
            bounds: pack.bounds,
            zooms: pack.zooms,
        };
        BaseMap::Detail(packs.iter().map(tiles).collect())
    }

    fn tiles(&self, kind: PackKind) -> Vec<&Tiles> {
        match self {
            BaseMap::Locator => Vec::new(),
            BaseMap::Detail(all) => all.iter().filter(|tiles| tiles.kind == kind).collect(),
        }
    }

    /// Whether signs are needed.
    pub(super) fn is_detailed(&self) -> bool {
        !self.tiles(PackKind::Detail).is_empty()
    }

    pub(super) fn parts(&self, filling: &Filling) -> Parts {
        let mut locator = filling.fill(LOCATOR);
        let (detail, relief, base) =
            (self.tiles(PackKind::Detail), self.tiles(PackKind::Relief), self.tiles(PackKind::Base));
        let mut drawn = if matches!(self, BaseMap::Locator) { Value::Null } else { filling.fill(DETAIL) };
        let mut of = |part: &str, packs: &[&Tiles]| spread(template::part(&mut drawn, part), packs);
        let ground = [
            template::part(&mut locator, "ground"),
            of("tint", &base),
            template::part(&mut locator, "outlines"),
            of("land", &detail),
            of("shade", &relief),
            of("ways", &detail),
        ]
        .concat();
        let labels = [template::part(&mut locator, "labels"), of("labels", &detail)].concat();
        let own = [base, detail, relief].concat();
        let sources = std::iter::once(locator)
            .chain([json!({ "sources": own.iter().map(|tiles| (tiles.source.clone(), source(tiles))).collect::<serde_json::Map<_, _>>() })])
            .collect();
        Parts { sources, ground, labels }
    }

    /// Filter of the locator map's labels: where a detailed map is, it has its own.
    pub(super) fn beyond(&self) -> Value {
        let boxes: Vec<Value> =
            self.tiles(PackKind::Detail).iter().map(|tiles| json!([ring(tiles.bounds)])).collect();
        if boxes.is_empty() {
            return true.into();
        }
        json!(["!", ["within", { "type": "MultiPolygon", "coordinates": boxes }]])
    }
}

/// The ground of the detailed maps, as a layer of the map: a box for each.
pub fn grounds(packs: &[PackInfo]) -> String {
    let features: Vec<Value> = packs
        .iter()
        .filter(|pack| pack.is_detailed())
        .map(|pack| {
            json!({
                "type": "Feature", "properties": {},
                "geometry": { "type": "Polygon", "coordinates": [ring(pack.bounds)] },
            })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

fn ring(Bounds { west, south, east, north }: Bounds) -> Value {
    json!([[west, south], [east, south], [east, north], [west, north], [west, south]])
}

/// Every layer once for each pack, side by side, so that packs which touch are drawn as one map.
fn spread(layers: Vec<Value>, packs: &[&Tiles]) -> Vec<Value> {
    let mut all = Vec::with_capacity(layers.len() * packs.len());
    for layer in layers {
        for tiles in packs {
            let mut own = layer.clone();
            let id = layer["id"].as_str().unwrap_or_default();
            own["id"] = format!("{id}@{}", tiles.source).into();
            own["source"] = tiles.source.clone().into();
            all.push(own);
        }
    }
    all
}

fn source(tiles: &Tiles) -> Value {
    let Bounds { west, south, east, north } = tiles.bounds;
    let mut source = json!({
        "type": "vector", "tiles": [tiles.address], "bounds": [west, south, east, north],
        "minzoom": tiles.zooms.0, "maxzoom": tiles.zooms.1,
    });
    if tiles.kind == PackKind::Relief {
        source["type"] = "raster-dem".into();
        source["encoding"] = "terrarium".into();
        source["tileSize"] = 256.into();
    }
    source
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn pack(file: &str, kind: PackKind) -> PackInfo {
        PackInfo {
            file: file.into(),
            title: file.into(),
            kind,
            bytes: 1,
            bounds: Bounds { west: 1.0, south: 48.0, east: 2.0, north: 49.0 },
            zooms: (5, 15),
            made: None,
            attribution: String::new(),
            version: String::new(),
            bundled: kind == PackKind::Base,
            sha256: None,
        }
    }

    /// Two detailed maps, a relief and the bundled map.
    pub fn everything() -> BaseMap {
        let packs = [
            pack("base", PackKind::Base),
            pack("centre", PackKind::Detail),
            pack("nord", PackKind::Detail),
            pack("relief", PackKind::Relief),
        ];
        BaseMap::of(&packs, |file| format!("pack://{file}/{{z}}/{{x}}/{{y}}"))
    }

    #[test]
    fn without_packs_it_is_the_locator_map() {
        assert_eq!(BaseMap::of(&[], str::to_owned), BaseMap::Locator);
        assert_eq!(BaseMap::Locator.beyond(), json!(true));
    }

    #[test]
    fn the_labels_of_the_locator_map_yield_to_those_of_detailed_maps_only() {
        let bundled = BaseMap::of(&[pack("base", PackKind::Base)], str::to_owned);
        assert_eq!(bundled.beyond(), json!(true));
        let boxes = &everything().beyond()[1][1]["coordinates"];
        assert_eq!(boxes.as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn only_detailed_maps_have_a_ground_of_their_own() {
        let text = grounds(&[pack("relief", PackKind::Relief), pack("centre", PackKind::Detail)]);
        let ground: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(ground["features"].as_array().map(Vec::len), Some(1));
        assert_eq!(ground["features"][0]["geometry"]["coordinates"][0][2], json!([2.0, 49.0]));
    }
}
