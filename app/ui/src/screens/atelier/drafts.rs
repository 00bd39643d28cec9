//! What staff has begun to write stays until it has been sent: through other things, other screens and a session that ends.

use std::cell::RefCell;
use std::collections::BTreeMap;

use protocol::ThingId;

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    Answer,
    Assignee,
}

thread_local! {
    static DRAFTS: RefCell<BTreeMap<(ThingId, Of), String>> = const { RefCell::new(BTreeMap::new()) };
}

pub fn draft(thing: ThingId, of: Of) -> Option<String> {
    DRAFTS.with_borrow(|drafts| drafts.get(&(thing, of)).cloned())
}

pub fn keep(thing: ThingId, of: Of, text: String) {
    DRAFTS.with_borrow_mut(|drafts| drafts.insert((thing, of), text));
}

pub fn drop(thing: ThingId, of: Of) {
    DRAFTS.with_borrow_mut(|drafts| drafts.remove(&(thing, of)));
}

/// Nobody reads what another one has begun.
pub fn drop_all() {
    DRAFTS.take();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_begun_is_there_until_it_is_sent() {
        let thing: ThingId = "01999999-0000-7000-8000-000000000001".parse().unwrap();
        keep(thing, Of::Answer, "Merci".to_owned());
        assert_eq!((draft(thing, Of::Answer).as_deref(), draft(thing, Of::Assignee)), (Some("Merci"), None));
        drop(thing, Of::Answer);
        assert_eq!(draft(thing, Of::Answer), None);
    }
}
