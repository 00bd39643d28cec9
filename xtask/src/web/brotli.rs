//! What ships, in brotli at its best: it takes a second for each megabyte, so it is done once for each content, and never while
//! somebody waits for the page.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::files::{self, Content, Wanted};
use crate::tools;

/// Shorter files fit into one packet anyway.
const WORTH_IT: usize = 1_024;
/// The others are compressed already: pictures, fonts, map packs.
const KINDS: &[&str] = &["html", "js", "mjs", "css", "json", "webmanifest", "svg", "txt", "wasm", "sqlite"];

/// Puts beside each file that is worth it what servers send of it (`base.css.br`).
pub fn put_beside(wanted: &mut Wanted) -> Result<()> {
    let mut beside = Wanted::new();
    let has_kind = |name: &str| name.rsplit_once('.').is_some_and(|(_, kind)| KINDS.contains(&kind));
    for (name, content) in wanted.iter().filter(|(name, _)| has_kind(name)) {
        let bytes = content.read()?;
        if bytes.len() < WORTH_IT {
            continue;
        }
        let compressed = compress(&bytes)?;
        if compressed.len() < bytes.len() {
            beside.insert(format!("{name}.br"), Content::Bytes(compressed));
        }
    }
    wanted.extend(beside);
    Ok(())
}

/// The bytes in brotli, with quality 11.
pub fn compress(bytes: &[u8]) -> Result<Vec<u8>> {
    let kept = tools::root().join("target/brotli").join(files::sha256(bytes));
    if !kept.is_file() {
        make(bytes, &kept)?;
    }
    files::read(&kept)
}

/// Node.js has brotli inside, and it is here for npm.
fn make(bytes: &[u8], kept: &Path) -> Result<()> {
    const SCRIPT: &str = "const fs = require('fs'), zlib = require('zlib'); \
        const bytes = fs.readFileSync(process.argv[1]); \
        fs.writeFileSync(process.argv[2], zlib.brotliCompressSync(bytes, { params: { \
        [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_LGWIN]: 24, \
        [zlib.constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }))";
    // Of this process alone, and under its name only once it is whole.
    let beside = |ending: &str| PathBuf::from(format!("{}.{}.{ending}", kept.display(), std::process::id()));
    let (plain, made) = (beside("plain"), beside("made"));
    files::write(&plain, bytes)?;
    let mut node = tools::command("node");
    tools::output(node.args(["-e", SCRIPT]).args([&plain, &made]), "install Node.js 20 or newer")?;
    fs::rename(&made, kept).with_context(|| format!("could not write {}", kept.display()))?;
    fs::remove_file(&plain).with_context(|| format!("could not remove {}", plain.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_worth_it_lies_beside_the_file_and_opens_to_the_same() {
        let text = "a { color: red }\n".repeat(1_000);
        let of = |bytes: &[u8]| Content::Bytes(bytes.to_vec());
        let mut wanted = Wanted::from([
            ("css/base.css".to_owned(), of(text.as_bytes())),
            ("short.css".to_owned(), of(b"a {}")),
            ("map.png".to_owned(), of(text.as_bytes())),
        ]);
        put_beside(&mut wanted).unwrap();
        assert_eq!(
            Vec::from_iter(wanted.keys()),
            ["css/base.css", "css/base.css.br", "map.png", "short.css"]
        );
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("base.css.br");
        let compressed = wanted["css/base.css.br"].read().unwrap();
        assert!(compressed.len() < 100, "{}", compressed.len());
        fs::write(&file, compressed).unwrap();
        const OPEN: &str = "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(process.argv[1])))";
        let opened = tools::output(tools::command("node").args(["-e", OPEN]).arg(&file), "install Node.js");
        assert_eq!(opened.unwrap(), text);
    }
}
