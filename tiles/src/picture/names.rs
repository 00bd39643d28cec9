//! Which names are written, and where: the weightiest first, none over another one, rather beside the route than on it.

use super::outline::Frame;
use super::palette::Colour;
use super::palette::named;
use super::pens::Lighting;
use super::view::At;
use crate::mvt::{Feature, Value};
use crate::read::Kind;

/// A name is cut after so many letters.
const LETTERS: usize = 48;

/// What could be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Name {
    pub text: String,
    pub at: At,
    /// Height of the letters in pixels.
    pub size: f64,
    pub colour: Colour,
    /// What is at the point stays in sight: the name stands beside it.
    pub beside: bool,
    /// A station has a dot.
    pub dot: bool,
    /// The least goes first; of the same, the most people.
    pub order: (u8, i64),
}

/// A name in its place: the middle of its base line.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    pub name: Name,
    pub at: At,
}

/// The name of a feature with a point, where one is written at this zoom.
pub fn name(
    layer: &str,
    feature: &Feature,
    pack: Kind,
    metres_a_pixel: f64,
    lighting: Lighting,
) -> Option<Name> {
    let zoom = lighting.zoom;
    let text = |name: &str| feature.attribute(name).and_then(Value::text);
    let kind = text("kind").unwrap_or_default();
    let people = feature.attribute("population").and_then(Value::whole).unwrap_or(0).max(0);
    // A name of a wood or a lake is written where it is broad enough to carry it.
    let broad = || match feature.attribute("way_area") {
        Some(Value::Double(area)) if *area > 0.0 => area.sqrt() / metres_a_pixel > 70.0,
        Some(Value::Float(area)) if *area > 0.0 => f64::from(*area).sqrt() / metres_a_pixel > 70.0,
        Some(other) => {
            other.whole().is_some_and(|area| area > 0 && (area as f64).sqrt() / metres_a_pixel > 70.0)
        }
        None => false,
    };
    let (class, size, colour) = match layer {
        "place_labels" => match kind {
            "capital" | "state_capital" | "city" => (0, 18.0, "ink"),
            "town" => (1, 16.0, "ink"),
            "village" => (2, 14.0, "ink"),
            "suburb" | "island" if zoom >= 11.0 => (4, 13.0, "muted"),
            "hamlet" | "quarter" if zoom >= 12.0 => (5, 12.5, "muted"),
            "neighbourhood" | "isolated_dwelling" | "farm" | "locality" | "islet" if zoom >= 13.0 => {
                (7, 11.5, "muted")
            }
            _ => return None,
        },
        "boundary_labels" if pack == Kind::Base && zoom >= 10.0 => (3, 12.5, "muted"),
        "public_transport" if matches!(kind, "station" | "halt") && zoom >= 10.5 => (3, 12.0, "station"),
        "water_polygons_labels" if broad() => (6, 11.5, "water_name"),
        "land_labels" if broad() => (6, 11.5, "poi_nature"),
        _ => return None,
    };
    Some(Name {
        text: text("name")?.chars().filter(|letter| !letter.is_control()).take(LETTERS).collect(),
        at: [0.0, 0.0],
        size,
        colour: named(lighting.look, colour)?,
        beside: layer == "public_transport",
        dot: layer == "public_transport",
        order: (class, -people),
    })
}

/// Chooses and places. `taken` is kept free; `routes` are crossed only where a name finds no other place.
pub fn place(mut names: Vec<Name>, picture: Frame, taken: &[Frame], routes: &[Vec<At>]) -> Vec<Placed> {
    let area = (picture.most[0] - picture.least[0]) * (picture.most[1] - picture.least[1]);
    let most = (area / 22_000.0).ceil() as usize;
    names.retain(|name| !name.text.is_empty());
    names.sort_by(|one, other| {
        let key = |name: &Name| (name.order, name.text.clone());
        key(one)
            .cmp(&key(other))
            .then(one.at[0].total_cmp(&other.at[0]))
            .then(one.at[1].total_cmp(&other.at[1]))
    });
    let mut boxes = taken.to_vec();
    let mut placed: Vec<Placed> = Vec::new();
    for name in names {
        if placed.len() >= most {
            break;
        }
        let twin = |other: &Placed| {
            other.name.text == name.text
                && (0..2).all(|axis| (other.name.at[axis] - name.at[axis]).abs() < 150.0)
        };
        if placed.iter().any(twin) {
            continue;
        }
        let free = |frame: &Frame| {
            let inside = (0..2).all(|axis| {
                frame.least[axis] >= picture.least[axis] && frame.most[axis] <= picture.most[axis]
            });
            inside && !boxes.iter().any(|other| other.meets(frame))
        };
        let crossed = |frame: &Frame| {
            routes.iter().any(|line| line.windows(2).any(|pair| frame.touches(pair[0], pair[1])))
        };
        let spots: Vec<(At, Frame)> = spots(&name).into_iter().filter(|(_, frame)| free(frame)).collect();
        let best = spots.iter().find(|(_, frame)| !crossed(frame));
        // A place that matters is named even on the route.
        let best = best.or_else(|| spots.first().filter(|_| name.order.0 <= 1));
        if let Some((at, frame)) = best {
            boxes.push(*frame);
            placed.push(Placed { at: *at, name });
        }
    }
    placed
}

