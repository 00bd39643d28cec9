//! A table with headings, read row by row. A row that cannot be split is refused alone: after a quote that never
//! closes, reading goes on at the next line of the file.

use std::collections::BTreeMap;

use crate::domain::Finding;

/// The file is not a register at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotARegister {
    #[error("{file} is empty")]
    Empty { file: String },
    #[error("{file} is no PDIPR register: the column « {column} » is missing")]
    NoColumn { file: String, column: &'static str },
}

/// The département's 29 headings, in the published order.
const HEADINGS: [&str; 29] = [
    "Commune",
    "Commune 2",
    "Numéro voie",
    "Nom voie",
    "INSEE",
    "EPCI",
    "Canton",
    "Arrondissement",
    "Numéro de tronçon",
    "Identifiant tronçon",
    "Code itinéraire",
    "PNR Perche",
    "PROPAGEACC",
    "Statut",
    "Propriétaire",
    "Type propriété",
    "Date inscription PDIPR",
    "Date délibération commune",
    "PDF délibération commune",
    "URL délibération commune",
    "Date délibération CD",
    "PDF délibération CD",
    "URL délibération CD",
    "geo_point_2d",
    "geo_shape",
    "Longueur",
    "OBJECTID",
    "SHAPE_LENG",
    "st_length(shape)",
];

/// Which columns a kind of table has.
pub(super) struct Format {
    pub(super) headings: &'static [&'static str],
    /// Without these there is nothing to read.
    pub(super) needed: &'static [&'static str],
}

pub(super) const REGISTER: Format =
    Format { headings: &HEADINGS, needed: &["Identifiant tronçon", "geo_shape"] };

/// Which column holds what.
#[derive(Debug, Clone)]
pub struct ColumnSet {
    headings: Vec<String>,
    at: BTreeMap<String, usize>,
}

impl ColumnSet {
    fn new(headings: Vec<String>) -> Self {
        let at = headings.iter().enumerate().rev().map(|(index, name)| (folded(name), index)).collect();
        ColumnSet { headings, at }
    }

    pub(super) fn headings(&self) -> &[String] {
        &self.headings
    }

    pub(super) fn index(&self, heading: &str) -> Option<usize> {
        self.at.get(&folded(heading)).copied()
    }
}

/// Headings are compared without case, accents and spaces: agencies retype them.
fn folded(heading: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    heading.nfd().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Why a row is not in the catalogue.
pub(super) type Refusal = Box<Finding>;

/// One row of the file with its line, from 1.
pub(super) struct Row {
    pub(super) line: u64,
    pub(super) fields: Vec<String>,
}

/// The cells of a row by their headings.
pub(super) struct Cells<'a> {
    pub(super) row: &'a Row,
    pub(super) columns: &'a ColumnSet,
}

impl<'a> Cells<'a> {
    pub(super) fn get(&self, heading: &str) -> &'a str {
        let index = self.columns.index(heading);
        index.and_then(|index| self.row.fields.get(index)).map_or("", |field| field.trim())
    }

    pub(super) fn filled(&self, heading: &str) -> Option<&'a str> {
        Some(self.get(heading)).filter(|text| !text.is_empty())
    }
}

pub(super) struct Table<'a> {
    text: &'a str,
    delimiter: u8,
    columns: ColumnSet,
}

impl<'a> Table<'a> {
    pub(super) fn open(
        text: &'a str,
        file: &str,
        format: &Format,
        findings: &mut Vec<Finding>,
    ) -> Result<Self, NotARegister> {
        let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
        if first.is_empty() {
            return Err(NotARegister::Empty { file: file.to_owned() });
        }
        let delimiter = [b';', b',', b'\t']
            .into_iter()
            .max_by_key(|sign| (first.bytes().filter(|byte| byte == sign).count(), *sign == b';'))
            .unwrap_or(b';');
        let headings = reader(text, delimiter)
            .records()
            .next()
            .and_then(Result::ok)
            .map(|record| record.iter().map(|name| name.trim().to_owned()).collect::<Vec<_>>())
            .unwrap_or_default();
        let columns = ColumnSet::new(headings);
        for column in format.needed.iter().copied() {
            if columns.index(column).is_none() {
                return Err(NotARegister::NoColumn { file: file.to_owned(), column });
            }
        }
        for heading in format.headings {
            if columns.index(heading).is_none() {
                findings.push(Finding::warning("missing-column").in_file(file).in_column(heading));
            }
        }
        let known: Vec<String> = format.headings.iter().map(|heading| folded(heading)).collect();
        for heading in columns.headings() {
            if !known.contains(&folded(heading)) {
                findings.push(Finding::info("unknown-column").in_file(file).in_column(heading));
            }
        }
        Ok(Table { text, delimiter, columns })
    }

    pub(super) fn columns(&self) -> &ColumnSet {
        &self.columns
    }

    /// The rows below the headings; blank lines are no rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Result<Row, Refusal>> + '_ {
        let mut records = self.records_from(0);
        let (mut base, mut base_line, mut heading_seen) = (0usize, 0u64, false);
        std::iter::from_fn(move || {
            loop {
                let record = match records.next()? {
                    Ok(record) => record,
                    // Reading text in memory cannot fail otherwise than by its form; the reader is lenient there.
                    Err(error) => {
                        return Some(Err(Box::new(Finding::error("broken-row").with("reason", error))));
                    }
                };
                let before = base + record.position().map_or(0, |at| at.byte() as usize);
                // The reader counts the rest of a Windows line end, and blank lines, to the record that follows.
                let blank = self.text[before..].bytes().take_while(|byte| matches!(byte, b'\r' | b'\n'));
                let start = before + blank.clone().count();
                let skipped = blank.filter(|byte| *byte == b'\n').count() as u64;
                let line = base_line + record.position().map_or(1, csv::Position::line) + skipped;
                if !std::mem::replace(&mut heading_seen, true) {
                    continue;
                }
                if record.len() == 1 && record[0].trim().is_empty() {
                    continue;
                }
                let end = base + records.reader().position().byte() as usize;
                let next = self.text[start..].find('\n').map_or(self.text.len(), |at| start + at + 1);
                let whole = record.len() == self.columns.headings().len();
                // A record of several lines whose count is wrong, or whose second line is a whole row by itself, has
                // lost a quote: refuse its first line and go on at the next.
                if next < end && (!whole || self.is_row(next)) {
                    (base, base_line) = (next, line);
                    records = self.records_from(next);
                    return Some(Err(Box::new(Finding::error("broken-quote").at_line(line))));
                }
                if !whole {
                    let refusal = Finding::error("column-count").at_line(line).with("found", record.len());
                    return Some(Err(Box::new(refusal.with("expected", self.columns.headings().len()))));
                }
                let fields = record.iter().map(str::to_owned).collect();
                return Some(Ok(Row { line, fields }));
            }
        })
    }

    fn is_row(&self, start: usize) -> bool {
        let line = self.text[start..].lines().next().unwrap_or_default();
        let record = reader(line, self.delimiter).into_records().next();
        record.and_then(Result::ok).is_some_and(|record| record.len() == self.columns.headings().len())
    }

    fn records_from(&self, start: usize) -> csv::StringRecordsIntoIter<&'a [u8]> {
        reader(&self.text[start..], self.delimiter).into_records()
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}
