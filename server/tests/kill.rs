//! The server is killed under load, again and again, as a power cut of the process does: nothing that it has
//! acknowledged is lost, nothing is carried out twice, and the file is sound. 200 rounds; `SENTE_LONG=1`: 10,000.
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/program.rs"]
mod program;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use program::serving;

use protocol::{
    Act, Audience, Batch, DeviceKey, Operation, OperationId, Outcome, Outcomes, Pseudonym, Recommendation,
    RouteRef, ThingId, Withdrawn, limits, paths, sum,
};
use sente_server::store::{CommunityStore, KeyHash, SqliteStore};
use uuid::Uuid;

const DEVICES: u8 = 4;

/// A device sends one operation after the other, and the same one again until it is acknowledged.
struct Device {
    number: u8,
    sent: u32,
    /// Made, and whether withdrawn afterwards.
    acknowledged: Vec<(KeyHash, ThingId, bool)>,
    made: Option<(KeyHash, ThingId)>,
}

impl Device {
    /// A new key after as many operations as a day holds.
    fn key(&self) -> DeviceKey {
        let mut key = [self.number; 32];
        key[..4].copy_from_slice(&(self.sent / limits::OPERATIONS_A_DAY).to_le_bytes());
        DeviceKey::from_bytes(&key)
    }

    /// Every third one takes back what the one before has made.
    fn operation(&self) -> Operation {
        let id = Uuid::from_u128((u128::from(self.number) << 32) | (u128::from(self.sent) + 1));
        let (thing, act) =
            match self.made.filter(|(key, _)| self.sent % 3 == 2 && *key == KeyHash::of(&self.key())) {
                Some((_, thing)) => (Some(thing), Act::Withdraw(Withdrawn {})),
                None => (
                    None,
                    Act::Recommendation(Recommendation {
                        route: RouteRef("f3-28357".into()),
                        audience: Audience::Family,
                        sentence: format!("Passage numéro {}.", self.sent),
                        by: Pseudonym::default(),
                    }),
                ),
            };
        Operation { id: OperationId(id), thing, act }
    }

    /// Sends until the connection breaks.
    fn run(&mut self, address: &str) {
        let Ok(stream) = TcpStream::connect(address) else { return };
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut stream = BufReader::new(stream);
        loop {
            let (key, operation) = (self.key(), self.operation());
            let batch = serde_json::to_string(&Batch { operations: vec![operation.clone()] }).unwrap();
            let Some(body) = exchange(&mut stream, key.as_str(), &batch) else { return };
            let outcomes: Outcomes = serde_json::from_slice(&body).unwrap();
            assert_eq!(outcomes.outcomes, [Outcome::Taken], "{operation:?}");
            let subject = operation.subject();
            match operation.act {
                Act::Withdraw(_) => self.acknowledged.last_mut().unwrap().2 = true,
                _ => self.acknowledged.push((KeyHash::of(&key), subject, false)),
            }
            self.made = Some((KeyHash::of(&key), subject));
            self.sent += 1;
        }
    }
}

/// The body of the answer; `None` where the connection broke on the way.
fn exchange(stream: &mut BufReader<TcpStream>, key: &str, batch: &str) -> Option<Vec<u8>> {
    let header = |name: &str| match name {
        paths::KEY => Some(key),
        "content-type" => Some("application/json"),
        _ => None,
    };
    let sum = sum::of_request("POST", paths::OPERATIONS, header, batch.as_bytes());
    let request = format!(
        "POST {} HTTP/1.1\r\nhost: x\r\n{}: {key}\r\n{}: {sum}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{batch}",
        paths::OPERATIONS,
        paths::KEY,
        paths::SUM,
        batch.len()
    );
    stream.get_mut().write_all(request.as_bytes()).ok()?;
    let (mut length, mut line, mut first) = (0, String::new(), String::new());
    loop {
        line.clear();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if first.is_empty() {
            first.clone_from(&line);
        }
        let line = line.trim().to_ascii_lowercase();
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    assert!(first.contains(" 200 "), "{first}{}", String::from_utf8_lossy(&body));
    Some(body)
}

#[tokio::test]
async fn nothing_acknowledged_is_lost_when_the_server_is_killed_under_load() {
    let rounds = if std::env::var_os("SENTE_LONG").is_some() { 10_000 } else { 200 };
    let folder = tempfile::tempdir().unwrap();
    let new = |number| Device { number, sent: 0, acknowledged: Vec::new(), made: None };
    let mut devices: Vec<Device> = (1..=DEVICES).map(new).collect();
    let begun = Instant::now();
    for round in 0..rounds {
        let (mut child, address) = serving(folder.path());
        std::thread::scope(|scope| {
            for device in &mut devices {
                scope.spawn(|| device.run(&address));
            }
            // Another moment of the work each time, up to a seventh of a second.
            std::thread::sleep(Duration::from_millis(10 + round * 37 % 140));
            child.kill();
        });
    }
    let store = SqliteStore::open(&folder.path().join("community.sqlite")).unwrap();
    assert_eq!(store.check().await.unwrap(), Vec::<String>::new());
    let mut kept = HashMap::new();
    for device in &devices {
        for (owner, _, _) in &device.acknowledged {
            if !kept.contains_key(owner) {
                kept.insert(*owner, store.mine(*owner).await.unwrap().things);
            }
        }
    }
    let acknowledged = devices.iter().flat_map(|device| &device.acknowledged);
    for (owner, thing, withdrawn) in acknowledged.clone() {
        let own = kept[owner].iter().find(|own| own.thing == *thing);
        let own = own.unwrap_or_else(|| panic!("{thing} was acknowledged and is lost"));
        // A withdrawal that was carried out and not acknowledged may be there, too.
        assert!(!withdrawn || matches!(own.last.act, Act::Withdraw(_)), "{thing} has come back");
    }
    let things: usize = kept.values().map(Vec::len).sum();
    let acknowledged = acknowledged.count();
    // Each device may have one more under way when it was killed for the last time.
    assert!(
        (acknowledged..=acknowledged + usize::from(DEVICES)).contains(&things),
        "{acknowledged} {things}"
    );
    println!("{rounds} rounds, {acknowledged} acknowledged, 0 lost, {:.0} s", begun.elapsed().as_secs_f64());
}
