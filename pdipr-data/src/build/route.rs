//! One route from its pieces: the walk, where it starts, and every figure that can be computed.

use std::collections::BTreeMap;

use super::anchors;
use super::identity::Identity;
use super::name;
use crate::domain::{
    Figure, Finding, Insee, Leg, Lengths, Metres, Nature, Network, Origin, Part, Position, Practice,
    Redistribution, Route, RouteShape, Segment, Share, Start, Theme, WayShare,
};
use crate::join::{self, Move, Piece, Walk};
use crate::methods;
use crate::register::{CodeGroup, CodeTable, Ground};

/// Towns and stations further than this from a route are no help to reach it.
const NEARBY: Metres = Metres::whole(15_000);
/// How many towns and stations a route keeps.
const NEARBY_MOST: usize = 4;
/// A waymarked line of this length is walked over several days.
const ITINERANT: Metres = Metres::whole(30_000);
/// A walk may need this much more between its pieces than the spanning tree before staff are told.
const BOUND_FACTOR: f64 = 1.25;
/// A lead commune further than this from the pieces is probably mistyped.
const LEAD_FAR: Metres = Metres::whole(10_000);

/// What a route is described by, besides its own pieces.
pub(super) struct Surroundings<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) table: &'a CodeTable,
    /// Commune of before a merger → commune of today.
    pub(super) former: &'a BTreeMap<Insee, Insee>,
}

pub(super) fn route(
    group: &CodeGroup,
    identity: Identity,
    segments: &[Segment],
    around: &Surroundings<'_>,
) -> (Route, Vec<Finding>) {
    let of: Vec<&Segment> = group.segments.iter().map(|index| &segments[*index]).collect();
    let pieces: Vec<Piece<'_>> =
        of.iter().map(|segment| Piece { line: &segment.line, length: segment.length }).collect();
    let mut findings = Vec::new();
    let family = around.table.family(&group.code.label);
    let pin = around.table.pins.get(&group.code.to_string());
    if family.is_none() {
        findings.push(Finding::info("unknown-family").with("code", &group.code.label));
    }
    let network = family.map_or(Network::Local, |family| family.network);
    // Every way of the plan is open to walkers; more is not known of a code that nobody has explained.
    let practices = family.map_or_else(|| vec![Practice::Walking], |family| family.practices.clone());

    let located: Vec<Option<Insee>> = of.iter().map(|segment| commune_of(segment, around.ground)).collect();
    let (lead, told) = lead_commune(group, &located, &of, around);
    findings.extend(told);
    let itinerant = matches!(network, Network::Gr | Network::Grp);
    let mairie = lead.as_ref().and_then(|insee| around.ground.commune(insee)).and_then(|c| c.mairie);
    let walk = turned(join::join(&pieces), &pieces, itinerant, mairie, around.ground);

    let lengths = lengths(&walk, &pieces);
    findings.extend(more_than_bound(&walk, &lengths));
    let mostly_liaison = lengths.inscribed_share().is_some_and(|share| share.value() < 0.5);
    let partial = walk.parts.len() > 1 || mostly_liaison;
    let ends = walk_ends(&walk, &pieces);
    let start = ends.filter(|_| !itinerant).map(|(first, _)| Start {
        at: first,
        commune: around.ground.commune_at(first).map(|commune| commune.insee.clone()),
        origin: Origin::Computed,
    });
    let two_ends = ends.filter(|_| itinerant).map_or(vec![], |(first, last)| vec![first, last]);
    let near = near_anchors(&walk, &pieces, itinerant);
    let duration = practices
        .first()
        .map(|practice| methods::duration(*practice, lengths.total(), None))
        .map(Figure::computed);
    let commune_name = lead.as_ref().and_then(|insee| around.ground.commune(insee)).map(|c| c.name.as_str());
    let route = Route {
        name: name::name(&group.code, family, pin, commune_name),
        code: group.code.label.clone(),
        raw_codes: group.raw_codes.clone(),
        network,
        shape: shape(&walk, network, partial, &lengths).map(Figure::computed),
        parts: walk.parts.iter().map(|part| legs(part, &of)).collect(),
        partial,
        start,
        ends: two_ends,
        communes: communes_in_order(&walk, &located),
        lead_commune: lead,
        natures: natures(&of),
        pnr_perche: pnr(&of),
        inscribed_from: of.iter().filter_map(|segment| segment.inscribed).min(),
        inscribed_to: of.iter().filter_map(|segment| segment.inscribed).max(),
        towns: around.ground.towns_near(&near, NEARBY_MOST, NEARBY),
        stations: around.ground.stations_near(&near, NEARBY_MOST, NEARBY),
        themes: themes(&of),
        effort: duration.map(|figure| Figure::computed(methods::effort(figure.value))),
        duration_range: methods::duration_range(&practices, lengths.total(), None),
        duration,
        difficulty: None,
        ascent: None,
        descent: None,
        redistribution: match pin.and_then(|pin| pin.withheld.clone()) {
            Some(reason) => Redistribution::Withheld { reason },
            None => Redistribution::Open,
        },
        gaps: walk.gaps,
        lengths,
        practices,
        id: identity.id,
        aliases: identity.aliases,
    };
    let id = route.id.clone();
    let findings =
        findings.into_iter().map(|finding| finding.about(&id).with("route", &route.name)).collect();
    (route, findings)
}

