//! A sheet as KML 2.2: a folder of stretches, a folder of marks.

use jiff::Timestamp;

use super::marks::marks;
use super::{drawn, kind_word, phrases, rounded};
use crate::domain::{DataSource, Network, Position, RouteSheet, Stretch, StretchKind};
use crate::io::xml::{self, Content, Tag};

pub(super) fn text(sheet: &RouteSheet, sources: &[DataSource], now: Option<Timestamp>) -> String {
    let mut document = Tag::open("Document").content();
    document.child("name", &phrases::title(sheet));
    document.child("description", &phrases::description(sheet, sources));
    style(&mut document, "inscribed", line_colour(sheet.card.network), 4);
    style(&mut document, "liaison", "ff505050", 2);
    document.nested(about(sheet, now));
    let mut lines = Tag::open("Folder").content();
    lines.child("name", "Tracé");
    for (part, stretch) in drawn(sheet) {
        lines.nested(line(part, stretch));
    }
    document.nested(lines);
    let mut points = Tag::open("Folder").content();
    points.child("name", "Repères");
    for mark in marks(sheet) {
        let mut placemark = Tag::open("Placemark").content();
        placemark.child("name", &mark.name);
        if let Some(note) = &mark.note {
            placemark.child("description", note);
        }
        placemark.nested(data(&[("kind", mark.kind.word())]));
        let mut point = Tag::open("Point").content();
        point.child("coordinates", &coordinates(&[mark.at]));
        placemark.nested(point);
        points.nested(placemark);
    }
    document.nested(points);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<kml xmlns=\"http://www.opengis.net/kml/2.2\">{}</kml>\n",
        document.close()
    )
}

fn about(sheet: &RouteSheet, now: Option<Timestamp>) -> Content {
    let card = &sheet.card;
    let metres = |value: f64| xml::rounded(value, 1);
    let exported = now.map(|now| now.to_string());
    let (inscribed, liaison) = (metres(card.lengths.inscribed.value()), metres(card.lengths.liaison.value()));
    let mut pairs = vec![
        ("id", card.id.as_str()),
        ("code", &card.code),
        ("network", card.network.as_str()),
        ("partial", if card.partial { "true" } else { "false" }),
        ("inscribed_m", &inscribed),
        ("liaison_m", &liaison),
    ];
    pairs.extend(exported.as_deref().map(|time| ("exported", time)));
    data(&pairs)
}

fn line(part: usize, stretch: &Stretch) -> Content {
    let name = match stretch.kind {
        StretchKind::Inscribed => "Chemins inscrits",
        StretchKind::Liaison => "Liaison",
    };
    let mut placemark = Tag::open("Placemark").content();
    placemark.child("name", name);
    if stretch.kind == StretchKind::Liaison {
        placemark.child("description", phrases::LIAISON_NOTE);
    }
    placemark.child("styleUrl", &format!("#{}", kind_word(stretch.kind)));
    let segments: Vec<&str> = stretch.segments.iter().map(|id| id.as_str()).collect();
    let (part, length, segments) =
        (part.to_string(), xml::rounded(stretch.length.value(), 1), segments.join(" "));
    let mut pairs = vec![("part", part.as_str()), ("length_m", &length)];
    if !segments.is_empty() {
        pairs.push(("segments", &segments));
    }
    placemark.nested(data(&pairs));
    let mut line = Tag::open("LineString").content();
    line.child("tessellate", "1");
    line.child("coordinates", &coordinates(&stretch.line));
    placemark.nested(line);
    placemark
}

fn data(pairs: &[(&str, &str)]) -> Content {
    let mut extended = Tag::open("ExtendedData").content();
    for (name, value) in pairs {
        let mut entry = Tag::open("Data").with("name", name).content();
        entry.child("value", value);
        extended.nested(entry);
    }
    extended
}

fn style(document: &mut Content, id: &str, colour: &str, width: u32) {
    let mut line = Tag::open("LineStyle").content();
    line.child("color", colour);
    line.child("width", &width.to_string());
    let mut style = Tag::open("Style").with("id", id).content();
    style.nested(line);
    document.nested(style);
}

/// KML writes colours as alpha, blue, green, red.
const fn line_colour(network: Network) -> &'static str {
    match network {
        Network::Gr | Network::Grp => "ff2a22d3",
        Network::Pr => "ff00b8f5",
        Network::Riding => "ff1a73e8",
        Network::MountainBike | Network::Local => "ff4f6b2e",
    }
}

fn coordinates(line: &[Position]) -> String {
    let places: Vec<String> =
        line.iter().map(|at| rounded(*at)).map(|at| format!("{},{}", at.lon(), at.lat())).collect();
    places.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;

    #[test]
    fn a_loop_looks_like_this() {
        insta::assert_snapshot!(text(&a_loop(), &sources(), Some(noon())).replace("><", ">\n<"));
    }
}
