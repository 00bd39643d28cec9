//! A real provider of OpenID Connect, the same that the tests of the server sign in at: whoever says a name there is that
//! person, with the address name@example.fr.

use std::process::Command;

use anyhow::{Result, ensure};
use serde_json::json;

use crate::programs::{Running, root};

pub struct Provider {
    pub issuer: String,
    _node: Running,
}

impl Provider {
    /// For a server that browsers reach at `back`.
    pub fn start(back: &str) -> Result<Provider> {
        let folder = root().join("server/tests/openid");
        let installed = folder.join("node_modules/oidc-provider").is_dir();
        ensure!(installed, "oidc-provider is missing: cargo xtask test installs it");
        let how = json!({ "port": 0, "back": back }).to_string();
        let node = Running::start(Command::new("node").current_dir(folder).args(["provider.mjs", &how]))?;
        let issuer = node.line(|line| Some(line.to_owned()))?;
        Ok(Provider { issuer, _node: node })
    }
}
