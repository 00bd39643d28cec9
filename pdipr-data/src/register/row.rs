//! One row of the register becomes a segment, with remarks on what looks odd, or is refused with an error.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::geometry::{self, Order};
use super::ground::Plane;
use super::table::{Cells, ColumnSet, Refusal, Row};
use crate::domain::{Finding, Insee, Metres, Nature, Position, Segment, SegmentId};

/// The register cuts texts at this many characters.
const TEXT_WIDTH: usize = 50;

/// What agencies write for "no name".
const NAMELESS: [&str; 4] = ["sans nom", "sans n°", "sans numéro", "s/n"];

pub(super) fn segment(
    row: &Row,
    columns: &ColumnSet,
    remarks: &mut Vec<Finding>,
) -> Result<Segment, Refusal> {
    let cells = Cells { row, columns };
    let id = cells.filled("Identifiant tronçon").ok_or_else(|| {
        let refusal = Finding::error("missing-segment-id").at_line(row.line);
        Box::new(refusal.in_column("Identifiant tronçon"))
    })?;
    let mut remark = |finding: Finding| remarks.push(finding.at_line(row.line).about(id));
    let (line, order) = geometry::line(cells.get("geo_shape")).map_err(|reason| {
        let refusal = Finding::error("broken-geometry").at_line(row.line).in_column("geo_shape");
        Box::new(refusal.about(id).with("reason", reason))
    })?;
    if order == Order::Swapped {
        remark(Finding::warning("swapped-coordinates").in_column("geo_shape"));
    }
    let length: Metres = line.windows(2).map(|pair| pair[0].distance_to(pair[1])).sum();
    for finding in [length_remark(&cells, length), point_remark(&cells, &line, length)].into_iter().flatten()
    {
        remark(finding);
    }
    let insee = cells.filled("INSEE").filter(|code| code.chars().any(|c| c != '0'));
    if insee.is_none() {
        remark(Finding::warning("missing-insee").in_column("INSEE"));
    }
    let raw_codes = split_codes(cells.get("Code itinéraire"), &mut remark);
    if raw_codes.is_empty() {
        remark(Finding::info("no-itinerary-code").in_column("Code itinéraire"));
    }
    for column in ["Nom voie", "Code itinéraire"] {
        if cells.get(column).chars().count() >= TEXT_WIDTH {
            remark(Finding::info("text-cut-short").in_column(column).with("text", cells.get(column)));
        }
    }
    let way_name = cells.filled("Nom voie").filter(|name| !NAMELESS.contains(&name.to_lowercase().as_str()));
    if way_name.is_none() && columns.index("Nom voie").is_some() {
        remark(Finding::info("missing-way-name").in_column("Nom voie"));
    }
    let inscribed = date(&cells, "Date inscription PDIPR", &mut remark);
    let deliberated = date(&cells, "Date délibération commune", &mut remark);
    if let (Some(inscribed), Some(deliberated)) = (inscribed, deliberated)
        && inscribed < deliberated
    {
        remark(
            Finding::warning("dates-out-of-order")
                .in_column("Date inscription PDIPR")
                .with("inscribed", inscribed)
                .with("deliberated", deliberated),
        );
    }
    Ok(Segment {
        id: SegmentId(id.to_owned()),
        length,
        line,
        insee: insee.map(|code| Insee(code.to_owned())),
        commune: cells.filled("Commune").map(str::to_owned),
        way_name: way_name.map(str::to_owned),
        way_number: cells.filled("Numéro voie").map(str::to_owned),
        nature: nature(&cells, &mut remark),
        inscribed,
        deliberated,
        pnr_perche: yes_or_no(&cells, "PNR Perche", &mut remark),
        raw_codes,
        source_line: row.line,
        verbatim: verbatim(&cells),
    })
}

pub(super) fn duplicate(segment: &Segment, first_line: u64) -> Refusal {
    let refusal = Finding::error("duplicate-segment").at_line(segment.source_line);
    Box::new(refusal.in_column("Identifiant tronçon").about(&segment.id).with("first", first_line))
}

/// Everything but the geometry, which the segment holds as its line.
fn verbatim(cells: &Cells<'_>) -> BTreeMap<String, String> {
    let shape = cells.columns.index("geo_shape");
    let fields = cells.columns.headings().iter().zip(&cells.row.fields).enumerate();
    fields
        .filter(|(index, (_, field))| Some(*index) != shape && !field.is_empty())
        .map(|(_, (heading, field))| (heading.clone(), field.clone()))
        .collect()
}

/// Codes are set apart by commas; a colon between two full codes is a slip of the hand.
fn split_codes(cell: &str, remark: &mut impl FnMut(Finding)) -> Vec<String> {
    if cell.contains(':') {
        remark(Finding::warning("code-separator").in_column("Code itinéraire").with("text", cell));
    }
    let mut codes: Vec<String> = Vec::new();
    for code in cell.split([',', ':']).map(str::trim).filter(|code| !code.is_empty()) {
        if codes.iter().all(|known| known != code) {
            codes.push(code.to_owned());
        }
    }
    codes
}

