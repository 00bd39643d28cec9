//! Reads a whole file into memory. Loose files are read and the looseness told; only what is no GPX is refused.

use super::model::*;
use super::stream::{Closing, Event, Stream};
use super::{NotGpx, limits};
use crate::domain::Finding;

/// The file and what was loose or lost; a file that was cut gives what was read and a finding.
pub fn read(bytes: &[u8]) -> Result<(GpxFile, Vec<Finding>), NotGpx> {
    read_within(bytes, limits::MODEL_BYTES)
}

pub(super) fn read_within(bytes: &[u8], model_bytes: usize) -> Result<(GpxFile, Vec<Finding>), NotGpx> {
    if bytes.len() > limits::FILE_BYTES {
        return Err(NotGpx::FileTooLarge);
    }
    let mut stream = Stream::new(bytes);
    let mut file = GpxFile::default();
    let mut weight = 0;
    for event in stream.by_ref() {
        weight += weigh(&event);
        if weight > model_bytes {
            return Err(NotGpx::ModelTooLarge);
        }
        add(&mut file, event);
    }
    let findings = stream.finish()?;
    Ok((file, findings))
}

fn add(file: &mut GpxFile, event: Event) {
    match event {
        Event::Opening(head) => *file = *head,
        Event::Waypoint(point) => file.waypoints.push(point),
        Event::RouteStart(info) => file.routes.push(Route { info: *info, points: Vec::new() }),
        Event::RoutePoint(point) => {
            if let Some(route) = file.routes.last_mut() {
                route.points.push(point);
            }
        }
        Event::RouteEnd(late) => {
            if let (Some(route), Some(late)) = (file.routes.last_mut(), late) {
                join_info(&mut route.info, *late);
            }
        }
        Event::TrackStart(info) => file.tracks.push(Track { info: *info, segments: Vec::new() }),
        Event::SegmentStart => {
            if let Some(track) = file.tracks.last_mut() {
                track.segments.push(Segment::default());
            }
        }
        Event::TrackPoint(point) => {
            if let Some(segment) = file.tracks.last_mut().and_then(|track| track.segments.last_mut()) {
                segment.points.push(point);
            }
        }
        Event::SegmentEnd(extensions) => {
            if let Some(segment) = file.tracks.last_mut().and_then(|track| track.segments.last_mut()) {
                segment.extensions = extensions;
            }
        }
        Event::TrackEnd(late) => {
            if let (Some(track), Some(late)) = (file.tracks.last_mut(), late) {
                join_info(&mut track.info, *late);
            }
        }
        Event::Closing(closing) => close(file, *closing),
    }
}

fn close(file: &mut GpxFile, closing: Closing) {
    file.extensions.0.push_str(&closing.extensions.0);
    for namespace in closing.late_namespaces {
        if file.namespaces.iter().all(|known| known.prefix != namespace.prefix) {
            file.namespaces.push(namespace);
        }
    }
    let (metadata, late) = (&mut file.metadata, closing.late_metadata);
    prefer(&mut metadata.name, late.name);
    prefer(&mut metadata.description, late.description);
    prefer(&mut metadata.author, late.author);
    prefer(&mut metadata.copyright, late.copyright);
    prefer(&mut metadata.time, late.time);
    prefer(&mut metadata.keywords, late.keywords);
    prefer(&mut metadata.bounds, late.bounds);
    metadata.links.extend(late.links);
    metadata.extensions.0.push_str(&late.extensions.0);
}

fn join_info(info: &mut LineInfo, late: LineInfo) {
    prefer(&mut info.name, late.name);
    prefer(&mut info.comment, late.comment);
    prefer(&mut info.description, late.description);
    prefer(&mut info.source, late.source);
    prefer(&mut info.number, late.number);
    prefer(&mut info.kind, late.kind);
    info.links.extend(late.links);
    info.extensions.0.push_str(&late.extensions.0);
}

/// What was said first stays.
fn prefer<T>(slot: &mut Option<T>, late: Option<T>) {
    if slot.is_none() {
        *slot = late;
    }
}

/// Memory that the value will take, roughly and never less than half.
fn weigh(event: &Event) -> usize {
    match event {
        Event::Waypoint(point) | Event::RoutePoint(point) | Event::TrackPoint(point) => {
            size_of::<Waypoint>() + point.details.as_deref().map_or(0, weigh_details)
        }
        Event::RouteStart(info) => size_of::<Route>() + weigh_info(info),
        Event::TrackStart(info) => size_of::<Track>() + weigh_info(info),
        Event::SegmentStart => size_of::<Segment>(),
        Event::SegmentEnd(extensions) => extensions.0.len(),
        Event::RouteEnd(late) | Event::TrackEnd(late) => late.as_deref().map_or(0, weigh_info),
        Event::Opening(_) | Event::Closing(_) => limits::ELEMENT_BYTES,
    }
}

fn weigh_details(details: &Details) -> usize {
    let texts = [
        &details.name,
        &details.comment,
        &details.description,
        &details.source,
        &details.symbol,
        &details.kind,
    ];
    size_of::<Details>() + weigh_texts(&texts) + weigh_links(&details.links) + details.extensions.0.len()
}

fn weigh_info(info: &LineInfo) -> usize {
    let texts = [&info.name, &info.comment, &info.description, &info.source];
    size_of::<LineInfo>() + weigh_texts(&texts) + weigh_links(&info.links) + info.extensions.0.len()
}

fn weigh_texts(texts: &[&Option<String>]) -> usize {
    texts.iter().map(|text| text.as_ref().map_or(0, |text| text.capacity() + 16)).sum()
}

fn weigh_links(links: &[Link]) -> usize {
    links.iter().map(|link| size_of::<Link>() + link.href.len()).sum()
}
