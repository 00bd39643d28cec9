//! What a phone fetches of our own code, held to a budget: whoever makes the pages heavier hears of it here.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::brotli;
use crate::files;

/// The most bytes of wasm, compressed as servers do (brotli 11). They go down by themselves, and up for a new function
/// only (docs/benchmarks.md, "Sizes").
struct Budget {
    package: &'static str,
    /// What the app needs before anything can be seen.
    first: u64,
    /// That and every part that is fetched apart.
    all: u64,
}

const BUDGETS: [Budget; 3] = [
    Budget { package: "sente-ui", first: 350_000, all: 1_030_000 },
    Budget { package: "sente-worker", first: 765_000, all: 765_000 },
    Budget { package: "sente-packs", first: 190_000, all: 190_000 },
];

/// Fails where the bound wasm of a package is heavier than its budget.
pub fn hold(package: &str, folder: &Path) -> Result<()> {
    let budget =
        BUDGETS.iter().find(|budget| budget.package == package).context("a package without budget")?;
    let first = compressed(&folder.join(format!("{package}_bg.wasm")))?;
    let mut all = 0;
    for name in files::list(folder)?.iter().filter(|name| name.ends_with(".wasm")) {
        all += compressed(&folder.join(name))?;
    }
    for (what, bytes, most) in [("to start", first, budget.first), ("in all", all, budget.all)] {
        eprintln!("  {package} {what}: {bytes} bytes in brotli, {most} allowed");
        if bytes > most {
            bail!(
                "{package} weighs {bytes} bytes in brotli {what}, {} more than its budget; \
                 see \"Sizes\" in docs/benchmarks.md for where they are, and take some out",
                bytes - most
            );
        }
    }
    Ok(())
}

fn compressed(file: &Path) -> Result<u64> {
    Ok(brotli::compress(&files::read(file)?)?.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wasm_above_its_budget_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("sente-ui_bg.wasm");
        std::fs::write(&file, b"\0asm").unwrap();
        assert!(hold("sente-ui", folder.path()).is_ok());
        // Bytes without any pattern cannot be compressed.
        let mut state = 1_u64;
        let noise: Vec<u8> = (0..BUDGETS[0].first + 1)
            .map(|_| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 56) as u8
            })
            .collect();
        std::fs::write(&file, noise).unwrap();
        assert!(hold("sente-ui", folder.path()).is_err());
    }
}
