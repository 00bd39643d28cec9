//! The closures of segments as a route meets them: where on the walk, in which direction, and what is left to draw.

use super::Lookup;
use super::line::Walk;
use crate::domain::{Closure, Direction, Leg, Metres, Position, Route, RouteClosure};

/// Every closure of the route's segments, in walking order. What one leg ends and the next goes on with (a way that is
/// retraced, a closure over two segments) is one.
pub fn closures(route: &Route, lookup: &Lookup, closures: &[Closure]) -> Vec<RouteClosure> {
    if closures.is_empty() {
        return Vec::new();
    }
    let mut met = Vec::new();
    for (part, legs) in route.parts.iter().map(|part| &part.legs).enumerate() {
        let first = met.len();
        let mut walked = Metres::ZERO;
        for leg in legs {
            let Some(walk) = Walk::along(leg, lookup) else { continue };
            for closure in
                closures.iter().filter(|closure| walk.segment.is_some_and(|s| s.id == closure.segment))
            {
                let here = on_leg(closure, leg, &walk);
                add(&mut met, first, RouteClosure { part, from_start: walked + here.from_start, ..here });
            }
            walked += walk.length;
        }
    }
    met.sort_by(|a, b| {
        let place = |closure: &RouteClosure| (closure.part, closure.from_start.value());
        let ((part, metres), (other, further)) = (place(a), place(b));
        part.cmp(&other).then(metres.total_cmp(&further)).then(a.days.cmp(&b.days))
    });
    met
}

/// The closure along one leg; metres are from the start of the leg.
fn on_leg(closure: &Closure, leg: &Leg, walk: &Walk<'_>) -> RouteClosure {
    let back = matches!(leg, Leg::Inscribed { direction: Direction::Backward, .. });
    let (mut from, mut to) = closure.stretch.unwrap_or((Metres::ZERO, walk.length));
    if back {
        let turned = |metres: Metres| {
            Metres::try_from((walk.length.value() - metres.value()).max(0.0)).unwrap_or(Metres::ZERO)
        };
        (from, to) = (turned(to), turned(from));
    }
    let (line, length) = cut(&walk.line, from, to);
    RouteClosure {
        days: closure.days,
        reason: closure.reason.clone(),
        reason_en: closure.reason_en.clone(),
        source: closure.source.clone(),
        part: 0,
        from_start: from,
        length,
        commune: walk.segment.and_then(|segment| segment.commune.clone()),
        line,
    }
}

/// Joins it to the one that ends where it begins and says the same.
fn add(met: &mut Vec<RouteClosure>, first: usize, next: RouteClosure) {
    let goes_on = |before: &&mut RouteClosure| {
        let end = before.from_start + before.length;
        let apart = (end.value() - next.from_start.value()).abs();
        apart < 0.5
            && before.days == next.days
            && before.reason == next.reason
            && before.reason_en == next.reason_en
            && before.commune == next.commune
            && before.source == next.source
    };
    match met[first..].iter_mut().find(goes_on) {
        Some(before) => {
            let joint = usize::from(before.line.last() == next.line.first());
            before.line.extend_from_slice(&next.line[joint..]);
            before.length += next.length;
        }
        None => met.push(next),
    }
}

/// The part of a line between two distances from its start, and its length.
pub(crate) fn cut(line: &[Position], from: Metres, to: Metres) -> (Vec<Position>, Metres) {
    let mut piece = Vec::new();
    let (mut walked, mut length) = (0.0, Metres::ZERO);
    for ends in line.windows(2) {
        let step = ends[0].distance_to(ends[1]).value();
        let (begin, end) = ((from.value() - walked).max(0.0), (to.value() - walked).min(step));
        // A hundredth of a metre is nothing to draw, and rounding leaves some.
        if end - begin > 0.01 {
            let between = |metres: f64| at(ends[0], ends[1], metres / step);
            if piece.is_empty() {
                piece.push(between(begin));
            }
            piece.push(between(end));
            length += Metres::try_from(end - begin).unwrap_or(Metres::ZERO);
        }
        walked += step;
    }
    (piece, length)
}

