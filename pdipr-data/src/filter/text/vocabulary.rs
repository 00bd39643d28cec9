//! The words that a catalogue knows: terms of its index and the names of its places.

use std::collections::BTreeMap;

use super::fold::{place_key, singular, telling_words};
use crate::domain::Position;

/// Where a term stands. The order is that of the columns of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    Name,
    Code,
    Start,
    Communes,
    Towns,
    Stations,
    Ways,
}

impl Field {
    pub const ALL: &'static [Field] = &[
        Field::Name,
        Field::Code,
        Field::Start,
        Field::Communes,
        Field::Towns,
        Field::Stations,
        Field::Ways,
    ];

    /// The column of the index.
    pub const fn as_str(self) -> &'static str {
        match self {
            Field::Name => "name",
            Field::Code => "code",
            Field::Start => "start",
            Field::Communes => "communes",
            Field::Towns => "towns",
            Field::Stations => "stations",
            Field::Ways => "ways",
        }
    }
}

#[derive(Debug, Clone, PartialEq)]
pub enum PlaceKind {
    Commune(crate::domain::Insee),
    Town,
    Station,
}

/// A place by its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    pub name: String,
    pub kind: PlaceKind,
    pub at: Option<Position>,
    /// As one term.
    pub key: String,
    /// Folded words that carry meaning.
    pub words: Vec<String>,
}

impl Place {
    pub fn new(name: &str, kind: PlaceKind, at: Option<Position>) -> Self {
        Place { name: name.to_owned(), kind, at, key: place_key(name), words: telling_words(name) }
    }

    /// The fields in which routes carry the place, with the weight of each: communes first, starts before crossings.
    pub(super) fn fields(&self) -> &'static [(Field, f32)] {
        match self.kind {
            PlaceKind::Commune(_) => &[(Field::Start, 7.0), (Field::Communes, 4.0)],
            PlaceKind::Town => &[(Field::Towns, 1.6)],
            PlaceKind::Station => &[(Field::Stations, 1.8)],
        }
    }
}

#[derive(Default)]
pub struct Vocabulary {
    /// Words of names and ways, sorted, with the field of each.
    words: Vec<(String, Field)>,
    /// Codes, sorted.
    codes: Vec<String>,
    pub(super) places: Vec<Place>,
    /// Folded word to its spelling with accents, for what the search says it understood.
    spellings: BTreeMap<String, String>,
}

impl Vocabulary {
    pub fn new(terms: impl IntoIterator<Item = (String, Field)>, places: Vec<Place>) -> Self {
        let mut vocabulary = Vocabulary { places, ..Vocabulary::default() };
        for (term, field) in terms {
            match field {
                Field::Code => vocabulary.codes.push(term),
                Field::Name | Field::Ways => vocabulary.words.push((term, field)),
                _ => {}
            }
        }
        vocabulary.words.sort();
        vocabulary.codes.sort();
        for place in &vocabulary.places {
            let spelled = place.name.to_lowercase();
            for word in spelled.split(|letter: char| !letter.is_alphanumeric()) {
                if let [folded] = super::fold::words(word).as_slice() {
                    vocabulary.spellings.insert(folded.clone(), word.to_owned());
                }
            }
        }
        vocabulary
    }

    /// The word with its accents, as far as places tell.
    pub(super) fn spelled(&self, folded: &str) -> String {
        self.spellings.get(folded).map_or_else(|| folded.to_owned(), Clone::clone)
    }

    /// The fields that hold this very word.
    pub(super) fn word(&self, word: &str) -> impl Iterator<Item = Field> {
        let from = self.words.partition_point(|(known, _)| known.as_str() < word);
        self.words[from..].iter().take_while(move |(known, _)| known == word).map(|(_, field)| *field)
    }

    /// The fields that hold a word beginning like this, each once.
    pub(super) fn words_beginning(&self, start: &str) -> Vec<Field> {
        let from = self.words.partition_point(|(known, _)| known.as_str() < start);
        let fields = self.words[from..].iter().take_while(|(known, _)| known.starts_with(start));
        let mut fields: Vec<Field> = fields.map(|(_, field)| *field).collect();
        fields.sort();
        fields.dedup();
        fields
    }

    /// Singular and plural of the word, the word itself left out.
    pub(super) fn other_numbers(&self, word: &str) -> Vec<(&str, Field)> {
        let stem = singular(word);
        let from = self.words.partition_point(|(known, _)| known.as_str() < stem);
        self.words[from..]
            .iter()
            .take_while(|(known, _)| known.starts_with(stem))
            .filter(|(known, _)| known != word && singular(known) == stem)
            .map(|(known, field)| (known.as_str(), *field))
            .collect()
    }

    pub(super) fn all_words(&self) -> impl Iterator<Item = (&str, Field)> {
        self.words.iter().map(|(word, field)| (word.as_str(), *field))
    }

    pub(super) fn has_code(&self, key: &str) -> bool {
        self.codes.binary_search_by(|code| code.as_str().cmp(key)).is_ok()
    }

    pub(super) fn has_code_beginning(&self, key: &str) -> bool {
        let from = self.codes.partition_point(|code| code.as_str() < key);
        self.codes.get(from).is_some_and(|code| code.starts_with(key))
    }

    /// The places that a reading means, best first.
    pub fn meant(&self, reading: &super::Reading) -> Vec<&Place> {
        reading.places.iter().filter_map(|index| self.places.get(*index)).collect()
    }

    /// Whether a commune bears the name of the place.
    pub fn names_commune(&self, place: &Place) -> bool {
        self.places.iter().any(|other| matches!(other.kind, PlaceKind::Commune(_)) && other.key == place.key)
    }
}
