//! A route as a file, unless its line is withheld.

use pdipr_data::io::{self, ExportedFile};

use super::{Engine, catalogue_failed};
use crate::calls::{ExportRoute, Handle};
use crate::error::ApiError;

impl Handle<ExportRoute> for Engine {
    fn handle(&mut self, call: ExportRoute) -> Result<ExportedFile, ApiError> {
        let sheet = self.catalogue.sheet(&call.id).map_err(catalogue_failed)?;
        let sheet = sheet.ok_or_else(|| ApiError::not_found("route", &call.id))?;
        let about = self.catalogue.about().map_err(catalogue_failed)?;
        io::export(&sheet, call.format, &about.info.sources, Some(self.now))
            .map_err(|withheld| ApiError::Withheld { reason: withheld.reason })
    }
}
