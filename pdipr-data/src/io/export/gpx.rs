//! A sheet as a GPX 1.1 value. One track; a segment for each continuous stretch, so that devices draw no line across
//! a gap; liaisons are segments of their own. What GPX has no room for stands in our own namespace (`docs/gpx.md`).

use jiff::Timestamp;

use super::marks::{Mark, marks};
use super::{drawn, kind_word, phrases, rounded, undrawn_liaisons};
use crate::domain::{
    Bounds, DataSource, Lengths, Network, Origin, Position, Practice, RouteSheet, Stretch, StretchKind,
};
use crate::io::gpx::*;
use crate::io::xml::{self, Tag};

/// The namespace of our extensions; it names them and is never fetched.
pub(crate) const NAMESPACE: &str = "urn:sente:gpx:1";

pub(super) fn file(sheet: &RouteSheet, sources: &[DataSource], now: Option<Timestamp>) -> GpxFile {
    let segments: Vec<Segment> = drawn(sheet).map(|(part, stretch)| segment(part, stretch)).collect();
    let waypoints: Vec<Waypoint> = marks(sheet).into_iter().map(waypoint).collect();
    let on_tracks = segments.iter().flat_map(|segment| &segment.points);
    let bounds = Bounds::around(on_tracks.chain(&waypoints).map(|point| point.at));
    let namespace = |prefix: &str, uri: &str| Namespace { prefix: prefix.into(), uri: uri.into() };
    GpxFile {
        version: Version::V1_1,
        creator: Some("Sente".into()),
        namespaces: vec![
            namespace("sente", NAMESPACE),
            namespace("gpxx", "http://www.garmin.com/xmlschemas/GpxExtensions/v3"),
            namespace("osmand", "https://osmand.net"),
        ],
        metadata: metadata(sheet, sources, now, bounds),
        waypoints,
        routes: Vec::new(),
        tracks: vec![Track { info: track_info(sheet, sources), segments }],
        extensions: Extensions::default(),
    }
}

fn metadata(
    sheet: &RouteSheet,
    sources: &[DataSource],
    now: Option<Timestamp>,
    bounds: Option<Bounds>,
) -> Metadata {
    // The register comes first among the sources: the line is its.
    let copyright = sources.first().map(|source| Copyright {
        author: xml::clean(&source.holder).unwrap_or_default(),
        year: sheet.inscribed_to.map(|date| format!("{:04}", date.year())),
        licence: phrases::licence_address(&source.licence).map(str::to_owned),
    });
    let author = sources.first().and_then(|source| xml::clean(&source.holder));
    let corner = |lon, lat| Position::new(lon, lat).ok();
    Metadata {
        name: xml::clean(&phrases::title(sheet)),
        description: xml::clean(&phrases::description(sheet, sources)),
        author: author.map(|name| Person { name: Some(name), email: None, link: None }),
        copyright,
        links: vec![Link {
            href: env!("CARGO_PKG_REPOSITORY").into(),
            text: Some("Sente, les itinéraires de randonnée d’Eure-et-Loir".into()),
            media_type: Some("text/html".into()),
        }],
        time: now,
        keywords: xml::clean(&format!("randonnée, PDIPR, {}", sheet.card.code)),
        bounds: bounds.and_then(|b| Some((corner(b.west, b.south)?, corner(b.east, b.north)?))),
        extensions: Extensions::default(),
    }
}

fn waypoint(mark: Mark) -> Waypoint {
    let mut point = Waypoint::at(rounded(mark.at));
    let mut extensions = String::new();
    xml::element(&mut extensions, "osmand:icon", mark.kind.osmand_icon());
    xml::element(&mut extensions, "osmand:color", mark.kind.colour());
    xml::element(&mut extensions, "sente:mark", mark.kind.word());
    *point.details_mut() = Details {
        name: xml::clean(&mark.name),
        description: mark.note.as_deref().and_then(xml::clean),
        symbol: Some(mark.kind.garmin_symbol().into()),
        kind: Some(phrases::mark_type(mark.kind).into()),
        extensions: Extensions(extensions),
        ..Details::default()
    };
    point
}

fn segment(part: usize, stretch: &Stretch) -> Segment {
    let mut out = Tag::open("sente:stretch")
        .with("kind", kind_word(stretch.kind))
        .with("part", &part.to_string())
        .metres("length", stretch.length)
        .content();
    for id in &stretch.segments {
        out.child("sente:segment", id.as_str());
    }
    if stretch.kind == StretchKind::Liaison {
        out.child("sente:note", phrases::LIAISON_NOTE);
    }
    Segment {
        points: stretch.line.iter().map(|at| Waypoint::at(rounded(*at))).collect(),
        extensions: Extensions(out.close()),
    }
}

fn track_info(sheet: &RouteSheet, sources: &[DataSource]) -> LineInfo {
    let source = sources.first().and_then(|source| xml::clean(&source.name));
    LineInfo {
        name: xml::clean(&phrases::title(sheet)),
        description: xml::clean(&phrases::description(sheet, sources)),
        source,
        kind: sheet.card.practices.first().map(|practice| activity(*practice).to_owned()),
        extensions: Extensions(track_extensions(sheet, sources)),
        ..LineInfo::default()
    }
}

