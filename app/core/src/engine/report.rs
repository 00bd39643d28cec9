//! Where on the ways a place is, and which problems are known near it. A position goes in; what comes out and may be sent
//! holds none.

use jiff::tz::TimeZone;
use pdipr_data::domain::{Metres, Position, RouteId, Segment, SegmentId, Stretch, StretchKind};
use pdipr_data::sheets::{Foot, foot};
use protocol::{CommuneCode, Place, PublicReport, ReportStatus, RouteRef, SegmentRef, ThingId, ThingState};

use super::{Engine, catalogue_failed};
use crate::calls::{Handle, NearbyReports, PlaceOf};
use crate::community::{Content, KnownReport, SnappedPlace};
use crate::error::ApiError;
use crate::store::posts::KeptPost;
use crate::store::{news, posts};

/// Farther from a way nobody is on it.
const REACH: Metres = Metres::whole(200);
/// So near to an inscribed way that no liaison is looked for.
const ON_IT: Metres = Metres::whole(30);
/// Reports so near along the way are the same problem, perhaps.
const SAME: u32 = 60;

impl Handle<PlaceOf> for Engine {
    fn handle(&mut self, call: PlaceOf) -> Result<Option<SnappedPlace>, ApiError> {
        match call.route {
            Some(route) => {
                let route = self.current_id(&route)?.ok_or_else(|| ApiError::not_found("route", &route))?;
                self.on_route(&route, call.at)
            }
            None => self.on_any_way(call.at),
        }
    }
}

impl Handle<NearbyReports> for Engine {
    fn handle(&mut self, call: NearbyReports) -> Result<Vec<KnownReport>, ApiError> {
        let place = call.place;
        let mut found = Vec::new();
        if let Some(route) = &place.route {
            let current = self.current_id(&RouteId(route.0.clone()))?;
            let route = current.map_or_else(|| route.0.clone(), |current| current.0);
            found = news::reports_of_route(&self.news, &route)?;
            found.retain(|(_, report)| report.place.metres.abs_diff(place.metres) <= SAME);
        }
        let here: Vec<_> = found.iter().map(|(thing, _)| *thing).collect();
        let along = |report: &Place| report.metres.abs_diff(place.metres);
        let mut known: Vec<_> =
            found.into_iter().map(|(thing, public)| (Some(along(&public.place)), thing, public)).collect();
        if let Some(segment) = &place.segment {
            for (thing, public) in news::reports_of_segment(&self.news, segment.as_str())? {
                // Metres of another route begin at another start.
                let comparable = public.place.route == place.route;
                let away = comparable.then(|| along(&public.place));
                if !here.contains(&thing) && away.is_none_or(|away| away <= SAME) {
                    known.push((away, thing, public));
                }
            }
        }
        let posts = posts::all(&self.carnet)?;
        let own: Vec<_> = posts.iter().map(|post| post.thing).collect();
        let told: Vec<_> = known.iter().map(|(_, thing, _)| *thing).collect();
        let untold = posts.into_iter().filter(|post| !told.contains(&post.thing));
        known.extend(untold.filter_map(|post| own_report(post, &place)));
        known.sort_by_key(|(away, thing, _)| (away.unwrap_or(SAME), *thing));
        let shown = |(away, thing, public)| KnownReport { thing, public, away, own: own.contains(&thing) };
        Ok(known.into_iter().map(shown).collect())
    }
}

/// One's own report near the place, which others do not see yet, with its distance.
fn own_report(post: KeptPost, place: &Place) -> Option<(Option<u32>, ThingId, PublicReport)> {
    let Content::Report(report) = post.content else { return None };
    let same_way = place.segment.is_some() && report.place.segment == place.segment;
    // Metres of another route begin at another start.
    let comparable = report.place.route == place.route && (place.route.is_some() || same_way);
    let away = comparable.then(|| report.place.metres.abs_diff(place.metres));
    let here = away.map_or(same_way, |away| away <= SAME);
    let status = match post.state {
        Some(ThingState::Report { status }) => status,
        _ => ReportStatus::New,
    };
    let open = matches!(status, ReportStatus::New | ReportStatus::Open | ReportStatus::Planned);
    (here && open && !post.leaving && report.confirms.is_none()).then(|| {
        let public = PublicReport {
            category: report.category,
            magnitude: report.magnitude,
            place: report.place,
            status,
            written: TimeZone::UTC.to_datetime(post.written).date().to_string(),
            confirmed: 0,
            answer: post.answer,
        };
        (away, post.thing, public)
    })
}

