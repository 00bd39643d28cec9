//! The signs of the detailed map as one small file of outlines: name to the `d` of a path on 15 × 15. Most come from
//! Maki and Temaki (both CC0), as `app/ui/map-icons.json` says; the others are drawn there.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

use crate::files::{self, Content, Wanted};
use crate::tools;

const LIST: &str = "app/ui/map-icons.json";
const LAID_OUT: &str = "js/map-icons.json";
const SETS: [(&str, &str); 2] =
    [("maki/", "node_modules/@mapbox/maki/icons"), ("temaki/", "node_modules/@rapideditor/temaki/icons")];

pub fn gather(wanted: &mut Wanted) -> Result<()> {
    let list = files::read_text(&tools::root().join(LIST))?;
    let list: Map<String, Value> =
        serde_json::from_str(&list).with_context(|| format!("could not read {LIST}"))?;
    let mut outlines = Map::new();
    for (name, from) in list {
        let from = from.as_str().with_context(|| format!("{name} in {LIST} is no text"))?;
        let outline = match SETS.iter().find_map(|(set, folder)| Some((from.strip_prefix(set)?, folder))) {
            Some((icon, folder)) => {
                let file = tools::root().join(folder).join(format!("{icon}.svg"));
                outline(&files::read_text(&file)?).with_context(|| format!("could not take {from}"))?
            }
            None => from.to_owned(),
        };
        outlines.insert(name, outline.into());
    }
    wanted.insert(LAID_OUT.into(), Content::Bytes(serde_json::to_vec(&outlines)?));
    Ok(())
}

/// All paths of a drawing as one. What is more than filled paths on 15 × 15 is refused.
fn outline(svg: &str) -> Result<String> {
    const OTHER: [&str; 8] =
        ["transform", "fill-rule", "stroke", "style=", "<circle", "<rect", "<polygon", "<use"];
    if !svg.contains("viewBox=\"0 0 15 15\"") || OTHER.iter().any(|other| svg.contains(other)) {
        bail!("it is not drawn by filled paths on 15 × 15 alone");
    }
    let mut outline = String::new();
    for path in svg.split("<path").skip(1) {
        let drawn = path.split_once(" d=\"").and_then(|(_, rest)| rest.split_once('"'));
        let (drawn, _) = drawn.context("a path without outline")?;
        // A path begins anywhere; behind another one only with an absolute position.
        if !outline.is_empty() && !drawn.trim_start().starts_with('M') {
            bail!("a second path begins where the first one ends");
        }
        // Line breaks inside the attribute are written as entities.
        let drawn = drawn.replace("&#xA;", " ").replace("&#x9;", " ");
        if drawn.contains('&') {
            bail!("an entity inside an outline");
        }
        let parts: Vec<&str> = drawn.split_whitespace().collect();
        outline.push_str(&parts.join(" "));
    }
    if outline.is_empty() {
        bail!("it has no path");
    }
    Ok(outline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_as_one_outline() {
        let svg =
            "<svg viewBox=\"0 0 15 15\"><path id=\"a\" d=\"M1,1&#xA;&#x9; H2\"/><path d=\"M3,3\"/></svg>";
        assert_eq!(outline(svg).unwrap(), "M1,1 H2M3,3");
    }

    #[test]
    fn what_would_be_drawn_wrong_is_refused() {
        for svg in [
            "<svg viewBox=\"0 0 24 24\"><path d=\"M1,1\"/></svg>",
            "<svg viewBox=\"0 0 15 15\"><circle r=\"2\"/></svg>",
            "<svg viewBox=\"0 0 15 15\"><path d=\"M1,1\"/><path d=\"m3,3\"/></svg>",
            "<svg viewBox=\"0 0 15 15\"></svg>",
        ] {
            assert!(outline(svg).is_err(), "{svg}");
        }
    }
}
