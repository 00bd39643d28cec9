//! Every way that a position could be written on the wire, to be looked for in what was.

use std::collections::HashSet;

/// In degrees.
#[derive(Debug, Clone, Copy)]
pub struct At {
    pub lon: f64,
    pub lat: f64,
}

/// Lengths of what is looked for.
const LENGTHS: std::ops::RangeInclusive<usize> = 4..=32;

/// What the positions look like in decimals, scaled whole numbers, floats, degrees-minutes-seconds and tile numbers.
pub struct Traces(HashSet<Vec<u8>>);

impl Traces {
    pub fn of(positions: &[At]) -> Traces {
        let mut found = HashSet::new();
        for at in positions {
            for degrees in [at.lon, at.lat] {
                found.extend(texts(degrees).into_iter().map(String::into_bytes));
                found.extend(binaries(degrees));
            }
            for zoom in 12..=20 {
                let (x, y) = tile(*at, zoom);
                found.insert(format!("{x}/{y}").into_bytes());
                found.insert(format!("x={x}&y={y}").into_bytes());
            }
        }
        assert!(found.iter().all(|trace| LENGTHS.contains(&trace.len())));
        Traces(found)
    }

    /// The first of them that stands in these bytes.
    pub fn first_in(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        let lengths: HashSet<usize> = self.0.iter().map(Vec::len).collect();
        let windows = lengths.into_iter().flat_map(|length| bytes.windows(length));
        windows.into_iter().find(|window| self.0.contains(*window)).map(<[u8]>::to_vec)
    }
}

fn texts(degrees: f64) -> Vec<String> {
    let (whole, minutes) = (degrees.trunc(), degrees.fract() * 60.0);
    let (minute, seconds) = (minutes.trunc(), (minutes.fract() * 60.0).trunc());
    let mut texts = vec![
        format!("{whole}°{minute:02}'{seconds:02}"),
        format!("{whole}° {minute:02}' {seconds:02}"),
        format!("{whole}°{minute:02}′{seconds:02}"),
        format!("{whole}° {minute:02}′ {seconds:02}"),
        format!("{whole}°{minute:02},"),
        format!("{whole}° {minute:02}."),
    ];
    // More decimals begin with these three, rounded or cut.
    for thousandth in [(degrees * 1e3).floor() / 1e3, (degrees * 1e3).ceil() / 1e3] {
        texts.push(format!("{thousandth:.3}"));
        texts.push(format!("{thousandth:.3}").replace('.', ","));
    }
    for scale in [1e5, 1e6, 1e7] {
        texts.push(format!("{:.0}", degrees * scale));
        texts.push(format!("{:.0}", (degrees * scale).floor()));
    }
    texts
}

fn binaries(degrees: f64) -> Vec<Vec<u8>> {
    let mut binaries = vec![
        degrees.to_le_bytes().to_vec(),
        degrees.to_be_bytes().to_vec(),
        degrees.to_radians().to_le_bytes().to_vec(),
        (degrees as f32).to_le_bytes().to_vec(),
        (degrees as f32).to_be_bytes().to_vec(),
    ];
    for scale in [1e5, 1e6, 1e7] {
        binaries.push(((degrees * scale) as i32).to_le_bytes().to_vec());
        binaries.push(((degrees * scale) as i32).to_be_bytes().to_vec());
    }
    binaries
}

/// Column and row in the Web Mercator pyramid (OGC Two Dimensional Tile Matrix Set, annex D).
fn tile(at: At, zoom: u32) -> (u64, u64) {
    let size = f64::from(1_u32 << zoom);
    let x = (at.lon + 180.0) / 360.0 * size;
    let y = (1.0 - at.lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * size;
    (x as u64, y as u64)
}

#[test]
fn each_way_to_write_a_position_is_found() {
    let at = At { lon: 1.586_543_2, lat: 48.540_123_4 };
    let traces = Traces::of(&[at]);
    let said = |bytes: &[u8]| [b"{\"beside\":", bytes, b"}"].concat();
    let ways: Vec<Vec<u8>> = vec![
        b"48.5401".to_vec(),
        b"1,587".to_vec(),
        b"485401234".to_vec(),
        b"1586543".to_vec(),
        at.lat.to_le_bytes().to_vec(),
        at.lon.to_be_bytes().to_vec(),
        (at.lat as f32).to_le_bytes().to_vec(),
        ((at.lon * 1e7) as i32).to_be_bytes().to_vec(),
        "48° 32′ 24″ N".as_bytes().to_vec(),
        format!("/14/{}/{}.mvt", tile(at, 14).0, tile(at, 14).1).into_bytes(),
    ];
    for way in ways {
        assert!(traces.first_in(&said(&way)).is_some(), "{}", String::from_utf8_lossy(&way));
    }
    assert_eq!(traces.first_in(b"{\"metres\":480,\"segment\":\"a\",\"commune\":\"28357\"}"), None);
}