/// Around the point, the best first: the middle of the base line, and the box that the letters fill.
fn spots(name: &Name) -> Vec<(At, Frame)> {
    let half = width(&name.text, name.size) / 2.0;
    let beside = half + if name.beside { 8.0 } else { 5.0 };
    let middle = name.size * 0.35;
    let (above, below) = (-name.size * 0.9, name.size * 1.6);
    let shifts: &[[f64; 2]] = if name.beside {
        &[[beside, middle], [-beside, middle], [0.0, above], [0.0, below]]
    } else {
        &[[0.0, middle], [0.0, above], [0.0, below], [beside, middle], [-beside, middle]]
    };
    let spot = |shift: &[f64; 2]| {
        let at = [name.at[0] + shift[0], name.at[1] + shift[1]];
        let mut frame = Frame {
            least: [at[0] - half - 3.0, at[1] - name.size * 0.85],
            most: [at[0] + half + 3.0, at[1] + name.size * 0.35],
        };
        if name.dot {
            for axis in 0..2 {
                frame.least[axis] = frame.least[axis].min(name.at[axis] - 5.0);
                frame.most[axis] = frame.most[axis].max(name.at[axis] + 5.0);
            }
        }
        (at, frame)
    };
    shifts.iter().map(spot).collect()
}

/// About how wide a text is: letters by their groups, as Atkinson Hyperlegible Next has them, and a little more.
pub fn width(text: &str, size: f64) -> f64 {
    let letter = |letter: char| match letter {
        '.' | ',' | ':' | ';' | '\'' | '’' | '|' => 0.26,
        ' ' | '!' | '(' | ')' | 'i' | 'j' | 'l' | 'ï' | 'î' | '·' => 0.32,
        '-' | 'f' | 'r' | 't' | '/' | 'I' => 0.4,
        'c' | 's' | 'v' | 'x' | 'y' | 'z' | 'ç' => 0.52,
        'm' | 'M' | 'W' | 'w' | '—' | '…' | '©' => 0.87,
        'œ' | 'æ' | 'Œ' | 'Æ' | '%' => 1.0,
        letter if letter.is_uppercase() => 0.68,
        _ => 0.59,
    };
    text.chars().map(letter).sum::<f64>() * size
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: Frame = Frame { least: [0.0, 0.0], most: [600.0, 400.0] };

    fn a_name(text: &str, at: At, people: i64) -> Name {
        Name {
            text: text.into(),
            at,
            size: 14.0,
            colour: "#000000",
            beside: false,
            dot: false,
            order: (2, -people),
        }
    }

    fn written(placed: &[Placed]) -> Vec<&str> {
        placed.iter().map(|placed| placed.name.text.as_str()).collect()
    }

    #[test]
    fn of_two_names_in_one_place_the_one_with_more_people_keeps_it() {
        let names = vec![a_name("Petit", [300.0, 200.0], 10), a_name("Grand", [302.0, 202.0], 900)];
        let placed = place(names, PICTURE, &[], &[]);
        assert_eq!(written(&placed), ["Grand", "Petit"]);
        assert_eq!(placed[0].at, [302.0, 202.0 + 14.0 * 0.35]);
        assert_ne!(placed[1].at, [300.0, 200.0 + 14.0 * 0.35], "moved aside");
    }

    #[test]
    fn a_village_is_written_beside_the_route_or_not_at_all() {
        let across = vec![vec![[0.0, 200.0], [600.0, 200.0]]];
        let placed = place(vec![a_name("Thiron", [300.0, 200.0], 10)], PICTURE, &[], &across);
        assert!((placed[0].at[1] - 200.0).abs() > 7.0, "{:?}", placed[0].at);
        let everywhere: Vec<Vec<At>> =
            (0..40).map(|row| vec![[0.0, f64::from(row) * 10.0], [600.0, f64::from(row) * 10.0]]).collect();
        assert!(place(vec![a_name("Thiron", [300.0, 200.0], 10)], PICTURE, &[], &everywhere).is_empty());
    }

    #[test]
    fn nothing_is_written_over_what_is_taken_or_beyond_the_edge() {
        let names = vec![a_name("Dessous", [300.0, 200.0], 1), a_name("Au bord", [599.0, 399.0], 1)];
        let plate = Frame { least: [100.0, 100.0], most: [500.0, 300.0] };
        assert!(place(names, PICTURE, &[plate], &[]).is_empty());
    }

    #[test]
    fn the_same_place_is_named_once() {
        let names = vec![a_name("Gallardon", [300.0, 200.0], 1), a_name("Gallardon", [340.0, 240.0], 1)];
        assert_eq!(place(names, PICTURE, &[], &[]).len(), 1);
    }
}
