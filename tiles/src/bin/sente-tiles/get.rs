//! `sente-tiles get`: one tile, as GeoJSON-like JSON, as text, or as bytes.

use std::path::PathBuf;
use std::process::ExitCode;

use pdipr_data::terminal::output;
use serde_json::{Value, json};
use tiles::feature::World;
use tiles::mvt::{self, Feature, Layer, Point, Shape};
use tiles::read::TileKind;
use tiles::tile::Tile;

use crate::input;
use crate::refusal::{Because, refused};
use crate::speech::Speech;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    #[arg(value_name = "Z/X/Y", value_parser = input::tile)]
    tile: Tile,
    #[arg(long)]
    json: bool,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let pack = input::pack(&args.pack)?;
    let tile = args.tile;
    let Some(stored) = pack.tile(tile)? else {
        eprintln!("sente-tiles: {}", speech.say("get-none", &[("tile", &tile.to_string())]));
        return Ok(ExitCode::from(1));
    };
    let length = stored.len();
    let raw = pack.unpack(tile, stored)?;
    if let Some(out) = &args.out {
        std::fs::write(out, &raw).because("no-write", out)?;
    }
    if pack.header().kind != TileKind::Mvt {
        if args.out.is_none() {
            let args = [("tile", tile.to_string()), ("bytes", raw.len().to_string())];
            return Err(refused("picture-tile", args));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let layers = mvt::read(&raw)?;
    if args.json {
        let layers: Vec<Value> = layers.iter().map(|layer| layer_json(tile, layer)).collect();
        let tile = json!({ "tile": tile.to_string(), "stored": length, "raw": raw.len(), "layers": layers });
        output::print_json(&tile)?;
    } else {
        let (tile, stored, raw) = (tile.to_string(), length.to_string(), raw.len().to_string());
        let mut lines = vec![speech.say("get-tile", &[("tile", &tile), ("stored", &stored), ("raw", &raw)])];
        lines.extend(layers.iter().map(|layer| format!("{:>7} {}", layer.features.len(), layer.name)));
        output::print(&(lines.join("\n") + "\n"))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn layer_json(tile: Tile, layer: &Layer) -> Value {
    let features: Vec<Value> =
        layer.features.iter().map(|feature| feature_json(tile, layer.extent, feature)).collect();
    json!({ "name": layer.name, "extent": layer.extent, "features": features })
}

/// A GeoJSON feature.
fn feature_json(tile: Tile, extent: u32, feature: &Feature) -> Value {
    let place = |point: &Point| degrees(tile, extent, *point);
    let line = |line: &Vec<Point>| line.iter().map(place).collect::<Vec<_>>();
    let ring = |ring: &Vec<Point>| ring.iter().chain(ring.first()).map(place).collect::<Vec<_>>();
    let rings = |polygon: &Vec<Vec<Point>>| polygon.iter().map(ring).collect::<Vec<_>>();
    let (kind, coordinates) = match &feature.shape {
        Shape::Points(points) => match &points[..] {
            [point] => ("Point", json!(place(point))),
            points => ("MultiPoint", json!(points.iter().map(place).collect::<Vec<_>>())),
        },
        Shape::Lines(lines) => match &lines[..] {
            [one] => ("LineString", json!(line(one))),
            lines => ("MultiLineString", json!(lines.iter().map(line).collect::<Vec<_>>())),
        },
        Shape::Polygons(polygons) => match &polygons[..] {
            [one] => ("Polygon", json!(rings(one))),
            polygons => ("MultiPolygon", json!(polygons.iter().map(rings).collect::<Vec<_>>())),
        },
    };
    let properties: serde_json::Map<String, Value> =
        feature.attributes.iter().map(|(key, value)| (key.to_string(), value.json())).collect();
    json!({
        "type": "Feature",
        "id": feature.id,
        "geometry": { "type": kind, "coordinates": coordinates },
        "properties": properties,
    })
}

/// Longitude and latitude, to the seventh decimal. What the buffer puts beyond the world stays at its edge.
fn degrees(tile: Tile, extent: u32, [x, y]: Point) -> [f64; 2] {
    let place = |first: u32, axis: i32| {
        let part = (f64::from(first) + f64::from(axis) / f64::from(extent)) / f64::from(tile.z()).exp2();
        // A float that is too large or too small becomes the edge.
        (part * (f64::from(u32::MAX) + 1.0)).round() as u32
    };
    let (lon, lat) = World { x: place(tile.x(), x), y: place(tile.y(), y) }.to_degrees();
    [lon, lat].map(|degrees| (degrees * 1e7).round() / 1e7)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_corners_of_a_tile_are_its_bounds() {
        let tile = Tile::new(14, 8529, 5974).unwrap();
        let bounds = tile.bounds();
        for ([x, y], wanted) in
            [([0, 4096], [bounds.west, bounds.south]), ([4096, 0], [bounds.east, bounds.north])]
        {
            let [lon, lat] = degrees(tile, 4096, [x, y]);
            assert!((lon - wanted[0]).abs() < 1e-6 && (lat - wanted[1]).abs() < 1e-6);
        }
    }
}
