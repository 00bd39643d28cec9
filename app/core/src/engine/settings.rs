//! Settings of this device, and the view as it was left.

use super::Engine;
use crate::calls::{Handle, OpenSettings, RecallView, RememberView, SaveSettings};
use crate::carnet::{LastView, Settings};
use crate::error::{ApiError, reasons};
use crate::store::settings::{self, SETTINGS, VIEW};

const TEXT_PERCENT: std::ops::RangeInclusive<u16> = 100..=200;

impl Handle<OpenSettings> for Engine {
    fn handle(&mut self, _: OpenSettings) -> Result<Settings, ApiError> {
        Ok(settings::read(&self.carnet, SETTINGS)?.unwrap_or_default())
    }
}

impl Handle<SaveSettings> for Engine {
    fn handle(&mut self, call: SaveSettings) -> Result<Settings, ApiError> {
        if call.settings.text_percent.is_some_and(|percent| !TEXT_PERCENT.contains(&percent)) {
            return Err(ApiError::invalid("text_percent", reasons::OUT_OF_RANGE));
        }
        self.change(|tx| settings::write(tx, SETTINGS, &call.settings))?;
        Ok(call.settings)
    }
}

impl Handle<RecallView> for Engine {
    fn handle(&mut self, _: RecallView) -> Result<LastView, ApiError> {
        Ok(settings::read(&self.carnet, VIEW)?.unwrap_or_default())
    }
}

impl Handle<RememberView> for Engine {
    fn handle(&mut self, call: RememberView) -> Result<(), ApiError> {
        self.change(|tx| settings::write(tx, VIEW, &call.view))
    }
}
