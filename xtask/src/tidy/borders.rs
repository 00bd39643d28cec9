//! The borders between the rooms (docs/ARCHITECTURE.md, invariants): what may stand only in certain folders.

use super::{Breach, Source};

/// A word that may not stand in some folders.
struct Border {
    words: &'static [&'static str],
    /// Where the rule applies: beginnings of paths.
    within: &'static [&'static str],
    /// Where it does not: parts of paths.
    except: &'static [&'static str],
    what: &'static str,
    repair: &'static str,
}

const BORDERS: &[Border] = &[
    Border {
        words: &["std::fs", "std::net", "std::time", "std::process", "tokio", "reqwest"],
        within: &["pdipr-data/src/", "protocol/src/", "app/core/src/"],
        except: &["/store/", "/bin/", "pdipr-data/src/terminal/"],
        what: "input, output or a clock in a pure crate",
        repair: "let the caller pass in bytes or the time; files and clocks belong to bin/, store/, terminal/ and the hosts",
    },
    Border {
        words: &["rusqlite"],
        within: &["pdipr-data/src/", "protocol/src/", "app/core/src/", "app/ui/src/", "tiles/src/"],
        except: &["/store/", "/bin/", "app/core/src/engine/"],
        what: "SQLite outside a store",
        repair: "move it into the crate's store/ and give it a function with domain types",
    },
    Border {
        words: &[
            "\"SELECT ",
            "\"INSERT ",
            "\"UPDATE ",
            "\"DELETE ",
            "\"CREATE TABLE",
            "\"CREATE INDEX",
            "\"PRAGMA ",
            "INSERT INTO ",
            "DELETE FROM ",
        ],
        within: &["pdipr-data/", "protocol/", "app/", "src-tauri/", "tiles/", "server/", "xtask/"],
        except: &["/store/", "/migrations/", "xtask/src/tidy/"],
        what: "SQL outside a store",
        repair: "SQL stands only in */store/ and migrations/: move the query there",
    },
    Border {
        words: &["async ", ".await"],
        within: &["app/core/src/"],
        except: &[],
        what: "asynchronous code in the engine's crate",
        repair: "the engine is synchronous and knows no host: let the host do the waiting",
    },
    Border {
        words: &["__TAURI", "Worker::new", "is_tauri"],
        within: &["app/ui/src/"],
        except: &["/backend/", "/device/"],
        what: "a screen that knows its host",
        repair: "only app/ui/src/backend and app/ui/src/device know which host runs",
    },
    Border {
        words: &["maplibre", "map-glue"],
        within: &["app/ui/src/"],
        except: &["app/ui/src/map/"],
        what: "MapLibre outside the map",
        repair: "only app/ui/src/map binds MapLibre: talk to it through MapState",
    },
    Border {
        words: &["use sente_core::Engine", "pdipr_data::store", "sente_core::store"],
        within: &["app/ui/src/"],
        except: &[],
        what: "the screens reach into the engine",
        repair: "ask through a call (crate::backend)",
    },
];

pub fn check(sources: &[Source]) -> Vec<Breach> {
    let rust = sources.iter().filter(|source| source.is_rust() && !source.is_test());
    rust.flat_map(breaches).collect()
}

fn breaches(source: &Source) -> Vec<Breach> {
    let mut found = Vec::new();
    for border in BORDERS {
        let applies = border.within.iter().any(|start| source.path.starts_with(start))
            && !border.except.iter().any(|part| source.path.contains(part));
        if !applies {
            continue;
        }
        for (number, line) in source.code() {
            if let Some(word) = border.words.iter().find(|word| line.contains(*word)) {
                let what = format!("{} (`{}`)", border.what, word.trim_start_matches('"').trim());
                found.push(Breach { place: source.place(number), what, repair: border.repair });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::source::rust;
    use super::*;

    fn found(path: &str, line: &str) -> usize {
        check(&[rust(path, line)]).len()
    }

    #[test]
    fn a_file_is_read_only_at_the_edge() {
        assert_eq!(found("pdipr-data/src/io/gpx.rs", "let text = std::fs::read(path)?;"), 1);
        assert_eq!(found("pdipr-data/src/bin/sente-data/build.rs", "let text = std::fs::read(path)?;"), 0);
    }

    #[test]
    fn sql_stands_in_a_store() {
        assert_eq!(found("app/core/src/engine/home.rs", "conn.query(\"SELECT 1\")"), 1);
        assert_eq!(found("app/core/src/store/marks.rs", "conn.query(\"SELECT 1\")"), 0);
    }

    #[test]
    fn only_the_backend_knows_its_host() {
        assert_eq!(found("app/ui/src/screens/home/mod.rs", "window.get(\"__TAURI__\")"), 1);
        assert_eq!(found("app/ui/src/backend/tauri.rs", "window.get(\"__TAURI__\")"), 0);
    }
}
