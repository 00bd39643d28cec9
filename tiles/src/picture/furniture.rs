//! What stands around a map: title, scale, north, and who is owed thanks. Each keeps its place free of names.

use super::names::width;
use super::outline::Frame;
use super::palette::{Look, named};
use super::svg::{Words, escaped, put, short, words};
use super::view::{Margins, Size, View};

/// Pixels from the edge of the picture.
const EDGE: f64 = 12.0;
/// Height of the letters of the line that names the sources.
const SMALL: f64 = 10.0;

/// Written text, and what it covers.
#[derive(Debug, Default)]
pub struct Furniture {
    pub svg: String,
    pub taken: Vec<Frame>,
}

/// Sizes of the letters of a title and of the line below it.
fn letters(size: Size) -> (f64, f64) {
    match size.width() {
        ..400.0 => (14.0, 12.0),
        ..800.0 => (17.0, 13.0),
        _ => (24.0, 16.0),
    }
}

/// What the route leaves free for all this.
pub fn margins(size: Size, title: &str, details: &str) -> Margins {
    let (large, small) = letters(size);
    let plate = match (title.is_empty(), details.is_empty()) {
        (true, _) => 0.0,
        (false, true) => large + 16.0,
        (false, false) => large + small + 22.0,
    };
    let side = (size.width().min(size.height()) / 12.0).clamp(14.0, 48.0);
    Margins { top: side + plate, side, bottom: side + 22.0 }
}

pub fn furniture(view: &View, look: Look, title: &str, details: &str, sources: &[String]) -> Furniture {
    let mut all = Furniture::default();
    let colour = |name: &str| named(look, name).unwrap_or("#000000");
    all.plate_of_title(view.size(), look, title, details);
    let (right, bottom) = (view.size().width() - EDGE, view.size().height() - EDGE);
    // North.
    let (x, y) = (right - 10.0, EDGE);
    put(
        &mut all.svg,
        format_args!(
            "<path d=\"M{x} {y}l7 17-7-4-7 4z\" fill=\"{}\" stroke=\"{}\" stroke-width=\"2\" paint-order=\"stroke\"/>\n",
            colour("ink"),
            colour("halo")
        ),
    );
    words(
        &mut all.svg,
        &Words {
            text: "N",
            at: [x, y + 29.0],
            size: 13.0,
            colour: colour("ink"),
            halo: Some(colour("halo")),
            anchor: "middle",
        },
    );
    all.taken.push(Frame { least: [x - 12.0, 0.0], most: [view.size().width(), y + 34.0] });
    // Scale.
    let (metres, long) = scale(view.metres_a_pixel(), (view.size().width() / 6.0).clamp(40.0, 180.0));
    let end = EDGE + long;
    for (stroke, thick) in [(colour("halo"), 5.0), (colour("ink"), 2.0)] {
        put(
            &mut all.svg,
            format_args!(
                "<path d=\"M{EDGE} {}v5h{}v-5\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{thick}\"/>\n",
                short(bottom - 5.0, 1),
                short(long, 1)
            ),
        );
    }
    let said = if metres >= 1_000.0 { format!("{} km", metres / 1_000.0) } else { format!("{metres} m") };
    words(
        &mut all.svg,
        &Words {
            text: &said,
            at: [EDGE, bottom - 9.0],
            size: 12.0,
            colour: colour("ink"),
            halo: Some(colour("halo")),
            anchor: "start",
        },
    );
    all.taken.push(Frame {
        least: [0.0, bottom - 24.0],
        most: [end.max(EDGE + 40.0) + 4.0, view.size().height()],
    });
    all.sources(view.size(), look, &sources.join(" · "), end);
    all
}

impl Furniture {
    fn plate_of_title(&mut self, size: Size, look: Look, title: &str, details: &str) {
        if title.is_empty() {
            return;
        }
        let colour = |name: &str| named(look, name).unwrap_or("#000000");
        let (large, small) = letters(size);
        let room = size.width() - 2.0 * EDGE - 60.0;
        let (title, details) = (cut(title, large, room), cut(details, small, room));
        let wide = width(&title, large).max(width(&details, small)) + 24.0;
        let high = if details.is_empty() { large + 16.0 } else { large + small + 22.0 };
        self.plate(look, [EDGE, EDGE], [wide, high]);
        words(
            &mut self.svg,
            &Words {
                text: &title,
                at: [EDGE + 12.0, EDGE + large + 4.0],
                size: large,
                colour: colour("ink"),
                halo: None,
                anchor: "start",
            },
        );
        if !details.is_empty() {
            let at = [EDGE + 12.0, EDGE + large + small + 10.0];
            words(
                &mut self.svg,
                &Words {
                    text: &details,
                    at,
                    size: small,
                    colour: colour("muted"),
                    halo: None,
                    anchor: "start",
                },
            );
        }
    }

