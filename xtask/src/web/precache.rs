//! Stamps the service worker with the files of this version and their hashes. One version is one set of files:
//! any change makes another version, and the service worker never mixes two.

use anyhow::{Result, bail};
use serde_json::json;

use crate::files::{Content, Wanted, sha256};

/// The place in `sw.js` that is replaced.
const PLACE: &str = "/*PRECACHE*/ null";
/// The service worker itself cannot be in its own list, source maps are not needed; the catalogue is fetched by the
/// worker and kept in OPFS, twice on the device would be once too often.
const LEFT_OUT: &[&str] = &["sw.js", "data/catalogue.sqlite"];

pub fn stamp(wanted: &mut Wanted) -> Result<()> {
    let Some(script) = wanted.get("sw.js") else { return Ok(()) };
    let script = String::from_utf8(script.read()?)?;
    if !script.contains(PLACE) {
        bail!("app/ui/static/sw.js has lost its place for the list of files: `{PLACE}`");
    }
    let mut entries = Vec::new();
    for (name, content) in wanted.iter().filter(|(name, _)| !LEFT_OUT.contains(&name.as_str())) {
        entries.push((format!("/{name}"), sha256(&content.read()?)));
    }
    let list = json!(entries);
    let version = &sha256(list.to_string().as_bytes())[..16];
    let stamped = script.replace(PLACE, &json!({ "version": version, "files": entries }).to_string());
    wanted.insert("sw.js".into(), Content::Bytes(stamped.into_bytes()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(page: &str) -> Wanted {
        Wanted::from([
            ("sw.js".to_owned(), Content::Bytes(format!("const precache = {PLACE};").into_bytes())),
            ("index.html".to_owned(), Content::Bytes(page.as_bytes().to_vec())),
        ])
    }

    fn stamped(page: &str) -> String {
        let mut wanted = site(page);
        stamp(&mut wanted).unwrap();
        String::from_utf8(wanted["sw.js"].read().unwrap()).unwrap()
    }

    #[test]
    fn a_changed_page_is_another_version() {
        assert_ne!(stamped("one"), stamped("two"));
        assert_eq!(stamped("one"), stamped("one"));
    }

    #[test]
    fn the_list_names_the_page_but_not_the_service_worker() {
        assert!(stamped("one").contains("/index.html"));
        assert!(!stamped("one").contains("\"/sw.js\""));
    }
}
