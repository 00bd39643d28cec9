//! The rules of the GPX 1.1 schema (topografix.com/GPX/1/1/gpx.xsd) that a writer can break: which elements may stand
//! where, in which order, how often, and with which attributes.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

struct Rule {
    parent: &'static str,
    /// In order; a star may repeat.
    children: &'static [&'static str],
    attributes: &'static [&'static str],
}

const POINT: &[&str] = &[
    "ele",
    "time",
    "magvar",
    "geoidheight",
    "name",
    "cmt",
    "desc",
    "src",
    "link*",
    "sym",
    "type",
    "fix",
    "sat",
    "hdop",
    "vdop",
    "pdop",
    "ageofdgpsdata",
    "dgpsid",
    "extensions",
];

const RULES: &[Rule] = &[
    Rule { parent: "", children: &["gpx"], attributes: &[] },
    Rule {
        parent: "gpx",
        children: &["metadata", "wpt*", "rte*", "trk*", "extensions"],
        attributes: &["version", "creator"],
    },
    Rule {
        parent: "metadata",
        children: &[
            "name",
            "desc",
            "author",
            "copyright",
            "link*",
            "time",
            "keywords",
            "bounds",
            "extensions",
        ],
        attributes: &[],
    },
    Rule { parent: "author", children: &["name", "email", "link"], attributes: &[] },
    Rule { parent: "email", children: &[], attributes: &["id", "domain"] },
    Rule { parent: "copyright", children: &["year", "license"], attributes: &["author"] },
    Rule { parent: "link", children: &["text", "type"], attributes: &["href"] },
    Rule { parent: "bounds", children: &[], attributes: &["minlat", "minlon", "maxlat", "maxlon"] },
    Rule { parent: "wpt", children: POINT, attributes: &["lat", "lon"] },
    Rule { parent: "rtept", children: POINT, attributes: &["lat", "lon"] },
    Rule { parent: "trkpt", children: POINT, attributes: &["lat", "lon"] },
    Rule {
        parent: "rte",
        children: &["name", "cmt", "desc", "src", "link*", "number", "type", "extensions", "rtept*"],
        attributes: &[],
    },
    Rule {
        parent: "trk",
        children: &["name", "cmt", "desc", "src", "link*", "number", "type", "extensions", "trkseg*"],
        attributes: &[],
    },
    Rule { parent: "trkseg", children: &["trkpt*", "extensions"], attributes: &[] },
];

/// An element that is open: its name and how far its list of children has come.
struct Open {
    name: String,
    reached: usize,
    /// The child at `reached` has been there.
    used: bool,
}

/// Panics with the place of the first rule that the text breaks.
pub fn check(text: &str) {
    let mut reader = Reader::from_str(text);
    let mut open = vec![Open { name: String::new(), reached: 0, used: false }];
    let mut declared: Vec<String> = Vec::new();
    loop {
        let at = reader.buffer_position();
        match reader.read_event().unwrap_or_else(|error| panic!("byte {at}: {error}")) {
            Event::Start(tag) => {
                enter(&mut open, &tag, &mut declared, at);
                open.push(Open { name: name(&tag), reached: 0, used: false });
            }
            Event::Empty(tag) => enter(&mut open, &tag, &mut declared, at),
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => {
                let parent = open.last().expect("the document is open");
                let structure = RULES.iter().any(|rule| rule.parent == parent.name);
                assert!(!structure || text.trim().is_empty(), "byte {at}: text inside <{}>", parent.name);
            }
            Event::Eof => return assert_eq!(open.len(), 1, "the file ends inside an element"),
            _ => {}
        }
    }
}

fn name(tag: &BytesStart) -> String {
    tag.name().as_ref().to_owned()
}

fn enter(open: &mut [Open], tag: &BytesStart, declared: &mut Vec<String>, at: u64) {
    let name = name(tag);
    let inside_extensions = open.iter().any(|open| open.name == "extensions");
    let own: Vec<String> =
        tag.attributes().map(|a| a.expect("sound attributes").key.as_ref().to_owned()).collect();
    declared.extend(own.iter().filter_map(|key| key.strip_prefix("xmlns:")).map(str::to_owned));
    if inside_extensions {
        let prefix = name.split_once(':').map(|(prefix, _)| prefix);
        assert!(
            prefix.is_some_and(|p| declared.iter().any(|d| d == p)),
            "byte {at}: <{name}> is of no namespace"
        );
        return;
    }
    let parent = open.last_mut().expect("the document is open");
    let rule = RULES.iter().find(|rule| rule.parent == parent.name);
    let rule = rule.unwrap_or_else(|| panic!("byte {at}: <{}> may not hold <{name}>", parent.name));
    let place = rule.children.iter().position(|child| child.trim_end_matches('*') == name);
    let place = place.unwrap_or_else(|| panic!("byte {at}: <{}> may not hold <{name}>", parent.name));
    assert!(place >= parent.reached, "byte {at}: <{name}> comes too late in <{}>", parent.name);
    let again = place == parent.reached && parent.used;
    assert!(
        !again || rule.children[place].ends_with('*'),
        "byte {at}: a second <{name}> in <{}>",
        parent.name
    );
    (parent.reached, parent.used) = (place, true);
    if let Some(rule) = RULES.iter().find(|rule| rule.parent == name) {
        let mut plain: Vec<&str> =
            own.iter().map(String::as_str).filter(|key| !key.starts_with("xmlns")).collect();
        plain.retain(|key| !key.contains(':'));
        assert_eq!(plain, rule.attributes, "byte {at}: attributes of <{name}>");
    }
}
