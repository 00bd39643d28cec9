//! What was saved, read again by our own command-line program.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::programs::ours;

/// What `sente-data inspect` says of a file.
pub struct Inspection(pub Value);

impl Inspection {
    /// A figure anywhere in the answer, by its name.
    pub fn figure(&self, name: &str) -> Option<f64> {
        search(&self.0, name).and_then(Value::as_f64)
    }

    /// The length of a list anywhere in the answer.
    pub fn length(&self, name: &str) -> Option<usize> {
        search(&self.0, name).and_then(Value::as_array).map(Vec::len)
    }
}

fn search<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Object(fields) => {
            fields.get(name).or_else(|| fields.values().find_map(|inner| search(inner, name)))
        }
        Value::Array(items) => items.iter().find_map(|inner| search(inner, name)),
        _ => None,
    }
}

pub fn inspect(file: &Path) -> Result<Inspection> {
    let output = Command::new(ours("sente-data")?).arg("inspect").arg(file).arg("--json").output()?;
    if !output.status.success() {
        bail!("sente-data inspect {}: {}", file.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(Inspection(serde_json::from_slice(&output.stdout).context("inspect answers in JSON")?))
}
