//! What the layers of the routes (`routes.json`) compute: colours, widths, order and place beside each other.

use pdipr_data::domain::Network;
use serde_json::{Value, json};

use super::expr::{by_network, by_zoom, state};
use super::palette::{MapLook, RouteInk, route_ink};

/// Widths in pixels of a route's line at a zoom.
const WIDTHS: [(f64, f64); 6] = [(7.0, 1.1), (9.0, 1.7), (11.0, 2.6), (13.0, 3.8), (15.0, 5.0), (17.0, 7.0)];

/// The colour of one part of every network's line.
pub(super) fn ink(look: MapLook, part: &str) -> Option<Value> {
    let colour: fn(RouteInk) -> &'static str = match part {
        "casing" => |ink| ink.casing,
        "line" => |ink| ink.line,
        "core" => |ink| ink.core.unwrap_or(ink.line),
        "dashed" => |ink| if ink.casing == "#FFFFFF" { ink.line } else { darker(ink) },
        _ => return None,
    };
    Some(by_network(|network| colour(route_ink(look, network)).into()))
}

/// GR above GR de Pays above the rest.
pub(super) fn order() -> Value {
    by_network(|network| {
        json!(match network {
            Network::Local => 1,
            Network::Pr => 2,
            Network::Riding => 3,
            Network::MountainBike => 4,
            Network::Grp => 5,
            Network::Gr => 6,
        })
    })
}

/// Networks that share a way lie side by side from zoom 11 on; close to the ground they are true to it.
pub(super) fn beside() -> Value {
    let by = |px: f64| {
        by_network(move |network| {
            json!(match network {
                Network::Pr | Network::Local => 0.0,
                Network::Gr => px,
                Network::Grp => -px,
                Network::Riding => 2.0 * px,
                Network::MountainBike => -2.0 * px,
            })
        })
    };
    by_zoom([(10.5, by(0.0)), (13.0, by(2.8)), (15.0, by(3.6))])
}

/// GR and GR de Pays are broader; a hovered route swells, a dimmed one thins.
pub(super) fn width(part: &str) -> Option<Value> {
    let of: fn(f64) -> f64 = match part {
        "casing" => |base| base + if base < 2.0 { 1.0 } else { 1.8 },
        "line" => |base| base,
        "core" => |base| base * 0.34,
        "dashed" => |base| base * 0.55,
        _ => return None,
    };
    Some(by_zoom(WIDTHS.map(|(zoom, base)| {
        let broad = |factor: f64| {
            by_network(|network| {
                let base = if matches!(network, Network::Gr | Network::Grp) { base * 1.3 } else { base };
                ((of(base * factor) * 100.0).round() / 100.0).into()
            })
        };
        (zoom, json!(["case", state("hover"), broad(1.9), state("dim"), broad(0.6), broad(1.0)]))
    })))
}

/// Round ends and corners from near only: from afar nobody sees them on a line of two pixels, and each costs as many
/// triangles as the line itself.
pub(super) fn far(part: &str) -> Option<Value> {
    let plain = match part {
        "cap" => "butt",
        "join" => "miter",
        _ => return None,
    };
    Some(json!(["step", ["zoom"], plain, 11, "round"]))
}

/// A dashed line has no casing: light lines take the colour of theirs.
fn darker(ink: RouteInk) -> &'static str {
    if ink.casing == "#0D1211" { ink.line } else { ink.casing }
}
