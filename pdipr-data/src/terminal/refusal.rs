//! Why something could not be done, for failures that every program meets; what is rare stays in English, in brackets
//! after what is known.

use std::error::Error;
use std::io;

use crate::store::StoreError;
use crate::words::{Arg, Words};

/// The text of `key` with words as they are.
pub fn say(words: &Words, key: &str, args: &[(&str, &str)]) -> String {
    let args: Vec<(&str, Arg<'_>)> = args.iter().map(|(name, text)| (*name, Arg::Text(text))).collect();
    words.text_with(key, &args)
}

/// An error and its causes as one sentence; `known` has the words for some of them.
pub fn sentence(
    error: &(dyn Error + 'static),
    words: &Words,
    known: &dyn Fn(&(dyn Error + 'static)) -> Option<String>,
) -> String {
    let (mut said, mut rest) = (Vec::<String>::new(), Vec::<String>::new());
    let mut cause = Some(error);
    while let Some(one) = cause {
        let (text, list) = match known(one).or_else(|| of_file(one, words)) {
            Some(text) => (text, &mut said),
            None => (one.to_string(), &mut rest),
        };
        // A transparent error says what its cause says.
        if list.last() != Some(&text) {
            list.push(text);
        }
        cause = one.source();
    }
    let said =
        said.into_iter().reduce(|what, why| say(words, "refusal-because", &[("what", &what), ("why", &why)]));
    match (said, rest.join(": ")) {
        (Some(said), rest) if rest.is_empty() => said,
        (Some(said), rest) => format!("{said} ({rest})"),
        (None, rest) => rest,
    }
}

/// What the system says of files; `None` where it is rare.
fn of_file(error: &(dyn Error + 'static), words: &Words) -> Option<String> {
    let key = match error.downcast_ref::<io::Error>()?.kind() {
        io::ErrorKind::NotFound => "refusal-not-found",
        io::ErrorKind::PermissionDenied => "refusal-not-allowed",
        io::ErrorKind::StorageFull => "refusal-no-room",
        io::ErrorKind::IsADirectory => "refusal-folder",
        io::ErrorKind::AddrInUse => "refusal-port-taken",
        _ => return None,
    };
    Some(words.text(key))
}

/// Why a catalogue cannot be used.
pub fn of_catalogue(error: &StoreError, words: &Words) -> Option<String> {
    Some(match error {
        StoreError::NotACatalogue => words.text("error-no-catalogue"),
        StoreError::Open { path, .. } => say(words, "error-unopened", &[("file", path)]),
        StoreError::Newer { .. } => words.text("error-newer-catalogue"),
        StoreError::Older { .. } => words.text("error-older-catalogue"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{TERMINAL_EN, TERMINAL_FR};
    use super::*;
    use crate::words::Tongue;

    #[derive(Debug, thiserror::Error)]
    #[error("could not read {file}")]
    struct Unread {
        file: String,
        #[source]
        source: io::Error,
    }

    #[test]
    fn what_is_known_is_said_in_the_language_and_the_rest_stands_in_brackets() {
        let french = Words::new(Tongue::French, &[TERMINAL_FR]).unwrap();
        let said = |error: &Unread, known: &dyn Fn(&(dyn Error + 'static)) -> Option<String>| {
            sentence(error, &french, known)
        };
        let file = || "a.pmtiles".to_owned();
        let gone = Unread { file: file(), source: io::ErrorKind::NotFound.into() };
        let named = |error: &(dyn Error + 'static)| Some(error.downcast_ref::<Unread>()?.file.clone());
        assert_eq!(said(&gone, &named), "a.pmtiles : le fichier ou le dossier n'existe pas");
        let rare = Unread { file: file(), source: io::Error::other("a stone on the disk") };
        assert_eq!(said(&rare, &named), "a.pmtiles (a stone on the disk)");
        assert_eq!(said(&rare, &|_| None), "could not read a.pmtiles: a stone on the disk");
    }

    #[test]
    fn a_catalogue_of_another_time_is_refused_with_what_to_do() {
        let english = Words::new(Tongue::English, &[TERMINAL_EN]).unwrap();
        let said = of_catalogue(&StoreError::Older { found: 1, known: 9 }, &english).unwrap();
        assert!(said.contains("sente-data build"), "{said}");
    }
}