/// The commune of the register, else the one whose outline holds the middle of the way.
fn commune_of(segment: &Segment, ground: &Ground<'_>) -> Option<Insee> {
    let known = segment.insee.clone().filter(|insee| ground.commune(insee).is_some());
    known.or_else(|| Some(ground.commune_at(segment.line[segment.line.len() / 2])?.insee.clone()))
}

/// The code's own commune, or that of today, or where most of the route lies.
fn lead_commune(
    group: &CodeGroup,
    located: &[Option<Insee>],
    of: &[&Segment],
    around: &Surroundings<'_>,
) -> (Option<Insee>, Option<Finding>) {
    let mut by_length: BTreeMap<&Insee, f64> = BTreeMap::new();
    for (insee, segment) in located.iter().zip(of) {
        if let Some(insee) = insee {
            *by_length.entry(insee).or_default() += segment.length.value();
        }
    }
    let most = by_length
        .iter()
        .max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)))
        .map(|(insee, _)| (*insee).clone());
    let Some(suffix) = &group.code.suffix else { return (most, None) };
    let typed = Insee(suffix.clone());
    let named = [Some(&typed), around.former.get(&typed)]
        .into_iter()
        .flatten()
        .find_map(|insee| around.ground.commune(insee));
    match named {
        // `28000` is the département itself.
        None if suffix.ends_with("000") => (most, None),
        None => (most, Some(Finding::info("lead-commune-unknown").with("insee", suffix))),
        Some(commune) => {
            let away = of
                .iter()
                .flat_map(|segment| &segment.line)
                .map(|at| around.ground.metres_outside(commune, *at))
                .fold(f64::INFINITY, f64::min);
            if away <= LEAD_FAR.value() {
                return (Some(commune.insee.clone()), None);
            }
            let far = Finding::warning("lead-commune-far")
                .with("commune", &commune.name)
                .with("km", format!("{:.0}", away / 1_000.0));
            (most, Some(far))
        }
    }
}

