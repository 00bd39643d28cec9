//! How far a typed word is from a known one.

/// One typo for every four letters; none in a number or a code, where each sign counts.
pub fn typos_allowed(word: &str) -> usize {
    if word.chars().any(|letter| letter.is_ascii_digit()) { 0 } else { word.chars().count() / 4 }
}

/// The number of typos (letters missing, added, exchanged or swapped with their neighbour), if at most `most`.
pub fn distance_at_most(a: &str, b: &str, most: usize) -> Option<usize> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let exchange = last[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            row[j] = exchange.min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(before[j - 2] + 1);
            }
        }
        if row.iter().all(|typos| *typos > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|typos| *typos <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_swapped_are_one_typo() {
        assert_eq!(distance_at_most("chartes", "chatres", 2), Some(1));
        assert_eq!(distance_at_most("chratres", "chartres", 2), Some(1));
    }

    #[test]
    fn short_words_must_be_right() {
        assert_eq!((typos_allowed("eau"), typos_allowed("brou"), typos_allowed("chateaudin")), (0, 1, 2));
    }

    #[test]
    fn a_word_too_far_is_none() {
        assert_eq!(distance_at_most("moulin", "chapelle", 1), None);
    }
}
