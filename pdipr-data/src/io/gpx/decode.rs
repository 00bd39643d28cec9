//! Turns the bytes of a file into UTF-8 as they come: UTF-8 with or without mark, UTF-16, Latin-1 and its relatives.
//! Bytes that are no UTF-8 are read as Windows-1252, which is what old programs meant.

use std::io::{self, BufRead, Read};

use super::limits;

const CHUNK: usize = 32 << 10;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Utf16 { big_endian: bool },
    Windows1252,
}

/// A `BufRead` of valid UTF-8 that counts lines and stops at the limit for one element.
pub(super) struct Utf8<R> {
    inner: R,
    encoding: Option<Encoding>,
    raw: Vec<u8>,
    out: Vec<u8>,
    at: usize,
    ended: bool,
    /// Lines before `out[counted]`.
    lines: u64,
    counted: usize,
    /// First line with bytes that are not of the encoding.
    pub(super) bad_bytes: Option<u64>,
    /// An encoding that the file declares and we do not know.
    pub(super) unknown_encoding: Option<String>,
    element_bytes: usize,
    pub(super) element_too_long: bool,
}

impl<R: Read> Utf8<R> {
    pub(super) fn new(inner: R) -> Self {
        Utf8 {
            inner,
            encoding: None,
            raw: Vec::with_capacity(CHUNK),
            out: Vec::with_capacity(CHUNK + 4),
            at: 0,
            ended: false,
            lines: 1,
            counted: 0,
            bad_bytes: None,
            unknown_encoding: None,
            element_bytes: 0,
            element_too_long: false,
        }
    }

    /// A new point begins: the limit counts from here.
    pub(super) fn begin_element(&mut self) {
        self.element_bytes = 0;
    }

    /// The line that is being read. Lines are counted when somebody asks, and in whole chunks: that is fast.
    pub(super) fn line(&mut self) -> u64 {
        self.lines += newlines(&self.out[self.counted..self.at]);
        self.counted = self.at;
        self.lines
    }

    fn refill(&mut self) -> io::Result<()> {
        self.line();
        self.out.clear();
        self.counted = 0;
        self.at = 0;
        while self.out.is_empty() && !self.ended {
            let kept = self.raw.len();
            self.raw.resize(kept + CHUNK, 0);
            let read = self.inner.read(&mut self.raw[kept..])?;
            self.raw.truncate(kept + read);
            self.ended = read == 0;
            let encoding = match self.encoding {
                Some(encoding) => encoding,
                // The declaration must be seen whole before it is believed.
                None if self.raw.len() < 256 && !self.ended => continue,
                None => self.detect(),
            };
            match encoding {
                Encoding::Utf8 => self.decode_utf8(),
                Encoding::Utf16 { big_endian } => self.decode_utf16(big_endian),
                Encoding::Windows1252 => {
                    for byte in self.raw.drain(..) {
                        push_char(&mut self.out, windows_1252(byte));
                    }
                }
            }
        }
        Ok(())
    }

