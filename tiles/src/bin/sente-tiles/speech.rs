//! The language of the messages: words of both catalogues, and figures as each language writes them.

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use pdipr_data::terminal::{TERMINAL_EN, TERMINAL_FR, output, refusal};
use pdipr_data::words::{BrokenCatalogue, Tongue, Words};
use tiles::write::Written;

const FR: [&str; 5] = [
    TERMINAL_FR,
    include_str!("../../messages/help.fr.ftl"),
    include_str!("../../messages/results.fr.ftl"),
    include_str!("../../messages/refusals.fr.ftl"),
    include_str!("../../messages/findings.fr.ftl"),
];
const EN: [&str; 5] = [
    TERMINAL_EN,
    include_str!("../../messages/help.en.ftl"),
    include_str!("../../messages/results.en.ftl"),
    include_str!("../../messages/refusals.en.ftl"),
    include_str!("../../messages/findings.en.ftl"),
];

pub struct Speech {
    tongue: Tongue,
    pub words: Words,
}

impl Speech {
    pub fn new(tongue: Tongue) -> Result<Speech, BrokenCatalogue> {
        let sources = if tongue == Tongue::French { FR } else { EN };
        Ok(Speech { tongue, words: Words::new(tongue, &sources)? })
    }

    /// The text of `key` with words as they are.
    pub fn say(&self, key: &str, args: &[(&str, &str)]) -> String {
        refusal::say(&self.words, key, args)
    }

    /// The text of `key`, which takes a `file`.
    pub fn about(&self, key: &str, path: &Path) -> String {
        self.say(key, &[("file", &path.display().to_string())])
    }

    pub fn text(&self, key: &str) -> String {
        self.words.text(key)
    }

    /// A number with so many decimals.
    pub fn number(&self, number: f64, decimals: usize) -> String {
        let number = format!("{number:.decimals$}");
        if self.tongue == Tongue::French { number.replace('.', ",") } else { number }
    }

    /// Bytes as people read them.
    pub fn size(&self, bytes: u64) -> String {
        let (key, number) = match bytes {
            0..10_000 => ("size-bytes", bytes.to_string()),
            10_000..10_000_000 => ("size-kilobytes", self.number(bytes as f64 / 1e3, 1)),
            _ => ("size-megabytes", self.number(bytes as f64 / 1e6, 1)),
        };
        self.say(key, &[("n", &number)])
    }

    /// Prints what a command has written there.
    pub fn print_written(&self, out: &Path, written: &Written, json: bool) -> std::io::Result<()> {
        if json {
            return output::print_json(written);
        }
        let (file, tiles, size) =
            (out.display().to_string(), written.tiles.to_string(), self.size(written.bytes));
        output::print(&(self.say("written", &[("file", &file), ("tiles", &tiles), ("size", &size)]) + "\n"))
    }
}

/// Progress on stderr, and only where someone watches.
pub fn bar(template: &str) -> ProgressBar {
    // The templates are ours; a bar without one is a bar still.
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::no_length().with_style(style)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_written_as_each_language_does() {
        let [french, english] = [Tongue::French, Tongue::English].map(|tongue| Speech::new(tongue).unwrap());
        assert_eq!([french.size(9_999), french.size(12_340)], ["9999 o", "12,3 ko"]);
        assert_eq!(english.size(12_340_000), "12.3 MB");
    }
}
