//! Thousands of damaged files: each is read, in part, or refused; none panics, none takes much memory.
//! 500 files by default, 10,000 with `SENTE_LONG=1`.

#[path = "support/shared.rs"]
mod shared;

use pdipr_data::io::gpx::{inspect, read, write};

/// A small deterministic generator (SplitMix64), so that a failure can be run again.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit.max(1) as u64) as usize
    }
}

const PIECES: &[&[u8]] = &[
    b"<",
    b">",
    b"&",
    b"\"",
    b"</trkpt>",
    b"<trkseg>",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"&#x0;",
    b"&lol;",
    b"\0",
    b"\xff\xfe",
    b"\xc3",
    b"<extensions>",
    b"<!DOCTYPE gpx [",
    b" lat=\"1e308\"",
    b"-999999999999999999999",
    b"<?xml ?>",
    b"xmlns:a=\"b\"",
    b"<ele>NaN</ele>",
    b"<time>-9999-99-99T99:99:99Z</time>",
    b"/>",
    b"<gpx:trk/>",
];

fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    for _ in 0..=dice.below(8) {
        let at = dice.below(bytes.len());
        let length = dice.below(64).min(bytes.len() - at);
        match dice.below(7) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..at + length)),
            2 => {
                let copy = bytes[at..at + length].to_vec();
                let to = dice.below(bytes.len());
                drop(bytes.splice(to..to, copy));
            }
            3 if !bytes.is_empty() => bytes[at] = dice.next() as u8,
            4 if !bytes.is_empty() => bytes[at] ^= 1 << dice.below(8),
            5 => {
                let copy = bytes[at..at + length].repeat(dice.below(200));
                drop(bytes.splice(at..at, copy));
            }
            _ => drop(bytes.splice(at..at, PIECES[dice.below(PIECES.len())].iter().copied())),
        }
    }
}

#[test]
fn no_damaged_file_panics_or_takes_more_than_64_megabytes() {
    let files = shared::gpx_files();
    if files.is_empty() {
        return;
    }
    let long = std::env::var_os("SENTE_LONG").is_some();
    let rounds = if long { 10_000 } else { 500 };
    let mut dice = Dice(2_026);
    let (mut whole, mut part, mut refused) = (0, 0, 0);
    for round in 0..rounds {
        let (_, original) = &files[dice.below(files.len())];
        let mut bytes = original.clone();
        mutate(&mut bytes, &mut dice);
        let inspected = inspect(&bytes[..]);
        match read(&bytes) {
            Ok((file, findings)) => {
                assert!(inspected.is_ok(), "round {round}");
                let (again, _) =
                    read(write(&file).as_bytes()).unwrap_or_else(|e| panic!("round {round}: {e}"));
                assert_eq!(again.tracks, file.tracks, "round {round}");
                assert_eq!(again.waypoints, file.waypoints, "round {round}");
                if findings.is_empty() { whole += 1 } else { part += 1 }
            }
            Err(reason) => {
                assert_eq!(inspected.err(), Some(reason), "round {round}");
                refused += 1;
            }
        }
    }
    eprintln!(
        "{rounds} files: {whole} without finding, {part} with findings, {refused} refused; {:?} kB at most",
        peak()
    );
    assert_eq!(whole + part + refused, rounds);
    if let Some(peak) = peak() {
        assert!(peak <= 64 * 1_024, "{peak} kB resident at most");
    }
}

/// The most memory this process ever had resident, in kB; Linux only.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
