//! Why a command could not be carried out, in the language of the locale; what is rare stays in English, in brackets.

use std::error::Error;
use std::path::Path;

use pdipr_data::store::StoreError;
use pdipr_data::terminal::refusal;

use crate::speech::Speech;

mod packs;
mod sources;

/// A refusal of a command itself, or what it was about when something failed: the key of a text and its arguments.
#[derive(Debug, thiserror::Error)]
#[error("{key} {args:?}")]
pub struct Refused {
    key: &'static str,
    args: Vec<Argument>,
    #[source]
    source: Option<Box<dyn Error + Send + Sync>>,
}

type Argument = (&'static str, String);

pub fn refused(key: &'static str, args: impl IntoIterator<Item = Argument>) -> anyhow::Error {
    Refused { key, args: args.into_iter().collect(), source: None }.into()
}

pub fn refused_because(
    key: &'static str,
    args: impl IntoIterator<Item = Argument>,
    source: impl Into<Box<dyn Error + Send + Sync>>,
) -> Refused {
    Refused { key, args: args.into_iter().collect(), source: Some(source.into()) }
}

pub trait Because<T> {
    /// Says which file it was about: `key` takes a `file`.
    fn because(self, key: &'static str, file: &Path) -> Result<T, Refused>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> Because<T> for Result<T, E> {
    fn because(self, key: &'static str, file: &Path) -> Result<T, Refused> {
        self.map_err(|source| refused_because(key, [("file", file.display().to_string())], source))
    }
}

/// The whole sentence of an error with its causes.
pub fn sentence(error: &anyhow::Error, speech: &Speech) -> String {
    refusal::sentence(error.as_ref(), &speech.words, &|cause| known(cause, speech))
}

/// What is known of one cause, without those below it.
fn known(cause: &(dyn Error + 'static), speech: &Speech) -> Option<String> {
    if let Some(refused) = cause.downcast_ref::<Refused>() {
        let args: Vec<_> = refused.args.iter().map(|(name, text)| (*name, text.as_str())).collect();
        return Some(speech.say(refused.key, &args));
    }
    if let Some(error) = cause.downcast_ref::<StoreError>() {
        return refusal::of_catalogue(error, &speech.words);
    }
    packs::known(cause, speech).or_else(|| sources::known(cause, speech))
}

#[cfg(test)]
mod tests {
    use pdipr_data::words::Tongue;
    use tiles::build::{BuildError, PackError};
    use tiles::pack::delta::{DeltaError, PatchFileError};
    use tiles::read::Pack;
    use tiles::relief::{Fault, ReliefError};

    use super::*;

    fn said(error: impl Into<anyhow::Error>) -> String {
        sentence(&error.into(), &Speech::new(Tongue::French).unwrap())
    }

    #[test]
    fn a_refusal_names_the_file_and_the_reason_in_french() {
        let no_pack = Pack::open(b"<gpx/>".to_vec()).because("no-pack", Path::new("a.pmtiles")).unwrap_err();
        assert_eq!(said(no_pack), "le paquet a.pmtiles ne peut pas être lu : ce n'est pas un paquet PMTiles");
        let cells = ReliefError::Grid { file: "1.asc".into(), fault: Fault::Turned };
        let cells = BuildError::Relief(cells);
        assert_eq!(said(cells), "1.asc : la grille est tournée ou retournée : le nord doit être en haut");
        let nothing = BuildError::Pack(PackError::Empty);
        assert_eq!(said(nothing), "rien de ce qui a été lu n'est dans ces zooms et cette zone");
        let other = PatchFileError::Delta(DeltaError::OtherPack);
        assert_eq!(said(other), "les changements sont ceux d'un autre paquet");
    }

    #[test]
    fn every_key_of_a_refusal_has_its_text() {
        const TAKERS: [&str; 6] = ["say(", "text(", "refused(", "because(", "Err(", "ok_or("];
        let speech = Speech::new(Tongue::French).unwrap();
        let sources = [
            include_str!("packs.rs"),
            include_str!("sources.rs"),
            include_str!("../build.rs"),
            include_str!("../diff.rs"),
            include_str!("../get.rs"),
            include_str!("../input.rs"),
            include_str!("../lines.rs"),
            include_str!("../picture.rs"),
            include_str!("../relief.rs"),
            include_str!("../serve/mod.rs"),
        ];
        let keys = sources.iter().flat_map(|text| quoted(text)).map(|(_, word)| word).filter(|word| {
            word.len() > 4
                && word.contains('-')
                && word.chars().all(|one| one.is_ascii_lowercase() || one == '-')
        });
        // Not every word with a hyphen is a key here: what takes a key is called right before.
        let others = [include_str!("../main.rs"), include_str!("../elevation.rs")];
        let taken = others.iter().flat_map(|text| quoted(text)).filter_map(|(before, word)| {
            TAKERS.iter().any(|taker| before.trim_end().ends_with(taker)).then_some(word)
        });
        let (keys, taken): (Vec<&str>, Vec<&str>) = (keys.collect(), taken.collect());
        let gaps: Vec<_> = keys.iter().chain(&taken).filter(|key| !speech.words.knows(key)).collect();
        assert!(keys.len() > 80 && taken.len() > 8 && gaps.is_empty(), "{gaps:?}");
    }

    /// Words in quotes, each with what stands before it.
    fn quoted(text: &str) -> Vec<(&str, &str)> {
        let pieces: Vec<&str> = text.split('"').collect();
        pieces.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
    }
}
