//! Reads the register and the base data: bytes in, values and findings out. Every row is a segment or a refused
//! row with its error; nothing is dropped silently.

mod closures;
mod codes;
mod decode;
mod geometry;
mod ground;
mod places;
mod resolve;
mod row;
mod table;

pub use closures::{Closures, closures};
pub use codes::{BrokenCodes, CodeTable, Correction, Family, Pin};
pub use ground::{Ground, Plane};
pub use places::{BrokenPlaces, communes, stations, towns};
pub use resolve::{Code, CodeGroup, CodeUse, resolve};
pub use table::{ColumnSet, NotARegister};

use crate::domain::{Finding, Segment};

/// A register as read: the segments in the order of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    pub segments: Vec<Segment>,
    pub rows_read: u64,
    pub rows_refused: u64,
    pub findings: Vec<Finding>,
}

/// Reads a register in the département's 29-column format. `file` names it in the findings.
pub fn read(bytes: &[u8], file: &str) -> Result<Register, NotARegister> {
    let mut findings = Vec::new();
    let text = decode::text(bytes, file, &mut findings);
    let table = table::Table::open(&text, file, &table::REGISTER, &mut findings)?;
    let mut register = Register { segments: Vec::new(), rows_read: 0, rows_refused: 0, findings };
    let mut known = std::collections::BTreeMap::new();
    for row in table.rows() {
        register.rows_read += 1;
        let mut remarks = Vec::new();
        let segment =
            row.and_then(|row| row::segment(&row, table.columns(), &mut remarks)).and_then(|segment| {
                match known.get(&segment.id) {
                    Some(first) => Err(row::duplicate(&segment, *first)),
                    None => Ok(segment),
                }
            });
        match segment {
            Ok(segment) => {
                known.insert(segment.id.clone(), segment.source_line);
                register.segments.push(segment);
            }
            Err(refusal) => {
                register.rows_refused += 1;
                remarks.push(*refusal);
            }
        }
        register.findings.extend(remarks.into_iter().map(|finding| finding.in_file(file)));
    }
    Ok(register)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "Commune;INSEE;Identifiant tronçon;Code itinéraire;geo_shape;Longueur";

    fn read_rows(rows: &str) -> Register {
        read(format!("{HEADER}\n{rows}").as_bytes(), "test.csv").unwrap()
    }

    fn codes(register: &Register) -> Vec<&str> {
        register.findings.iter().map(|finding| finding.code.as_str()).collect()
    }

    const LINE: &str = r#""{""coordinates"": [[1.0, 48.0], [1.01, 48.0]], ""type"": ""LineString""}""#;

    #[test]
    fn every_row_is_a_segment_or_a_refused_row() {
        let register = read_rows(&format!(
            "A;28001;tr1;F1;{LINE};746\nB;28001;tr2;F1;not json;5\nC;28001\nD;28001;tr1;F1;{LINE};746\n"
        ));
        assert_eq!(register.rows_read, 4);
        assert_eq!(register.segments.len() as u64 + register.rows_refused, register.rows_read);
        assert!(codes(&register).contains(&"broken-geometry"));
        assert!(codes(&register).contains(&"column-count"));
        assert!(codes(&register).contains(&"duplicate-segment"));
    }

    #[test]
    fn a_quote_that_never_closes_costs_its_own_row_only() {
        let register = read_rows(&format!("A;28001;tr1;F1;\"broken;5\nB;28001;tr2;F1;{LINE};746\n"));
        assert_eq!(register.rows_read, 2);
        assert_eq!(register.segments.len(), 1);
        assert_eq!(register.segments[0].source_line, 3);
    }

    #[test]
    fn lines_may_end_as_windows_writes_them() {
        let text =
            format!("{HEADER}\n\nA;28001;tr1;F1;{LINE};746\nB;28001;tr2;F1;{{}};5\n").replace('\n', "\r\n");
        let register = read(text.as_bytes(), "test.csv").unwrap();
        assert_eq!((register.rows_read, register.rows_refused), (2, 1), "{:?}", register.findings);
        assert_eq!(register.segments[0].source_line, 3);
        assert!(codes(&register).contains(&"broken-geometry"));
    }

    #[test]
    fn columns_are_found_by_their_heading_wherever_they_stand() {
        let text = format!("geo_shape;Notes;IDENTIFIANT TRONCON;insee\n{LINE};à revoir;tr1;28001\n");
        let register = read(text.as_bytes(), "test.csv").unwrap();
        assert_eq!(register.segments[0].id.as_str(), "tr1");
        assert_eq!(register.segments[0].verbatim["Notes"], "à revoir");
        assert!(codes(&register).contains(&"unknown-column") && codes(&register).contains(&"missing-column"));
    }

    #[test]
    fn a_refused_row_says_its_line() {
        let register = read_rows("B;28001;tr2;F1;{};5\n");
        let refused = register.findings.iter().find(|finding| finding.code == "broken-geometry").unwrap();
        assert_eq!(refused.place.line, Some(2));
        assert_eq!(refused.place.column.as_deref(), Some("geo_shape"));
    }

    #[test]
    fn latitude_before_longitude_is_turned_round_and_told() {
        let register = read_rows(
            "A;28001;tr1;F1;\"{\"\"type\"\": \"\"LineString\"\", \"\"coordinates\"\": [[48.0, 1.0], [48.0, 1.01]]}\";746\n",
        );
        assert_eq!(register.segments[0].line[1].lon(), 1.01);
        assert!(codes(&register).contains(&"swapped-coordinates"));
    }

    #[test]
    fn a_latin_1_register_is_read_with_its_accents() {
        let text = format!("{HEADER}\nSaint-Éliph;28335;tr1;F1;{LINE};746\n");
        let (bytes, _, _) = encoding_rs::WINDOWS_1252.encode(&text);
        let register = read(&bytes, "test.csv").unwrap();
        assert_eq!(register.segments[0].commune.as_deref(), Some("Saint-Éliph"));
        assert!(codes(&register).contains(&"not-utf8"));
    }

    #[test]
    fn a_file_without_the_needed_columns_is_no_register() {
        assert!(read(b"name;uic\nChartres;1\n", "stations.csv").is_err());
        assert!(read(b"", "empty.csv").is_err());
    }

    const ROWS: &[u8] = include_bytes!("../../fixtures/pdipr-verbatim-13.csv");

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { cases: 150, failure_persistence: None, ..Default::default() })]

        #[test]
        fn damaged_bytes_never_stop_the_reading_nor_lose_a_row(
            damages in proptest::collection::vec((0..ROWS.len(), proptest::prelude::any::<u8>()), 1..40),
        ) {
            let mut bytes = ROWS.to_vec();
            for (at, byte) in damages {
                bytes[at] = byte;
            }
            if let Ok(register) = read(&bytes, "damaged.csv") {
                let errors = register.findings.iter().filter(|f| f.severity == crate::domain::Severity::Error);
                proptest::prop_assert_eq!(errors.count() as u64, register.rows_refused);
                proptest::prop_assert_eq!(register.segments.len() as u64 + register.rows_refused, register.rows_read);
            }
        }
    }
}
