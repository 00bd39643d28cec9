//! What the app holds and how much room it takes.

use pdipr_data::domain::{AboutData, Finding};
use pdipr_data::filter::Page;

use super::search::PAGE_MAX;
use super::{Engine, catalogue_failed};
use crate::calls::{Handle, OpenAbout, OpenFindings, OpenStorage};
use crate::error::ApiError;
use crate::pages::StorageReport;
use crate::store::notebook;

impl Handle<OpenAbout> for Engine {
    fn handle(&mut self, _: OpenAbout) -> Result<AboutData, ApiError> {
        self.catalogue.about().map_err(catalogue_failed)
    }
}

impl Handle<OpenFindings> for Engine {
    fn handle(&mut self, call: OpenFindings) -> Result<Vec<Finding>, ApiError> {
        let page = Page { offset: call.page.offset, limit: call.page.limit.min(PAGE_MAX) };
        self.catalogue.findings_of(&call.code, page).map_err(catalogue_failed)
    }
}

impl Handle<OpenStorage> for Engine {
    fn handle(&mut self, _: OpenStorage) -> Result<StorageReport, ApiError> {
        Ok(StorageReport {
            catalogue_bytes: self.catalogue.bytes().map_err(catalogue_failed)?,
            carnet_bytes: notebook::bytes(&self.carnet)?,
        })
    }
}
