//! Writes GPX 1.1, elements in the order of the schema, whatever version was read. Dot decimals.

use super::model::*;
use super::values::write_time;
use crate::io::xml;

/// The whole file as text.
pub fn write(file: &GpxFile) -> String {
    let points: usize =
        file.tracks.iter().flat_map(|track| &track.segments).map(|segment| segment.points.len()).sum();
    let mut out = String::with_capacity(2_048 + points * 96);
    write_opening(&mut out, file);
    for waypoint in &file.waypoints {
        write_waypoint(&mut out, "wpt", waypoint);
    }
    for route in &file.routes {
        out.push_str("<rte>");
        line_info(&mut out, &route.info);
        out.push('\n');
        for point in &route.points {
            write_waypoint(&mut out, "rtept", point);
        }
        out.push_str("</rte>\n");
    }
    for track in &file.tracks {
        write_track(&mut out, track);
    }
    write_closing(&mut out, &file.extensions);
    out
}

/// Everything before the first waypoint; for files that are written as they are read.
pub fn write_opening(out: &mut String, file: &GpxFile) {
    out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\"");
    xml::attribute(out, "creator", file.creator.as_deref().unwrap_or("Sente"));
    xml::attribute(out, "xmlns", "http://www.topografix.com/GPX/1/1");
    for namespace in &file.namespaces {
        xml::attribute(out, &format!("xmlns:{}", namespace.prefix), &namespace.uri);
    }
    out.push_str(">\n");
    metadata(out, &file.metadata);
}

pub fn write_closing(out: &mut String, extensions_of_file: &Extensions) {
    if !extensions_of_file.is_empty() {
        extensions(out, extensions_of_file);
        out.push('\n');
    }
    out.push_str("</gpx>\n");
}

/// One point under the name `wpt`, `rtept` or `trkpt`.
pub fn write_waypoint(out: &mut String, tag: &str, point: &Waypoint) {
    out.push('<');
    out.push_str(tag);
    out.push_str(" lat=\"");
    xml::number(out, point.at.lat());
    out.push_str("\" lon=\"");
    xml::number(out, point.at.lon());
    if point.elevation.is_none() && point.time.is_none() && point.details.is_none() {
        out.push_str("\"/>\n");
        return;
    }
    out.push_str("\">");
    if let Some(elevation) = point.elevation {
        out.push_str("<ele>");
        xml::number(out, elevation.value());
        out.push_str("</ele>");
    }
    if let Some(time) = point.time {
        out.push_str("<time>");
        write_time(out, time);
        out.push_str("</time>");
    }
    if let Some(details) = &point.details {
        write_details(out, details);
    }
    out.push_str("</");
    out.push_str(tag);
    out.push_str(">\n");
}

fn write_details(out: &mut String, details: &Details) {
    optional(out, "magvar", &details.magnetic_variation);
    optional(out, "geoidheight", &details.geoid_height);
    optional(out, "name", &details.name);
    optional(out, "cmt", &details.comment);
    optional(out, "desc", &details.description);
    optional(out, "src", &details.source);
    links(out, &details.links);
    optional(out, "sym", &details.symbol);
    optional(out, "type", &details.kind);
    optional(out, "fix", &details.fix);
    optional(out, "sat", &details.satellites);
    optional(out, "hdop", &details.hdop);
    optional(out, "vdop", &details.vdop);
    optional(out, "pdop", &details.pdop);
    optional(out, "ageofdgpsdata", &details.age_of_dgps);
    optional(out, "dgpsid", &details.dgps_station);
    extensions(out, &details.extensions);
}

fn write_track(out: &mut String, track: &Track) {
    out.push_str("<trk>");
    line_info(out, &track.info);
    out.push('\n');
    for segment in &track.segments {
        out.push_str("<trkseg>\n");
        for point in &segment.points {
            write_waypoint(out, "trkpt", point);
        }
        if !segment.extensions.is_empty() {
            extensions(out, &segment.extensions);
            out.push('\n');
        }
        out.push_str("</trkseg>\n");
    }
    out.push_str("</trk>\n");
}

fn line_info(out: &mut String, info: &LineInfo) {
    optional(out, "name", &info.name);
    optional(out, "cmt", &info.comment);
    optional(out, "desc", &info.description);
    optional(out, "src", &info.source);
    links(out, &info.links);
    optional(out, "number", &info.number);
    optional(out, "type", &info.kind);
    extensions(out, &info.extensions);
}

fn metadata(out: &mut String, metadata: &Metadata) {
    if *metadata == Metadata::default() {
        return;
    }
    out.push_str("<metadata>");
    optional(out, "name", &metadata.name);
    optional(out, "desc", &metadata.description);
    if let Some(author) = &metadata.author {
        person(out, author);
    }
    if let Some(copyright) = &metadata.copyright {
        out.push_str("<copyright");
        xml::attribute(out, "author", &copyright.author);
        out.push('>');
        optional(out, "year", &copyright.year);
        optional(out, "license", &copyright.licence);
        out.push_str("</copyright>");
    }
    links(out, &metadata.links);
    if let Some(time) = metadata.time {
        out.push_str("<time>");
        write_time(out, time);
        out.push_str("</time>");
    }
    optional(out, "keywords", &metadata.keywords);
    if let Some((south_west, north_east)) = metadata.bounds {
        out.push_str("<bounds");
        for (name, value) in [
            ("minlat", south_west.lat()),
            ("minlon", south_west.lon()),
            ("maxlat", north_east.lat()),
            ("maxlon", north_east.lon()),
        ] {
            xml::attribute(out, name, &value.to_string());
        }
        out.push_str("/>");
    }
    extensions(out, &metadata.extensions);
    out.push_str("</metadata>\n");
}

fn person(out: &mut String, person: &Person) {
    out.push_str("<author>");
    optional(out, "name", &person.name);
    if let Some(email) = &person.email {
        // GPX 1.1 wants the address in two halves; one without `@` has an empty domain.
        let (id, domain) = email.split_once('@').unwrap_or((email, ""));
        out.push_str("<email");
        xml::attribute(out, "id", id);
        xml::attribute(out, "domain", domain);
        out.push_str("/>");
    }
    if let Some(link) = &person.link {
        links(out, std::slice::from_ref(link));
    }
    out.push_str("</author>");
}

fn links(out: &mut String, links: &[Link]) {
    for link in links {
        out.push_str("<link");
        xml::attribute(out, "href", &link.href);
        out.push('>');
        optional(out, "text", &link.text);
        optional(out, "type", &link.media_type);
        out.push_str("</link>");
    }
}

fn extensions(out: &mut String, extensions: &Extensions) {
    if !extensions.is_empty() {
        out.push_str("<extensions>");
        out.push_str(&extensions.0);
        out.push_str("</extensions>");
    }
}

fn optional(out: &mut String, name: &str, value: &Option<String>) {
    if let Some(value) = value {
        xml::element(out, name, value);
    }
}
