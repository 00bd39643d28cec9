//! Settings of this device, and the view as it was left.

use super::Engine;
use crate::calls::{Handle, OpenSettings, RecallView, RememberView, SaveSettings};
use crate::carnet::{LastView, Settings};
use crate::error::{ApiError, reasons};
use crate::store::settings::{self, SETTINGS, VIEW};

const TEXT_PERCENT: std::ops::RangeInclusive<u16> = 100..=200;

const SERVER_MAX: usize = 300;

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
        let mut settings = call.settings;
        for (field, server) in [("server", &mut settings.server), ("map_server", &mut settings.map_server)] {
            *server =
                server.take().map(|server| server.trim().to_owned()).filter(|server| !server.is_empty());
            if server.as_ref().is_some_and(|server| server.len() > SERVER_MAX || !is_address(server)) {
                return Err(ApiError::invalid(field, reasons::NOT_AN_ADDRESS));
            }
        }
        self.change(|tx| settings::write(tx, SETTINGS, &settings))?;
        Ok(settings)
    }
}

impl Engine {
    /// The server that the hiker has chosen instead of that of the build.
    pub fn chosen_server(&self) -> Result<Option<String>, ApiError> {
        Ok(settings::read::<Settings>(&self.carnet, SETTINGS)?.and_then(|settings| settings.server))
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

/// Names a machine, and perhaps a folder; no more.
fn is_address(server: &str) -> bool {
    let rest = server.strip_prefix("https://").or_else(|| server.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && !rest.starts_with('/')
            && !rest.contains(|letter: char| "?#@ ".contains(letter) || letter.is_control())
    })
}
