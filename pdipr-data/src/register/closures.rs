//! Reads the closures of inscribed ways (*état du jour*): bytes in, values and findings out. A row that cannot be meant
//! is refused alone, with an error; where only its end or its stretch is unclear, more is closed rather than less.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::decode;
use super::row::{number, parse_date};
use super::table::{Cells, ColumnSet, Format, Refusal, Row, Table};
use crate::domain::{Closure, DayState, Days, Finding, Metres, Segment, SegmentId};

const SEGMENT: &str = "Identifiant tronçon";
const FROM_M: &str = "De (m)";
const TO_M: &str = "À (m)";
const FROM: &str = "Du";
const UNTIL: &str = "Au";
const REASON: &str = "Motif";
const REASON_EN: &str = "Motif (anglais)";
const SOURCE: &str = "Source";

const FORMAT: Format = Format {
    headings: &[SEGMENT, FROM_M, TO_M, FROM, UNTIL, REASON, REASON_EN, SOURCE],
    needed: &[SEGMENT, FROM],
};

/// A longer text is cut: the state of the day stays small enough for any network.
const TEXT_MAX: usize = 300;
/// A stretch may end this far beyond its segment: figures are rounded.
const ROUNDING_M: f64 = 1.0;

/// The closures as read, in order and each once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Closures {
    pub closures: Vec<Closure>,
    /// `None` where the file says nothing: no closure, and no day on which somebody has looked.
    pub state: Option<DayState>,
    pub rows_read: u64,
    pub rows_refused: u64,
    pub findings: Vec<Finding>,
}

/// Reads a table of closures. Lines before its headings that begin with `#` are remarks; `# État du 2026-11-26` among them
/// says when somebody has looked. `file` names it in the findings; `segments` are those of the register.
pub fn closures(bytes: &[u8], file: &str, segments: &[Segment]) -> Closures {
    let mut read = Closures::default();
    let text = decode::text(bytes, file, &mut read.findings);
    let remarks = text.lines().take_while(|line| remark(line).is_some() || line.trim().is_empty());
    let above = remarks.clone().count() as u64;
    let as_of = remarks.filter_map(remark).find_map(day_of_state);
    let table = lines_after(&text, above).unwrap_or_default();
    let table = match Table::open(table, file, &FORMAT, &mut read.findings) {
        Ok(table) => table,
        Err(reason) => {
            read.findings.push(Finding::error("closures-unreadable").in_file(file).with("reason", reason));
            return read;
        }
    };
    let lengths = segments.iter().map(|segment| (segment.id.as_str(), segment.length)).collect();
    for row in table.rows() {
        read.rows_read += 1;
        let mut told = Vec::new();
        match row.and_then(|row| closure(&row, table.columns(), &lengths, &mut told)) {
            Ok(closure) => read.closures.push(closure),
            Err(refusal) => {
                read.rows_refused += 1;
                told.push(*refusal);
            }
        }
        let place = |mut finding: Finding| {
            finding.place.line = finding.place.line.map(|line| line + above);
            finding.in_file(file)
        };
        read.findings.extend(told.into_iter().map(place));
    }
    read.closures.sort_by(|a, b| order(a).cmp(&order(b)));
    read.closures.dedup();
    if as_of.is_some() || !read.closures.is_empty() {
        read.state = Some(DayState { as_of, closures: read.closures.len() as u32 });
    }
    read
}

fn order(closure: &Closure) -> (&SegmentId, u64, u64, Days, &Option<String>) {
    // Metres are not negative: their bits are in their order.
    let bits = |metres: Metres| metres.value().to_bits();
    let (from, to) = closure.stretch.map_or((0, u64::MAX), |(from, to)| (bits(from), bits(to)));
    (&closure.segment, from, to, closure.days, &closure.reason)
}

/// The text of a remark. Spreadsheets put quotes around it and separators behind.
fn remark(line: &str) -> Option<&str> {
    line.trim_matches(['"', ';', ',', '\t', ' ', '\r']).strip_prefix('#')
}

fn day_of_state(remark: &str) -> Option<Date> {
    let words = remark.trim().to_lowercase();
    let day = words.strip_prefix("état du").or_else(|| words.strip_prefix("etat du"))?;
    parse_date(day.trim().trim_start_matches("jour").trim_matches([':', ' ', '\u{a0}']))
}

