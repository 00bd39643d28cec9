//! Lines of one tile that go on in one another become one: fewer commands, and names and dashes run through.

use std::collections::{BTreeMap, VecDeque};

use super::plane::{Line, Point};
use crate::mvt::write::{Commands, read_varint, unzigzag};

/// Joins lines where one ends as another begins, without turning any around, and writes them in the order of their first
/// pieces. The geometries are our own.
pub fn lines<'a>(geometries: impl Iterator<Item = &'a [u8]>, out: &mut Commands) {
    let mut lines = Vec::new();
    for geometry in geometries {
        decode(geometry, &mut lines);
    }
    let mut starts: BTreeMap<Point, VecDeque<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if let Some(first) = line.first() {
            starts.entry(*first).or_default().push_back(index);
        }
    }
    let mut next = vec![None; lines.len()];
    let mut follows = vec![false; lines.len()];
    for (index, line) in lines.iter().enumerate() {
        let Some(waiting) = line.last().and_then(|last| starts.get_mut(last)) else { continue };
        if let Some(place) = waiting.iter().position(|other| *other != index) {
            next[index] = waiting.remove(place);
            next[index].into_iter().for_each(|other| follows[other] = true);
        }
    }
    let mut done = vec![false; lines.len()];
    let mut joined = Line::new();
    // Those that follow none begin a line; what is left runs in circles.
    let beginnings = (0..lines.len()).filter(|index| !follows[*index]).chain(0..lines.len());
    for beginning in beginnings {
        joined.clear();
        let mut at = Some(beginning);
        while let Some(index) = at.filter(|index| !done[*index]) {
            done[index] = true;
            joined.extend(&lines[index]);
            at = next[index];
        }
        joined.dedup();
        out.line(&joined);
    }
}

/// The lines in commands of ours.
fn decode(mut geometry: &[u8], lines: &mut Vec<Line>) {
    let mut pen = [0_i32; 2];
    let mut line = Line::new();
    while let Some((command, rest)) = read_varint(geometry) {
        geometry = rest;
        if command & 7 == 1 && !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for _ in 0..command >> 3 {
            let Some((x, rest)) = read_varint(geometry) else { break };
            let Some((y, rest)) = read_varint(rest) else { break };
            geometry = rest;
            pen = [pen[0].wrapping_add(unzigzag(x)), pen[1].wrapping_add(unzigzag(y))];
            line.push(pen);
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(given: &[&[Point]]) -> Vec<Line> {
        let encoded: Vec<Vec<u8>> = given
            .iter()
            .map(|line| {
                let mut commands = Commands::default();
                commands.line(line);
                commands.bytes().to_vec()
            })
            .collect();
        let mut out = Commands::default();
        lines(encoded.iter().map(Vec::as_slice), &mut out);
        let mut found = Vec::new();
        decode(out.bytes(), &mut found);
        found
    }

    #[test]
    fn lines_that_go_on_become_one() {
        let found = joined(&[&[[5, 5], [9, 9]], &[[0, 0], [5, 5]], &[[20, 0], [30, 0]]]);
        assert_eq!(found, [vec![[0, 0], [5, 5], [9, 9]], vec![[20, 0], [30, 0]]]);
    }

    #[test]
    fn no_line_is_turned_around() {
        assert_eq!(joined(&[&[[0, 0], [5, 5]], &[[9, 9], [5, 5]]]).len(), 2);
    }

    #[test]
    fn circles_close() {
        let circle =
            joined(&[&[[0, 0], [5, 0]], &[[5, 0], [5, 5]], &[[5, 5], [0, 0]], &[[7, 7], [8, 7], [7, 7]]]);
        assert_eq!(circle, [vec![[7, 7], [8, 7], [7, 7]], vec![[0, 0], [5, 0], [5, 5], [0, 0]]]);
    }
}
