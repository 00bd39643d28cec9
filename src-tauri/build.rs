//! Prepares the shell: its commands' permissions, and a page that stands in for screens that are not built yet.

use std::path::Path;

const SCREENS: &str = "../target/web-shell";
const NOTE: &str = "<!doctype html>
<html lang=\"fr\">
<meta charset=\"utf-8\">
<title>Sente</title>
<h1>Les écrans ne sont pas encore construits</h1>
<p>Lancez <code>cargo xtask run</code> : la commande les construit et rouvre cette fenêtre.</p>
<p lang=\"en\">The screens are not built yet: <code>cargo xtask run</code> builds them and opens this window again.</p>
</html>
";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let page = Path::new(SCREENS).join("index.html");
    if !page.exists() {
        std::fs::create_dir_all(SCREENS)?;
        std::fs::write(&page, NOTE)?;
    }
    // The files are embedded: new screens are a new shell.
    println!("cargo:rerun-if-changed={SCREENS}");
    println!("cargo:rerun-if-changed=build.rs");
    let commands = tauri_build::AppManifest::new().commands(&[
        "call",
        "add_photo",
        "photo",
        "staff",
        "save_file",
        "save_carnet",
        "save_picture",
        "open_link",
        "opened_file",
        "speak",
        "shown",
        "packs_state",
        "packs_offer",
        "packs_waiting",
        "packs_install",
        "packs_offered",
        "packs_fetch",
        "packs_pause",
        "packs_cancel",
        "packs_delete",
        "packs_search",
        "packs_elevation",
        "packs_picture",
        "packs_profile",
    ]);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands))?;
    Ok(())
}
