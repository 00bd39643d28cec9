//! Reads what stands inside the elements of GPX: points, texts, links, metadata, extensions. Every function consumes
//! its element to the end and leaves notes about what was loose or lost.

use std::io::Read;

use jiff::Timestamp;
use quick_xml::XmlVersion;
use quick_xml::events::attributes::{Attribute, Attributes};

use super::model::*;
use super::token::{Token, Tokens, is_name};
use super::values::{self, Writing};
use crate::domain::Position;
use crate::io::xml;

pub(super) struct Fields<R: Read> {
    pub(super) tokens: Tokens<R>,
    /// Prefix of the elements of GPX itself, with its colon; mostly empty.
    pub(super) prefix: String,
    /// GPX 1.0 lets anybody put elements anywhere.
    pub(super) foreign_elements_are_usual: bool,
    /// Namespaces that are declared below the root.
    pub(super) late_namespaces: Vec<Namespace>,
    scratch: String,
}

impl<R: Read> Fields<R> {
    pub(super) fn new(reader: R) -> Self {
        Fields {
            tokens: Tokens::new(reader),
            prefix: String::new(),
            foreign_elements_are_usual: false,
            late_namespaces: Vec::new(),
            scratch: String::new(),
        }
    }

    /// The name of the last Open without the prefix of GPX; foreign names keep theirs and match nothing.
    pub(super) fn local(&self) -> &str {
        let name = self.tokens.name();
        if self.prefix.is_empty() { name } else { name.strip_prefix(&self.prefix).unwrap_or("") }
    }

    /// The rest of a point whose Open was the last token; `None` where it has no place on Earth.
    pub(super) fn point(&mut self) -> Option<Waypoint> {
        self.tokens.begin_element();
        let mut point = self.position().map(Waypoint::at);
        if point.is_none() {
            let line = self.tokens.line();
            self.tokens.notes.error("gpx-point-dropped", line);
        }
        // The children of a dropped point are read all the same, to come to its end.
        let mut nowhere = Waypoint { at: self.origin(), elevation: None, time: None, details: None };
        let target = point.as_mut().unwrap_or(&mut nowhere);
        loop {
            match self.tokens.next() {
                Token::Open => self.point_child(target),
                Token::Text => {}
                Token::Close | Token::End => break,
            }
        }
        if target.details.as_deref() == Some(&Details::default()) {
            target.details = None;
        }
        self.tokens.begin_element();
        point
    }

    fn origin(&self) -> Position {
        Position::new(0.0, 0.0).expect("0, 0 is a position")
    }

    fn point_child(&mut self, point: &mut Waypoint) {
        match self.local() {
            "ele" => {
                if let Some(value) = self.number() {
                    point.elevation = Elevation::new(value);
                }
            }
            "time" => fill(&mut point.time, self.time()),
            _ => self.detail(point.details_mut()),
        }
    }

    fn detail(&mut self, details: &mut Details) {
        match self.local() {
            "magvar" => self.text_into(&mut details.magnetic_variation),
            "geoidheight" => self.text_into(&mut details.geoid_height),
            "name" => self.text_into(&mut details.name),
            "cmt" => self.text_into(&mut details.comment),
            "desc" => self.text_into(&mut details.description),
            "src" => self.text_into(&mut details.source),
            "link" | "url" | "urlname" => self.link(&mut details.links),
            "sym" => self.text_into(&mut details.symbol),
            "type" => self.text_into(&mut details.kind),
            "fix" => self.text_into(&mut details.fix),
            "sat" => self.text_into(&mut details.satellites),
            "hdop" => self.text_into(&mut details.hdop),
            "vdop" => self.text_into(&mut details.vdop),
            "pdop" => self.text_into(&mut details.pdop),
            "ageofdgpsdata" => self.text_into(&mut details.age_of_dgps),
            "dgpsid" => self.text_into(&mut details.dgps_station),
            _ => self.extension(&mut details.extensions),
        }
    }

