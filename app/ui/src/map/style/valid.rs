//! Holds the generated style against MapLibre's own specification, by the npm package of its authors.

use std::path::Path;
use std::process::Command;

use super::base::tests::everything;
use super::{BaseMap, MapLook, TextScale, style};

const CHECK: &str = "\
    import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';\n\
    import { readFileSync } from 'node:fs';\n\
    for (const style of JSON.parse(readFileSync(0, 'utf8')))\n\
        for (const error of validateStyleMin(style)) console.log(error.message);";

#[test]
fn the_style_is_valid_by_the_specification_of_maplibre() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    if !root.join("node_modules/@maplibre/maplibre-gl-style-spec").is_dir() {
        eprintln!("skipped: the npm packages are not installed (`cargo xtask web` does it)");
        return;
    }
    let mut styles = Vec::new();
    for base in [BaseMap::Locator, everything()] {
        for look in MapLook::ALL {
            styles.push(style(&base, look, TextScale::new(1.0)));
        }
    }
    let folder = std::env::temp_dir().join(format!("sente-styles-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let file = folder.join("styles.json");
    std::fs::write(&file, format!("[{}]", styles.join(","))).unwrap();
    let said = Command::new("node")
        .args(["--input-type=module", "--eval", CHECK])
        .current_dir(&root)
        .stdin(std::fs::File::open(&file).unwrap())
        .output();
    std::fs::remove_dir_all(&folder).unwrap();
    let Ok(said) = said else {
        eprintln!("skipped: Node.js is not there");
        return;
    };
    let errors = String::from_utf8_lossy(&said.stdout);
    assert!(errors.is_empty(), "{errors}");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}
