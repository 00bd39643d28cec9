//! Reads a GPX file piece by piece: the whole file is never in memory, whatever its size.
//!
//! ```
//! use pdipr_data::io::gpx::{Event, Stream};
//! let bytes = br#"<gpx version="1.1"><trk><trkseg><trkpt lat="48.5" lon="1.5"/></trkseg></trk></gpx>"#;
//! let mut stream = Stream::new(&bytes[..]);
//! let points = stream.by_ref().filter(|event| matches!(event, Event::TrackPoint(_))).count();
//! assert_eq!(points, 1);
//! assert!(stream.finish().unwrap().is_empty());
//! ```

use std::collections::VecDeque;
use std::io::Read;

use super::fields::Fields;
use super::model::*;
use super::token::{Ending, Token};
use super::{NotGpx, limits};
use crate::domain::Finding;

/// A piece of a file, in the order in which the file has them.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// First, once: version, creator, namespaces, metadata; no points yet.
    Opening(Box<GpxFile>),
    Waypoint(Waypoint),
    RouteStart(Box<LineInfo>),
    RoutePoint(Waypoint),
    /// With what the route said of itself after its first point, against the schema.
    RouteEnd(Option<Box<LineInfo>>),
    TrackStart(Box<LineInfo>),
    SegmentStart,
    TrackPoint(Waypoint),
    SegmentEnd(Extensions),
    TrackEnd(Option<Box<LineInfo>>),
    /// Last, once; also where the file was cut.
    Closing(Box<Closing>),
}

/// What comes after the last point.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Closing {
    pub extensions: Extensions,
    /// Metadata after the first point, against the schema.
    pub late_metadata: Metadata,
    /// Namespaces declared below the root.
    pub late_namespaces: Vec<Namespace>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Before,
    File,
    Route,
    Track,
    Segment,
    Done,
}

/// An iterator over the pieces; `finish` then tells how it ended.
pub struct Stream<R: Read> {
    fields: Fields<R>,
    place: Place,
    ready: VecDeque<Event>,
    /// Taken by the first point.
    head: Option<Box<GpxFile>>,
    late_metadata: Metadata,
    info: LineInfo,
    info_sent: bool,
    extensions_of_segment: Extensions,
    extensions_of_file: Extensions,
    lines: usize,
    points: u64,
}

impl<R: Read> Stream<R> {
    pub fn new(reader: R) -> Self {
        Stream {
            fields: Fields::new(reader),
            place: Place::Before,
            ready: VecDeque::new(),
            head: None,
            late_metadata: Metadata::default(),
            info: LineInfo::default(),
            info_sent: false,
            extensions_of_segment: Extensions::default(),
            extensions_of_file: Extensions::default(),
            lines: 0,
            points: 0,
        }
    }

    /// Reads what is left and tells what was loose or lost; an error where the file is refused as a whole.
    pub fn finish(mut self) -> Result<Vec<Finding>, NotGpx> {
        while self.next().is_some() {}
        let Fields { mut tokens, .. } = self.fields;
        let line = tokens.line();
        match tokens.ending.take() {
            Some(Ending::Refused(reason)) => return Err(reason),
            Some(Ending::Truncated) => tokens.notes.error("gpx-truncated", line),
            Some(Ending::Broken(what)) => tokens.notes.error_about("gpx-broken", line, &what),
            Some(Ending::Complete) | None => {}
        }
        if self.points == 0 {
            tokens.notes.warning("gpx-no-points", 1);
        }
        Ok(tokens.notes.into_findings())
    }

    fn advance(&mut self) {
        match self.place {
            Place::Before => self.open_root(),
            Place::File => self.in_file(),
            Place::Route => self.in_route(),
            Place::Track => self.in_track(),
            Place::Segment => self.in_segment(),
            Place::Done => {}
        }
    }

    fn open_root(&mut self) {
        let mut empty = true;
        loop {
            match self.fields.tokens.next() {
                Token::Open => break,
                Token::Text => empty &= self.fields.tokens.text().trim().is_empty(),
                Token::Close | Token::End => {
                    let complete = self.fields.tokens.ending == Some(Ending::Complete);
                    let reason = if empty && complete { NotGpx::Empty } else { NotGpx::NoRoot };
                    return self.refuse_root(reason);
                }
            }
        }
        let name = self.fields.tokens.name();
        let (prefix, local) = name.rsplit_once(':').map_or(("", name), |(prefix, local)| (prefix, local));
        if local != "gpx" {
            let name = name.chars().take(60).collect();
            return self.refuse_root(NotGpx::OtherRoot(name));
        }
        self.fields.prefix = if prefix.is_empty() { String::new() } else { format!("{prefix}:") };
        let line = self.fields.tokens.line();
        let version = match self.fields.attribute("version").as_deref() {
            Some("1.1") => Version::V1_1,
            Some("1.0") => Version::V1_0,
            Some(other) => Version::Other(other.to_owned()),
            None => Version::Missing,
        };
        match &version {
            Version::Missing => self.fields.tokens.notes.info("gpx-version-missing", line),
            Version::Other(other) => {
                self.fields.tokens.notes.warning_about("gpx-version-unknown", line, other)
            }
            Version::V1_0 | Version::V1_1 => {}
        }
        self.fields.foreign_elements_are_usual = version == Version::V1_0;
        self.head = Some(Box::new(GpxFile {
            version,
            creator: self.fields.attribute("creator"),
            namespaces: self.fields.namespaces(),
            ..GpxFile::default()
        }));
        self.place = Place::File;
    }

