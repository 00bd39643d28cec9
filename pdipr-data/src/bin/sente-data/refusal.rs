//! Why a command could not run, in the language of the locale; what is rare stays in English.

use std::io::ErrorKind;

use pdipr_data::build::BuildError;
use pdipr_data::register::NotARegister;
use pdipr_data::store::StoreError;
use pdipr_data::terminal::refusal::{of_catalogue, say};
use pdipr_data::words::Words;

use crate::place::Unreadable;

pub fn sentence(error: &anyhow::Error, words: &Words) -> String {
    known(error, words).unwrap_or_else(|| format!("{error:#}"))
}

fn known(error: &anyhow::Error, words: &Words) -> Option<String> {
    let say = |key: &str, args: &[(&str, &str)]| Some(say(words, key, args));
    if let Some(file) = error.downcast_ref::<Unreadable>() {
        return match file.source.kind() {
            ErrorKind::NotFound => say("error-no-file", &[("file", &file.path)]),
            _ => say("error-unreadable", &[("file", &file.path), ("reason", &file.source.to_string())]),
        };
    }
    match error.downcast_ref::<BuildError>() {
        Some(BuildError::Register(NotARegister::Empty { file })) => {
            say("error-empty-register", &[("file", file)])
        }
        Some(BuildError::Register(NotARegister::NoColumn { file, column })) => {
            say("error-no-register", &[("file", file), ("column", column)])
        }
        Some(BuildError::DuplicateId { id, first, second }) => {
            say("error-duplicate-id", &[("id", id.as_str()), ("first", first), ("second", second)])
        }
        _ => of_catalogue(error.downcast_ref::<StoreError>()?, words),
    }
}
