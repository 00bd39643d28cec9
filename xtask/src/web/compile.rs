//! Wasm crates to files that a page can load: cargo, then wasm-bindgen as a library (one lock file, no drift).

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::{Build, split};
use crate::files;
use crate::step::{Outcome, quiet_step, step};
use crate::{setup, tools};

/// A folder with `PACKAGE.js` and `PACKAGE_bg.wasm`.
pub struct Bound {
    pub folder: PathBuf,
}

/// Compiles the package and binds it, where anything changed.
pub fn bound(package: &'static str, build: Build) -> Result<Bound> {
    let profile = match build {
        Build::Quick => "wasm-dev",
        Build::Release => "wasm-release",
    };
    step(&format!("compile {package} ({profile})"), || compile(package, profile))?;
    let wasm = compiled(package, profile);
    let folder = tools::root().join("target/wasm/bound").join(format!("{package}-{profile}"));
    quiet_step(&format!("bind {package}"), || {
        let stamp = files::stamp(&wasm)?;
        let stamp_file = folder.join(".stamp");
        if files::read_text(&stamp_file).is_ok_and(|there| there == stamp) {
            return Ok(Outcome::UpToDate);
        }
        // Parts of a former cut would be taken along.
        files::remove_folder(&folder)?;
        bind(&wasm, package, build, &folder)?;
        files::write(&stamp_file, stamp.as_bytes())?;
        Ok(Outcome::Done)
    })?;
    Ok(Bound { folder })
}

/// The wasm has its own target folder, so that its flags and features do not disturb the native build.
fn compile(package: &str, profile: &str) -> Result<()> {
    let mut cargo: Command = tools::cargo();
    cargo.args(["rustc", "--quiet", "--target", "wasm32-unknown-unknown", "--target-dir", "target/wasm"]);
    cargo.args(["--package", package, "--profile", profile]);
    if split::is_split(package) {
        // Where to cut is read from what the linker moved.
        cargo.args(["--bin", package, "--", "-Clink-args=--emit-relocs"]);
    }
    setup::wasm_compiler(&mut cargo);
    tools::run(&mut cargo, "mend what the compiler says above")
}

fn compiled(package: &str, profile: &str) -> PathBuf {
    let folder = tools::root().join("target/wasm/wasm32-unknown-unknown").join(profile);
    let binary = folder.join(format!("{package}.wasm"));
    if binary.is_file() { binary } else { folder.join(format!("{}.wasm", package.replace('-', "_"))) }
}

fn bind(wasm: &Path, package: &str, build: Build, folder: &Path) -> Result<()> {
    let first =
        if split::is_split(package) { split::cut(wasm, package, build, folder)? } else { wasm.to_path_buf() };
    Bindgen::new()
        .input_path(first)
        .out_name(package)
        .web(true)
        .and_then(|bindgen| {
            // Without the default module path `init()` fails with "Argument 0 must be a buffer source".
            bindgen.typescript(false).omit_default_module_path(false);
            // The parts that are fetched later use the table and the memory of the first one.
            bindgen.keep_lld_exports(split::is_split(package));
            // Names of functions are for whoever develops; they are a quarter of what a phone would fetch.
            bindgen.remove_name_section(build == Build::Release).generate(folder)
        })
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| {
            format!("could not bind {}; are the wasm-bindgen versions in Cargo.toml equal?", wasm.display())
        })?;
    // A browser would refuse the page: nobody has what C left open.
    let script = files::read_text(&folder.join(format!("{package}.js")))?;
    if script.contains("from \"env\"") {
        bail!(
            "{package} wants C functions that nobody gives; see CFLAGS_wasm32_unknown_unknown in .cargo/config.toml"
        );
    }
    Ok(())
}