/// The text below so many lines.
fn lines_after(text: &str, lines: u64) -> Option<&str> {
    let mut rest = text;
    for _ in 0..lines {
        rest = &rest[rest.find('\n')? + 1..];
    }
    Some(rest)
}

fn closure(
    row: &Row,
    columns: &ColumnSet,
    lengths: &BTreeMap<&str, Metres>,
    told: &mut Vec<Finding>,
) -> Result<Closure, Refusal> {
    let cells = Cells { row, columns };
    let refusal = |code: &str, column: &str| {
        let finding = Finding::error(code).at_line(row.line).in_column(column);
        finding.about(cells.get(SEGMENT)).with("text", cells.get(column))
    };
    let (Some(id), Some(length)) = (cells.filled(SEGMENT), lengths.get(cells.get(SEGMENT))) else {
        return Err(Box::new(refusal("closure-unknown-segment", SEGMENT)));
    };
    let mut remark =
        |finding: Finding, column: &str| told.push(finding.at_line(row.line).in_column(column).about(id));
    let from = parse_date(cells.get(FROM));
    let from = from.ok_or_else(|| Box::new(refusal("closure-without-day", FROM)))?;
    let until = cells.filled(UNTIL).and_then(|text| {
        let day = parse_date(text);
        if day.is_none() {
            remark(Finding::warning("closure-end-unclear").with("text", text), UNTIL);
        }
        day
    });
    if until.is_some_and(|until| until < from) {
        return Err(Box::new(refusal("closure-ends-before", UNTIL).with("from", from)));
    }
    let stretch = stretch(&cells, *length).unwrap_or_else(|(text, column)| {
        let length = format!("{:.0}", length.value());
        remark(Finding::warning("closure-stretch-unclear").with("text", text).with("length", length), column);
        None
    });
    let mut text = |column: &str| {
        let text = cells.filled(column)?;
        let cut: String = text.chars().take(TEXT_MAX).collect();
        if cut.len() < text.len() {
            remark(Finding::warning("closure-text-long").with("most", TEXT_MAX), column);
        }
        Some(cut)
    };
    let (reason, reason_en, source) = (text(REASON), text(REASON_EN), text(SOURCE));
    if reason.is_none() {
        remark(Finding::warning("closure-without-reason"), REASON);
    }
    let segment = SegmentId(id.to_owned());
    Ok(Closure { segment, stretch, days: Days { from, until }, reason, reason_en, source })
}

/// What of a stretch cannot be meant, and the column in which it stands.
type Unclear<'a> = (Cow<'a, str>, &'static str);

