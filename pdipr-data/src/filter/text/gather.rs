//! Adds up what the probes found: a route must answer every word, and its best answers make its score.

use roaring::RoaringBitmap;

use super::read::{Probe, Reading};

/// Routes that the words found.
pub struct Hits {
    pub set: RoaringBitmap,
    /// By rank of route.
    pub scores: Vec<f32>,
    /// Each probe with what it found, best weight first.
    pub answers: Vec<(Probe, RoaringBitmap)>,
    /// Words that found nothing at all.
    pub lost: Vec<usize>,
}

/// `look_up` finds the routes of a probe.
pub fn gather<E>(
    reading: &Reading,
    routes: usize,
    mut look_up: impl FnMut(&Probe) -> Result<RoaringBitmap, E>,
) -> Result<Hits, E> {
    let mut answers = Vec::with_capacity(reading.probes.len());
    for probe in &reading.probes {
        answers.push((probe.clone(), look_up(probe)?));
    }
    answers.sort_by(|a, b| b.0.weight.total_cmp(&a.0.weight));
    let mut set: Option<RoaringBitmap> = None;
    let mut lost = Vec::new();
    for word in 0..reading.words.len() {
        let mut found = RoaringBitmap::new();
        answers
            .iter()
            .filter(|(probe, _)| probe.words.contains(&word))
            .for_each(|(_, routes)| found |= routes);
        if found.is_empty() {
            lost.push(word);
        }
        set = Some(set.map_or_else(|| found.clone(), |set| set & &found));
    }
    let set = set.unwrap_or_default();
    let mut scores = vec![0.0_f32; routes];
    for word in 0..reading.words.len() {
        let mut best = vec![0.0_f32; routes];
        for (probe, found) in answers.iter().filter(|(probe, _)| probe.words.contains(&word)) {
            for n in found & &set {
                let slot = &mut best[n as usize];
                *slot = slot.max(probe.weight);
            }
        }
        scores.iter_mut().zip(best).for_each(|(score, best)| *score += best);
    }
    Ok(Hits { set, scores, answers, lost })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::super::{Field, Target};
    use super::*;

    fn probe(word: usize, term: &str, weight: f32) -> Probe {
        let target = Target::Term { field: Field::Name, term: term.into() };
        Probe { words: word..word + 1, target, weight, label: term.into() }
    }

    #[test]
    fn a_route_must_answer_every_word_and_its_best_answers_count() {
        let reading = Reading {
            words: vec!["saint".into(), "prest".into()],
            probes: vec![probe(0, "saint", 2.0), probe(0, "saint!", 3.0), probe(1, "prest", 5.0)],
            ..Reading::default()
        };
        let hits = gather(&reading, 3, |probe| {
            Ok::<_, Infallible>(match probe.label.as_str() {
                "prest" => RoaringBitmap::from([1, 2]),
                _ => RoaringBitmap::from([0, 1]),
            })
        });
        let hits = hits.unwrap();
        assert_eq!(hits.set, RoaringBitmap::from([1]));
        assert_eq!(hits.scores, [0.0, 8.0, 0.0]);
    }
}
