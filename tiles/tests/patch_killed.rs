//! `sente-tiles patch` is killed at random moments: the old pack stays, or the new one is there whole.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "clippy takes only the tests themselves for tests")]

#[path = "support/packs.rs"]
mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use support::{Dice, Tiles};
use tiles::pack::delta::diff;
use tiles::read::{Pack, TileKind};

/// Some megabytes that cannot be packed, so that writing takes a while.
fn heavy(seed: u64) -> Tiles {
    let tile = |number: u64| {
        let mut dice = Dice(seed * (number % 4) + number);
        (0..20_000).flat_map(|_| dice.next().to_le_bytes()).collect()
    };
    (0..100).map(|number| (number, tile(number))).collect()
}

fn patch(folder: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-tiles"));
    command.arg("patch").arg(folder.join("old")).arg(folder.join("delta")).arg("--out").arg(out);
    command.stdout(Stdio::null());
    command
}

#[test]
fn a_patch_that_is_killed_leaves_the_old_pack_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let (old, new) = (support::bytes(TileKind::Png, &heavy(0)), support::bytes(TileKind::Png, &heavy(1)));
    let mut delta = Vec::new();
    diff(&Pack::open(&old).unwrap(), &Pack::open(&new).unwrap()).unwrap().write(&mut delta).unwrap();
    std::fs::write(folder.join("old"), &old).unwrap();
    std::fs::write(folder.join("delta"), &delta).unwrap();
    let out = folder.join("out");

    let start = Instant::now();
    assert!(patch(folder, &out).status().unwrap().success());
    let whole = start.elapsed();
    assert!(std::fs::read(&out).unwrap() == new);

    let mut dice = Dice(99);
    let rounds = if std::env::var_os("SENTE_LONG").is_some() { 1_000 } else { 20 };
    let (mut before, mut after, mut none, mut left) = (0, 0, 0, 0);
    for round in 0..rounds {
        // Half of the time there is an older pack in the place, half of the time nothing.
        std::fs::remove_file(&out).ok();
        if round % 2 == 0 {
            std::fs::write(&out, &old).unwrap();
        }
        let mut child = patch(folder, &out).spawn().unwrap();
        let wait = Duration::from_micros(dice.next() % (whole.as_micros() as u64 * 11 / 10));
        std::thread::sleep(wait);
        child.kill().unwrap();
        child.wait().unwrap();
        match std::fs::read(&out) {
            Ok(bytes) if bytes == old && round % 2 == 0 => before += 1,
            Ok(bytes) if bytes == new => after += 1,
            Err(_) if round % 2 == 1 => none += 1,
            other => {
                panic!("round {round}, killed after {wait:?}: {:?} bytes", other.map(|bytes| bytes.len()))
            }
        }
        left = left.max(std::fs::read_dir(folder).unwrap().count());
    }
    eprintln!("{rounds} kills within {whole:?}: {before} old, {none} none, {after} new");
    assert_eq!(before + after + none, rounds);
    assert!(left <= 4, "what one killed process left is removed by the next: {left} files");
    assert!(patch(folder, &out).status().unwrap().success());
    assert!(std::fs::read(&out).unwrap() == new);
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), 3);
}

#[test]
fn a_pack_can_be_patched_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let packs = [1, 40].map(|seed| support::bytes(TileKind::Mvt, &support::vector_tiles(seed)));
    let mut delta = Vec::new();
    let [old, new] = &packs;
    diff(&Pack::open(old).unwrap(), &Pack::open(new).unwrap()).unwrap().write(&mut delta).unwrap();
    std::fs::write(folder.join("old"), old).unwrap();
    std::fs::write(folder.join("delta"), &delta).unwrap();
    assert!(patch(folder, &folder.join("old")).status().unwrap().success());
    assert!(std::fs::read(folder.join("old")).unwrap() == *new);
}