/// The register's own length against the geodesic one; they agree within 0.1 % where the line is the same.
fn length_remark(cells: &Cells<'_>, length: Metres) -> Option<Finding> {
    let (column, text) = ["SHAPE_LENG", "st_length(shape)", "Longueur"]
        .into_iter()
        .find_map(|column| Some((column, cells.filled(column)?)))?;
    let Some(stated) = number(text).filter(|stated| *stated > 0.0) else {
        return Some(Finding::warning("broken-length").in_column(column).with("text", text));
    };
    let off = (stated - length.value()).abs();
    (off > 0.01 * stated && off > 5.0).then(|| {
        Finding::warning("length-mismatch")
            .in_column(column)
            .with("stated", format!("{stated:.0}"))
            .with("measured", format!("{:.0}", length.value()))
    })
}

/// `geo_point_2d` is "latitude, longitude" and lies at the line; it is not used otherwise.
fn point_remark(cells: &Cells<'_>, line: &[Position], length: Metres) -> Option<Finding> {
    const COLUMN: &str = "geo_point_2d";
    let text = cells.filled(COLUMN)?;
    let broken = || Some(Finding::info("broken-point").in_column(COLUMN).with("text", text));
    let Some((first, second)) = text.split_once(',') else { return broken() };
    let (Some(first), Some(second)) = (number(first), number(second)) else { return broken() };
    let (at, swapped) = if geometry::looks_like_france(first, second) {
        (Position::new(first, second), true)
    } else {
        (Position::new(second, first), false)
    };
    let Ok(at) = at else { return broken() };
    if swapped {
        return Some(Finding::info("swapped-point").in_column(COLUMN));
    }
    let plane = Plane::at(at.lat());
    let away = line.iter().map(|vertex| plane.metres(*vertex, at)).fold(f64::INFINITY, f64::min);
    (away > length.value() + 100.0)
        .then(|| Finding::warning("point-off-line").in_column(COLUMN).with("metres", format!("{away:.0}")))
}

pub(super) fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse::<f64>().ok().filter(|value| value.is_finite())
}

fn date(cells: &Cells<'_>, column: &str, remark: &mut impl FnMut(Finding)) -> Option<Date> {
    let Some(text) = cells.filled(column) else {
        if cells.columns.index(column).is_some() {
            remark(Finding::info("missing-date").in_column(column));
        }
        return None;
    };
    let date = parse_date(text);
    if date.is_none() {
        remark(Finding::warning("broken-date").in_column(column).with("text", text));
    }
    date
}

/// `2006-12-01`, with or without a time behind it, and `01/12/2006`.
pub(super) fn parse_date(text: &str) -> Option<Date> {
    if let Some(iso) = text.get(..10).and_then(|day| day.parse::<Date>().ok()) {
        return Some(iso);
    }
    let mut parts = text.get(..10)?.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn nature(cells: &Cells<'_>, remark: &mut impl FnMut(Finding)) -> Option<Nature> {
    let Some(text) = cells.filled("Statut") else {
        if cells.columns.index("Statut").is_some() {
            remark(Finding::info("missing-nature").in_column("Statut"));
        }
        return None;
    };
    Some(match text.to_lowercase().as_str() {
        "chemin rural" => Nature::RuralPath,
        "sente rurale" | "sentier rural" => Nature::FootPath,
        "parcelle communale" => Nature::CommunalPlot,
        "parcelle intercommunale" => Nature::IntercommunalPlot,
        _ => {
            remark(Finding::info("unknown-nature").in_column("Statut").with("text", text));
            Nature::Other
        }
    })
}

fn yes_or_no(cells: &Cells<'_>, column: &str, remark: &mut impl FnMut(Finding)) -> Option<bool> {
    let text = cells.filled(column)?;
    match text.to_lowercase().as_str() {
        "oui" | "1" | "true" => Some(true),
        "non" | "0" | "false" => Some(false),
        _ => {
            remark(Finding::info("unknown-answer").in_column(column).with("text", text));
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_written_in_france_too() {
        assert_eq!(parse_date("01/12/2006"), parse_date("2006-12-01T00:00:00+01:00"));
        assert!(parse_date("en cours").is_none());
    }

    #[test]
    fn a_colon_between_codes_counts_as_a_comma_and_is_told() {
        let mut told = Vec::new();
        let codes =
            split_codes("F15.H1-28373:GRPVBA-28373,F15.H1-28373", &mut |finding| told.push(finding.code));
        assert_eq!(codes, ["F15.H1-28373", "GRPVBA-28373"]);
        assert_eq!(told, ["code-separator"]);
    }
}
