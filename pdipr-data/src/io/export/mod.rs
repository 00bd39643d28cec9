//! A route's sheet as a file for other tools. Says no, and why, where the line may not leave the app.

mod geojson;
mod gpx;
mod kml;
mod marks;
mod phrases;
#[cfg(test)]
mod samples;

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{ExportFormat, ExportedFile, Withheld};
use crate::domain::{DataSource, Position, Redistribution, RouteSheet, Stretch, StretchKind};

/// The sheet as a file; `now` is written as its date, without it equal input gives equal bytes.
pub fn export(
    sheet: &RouteSheet,
    format: ExportFormat,
    sources: &[DataSource],
    now: Option<Timestamp>,
) -> Result<ExportedFile, Withheld> {
    if let Redistribution::Withheld { reason } = &sheet.redistribution {
        return Err(Withheld { route: sheet.card.name.clone(), reason: phrases::withheld(reason) });
    }
    let sheet = &without_past_closures(sheet, now);
    let text = match format {
        ExportFormat::Gpx => super::gpx::write(&gpx::file(sheet, sources, now)),
        ExportFormat::GeoJson => geojson::text(sheet, sources, now),
        ExportFormat::Kml => kml::text(sheet, sources, now),
    };
    Ok(ExportedFile { file_name: file_name(sheet, format), media_type: format.media_type().to_owned(), text })
}

/// Closures that are over have ended by themselves; without a day, nobody knows which.
fn without_past_closures(sheet: &RouteSheet, now: Option<Timestamp>) -> Cow<'_, RouteSheet> {
    let Some(today) = now.map(|now| TimeZone::UTC.to_datetime(now).date()) else {
        return Cow::Borrowed(sheet);
    };
    let mut sheet = Cow::Borrowed(sheet);
    if sheet.state.closures.iter().any(|closure| closure.days.are_over(today)) {
        sheet.to_mut().state.closures.retain(|closure| !closure.days.are_over(today));
    }
    sheet
}

/// `sente-f15-e.gpx`: the identity without the commune, in characters that every file system takes.
fn file_name(sheet: &RouteSheet, format: ExportFormat) -> String {
    let id = sheet.card.id.as_str();
    let slug = match id.rsplit_once('-') {
        Some((code, commune)) if commune.len() == 5 && commune.bytes().all(|b| b.is_ascii_digit()) => code,
        _ => id,
    };
    let words = slug.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut safe = words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-");
    safe.truncate(60);
    format!("sente-{safe}.{}", format.extension())
}

/// The lines to write, with the number of their part. Liaisons are drawn as what they are, but where they are more
/// than half of the route no line to follow is pretended: then they are told as data.
fn drawn(sheet: &RouteSheet) -> impl Iterator<Item = (usize, &Stretch)> {
    let with_liaisons = !mostly_liaison(sheet);
    stretches(sheet)
        .filter(|(_, stretch)| stretch.line.len() > 1)
        .filter(move |(_, stretch)| stretch.kind == StretchKind::Inscribed || with_liaisons)
}

/// Liaisons that are not drawn.
fn undrawn_liaisons(sheet: &RouteSheet) -> impl Iterator<Item = (usize, &Stretch)> {
    let undrawn = mostly_liaison(sheet);
    stretches(sheet).filter(move |(_, stretch)| stretch.kind == StretchKind::Liaison && undrawn)
}

/// One of the two causes of *itinéraire partiel*; the other is a route in several parts.
fn mostly_liaison(sheet: &RouteSheet) -> bool {
    sheet.card.partial && sheet.card.lengths.inscribed_share().is_none_or(|share| share.value() < 0.5)
}

fn stretches(sheet: &RouteSheet) -> impl Iterator<Item = (usize, &Stretch)> {
    sheet
        .parts
        .iter()
        .enumerate()
        .flat_map(|(index, part)| part.iter().map(move |stretch| (index + 1, stretch)))
}

/// Seven decimals are a centimetre; more would only make files bigger.
fn rounded(at: Position) -> Position {
    let round = |degrees: f64| (degrees * 1e7).round() / 1e7;
    Position::new(round(at.lon()), round(at.lat())).unwrap_or(at)
}

const fn kind_word(kind: StretchKind) -> &'static str {
    match kind {
        StretchKind::Inscribed => "inscribed",
        StretchKind::Liaison => "liaison",
    }
}

#[cfg(test)]
mod tests {
    use super::samples::*;
    use super::*;
    use crate::domain::{Metres, RouteId};

    #[test]
    fn a_withheld_line_stays_and_the_reason_is_told() {
        let mut sheet = a_loop();
        sheet.redistribution =
            Redistribution::Withheld { reason: "accord de la FFRandonnée attendu".into() };
        for format in [ExportFormat::Gpx, ExportFormat::GeoJson, ExportFormat::Kml] {
            let withheld = export(&sheet, format, &sources(), None).unwrap_err();
            assert!(withheld.reason.contains("accord de la FFRandonnée attendu"), "{withheld}");
        }
    }

    #[test]
    fn file_names_are_short_and_safe() {
        let name = |id: &str| {
            let mut sheet = a_loop();
            sheet.card.id = RouteId(id.into());
            file_name(&sheet, ExportFormat::Gpx)
        };
        assert_eq!(name("f15-e-28310"), "sente-f15-e.gpx");
        assert_eq!(name("feq-2-etoiles"), "sente-feq-2-etoiles.gpx");
        assert_eq!(name("../C:\\é"), "sente-c.gpx");
    }

    #[test]
    fn liaisons_are_drawn_unless_they_are_most_of_the_route() {
        let liaisons = |sheet: &RouteSheet| {
            let drawn = drawn(sheet).filter(|(_, stretch)| stretch.kind == StretchKind::Liaison).count();
            (drawn, undrawn_liaisons(sheet).count())
        };
        let mut sheet = a_loop();
        assert_eq!(liaisons(&sheet), (1, 0));
        sheet.card.partial = true;
        assert_eq!(liaisons(&sheet), (1, 0));
        sheet.card.lengths.liaison = Metres::whole(13_000);
        assert_eq!(liaisons(&sheet), (0, 1));
    }

    #[test]
    fn a_closure_ahead_is_a_mark_and_a_remark_and_a_past_one_is_gone() {
        let day = |text: &str| Some(text.parse().unwrap());
        for format in [ExportFormat::Gpx, ExportFormat::GeoJson, ExportFormat::Kml] {
            let text = |now| export(&closed(a_loop()), format, &sources(), now).unwrap().text;
            let before = text(day("2026-12-20T10:00:00Z"));
            assert!(before.contains("Fermé du 03/12/2026 au 20/12/2026 : gué submergé"), "{before}");
            assert!(!text(day("2026-12-21T10:00:00Z")).contains("Fermé"));
        }
    }

    #[test]
    fn without_a_date_equal_sheets_give_equal_bytes() {
        let text = || export(&a_loop(), ExportFormat::Gpx, &sources(), None).unwrap().text;
        assert_eq!(text(), text());
    }
}
