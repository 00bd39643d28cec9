//! Somebody who follows the feed, each page from a server by chance.

use std::collections::BTreeMap;
use std::time::Duration;

use protocol::{ThingId, What};

use crate::common::chance::Chance;
use crate::servers::Servers;
use crate::traffic::Met;

#[derive(Default)]
pub struct Reader {
    pub after: u64,
    pub things: BTreeMap<ThingId, What>,
    pub pages: usize,
}

impl Reader {
    /// Reads on until it is enough.
    pub fn follow(servers: &Servers, seed: u64, met: &Met) -> Reader {
        let (mut reader, mut chance) = (Reader::default(), Chance::new(seed));
        while !met.is_enough() {
            reader.page(servers, &mut chance);
            std::thread::sleep(Duration::from_millis(5));
        }
        reader
    }

    pub fn page(&mut self, servers: &Servers, chance: &mut Chance) {
        let address = &servers.addresses[chance.below(2) as usize];
        let Some(page) = servers.feed_now(address, self.after) else { return };
        self.pages += 1;
        for change in page.changes {
            assert!(change.seq > self.after, "the feed goes back from {} to {}", self.after, change.seq);
            self.after = change.seq;
            self.things.insert(change.thing, change.what);
        }
        assert_eq!(page.next, self.after);
    }
}