    /// A truncated file keeps its own ending: what ends before the root is no GPX.
    fn refuse_root(&mut self, reason: NotGpx) {
        if !matches!(self.fields.tokens.ending, Some(Ending::Refused(_))) {
            self.fields.tokens.ending = Some(Ending::Refused(reason));
        }
        self.place = Place::Done;
    }

    fn in_file(&mut self) {
        match self.fields.tokens.next() {
            Token::Open => match self.fields.local() {
                "wpt" => {
                    self.send_head();
                    let point = self.fields.point();
                    self.send_point(point, Event::Waypoint);
                }
                "rte" => self.begin_line(Place::Route),
                "trk" => self.begin_line(Place::Track),
                "metadata" => self.metadata(),
                "extensions" => self.fields.extension(&mut self.extensions_of_file),
                "name" | "desc" | "author" | "email" | "url" | "urlname" | "time" | "keywords" | "bounds" => {
                    let metadata = match &mut self.head {
                        Some(head) => &mut head.metadata,
                        None => &mut self.late_metadata,
                    };
                    self.fields.metadata_child(metadata);
                }
                _ => self.fields.extension(&mut self.extensions_of_file),
            },
            Token::Text => {}
            Token::Close => {
                self.close();
                self.look_behind();
            }
            Token::End => self.close(),
        }
    }

    fn metadata(&mut self) {
        let metadata = match &mut self.head {
            Some(head) => &mut head.metadata,
            None => &mut self.late_metadata,
        };
        loop {
            match self.fields.tokens.next() {
                Token::Open => self.fields.metadata_child(metadata),
                Token::Text => {}
                Token::Close | Token::End => return,
            }
        }
    }

    fn begin_line(&mut self, place: Place) {
        self.send_head();
        self.fields.tokens.begin_element();
        self.info_sent = false;
        self.place = place;
        self.count_line();
    }

    fn in_route(&mut self) {
        match self.fields.tokens.next() {
            Token::Open if self.fields.local() == "rtept" => {
                self.send_info(Event::RouteStart);
                let point = self.fields.point();
                self.send_point(point, Event::RoutePoint);
            }
            Token::Open => self.fields.line_child(&mut self.info),
            Token::Text => {}
            Token::Close | Token::End => {
                self.send_info(Event::RouteStart);
                self.end_line(Event::RouteEnd);
            }
        }
    }

    fn in_track(&mut self) {
        match self.fields.tokens.next() {
            Token::Open if self.fields.local() == "trkseg" => {
                self.send_info(Event::TrackStart);
                self.ready.push_back(Event::SegmentStart);
                self.fields.tokens.begin_element();
                self.place = Place::Segment;
                self.count_line();
            }
            Token::Open => self.fields.line_child(&mut self.info),
            Token::Text => {}
            Token::Close | Token::End => {
                self.send_info(Event::TrackStart);
                self.end_line(Event::TrackEnd);
            }
        }
    }

    fn in_segment(&mut self) {
        match self.fields.tokens.next() {
            Token::Open if self.fields.local() == "trkpt" => {
                let point = self.fields.point();
                self.send_point(point, Event::TrackPoint);
            }
            Token::Open => self.fields.extension(&mut self.extensions_of_segment),
            Token::Text => {}
            Token::Close | Token::End => {
                let extensions = std::mem::take(&mut self.extensions_of_segment);
                self.ready.push_back(Event::SegmentEnd(extensions));
                self.place = Place::Track;
            }
        }
    }

    fn send_head(&mut self) {
        self.ready.extend(self.head.take().map(Event::Opening));
    }

    fn send_point(&mut self, point: Option<Waypoint>, event: fn(Waypoint) -> Event) {
        if let Some(point) = point {
            self.points += 1;
            self.ready.push_back(event(point));
        }
    }

    fn send_info(&mut self, event: fn(Box<LineInfo>) -> Event) {
        if !self.info_sent {
            self.info_sent = true;
            self.ready.push_back(event(Box::new(std::mem::take(&mut self.info))));
        }
    }

    fn end_line(&mut self, event: fn(Option<Box<LineInfo>>) -> Event) {
        let late = std::mem::take(&mut self.info);
        self.ready.push_back(event((late != LineInfo::default()).then(|| Box::new(late))));
        self.place = Place::File;
    }

    fn count_line(&mut self) {
        self.lines += 1;
        if self.lines > limits::LINES {
            let line = self.fields.tokens.line();
            self.fields.tokens.refuse(NotGpx::TooManyLines { line });
        }
    }

    fn close(&mut self) {
        self.send_head();
        self.ready.push_back(Event::Closing(Box::new(Closing {
            extensions: std::mem::take(&mut self.extensions_of_file),
            late_metadata: std::mem::take(&mut self.late_metadata),
            late_namespaces: std::mem::take(&mut self.fields.late_namespaces),
        })));
        self.place = Place::Done;
    }

    /// Something after `</gpx>` is not read, but said.
    fn look_behind(&mut self) {
        self.fields.tokens.begin_element();
        loop {
            match self.fields.tokens.next() {
                Token::Text if self.fields.tokens.text().trim().is_empty() => {}
                Token::End if self.fields.tokens.ending == Some(Ending::Complete) => return,
                _ => break,
            }
        }
        let line = self.fields.tokens.line();
        self.fields.tokens.notes.error("gpx-after-end", line);
        self.fields.tokens.ending = Some(Ending::Complete);
    }
}

impl<R: Read> Iterator for Stream<R> {
    type Item = Event;

    fn next(&mut self) -> Option<Event> {
        while self.ready.is_empty() && self.place != Place::Done {
            self.advance();
        }
        self.ready.pop_front()
    }
}
