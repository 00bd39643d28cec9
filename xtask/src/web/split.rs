//! Cuts the wasm of the screens: the first part opens the app, the others are fetched when a screen wants them
//! (`app/ui/src/screens/apart.rs` says which).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use wasm_split_cli_support::{Options, transform};

use super::Build;
use crate::files;

/// The engine's worker wants all of itself at once.
pub fn is_split(package: &str) -> bool {
    package == "sente-ui"
}

/// Writes the parts into the folder and gives the first one, which is still to be bound.
pub fn cut(wasm: &Path, package: &str, build: Build, folder: &Path) -> Result<PathBuf> {
    let bytes = files::read(wasm)?;
    let first = wasm.with_extension("first.wasm");
    let script = format!("./{package}.js");
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.main_module = &script;
    let cut = transform(options)
        .map_err(|error| anyhow!("{error:#}"))
        .with_context(|| format!("could not cut {}", wasm.display()))?;
    if build == Build::Release {
        for part in cut.split_modules {
            let lean = without_custom_sections(&files::read(&part)?)
                .with_context(|| format!("could not read {}", part.display()))?;
            fs::write(&part, lean).with_context(|| format!("could not write {}", part.display()))?;
        }
    }
    Ok(first)
}

/// What runs, without the names of functions: they are half of a part and for whoever develops.
fn without_custom_sections(wasm: &[u8]) -> Result<Vec<u8>> {
    const HEAD: usize = 8;
    let mut kept = wasm.get(..HEAD).context("no head")?.to_vec();
    let mut at = HEAD;
    while at < wasm.len() {
        let (size, start) = length(wasm, at + 1).context("a section without a length")?;
        let section = wasm.get(at..start + size).context("a section ends behind the file")?;
        if wasm[at] != 0 {
            kept.extend_from_slice(section);
        }
        at = start + size;
    }
    Ok(kept)
}

/// An unsigned LEB128 number and where it ends.
fn length(bytes: &[u8], mut at: usize) -> Result<(usize, usize)> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let byte = *bytes.get(at).context("it ends there")?;
        value |= usize::from(byte & 0x7f) << shift;
        at += 1;
        if byte & 0x80 == 0 {
            return Ok((value, at));
        }
    }
    bail!("a number of more than five bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: [u8; 8] = *b"\0asm\x01\0\0\0";

    #[test]
    fn names_go_and_code_stays() {
        let code = [10, 2, 7, 7];
        let names = [0, 5, 4, b'n', b'a', b'm', b'e'];
        let wasm = [&HEAD[..], &code, &names, &code].concat();
        assert_eq!(without_custom_sections(&wasm).unwrap(), [&HEAD[..], &code, &code].concat());
    }

    #[test]
    fn a_section_that_is_cut_short_is_refused() {
        let wasm = [&HEAD[..], &[10, 9, 7]].concat();
        assert!(without_custom_sections(&wasm).is_err());
    }
}
