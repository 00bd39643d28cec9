//! `sente-tiles build` is killed at random moments: what lies at `--out` is the old file or none, never a broken one.

mod support;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tiles::pack::verify;
use tiles::read::{Mapped, Pack};

const ROUNDS: u32 = 20;

fn build(extract: &Path, out: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-tiles"));
    command.arg("build").arg("--osm").arg(extract).args(["--zooms", "5-15", "--out"]).arg(out);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

#[test]
fn whoever_is_killed_leaves_the_old_pack_or_none() {
    let Some(extract) = support::extract("monaco.osm.pbf") else { return };
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("map.pmtiles");
    let began = Instant::now();
    assert!(build(&extract, &out).status().unwrap().code().is_some_and(|code| code < 2));
    let whole = began.elapsed();
    let new = std::fs::read(&out).unwrap();
    let mut seed = u64::from(std::process::id());
    for round in 0..ROUNDS {
        let old = round % 2 == 0;
        if old {
            std::fs::write(&out, b"the old pack").unwrap();
        } else {
            std::fs::remove_file(&out).unwrap_or_default();
        }
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = whole.mul_f64((seed >> 40) as f64 / f64::from(1 << 24));
        let mut child = build(&extract, &out).spawn().unwrap();
        std::thread::sleep(moment.max(Duration::from_millis(1)));
        child.kill().unwrap();
        child.wait().unwrap();
        match std::fs::read(&out) {
            Ok(found) => {
                assert!(found == new || (old && found == b"the old pack"), "round {round}: a broken pack")
            }
            Err(_) => assert!(!old, "round {round}: the old pack is gone"),
        }
    }
    // The next build that ends takes away what the killed ones left.
    assert!(build(&extract, &out).status().unwrap().code().is_some_and(|code| code < 2));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(std::fs::read(&out).unwrap(), new, "the same bytes twice");
    assert!(verify(&Pack::open(Mapped::open(&out).unwrap()).unwrap(), &|_, _| {}).sound());
}
