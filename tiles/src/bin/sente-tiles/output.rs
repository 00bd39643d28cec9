//! Text to stdout. A reader that has seen enough (`| head`) is no error.

use std::io::{ErrorKind, Write};
use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use tiles::write::Written;

pub fn print(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}

pub fn print_json(value: &impl serde::Serialize) -> anyhow::Result<()> {
    print(&(serde_json::to_string_pretty(value)? + "\n"))
}

/// What a command has written there.
pub fn written(out: &Path, written: &Written, json: bool) -> anyhow::Result<()> {
    if json {
        return print_json(written);
    }
    print(&format!("{}: {} tiles, {}\n", out.display(), written.tiles, size(written.bytes)))
}

/// Progress on stderr, and only where someone watches.
pub fn bar(template: &str) -> ProgressBar {
    // The templates are ours; a bar without one is a bar still.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::no_length().with_style(style)
}

/// Bytes as people read them.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..10_000 => format!("{bytes} B"),
        10_000..10_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
