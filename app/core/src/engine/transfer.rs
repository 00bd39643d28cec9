//! The notebook leaves as a file, comes back from one, or is erased.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use pdipr_data::domain::RouteId;
use pdipr_data::io::ExportedFile;
use serde::{Deserialize, Serialize};

use super::{Engine, checked_text};
use crate::calls::{EraseCarnet, ExportCarnet, Handle, ImportCarnet};
use crate::carnet::{CarnetPage, LIST_NAME_MAX};
use crate::error::{ApiError, reasons};
use crate::notebook::Notebook;
use crate::store::notebook;

/// The version of the file; older ones stay readable.
const VERSION: u32 = 1;
const FORMAT: &str = "sente-carnet";
/// A notebook with a full note on every route of a département is ten times smaller.
const FILE_MAX: usize = 16 * 1024 * 1024;
const ROUTE_ID_MAX: usize = 200;

#[derive(Serialize, Deserialize)]
struct CarnetFile {
    format: String,
    version: u32,
    exported: Timestamp,
    #[serde(flatten)]
    notebook: Notebook,
}

/// Read first, so that a file of a later version is named so and not called broken.
#[derive(Deserialize)]
struct Heading {
    format: String,
    version: u32,
}

impl Handle<ExportCarnet> for Engine {
    fn handle(&mut self, _: ExportCarnet) -> Result<ExportedFile, ApiError> {
        Ok(file(notebook::read(&self.carnet)?, self.now))
    }
}

impl Handle<ImportCarnet> for Engine {
    fn handle(&mut self, call: ImportCarnet) -> Result<CarnetPage, ApiError> {
        let incoming = read(&call.text)?;
        let merged = notebook::read(&self.carnet)?.merged(incoming);
        self.change(|tx| notebook::replace(tx, &merged))?;
        self.follow_renamed_routes()?;
        self.carnet_page()
    }
}

impl Handle<EraseCarnet> for Engine {
    fn handle(&mut self, _: EraseCarnet) -> Result<ExportedFile, ApiError> {
        let erased = file(notebook::read(&self.carnet)?, self.now);
        self.change(notebook::erase)?;
        notebook::shrink(&self.carnet)?;
        Ok(erased)
    }
}

fn file(notebook: Notebook, now: Timestamp) -> ExportedFile {
    let day = TimeZone::UTC.to_datetime(now).date();
    let file = CarnetFile { format: FORMAT.to_owned(), version: VERSION, exported: now, notebook };
    ExportedFile {
        file_name: format!("sente-carnet-{day}.json"),
        media_type: "application/json".to_owned(),
        text: serde_json::to_string_pretty(&file).expect("wire types always serialise"),
    }
}

fn read(text: &str) -> Result<Notebook, ApiError> {
    let refused = || ApiError::invalid("text", reasons::NOT_A_CARNET);
    if text.len() > FILE_MAX {
        return Err(ApiError::invalid("text", reasons::TOO_LONG));
    }
    let text = text.trim_start_matches('\u{feff}');
    let heading: Heading = serde_json::from_str(text).map_err(|_| refused())?;
    if heading.format != FORMAT {
        return Err(refused());
    }
    if heading.version > VERSION {
        return Err(ApiError::invalid("text", reasons::NEWER));
    }
    let mut notebook = serde_json::from_str::<CarnetFile>(text).map_err(|_| refused())?.notebook;
    let in_lists = notebook.lists.iter().flat_map(|list| &list.routes);
    let mut ids = notebook.routes.iter().map(|kept| &kept.route).chain(in_lists);
    if !ids.all(is_route_id) {
        return Err(refused());
    }
    for kept in &mut notebook.routes {
        kept.note = kept.note.take().filter(|note| !note.trim().is_empty());
    }
    for list in &mut notebook.lists {
        list.name = checked_text("list", &list.name, LIST_NAME_MAX)?;
    }
    Ok(notebook)
}

fn is_route_id(id: &RouteId) -> bool {
    (1..=ROUTE_ID_MAX).contains(&id.as_str().len())
}
