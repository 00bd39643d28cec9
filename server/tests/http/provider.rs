//! A real provider of OpenID Connect: the npm package `oidc-provider`, in a process of its own for each test.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use openidconnect::IssuerUrl;
use sente_server::config::{Claim, OpenIdSettings, Secret, Settings};
use serde_json::{Value, json};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/openid");

/// Where browsers reach the server, as the provider knows it; `Browser` finds the server there.
pub const PUBLIC: &str = "http://localhost:28028";

pub struct Provider {
    /// It ends with this, however the test does.
    process: Child,
    pub issuer: String,
}

impl Provider {
    /// `None`, said in a line, where there is no node.
    pub fn start(how: Value) -> Option<Self> {
        let there = Command::new("node").arg("--version").stdout(Stdio::null()).status();
        if !there.is_ok_and(|status| status.success()) {
            eprintln!("skipped: the provider of OpenID Connect wants node (Debian: apt install nodejs)");
            return None;
        }
        let installed = std::path::Path::new(FOLDER).join("node_modules/oidc-provider").is_dir();
        assert!(installed, "oidc-provider is missing: cargo xtask test installs it (or npm ci in {FOLDER})");
        Some(Self::started(&how))
    }

    fn started(how: &Value) -> Self {
        let mut process = Command::new("node")
            .current_dir(FOLDER)
            .args(["provider.mjs", &how.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut issuer = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut issuer).unwrap();
        Provider { process, issuer: issuer.trim().to_owned() }
    }

    /// As a power cut does.
    pub fn stop(mut self) -> u16 {
        self.end();
        self.issuer.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// Stops, and starts again at the same place, with other keys.
    pub fn with_other_keys(self) -> Self {
        let port = self.stop();
        Self::started(&json!({ "port": port }))
    }

    /// How the server knows it.
    pub fn known_by(&self, claim: Claim) -> impl FnOnce(&mut Settings) + use<> {
        let openid = OpenIdSettings {
            public_address: PUBLIC.parse().unwrap(),
            issuer: IssuerUrl::new(self.issuer.clone()).unwrap(),
            client: "sente".into(),
            secret: Secret("sente-secret".into()),
            label: Some("Compte du département".into()),
            claim,
        };
        |settings| settings.openid = Some(openid)
    }

    fn end(&mut self) {
        // It may have ended already.
        drop(self.process.kill().and_then(|()| self.process.wait()));
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        self.end();
    }
}
