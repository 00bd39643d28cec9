//! What keeps a file readable: its first words, its size, and no way out by panic.

use super::{Breach, Source};

const LINES_MAX: usize = 500;
const PANICS: &[&str] = &[".unwrap()", "panic!(", "todo!(", "unimplemented!(", "dbg!(", "let _ ="];

pub fn check(sources: &[Source]) -> Vec<Breach> {
    sources.iter().flat_map(one).collect()
}

fn one(source: &Source) -> Vec<Breach> {
    let mut found = Vec::new();
    let lines = source.text.lines().count();
    if lines > LINES_MAX {
        let what = format!("{lines} lines, more than {LINES_MAX}");
        found.push(Breach {
            place: source.path.clone(),
            what,
            repair: "look for the second idea in the file",
        });
    }
    if source.is_rust() && !source.text.starts_with("//!") {
        found.push(Breach {
            place: source.place(1),
            what: "the file does not say what it is for".into(),
            repair: "begin with `//!` and one to three sentences",
        });
    }
    if source.is_rust() && !source.is_test() && !source.path.starts_with("xtask/src/tidy/") {
        found.extend(panics(source));
    }
    if source.path.starts_with("app/ui/") && !source.path.starts_with("app/ui/static/sw.js") {
        found.extend(inline_styles(source));
    }
    found
}

fn panics(source: &Source) -> Vec<Breach> {
    let mut found = Vec::new();
    for (number, line) in source.code() {
        if let Some(word) = PANICS.iter().find(|word| line.contains(*word)) {
            found.push(Breach {
                place: source.place(number),
                what: format!("`{word}` outside tests"),
                repair: "return an error, or `expect` with the invariant that makes it impossible",
            });
        }
    }
    found
}

/// Writes an SVG that becomes an image: a document of its own, which the page's policy does not reach.
const WRITES_IMAGES: &str = "app/ui/static/js/picture.js";

/// The content security policy blocks them without a word.
fn inline_styles(source: &Source) -> Vec<Breach> {
    let mut found = Vec::new();
    if source.path == WRITES_IMAGES {
        return found;
    }
    for (number, line) in source.code() {
        // `style=("name", value)` and `style:name=` set one property each through the CSSOM, which is allowed.
        let attribute =
            [" style=\"", " style=move", " style=format", "<style"].iter().any(|word| line.contains(word));
        if attribute {
            found.push(Breach {
                place: source.place(number),
                what: "an inline style, which the content security policy blocks".into(),
                repair: "use a class, or `style:property=` (CSSOM)",
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::source::rust;
    use super::*;

    #[test]
    fn a_file_of_two_ideas_is_too_long() {
        let text = format!("//! Long.\n{}", "fn a() {}\n".repeat(500));
        assert_eq!(check(&[rust("app/core/src/a.rs", &text)]).len(), 1);
    }

    #[test]
    fn tests_may_unwrap_and_code_may_not() {
        let code = "//! A.\nfn a() { b().unwrap(); }\n";
        let test = "//! A.\n#[cfg(test)]\nmod tests {\n    fn a() { b().unwrap(); }\n}\n";
        assert_eq!(check(&[rust("app/core/src/a.rs", code)]).len(), 1);
        assert_eq!(check(&[rust("app/core/src/a.rs", test)]).len(), 0);
    }
}
