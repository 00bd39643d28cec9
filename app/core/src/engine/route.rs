//! One route, some routes, one inscribed way.

use pdipr_data::domain::RouteCard;

use super::{Engine, catalogue_failed};
use crate::calls::{Handle, OpenCards, OpenRoute, OpenSegment};
use crate::error::ApiError;
use crate::pages::{OpenedRoute, SegmentSheet};
use crate::store::marks;

impl Handle<OpenRoute> for Engine {
    fn handle(&mut self, call: OpenRoute) -> Result<OpenedRoute, ApiError> {
        let sheet = self.catalogue.sheet(&call.id).map_err(catalogue_failed)?;
        let sheet = sheet.ok_or_else(|| ApiError::not_found("route", &call.id))?;
        let marks = marks::of(&self.carnet, &sheet.card.id)?;
        Ok(OpenedRoute { sheet, marks })
    }
}

impl Handle<OpenCards> for Engine {
    fn handle(&mut self, call: OpenCards) -> Result<Vec<RouteCard>, ApiError> {
        self.catalogue.cards(&call.ids).map_err(catalogue_failed)
    }
}

impl Handle<OpenSegment> for Engine {
    fn handle(&mut self, call: OpenSegment) -> Result<SegmentSheet, ApiError> {
        let found = self.catalogue.segment(&call.id).map_err(catalogue_failed)?;
        let (segment, routes) = found.ok_or_else(|| ApiError::not_found("segment", &call.id))?;
        let closures = self.catalogue.closures_of(&call.id).map_err(catalogue_failed)?;
        Ok(SegmentSheet { segment, routes, closures })
    }
}
