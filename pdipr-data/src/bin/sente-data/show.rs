//! `sente-data show`: the sheet of one route.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use jiff::civil::Date;
use pdipr_data::domain::{Days, Nearby, RouteClosure, RouteId, RouteSheet, Standing, Step, StepKind, day};
use pdipr_data::store::CatalogueStore;
use pdipr_data::terminal::output;
use pdipr_data::words::Arg;

use crate::figures::Speech;
use crate::place;

#[derive(clap::Args)]
pub struct Args {
    route: String,
    #[arg(long, value_name = "FILE")]
    catalogue: Option<PathBuf>,
    #[arg(long, value_name = "DATE", value_parser = day_of)]
    on: Option<Date>,
    #[arg(long)]
    json: bool,
}

fn day_of(text: &str) -> Result<Date, String> {
    day::read(text).ok_or_else(|| "usage-day".to_owned())
}

pub fn run(args: Args) -> anyhow::Result<ExitCode> {
    let speech = Speech::new()?;
    let path = place::catalogue(args.catalogue);
    let store = CatalogueStore::open(&path).with_context(|| format!("could not open {}", path.display()))?;
    let id = RouteId(args.route.trim().to_lowercase());
    let Some(sheet) = store.sheet(&id)? else {
        eprintln!("{}", speech.words.text_with("export-unknown-route", &[("route", Arg::Text(&args.route))]));
        return Ok(ExitCode::from(2));
    };
    if args.json {
        output::print_json(&sheet)?;
    } else {
        output::print(&text(&sheet, args.on, &speech))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn text(sheet: &RouteSheet, on: Option<Date>, speech: &Speech) -> String {
    let words = &speech.words;
    let mut lines = vec![sheet.card.name.clone(), speech.card(&sheet.card)];
    lines.extend(closures(sheet, on, speech));
    let mut field = |key: &str, value: Option<String>| {
        let value = value.unwrap_or_else(|| speech.unknown());
        lines.push(words.text_with(key, &[("value", Arg::Text(&value))]));
    };
    let listed = |items: Vec<String>| (!items.is_empty()).then(|| items.join(", "));
    field("show-codes", listed(sheet.raw_codes.clone()));
    field("show-inscribed", Some(speech.distance(sheet.card.lengths.inscribed)));
    field("show-liaison", Some(speech.distance(sheet.card.lengths.liaison)));
    field("show-ascent", sheet.card.ascent.map(|ascent| format!("+{}\u{a0}m", ascent.value.value().round())));
    field("show-communes", listed(sheet.communes.iter().map(|commune| commune.name.clone()).collect()));
    let nature = |nature: &pdipr_data::domain::WayShare| {
        let name = nature
            .nature
            .map_or_else(|| speech.unknown(), |nature| words.text(&format!("nature-{}", nature.as_str())));
        format!("{name} {}", speech.distance(nature.length))
    };
    field("show-natures", listed(sheet.natures.iter().map(nature).collect()));
    let theme = |theme: &pdipr_data::domain::Figure<pdipr_data::domain::Theme>| {
        words.text(&format!("theme-{}", theme.value.as_str()))
    };
    field("show-themes", listed(sheet.themes.iter().map(theme).collect()));
    let nearby = |places: &[Nearby]| {
        listed(places.iter().map(|it| format!("{} ({})", it.name, speech.distance(it.distance))).collect())
    };
    field("show-towns", nearby(&sheet.towns));
    field("show-stations", nearby(&sheet.stations));
    field("show-introduction", sheet.texts.introduction.clone());
    field("show-parking", sheet.texts.parking.clone());
    lines.push(words.text("show-steps"));
    lines.extend(
        (1_u32..).zip(&sheet.steps).map(|(number, step)| format!("{number:>4}. {}", said(step, speech))),
    );
    let names = |cards: &[pdipr_data::domain::RouteCard]| {
        listed(cards.iter().map(|card| format!("{} ({})", card.name, card.id)).collect())
            .unwrap_or_else(|| speech.unknown())
    };
    lines.push(words.text_with("show-nearby", &[("value", Arg::Text(&names(&sheet.nearby)))]));
    lines.push(words.text_with("show-similar", &[("value", Arg::Text(&names(&sheet.similar)))]));
    lines.extend(sheet.findings.iter().map(|finding| words.finding(finding)));
    lines.join("\n") + "\n"
}

/// What is closed on the day and later; without a day, everything that the catalogue knows.
fn closures(sheet: &RouteSheet, on: Option<Date>, speech: &Speech) -> Vec<String> {
    let with_day = |key: &str, day: Option<Date>| {
        let day = day.map_or_else(|| speech.unknown(), |day| day.to_string());
        vec![speech.words.text_with(key, &[("day", Arg::Text(&day))])]
    };
    let Some(known) = sheet.state.known else { return with_day("show-closures-unknown", sheet.inscribed_to) };
    let (closed, coming) = match on.map(|day| sheet.state.on(day)) {
        Some(Standing::Told { closed, coming }) => (closed, coming),
        _ => (sheet.state.closures.iter().collect(), Vec::new()),
    };
    if closed.is_empty() && coming.is_empty() {
        return with_day("show-closures-none", known.as_of);
    }
    let closed = closed.into_iter().map(|closure| closed_line("show-closed", closure, speech));
    closed.chain(coming.into_iter().map(|closure| closed_line("show-coming", closure, speech))).collect()
}

fn closed_line(key: &str, closure: &RouteClosure, speech: &Speech) -> String {
    let days = days(closure.days, speech);
    let reason = closure.reason.clone().unwrap_or_else(|| speech.unknown());
    let commune = closure.commune.clone().unwrap_or_else(|| speech.unknown());
    let (from, length) = (speech.distance(closure.from_start), speech.distance(closure.length));
    let args =
        [("days", &days), ("reason", &reason), ("from", &from), ("length", &length), ("commune", &commune)];
    speech.words.text_with(key, &args.map(|(name, text)| (name, Arg::Text(text))))
}

fn days(days: Days, speech: &Speech) -> String {
    let from = days.from.to_string();
    let until = days.until.map(|day| day.to_string());
    match until {
        None => speech.words.text_with("closure-days-open", &[("from", Arg::Text(&from))]),
        Some(until) if until == from => speech.words.text_with("closure-day", &[("from", Arg::Text(&from))]),
        Some(until) => speech
            .words
            .text_with("closure-days", &[("from", Arg::Text(&from)), ("until", Arg::Text(&until))]),
    }
}

fn said(step: &Step, speech: &Speech) -> String {
    let words = &speech.words;
    let (from, length) = (speech.distance(step.from_start), speech.distance(step.length));
    let args = [("from", Arg::Text(from.as_str())), ("length", Arg::Text(length.as_str()))];
    match &step.step {
        StepKind::Start => words.text("step-start"),
        StepKind::Finish => words.text_with("step-finish", &args),
        StepKind::Liaison => words.text_with("step-liaison", &args),
        StepKind::Way { name, number, nature, commune } => {
            let kind = nature.map_or_else(
                || words.text("step-way-unknown"),
                |nature| words.text(&format!("nature-{}", nature.as_str())),
            );
            let mut way = vec![kind];
            way.extend(
                number
                    .as_ref()
                    .map(|number| words.text_with("step-number", &[("number", Arg::Text(number))])),
            );
            way.extend(name.clone());
            way.extend(commune.as_ref().map(|commune| format!("({commune})")));
            let way = way.join(" ");
            words.text_with("step-way", &[args[0], args[1], ("way", Arg::Text(&way))])
        }
    }
}
