//! What only the SQLite store claims: that the file holds what was acknowledged and nothing that was erased.

use std::path::Path;
use std::sync::Arc;

use protocol::Act;
use sente_server::store::{CommunityStore, KeyHash, SqliteStore, StoreError};

use crate::support::*;

pub fn world(dir: &Path) -> World {
    World::new(Arc::new(SqliteStore::open(&dir.join("community.sqlite")).unwrap()))
}

/// Whether any file of the folder holds the bytes.
fn holds(dir: &Path, text: &str) -> bool {
    let files = std::fs::read_dir(dir).unwrap();
    files
        .map(|file| std::fs::read(file.unwrap().path()).unwrap())
        .any(|bytes| bytes.windows(text.len()).any(|window| window == text.as_bytes()))
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_the_store_was_opened_anew() {
    let dir = tempfile::tempdir().unwrap();
    let first = world(dir.path());
    assert_eq!(first.post(1, 1, Act::Review(a_review("Beau."))).await, TAKEN);
    drop(first);
    let again = world(dir.path());
    assert_eq!(again.own(1, 1).await.last.id, operation(1, None, withdraw()).id);
    assert_eq!(again.faults().await, Vec::<String>::new());
}

#[tokio::test]
async fn no_byte_of_what_was_erased_stays_in_a_file() {
    const WORDS: &str = "un texte que personne d'autre n'écrirait";
    let dir = tempfile::tempdir().unwrap();
    let world = world(dir.path());
    world.post(1, 1, Act::Review(a_review(WORDS))).await;
    world.act(1, protocol::StaffAct::Publish).await.unwrap();
    world.post(2, 2, Act::Review(a_review("Autre."))).await;
    assert!(holds(dir.path(), WORDS));
    world.store.erase(key(1), world.now).await.unwrap();
    assert!(!holds(dir.path(), WORDS), "the text is still there");
    assert!(!holds(dir.path(), std::str::from_utf8(&[1; 32]).unwrap()), "the owner is still there");
}

#[tokio::test]
async fn what_was_withdrawn_or_written_anew_leaves_the_files_within_seconds() {
    const WORDS: [&str; 2] = ["un texte retiré ensuite", "un texte changé ensuite"];
    let dir = tempfile::tempdir().unwrap();
    let world = world(dir.path());
    world.post(1, 1, Act::Review(a_review(WORDS[0]))).await;
    world.post(1, 2, Act::Review(a_review(WORDS[1]))).await;
    assert!(WORDS.iter().all(|words| holds(dir.path(), words)));
    world.change(1, 3, 1, withdraw()).await;
    world.change(1, 4, 2, Act::Review(a_review("Autre."))).await;
    let begun = std::time::Instant::now();
    while WORDS.iter().any(|words| holds(dir.path(), words)) {
        assert!(begun.elapsed().as_secs() < 30, "the text is still there");
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn a_file_that_was_put_back_marks_what_it_gives_a_second_time() {
    let dir = tempfile::tempdir().unwrap();
    let (file, copy) = (dir.path().join("community.sqlite"), dir.path().join("copy.sqlite"));
    let before = world(dir.path());
    before.published(1..3).await;
    let saved = rusqlite::Connection::open(&file).unwrap();
    saved.execute("VACUUM INTO ?1", [copy.to_str().unwrap()]).unwrap();
    drop(saved);
    before.published(3..5).await;
    let (kept, lost) = (before.store.feed(2, 1).await.unwrap(), before.store.feed(4, 1).await.unwrap());
    let after = World::new(Arc::new(SqliteStore::open(&copy).unwrap()));
    after.published(13..16).await;
    assert_eq!(after.store.feed(2, 1).await.unwrap().before, kept.before);
    let again = after.store.feed(4, 1).await.unwrap();
    assert!(again.next == 5 && again.before != lost.before, "{again:?} {lost:?}");
}

#[tokio::test]
async fn many_requests_at_once_are_all_carried_out_or_sent_away() {
    let dir = tempfile::tempdir().unwrap();
    let world = Arc::new(world(dir.path()));
    let mut requests = tokio::task::JoinSet::new();
    for number in 0..3_000_u32 {
        let (store, now) = (Arc::clone(&world.store), world.now);
        let mut key = [0; 32];
        key[..4].copy_from_slice(&number.to_le_bytes());
        let owner = KeyHash(key);
        let one = incoming(operation(number.into(), None, Act::Review(a_review("Beau."))));
        requests.spawn(async move { store.take(owner, vec![one], now).await });
    }
    let answers = requests.join_all().await;
    let taken = answers.iter().filter(|answer| answer.is_ok()).count();
    assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(StoreError::Away(_)))));
    let received = world.store.public_log().await.unwrap().received;
    assert_eq!(received, u64::try_from(taken).unwrap());
}

#[tokio::test]
async fn a_count_that_stands_for_nobody_is_damage() {
    let dir = tempfile::tempdir().unwrap();
    let world = world(dir.path());
    world.post(1, 1, Act::Report(a_report("Un."))).await;
    world.post(2, 2, confirming(1)).await;
    assert_eq!(world.faults().await, Vec::<String>::new());
    let beside = rusqlite::Connection::open(dir.path().join("community.sqlite")).unwrap();
    beside.execute("UPDATE thing SET confirmed = 2 WHERE confirmed = 1", []).unwrap();
    assert!(world.faults().await[0].contains("confirmations"), "{:?}", world.faults().await);
}

#[tokio::test]
async fn a_store_in_memory_takes_and_gives_as_one_in_a_file() {
    let store: Arc<dyn CommunityStore> = Arc::new(SqliteStore::in_memory().unwrap());
    let world = World::new(store);
    world.post(1, 1, Act::Review(a_review("Beau."))).await;
    world.act(1, protocol::StaffAct::Publish).await.unwrap();
    assert_eq!(world.shown_text(1).await.as_deref(), Some("Beau."));
}
