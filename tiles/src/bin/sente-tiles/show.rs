//! `sente-tiles show`: what a pack says of itself, and what each zoom has.

use std::path::PathBuf;
use std::process::ExitCode;

use pdipr_data::terminal::output;
use tiles::pack::{Summary, show};

use crate::input;
use crate::speech::Speech;

#[derive(clap::Args)]
pub struct Args {
    #[arg(value_name = "PACK")]
    pack: PathBuf,
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args, speech: &Speech) -> anyhow::Result<ExitCode> {
    let summary = show(&input::pack(&args.pack)?)?;
    if args.json {
        output::print_json(&summary)?;
    } else {
        output::print(&text(&summary, speech))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn text(it: &Summary, speech: &Speech) -> String {
    let mut lines = Vec::new();
    for (name, key) in
        [("name", "show-name"), ("version", "show-version"), ("attribution", "show-attribution")]
    {
        let value = it.metadata.get(name).and_then(|value| value.as_str());
        lines.extend(value.map(|value| speech.say(key, &[("value", value)])));
    }
    let [least, most] = it.zooms.map(|zoom| zoom.to_string());
    let size = speech.size(it.bytes);
    lines.push(speech.say(
        "show-kind",
        &[
            ("kind", it.kind),
            ("compression", it.compression),
            ("least", &least),
            ("most", &most),
            ("size", &size),
        ],
    ));
    let bounds = it.bounds;
    let [west, south, east, north] =
        [bounds.west, bounds.south, bounds.east, bounds.north].map(|degrees| degrees.to_string());
    lines.push(
        speech.say("show-box", &[("west", &west), ("south", &south), ("east", &east), ("north", &north)]),
    );
    let [tiles, entries, contents] = [it.tiles, it.entries, it.contents].map(|count| count.to_string());
    lines.push(
        speech.say("show-counts", &[("tiles", &tiles), ("entries", &entries), ("contents", &contents)]),
    );
    if it.waste > 0 {
        lines.push(speech.say("show-waste", &[("size", &speech.size(it.waste))]));
    }
    let layers = it.metadata.get("vector_layers").and_then(|layers| layers.as_array());
    let names: Vec<&str> =
        layers.into_iter().flatten().filter_map(|layer| layer.get("id")?.as_str()).collect();
    if !names.is_empty() {
        lines.push(speech.say("show-layers", &[("layers", &names.join(", "))]));
    }
    lines.push(speech.text("show-zooms"));
    for zoom in &it.by_zoom {
        let heaviest = zoom.heaviest.as_ref().map_or(String::new(), |it| {
            speech.say("show-heaviest", &[("size", &speech.size(it.bytes.into())), ("tile", &it.tile)])
        });
        let size = speech.size(zoom.bytes);
        lines.push(format!("{:>4} {:>10} {size:>10}  {heaviest}", zoom.zoom, zoom.tiles));
    }
    lines.join("\n") + "\n"
}
