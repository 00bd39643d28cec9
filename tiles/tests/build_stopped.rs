//! Ctrl-C while `sente-tiles build` writes: exit code 2, a sentence, and neither a pack nor a temporary file.
#![cfg(unix)]

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tiles::osm::synth::{Country, Packing, write_country};

/// Whether a pack is being written there.
fn has_begun(folder: &Path) -> bool {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().ends_with(".partial"))
}

#[test]
fn whoever_is_stopped_says_so_and_leaves_the_old_pack_alone() {
    let (sources, folder) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (extract, out) = (sources.path().join("made-up.osm.pbf"), folder.path().join("map.pmtiles"));
    let country = Country { parishes_east: 6, parishes_north: 6, seed: 1 };
    write_country(BufWriter::new(File::create(&extract).unwrap()), country, Packing::Zlib).unwrap();
    std::fs::write(&out, b"the old pack").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_sente-tiles"));
    command.env("LC_ALL", "C");
    command.arg("build").arg("--osm").arg(&extract).arg("--out").arg(&out);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let began = Instant::now();
    while !has_begun(folder.path()) {
        assert!(began.elapsed() < Duration::from_secs(120), "it does not begin");
        std::thread::yield_now();
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("stopped"), "{said}");
    assert!(output.stdout.is_empty());
    assert_eq!(std::fs::read(&out).unwrap(), b"the old pack");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "a temporary file was left");
}
