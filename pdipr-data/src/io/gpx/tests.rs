//! Claims about reading and writing that concern the format as a whole.

use proptest::prelude::*;

use super::*;
use crate::domain::{Position, Severity};

mod hostile;
mod loose;

fn codes(findings: &[crate::domain::Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

/// Reads what must be readable.
fn read_str(text: &str) -> (GpxFile, Vec<crate::domain::Finding>) {
    read(text.as_bytes()).unwrap()
}

/// A file with this inside its root.
fn gpx(content: &str) -> String {
    format!("<gpx version=\"1.1\" creator=\"t\" xmlns=\"http://www.topografix.com/GPX/1/1\">{content}</gpx>")
}

fn text() -> impl Strategy<Value = Option<String>> {
    let words = "[a-zA-Zéœ®<>&\"' ,;\\]\n\t🚶]{0,12}".prop_map(|text| crate::io::xml::clean(&text));
    prop_oneof![3 => Just(None), 1 => words]
}

fn extensions() -> impl Strategy<Value = Extensions> {
    prop_oneof![
        3 => Just(Extensions::default()),
        1 => text().prop_map(|text| {
            let mut out = String::from("<a:b c=\"1\"/>");
            crate::io::xml::element(&mut out, "a:d", &text.unwrap_or_else(|| "x".into()));
            Extensions(out)
        }),
    ]
}

fn position() -> impl Strategy<Value = Position> {
    (-180.0..=180.0_f64, -90.0..=90.0_f64).prop_map(|(lon, lat)| Position::new(lon, lat).unwrap())
}

fn time() -> impl Strategy<Value = Option<jiff::Timestamp>> {
    proptest::option::of(
        (0_i64..4_000_000_000_000).prop_map(|ms| jiff::Timestamp::from_millisecond(ms).unwrap()),
    )
}

fn links() -> impl Strategy<Value = Vec<Link>> {
    let link = ("[a-z:/.&]{1,9}", text(), text()).prop_map(|(href, text, media_type)| Link {
        href,
        text,
        media_type,
    });
    proptest::collection::vec(link, 0..3)
}

prop_compose! {
    fn waypoint()(
        at in position(), elevation in proptest::option::of(-500.0..9_000.0_f64), time in time(),
        name in text(), description in text(), symbol in text(), fix in text(), hdop in text(),
        links in links(), extensions in extensions(),
    ) -> Waypoint {
        let details = Details { name, description, symbol, fix, hdop, links, extensions, ..Details::default() };
        let details = (details != Details::default()).then(|| Box::new(details));
        Waypoint { at, elevation: elevation.and_then(Elevation::new), time, details }
    }
}

prop_compose! {
    fn line_info()(name in text(), comment in text(), number in text(), links in links(), extensions in extensions())
        -> LineInfo {
        LineInfo { name, comment, number, links, extensions, ..LineInfo::default() }
    }
}

prop_compose! {
    fn metadata()(
        name in text(), author in text(), email in proptest::option::of("[a-z]{1,5}@[a-z.]{1,5}"), year in text(),
        links in links(), time in time(), corners in proptest::option::of((position(), position())),
        extensions in extensions(),
    ) -> Metadata {
        let person = Person { name: author.clone(), email, link: links.first().cloned() };
        Metadata {
            name, links, time, extensions, bounds: corners,
            author: (person != Person::default()).then_some(person),
            copyright: author.map(|author| Copyright { author: author.replace(['\n', '\t'], " "), year, licence: None }),
            ..Metadata::default()
        }
    }
}

prop_compose! {
    fn any_file()(
        metadata in metadata(), waypoints in proptest::collection::vec(waypoint(), 0..4),
        routes in proptest::collection::vec((line_info(), proptest::collection::vec(waypoint(), 0..4)), 0..3),
        tracks in proptest::collection::vec(
            (line_info(), proptest::collection::vec((proptest::collection::vec(waypoint(), 0..4), extensions()), 0..3)),
            0..3),
        creator in text(), extensions in extensions(),
    ) -> GpxFile {
        let segment = |(points, extensions)| Segment { points, extensions };
        GpxFile {
            version: Version::V1_1,
            creator: Some(creator.unwrap_or_else(|| "t".into())),
            namespaces: vec![Namespace { prefix: "a".into(), uri: "urn:a".into() }],
            metadata, waypoints, extensions,
            routes: routes.into_iter().map(|(info, points)| Route { info, points }).collect(),
            tracks: tracks
                .into_iter()
                .map(|(info, segments)| Track { info, segments: segments.into_iter().map(segment).collect() })
                .collect(),
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back_the_same(file in any_file()) {
        let (read_back, findings) = read(write(&file).as_bytes()).unwrap();
        prop_assert_eq!(read_back, file);
        prop_assert!(findings.iter().all(|finding| finding.code == "gpx-no-points"), "{:?}", findings);
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok((file, _)) = read(&bytes) {
            prop_assert!(read(write(&file).as_bytes()).is_ok());
        }
    }

    #[test]
    fn a_cut_file_gives_what_was_read(file in any_file(), share in 0.0..1.0_f64) {
        let whole = write(&file);
        let cut = &whole.as_bytes()[..(whole.len() as f64 * share) as usize];
        if let Ok((part, _)) = read(cut) {
            prop_assert!(part.waypoints.len() <= file.waypoints.len());
            prop_assert!(part.tracks.len() <= file.tracks.len());
        }
    }
}

#[test]
fn elements_are_written_in_the_order_of_the_schema() {
    let all = read_str(&gpx(
        "<wpt lat='1' lon='2'><extensions><x/></extensions><dgpsid>1</dgpsid><type>t</type><name>n</name>\
         <time>2026-01-01T00:00:00Z</time><ele>3</ele></wpt>",
    ));
    assert!(write(&all.0).contains(
        "<wpt lat=\"1\" lon=\"2\"><ele>3</ele><time>2026-01-01T00:00:00Z</time><name>n</name><type>t</type>\
         <dgpsid>1</dgpsid><extensions><x/></extensions></wpt>"
    ));
}

#[test]
fn nothing_of_a_sound_file_is_a_finding() {
    let (file, findings) = read_str(&gpx("<wpt lat='1' lon='2'/>"));
    assert_eq!(findings, []);
    assert_eq!(file.waypoints.len(), 1);
}

#[test]
fn a_lost_part_is_an_error_and_looseness_is_not() {
    let (_, findings) = read_str("<gpx><wpt lat='1,5' lon='2'/><wpt lat='99' lon='2'/></gpx>");
    let errors: Vec<_> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert_eq!(codes(&findings), ["gpx-point-dropped", "gpx-version-missing", "gpx-decimal-comma"]);
    assert_eq!(errors.len(), 1);
}
