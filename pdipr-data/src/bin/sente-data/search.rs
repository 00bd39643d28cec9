//! `sente-data search`: routes by words and criteria.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use pdipr_data::domain::Position;
use pdipr_data::filter::{Found, Page, RouteFilter, RouteQuery, SearchResult, Sort};
use pdipr_data::store::CatalogueStore;
use pdipr_data::terminal::output;
use pdipr_data::words::Arg;

use crate::figures::Speech;
use crate::place;

#[derive(clap::Args)]
pub struct Args {
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    #[arg(long, value_name = "T", default_value = "")]
    text: String,
    #[arg(long, value_name = "JSON", value_parser = filter)]
    filter: Option<RouteFilter>,
    #[arg(long, value_name = "LON,LAT", value_parser = position, allow_hyphen_values = true)]
    near: Option<Position>,
    #[arg(long, value_name = "S", value_parser = sort)]
    sort: Option<Sort>,
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: u32,
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: u32,
    #[arg(long)]
    json: bool,
}

fn filter(json: &str) -> Result<RouteFilter, String> {
    serde_json::from_str(json).map_err(|error| error.to_string())
}

fn position(text: &str) -> Result<Position, String> {
    let (lon, lat) = text.split_once(',').ok_or("usage-position")?;
    let degrees = |text: &str| text.trim().parse::<f64>().map_err(|_| "usage-position".to_owned());
    Position::new(degrees(lon)?, degrees(lat)?).map_err(|_| "usage-position".to_owned())
}

fn sort(word: &str) -> Result<Sort, String> {
    serde_json::from_value(serde_json::Value::from(word)).map_err(|_| "usage-sort".to_owned())
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let speech = Speech::new()?;
    let path = place::catalogue(args.catalogue);
    let store = CatalogueStore::open(&path).with_context(|| format!("could not open {}", path.display()))?;
    let filter = args.filter.unwrap_or_default();
    let near_only = args.text.trim().is_empty() && (args.near.is_some() || filter.near.is_some());
    let usual = if near_only { Sort::Proximity } else { Sort::Relevance };
    let query = RouteQuery { text: args.text, filter, near: args.near, sort: args.sort.unwrap_or(usual) };
    if query.sort == Sort::Proximity && query.near.is_none() && query.filter.near.is_none() {
        anyhow::bail!("{}", speech.words.text("search-proximity-needs-near"));
    }
    let result = store.search(&query, Page { offset: args.offset, limit: args.limit })?;
    if args.json {
        output::print_json(&result)?;
    } else {
        output::print(&text(&result, &speech))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn text(result: &SearchResult, speech: &Speech) -> String {
    let words = &speech.words;
    let mut text = String::new();
    let mut line = |words: String| {
        text.push_str(&words);
        text.push('\n');
    };
    if let Some(understood) = &result.understood {
        line(words.text_with("search-understood", &[("words", Arg::Text(understood))]));
    }
    line(words.text_with("search-total", &[("n", Arg::Count(result.total))]));
    for Found { card, why } in &result.found {
        line(format!("{}  {}", card.id, card.name));
        line(format!("    {}", speech.card(card)));
        if !why.is_empty() {
            let reasons: Vec<String> = why.iter().map(|why| speech.why(why)).collect();
            line(format!("    {}", reasons.join(" · ")));
        }
    }
    for way in &result.relaxations {
        let criterion = words.text(&format!("criterion-{}", name(way.criterion)));
        let args = [("criterion", Arg::Text(criterion.as_str())), ("n", Arg::Count(way.count))];
        line(words.text_with(if way.is_wider() { "search-wider" } else { "search-relaxation" }, &args));
    }
    text
}

/// The name of a criterion on the wire, which ends its key in the word catalogue.
fn name(criterion: pdipr_data::filter::Criterion) -> String {
    serde_json::to_value(criterion)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}
