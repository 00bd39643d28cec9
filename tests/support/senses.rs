//! What a device knows of the world around it: where it is, what day it is, its room for files, and fingers on its glass. Chromium only.

use anyhow::Result;
use serde_json::json;

use crate::app::App;
use crate::driver::devtools;

impl App {
    /// The person lets the app know the position, and walks north-east there.
    pub async fn allow_position(&self, lon: f64, lat: f64) -> Result<()> {
        self.permit_position("granted").await?;
        let there = json!({ "longitude": lon, "latitude": lat, "accuracy": 12, "heading": 45, "speed": 1.2 });
        devtools(self.client(), "Emulation.setGeolocationOverride", there).await?;
        Ok(())
    }

    /// The person says no.
    pub async fn refuse_position(&self) -> Result<()> {
        self.permit_position("denied").await
    }

    async fn permit_position(&self, setting: &str) -> Result<()> {
        let origin = self.client().current_url().await?.origin().ascii_serialization();
        let permission =
            json!({ "permission": { "name": "geolocation" }, "setting": setting, "origin": origin });
        devtools(self.client(), "Browser.setPermission", permission).await?;
        Ok(())
    }

    /// The browser lets the app keep no more than this.
    pub async fn limit_storage(&self, bytes: u64) -> Result<()> {
        let origin = self.client().current_url().await?.origin().ascii_serialization();
        devtools(
            self.client(),
            "Storage.overrideQuotaForOrigin",
            json!({ "origin": origin, "quotaSize": bytes }),
        )
        .await?;
        Ok(())
    }

    /// From the next page on the clock of the pages is so many days ahead.
    pub async fn days_later(&self, days: u32) -> Result<()> {
        let source = format!(
            "{{ const There = Date, ahead = {days} * 86400000;
                globalThis.Date = class extends There {{
                    constructor(...given) {{ given.length ? super(...given) : super(There.now() + ahead); }}
                    static now() {{ return There.now() + ahead; }}
                }}; }}"
        );
        let script = json!({ "source": source });
        devtools(self.client(), "Page.addScriptToEvaluateOnNewDocument", script).await?;
        Ok(())
    }

    /// Puts a finger on the glass, in pixels of the page.
    pub async fn touch(&self, x: u32, y: u32) -> Result<()> {
        let finger = json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] });
        devtools(self.client(), "Emulation.setTouchEmulationEnabled", json!({ "enabled": true })).await?;
        devtools(self.client(), "Input.dispatchTouchEvent", finger).await?;
        Ok(())
    }

    /// Takes the finger away.
    pub async fn let_go(&self) -> Result<()> {
        let lifted = json!({ "type": "touchEnd", "touchPoints": [] });
        devtools(self.client(), "Input.dispatchTouchEvent", lifted).await?;
        Ok(())
    }
}
