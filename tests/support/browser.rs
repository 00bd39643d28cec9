//! Headless Chromium with a profile of its own, through chromedriver.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use fantoccini::Client;
use serde_json::json;

use crate::driver::{connect, devtools};
use crate::host::Host;
use crate::programs::{Running, chromium};

pub struct Browser {
    /// Kept for its end: chromedriver goes with it.
    _driver: Running,
    port: u16,
}

impl Browser {
    pub fn start() -> Result<Browser> {
        let driver = Running::start(Command::new("chromedriver").arg("--port=0"))?;
        let port = driver.line(|line| {
            let after = line.split("successfully on port ").nth(1)?;
            after.trim_end_matches('.').parse().ok()
        })?;
        Ok(Browser { _driver: driver, port })
    }

    /// A new session. The same `profile` is the same person coming back; files are saved in `saved`.
    pub async fn session(&self, host: Host, profile: &Path, saved: &Path) -> Result<Client> {
        let (width, height) = host.size();
        let mut args = vec![
            "--headless".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-quic".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            "--disable-dev-shm-usage".into(),
            // Chromium asks for its maker's servers by name on its own account; the app's requests are read from the
            // log of the page, and what goes to a bare address is still counted by the kernel.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1".into(),
            "--force-color-profile=srgb".into(),
            "--lang=fr-FR".into(),
            format!("--user-data-dir={}", profile.display()),
        ];
        args.push(format!("--window-size={width},{height}"));
        let capabilities = json!({
            "browserName": "chrome",
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "goog:chromeOptions": {
                "binary": chromium(),
                "args": args,
                "prefs": { "intl.accept_languages": "fr-FR,fr" },
            },
        });
        let client = connect(self.port, capabilities).await?;
        // A headless window has a least width; the page gets its size here.
        let size =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": host.is_narrow() });
        devtools(&client, "Emulation.setDeviceMetricsOverride", size).await?;
        let downloads = json!({ "behavior": "allow", "downloadPath": saved });
        devtools(&client, "Browser.setDownloadBehavior", downloads).await.context("downloads")?;
        Ok(client)
    }
}
