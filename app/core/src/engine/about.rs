//! What the app holds and how much room it takes.

use pdipr_data::domain::AboutData;

use super::{Engine, catalogue_failed};
use crate::calls::{Handle, OpenAbout, OpenStorage};
use crate::error::ApiError;
use crate::pages::StorageReport;
use crate::store::notebook;

impl Handle<OpenAbout> for Engine {
    fn handle(&mut self, _: OpenAbout) -> Result<AboutData, ApiError> {
        self.catalogue.about().map_err(catalogue_failed)
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
