//! The points of a sheet that other tools show as waypoints: start, finish, parking, stations, points of interest.

use super::phrases;
use crate::domain::{Position, RouteShape, RouteSheet, SheetPlaceKind};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MarkKind {
    Start,
    StartAndFinish,
    Finish,
    End,
    Station,
    Closure,
    Place(SheetPlaceKind),
}

impl MarkKind {
    /// The word in our own properties and extensions.
    pub(super) const fn word(self) -> &'static str {
        match self {
            MarkKind::Start => "start",
            MarkKind::StartAndFinish => "start-finish",
            MarkKind::Finish => "finish",
            MarkKind::End => "end",
            MarkKind::Station => "station",
            MarkKind::Closure => "closure",
            MarkKind::Place(SheetPlaceKind::Parking) => "parking",
            MarkKind::Place(SheetPlaceKind::Water) => "water",
            MarkKind::Place(SheetPlaceKind::Toilets) => "toilets",
            MarkKind::Place(SheetPlaceKind::PointOfInterest) => "poi",
        }
    }

    /// The name of the symbol in Garmin's list, which most tools understand.
    pub(super) const fn garmin_symbol(self) -> &'static str {
        match self {
            MarkKind::Start | MarkKind::StartAndFinish => "Flag, Green",
            MarkKind::Finish => "Flag, Red",
            MarkKind::End => "Flag, Blue",
            MarkKind::Station => "Ground Transportation",
            MarkKind::Closure => "Danger Area",
            MarkKind::Place(SheetPlaceKind::Parking) => "Parking Area",
            MarkKind::Place(SheetPlaceKind::Water) => "Drinking Water",
            MarkKind::Place(SheetPlaceKind::Toilets) => "Restroom",
            MarkKind::Place(SheetPlaceKind::PointOfInterest) => "Scenic Area",
        }
    }

    pub(super) const fn osmand_icon(self) -> &'static str {
        match self {
            MarkKind::Start | MarkKind::StartAndFinish => "special_flag_start",
            MarkKind::Finish | MarkKind::End => "special_flag_finish",
            MarkKind::Station => "railway_station",
            MarkKind::Closure => "special_marker",
            MarkKind::Place(SheetPlaceKind::Parking) => "amenity_parking",
            MarkKind::Place(SheetPlaceKind::Water) => "amenity_drinking_water",
            MarkKind::Place(SheetPlaceKind::Toilets) => "amenity_toilets",
            MarkKind::Place(SheetPlaceKind::PointOfInterest) => "special_star",
        }
    }

    pub(super) const fn colour(self) -> &'static str {
        match self {
            MarkKind::Start | MarkKind::StartAndFinish => "#2E6B4F",
            MarkKind::Finish | MarkKind::End | MarkKind::Closure => "#B3261E",
            _ => "#1F5F99",
        }
    }
}

pub(super) struct Mark {
    pub kind: MarkKind,
    pub at: Position,
    pub name: String,
    pub note: Option<String>,
}

/// In the order in which a hiker wants them.
pub(super) fn marks(sheet: &RouteSheet) -> Vec<Mark> {
    let mut marks = Vec::new();
    if let Some(start) = &sheet.card.start {
        let returns = matches!(
            sheet.card.shape.map(|shape| shape.value),
            Some(RouteShape::Loop | RouteShape::ThereAndBack)
        );
        let kind = if returns { MarkKind::StartAndFinish } else { MarkKind::Start };
        marks.push(mark(
            kind,
            start.at,
            &sheet.card.code,
            Some(phrases::origin_of_start(start.origin).to_owned()),
        ));
        if let Some(at) = finish(sheet) {
            marks.push(mark(MarkKind::Finish, at, &sheet.card.code, None));
        }
    }
    for end in &sheet.ends {
        marks.push(mark(MarkKind::End, *end, &sheet.card.code, None));
    }
    for place in &sheet.places {
        let kind = MarkKind::Place(place.kind);
        marks.push(Mark { kind, at: place.at, name: place.name.clone(), note: place.note.clone() });
    }
    for closure in &sheet.state.closures {
        if let Some(at) = closure.line.first() {
            let note = phrases::closure_note(closure);
            marks.push(Mark { kind: MarkKind::Closure, at: *at, name: phrases::closure(closure), note });
        }
    }
    for station in &sheet.stations {
        let note = phrases::station_note(station.distance);
        marks.push(mark(MarkKind::Station, station.at, &station.name, Some(note)));
    }
    marks
}

/// Only a traverse in one piece has a finish that can be known.
fn finish(sheet: &RouteSheet) -> Option<Position> {
    let traverse = sheet.card.shape.is_some_and(|shape| shape.value == RouteShape::Traverse);
    if !traverse || sheet.card.partial || !sheet.ends.is_empty() {
        return None;
    }
    sheet.parts.last()?.last()?.line.last().copied()
}

fn mark(kind: MarkKind, at: Position, of: &str, note: Option<String>) -> Mark {
    Mark { kind, at, name: phrases::mark_name(kind, of), note }
}
