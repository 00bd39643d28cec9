//! What an older store held is there after the upgrade, and right.

use std::sync::Arc;

use protocol::Act;
use rusqlite::Connection;
use sente_server::store::{PostgresStore, SqliteStore};

use crate::support::*;

const SQLITE: &str = include_str!("../../src/store/sqlite/migrations/0001-community.sql");
const POSTGRES: &str = include_str!("../../src/store/postgres/migrations/0001-community.sql");

/// Reports of the first version: device 3 has confirmed both the first and the second one, and staff has merged these,
/// so that it counts twice. The fifth one is as it should be. Bytes are written as the database wants them.
fn counted_twice(bytes: fn(u8, usize) -> String) -> String {
    let content = serde_json::to_string(&Act::Report(a_report("Un."))).unwrap();
    let shown = |count: u32| {
        format!(
            "'{{\"what\":\"report\",\"category\":\"safety\",\"magnitude\":\"blocking\",\"place\":{{\"route\":\"f3-28357\",\
             \"commune\":\"28357\",\"metres\":640}},\"status\":\"open\",\"written\":\"2026-11-26\",\"confirmed\":{count}}}'"
        )
    };
    let row = |number: u8, owner: u8, state: &str, into: Option<u8>, confirmed: u32, feed: Option<u8>| {
        let into = into.map_or("NULL".to_owned(), |into| bytes(into, 16));
        let (shown, feed) =
            feed.map_or(("NULL".to_owned(), "NULL".to_owned()), |feed| (shown(confirmed), feed.to_string()));
        let (id, owner, counts) = (bytes(number, 16), bytes(owner, 32), into != "NULL");
        format!(
            "INSERT INTO thing (arrived, id, owner, kind, received, last_op, content, state, merged_into, counts, \
             confirmed, shown, feed_seq) VALUES ({number}, {id}, {owner}, 'report', 0, {id}, '{content}', '{state}', \
             {into}, {counts}, {confirmed}, {shown}, {feed});"
        )
    };
    [
        row(1, 1, "open", None, 3, Some(1)),
        row(2, 2, "duplicate", Some(1), 1, None),
        row(3, 3, "duplicate", Some(1), 0, None),
        row(4, 3, "duplicate", Some(2), 0, None),
        row(5, 1, "open", None, 0, Some(2)),
    ]
    .concat()
}

/// The number as an identity of so many bytes, in hexadecimal digits.
fn digits(number: u8, length: usize) -> String {
    // An owner is made of one byte, as in [`key`].
    let bytes = if length == 32 { vec![number; 32] } else { [vec![0; length - 1], vec![number]].concat() };
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn counted_anew(world: World) {
    assert_eq!(world.faults().await, Vec::<String>::new());
    let counts = world.feed().await.into_iter().map(|change| (change.seq, change.thing));
    // Everybody hears of the count that has changed, and of that one alone.
    assert_eq!(counts.collect::<Vec<_>>(), [(2, thing_id(5)), (3, thing_id(1))]);
    assert_eq!(world.shown_report(1).await.confirmed, 2);
    world.act(2, protocol::StaffAct::Status { status: protocol::ReportStatus::Open }).await.unwrap();
    assert_eq!((world.shown_report(1).await.confirmed, world.shown_report(2).await.confirmed), (1, 1));
    assert_eq!(world.faults().await, Vec::<String>::new());
}

#[tokio::test]
async fn whoever_was_counted_twice_counts_once_after_the_upgrade() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("community.sqlite");
    let older = Connection::open(&file).unwrap();
    older.execute_batch(SQLITE).unwrap();
    older.pragma_update(None, "user_version", 1).unwrap();
    older.pragma_update(None, "application_id", 0x536e_436d).unwrap();
    older.execute_batch(&counted_twice(|number, length| format!("X'{}'", digits(number, length)))).unwrap();
    drop(older);
    counted_anew(World::new(Arc::new(SqliteStore::open(&file).unwrap()))).await;
}

#[tokio::test]
async fn whoever_was_counted_twice_counts_once_after_the_upgrade_of_postgresql() {
    let Some(postgres) = Postgres::start() else { return };
    let url = postgres.database();
    let schema = "CREATE TABLE sente_schema (version BIGINT NOT NULL); INSERT INTO sente_schema VALUES (1);";
    let rows = counted_twice(|number, length| format!("'\\x{}'", digits(number, length)));
    let said = postgres.sql(&url, &format!("{schema} {POSTGRES} {rows}"));
    assert!(!said.contains("ERROR"), "{said}");
    counted_anew(World::new(Arc::new(PostgresStore::open(&url, None).await.unwrap()))).await;
}
