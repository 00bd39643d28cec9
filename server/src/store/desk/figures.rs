//! Figures from the rows that both databases count.

use std::collections::BTreeMap;

use protocol::{HalfYear, Reason, ReasonCount, Refusal, Tally};

use super::Counted;
use crate::store::StoreError;

/// What is counted, by its word.
const WORDS: [(&str, Counted); 9] = [
    ("users", Counted::Users),
    ("reviews", Counted::Reviews),
    ("recommendations", Counted::Recommendations),
    ("reports", Counted::Reports),
    ("satisfaction-1", Counted::Satisfaction(1)),
    ("satisfaction-2", Counted::Satisfaction(2)),
    ("satisfaction-3", Counted::Satisfaction(3)),
    ("satisfaction-4", Counted::Satisfaction(4)),
    ("satisfaction-5", Counted::Satisfaction(5)),
];

impl Counted {
    /// As it stands in the table `counter`.
    pub fn word(self) -> &'static str {
        WORDS.iter().find(|(_, what)| *what == self).map_or("other", |(word, _)| word)
    }
}

/// One tally a half-year, newest first; a word of a newer version is passed over.
pub fn tallies(rows: impl IntoIterator<Item = (HalfYear, String, u64)>) -> Vec<Tally> {
    let mut tallies: BTreeMap<HalfYear, Tally> = BTreeMap::new();
    for (half_year, word, count) in rows {
        let tally = tallies.entry(half_year).or_insert(Tally {
            half_year,
            users: 0,
            satisfaction: [0; 5],
            reviews: 0,
            recommendations: 0,
            reports: 0,
        });
        match WORDS.iter().find(|(known, _)| *known == word).map(|(_, what)| *what) {
            Some(Counted::Users) => tally.users = count,
            Some(Counted::Reviews) => tally.reviews = count,
            Some(Counted::Recommendations) => tally.recommendations = count,
            Some(Counted::Reports) => tally.reports = count,
            Some(Counted::Satisfaction(stars)) => {
                if let Some(slot) = tally.satisfaction.get_mut(usize::from(stars) - 1) {
                    *slot = count;
                }
            }
            None => {}
        }
    }
    tallies.into_values().rev().collect()
}

/// Whole hours, rounded up.
pub fn hours(ms: i64) -> u32 {
    const HOUR: i64 = 3_600_000;
    u32::try_from(ms.max(0).div_euclid(HOUR) + i64::from(ms.max(0) % HOUR > 0)).unwrap_or(u32::MAX)
}

/// How often each reason stands, in the order of the reasons.
pub fn reasons(
    refusals: impl IntoIterator<Item = Result<Refusal, StoreError>>,
) -> Result<Vec<ReasonCount>, StoreError> {
    let mut counts: BTreeMap<Reason, u64> = BTreeMap::new();
    for refusal in refusals {
        *counts.entry(refusal?.reason).or_default() += 1;
    }
    Ok(counts.into_iter().map(|(reason, count)| ReasonCount { reason, count }).collect())
}
