//! From bytes to text: UTF-8 with or without a mark, UTF-16 with a mark, else windows-1252 (what spreadsheets write).

use std::borrow::Cow;

use crate::domain::Finding;

pub(super) fn text<'a>(bytes: &'a [u8], file: &str, findings: &mut Vec<Finding>) -> Cow<'a, str> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        if broken {
            findings.push(Finding::warning("broken-characters").in_file(file));
        }
        return text;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => {
            findings.push(Finding::info("not-utf8").in_file(file));
            encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_no_text() {
        assert_eq!(text("\u{feff}Commune".as_bytes(), "f", &mut Vec::new()), "Commune");
    }
}