/// A share of the way from one end to the other; the ends themselves stay as they are.
fn at(from: Position, to: Position, share: f64) -> Position {
    if share <= 0.0 {
        return from;
    }
    if share >= 1.0 {
        return to;
    }
    let between = |a: f64, b: f64| a + (b - a) * share;
    Position::new(between(from.lon(), to.lon()), between(from.lat(), to.lat())).unwrap_or(to)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::fixtures::*;
    use super::*;
    use crate::domain::{Days, SegmentId};

    fn a_closure(segment: &str, stretch: Option<(u32, u32)>) -> Closure {
        Closure {
            segment: SegmentId(segment.into()),
            stretch: stretch.map(|(from, to)| (Metres::whole(from), Metres::whole(to))),
            days: Days { from: date(2026, 12, 3), until: None },
            reason: Some("gué".into()),
            reason_en: None,
            source: None,
        }
    }

    fn met(route: &Route, all: &[Closure]) -> Vec<(u64, u64)> {
        let (segments, communes) = a_country();
        let met = closures(route, &Lookup::new(&segments, &communes), all);
        met.iter().map(|c| (c.from_start.value().round() as u64, c.length.value().round() as u64)).collect()
    }

    fn walked(directions: &[(&str, Direction)]) -> Route {
        let mut route = a_route("f1", &[]);
        route.parts[0].legs = directions
            .iter()
            .map(|(segment, direction)| Leg::Inscribed {
                segment: SegmentId((*segment).into()),
                direction: *direction,
                retraced: false,
            })
            .collect();
        route
    }

    #[test]
    fn a_closure_on_a_segment_reaches_every_route_in_both_directions() {
        use Direction::{Backward, Forward};
        // Each way is 746 m long.
        let closed = [a_closure("b", Some((100, 300)))];
        assert_eq!(met(&walked(&[("a", Forward), ("b", Forward)]), &closed), [(846, 200)]);
        assert_eq!(met(&walked(&[("b", Backward), ("a", Backward)]), &closed), [(446, 200)]);
        assert_eq!(met(&walked(&[("a", Forward)]), &closed), []);
    }

    #[test]
    fn a_closure_over_two_segments_is_one_and_one_of_a_retraced_way_too() {
        let over = [a_closure("a", None), a_closure("b", None)];
        assert_eq!(met(&a_route("f1", &["a", "b"]), &over), [(0, 1493)]);
        let back = walked(&[("b", Direction::Forward), ("b", Direction::Backward)]);
        assert_eq!(met(&back, &[a_closure("b", None)]), [(0, 1493)]);
    }

    #[test]
    fn closures_with_other_days_stay_apart() {
        let other = Closure { days: Days { from: date(2027, 1, 1), until: None }, ..a_closure("b", None) };
        assert_eq!(met(&a_route("f1", &["a", "b"]), &[a_closure("a", None), other]), [(0, 746), (746, 746)]);
    }

    #[test]
    fn closures_that_say_something_else_in_english_stay_apart() {
        let other = Closure { reason_en: Some("ford".into()), ..a_closure("b", None) };
        assert_eq!(met(&a_route("f1", &["a", "b"]), &[a_closure("a", None), other]), [(0, 746), (746, 746)]);
    }

    #[test]
    fn the_drawn_stretch_begins_and_ends_where_the_closure_does() {
        let (segments, communes) = a_country();
        let lookup = Lookup::new(&segments, &communes);
        let met = closures(&a_route("f1", &["a"]), &lookup, &[a_closure("a", Some((100, 600)))]);
        let line = &met[0].line;
        let start = segments[0].line[0];
        assert_eq!((line.len(), start.distance_to(line[0]).value().round() as u64), (3, 100));
        assert_eq!(start.distance_to(line[2]).value().round() as u64, 600);
        assert_eq!(met[0].commune.as_deref(), Some("Abondant"));
    }

    #[test]
    fn an_empty_stretch_draws_nothing() {
        let line = a_segment("a", "x", 1.0, 1.01).line;
        assert_eq!(cut(&line, Metres::whole(50), Metres::whole(50)), (vec![], Metres::ZERO));
        assert_eq!(cut(&line, Metres::ZERO, Metres::whole(9_000)).0, line);
    }
}
