//! Randomness out of the seed that the host gives at opening: SHA-256 of the seed and a counter.

use jiff::Timestamp;
use protocol::{DeviceKey, OperationId};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Never used twice with one seed: the host asks its system for a new one at each start.
pub(super) struct Chance {
    seed: [u8; 32],
    count: u64,
}

impl Chance {
    pub(super) fn new(seed: [u8; 32]) -> Self {
        Chance { seed, count: 0 }
    }

    fn bytes(&mut self) -> [u8; 32] {
        self.count += 1;
        Sha256::new_with_prefix(self.seed).chain_update(self.count.to_le_bytes()).finalize().into()
    }

    /// A new identity, in the order of time (RFC 9562, version 7).
    pub(super) fn operation(&mut self, now: Timestamp) -> OperationId {
        let random = self.bytes();
        let mut ten = [0; 10];
        ten.copy_from_slice(&random[..10]);
        let millis = now.as_millisecond().max(0).unsigned_abs();
        OperationId(uuid::Builder::from_unix_timestamp_millis(millis, &ten).into_uuid())
    }

    /// An identity that says nothing (RFC 9562, version 4).
    pub(super) fn token(&mut self) -> Uuid {
        let random = self.bytes();
        let mut sixteen = [0; 16];
        sixteen.copy_from_slice(&random[..16]);
        uuid::Builder::from_random_bytes(sixteen).into_uuid()
    }

    pub(super) fn key(&mut self) -> DeviceKey {
        DeviceKey::from_bytes(&self.bytes())
    }

    /// Evenly between 0 and 1.
    pub(super) fn share(&mut self) -> f64 {
        let random = self.bytes();
        f64::from(u32::from_le_bytes([random[0], random[1], random[2], random[3]])) / f64::from(u32::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_are_of_their_version_and_never_the_same() {
        let mut chance = Chance::new([7; 32]);
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let (first, second) = (chance.operation(now), chance.operation(now));
        assert_ne!(first, second);
        assert_eq!((first.0.get_version_num(), chance.token().get_version_num()), (7, 4));
        assert_ne!(chance.key(), chance.key());
        assert!((0.0..=1.0).contains(&chance.share()));
    }
}
