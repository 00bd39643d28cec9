//! The log of staff's acts as a chain: each entry holds the SHA-256 of the hash before it (64 hexadecimal digits, none
//! for the first) followed by the entry as JSON with an empty hash.

use protocol::LogEntry;

use crate::secret;

/// The entry with its hash.
pub fn link(before: Option<&str>, entry: LogEntry) -> LogEntry {
    let bare = LogEntry { hash: String::new(), ..entry };
    let json = serde_json::to_vec(&bare).expect("wire types always serialise");
    let hash = secret::hex(&secret::sha256(&[before.unwrap_or_default().as_bytes(), &json]));
    LogEntry { hash, ..bare }
}

/// The number of the first entry that does not fit the one before it; `before` is the hash ahead of `entries`.
pub fn first_break(before: Option<&str>, entries: &[LogEntry]) -> Option<u64> {
    let mut before = before;
    for entry in entries {
        if link(before, entry.clone()).hash != entry.hash {
            return Some(entry.seq);
        }
        before = Some(&entry.hash);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::{Reason, ThingId};

    fn three() -> Vec<LogEntry> {
        let mut entries: Vec<LogEntry> = Vec::new();
        for seq in 1..=3 {
            let bare = LogEntry {
                seq,
                at: 1_795_600_000_000,
                staff: "ana".into(),
                thing: ThingId(uuid::Uuid::from_u128(seq.into())),
                act: "refuse".into(),
                reason: Some(Reason::Insult),
                hash: String::new(),
            };
            let linked = link(entries.last().map(|entry| entry.hash.as_str()), bare);
            entries.push(linked);
        }
        entries
    }

    #[test]
    fn an_entry_that_was_changed_or_taken_out_breaks_the_chain() {
        assert_eq!(first_break(None, &three()), None);
        let mut changed = three();
        changed[1].reason = None;
        assert_eq!(first_break(None, &changed), Some(2));
        let mut shortened = three();
        shortened.remove(0);
        assert_eq!(first_break(None, &shortened), Some(2));
    }
}
