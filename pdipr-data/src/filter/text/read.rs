//! Reads typed words: which codes, places, names and criteria they can mean. Nothing is looked up yet.

use std::ops::Range;

use super::fit::Fit;
use super::fold::{code_key, is_empty_word, telling_words, words};
use super::intents::intents;
use super::place_names::place_names;
use super::typo::{distance_at_most, typos_allowed};
use super::understood::understood;
use super::vocabulary::{Field, Vocabulary};
use crate::domain::{Network, Practice, RouteShape, Theme};

/// Longest query that is read, in words.
const WORDS_MAX: usize = 12;

/// Something that routes can be looked up by.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    Term {
        field: Field,
        term: String,
    },
    /// Any term that begins so.
    Beginning {
        field: Field,
        start: String,
    },
    Practice(Practice),
    Network(Network),
    Shape(RouteShape),
    Theme(Theme),
}

/// One thing to look up for some of the typed words.
#[derive(Debug, Clone, PartialEq)]
pub struct Probe {
    /// The words that it answers, by their place in `Reading::words`.
    pub words: Range<usize>,
    pub target: Target,
    pub weight: f32,
    /// The place or word as the result names it.
    pub label: String,
}

/// What typed text can mean.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reading {
    pub words: Vec<String>,
    pub probes: Vec<Probe>,
    /// The whole text with the words that were taken for others.
    pub understood: Option<String>,
    /// Indices of the places meant, best first.
    pub places: Vec<usize>,
}

pub fn read(text: &str, vocabulary: &Vocabulary) -> Reading {
    let mut reading = Reading { words: typed_words(text, vocabulary), ..Reading::default() };
    let by_code = codes(&mut reading, vocabulary);
    for (index, taken) in by_code.iter().enumerate() {
        if !taken {
            let whole_words = criteria(&mut reading, index);
            names_and_ways(&mut reading, index, whole_words, vocabulary);
        }
    }
    let answered = |reading: &Reading, index| reading.probes.iter().any(|probe| probe.words.contains(&index));
    place_names(&mut reading, &by_code, vocabulary, &|_, _| false);
    let unanswered: Vec<bool> = (0..reading.words.len()).map(|index| !answered(&reading, index)).collect();
    if unanswered.iter().any(|missing| *missing) {
        // Only a word that means nothing as it stands is taken for a mistyped one.
        reading.probes.retain(|probe| !is_place(&probe.target));
        reading.places.clear();
        place_names(&mut reading, &by_code, vocabulary, &|index, word| unanswered[index] && word.len() > 2);
        for index in (0..reading.words.len()).filter(|index| unanswered[*index]) {
            mistyped_names(&mut reading, index, vocabulary);
        }
    }
    reading.understood = understood(text, &reading, vocabulary);
    reading
}

/// The words that carry meaning, and single letters that end a code: the A of `FEq14.A` is no article.
fn typed_words(text: &str, vocabulary: &Vocabulary) -> Vec<String> {
    let mut typed: Vec<String> = Vec::new();
    for word in words(text) {
        let ends_code = || {
            let number = typed.last().is_some_and(|last| last.chars().any(|letter| letter.is_ascii_digit()));
            let from = typed.len().saturating_sub(3);
            number
                && (from..typed.len())
                    .any(|from| vocabulary.has_code_beginning(&(typed[from..].concat() + &word)))
        };
        if !is_empty_word(&word) || (word.len() == 1 && ends_code()) {
            typed.push(word);
        }
    }
    if typed.is_empty() {
        typed = telling_words(text);
    }
    typed.truncate(WORDS_MAX);
    typed
}

fn is_place(target: &Target) -> bool {
    matches!(
        target,
        Target::Term { field: Field::Start | Field::Communes | Field::Towns | Field::Stations, .. }
    )
}

