//! Every crate that we depend on has its line in `docs/dependencies.md`: what it saves us, who keeps it.

use anyhow::{Context, Result};
use toml::Table;

use super::Breach;
use crate::files;
use crate::tools::root;

const DOC: &str = "docs/dependencies.md";
const OURS: &[&str] = &["pdipr-data", "tiles", "protocol", "sente-core", "sente-http"];

pub fn check() -> Result<Vec<Breach>> {
    let manifest: Table =
        files::read_text(&root().join("Cargo.toml"))?.parse().context("Cargo.toml is not TOML")?;
    let doc = files::read_text(&root().join(DOC))?;
    Ok(missing(&names(&manifest), &doc))
}

fn names(manifest: &Table) -> Vec<String> {
    let table = manifest.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    let names =
        table.and_then(|table| table.as_table()).map(|table| table.keys().cloned().collect::<Vec<_>>());
    names.unwrap_or_default().into_iter().filter(|name| !OURS.contains(&name.as_str())).collect()
}

fn missing(names: &[String], doc: &str) -> Vec<Breach> {
    let described =
        |name: &String| doc.lines().any(|line| line.starts_with("- ") && line.contains(name.as_str()));
    let breach = |name: &String| Breach {
        place: DOC.into(),
        what: format!("no line for {name}"),
        repair: "write `- name: what it saves; who keeps it`",
    };
    names.iter().filter(|name| !described(name)).map(breach).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dependency_without_its_line_is_found() {
        let names = ["serde".to_owned(), "geo".to_owned()];
        assert_eq!(missing(&names, "- serde: values; the serde team\n").len(), 1);
    }
}
