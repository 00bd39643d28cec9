//! Our source files, and their lines as the rules see them: without comments, without the tests at the foot.

use std::path::Path;

use anyhow::Result;

use crate::files;
use crate::tools::root;

/// The folders that hold code of ours.
const FOLDERS: &[&str] =
    &["pdipr-data", "tiles", "protocol", "app", "src-tauri", "server", "tests", "xtask", "fuzz"];
const ENDINGS: &[&str] = &["rs", "js", "mjs", "css", "html"];
const NOT_OURS: &[&str] = &["target/", "node_modules/", "gen/", "fuzz/corpus/", "fuzz/artifacts/"];

#[derive(Debug, Clone)]
pub struct Source {
    /// From the root, with `/`.
    pub path: String,
    pub text: String,
    /// Declared as `#[cfg(test)] mod name;` by its parent.
    pub only_for_tests: bool,
}

pub fn load() -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for folder in FOLDERS {
        for name in files::list(&root().join(folder))? {
            let path = format!("{folder}/{name}");
            let ending = Path::new(&path).extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            if ENDINGS.contains(&ending) && !NOT_OURS.iter().any(|part| path.contains(part)) {
                let text = files::read_text(&root().join(&path))?;
                sources.push(Source { path, text, only_for_tests: false });
            }
        }
    }
    mark_test_modules(&mut sources);
    Ok(sources)
}

/// Finds the files that exist for tests alone, by how their parent declares them.
fn mark_test_modules(sources: &mut [Source]) {
    let declared: Vec<String> = sources.iter().flat_map(declared_for_tests).collect();
    for source in sources.iter_mut() {
        source.only_for_tests = declared.contains(&source.path);
    }
}

/// The paths of the modules that stand behind `#[cfg(test)]` in this file.
fn declared_for_tests(source: &Source) -> Vec<String> {
    let (folder, file) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
    let inside = match file {
        "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
        other => format!("{folder}/{}", other.trim_end_matches(".rs")),
    };
    let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
    let behind = lines.windows(2).filter(|pair| behind_test(pair[0])).map(|pair| pair[1]);
    let name = |line: &str| Some(line.split_once("mod ")?.1.strip_suffix(';')?.to_owned());
    let names = behind.filter_map(name);
    names.flat_map(|name| [format!("{inside}/{name}.rs"), format!("{inside}/{name}/mod.rs")]).collect()
}

impl Source {
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// A file that is a test as a whole.
    pub fn is_test(&self) -> bool {
        let path = &self.path;
        self.only_for_tests
            || path.starts_with("tests/")
            || path.starts_with("fuzz/")
            || path.contains("/tests/")
            || path.contains("/benches/")
            || path.ends_with("/tests.rs")
            || path.ends_with("_tests.rs")
    }

    /// Line number and text of the code proper.
    pub fn code(&self) -> Vec<(usize, &str)> {
        let lines: Vec<&str> = self.text.lines().collect();
        let end = foot(&lines);
        let numbered = lines[..end].iter().enumerate().map(|(index, line)| (index + 1, *line));
        numbered.filter(|(_, line)| !line.trim_start().starts_with("//")).collect()
    }

    pub fn place(&self, line: usize) -> String {
        format!("{}:{line}", self.path)
    }
}

/// `#[cfg(test)]`, or `#[cfg(all(test, …))]`.
fn behind_test(line: &str) -> bool {
    let line = line.trim();
    line == "#[cfg(test)]" || line.starts_with("#[cfg(all(test,")
}

/// Where the test module at the foot begins; the number of lines if there is none.
fn foot(lines: &[&str]) -> usize {
    for (index, line) in lines.iter().enumerate() {
        if !behind_test(line) {
            continue;
        }
        let item = lines[index + 1..].iter().find(|next| !next.trim_start().starts_with("#["));
        if item.is_some_and(|item| item.contains("mod ") && item.trim_end().ends_with('{')) {
            return index;
        }
    }
    lines.len()
}

#[cfg(test)]
pub fn rust(path: &str, text: &str) -> Source {
    Source { path: path.into(), text: text.into(), only_for_tests: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_ends_where_the_tests_begin() {
        let source = rust("a.rs", "//! About.\nfn a() {}\n// why\n#[cfg(test)]\nmod tests {\n    x();\n}\n");
        assert_eq!(source.code(), [(2, "fn a() {}")]);
    }

    #[test]
    fn a_file_behind_cfg_test_is_a_test() {
        let parent = rust("crate/src/io/mod.rs", "#[cfg(test)]\npub(crate) mod samples;\n");
        let mut sources = [parent, rust("crate/src/io/samples.rs", ""), rust("crate/src/io/gpx.rs", "")];
        mark_test_modules(&mut sources);
        assert_eq!(sources.map(|source| source.only_for_tests), [false, true, false]);
    }

    #[test]
    fn a_test_module_in_a_file_of_its_own_hides_nothing() {
        let source = rust("a.rs", "#[cfg(test)]\nmod tests;\nfn a() {}\n");
        assert_eq!(source.code().len(), 3);
    }
}
