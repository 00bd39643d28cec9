//! What is handed out: .deb and .rpm of the window, a zip of the browser version, and their SHA-256 sums, in `target/dist`;
//! and a check that they stay small enough for a slow line.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::files;
use crate::step::step;
use crate::tools::{self, root};
use crate::web::{self, Build};
use crate::{data, npm, setup};

/// The most that a kind of package may weigh.
const CEILINGS: &[(&str, usize)] = &[("deb", 12_000_000), ("rpm", 12_000_000)];

/// The folder whose npm packages make the system packages; apart, because nothing else needs them.
pub fn packaging() -> PathBuf {
    root().join("xtask/packaging")
}

/// Tauri's own packaging program.
pub fn tauri() -> Command {
    let name = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
    tools::command(&packaging().join("node_modules/.bin").join(name).to_string_lossy())
}

pub fn run() -> Result<()> {
    setup::for_window()?;
    data::ensure()?;
    web::build(Build::Release)?;
    npm::install(&packaging())?;
    let out = root().join("target/dist");
    if out.is_dir() {
        std::fs::remove_dir_all(&out).context("could not empty target/dist")?;
    }
    step("package the window", || {
        let mut command = tauri();
        command
            .args(["build", "--ci", "--bundles", "deb,rpm", "--config", "tauri.bundle.conf.json"])
            .args(["--", "--quiet"]);
        tools::run(command.current_dir(root().join("src-tauri")), "see what it says above")
    })?;
    let bundles = root().join("target/release/bundle");
    for ending in ["deb", "rpm"] {
        take(&bundles.join(ending), ending, &out)?;
    }
    step("pack the browser version", || {
        zip(&web::browser_folder(), &out.join(format!("sente-web-{}.zip", version())))
    })?;
    sums(&out)?;
    ensure_small(&out)
}

fn version() -> &'static str {
    env!("CARGO_PKG_VERSION")
}

/// Takes the finished package of this version; older ones may lie beside it.
fn take(folder: &Path, ending: &str, out: &Path) -> Result<()> {
    let names = files::list(folder)?;
    let package = |name: &&String| !name.contains('/') && name.ends_with(ending) && name.contains(version());
    let Some(name) = names.iter().find(package) else {
        bail!("no .{ending} of version {} in {}", version(), folder.display());
    };
    files::write(&out.join(name), &files::read(&folder.join(name))?)
}

/// Always the same bytes for the same files: sorted, without dates.
fn zip(folder: &Path, archive: &Path) -> Result<()> {
    use std::io::Write;
    let file =
        std::fs::File::create(archive).with_context(|| format!("could not write {}", archive.display()))?;
    let mut zip = zip::ZipWriter::new(file);
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for name in files::list(folder)? {
        zip.start_file(&name, options)?;
        zip.write_all(&files::read(&folder.join(&name))?)?;
    }
    zip.finish()?;
    Ok(())
}

fn sums(out: &Path) -> Result<()> {
    let mut lines = String::new();
    for name in files::list(out)? {
        let bytes = files::read(&out.join(&name))?;
        println!("{:>12} bytes  target/dist/{name}", bytes.len());
        lines.push_str(&format!("{}  {name}\n", files::sha256(&bytes)));
    }
    files::write(&out.join("SHA256SUMS"), lines.as_bytes())
}

fn ensure_small(out: &Path) -> Result<()> {
    for name in files::list(out)? {
        if let Some(excess) = too_big(&name, files::read(&out.join(&name))?.len()) {
            bail!("{excess}; see what grew with: dpkg-deb -c target/dist/*.deb | sort -k3 -n | tail");
        }
    }
    Ok(())
}

/// A sentence where the file weighs more than its kind may.
fn too_big(name: &str, bytes: usize) -> Option<String> {
    let ending = name.rsplit('.').next()?;
    let (_, ceiling) = CEILINGS.iter().find(|(kind, _)| *kind == ending)?;
    let megabytes = |bytes: usize| format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10);
    (bytes > *ceiling).then(|| {
        format!("{name} weighs {}, but a .{ending} may weigh {}", megabytes(bytes), megabytes(*ceiling))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_over_its_ceiling_is_named_with_both_weights() {
        assert_eq!(too_big("Sente_0.1.0_amd64.deb", 12_000_000), None);
        assert_eq!(too_big("sente-web-0.1.0.zip", 90_000_000), None);
        assert_eq!(
            too_big("Sente_0.1.0_amd64.deb", 13_450_000).as_deref(),
            Some("Sente_0.1.0_amd64.deb weighs 13.4 MB, but a .deb may weigh 12.0 MB")
        );
    }
}
