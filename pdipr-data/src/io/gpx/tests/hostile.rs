//! Files that want to hurt: refused inside the stated limits, with the reason.

use super::*;

#[test]
fn what_is_no_gpx_is_refused_with_its_name() {
    assert_eq!(read(b" \n"), Err(NotGpx::Empty));
    assert_eq!(read(b"lorem ipsum"), Err(NotGpx::NoRoot));
    assert_eq!(read(b"<kml><gpx/></kml>"), Err(NotGpx::OtherRoot("kml".into())));
}

#[test]
fn entity_bombs_are_refused_before_they_grow() {
    let bomb =
        "<!DOCTYPE gpx [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><gpx><wpt lat='1' lon='2'/></gpx>";
    assert_eq!(read(bomb.as_bytes()), Err(NotGpx::Entities));
    let external = "<!DOCTYPE gpx [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><gpx><name>&x;</name></gpx>";
    assert_eq!(read(external.as_bytes()), Err(NotGpx::Entities));
}

#[test]
fn a_harmless_document_type_is_only_told() {
    let (_, findings) = read_str(&format!("<!DOCTYPE gpx>{}", gpx("<wpt lat='1' lon='2'/>")));
    assert_eq!(codes(&findings), ["gpx-doctype"]);
}

#[test]
fn eighty_thousand_attributes_are_refused_at_once() {
    let attributes: String = (0..80_000).map(|n| format!(" a{n}='{n}'")).collect();
    let start = std::time::Instant::now();
    assert_eq!(read(format!("<gpx{attributes}/>").as_bytes()), Err(NotGpx::TooManyAttributes { line: 1 }));
    let inside = gpx(&format!("<wpt lat='1' lon='2'><extensions><a{attributes}/></extensions></wpt>"));
    assert_eq!(read(inside.as_bytes()), Err(NotGpx::TooManyAttributes { line: 1 }));
    assert!(start.elapsed().as_secs() < 5);
}

#[test]
fn depth_is_limited() {
    let deep = gpx(&format!("<extensions>{}", "<a>".repeat(100_000)));
    assert_eq!(read(deep.as_bytes()), Err(NotGpx::TooDeep { line: 1 }));
}

#[test]
fn one_endless_text_is_refused() {
    let long =
        gpx(&format!("<wpt lat='1' lon='2'><name>{}</name></wpt>", "x".repeat(limits::ELEMENT_BYTES * 2)));
    assert_eq!(read(long.as_bytes()), Err(NotGpx::ElementTooLong { line: 1 }));
    let tag = format!("<gpx {}", "x".repeat(limits::ELEMENT_BYTES * 2));
    assert_eq!(read(tag.as_bytes()), Err(NotGpx::ElementTooLong { line: 1 }));
}

#[test]
fn a_whole_file_is_limited_and_so_is_what_it_grows_into() {
    assert_eq!(read(&vec![b' '; limits::FILE_BYTES + 1]), Err(NotGpx::FileTooLarge));
    let tiny_tracks = gpx(&"<trk/>".repeat(limits::LINES + 1));
    assert_eq!(read(tiny_tracks.as_bytes()), Err(NotGpx::TooManyLines { line: 1 }));
    let heavy = gpx(&"<wpt lat='1' lon='2'><fix>a</fix></wpt>".repeat(20_000));
    assert_eq!(super::super::read::read_within(heavy.as_bytes(), 8 << 20), Err(NotGpx::ModelTooLarge));
}