fn stretch<'a>(cells: &Cells<'a>, length: Metres) -> Result<Option<(Metres, Metres)>, Unclear<'a>> {
    let end = |column| -> Result<Option<Metres>, Unclear<'a>> {
        let Some(text) = cells.filled(column) else { return Ok(None) };
        let metres = number(text).and_then(|metres| Metres::try_from(metres).ok());
        metres.map(Some).ok_or((Cow::Borrowed(text), column))
    };
    let (from, to) = (end(FROM_M)?, end(TO_M)?);
    if from.is_none() && to.is_none() {
        return Ok(None);
    }
    let (from, mut to) = (from.unwrap_or(Metres::ZERO), to.unwrap_or(length));
    if to > length && to.value() <= length.value() + ROUNDING_M {
        to = length;
    }
    if to > length || from >= to {
        return Err((Cow::Owned(format!("{} – {}", cells.get(FROM_M), cells.get(TO_M))), TO_M));
    }
    Ok(Some((from, to)))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::sheets::fixtures::a_country;

    const HEADINGS: &str = "Identifiant tronçon;De (m);À (m);Du;Au;Motif;Motif (anglais);Source";

    fn read(rows: &str) -> Closures {
        closures(format!("{HEADINGS}\n{rows}").as_bytes(), "closures.csv", &a_country().0)
    }

    fn codes(read: &Closures) -> Vec<&str> {
        read.findings.iter().map(|finding| finding.code.as_str()).collect()
    }

    #[test]
    fn a_closure_has_its_stretch_its_days_and_its_reason() {
        let read = read("a;100;400,5;03/12/2026;2026-12-20;Gué submergé;Flooded ford;Mairie\n");
        let closure = &read.closures[0];
        assert_eq!(closure.days, Days { from: date(2026, 12, 3), until: Some(date(2026, 12, 20)) });
        assert_eq!(closure.stretch.map(|(from, to)| (from.value(), to.value())), Some((100.0, 400.5)));
        assert_eq!(closure.reason.as_deref(), Some("Gué submergé"));
        assert_eq!(read.state, Some(DayState { as_of: None, closures: 1 }));
        assert!(read.findings.is_empty(), "{:?}", read.findings);
    }

    #[test]
    fn headings_alone_say_nothing_of_the_day() {
        assert_eq!(read("").state, None);
    }

    #[test]
    fn rows_of_which_none_can_be_meant_say_nothing_of_the_day() {
        let read = read("x;;;2026-12-01;;gué;;\n");
        assert_eq!((read.rows_refused, read.state), (1, None));
    }

    #[test]
    fn a_remark_says_on_which_day_somebody_has_looked_and_that_nothing_is_closed() {
        for remark in ["# État du 2026-11-26", "\"# etat du jour : 26/11/2026\";;;;;;;\r"] {
            let text = format!("# les fermetures\r\n{remark}\n{HEADINGS}\n");
            let read = closures(text.as_bytes(), "closures.csv", &a_country().0);
            let state = DayState { as_of: Some(date(2026, 11, 26)), closures: 0 };
            assert_eq!(read.state, Some(state), "{remark}");
        }
    }

    #[test]
    fn a_row_that_cannot_be_meant_is_refused_alone_at_its_line() {
        let text = format!(
            "# État du 2026-11-26\n{HEADINGS}\nx;;;2026-12-01;;gué;;\na;;;soon;;gué;;\na;;;2026-12-09;2026-12-01;gué;;\na\n\
             b;;;2026-12-01;;gué;;\n"
        );
        let read = closures(text.as_bytes(), "closures.csv", &a_country().0);
        let wanted =
            ["closure-unknown-segment", "closure-without-day", "closure-ends-before", "column-count"];
        assert_eq!(codes(&read), wanted);
        assert_eq!(
            read.findings.iter().map(|finding| finding.place.line).collect::<Vec<_>>(),
            [3, 4, 5, 6].map(Some)
        );
        assert_eq!((read.closures.len(), read.rows_refused), (1, 4));
    }

    #[test]
    fn where_the_end_or_the_stretch_is_unclear_more_is_closed() {
        let read = read("a;100;9000;2026-12-01;bientôt;gué;;\n");
        assert_eq!(codes(&read), ["closure-end-unclear", "closure-stretch-unclear"]);
        assert_eq!((read.closures[0].stretch, read.closures[0].days.until), (None, None));
    }

    #[test]
    fn a_stretch_may_begin_or_end_with_its_segment() {
        let read = read("a;;300;2026-12-01;;gué;;\nb;200;;2026-12-01;;gué;;\n");
        let length = a_country().0[1].length;
        let stretch = |n: usize| read.closures[n].stretch.unwrap();
        assert_eq!(stretch(0), (Metres::ZERO, Metres::whole(300)));
        assert_eq!(stretch(1), (Metres::whole(200), length));
    }

    #[test]
    fn a_table_without_its_columns_is_told_and_stops_nothing() {
        let read = closures(b"name;uic\nChartres;1\n", "stations.csv", &[]);
        assert_eq!((codes(&read), read.state), (vec!["closures-unreadable"], None));
    }

    #[test]
    fn a_row_that_stands_twice_counts_once() {
        let row = "a;;;2026-12-01;;gué;;\n";
        assert_eq!(read(&row.repeat(2)).closures.len(), 1);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 150, failure_persistence: None, ..Default::default() })]

        #[test]
        fn damaged_bytes_never_stop_the_reading_nor_lose_a_row(
            damages in proptest::collection::vec((0..200_usize, proptest::prelude::any::<u8>()), 1..20),
        ) {
            let row = "a;100;400,5;03/12/2026;2026-12-20;Gué submergé;Flooded ford;Mairie\n";
            let mut bytes = format!("# État du 2026-11-26\n{HEADINGS}\n{}", row.repeat(3)).into_bytes();
            for (at, byte) in damages {
                let at = at % bytes.len();
                bytes[at] = byte;
            }
            let read = closures(&bytes, "damaged.csv", &a_country().0);
            let kept = read.closures.len() as u64;
            proptest::prop_assert!(kept + read.rows_refused <= read.rows_read);
        }
    }
}
