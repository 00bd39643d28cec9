//! Accessibility, judged by axe-core with the RGAA and WCAG 2.1 AA rules.

use anyhow::{Context, Result, bail};
use fantoccini::Client;
use serde_json::{Value, json};

use crate::programs::root;

const TAGS: &[&str] = &["RGAAv4", "wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

/// The violations on the present page, one line each.
pub async fn violations(client: &Client) -> Result<Vec<String>> {
    let path = root().join("node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&path)
        .with_context(|| format!("{} is missing; run: cargo xtask web", path.display()))?;
    if client.execute("return typeof axe", vec![]).await? != json!("object") {
        client.execute(&format!("{axe}; window.axe = axe;"), vec![]).await?;
    }
    let run = "const done = arguments[arguments.length - 1];
        axe.run(document, { runOnly: arguments[0], resultTypes: ['violations'] })
            .then((result) => done(result.violations.map((found) => ({
                rule: found.id, help: found.help,
                nodes: found.nodes.map((node) => `${node.target} ${node.any.concat(node.all).map((check) => check.message).join('; ')}`),
            }))))
            .catch((error) => done(String(error)));";
    let found = client.execute_async(run, vec![json!(TAGS)]).await?;
    match found {
        Value::Array(found) => Ok(found.iter().map(line).collect()),
        other => bail!("axe did not run: {other}"),
    }
}

fn line(violation: &Value) -> String {
    let text = |name: &str| violation[name].as_str().unwrap_or_default().to_owned();
    let nodes = violation["nodes"].as_array().map(Vec::as_slice).unwrap_or_default();
    let shown: Vec<&str> = nodes.iter().take(4).filter_map(Value::as_str).collect();
    format!("{}: {} ({} places)\n    {}", text("rule"), text("help"), nodes.len(), shown.join("\n    "))
}
