//! `sente-tiles show`: what a pack says of itself, and what each zoom has.

use std::path::PathBuf;
use std::process::ExitCode;

use tiles::pack::{Summary, show};

use crate::output::size;
use crate::{input, output};

/// Shows header, metadata and the number of tiles and bytes a zoom
#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let summary = show(&input::pack(&args.pack)?)?;
    if args.json {
        output::print_json(&summary)?;
    } else {
        output::print(&text(&summary))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn text(it: &Summary) -> String {
    let mut lines = Vec::new();
    for key in ["name", "version", "attribution"] {
        lines.extend(
            it.metadata.get(key).and_then(|value| value.as_str()).map(|value| format!("{key}: {value}")),
        );
    }
    let [least, most] = it.zooms;
    let bounds = it.bounds;
    lines.push(format!("{} tiles ({}), zooms {least}-{most}, {}", it.kind, it.compression, size(it.bytes)));
    lines.push(format!("box {}, {}, {}, {}", bounds.west, bounds.south, bounds.east, bounds.north));
    lines.push(format!("{} tiles, {} runs, {} distinct contents", it.tiles, it.entries, it.contents));
    if it.waste > 0 {
        lines.push(format!(
            "{} unused, left by updates in place (`extract` makes the pack compact)",
            size(it.waste)
        ));
    }
    let layers = it.metadata.get("vector_layers").and_then(|layers| layers.as_array());
    let names: Vec<&str> =
        layers.into_iter().flatten().filter_map(|layer| layer.get("id")?.as_str()).collect();
    if !names.is_empty() {
        lines.push(format!("layers {}", names.join(", ")));
    }
    lines.push("zoom      tiles      bytes  heaviest".to_owned());
    for zoom in &it.by_zoom {
        let heaviest = zoom
            .heaviest
            .as_ref()
            .map_or(String::new(), |it| format!("{} at {}", size(it.bytes.into()), it.tile));
        lines.push(format!("{:>4} {:>10} {:>10}  {heaviest}", zoom.zoom, zoom.tiles, size(zoom.bytes)));
    }
    lines.join("\n") + "\n"
}
