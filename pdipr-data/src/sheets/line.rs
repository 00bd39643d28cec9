//! From the legs of a route to its drawn stretches and its numbered steps.

use super::Lookup;
use crate::domain::{Direction, Leg, Metres, Position, Route, Segment, Step, StepKind, Stretch, StretchKind};

/// The stretches of each part, in walking order; neighbouring legs of one kind make one stretch.
pub fn stretches(route: &Route, lookup: &Lookup) -> Vec<Vec<Stretch>> {
    route.parts.iter().map(|part| part_stretches(&part.legs, lookup)).collect()
}

fn part_stretches(legs: &[Leg], lookup: &Lookup) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for leg in legs {
        let Some(walk) = Walk::along(leg, lookup) else { continue };
        let segment = walk.segment.map(|segment| segment.id.clone());
        match stretches.last_mut().filter(|last| last.kind == walk.kind) {
            Some(last) => {
                let joint = usize::from(last.line.last() == walk.line.first());
                last.line.extend_from_slice(&walk.line[joint..]);
                last.length += walk.length;
                last.segments.extend(segment);
            }
            None => stretches.push(Stretch {
                kind: walk.kind,
                line: walk.line,
                length: walk.length,
                segments: segment.into_iter().collect(),
            }),
        }
    }
    stretches
}

/// The numbered steps; legs on the same way make one step.
pub fn steps(route: &Route, lookup: &Lookup) -> Vec<Step> {
    let mut steps = Vec::new();
    for (part, legs) in route.parts.iter().map(|part| &part.legs).enumerate() {
        let walks: Vec<Walk> = legs.iter().filter_map(|leg| Walk::along(leg, lookup)).collect();
        let (Some(first), Some(last)) = (walks.first(), walks.last()) else { continue };
        let step = |at, from_start, length, step| Step { part, at, from_start, length, step };
        steps.push(step(first.line[0], Metres::ZERO, Metres::ZERO, StepKind::Start));
        let mut walked = Metres::ZERO;
        let opened = steps.len();
        for walk in &walks {
            let kind = walk.step();
            match steps[opened..].last_mut().filter(|last| last.step == kind) {
                Some(last) => last.length += walk.length,
                None => steps.push(step(walk.line[0], walked, walk.length, kind)),
            }
            walked += walk.length;
        }
        let end = last.line[last.line.len() - 1];
        steps.push(step(end, walked, Metres::ZERO, StepKind::Finish));
    }
    steps
}

/// A leg with its line in walking order; the line has at least two positions.
pub(super) struct Walk<'a> {
    kind: StretchKind,
    pub(super) line: Vec<Position>,
    pub(super) length: Metres,
    pub(super) segment: Option<&'a Segment>,
}

impl<'a> Walk<'a> {
    /// `None` for a segment that the catalogue does not hold.
    pub(super) fn along(leg: &Leg, lookup: &Lookup<'a>) -> Option<Walk<'a>> {
        match leg {
            Leg::Liaison { from, to, length } => Some(Walk {
                kind: StretchKind::Liaison,
                line: vec![*from, *to],
                length: *length,
                segment: None,
            }),
            Leg::Inscribed { segment, direction, .. } => {
                let segment = lookup.segment(segment).filter(|segment| segment.line.len() >= 2)?;
                let mut line = segment.line.clone();
                if *direction == Direction::Backward {
                    line.reverse();
                }
                Some(Walk {
                    kind: StretchKind::Inscribed,
                    line,
                    length: segment.length,
                    segment: Some(segment),
                })
            }
        }
    }

    fn step(&self) -> StepKind {
        match self.segment {
            None => StepKind::Liaison,
            Some(segment) => StepKind::Way {
                name: segment.way_name.clone(),
                number: segment.way_number.clone(),
                nature: segment.nature,
                commune: segment.commune.clone(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::*;
    use super::*;
    use crate::domain::SegmentId;

    fn a_route_with_a_liaison() -> Route {
        let mut route = a_route("f1", &["a", "b", "c"]);
        let (from, to) = (at(1.02, 48.0), at(1.03, 48.0));
        route.parts[0].legs.insert(2, Leg::Liaison { from, to, length: from.distance_to(to) });
        route
    }

    #[test]
    fn neighbouring_inscribed_legs_are_one_stretch_and_a_liaison_stands_apart() {
        let (segments, communes) = a_country();
        let parts = stretches(&a_route_with_a_liaison(), &Lookup::new(&segments, &communes));
        let kinds: Vec<_> = parts[0].iter().map(|s| (s.kind, s.line.len())).collect();
        assert_eq!(
            kinds,
            [(StretchKind::Inscribed, 5), (StretchKind::Liaison, 2), (StretchKind::Inscribed, 3)]
        );
    }

    #[test]
    fn legs_on_the_same_way_are_one_step() {
        let (segments, communes) = a_country();
        let steps = steps(&a_route_with_a_liaison(), &Lookup::new(&segments, &communes));
        let ways: Vec<_> = steps
            .iter()
            .map(|step| match &step.step {
                StepKind::Start => "start",
                StepKind::Way { name, .. } => name.as_deref().unwrap_or("?"),
                StepKind::Liaison => "liaison",
                StepKind::Finish => "finish",
            })
            .collect();
        assert_eq!(ways, ["start", "du Moulin", "liaison", "de l'Étang", "finish"]);
    }

    #[test]
    fn the_steps_of_a_part_follow_each_other_without_a_hole() {
        let (segments, communes) = a_country();
        let steps = steps(&a_route_with_a_liaison(), &Lookup::new(&segments, &communes));
        for pair in steps.windows(2) {
            let end = pair[0].from_start + pair[0].length;
            assert!((end.value() - pair[1].from_start.value()).abs() < 1e-6);
        }
    }

    #[test]
    fn a_leg_walked_backward_turns_its_line() {
        let (segments, communes) = a_country();
        let mut route = a_route("f1", &[]);
        route.parts[0].legs = vec![Leg::Inscribed {
            segment: SegmentId("a".into()),
            direction: Direction::Backward,
            retraced: false,
        }];
        let parts = stretches(&route, &Lookup::new(&segments, &communes));
        assert_eq!(parts[0][0].line[0], at(1.01, 48.0));
    }
}
