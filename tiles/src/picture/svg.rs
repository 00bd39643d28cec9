//! Writes SVG text: paths in tenths of a pixel with steps from point to point, which is short, and texts that cannot break out.

use std::fmt::Write;

use super::outline::Traced;
use super::pens::Stroke;
use super::view::At;

/// What a path is drawn from: rings are closed, lines are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    Rings,
    Lines,
}

/// The `d` of a path.
pub fn path(pieces: &[Traced], form: Form) -> String {
    let mut text = String::new();
    for piece in pieces {
        let Some(([x, y], rest)) = piece.split_first() else { continue };
        put(&mut text, format_args!("M{x} {y}l"));
        let (mut before, mut first) = ([*x, *y], true);
        for at in rest {
            for (is, was) in at.iter().zip(before) {
                let step = is.saturating_sub(was);
                // A sign parts numbers as well as a blank does.
                let blank = if first || step < 0 { "" } else { " " };
                put(&mut text, format_args!("{blank}{step}"));
                first = false;
            }
            before = *at;
        }
        if form == Form::Rings {
            text.push('z');
        }
    }
    text
}

/// The attributes of a line, in tenths of a pixel.
pub fn stroke(Stroke { colour, width, dashes, opacity }: Stroke) -> String {
    let mut text = format!("stroke=\"{colour}\" stroke-width=\"{}\"", tenths(width));
    if !dashes.is_empty() {
        let dashes: Vec<String> = dashes.iter().map(|dash| tenths(dash * width)).collect();
        put(&mut text, format_args!(" stroke-dasharray=\"{}\" stroke-linecap=\"butt\"", dashes.join(" ")));
    }
    if opacity < 1.0 {
        put(&mut text, format_args!(" stroke-opacity=\"{}\"", short(opacity, 2)));
    }
    text
}

/// A text around its middle, or from its start or to its end, with a halo.
pub struct Words<'a> {
    pub text: &'a str,
    pub at: At,
    pub size: f64,
    pub colour: &'a str,
    pub halo: Option<&'a str>,
    pub anchor: &'a str,
}

pub fn words(out: &mut String, words: &Words) {
    let Words { text, at: [x, y], size, colour, halo, anchor } = words;
    put(
        out,
        format_args!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\" fill=\"{colour}\"",
            short(*x, 1),
            short(*y, 1),
            short(*size, 1)
        ),
    );
    if *anchor != "middle" {
        put(out, format_args!(" text-anchor=\"{anchor}\""));
    }
    if let Some(halo) = halo {
        put(out, format_args!(" stroke=\"{halo}\" stroke-width=\"3\""));
    }
    put(out, format_args!(">{}</text>\n", escaped(text)));
}

/// A text as it may stand in an element or an attribute of XML 1.0; characters that may not stand there at all go.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Appends; memory takes every text.
pub fn put(out: &mut String, text: std::fmt::Arguments) {
    out.write_fmt(text).expect("memory takes every text");
}

/// So many decimals at the most, without what says nothing.
pub fn short(number: f64, decimals: usize) -> String {
    let text = format!("{number:.decimals$}");
    let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn tenths(pixels: f64) -> String {
    short(pixels * 10.0, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_in_steps_without_needless_blanks() {
        let pieces = [vec![[10, 20], [15, 18], [15, 30]], vec![[-5, 0], [0, 0], [0, -3]]];
        assert_eq!(path(&pieces, Form::Lines), "M10 20l5-2 0 12M-5 0l5 0 0-3");
        assert_eq!(path(&pieces[..1], Form::Rings), "M10 20l5-2 0 12z");
    }

    #[test]
    fn texts_cannot_break_out() {
        let mut out = String::new();
        let text = "</text><script>\"x\"&\u{0}\u{8}";
        words(
            &mut out,
            &Words { text, at: [1.0, 2.25], size: 12.0, colour: "#000000", halo: None, anchor: "end" },
        );
        let wanted = "<text x=\"1\" y=\"2.2\" font-size=\"12\" fill=\"#000000\" text-anchor=\"end\">&lt;/text&gt;&lt;script&gt;&quot;x&quot;&amp;</text>\n";
        assert_eq!(out, wanted);
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            [short(1.0, 1), short(-0.04, 1), short(12.34, 1), short(100.0, 0)],
            ["1", "0", "12.3", "100"]
        );
    }
}
