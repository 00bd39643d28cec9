//! How many requests of one address are open at the same time: whoever sends slowly on purpose fills only its own share.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

#[derive(Debug, Clone)]
pub struct Together {
    most: u32,
    open: Arc<Mutex<HashMap<IpAddr, u32>>>,
}

/// An open request; it counts until it is dropped.
#[derive(Debug)]
pub struct Open {
    address: IpAddr,
    of: Together,
}

impl Together {
    pub fn new(most: u32) -> Self {
        Together { most, open: Arc::default() }
    }

    /// `None` where the address has its share open.
    pub fn enter(&self, address: IpAddr) -> Option<Open> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        Some(Open { address, of: self.clone() })
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        let mut open = self.of.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_share_and_no_more_until_it_gives_some_back() {
        let together = Together::new(2);
        let [here, there] = ["192.0.2.1", "192.0.2.2"].map(|text| text.parse().unwrap());
        let first = together.enter(here);
        let _second = together.enter(here);
        assert!(together.enter(here).is_none() && together.enter(there).is_some());
        drop(first);
        assert!(together.enter(here).is_some());
        assert_eq!(together.open.lock().unwrap().len(), 1);
    }
}
