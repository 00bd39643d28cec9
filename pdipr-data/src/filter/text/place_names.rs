//! Finds the places that typed words name.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fit::{Fit, fit};
use super::read::{Probe, Reading, spans, term};
use super::vocabulary::Vocabulary;

/// Places that one group of words may mean; `saint` alone means more than anybody reads.
const PLACES_MAX: usize = 40;

/// Places whose names hold a group of the words, longest groups first; words of a longer group are not looked at
/// again, so that `saint prest` does not mean every saint.
pub(super) fn place_names(
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
