//! The built server under load, over HTTP, beside its peers in the same run: PouchDB with express-pouchdb for what is
//! exchanged, nginx for files. `cargo xtask bench --only server` installs what the peers need and starts it.
// A benchmark that fails says so.
#![allow(clippy::unwrap_used, clippy::panic)]

mod devices;
mod files;
mod peer;
mod program;
mod proxy;
mod reads;
mod side;
mod table;
mod words;

#[path = "../../tests/simulation/common.rs"]
mod common;
#[path = "../../tests/support/postgres.rs"]
#[allow(dead_code)]
mod postgres;

use std::path::Path;

use table::Table;

/// Reviews pushed, and changes that are caught up with.
const REVIEWS: usize = 10_000;
/// Each with the reviews that it may begin on one day.
const DEVICES: usize = REVIEWS / protocol::limits::REVIEWS_A_DAY as usize;

fn main() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(run());
}

async fn run() {
    let folder = tempfile::tempdir_in(Path::new(env!("CARGO_TARGET_TMPDIR"))).unwrap();
    println!("{}", program::machine(folder.path()));
    let mut table = Table::default();

    let sqlite = side::run("SQLite", folder.path(), None).await;
    table.alone(&sqlite.alone);
    match peer::run(folder.path(), &sqlite.documents).await {
        Some(peer) => table.exchange(&sqlite, &peer),
        None => println!("skipped: the peer is not installed; cargo xtask bench --only server does that"),
    }
    table.durable(&sqlite);
    if let Some(postgres) = postgres::Postgres::durable() {
        let database = postgres.database();
        let on_postgres = side::run("PostgreSQL", folder.path(), Some(&database)).await;
        table.durable(&on_postgres);
    }
    for line in files::run(folder.path()).await {
        table.file(&line);
    }
    table.print();
}