/// Colours for other tools first, then our own element with all that GPX has no room for.
fn track_extensions(sheet: &RouteSheet, sources: &[DataSource]) -> String {
    let card = &sheet.card;
    let mut before = String::new();
    if let Some((garmin, osmand)) = line_colour(card.network) {
        before.push_str("<gpxx:TrackExtension>");
        xml::element(&mut before, "gpxx:DisplayColor", garmin);
        before.push_str("</gpxx:TrackExtension>");
        xml::element(&mut before, "osmand:color", osmand);
    }
    let mut tag = Tag::open("sente:route")
        .with("id", card.id.as_str())
        .with("code", &card.code)
        .with("network", card.network.as_str())
        .with("partial", if card.partial { "true" } else { "false" });
    if let Some(shape) = card.shape {
        tag = tag.with("shape", shape.value.as_str());
    }
    let mut out = tag.content();
    for raw in &sheet.raw_codes {
        out.child("sente:rawCode", raw);
    }
    for practice in &card.practices {
        out.child("sente:practice", practice.as_str());
    }
    out.empty(lengths(&card.lengths));
    for share in &sheet.natures {
        let nature = share.nature.map_or("unknown", |nature| nature.as_str());
        out.empty(Tag::open("sente:nature").with("name", nature).metres("length", share.length));
    }
    for commune in &sheet.communes {
        out.filled(Tag::open("sente:commune").with("insee", commune.insee.as_str()), &commune.name);
    }
    if let (Some(from), Some(to)) = (sheet.inscribed_from, sheet.inscribed_to) {
        out.empty(Tag::open("sente:inscribed").with("from", &from.to_string()).with("to", &to.to_string()));
    }
    if let Some(share) = sheet.pnr_perche {
        out.empty(Tag::open("sente:pnrPerche").with("share", &xml::rounded(share.value(), 4)));
    }
    if let Some(duration) = card.duration {
        out.empty(
            Tag::open("sente:duration")
                .with("minutes", &duration.value.minutes.0.to_string())
                .with("ascent", if duration.value.counts_ascent { "counted" } else { "unknown" })
                .with("origin", origin(duration.origin)),
        );
    }
    for (part, liaison) in undrawn_liaisons(sheet) {
        if let (Some(from), Some(to)) = (liaison.line.first(), liaison.line.last()) {
            let tag = Tag::open("sente:liaison").with("part", &part.to_string());
            out.empty(ends_of(tag, *from, *to).metres("length", liaison.length));
        }
    }
    for gap in &sheet.gaps {
        out.empty(ends_of(Tag::open("sente:gap"), gap.from, gap.to).metres("length", gap.length));
    }
    if let Some(note) = phrases::mark_note(card.network) {
        out.child("sente:note", note);
    }
    for source in sources {
        let tag = Tag::open("sente:source").with("holder", &source.holder).with("licence", &source.licence);
        out.filled(tag, &source.name);
    }
    before + &out.close()
}

/// Positions as in GeoJSON: longitude, latitude.
fn ends_of(tag: Tag, from: Position, to: Position) -> Tag {
    let place = |at: Position| format!("{} {}", rounded(at).lon(), rounded(at).lat());
    tag.with("from", &place(from)).with("to", &place(to))
}

fn lengths(lengths: &Lengths) -> Tag {
    Tag::open("sente:length")
        .metres("inscribed", lengths.inscribed)
        .metres("retraced", lengths.retraced)
        .metres("liaison", lengths.liaison)
        .metres("gaps", lengths.gaps)
}

const fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Official => "official",
        Origin::Computed => "computed",
        Origin::Hint => "hint",
    }
}

/// Garmin's name of the colour of the waymark, and the tint of the map.
const fn line_colour(network: Network) -> Option<(&'static str, &'static str)> {
    match network {
        Network::Gr | Network::Grp => Some(("Red", "#D3222A")),
        Network::Pr => Some(("Yellow", "#F5B800")),
        Network::Riding => Some(("DarkYellow", "#E8731A")),
        Network::MountainBike | Network::Local => None,
    }
}

const fn activity(practice: Practice) -> &'static str {
    match practice {
        Practice::Walking => "hiking",
        Practice::MountainBike => "mountain_biking",
        Practice::Cycling => "cycling",
        Practice::Riding => "horseback_riding",
        Practice::TrailRunning => "trail_running",
        Practice::Carriage => "horse_carriage",
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::*;
    use super::*;

    #[test]
    fn a_loop_looks_like_this() {
        insta::assert_snapshot!(write(&file(&a_loop(), &sources(), Some(noon()))));
    }

    #[test]
    fn a_partial_route_looks_like_this() {
        insta::assert_snapshot!(write(&file(&a_partial_gr(), &sources(), None)));
    }
}