/// Turns the walk so that it begins at its start.
fn turned(
    walk: Walk,
    pieces: &[Piece<'_>],
    itinerant: bool,
    mairie: Option<Position>,
    ground: &Ground<'_>,
) -> Walk {
    if walk.closed {
        let Some(mairie) = mairie else { return walk };
        let metres = |at: usize| ground.plane().metres(anchors::entry(&walk.parts[0][at], pieces), mairie);
        let piece = |at: &usize| matches!(walk.parts[0][*at], Move::Piece { .. });
        let first = (0..walk.parts[0].len()).filter(piece).min_by(|a, b| metres(*a).total_cmp(&metres(*b)));
        return anchors::rotated(walk, first.unwrap_or(0));
    }
    let Some((first, last)) = walk_ends(&walk, pieces) else { return walk };
    let turn = if itinerant {
        // From west to east, for want of anything better: a GR has no start.
        last.lon() < first.lon()
    } else {
        let away = |at: Position| {
            let near = [ground.towns_near(&[at], 1, NEARBY), ground.stations_near(&[at], 1, NEARBY)].concat();
            near.iter().map(|near| near.distance.value()).fold(f64::INFINITY, f64::min)
        };
        away(last) < away(first)
    };
    if turn { anchors::reversed(walk) } else { walk }
}

fn walk_ends(walk: &Walk, pieces: &[Piece<'_>]) -> Option<(Position, Position)> {
    let (first, _) = anchors::ends(walk.parts.first()?, pieces)?;
    let (_, last) = anchors::ends(walk.parts.last()?, pieces)?;
    Some((first, last))
}

/// From where towns and stations count as near: the ends of a route, and the whole line of a GR or GRP.
fn near_anchors(walk: &Walk, pieces: &[Piece<'_>], itinerant: bool) -> Vec<Position> {
    if itinerant {
        let moves = walk.parts.iter().flatten();
        return moves.flat_map(|step| [anchors::entry(step, pieces), anchors::exit(step, pieces)]).collect();
    }
    walk.parts.iter().filter_map(|part| anchors::ends(part, pieces)).flat_map(|(a, b)| [a, b]).collect()
}

fn lengths(walk: &Walk, pieces: &[Piece<'_>]) -> Lengths {
    let mut lengths = Lengths { gaps: walk.gaps.iter().map(|gap| gap.length).sum(), ..Lengths::default() };
    for step in walk.parts.iter().flatten() {
        match step {
            Move::Piece { index, retraced: false, .. } => lengths.inscribed += pieces[*index].length,
            Move::Piece { index, .. } => lengths.retraced += pieces[*index].length,
            Move::Liaison { length, .. } => lengths.liaison += *length,
        }
    }
    lengths
}

/// One ordered walk needs more between the pieces than a tree that may branch anywhere.
fn more_than_bound(walk: &Walk, lengths: &Lengths) -> Option<Finding> {
    let used = (lengths.liaison + lengths.gaps).value() - walk.closing.value();
    (used > BOUND_FACTOR * walk.least.value() + 100.0).then(|| {
        Finding::info("more-liaison-than-bound")
            .with("km", format!("{:.1}", used / 1_000.0))
            .with("least", format!("{:.1}", walk.least.kilometres()))
    })
}

/// `None` where the pieces do not tell.
fn shape(walk: &Walk, network: Network, partial: bool, lengths: &Lengths) -> Option<RouteShape> {
    let itinerant = matches!(network, Network::Gr | Network::Grp) && lengths.total() >= ITINERANT;
    if itinerant {
        Some(RouteShape::Itinerant)
    } else if partial {
        None
    } else if walk.closed {
        Some(RouteShape::Loop)
    } else {
        Some(RouteShape::Traverse)
    }
}

fn legs(part: &[Move], of: &[&Segment]) -> Part {
    let leg = |step: &Move| match step {
        Move::Piece { index, direction, retraced } => {
            Leg::Inscribed { segment: of[*index].id.clone(), direction: *direction, retraced: *retraced }
        }
        Move::Liaison { from, to, length } => Leg::Liaison { from: *from, to: *to, length: *length },
    };
    Part { legs: part.iter().map(leg).collect() }
}

fn communes_in_order(walk: &Walk, located: &[Option<Insee>]) -> Vec<Insee> {
    let mut communes: Vec<Insee> = Vec::new();
    for step in walk.parts.iter().flatten() {
        if let Move::Piece { index, .. } = step
            && let Some(insee) = &located[*index]
            && !communes.contains(insee)
        {
            communes.push(insee.clone());
        }
    }
    communes
}

/// Longest first.
fn natures(of: &[&Segment]) -> Vec<WayShare> {
    let mut by_nature: BTreeMap<Option<Nature>, Metres> = BTreeMap::new();
    for segment in of {
        *by_nature.entry(segment.nature).or_default() += segment.length;
    }
    let mut natures: Vec<WayShare> =
        by_nature.into_iter().map(|(nature, length)| WayShare { nature, length }).collect();
    natures.sort_by(|a, b| b.length.value().total_cmp(&a.length.value()).then(a.nature.cmp(&b.nature)));
    natures
}

fn pnr(of: &[&Segment]) -> Option<Share> {
    let known = of.iter().filter(|segment| segment.pnr_perche.is_some());
    let inside = of.iter().filter(|segment| segment.pnr_perche == Some(true));
    Share::of(inside.map(|segment| segment.length).sum(), known.map(|segment| segment.length).sum())
}

fn themes(of: &[&Segment]) -> Vec<Figure<Theme>> {
    let names = of.iter().filter_map(|segment| segment.way_name.as_deref());
    methods::themes(names).into_iter().map(|value| Figure { value, origin: Origin::Hint }).collect()
}
