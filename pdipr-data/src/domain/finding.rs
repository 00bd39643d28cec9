//! What an import or a check has to say about the data. A finding holds a code and its arguments; the sentence
//! comes from the word catalogues (`finding-<code>`), so that it can be said in French and in English.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Info,
    /// Read and used, but somebody should look at the source.
    Warning,
    /// Refused: this part of the source is not in the catalogue.
    Error,
}

/// Where in the source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub struct FindingPlace {
    /// File name as the user gave it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Line in the file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Column of a table (its heading) or element of a document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Segment or route concerned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

/// One remark about the data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// Kebab-case, for example `unknown-insee`.
    pub code: String,
    pub severity: Severity,
    pub place: FindingPlace,
    /// Arguments of the sentence, by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Finding {
    pub fn new(severity: Severity, code: &str) -> Self {
        Finding { code: code.to_owned(), severity, place: FindingPlace::default(), args: BTreeMap::new() }
    }

    pub fn info(code: &str) -> Self {
        Finding::new(Severity::Info, code)
    }

    pub fn warning(code: &str) -> Self {
        Finding::new(Severity::Warning, code)
    }

    pub fn error(code: &str) -> Self {
        Finding::new(Severity::Error, code)
    }

    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    pub fn in_file(mut self, file: &str) -> Self {
        self.place.file = Some(file.to_owned());
        self
    }

    pub fn at_line(mut self, line: u64) -> Self {
        self.place.line = Some(line);
        self
    }

    pub fn in_column(mut self, column: &str) -> Self {
        self.place.column = Some(column.to_owned());
        self
    }

    pub fn about(mut self, subject: impl ToString) -> Self {
        self.place.subject = Some(subject.to_string());
        self
    }
}
