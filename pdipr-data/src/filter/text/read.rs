//! Reads typed words: which codes, places, names and criteria they can mean. Nothing is looked up yet.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fold::{code_key, is_empty_word, singular, telling_words, words};
use super::intents::intents;
use super::typo::{distance_at_most, typos_allowed};
use super::vocabulary::{Field, PlaceKind, Vocabulary};
use crate::domain::{Network, Practice, RouteShape, Theme};

/// Longest query that is read, in words.
const WORDS_MAX: usize = 12;
/// Places that one group of words may mean; `saint` alone means more than anybody reads.
const PLACES_MAX: usize = 40;

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

/// How well a typed word fits a known one; less is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exact,
    Number,
    Beginning,
    Typo(usize),
}

impl Fit {
    fn quality(self) -> f32 {
        match self {
            Fit::Exact => 1.0,
            Fit::Number => 0.95,
            Fit::Beginning => 0.7,
            // Only tried where nothing fits better, so nothing better is beaten.
            Fit::Typo(1) => 0.9,
            Fit::Typo(_) => 0.8,
        }
    }
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
    let begins = word.len() >= 3 || (found.is_empty() && (word.len() == 2 || reading.words.len() == 1));
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

fn term(field: Field, word: &str) -> Target {
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

/// Places whose names hold a group of the words, longest groups first; words of a longer group are not looked at
/// again, so that `saint prest` does not mean every saint.
fn place_names(
    reading: &mut Reading,
    by_code: &[bool],
    vocabulary: &Vocabulary,
    may_be_mistyped: &dyn Fn(usize, &str) -> bool,
) {
    let count = reading.words.len();
    let mut covered = by_code.to_vec();
    let mut fits: Vec<BTreeMap<&str, Fit>> = vec![BTreeMap::new(); count];
    for (index, typed) in reading.words.iter().enumerate() {
        let mistyped = may_be_mistyped(index, typed);
        for word in vocabulary.places.iter().flat_map(|place| &place.words) {
            if !fits[index].contains_key(word.as_str())
                && let Some(fit) = fit(typed, word, mistyped)
            {
                fits[index].insert(word, fit);
            }
        }
        // The nearest of the mistyped ones is meant, not every word that is near.
        if let Some(best) = fits[index].values().min().copied().filter(|fit| matches!(fit, Fit::Typo(_))) {
            fits[index].retain(|_, fit| *fit == best);
        }
    }
    for span in spans(count) {
        if span.clone().all(|index| covered[index]) || span.clone().any(|index| by_code[index]) {
            continue;
        }
        let joined = reading.words[span.clone()].concat();
        let mut meant: Vec<(f32, usize)> = Vec::new();
        for (place_index, place) in vocabulary.places.iter().enumerate() {
            if let Some(quality) = place_fit(&span, &place.words, &place.key, &joined, &fits) {
                meant.push((quality, place_index));
            }
        }
        // A place named in full keeps those out that only begin so: Brou, not Broué.
        let best = meant.iter().map(|(quality, _)| *quality).fold(0.0, f32::max);
        if best >= 0.95 {
            meant.retain(|(quality, _)| *quality >= 0.6);
        }
        if meant.is_empty() {
            continue;
        }
        meant.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (quality, index) in meant.into_iter().take(PLACES_MAX) {
            let place = &vocabulary.places[index];
            for (field, weight) in place.fields() {
                reading.probes.push(Probe {
                    words: span.clone(),
                    target: term(*field, &place.key),
                    weight: weight * quality,
                    label: place.name.clone(),
                });
            }
            reading.places.push(index);
        }
        span.for_each(|index| covered[index] = true);
    }
}

/// How well the typed words name the place: 1 for the whole name as it stands.
fn place_fit(
    span: &Range<usize>,
    words: &[String],
    key: &str,
    joined: &str,
    fits: &[BTreeMap<&str, Fit>],
) -> Option<f32> {
    if key == joined {
        return Some(1.0);
    }
    let mut quality: f32 = 1.0;
    let mut from = 0;
    for (position, index) in span.clone().enumerate() {
        let last = position + 1 == span.len();
        let (at, fit) = words[from..].iter().enumerate().find_map(|(at, word)| {
            let fit = *fits[index].get(word.as_str())?;
            // In a group, only the last word can still be in the making.
            (last || fit != Fit::Beginning).then_some((from + at, fit))
        })?;
        quality = quality.min(fit.quality());
        from = at + 1;
    }
    let whole = words.len() == span.len();
    Some(if whole { quality } else { quality * 0.9 })
}

fn fit(typed: &str, word: &str, mistyped: bool) -> Option<Fit> {
    if typed == word {
        Some(Fit::Exact)
    } else if singular(typed) == singular(word) {
        Some(Fit::Number)
    } else if typed.len() >= 2 && word.starts_with(typed) {
        Some(Fit::Beginning)
    } else if mistyped {
        distance_at_most(typed, word, typos_allowed(typed)).filter(|typos| *typos > 0).map(Fit::Typo)
    } else {
        None
    }
}

/// All groups of neighbouring words, longest first.
fn spans(count: usize) -> impl Iterator<Item = Range<usize>> {
    (1..=count).rev().flat_map(move |length| (0..=count - length).map(move |from| from..from + length))
}

/// The text with each word replaced that has no meaning as it stands.
fn understood(text: &str, reading: &Reading, vocabulary: &Vocabulary) -> Option<String> {
    let mut changed = false;
    let mut telling = 0;
    let mut result = Vec::new();
    for word in words(text) {
        if reading.words.get(telling) != Some(&word) {
            if is_empty_word(&word) {
                result.push(word);
            }
            continue;
        }
        let index = telling;
        telling += 1;
        match replacement(index, &word, reading, vocabulary) {
            Some(other) => {
                changed = true;
                result.push(vocabulary.spelled(&other));
            }
            None => result.push(word),
        }
    }
    changed.then(|| result.join(" "))
}

/// The known word that stands for the typed one; `None` where it stands for itself or only begins others.
fn replacement(index: usize, word: &str, reading: &Reading, vocabulary: &Vocabulary) -> Option<String> {
    let own = reading.probes.iter().filter(|probe| probe.words.contains(&index));
    let mut best: Option<(Fit, String)> = None;
    for probe in own {
        let candidates: Vec<&str> = match &probe.target {
            Target::Term { field: Field::Name | Field::Ways, term } => vec![term],
            Target::Term { field: Field::Code, .. } | Target::Practice(_) | Target::Network(_) => {
                return None;
            }
            Target::Term { .. } => {
                let place = vocabulary.places.iter().find(|place| place.name == probe.label);
                if place.is_some_and(|place| place.key == reading.words[probe.words.clone()].concat()) {
                    return None;
                }
                place.into_iter().flat_map(|place| &place.words).map(String::as_str).collect()
            }
            Target::Shape(_) | Target::Theme(_) => return None,
            Target::Beginning { .. } => continue,
        };
        for known in candidates {
            if let Some(fit) = fit(word, known, true)
                && best.as_ref().is_none_or(|(least, _)| fit < *least)
            {
                best = Some((fit, known.to_owned()));
            }
        }
    }
    match best {
        Some((Fit::Number | Fit::Typo(_), known)) => Some(known),
        _ => None,
    }
}

impl Vocabulary {
    /// The places that a reading means, best first.
    pub fn meant(&self, reading: &Reading) -> Vec<&super::Place> {
        reading.places.iter().filter_map(|index| self.places.get(*index)).collect()
    }

    /// Whether a commune bears the name of the place.
    pub fn names_commune(&self, place: &super::Place) -> bool {
        self.places.iter().any(|other| matches!(other.kind, PlaceKind::Commune(_)) && other.key == place.key)
    }
}
