//! What a walk promises: on small drawings by hand, and on any pieces.

use proptest::prelude::*;

use super::*;

fn at(east: f64, north: f64) -> Position {
    // Metres from a point of the département; near enough for these tests.
    Position::new(1.5 + east / 73_900.0, 48.4 + north / 111_200.0).unwrap()
}

fn lines(points: &[&[(f64, f64)]]) -> Vec<Vec<Position>> {
    points.iter().map(|line| line.iter().map(|(east, north)| at(*east, *north)).collect()).collect()
}

fn walk(lines: &[Vec<Position>]) -> Walk {
    let pieces: Vec<Piece<'_>> = lines
        .iter()
        .map(|line| Piece { line, length: line.windows(2).map(|p| p[0].distance_to(p[1])).sum() })
        .collect();
    join(&pieces)
}

fn said(walk: &Walk) -> Vec<Vec<String>> {
    let said = |step: &Move| match step {
        Move::Piece { index, direction: Direction::Forward, retraced: false } => format!("{index}"),
        Move::Piece { index, direction: Direction::Backward, retraced: false } => format!("-{index}"),
        Move::Piece { index, retraced: true, .. } => format!("again {index}"),
        Move::Liaison { length, .. } => format!("~{:.0}", length.value() / 10.0),
    };
    walk.parts.iter().map(|part| part.iter().map(said).collect()).collect()
}

#[test]
fn pieces_that_meet_are_walked_in_order_whatever_their_direction() {
    let lines = lines(&[
        &[(1_000.0, 0.0), (2_000.0, 0.0)],
        &[(1_000.0, 0.0), (0.0, 0.0)],
        &[(3_000.0, 0.0), (2_010.0, 0.0)],
    ]);
    let order = said(&walk(&lines));
    assert!(order == [["-1", "0", "-2"]] || order == [["2", "-0", "1"]], "{order:?}");
}

#[test]
fn a_gap_of_a_few_hundred_metres_is_a_liaison() {
    let lines = lines(&[&[(0.0, 0.0), (3_000.0, 0.0)], &[(3_500.0, 0.0), (6_000.0, 0.0)]]);
    let order = said(&walk(&lines));
    assert!(order == [["0", "~50", "1"]] || order == [["-1", "~50", "-0"]], "{order:?}");
}

#[test]
fn a_gap_of_more_than_two_kilometres_splits_the_route() {
    let walk = walk(&lines(&[&[(0.0, 0.0), (3_000.0, 0.0)], &[(6_000.0, 0.0), (9_000.0, 0.0)]]));
    assert_eq!(walk.parts.len(), 2);
    assert!((walk.gaps[0].length.value() - 3_000.0).abs() < 20.0);
}

#[test]
fn four_sides_with_a_missing_corner_are_a_loop() {
    let walk = walk(&lines(&[
        &[(0.0, 0.0), (2_000.0, 0.0)],
        &[(2_000.0, 0.0), (2_000.0, 2_000.0)],
        &[(2_000.0, 2_000.0), (0.0, 2_000.0)],
        &[(0.0, 2_000.0), (0.0, 300.0)],
    ]));
    assert!(walk.closed);
    assert!((walk.closing.value() - 300.0).abs() < 5.0);
}

#[test]
fn a_long_line_is_no_loop() {
    let walk = walk(&lines(&[&[(0.0, 0.0), (1_800.0, 0.0)]]));
    assert!(!walk.closed);
}

#[test]
fn a_short_spur_off_a_loop_is_walked_back() {
    let walk = walk(&lines(&[
        &[(0.0, 0.0), (3_000.0, 0.0), (3_000.0, 3_000.0)],
        &[(3_000.0, 3_000.0), (0.0, 3_000.0), (0.0, 0.0)],
        &[(3_000.0, 3_000.0), (3_200.0, 3_200.0)],
    ]));
    assert!(walk.closed, "{:?}", said(&walk));
    let order = said(&walk).concat();
    assert!(order.contains(&"again 2".to_owned()), "{order:?}");
}

#[test]
fn a_long_branch_becomes_a_part_without_a_gap() {
    let walk = walk(&lines(&[
        &[(0.0, 0.0), (5_000.0, 0.0)],
        &[(5_000.0, 0.0), (10_000.0, 0.0)],
        &[(5_000.0, 0.0), (5_000.0, 4_000.0)],
    ]));
    assert_eq!((walk.parts.len(), walk.gaps.len()), (2, 0), "{:?}", said(&walk));
}

fn any_line() -> impl Strategy<Value = Vec<Position>> {
    // A coarse grid makes ends meet often.
    let point = (0..8i32, 0..8i32).prop_map(|(x, y)| at(f64::from(x) * 700.0, f64::from(y) * 700.0));
    proptest::collection::vec(point, 2..5).prop_filter("a line has a length", |line| line[0] != line[1])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_piece_counts_once_and_every_move_begins_where_the_last_ended(
        lines in proptest::collection::vec(any_line(), 1..14),
    ) {
        let walk = walk(&lines);
        let mut first_uses = Vec::new();
        for part in &walk.parts {
            prop_assert!(!part.is_empty());
            let mut here: Option<Position> = None;
            for step in part {
                let (from, to) = match step {
                    Move::Piece { index, direction, retraced } => {
                        if !retraced {
                            first_uses.push(*index);
                        }
                        let (first, last) = (lines[*index][0], lines[*index][lines[*index].len() - 1]);
                        if *direction == Direction::Forward { (first, last) } else { (last, first) }
                    }
                    Move::Liaison { from, to, length } => {
                        prop_assert!(length.value() <= LONGEST_LIAISON_M * 1.01);
                        (*from, *to)
                    }
                };
                prop_assert!(here.is_none_or(|here| here.distance_to(from).value() <= SNAP_M));
                here = Some(to);
            }
        }
        first_uses.sort_unstable();
        prop_assert_eq!(first_uses, (0..lines.len()).collect::<Vec<_>>());
        for gap in &walk.gaps {
            prop_assert!(gap.length.value() > LONGEST_LIAISON_M * 0.99);
        }
    }
}
