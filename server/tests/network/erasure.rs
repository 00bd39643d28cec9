//! What is erased is erased: afterwards no byte of it stands in any file of the server, the journal of its database included.

use std::path::Path;

use jiff::SignedDuration;
use protocol::DeviceKey;
use sente_core::calls::*;
use sente_http::{Courier, Patience};
use sente_server::store::KeyHash;

use crate::common::chance::Chance;
use crate::hiker::Hiker;
use crate::photos::described;
use crate::server::Server;

/// Everything that the server has on its disk.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    all
}

/// The files that hold one of these.
fn holding(folder: &Path, wanted: &[(&str, Vec<u8>)]) -> Vec<String> {
    let of = |(name, bytes): &(String, Vec<u8>)| {
        let held =
            wanted.iter().filter(|(_, words)| bytes.windows(words.len()).any(|window| window == words));
        held.map(|(what, _)| format!("{what} in {name}")).collect::<Vec<_>>()
    };
    files(folder).iter().flat_map(of).collect()
}

fn traces(text: &str, photo: &[u8], key: &DeviceKey) -> Vec<(&'static str, Vec<u8>)> {
    let hash = KeyHash::of(key).0;
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    // A photo is in no file where none of its pieces is.
    let pieces = photo.chunks_exact(64).skip(12).take(20).map(|piece| ("the photo", piece.to_vec()));
    let words = [
        ("the text", text.as_bytes().to_vec()),
        ("the key", key.as_str().as_bytes().to_vec()),
        ("the hash of the key", hash.to_vec()),
        ("the hash of the key", hex.into_bytes()),
    ];
    words.into_iter().chain(pieces).collect()
}

#[test]
fn nothing_of_what_was_erased_stands_in_any_file() {
    let server = Server::start();
    let address = format!("http://{}", server.address);
    let mut hiker = Hiker::new(&mut Chance::new(7));
    hiker.engine.set_server(sente_core::Server::At(address.clone())).unwrap();
    let courier = Courier::new(Patience::default()).unwrap();
    hiker.photo(&described(3));
    let text = hiker.written.values().next().unwrap().clone();
    hiker.review(None, vec![]);
    hiker.settles(&courier, &address, SignedDuration::from_secs(30)).unwrap();
    let key = hiker.key();
    let kept = server.photo(&key, hiker.photos.values().next().unwrap());
    let traces = traces(&text, &kept, &key);
    let before = holding(server.folder.path(), &traces);
    for what in ["the text", "the photo", "the hash of the key"] {
        assert!(before.iter().any(|held| held.starts_with(what)), "the search finds nothing: {before:?}");
    }
    hiker.ask(ErasePosts {});
    hiker.settles(&courier, &address, SignedDuration::from_secs(30)).unwrap();
    assert!(!hiker.posts().sync.erasing);
    assert_eq!(holding(server.folder.path(), &traces), Vec::<String>::new());
}
