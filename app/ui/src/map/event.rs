//! What the glue reports, as values. A report that cannot be read is no event; the glue and this list change together.

use pdipr_data::domain::{Bounds, Position, RouteId, SegmentId};
use sente_core::carnet::MapView;
use serde::Deserialize;

use sente_core::reading::{Unreadable, read};

/// Where the map is.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Camera {
    pub centre: Position,
    pub zoom: f64,
    /// Degrees clockwise from north.
    pub bearing: f64,
    pub bounds: Bounds,
}

impl Camera {
    pub fn view(&self) -> MapView {
        MapView { centre: self.centre, zoom: self.zoom }
    }
}

/// What lies under a click, a tap or the crosshair; uppermost first.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Pick {
    pub at: Position,
    /// By Enter, under the crosshair.
    pub keyboard: bool,
    pub starts: Vec<RouteId>,
    pub lines: Vec<RouteId>,
    /// Inscribed ways that no route uses.
    pub segments: Vec<SegmentId>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// Something changes; the map is not finished.
    Busy,
    /// There is something to see for the first time.
    Painted,
    /// All is drawn; so many things of the map packs around the centre.
    Idle(u32),
    /// The camera moves.
    Moving(Camera),
    /// The camera has come to rest.
    Rest(Camera),
    Hover(Option<RouteId>),
    Pick(Pick),
    /// Long press, right click or the context key.
    Hold(Position),
    Trouble(String),
}

impl Event {
    pub fn read(kind: &str, payload: &str) -> Result<Event, Unreadable> {
        #[derive(Deserialize)]
        struct Idle {
            detail: u32,
        }
        #[derive(Deserialize)]
        struct Hover {
            id: Option<RouteId>,
        }
        #[derive(Deserialize)]
        struct Hold {
            at: Position,
        }
        #[derive(Deserialize)]
        struct Trouble {
            message: String,
        }
        Ok(match kind {
            "painted" => Event::Painted,
            "idle" => Event::Idle(read::<Idle>(payload)?.detail),
            "moving" => Event::Moving(read(payload)?),
            "view" => Event::Rest(read(payload)?),
            "hover" => Event::Hover(read::<Hover>(payload)?.id),
            "pick" => Event::Pick(read(payload)?),
            "hold" => Event::Hold(read::<Hold>(payload)?.at),
            "trouble" => Event::Trouble(read::<Trouble>(payload)?.message),
            _ => Event::Busy,
        })
    }
}

/// What a pick means.
#[derive(Debug, Clone, PartialEq)]
pub enum Picked {
    Nothing,
    Route(RouteId),
    /// Starts or lines that coincide: the hiker chooses.
    Several(Vec<RouteId>),
    Segment(SegmentId),
    /// The keyboard has no long press: where it finds nothing it asks for the place itself.
    Place(Position),
}

/// Starts before lines; routes that are lit before dimmed ones; a way of its own only where no route is.
pub fn picked(pick: &Pick, shown: Option<&[RouteId]>) -> Picked {
    let mut there = pick.starts.clone();
    there.extend(pick.lines.iter().filter(|id| !pick.starts.contains(id)).cloned());
    if let Some(shown) = shown {
        let lit: Vec<RouteId> = there.iter().filter(|id| shown.contains(id)).cloned().collect();
        if !lit.is_empty() {
            there = lit;
        }
    }
    match (there.len(), pick.segments.first()) {
        (0, None) if pick.keyboard => Picked::Place(pick.at),
        (0, None) => Picked::Nothing,
        (0, Some(segment)) => Picked::Segment(segment.clone()),
        (1, _) => Picked::Route(there.remove(0)),
        _ => Picked::Several(there),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(names: &[&str]) -> Vec<RouteId> {
        names.iter().map(|name| RouteId((*name).to_owned())).collect()
    }

    fn pick(starts: &[&str], lines: &[&str], segments: &[&str]) -> Pick {
        Pick {
            at: Position::new(1.5, 48.4).unwrap(),
            keyboard: false,
            starts: ids(starts),
            lines: ids(lines),
            segments: segments.iter().map(|id| SegmentId((*id).to_owned())).collect(),
        }
    }

    #[test]
    fn one_line_opens_its_route() {
        assert_eq!(picked(&pick(&[], &["f3"], &["tr1"]), None), Picked::Route(RouteId("f3".into())));
    }

    #[test]
    fn starts_that_coincide_are_a_choice_and_come_before_lines() {
        let found = picked(&pick(&["f3", "f4"], &["gr35", "f3"], &[]), None);
        assert_eq!(found, Picked::Several(ids(&["f3", "f4", "gr35"])));
    }

    #[test]
    fn a_lit_route_wins_over_a_dimmed_one_on_the_same_way() {
        let found = picked(&pick(&[], &["gr35", "f3"], &[]), Some(&ids(&["f3"])));
        assert_eq!(found, Picked::Route(RouteId("f3".into())));
    }

    #[test]
    fn a_dimmed_route_alone_can_still_be_picked() {
        assert_eq!(picked(&pick(&[], &["gr35"], &[]), Some(&[])), Picked::Route(RouteId("gr35".into())));
    }

    #[test]
    fn a_way_without_route_answers_where_no_route_is() {
        assert_eq!(picked(&pick(&[], &[], &["tr1"]), None), Picked::Segment(SegmentId("tr1".into())));
        assert_eq!(picked(&pick(&[], &[], &[]), None), Picked::Nothing);
    }

    #[test]
    fn enter_on_empty_ground_asks_for_the_place() {
        let by_keyboard = Pick { keyboard: true, ..pick(&[], &[], &[]) };
        assert_eq!(picked(&by_keyboard, None), Picked::Place(by_keyboard.at));
    }

    #[test]
    fn the_report_of_a_camera_at_rest_is_read() {
        let text = r#"{"centre":[1.5,48.4],"zoom":9.5,"bearing":0,"bounds":{"west":1,"south":48,"east":2,"north":49}}"#;
        let Event::Rest(camera) = Event::read("view", text).unwrap() else { panic!("not a camera") };
        assert_eq!(camera.view(), MapView { centre: Position::new(1.5, 48.4).unwrap(), zoom: 9.5 });
    }

    #[test]
    fn a_report_without_its_fields_is_an_error() {
        assert!(Event::read("pick", "{}").is_err());
    }
}