    /// A child of a route or track that is no point and no segment.
    pub(super) fn line_child(&mut self, info: &mut LineInfo) {
        match self.local() {
            "name" => self.text_into(&mut info.name),
            "cmt" => self.text_into(&mut info.comment),
            "desc" => self.text_into(&mut info.description),
            "src" => self.text_into(&mut info.source),
            "link" | "url" | "urlname" => self.link(&mut info.links),
            "number" => self.text_into(&mut info.number),
            "type" => self.text_into(&mut info.kind),
            _ => self.extension(&mut info.extensions),
        }
    }

    /// A child of `<metadata>` (GPX 1.1) or of the root (GPX 1.0).
    pub(super) fn metadata_child(&mut self, metadata: &mut Metadata) {
        match self.local() {
            "name" => self.text_into(&mut metadata.name),
            "desc" => self.text_into(&mut metadata.description),
            "author" => self.author(metadata.author.get_or_insert_default()),
            "email" => self.email(metadata.author.get_or_insert_default()),
            "copyright" => self.copyright(metadata),
            "link" | "url" | "urlname" => self.link(&mut metadata.links),
            "time" => fill(&mut metadata.time, self.time()),
            "keywords" => self.text_into(&mut metadata.keywords),
            "bounds" => self.bounds(metadata),
            _ => self.extension(&mut metadata.extensions),
        }
        if metadata.author.as_ref() == Some(&Person::default()) {
            metadata.author = None;
        }
    }

    /// `<extensions>`, or any element that is not of GPX: kept as it is.
    pub(super) fn extension(&mut self, extensions: &mut Extensions) {
        let is_extensions = self.local() == "extensions";
        if !is_extensions && !self.foreign_elements_are_usual {
            let line = self.tokens.line();
            let name = self.tokens.name().to_owned();
            self.tokens.notes.info_about("gpx-foreign-element", line, &name);
        }
        let mut raw = String::new();
        let complete = if is_extensions {
            self.late_namespaces();
            self.raw_content(&mut raw)
        } else {
            self.raw_element(&mut raw)
        };
        if complete {
            extensions.0.push_str(raw.trim());
        }
    }

    fn position(&mut self) -> Option<Position> {
        let (mut lat, mut lon, mut loose) = (None, None, false);
        for attribute in self.tokens.attributes().flatten() {
            let slot = match attribute.key.as_ref() {
                "lat" => &mut lat,
                "lon" => &mut lon,
                _ => continue,
            };
            if let Some((value, writing)) = values::number(&attribute.value) {
                *slot = Some(value);
                loose |= writing == Writing::Loose;
            }
        }
        if loose {
            let line = self.tokens.line();
            self.tokens.notes.info("gpx-decimal-comma", line);
        }
        Position::new(lon?, lat?).ok()
    }

    fn number(&mut self) -> Option<f64> {
        if !self.leaf() || self.scratch.trim().is_empty() {
            return None;
        }
        match values::number(&self.scratch) {
            Some((value, Writing::AsSpecified)) => Some(value),
            Some((value, Writing::Loose)) => {
                let line = self.tokens.line();
                self.tokens.notes.info("gpx-decimal-comma", line);
                Some(value)
            }
            None => {
                let line = self.tokens.line();
                self.tokens.notes.warning_about("gpx-bad-number", line, self.scratch.trim());
                None
            }
        }
    }

    fn time(&mut self) -> Option<Timestamp> {
        if !self.leaf() || self.scratch.trim().is_empty() {
            return None;
        }
        match values::time(&self.scratch) {
            Some((time, Writing::AsSpecified)) => Some(time),
            Some((time, Writing::Loose)) => {
                let line = self.tokens.line();
                self.tokens.notes.info("gpx-time-without-zone", line);
                Some(time)
            }
            None => {
                let line = self.tokens.line();
                self.tokens.notes.warning_about("gpx-bad-time", line, self.scratch.trim());
                None
            }
        }
    }

    fn text_into(&mut self, slot: &mut Option<String>) {
        if self.leaf() {
            fill(slot, xml::clean(&self.scratch));
        }
    }