/// Groups of words that make a code, longest first. An exact code with a digit means nothing else.
fn codes(reading: &mut Reading, vocabulary: &Vocabulary) -> Vec<bool> {
    let count = reading.words.len();
    let mut taken = vec![false; count];
    let mut begun = vec![false; count];
    for span in spans(count) {
        if span.clone().any(|index| taken[index] || begun[index]) {
            continue;
        }
        let key = code_key(&reading.words[span.clone()].concat());
        let has_digit = key.chars().any(|letter| letter.is_ascii_digit());
        let mut put = |target, weight| {
            let label = key.to_uppercase();
            reading.probes.push(Probe { words: span.clone(), target, weight, label });
        };
        if vocabulary.has_code(&key) {
            put(Target::Term { field: Field::Code, term: key.clone() }, 10.0);
            if has_digit {
                put(Target::Beginning { field: Field::Code, start: key.clone() }, 6.0);
                span.for_each(|index| taken[index] = true);
            }
        } else if has_digit && vocabulary.has_code_beginning(&key) {
            put(Target::Beginning { field: Field::Code, start: key.clone() }, 6.0);
            span.for_each(|index| begun[index] = true);
        } else if span.len() == 1 && key.len() >= 2 && vocabulary.has_code_beginning(&key) {
            put(Target::Beginning { field: Field::Code, start: key.clone() }, 3.0);
        }
    }
    taken
}

/// Tells whether the word names a practice, a network or a shape.
fn criteria(reading: &mut Reading, index: usize) -> bool {
    let mut named = false;
    for target in intents(&reading.words[index]) {
        let theme = matches!(target, Target::Theme(_));
        named |= !theme;
        let weight = if theme { 1.0 } else { 4.0 };
        let label = reading.words[index].clone();
        reading.probes.push(Probe { words: index..index + 1, target, weight, label });
    }
    named
}

/// The word in names of routes and of ways: as it stands, in the other number, and as a beginning; a word that
/// names a criterion is no beginning (`cheval` is not the Chevalière).
fn names_and_ways(reading: &mut Reading, index: usize, whole_words: bool, vocabulary: &Vocabulary) {
    let word = reading.words[index].clone();
    let mut found: Vec<(Target, Fit)> = Vec::new();
    found.extend(vocabulary.word(&word).map(|field| (term(field, &word), Fit::Exact)));
    let numbers = vocabulary.other_numbers(&word);
    found.extend(numbers.into_iter().map(|(known, field)| (term(field, known), Fit::Number)));
    // A short word is a beginning where it means nothing else, or where it is typed last: the walker is still typing.
    let last = index + 1 == reading.words.len();
    let begins = word.len() >= 3 || last || (found.is_empty() && word.len() == 2);
    if begins && !whole_words {
        let fields = vocabulary.words_beginning(&word);
        found.extend(
            fields
                .into_iter()
                .map(|field| (Target::Beginning { field, start: word.clone() }, Fit::Beginning)),
        );
    }
    put_words(reading, index, found);
}

fn mistyped_names(reading: &mut Reading, index: usize, vocabulary: &Vocabulary) {
    let word = reading.words[index].clone();
    let most = typos_allowed(&word);
    let mut near: Vec<(usize, &str, Field)> = vocabulary
        .all_words()
        .filter(|(known, _)| most > 0 && known.len() > 2)
        .filter_map(|(known, field)| Some((distance_at_most(&word, known, most)?, known, field)))
        .collect();
    near.sort();
    let Some(least) = near.first().map(|(typos, ..)| *typos) else { return };
    let found = near
        .into_iter()
        .take_while(|(typos, ..)| *typos == least)
        .map(|(typos, known, field)| (term(field, known), Fit::Typo(typos)))
        .collect();
    put_words(reading, index, found);
}

pub(super) fn term(field: Field, word: &str) -> Target {
    Target::Term { field, term: word.to_owned() }
}

fn put_words(reading: &mut Reading, index: usize, found: Vec<(Target, Fit)>) {
    for (target, fit) in found {
        let (label, base) = match &target {
            Target::Term { field: Field::Name, term } => (term.clone(), 6.0),
            Target::Beginning { field: Field::Name, start } => (start.clone(), 6.0),
            Target::Term { term, .. } => (term.clone(), 2.0),
            Target::Beginning { start, .. } => (start.clone(), 2.0),
            _ => continue,
        };
        let weight = base * fit.quality();
        reading.probes.push(Probe { words: index..index + 1, target, weight, label });
    }
}

/// All groups of neighbouring words, longest first.
pub(super) fn spans(count: usize) -> impl Iterator<Item = Range<usize>> {
    (1..=count).rev().flat_map(move |length| (0..=count - length).map(move |from| from..from + length))
}