impl Engine {
    fn on_route(&self, route: &RouteId, at: Position) -> Result<Option<SnappedPlace>, ApiError> {
        let walk = self.catalogue.walk(route).map_err(catalogue_failed)?.unwrap_or_default();
        let Some((foot, stretch)) = foot_on_walk(&walk, at).filter(|(foot, _)| foot.distance <= REACH) else {
            return Ok(None);
        };
        let mut nearest: Option<(Metres, Segment, Vec<RouteId>)> = None;
        for id in &stretch.segments {
            let Some((segment, cards)) = self.catalogue.segment(id).map_err(catalogue_failed)? else {
                continue;
            };
            let distance = pdipr_data::sheets::foot(&segment.line, at).map_or(REACH, |foot| foot.distance);
            if nearest.as_ref().is_none_or(|(known, ..)| distance < *known) {
                nearest = Some((distance, segment, cards.into_iter().map(|card| card.id).collect()));
            }
        }
        let (segment, routes) =
            nearest.map_or((None, vec![route.clone()]), |(_, segment, routes)| (Some(segment), routes));
        Ok(Some(SnappedPlace {
            place: place(Some(route), segment.as_ref(), foot.along),
            distance: foot.distance,
            commune_name: segment.and_then(|segment| segment.commune),
            routes,
        }))
    }

    fn on_any_way(&self, at: Position) -> Result<Option<SnappedPlace>, ApiError> {
        let way = self.nearest_segment(at)?;
        if way.as_ref().is_none_or(|(distance, _)| *distance > ON_IT)
            && let Some(liaison) = self.nearest_liaison(at)?
            && way.as_ref().is_none_or(|(distance, _)| liaison.0 < *distance)
        {
            return self.on_route(&liaison.1, at);
        }
        let Some((distance, id)) = way else { return Ok(None) };
        let Some((segment, cards)) = self.catalogue.segment(&id).map_err(catalogue_failed)? else {
            return Ok(None);
        };
        if let Some(first) = cards.first() {
            return self.on_route(&first.id, at);
        }
        let along = foot(&segment.line, at).map_or(Metres::ZERO, |foot| foot.along);
        let place = place(None, Some(&segment), along);
        Ok(Some(SnappedPlace { place, distance, commune_name: segment.commune, routes: Vec::new() }))
    }

    fn nearest_segment(&self, at: Position) -> Result<Option<(Metres, SegmentId)>, ApiError> {
        let mut nearest: Option<(Metres, SegmentId)> = None;
        for way in self.catalogue.lines_of_segments().map_err(catalogue_failed)? {
            let Some(foot) = foot(&way.line, at) else { continue };
            if foot.distance <= nearest.as_ref().map_or(REACH, |(distance, _)| *distance) {
                nearest = Some((foot.distance, way.id));
            }
        }
        Ok(nearest)
    }

    fn nearest_liaison(&self, at: Position) -> Result<Option<(Metres, RouteId)>, ApiError> {
        let mut nearest: Option<(Metres, RouteId)> = None;
        for route in self.catalogue.routes_around(at, REACH).map_err(catalogue_failed)? {
            let walk = self.catalogue.walk(&route).map_err(catalogue_failed)?.unwrap_or_default();
            let liaisons = walk.iter().flatten().filter(|stretch| stretch.kind == StretchKind::Liaison);
            for foot in liaisons.filter_map(|stretch| foot(&stretch.line, at)) {
                if foot.distance <= REACH && nearest.as_ref().is_none_or(|(known, _)| foot.distance < *known)
                {
                    nearest = Some((foot.distance, route.clone()));
                }
            }
        }
        Ok(nearest)
    }
}

/// The nearest foot on a whole walk and the stretch that it is on; metres count over all parts, without the gaps.
fn foot_on_walk(walk: &[Vec<Stretch>], at: Position) -> Option<(Foot, &Stretch)> {
    let mut walked = Metres::ZERO;
    let mut best: Option<(Foot, &Stretch)> = None;
    for stretch in walk.iter().flatten() {
        if let Some(found) = foot(&stretch.line, at)
            && best.is_none_or(|(known, _)| found.distance < known.distance)
        {
            best = Some((Foot { along: walked + found.along, ..found }, stretch));
        }
        walked += stretch.length;
    }
    best
}

fn place(route: Option<&RouteId>, segment: Option<&Segment>, along: Metres) -> Place {
    Place {
        route: route.map(|route| RouteRef(route.0.clone())),
        segment: segment.map(|segment| SegmentRef(segment.id.0.clone())),
        commune: segment.and_then(|segment| segment.insee.as_ref()).map(|insee| CommuneCode(insee.0.clone())),
        metres: along.value().round() as u32,
    }
}
