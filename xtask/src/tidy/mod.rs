//! The rules that no compiler checks: borders between the rooms of the house, size, words, shipped migrations. Each failure
//! names the place and its repair.

use anyhow::{Result, bail};

mod borders;
mod dependencies;
pub mod migrations;
mod source;
mod style;
mod words;

use source::Source;

/// Something that a rule forbids, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    /// `path` or `path:line`.
    pub place: String,
    pub what: String,
    pub repair: &'static str,
}

/// Checks everything; prints each breach.
pub fn run() -> Result<()> {
    let sources = source::load()?;
    let mut breaches = Vec::new();
    breaches.extend(style::check(&sources));
    breaches.extend(borders::check(&sources));
    breaches.extend(words::check(&sources)?);
    breaches.extend(migrations::check()?);
    breaches.extend(dependencies::check()?);
    breaches.sort();
    for breach in &breaches {
        eprintln!("  {}: {}\n      repair: {}", breach.place, breach.what, breach.repair);
    }
    match breaches.len() {
        0 => Ok(()),
        1 => bail!("1 rule of the house is broken; its repair stands above"),
        count => bail!("{count} rules of the house are broken; the repairs stand above"),
    }
}
