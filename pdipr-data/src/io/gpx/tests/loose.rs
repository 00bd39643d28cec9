//! Loose files that are read all the same.

use super::*;

fn only_waypoint(content: &str) -> (Waypoint, Vec<crate::domain::Finding>) {
    let (mut file, findings) = read_str(content);
    (file.waypoints.remove(0), findings)
}

#[test]
fn decimal_commas_are_numbers() {
    let (point, findings) = only_waypoint(&gpx("<wpt lat='48,5' lon='1,5'><ele>150,5</ele></wpt>"));
    assert_eq!((point.at.lat(), point.elevation.unwrap().value()), (48.5, 150.5));
    assert_eq!(codes(&findings), ["gpx-decimal-comma"]);
    assert_eq!(findings[0].args["n"], "2");
}

#[test]
fn empty_elements_say_nothing_and_are_no_finding() {
    let (point, findings) =
        only_waypoint(&gpx("<wpt lat='1' lon='2'><ele/><time/><sym/><name> </name><link href=''/></wpt>"));
    assert_eq!(point, Waypoint::at(point.at));
    assert_eq!(findings, []);
}

#[test]
fn gpx_1_0_speaks_of_speed_course_and_url() {
    let (point, findings) = only_waypoint(
        "<gpx version='1.0'><author>me</author><email>a@b</email><url>u</url><urlname>n</urlname>\
         <wpt lat='1' lon='2'><course>90</course><speed>1.5</speed><url>http://x</url></wpt></gpx>",
    );
    let details = point.details.unwrap();
    assert_eq!(details.links[0].href, "http://x");
    assert_eq!(details.extensions.0, "<course>90</course><speed>1.5</speed>");
    assert_eq!(findings, []);
}

#[test]
fn metadata_of_gpx_1_0_stand_where_those_of_1_1_do() {
    let (file, _) = read_str(
        "<gpx version='1.0'><name>N</name><author>me</author><email>a@b</email><url>u</url><urlname>t</urlname></gpx>",
    );
    let author = Person { name: Some("me".into()), email: Some("a@b".into()), link: None };
    assert_eq!(file.metadata.author, Some(author));
    let link = Link { href: "u".into(), text: Some("t".into()), media_type: None };
    assert_eq!((file.metadata.name.as_deref(), file.metadata.links), (Some("N"), vec![link]));
}

#[test]
fn speed_in_1_1_is_kept_and_told() {
    let (point, findings) = only_waypoint(&gpx("<wpt lat='1' lon='2'><speed>1.5</speed></wpt>"));
    assert_eq!(point.details.unwrap().extensions.0, "<speed>1.5</speed>");
    assert_eq!(codes(&findings), ["gpx-foreign-element"]);
}

#[test]
fn unknown_extensions_are_kept_with_their_namespace() {
    let (file, findings) = read_str(
        "<gpx version='1.1' xmlns:h='urn:h'><wpt lat='1' lon='2'><extensions xmlns:k='urn:k'>\n\
         <h:rate unit=\"bpm\">120 &lt; 130</h:rate>\n<k:a/><k:b></k:b></extensions></wpt></gpx>",
    );
    let raw = &file.waypoints[0].details.as_ref().unwrap().extensions.0;
    assert_eq!(raw, "<h:rate unit=\"bpm\">120 &lt; 130</h:rate>\n<k:a/><k:b/>");
    assert_eq!(file.namespaces.iter().map(|n| n.prefix.as_str()).collect::<Vec<_>>(), ["h", "k"]);
    assert_eq!(findings, []);
}

#[test]
fn cdata_entities_and_bare_ampersands_are_text() {
    let (point, _) = only_waypoint(&gpx(
        "<wpt lat='1' lon='2'><name><![CDATA[Tom & <Jerry>]]></name><desc>a &amp; b &#233; & c</desc></wpt>",
    ));
    let details = point.details.unwrap();
    assert_eq!(details.name.as_deref(), Some("Tom & <Jerry>"));
    assert_eq!(details.description.as_deref(), Some("a & b é & c"));
}

#[test]
fn an_unknown_entity_stays_as_written_and_is_told() {
    let (point, findings) = only_waypoint(&gpx("<wpt lat='1' lon='2'><name>a&nbsp;b</name></wpt>"));
    assert_eq!(point.details.unwrap().name.as_deref(), Some("a&nbsp;b"));
    assert_eq!(codes(&findings), ["gpx-unknown-entity"]);
}

#[test]
fn a_prefix_for_gpx_itself_is_understood() {
    let (file, findings) = read_str(
        "<g:gpx version='1.1' xmlns:g='http://www.topografix.com/GPX/1/1'><g:wpt lat='1' lon='2'><g:ele>3</g:ele>\
         </g:wpt></g:gpx>",
    );
    assert_eq!(file.waypoints[0].elevation, Elevation::new(3.0));
    assert_eq!(findings, []);
}

#[test]
fn information_after_the_points_is_read_too() {
    let (file, _) = read_str(&gpx(
        "<trk><trkseg><trkpt lat='1' lon='2'/></trkseg><name>late</name></trk><metadata><name>later</name></metadata>",
    ));
    assert_eq!(file.tracks[0].info.name.as_deref(), Some("late"));
    assert_eq!(file.metadata.name.as_deref(), Some("later"));
}

#[test]
fn utf16_with_its_mark_is_read() {
    let text = gpx("<wpt lat='1' lon='2'><name>Épernon</name></wpt>");
    let bytes: Vec<u8> = format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let (file, findings) = read(&bytes).unwrap();
    assert_eq!(file.waypoints[0].details.as_ref().unwrap().name.as_deref(), Some("Épernon"));
    assert_eq!(findings, []);
}

#[test]
fn a_cut_file_gives_its_points_and_a_finding() {
    let (file, findings) =
        read_str("<gpx version='1.1'><trk><trkseg><trkpt lat='1' lon='2'/><trkpt lat='3' lon='4'><ele>5");
    assert_eq!(file.tracks[0].segments[0].points.len(), 2);
    assert_eq!(codes(&findings), ["gpx-truncated"]);
}

#[test]
fn a_broken_file_gives_what_stands_before_the_break() {
    let (file, findings) = read_str("<gpx version='1.1'><wpt lat='1' lon='2'/>\n<rte><name>a</rte></gpx>");
    assert_eq!(file.waypoints.len(), 1);
    assert_eq!(codes(&findings), ["gpx-broken"]);
    assert_eq!(findings[0].place.line, Some(2));
}

#[test]
fn what_follows_the_end_is_told() {
    let (file, findings) = read_str(&(gpx("<wpt lat='1' lon='2'/>") + "<gpx><wpt lat='1' lon='2'/></gpx>"));
    assert_eq!(file.waypoints.len(), 1);
    assert_eq!(codes(&findings), ["gpx-after-end"]);
}
