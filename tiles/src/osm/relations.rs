//! Which relations are drawn, which ways they need, and their shapes once the ways are there.

use super::block::{Block, Kind};
use super::emit;
use super::report::{Finding, Object};
use super::rings::{Role, assemble};
use super::wire::WireError;
use crate::feature::{Feature, World};
use crate::layers::{self, Drawing};

/// A relation that is drawn; its drawings are made already, only the shape is missing.
#[derive(Debug)]
pub struct Wish {
    object: Object,
    form: Form,
    drawings: Vec<Drawing>,
    ways: Vec<(i64, Role)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Area,
    Chain,
}

/// What the relations ask for. Sorted by way once all are read.
#[derive(Debug, Default)]
pub struct Wishes {
    pub seen: u64,
    pub wishes: Vec<Wish>,
    /// Ways that are part of wishes.
    pub members: Vec<i64>,
    /// Ways on administrative boundaries with the most important level.
    pub borders: Vec<(i64, u8)>,
}

/// Reads the relations of one block.
pub fn gather(block: &Block) -> Result<Wishes, WireError> {
    let mut found = Wishes::default();
    block.relations(|id, tags, members| {
        found.seen += 1;
        let ways = || members.iter().filter(|member| member.kind == Kind::Way);
        if let Some(level) = layers::admin_level(tags) {
            found.borders.extend(ways().map(|way| (way.id, level)));
            return;
        }
        let mut drawings = Vec::new();
        let form = match tags.get("type") {
            Some("multipolygon" | "boundary") => {
                layers::area(tags, &mut drawings);
                Form::Area
            }
            _ => {
                layers::relation(tags, &mut drawings);
                Form::Chain
            }
        };
        if !drawings.is_empty() {
            let ways = ways().map(|way| (way.id, Role::of(way.role))).collect();
            found.wishes.push(Wish { object: Object { kind: Kind::Relation, id }, form, drawings, ways });
        }
    })?;
    Ok(found)
}

impl Wishes {
    pub fn append(&mut self, mut other: Wishes) {
        self.seen += other.seen;
        self.members.extend(other.wishes.iter().flat_map(|wish| wish.ways.iter().map(|way| way.0)));
        self.wishes.append(&mut other.wishes);
        self.borders.append(&mut other.borders);
    }

    pub fn sort(&mut self) {
        self.members.sort_unstable();
        self.members.dedup();
        // The least level of each way comes first and stays.
        self.borders.sort_unstable();
        self.borders.dedup_by_key(|border| border.0);
    }

    pub fn is_member(&self, way: i64) -> bool {
        self.members.binary_search(&way).is_ok()
    }

    pub fn border(&self, way: i64) -> Option<u8> {
        let at = self.borders.binary_search_by_key(&way, |border| border.0).ok()?;
        self.borders.get(at).map(|border| border.1)
    }
}

/// The shapes of member ways, one behind the other; a way with a gap has several pieces.
#[derive(Debug, Default)]
pub struct Shapes {
    points: Vec<World>,
    /// Way, first point, point behind the last; sorted by way.
    pieces: Vec<(i64, usize, usize)>,
}

impl Shapes {
    pub fn push(&mut self, way: i64, piece: &[World]) {
        let from = self.points.len();
        self.points.extend_from_slice(piece);
        self.pieces.push((way, from, self.points.len()));
    }

    pub fn sort(&mut self) {
        // Places grow with the file, so that pieces of a way keep their order.
        self.pieces.sort_unstable();
    }

    fn of(&self, way: i64) -> impl Iterator<Item = &[World]> {
        let from = self.pieces.partition_point(|piece| piece.0 < way);
        let pieces = self.pieces.get(from..).unwrap_or_default();
        pieces
            .iter()
            .take_while(move |piece| piece.0 == way)
            .filter_map(|piece| self.points.get(piece.1..piece.2))
    }
}

/// The features of one relation and what was wrong with it.
pub fn draw(wish: &Wish, shapes: &Shapes) -> (Vec<Feature>, Vec<Finding>) {
    let (mut features, mut findings) = (Vec::new(), Vec::new());
    let mut drawings = wish.drawings.clone();
    let mut tell = |code, detail| findings.push(Finding { code, object: Some(wish.object), detail });

    let mut members = wish.ways.clone();
    members.sort_by_key(|member| member.0);
    let repeated = members.windows(2).filter(|pair| pair[0].0 == pair[1].0).count();
    let absent = members.iter().filter(|member| shapes.of(member.0).next().is_none()).count();
    if repeated > 0 && wish.form == Form::Area {
        tell("member_twice", format!("{repeated} of {} ways", members.len()));
    }
    if absent > 0 {
        tell("member_missing", format!("{absent} of {} ways are not there", members.len()));
    }
    let mut seen = std::collections::BTreeSet::new();
    let ways: Vec<(Role, &[World])> = wish
        .ways
        .iter()
        .filter(|member| seen.insert(member.0))
        .flat_map(|member| shapes.of(member.0).map(|piece| (member.1, piece)))
        .collect();
    match wish.form {
        Form::Area if !ways.is_empty() => {
            let assembled = assemble(&ways);
            assembled.problems.into_iter().for_each(|(code, detail)| tell(code, detail));
            if !assembled.polygons.is_empty() {
                emit::polygons(wish.object, assembled.polygons, &mut drawings, &mut features);
            }
        }
        Form::Area => {}
        Form::Chain => emit::lines(wish.object, chain(&ways), &mut drawings, &mut features),
    }
    (features, findings)
}

/// Joins ways that follow each other, in the order of the relation.
fn chain(ways: &[(Role, &[World])]) -> Vec<Vec<World>> {
    let mut lines: Vec<Vec<World>> = Vec::new();
    for (index, (_, way)) in ways.iter().enumerate() {
        let (Some(first), Some(last)) = (way.first(), way.last()) else { continue };
        let tip = lines.last().and_then(|line| line.last()).copied();
        let fresh = lines.last().map(Vec::len)
            == index.checked_sub(1).and_then(|before| ways.get(before)).map(|way| way.1.len());
        let line = match lines.last_mut() {
            Some(line) if tip == Some(*first) || tip == Some(*last) => line,
            // The first way of a line may have been put down the wrong way round.
            Some(line) if fresh && line.first().is_some_and(|end| end == first || end == last) => {
                line.reverse();
                line
            }
            _ => {
                lines.push(way.to_vec());
                continue;
            }
        };
        if line.last() == Some(first) {
            line.extend(way.iter().skip(1));
        } else {
            line.extend(way.iter().rev().skip(1));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(points: &[u32]) -> Vec<World> {
        points.iter().map(|&x| World { x, y: 0 }).collect()
    }

    #[test]
    fn ways_of_a_route_join_in_either_direction() {
        let ways = [way(&[3, 2, 1]), way(&[3, 4]), way(&[6, 5, 4]), way(&[8, 9])];
        let ways: Vec<(Role, &[World])> = ways.iter().map(|way| (Role::Outer, way.as_slice())).collect();
        assert_eq!(chain(&ways), [way(&[1, 2, 3, 4, 5, 6]), way(&[8, 9])]);
    }

    #[test]
    fn the_most_important_level_of_a_border_counts() {
        let mut wishes = Wishes { borders: vec![(7, 8), (7, 4), (3, 6)], ..Wishes::default() };
        wishes.sort();
        assert_eq!((wishes.border(7), wishes.border(3), wishes.border(1)), (Some(4), Some(6), None));
    }
}