    fn detect(&mut self) -> Encoding {
        let (encoding, mark) = match self.raw.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding::Utf8, 3),
            [0xFE, 0xFF, ..] => (Encoding::Utf16 { big_endian: true }, 2),
            [0xFF, 0xFE, ..] => (Encoding::Utf16 { big_endian: false }, 2),
            [0, b'<', ..] => (Encoding::Utf16 { big_endian: true }, 0),
            [b'<', 0, ..] => (Encoding::Utf16 { big_endian: false }, 0),
            bytes => {
                let start = String::from_utf8_lossy(&bytes[..bytes.len().min(256)]).into_owned();
                (self.declared(&start), 0)
            }
        };
        self.raw.drain(..mark);
        self.encoding = Some(encoding);
        encoding
    }

    /// The encoding of `<?xml … encoding="…"?>`; UTF-16 without its zero bytes is a lie and ignored.
    fn declared(&mut self, start: &str) -> Encoding {
        let declaration = start.split_once("?>").map_or("", |(declaration, _)| declaration);
        let Some((_, value)) = declaration.split_once("encoding") else { return Encoding::Utf8 };
        let value = value.trim_start_matches(['=', ' ', '\t', '\r', '\n']);
        let name = value.trim_start_matches(['"', '\'']).split(['"', '\'']).next().unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "utf-8" | "utf8" | "us-ascii" | "ascii" | "utf-16" | "" => Encoding::Utf8,
            "iso-8859-1" | "iso8859-1" | "latin1" | "iso-8859-15" | "windows-1252" | "cp1252" => {
                Encoding::Windows1252
            }
            _ => {
                self.unknown_encoding = Some(name.chars().take(40).collect());
                Encoding::Utf8
            }
        }
    }

    fn decode_utf8(&mut self) {
        if std::str::from_utf8(&self.raw).is_ok() {
            std::mem::swap(&mut self.raw, &mut self.out);
            self.raw.clear();
            return;
        }
        let mut from = 0;
        loop {
            match std::str::from_utf8(&self.raw[from..]) {
                Ok(valid) => {
                    self.out.extend_from_slice(valid.as_bytes());
                    self.raw.clear();
                    return;
                }
                Err(error) => {
                    let bad = from + error.valid_up_to();
                    self.out.extend_from_slice(&self.raw[from..bad]);
                    if error.error_len().is_none() && !self.ended {
                        // A character cut by the end of the chunk waits for the next one.
                        self.raw.drain(..bad);
                        return;
                    }
                    self.note_bad_bytes();
                    push_char(&mut self.out, windows_1252(self.raw[bad]));
                    from = bad + 1;
                }
            }
        }
    }

    fn decode_utf16(&mut self, big_endian: bool) {
        let whole = self.raw.len() & !1;
        let unit = |pair: &[u8]| {
            let pair = [pair[0], pair[1]];
            if big_endian { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
        };
        // The first half of a pair of surrogates waits for the second.
        let cut = whole >= 2 && (0xD800..0xDC00).contains(&unit(&self.raw[whole - 2..whole])) && !self.ended;
        let end = if cut { whole - 2 } else { whole };
        let mut bad = self.ended && self.raw.len() > whole;
        for decoded in char::decode_utf16(self.raw[..end].chunks_exact(2).map(unit)) {
            bad |= decoded.is_err();
            push_char(&mut self.out, decoded.unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        self.raw.drain(..end);
        if bad {
            self.note_bad_bytes();
        }
    }

    fn note_bad_bytes(&mut self) {
        let line = self.lines + newlines(&self.out);
        self.bad_bytes.get_or_insert(line);
    }
}

impl<R: Read> Read for Utf8<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let length = available.len().min(target.len());
        target[..length].copy_from_slice(&available[..length]);
        self.consume(length);
        Ok(length)
    }
}

impl<R: Read> BufRead for Utf8<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.element_bytes > limits::ELEMENT_BYTES {
            self.element_too_long = true;
            return Err(io::Error::other("an element is too long"));
        }
        if self.at == self.out.len() {
            self.refill()?;
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at += amount;
        self.element_bytes += amount;
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

fn push_char(out: &mut Vec<u8>, c: char) {
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Latin-1, but the control characters of 0x80–0x9F are the letters and quotes of Windows.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
        '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8]) -> (String, Option<u64>) {
        let mut reader = Utf8::new(bytes);
        let mut text = String::new();
        reader.read_to_string(&mut text).unwrap();
        (text, reader.bad_bytes)
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn utf16_is_read_with_and_without_its_mark() {
        let text = "<gpx>Éure 🚶</gpx>".repeat(5_000);
        assert_eq!(decoded(&utf16(&text, u16::to_le_bytes)), (text.clone(), None));
        assert_eq!(decoded(&utf16(&format!("\u{FEFF}{text}"), u16::to_be_bytes)), (text, None));
    }

    #[test]
    fn a_character_on_the_border_of_two_chunks_is_not_torn() {
        for shift in 0..4 {
            let text = " ".repeat(CHUNK - 2 + shift) + &"é🚶".repeat(CHUNK);
            assert_eq!(decoded(text.as_bytes()), (text, None));
        }
    }

    #[test]
    fn declared_latin_1_and_undeclared_latin_1_are_read_alike() {
        let declared = b"<?xml version='1.0' encoding='ISO-8859-1'?>Foss\xe9 \x93Eure\x94";
        assert!(decoded(declared).0.ends_with("Fossé “Eure”"));
        assert_eq!(decoded(b"a\nFoss\xe9"), ("a\nFossé".into(), Some(2)));
    }

    #[test]
    fn one_element_may_not_grow_without_end() {
        let mut reader = Utf8::new(io::repeat(b'x'));
        assert!(io::copy(&mut reader, &mut io::sink()).is_err());
        assert!(reader.element_too_long);
    }
}
