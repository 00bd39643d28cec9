//! Two servers on one database and one folder, and a look beside them into what they keep.

use std::time::Instant;

use protocol::{DeviceKey, FeedPage, Mine, PhotoId, PublicLog, paths, sum};
use sente_core::sync::{HttpAnswer, HttpRequest, Method};
use sente_http::{Courier, Patience};
use sente_server::store::{CommunityStore, PostgresStore};
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::program::{Program, serving_with};

pub struct Servers {
    /// With their scheme.
    pub addresses: [String; 2],
    _programs: [Program; 2],
    pub courier: Courier,
    _folder: TempDir,
    pub runtime: Runtime,
    pub store: PostgresStore,
}

impl Servers {
    /// Both make the tables, at the same time.
    pub fn start(url: &str) -> Servers {
        let folder = tempfile::tempdir().unwrap();
        let start = || serving_with(folder.path(), &["--postgres", url]);
        let [(one, first), (other, second)] = std::thread::scope(|scope| {
            [scope.spawn(start), scope.spawn(start)].map(|thread| thread.join().unwrap())
        });
        let runtime = Runtime::new().unwrap();
        let store = runtime.block_on(PostgresStore::open(url, None)).unwrap();
        let courier = Courier::new(Patience::default()).unwrap();
        let addresses = [first, second].map(|address| format!("http://{address}"));
        Servers { addresses, _programs: [one, other], courier, _folder: folder, runtime, store }
    }

    /// Looks into the database where it is now.
    pub fn look_again(&mut self, url: &str) {
        self.store = self.runtime.block_on(PostgresStore::open(url, None)).unwrap();
    }

    /// What each of both answers.
    pub fn each<T>(&self, ask: impl Fn(&str) -> T) -> [T; 2] {
        [ask(&self.addresses[0]), ask(&self.addresses[1])]
    }

    fn get(&self, address: &str, path: String, key: Option<&DeviceKey>) -> HttpAnswer {
        let mut request = HttpRequest::new(Method::Get, path);
        if let Some(key) = key {
            let value = |name: &str| (name == paths::KEY).then_some(key.as_str());
            let sum = sum::of_request("GET", &request.path, value, &[]);
            request.headers = vec![(paths::KEY, key.as_str().to_owned()), (paths::SUM, sum)];
        }
        let (path, begun) = (request.path.clone(), Instant::now());
        let answer = self.courier.send(address, request);
        answer.unwrap_or_else(|_| panic!("{path} was not answered within {:.1?}", begun.elapsed()))
    }

    fn read<T: DeserializeOwned>(&self, address: &str, path: String, key: Option<&DeviceKey>) -> T {
        let answer = self.get(address, path, key);
        assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
        serde_json::from_slice(&answer.body).unwrap()
    }

    pub fn mine(&self, address: &str, key: &DeviceKey) -> Mine {
        self.read(address, paths::MINE.to_owned(), Some(key))
    }

    pub fn photo(&self, address: &str, key: &DeviceKey, photo: &PhotoId) -> Vec<u8> {
        self.get(address, paths::photo(photo), Some(key)).body
    }

    pub fn feed(&self, address: &str, after: u64) -> FeedPage {
        self.read(address, paths::feed_after(after), None)
    }

    /// `None` where the server says that one should come again.
    pub fn feed_now(&self, address: &str, after: u64) -> Option<FeedPage> {
        let answer = self.get(address, paths::feed_after(after), None);
        assert!(answer.status == 200 || answer.status == 503 && answer.retry_after.is_some(), "{answer:?}");
        (answer.status == 200).then(|| serde_json::from_slice(&answer.body).unwrap())
    }

    pub fn figures(&self, address: &str) -> PublicLog {
        self.read(address, paths::MODERATION_LOG.to_owned(), None)
    }

    /// What `/healthz` says.
    pub fn health(&self, address: &str) -> HttpAnswer {
        self.get(address, "/healthz".to_owned(), None)
    }

    pub fn is_sound(&self) -> Result<(), String> {
        let damage = self.runtime.block_on(self.store.check()).unwrap();
        if damage.is_empty() { Ok(()) } else { Err(format!("{damage:?}")) }
    }
}
