//! What went over a connection, read as HTTP: heads and bodies, with their chunks joined and their compression undone.

use std::io::Read;

use crate::proxy::Taped;

#[derive(Debug, Clone)]
pub struct Message {
    /// As it was on the wire.
    pub head: String,
    pub body: Vec<u8>,
}

impl Message {
    fn header(&self, name: &str) -> Option<&str> {
        let mut fields = self.head.lines().filter_map(|line| line.split_once(':'));
        fields.find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    pub fn starts_with(&self, words: &str) -> bool {
        self.head.starts_with(words)
    }
}

/// Requests and answers of one connection. Panics at what this cannot read: nothing goes by unseen.
pub fn read(tape: &Taped) -> Vec<(Message, Message)> {
    let (mut up, mut down) = (tape.up.as_slice(), tape.down.as_slice());
    let mut both = Vec::new();
    while !up.is_empty() {
        let asked = message(&mut up, false);
        let bare = asked.starts_with("HEAD ");
        both.push((asked, message(&mut down, bare)));
    }
    assert!(down.is_empty(), "an answer to nothing");
    both
}

fn message(bytes: &mut &[u8], bare: bool) -> Message {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap() + 4;
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    *bytes = &bytes[end..];
    let mut message = Message { head, body: Vec::new() };
    if bare || message.starts_with("HTTP/1.1 204") || message.starts_with("HTTP/1.1 304") {
        return message;
    }
    message.body = match (message.header("transfer-encoding"), message.header("content-length")) {
        (Some("chunked"), _) => chunks(bytes),
        (None, Some(length)) => taken(bytes, length.parse().unwrap()),
        (None, None) => vec![],
        other => panic!("sent as {other:?}"),
    };
    message.body = match message.header("content-encoding") {
        None => message.body,
        Some("gzip") => {
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(message.body.as_slice()).read_to_end(&mut plain).unwrap();
            plain
        }
        Some(other) => panic!("compressed as {other}, which nobody has asked for"),
    };
    message
}

fn taken(bytes: &mut &[u8], length: usize) -> Vec<u8> {
    let (body, rest) = bytes.split_at(length);
    *bytes = rest;
    body.to_vec()
}

fn chunks(bytes: &mut &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = bytes.windows(2).position(|two| two == b"\r\n").unwrap();
        let length = usize::from_str_radix(std::str::from_utf8(&bytes[..end]).unwrap(), 16).unwrap();
        *bytes = &bytes[end + 2..];
        whole.extend(taken(bytes, length));
        *bytes = &bytes[2..];
        if length == 0 {
            return whole;
        }
    }
}