    /// The licences want it readable, however long it is: in as many lines as it takes beside the scale.
    fn sources(&mut self, size: Size, look: Look, text: &str, scale: f64) {
        let room = (size.width() - scale - EDGE - 24.0).max(size.width() / 3.0);
        let lines = wrapped(text, SMALL, room);
        let wide = lines.iter().map(|line| width(line, SMALL)).fold(0.0, f64::max) + 10.0;
        let high = lines.len() as f64 * (SMALL + 3.0) + 4.0;
        if lines.is_empty() {
            return;
        }
        let corner = [size.width() - wide, size.height() - high];
        self.plate(look, corner, [wide + 8.0, high + 8.0]);
        for (line, text) in lines.iter().enumerate() {
            let at = [size.width() - 5.0, corner[1] + (line as f64 + 1.0) * (SMALL + 3.0) - 1.0];
            let colour = named(look, "muted").unwrap_or("#000000");
            words(&mut self.svg, &Words { text, at, size: SMALL, colour, halo: None, anchor: "end" });
        }
    }

    fn plate(&mut self, look: Look, at: [f64; 2], [wide, high]: [f64; 2]) {
        let land = named(look, "land").unwrap_or("#FFFFFF");
        put(
            &mut self.svg,
            format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"6\" fill=\"{land}\" fill-opacity=\".88\"/>\n",
                short(at[0], 1),
                short(at[1], 1),
                short(wide, 1),
                short(high, 1)
            ),
        );
        self.taken.push(Frame { least: at, most: [at[0] + wide, at[1] + high] });
    }
}

/// For those who do not see the picture.
pub fn described(title: &str, details: &str) -> String {
    let parts: Vec<&str> = [title, details].into_iter().filter(|part| !part.is_empty()).collect();
    escaped(&parts.join(", "))
}

/// The longest round length (1, 2 or 5 times a power of ten, in metres) within so many pixels, and how long it is there.
fn scale(metres_a_pixel: f64, most: f64) -> (f64, f64) {
    let mut metres = 1.0;
    for step in [2.0, 2.5, 2.0].into_iter().cycle().take(24) {
        if metres * step / metres_a_pixel > most {
            break;
        }
        metres *= step;
    }
    (metres, metres / metres_a_pixel)
}

/// Ends in an ellipsis where it is wider than the room.
fn cut(text: &str, size: f64, room: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut kept = String::new();
    for letter in text.chars() {
        if width(&kept, size) + width("m…", size) > room {
            break;
        }
        kept.push(letter);
    }
    kept.trim_end().to_owned() + "…"
}

fn wrapped(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if width(line, size) + width(word, size) + 0.32 * size <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_is_round_and_fits() {
        for (metres_a_pixel, most, wanted) in
            [(10.0, 100.0, 1_000.0), (3.0, 100.0, 200.0), (60.0, 100.0, 5_000.0)]
        {
            let (metres, pixels) = scale(metres_a_pixel, most);
            assert_eq!(metres, wanted);
            assert!(pixels <= most && pixels > most / 2.6, "{pixels}");
        }
    }

    #[test]
    fn long_titles_end_in_an_ellipsis_and_short_ones_do_not() {
        assert_eq!(cut("GR 35", 24.0, 500.0), "GR 35");
        let long = cut(&"Circuit des Vaux de Cernay ".repeat(9), 24.0, 300.0);
        assert!(long.ends_with('…') && width(&long, 24.0) <= 320.0, "{long}");
    }

    #[test]
    fn sources_are_written_whole_in_several_lines() {
        let lines = wrapped("© contributeurs OpenStreetMap · Département d'Eure-et-Loir", 10.0, 150.0);
        assert!(lines.len() > 1);
        assert_eq!(lines.join(" "), "© contributeurs OpenStreetMap · Département d'Eure-et-Loir");
    }
}