    /// The text of the element into `scratch`; false where the file ends inside it. Markup inside is left out.
    fn leaf(&mut self) -> bool {
        self.scratch.clear();
        let mut depth = 0_u32;
        loop {
            match self.tokens.next() {
                Token::Text => self.scratch.push_str(self.tokens.text()),
                Token::Open => {
                    let line = self.tokens.line();
                    self.tokens.notes.info("gpx-markup-in-text", line);
                    depth += 1;
                }
                Token::Close if depth == 0 => return true,
                Token::Close => depth -= 1,
                Token::End => return false,
            }
        }
    }

    /// `<link href>` of GPX 1.1, `<url>` and `<urlname>` of GPX 1.0.
    fn link(&mut self, links: &mut Vec<Link>) {
        match self.local() {
            "url" => {
                let mut href = None;
                self.text_into(&mut href);
                let Some(href) = href else { return };
                match links.last_mut() {
                    Some(last) if last.href.is_empty() => last.href = href,
                    _ => links.push(Link { href, ..Link::default() }),
                }
            }
            "urlname" => {
                let mut text = None;
                self.text_into(&mut text);
                match links.last_mut() {
                    Some(last) if last.text.is_none() => last.text = text,
                    _ if text.is_some() => links.push(Link { text, ..Link::default() }),
                    _ => {}
                }
            }
            _ => {
                let mut link = Link { href: self.attribute("href").unwrap_or_default(), ..Link::default() };
                let mut bare = String::new();
                loop {
                    match self.tokens.next() {
                        Token::Text => bare.push_str(self.tokens.text()),
                        Token::Open => match self.local() {
                            "text" => self.text_into(&mut link.text),
                            "type" => self.text_into(&mut link.media_type),
                            _ => self.skip(),
                        },
                        Token::Close | Token::End => break,
                    }
                }
                // Some programs write the address as text.
                if link.href.is_empty() {
                    link.href = xml::clean(&bare).unwrap_or_default();
                }
                if link != Link::default() {
                    links.push(link);
                }
            }
        }
    }

    fn author(&mut self, person: &mut Person) {
        let mut bare = String::new();
        loop {
            match self.tokens.next() {
                Token::Text => bare.push_str(self.tokens.text()),
                Token::Open => match self.local() {
                    "name" => self.text_into(&mut person.name),
                    "email" => self.email(person),
                    "link" | "url" => {
                        let mut links = Vec::new();
                        self.link(&mut links);
                        fill(&mut person.link, links.pop());
                    }
                    _ => self.skip(),
                },
                Token::Close | Token::End => break,
            }
        }
        if person.name.is_none() {
            person.name = xml::clean(&bare);
        }
    }

    /// `<email id="a" domain="b"/>` of GPX 1.1, or the address as text.
    fn email(&mut self, person: &mut Person) {
        let (id, domain) = (self.attribute("id"), self.attribute("domain"));
        let mut text = None;
        self.text_into(&mut text);
        let address = match (id, domain) {
            (None, None) => text,
            (id, domain) => Some(format!("{}@{}", id.unwrap_or_default(), domain.unwrap_or_default())),
        };
        let address = address.map(|address| address.trim_end_matches('@').to_owned());
        fill(&mut person.email, address.filter(|address| !address.is_empty()));
    }

    fn copyright(&mut self, metadata: &mut Metadata) {
        let mut copyright =
            Copyright { author: self.attribute("author").unwrap_or_default(), ..Copyright::default() };
        loop {
            match self.tokens.next() {
                Token::Open => match self.local() {
                    "year" => self.text_into(&mut copyright.year),
                    "license" => self.text_into(&mut copyright.licence),
                    _ => self.skip(),
                },
                Token::Text => {}
                Token::Close | Token::End => break,
            }
        }
        if copyright != Copyright::default() {
            metadata.copyright = Some(copyright);
        }
    }

