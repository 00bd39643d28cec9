//! Writing XML by hand: escaping, elements, attributes. Small, because our own files are all it writes.

use std::fmt::Write;

use crate::domain::Metres;

/// Text that XML 1.0 can hold: without control characters, trimmed; `None` where nothing is left.
pub(crate) fn clean(text: &str) -> Option<String> {
    let kept: String = text.chars().filter(|&c| is_allowed(c)).collect();
    let trimmed = kept.trim();
    (!trimmed.is_empty()).then(|| trimmed.to_owned())
}

/// The characters of XML 1.0 (production `Char`).
pub(crate) fn is_allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// Escaped text; characters that XML cannot hold are left out.
pub(crate) fn text(out: &mut String, text: &str) {
    escaped(out, text, |c| match c {
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '&' => Some("&amp;"),
        '\r' => Some("&#13;"),
        c if !is_allowed(c) => Some(""),
        _ => None,
    });
}

/// ` name="value"`, escaped so that line breaks and tabs survive the normalisation of attributes.
pub(crate) fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escaped(out, value, |c| match c {
        '<' => Some("&lt;"),
        '&' => Some("&amp;"),
        '"' => Some("&quot;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        '\t' => Some("&#9;"),
        c if !is_allowed(c) => Some(""),
        _ => None,
    });
    out.push('"');
}

/// `<name>text</name>` on one line, without indentation.
pub(crate) fn element(out: &mut String, name: &str, content: &str) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    text(out, content);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// A number with a dot, never an exponent; the shortest text that reads back as the same number.
pub(crate) fn number(out: &mut String, value: f64) {
    const SCALE: f64 = 1e7;
    let scaled = (value * SCALE).round();
    // Nearly every coordinate has at most seven decimals: whole numbers are much faster to write. Both sides of the
    // division are exact, so the test is, too.
    if scaled.abs() < 1e15 && scaled / SCALE == value && value != 0.0 {
        ten_millionths(out, value < 0.0, scaled.abs() as u64);
    } else {
        write!(out, "{value}").expect("writing into a String cannot fail");
    }
}

/// Written from its last digit to its first, without the zeros at the end.
fn ten_millionths(out: &mut String, negative: bool, value: u64) {
    let (mut whole, mut fraction, mut decimals) = (value / 10_000_000, value % 10_000_000, 7);
    let mut text = [b'0'; 24];
    let mut from = text.len();
    if fraction > 0 {
        while fraction % 10 == 0 {
            fraction /= 10;
            decimals -= 1;
        }
        from -= decimals;
        digits(&mut text[from..], fraction);
        from -= 1;
        text[from] = b'.';
    }
    loop {
        from -= 1;
        text[from] = b'0' + (whole % 10) as u8;
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    if negative {
        from -= 1;
        text[from] = b'-';
    }
    out.push_str(std::str::from_utf8(&text[from..]).expect("digits are ASCII"));
}

/// Fills the place with the last digits of a number.
pub(crate) fn digits(place: &mut [u8], mut value: u64) {
    for digit in place.iter_mut().rev() {
        *digit = b'0' + (value % 10) as u8;
        value /= 10;
    }
}

/// A number rounded to `decimals`, trailing zeros left out.
pub(crate) fn rounded(value: f64, decimals: usize) -> String {
    let mut text = format!("{value:.decimals$}");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text
}

/// A tag with its attributes; then either closed at once or filled.
pub(crate) struct Tag {
    name: &'static str,
    text: String,
}

impl Tag {
    pub(crate) fn open(name: &'static str) -> Self {
        Tag { name, text: format!("<{name}") }
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        attribute(&mut self.text, name, value);
        self
    }

    /// A length, to the decimetre.
    pub(crate) fn metres(self, name: &str, length: Metres) -> Self {
        self.with(name, &rounded(length.value(), 1))
    }

    pub(crate) fn empty(mut self) -> String {
        self.text.push_str("/>");
        self.text
    }

    pub(crate) fn content(mut self) -> Content {
        self.text.push('>');
        Content { name: self.name, text: self.text }
    }
}

pub(crate) struct Content {
    name: &'static str,
    text: String,
}

impl Content {
    pub(crate) fn child(&mut self, name: &str, content: &str) {
        element(&mut self.text, name, content);
    }

    pub(crate) fn empty(&mut self, tag: Tag) {
        self.text.push_str(&tag.empty());
    }

    /// An element with attributes and text.
    pub(crate) fn filled(&mut self, tag: Tag, content: &str) {
        let name = tag.name;
        self.text.push_str(&tag.text);
        self.text.push('>');
        text(&mut self.text, content);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element that holds others.
    pub(crate) fn nested(&mut self, content: Content) {
        self.text.push_str(&content.close());
    }

    pub(crate) fn close(mut self) -> String {
        self.text.push_str("</");
        self.text.push_str(self.name);
        self.text.push('>');
        self.text
    }
}

fn escaped(out: &mut String, text: &str, replacement: impl Fn(char) -> Option<&'static str>) {
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        if let Some(instead) = replacement(c) {
            out.push_str(&text[copied..at]);
            out.push_str(instead);
            copied = at + c.len_utf8();
        }
    }
    out.push_str(&text[copied..]);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_close_the_element_it_stands_in() {
        let mut out = String::new();
        element(&mut out, "name", "a</name> & b\u{1}");
        assert_eq!(out, "<name>a&lt;/name&gt; &amp; b</name>");
    }

    #[test]
    fn line_breaks_in_attributes_are_kept() {
        let mut out = String::new();
        attribute(&mut out, "author", "a\n\"b\"");
        assert_eq!(out, " author=\"a&#10;&quot;b&quot;\"");
    }

    #[test]
    fn numbers_never_take_an_exponent_nor_a_comma() {
        let mut out = String::new();
        number(&mut out, 0.000_000_1);
        assert_eq!(out, "0.0000001");
        for value in
            [0.0, -0.0, 1.0, -1.5, 48.123_456_7, 48.123_456_78, 1e-9, 1e300, 0.1 + 0.2, 123_456_789.000_000_1]
        {
            let mut out = String::new();
            number(&mut out, value);
            assert_eq!(out, value.to_string());
        }
        assert_eq!(rounded(1250.0, 1), "1250");
        assert_eq!(rounded(12.34, 1), "12.3");
    }
}
