//! Reads a GPX file and writes it again as it comes: what the streaming reader and the writer cost together.

use std::io::{self, Read, Write};

use pdipr_data::io::gpx::{Event, Stream, write_closing, write_opening, write_waypoint};

const FLUSH_AT: usize = 64 << 10;

/// Points, tracks and segments; enough for files of one recorder. Returns the points.
pub fn copy(reader: impl Read, mut writer: impl Write) -> io::Result<u64> {
    let mut out = String::with_capacity(FLUSH_AT * 2);
    let mut points = 0;
    let mut stream = Stream::new(reader);
    for event in stream.by_ref() {
        match event {
            Event::Opening(head) => write_opening(&mut out, &head),
            Event::Waypoint(point) => write_waypoint(&mut out, "wpt", &point),
            Event::RouteStart(_) => out.push_str("<rte>\n"),
            Event::RoutePoint(point) => write_waypoint(&mut out, "rtept", &point),
            Event::RouteEnd(_) => out.push_str("</rte>\n"),
            Event::TrackStart(_) => out.push_str("<trk>\n"),
            Event::SegmentStart => out.push_str("<trkseg>\n"),
            Event::TrackPoint(point) => {
                points += 1;
                write_waypoint(&mut out, "trkpt", &point);
            }
            Event::SegmentEnd(_) => out.push_str("</trkseg>\n"),
            Event::TrackEnd(_) => out.push_str("</trk>\n"),
            Event::Closing(closing) => write_closing(&mut out, &closing.extensions),
        }
        if out.len() >= FLUSH_AT {
            writer.write_all(out.as_bytes())?;
            out.clear();
        }
    }
    writer.write_all(out.as_bytes())?;
    stream.finish().map_err(io::Error::other)?;
    Ok(points)
}

/// A recorded walk of about so many bytes: position, elevation, time for each point.
pub fn walk(bytes: usize) -> String {
    let mut file = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gpx version=\"1.1\" creator=\"bench\" \
         xmlns=\"http://www.topografix.com/GPX/1/1\">\n<trk><name>walk</name><trkseg>\n",
    );
    let start = 1_700_000_000;
    let mut n = 0_i32;
    while file.len() < bytes {
        let angle = f64::from(n) / 5_000.0;
        let (lat, lon) = (48.5 + 0.2 * angle.sin(), 1.5 + 0.3 * (angle * 1.3).cos());
        let ele = 150.0 + 30.0 * (angle * 7.0).sin();
        let time = jiff::Timestamp::from_second(start + i64::from(n)).expect("a time of this century");
        file += &format!(
            "<trkpt lat=\"{lat:.7}\" lon=\"{lon:.7}\"><ele>{ele:.1}</ele><time>{time}</time></trkpt>\n"
        );
        n += 1;
    }
    file + "</trkseg></trk>\n</gpx>\n"
}