    fn bounds(&mut self, metadata: &mut Metadata) {
        let line = self.tokens.line();
        let number = |text: Option<String>| values::number(&text?).map(|(value, _)| value);
        let corner = |lon, lat| Position::new(number(lon)?, number(lat)?).ok();
        let south_west = corner(self.attribute("minlon"), self.attribute("minlat"));
        let north_east = corner(self.attribute("maxlon"), self.attribute("maxlat"));
        self.skip();
        match (south_west, north_east) {
            (Some(south_west), Some(north_east)) => metadata.bounds = Some((south_west, north_east)),
            _ => self.tokens.notes.info("gpx-bad-bounds", line),
        }
    }

    /// An attribute of the last Open, unescaped and trimmed; `None` where empty.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        let found = self.tokens.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
        xml::clean(&value(&found))
    }

    /// Namespaces declared by the last Open.
    pub(super) fn namespaces(&self) -> Vec<Namespace> {
        let mut namespaces: Vec<Namespace> = Vec::new();
        for attribute in self.tokens.attributes().flatten() {
            let Some(prefix) = attribute.key.as_ref().strip_prefix("xmlns:") else { continue };
            let known = namespaces.iter().any(|namespace| namespace.prefix == prefix);
            if let (true, false, Some(uri)) = (is_name(prefix), known, xml::clean(&value(&attribute))) {
                namespaces.push(Namespace { prefix: prefix.to_owned(), uri });
            }
        }
        namespaces
    }

    fn late_namespaces(&mut self) {
        for namespace in self.namespaces() {
            if self.late_namespaces.len() < 100 && !self.late_namespaces.contains(&namespace) {
                self.late_namespaces.push(namespace);
            }
        }
    }

    /// To the end of the last Open.
    pub(super) fn skip(&mut self) {
        self.raw_content(&mut String::new());
    }

    fn raw_element(&mut self, out: &mut String) -> bool {
        self.raw_open(out);
        let name = self.tokens.name().to_owned();
        let complete = self.raw_content(out);
        raw_close(out, &name);
        complete
    }

    /// The content of the last Open as well-formed XML; false where the file ends inside it.
    fn raw_content(&mut self, out: &mut String) -> bool {
        let mut open: Vec<String> = Vec::new();
        loop {
            match self.tokens.next() {
                Token::Open => {
                    self.raw_open(out);
                    open.push(self.tokens.name().to_owned());
                }
                Token::Text => xml::text(out, self.tokens.text()),
                Token::Close => match open.pop() {
                    Some(name) => raw_close(out, &name),
                    None => return true,
                },
                Token::End => return false,
            }
        }
    }

    /// The tag as it was written, unless its attributes are not well-formed: then without them.
    fn raw_open(&mut self, out: &mut String) {
        let attributes = Attributes::new(self.tokens.tag(), self.tokens.name().len());
        let sound = attributes.into_iter().all(|attribute| {
            attribute.is_ok_and(|attribute| {
                !attribute.value.contains('<') && attribute.normalized_value(XmlVersion::Implicit1_0).is_ok()
            })
        });
        out.push('<');
        if sound {
            out.push_str(self.tokens.tag().trim_end());
        } else {
            out.push_str(self.tokens.name());
            let line = self.tokens.line();
            self.tokens.notes.warning("gpx-bad-attributes", line);
        }
        out.push('>');
    }
}

/// An element without content becomes `<a/>`, however it was written.
fn raw_close(out: &mut String, name: &str) {
    let just_opened = out.ends_with('>') && !out.ends_with("/>") && {
        let tag = &out[out.rfind('<').unwrap_or(0)..];
        !tag.starts_with("</")
    };
    if just_opened {
        out.pop();
        out.push_str("/>");
    } else {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

fn value(attribute: &Attribute) -> String {
    let normal = attribute.normalized_value(XmlVersion::Implicit1_0);
    normal.map_or_else(|_| attribute.value.to_string(), |value| value.into_owned())
}

/// A later empty element does not erase what stands there.
fn fill<T>(slot: &mut Option<T>, value: Option<T>) {
    if value.is_some() {
        *slot = value;
    }
}
