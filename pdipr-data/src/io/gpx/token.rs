//! XML tokens for the reader: a thin layer over quick-xml that keeps inside the limits and never fails, it ends.

use std::io::Read;

use quick_xml::Reader;
use quick_xml::errors::SyntaxError;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesRef, Event};

use super::decode::Utf8;
use super::notes::Notes;
use super::{NotGpx, limits};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// `tag()`, `name()` and `attributes()` tell which.
    Open,
    Close,
    /// `text()` tells it, decoded.
    Text,
    /// The end, whatever the reason.
    End,
}

/// How the tokens ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Ending {
    Complete,
    /// The file stops inside an element.
    Truncated,
    /// The file goes on, but not as XML.
    Broken(String),
    Refused(NotGpx),
}

pub(super) struct Tokens<R: Read> {
    xml: Reader<Utf8<R>>,
    buffer: Vec<u8>,
    tag: String,
    name_length: usize,
    text: String,
    depth: usize,
    /// The tag was `<a/>`: its Close is still to come.
    self_closed: bool,
    pub(super) ending: Option<Ending>,
    pub(super) notes: Notes,
}

impl<R: Read> Tokens<R> {
    pub(super) fn new(reader: R) -> Self {
        let mut xml = Reader::from_reader(Utf8::new(reader));
        let config = xml.config_mut();
        config.allow_dangling_amp = true;
        Tokens {
            xml,
            buffer: Vec::new(),
            tag: String::new(),
            name_length: 0,
            text: String::new(),
            depth: 0,
            self_closed: false,
            ending: None,
            notes: Notes::default(),
        }
    }

    /// A new point begins: limits of length count from here.
    pub(super) fn begin_element(&mut self) {
        self.xml.get_mut().begin_element();
    }

    /// The line that has been read to.
    pub(super) fn line(&mut self) -> u64 {
        self.xml.get_mut().line()
    }

    /// Name and attributes of the last Open, as written.
    pub(super) fn tag(&self) -> &str {
        &self.tag
    }

    pub(super) fn name(&self) -> &str {
        &self.tag[..self.name_length]
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Attributes of the last Open, values not yet unescaped.
    pub(super) fn attributes(&self) -> Attributes<'_> {
        let mut attributes = Attributes::new(&self.tag, self.name_length);
        attributes.with_checks(false);
        attributes
    }

    pub(super) fn next(&mut self) -> Token {
        if self.ending.is_some() {
            return Token::End;
        }
        if std::mem::take(&mut self.self_closed) {
            self.depth -= 1;
            return Token::Close;
        }
        loop {
            self.buffer.clear();
            match self.xml.read_event_into(&mut self.buffer) {
                Ok(Event::Start(tag)) => {
                    let name_length = tag.name().as_ref().len();
                    keep(&mut self.tag, &tag);
                    return self.opened(name_length, false);
                }
                Ok(Event::Empty(tag)) => {
                    let name_length = tag.name().as_ref().len();
                    keep(&mut self.tag, &tag);
                    return self.opened(name_length, true);
                }
                Ok(Event::End(_)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Token::Close;
                }
                Ok(Event::Text(text)) => {
                    keep(&mut self.text, &text.xml10_content());
                    return Token::Text;
                }
                Ok(Event::CData(text)) => {
                    keep(&mut self.text, &text.xml10_content());
                    return Token::Text;
                }
                Ok(Event::GeneralRef(reference)) => {
                    let known = resolve(&mut self.text, &reference);
                    if !known {
                        let line = self.line();
                        self.notes.warning_about("gpx-unknown-entity", line, &self.text);
                    }
                    return Token::Text;
                }
                Ok(Event::DocType(declaration)) => {
                    if declaration.contains("<!ENTITY") {
                        return self.refuse(NotGpx::Entities);
                    }
                    let line = self.line();
                    self.notes.info("gpx-doctype", line);
                }
                Ok(Event::Comment(_) | Event::PI(_) | Event::Decl(_)) => {}
                Ok(Event::Eof) => {
                    return self.end(if self.depth == 0 { Ending::Complete } else { Ending::Truncated });
                }
                Err(error) => return self.failed(error),
            }
        }
    }

    fn opened(&mut self, name_length: usize, self_closed: bool) -> Token {
        self.name_length = name_length;
        if !is_name(self.name()) {
            return self.end(Ending::Broken(format!("<{}>", self.name())));
        }
        self.self_closed = self_closed;
        self.depth += 1;
        if self.depth > limits::DEPTH {
            let line = self.line();
            return self.refuse(NotGpx::TooDeep { line });
        }
        // Fewer bytes cannot hold that many attributes.
        if self.tag.len() > 4 * limits::ATTRIBUTES && self.attributes().count() > limits::ATTRIBUTES {
            let line = self.line();
            return self.refuse(NotGpx::TooManyAttributes { line });
        }
        Token::Open
    }

    fn failed(&mut self, error: quick_xml::Error) -> Token {
        let line = self.line();
        let ending = match error {
            _ if self.xml.get_ref().element_too_long => Ending::Refused(NotGpx::ElementTooLong { line }),
            quick_xml::Error::Io(error) => Ending::Refused(NotGpx::Unreadable(error.to_string())),
            quick_xml::Error::Syntax(error) if error != SyntaxError::InvalidBangMarkup => Ending::Truncated,
            error => Ending::Broken(error.to_string()),
        };
        self.end(ending)
    }

    pub(super) fn refuse(&mut self, reason: NotGpx) -> Token {
        self.end(Ending::Refused(reason))
    }

    fn end(&mut self, ending: Ending) -> Token {
        let input = self.xml.get_mut();
        if let Some(line) = input.bad_bytes {
            self.notes.warning("gpx-bad-characters", line);
        }
        if let Some(encoding) = input.unknown_encoding.take() {
            self.notes.warning_about("gpx-unknown-encoding", 1, &encoding);
        }
        self.ending.get_or_insert(ending);
        Token::End
    }
}

/// Near enough to XML's names: nothing that would break the tag when it is written again.
pub(super) fn is_name(name: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.:".contains(&byte) || byte >= 0x80;
    name.bytes().next().is_some_and(|first| !b"-.0123456789".contains(&first)) && name.bytes().all(inside)
}

fn keep(place: &mut String, text: &str) {
    place.clear();
    place.push_str(text);
}

/// The character that a reference names; an unknown one stays as it is written.
fn resolve(text: &mut String, reference: &BytesRef) -> bool {
    text.clear();
    let resolved = match reference.resolve_char_ref() {
        Ok(Some(c)) => {
            text.push(c);
            return true;
        }
        Ok(None) => quick_xml::escape::resolve_xml_entity(reference),
        Err(_) => None,
    };
    match resolved {
        Some(known) => text.push_str(known),
        None => {
            text.push('&');
            text.push_str(reference);
            text.push(';');
        }
    }
    resolved.is_some()
}
