//! What becomes of ways that are in order, and of ways that are not.

use proptest::prelude::*;

use super::*;

fn way(points: &[(u32, u32)]) -> Vec<World> {
    points.iter().map(|&(x, y)| World { x, y }).collect()
}

fn square(x: u32, y: u32, side: u32) -> Vec<World> {
    way(&[(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)])
}

/// Rings in each polygon, and the codes of what was wrong.
fn shape(ways: &[(Role, Vec<World>)]) -> (Vec<usize>, Vec<&'static str>) {
    let ways: Vec<(Role, &[World])> = ways.iter().map(|(role, way)| (*role, way.as_slice())).collect();
    let found = assemble(&ways);
    (found.polygons.iter().map(Vec::len).collect(), found.problems.iter().map(|problem| problem.0).collect())
}

use Role::{Inner, Outer};

#[test]
fn ways_are_joined_whatever_their_order_and_direction() {
    let ways = [
        (Outer, way(&[(0, 0), (9, 0)])),
        (Outer, way(&[(0, 9), (9, 9)])),
        (Outer, way(&[(9, 9), (9, 0)])),
        (Outer, way(&[(0, 0), (0, 9)])),
    ];
    assert_eq!(shape(&ways), (vec![1], vec![]));
}

#[test]
fn a_hole_goes_to_its_own_outside_and_an_island_in_it_is_outside_again() {
    let ways = [
        (Outer, square(0, 0, 100)),
        (Outer, square(200, 0, 50)),
        (Inner, square(210, 10, 20)),
        (Inner, square(10, 10, 60)),
        (Outer, square(20, 20, 5)),
    ];
    assert_eq!(shape(&ways), (vec![2, 2, 1], vec![]));
}

#[test]
fn a_mistaken_role_is_mended_and_told() {
    let ways = [(Inner, square(0, 0, 100)), (Outer, square(10, 10, 60))];
    assert_eq!(shape(&ways), (vec![2], vec!["role_mistaken", "role_mistaken"]));
}

#[test]
fn rings_that_touch_in_a_point_come_apart() {
    // Two triangles as two ways that both begin and end in the middle and cross from one into the other.
    let ways = [
        (Outer, way(&[(50, 50), (0, 0), (0, 90)])),
        (Outer, way(&[(0, 90), (50, 50), (90, 0), (90, 90), (50, 50)])),
    ];
    assert_eq!(shape(&ways), (vec![1, 1], vec![]));
    let eight = [(Outer, way(&[(50, 50), (0, 0), (0, 90), (50, 50), (90, 90), (90, 0), (50, 50)]))];
    assert_eq!(shape(&eight), (vec![1, 1], vec![]));
}

#[test]
fn a_dead_end_is_left_out_and_told_while_the_ring_stays() {
    let ways = [
        (Outer, way(&[(0, 0), (9, 0), (9, 9)])),
        (Outer, way(&[(9, 9), (20, 20)])),
        (Outer, way(&[(9, 9), (0, 9), (0, 0)])),
    ];
    assert_eq!(shape(&ways), (vec![1], vec!["ring_open"]));
}

#[test]
fn an_open_chain_makes_no_area() {
    assert_eq!(shape(&[(Outer, way(&[(0, 0), (9, 0), (9, 9)]))]), (vec![], vec!["ring_open", "no_ring"]));
}

#[test]
fn a_hole_that_touches_its_outside_is_a_hole() {
    let ways = [(Outer, square(0, 0, 100)), (Inner, way(&[(0, 0), (50, 20), (20, 50), (0, 0)]))];
    assert_eq!(shape(&ways), (vec![2], vec![]));
}

#[test]
fn rings_that_cross_are_told() {
    let (_, problems) = shape(&[
        (Outer, square(0, 0, 100)),
        (Inner, way(&[(10, 10), (100, 50), (50, 100), (0, 50), (60, 60), (10, 10)])),
    ]);
    assert_eq!(problems, Vec::<&str>::new());
    let comb =
        way(&[(0, 0), (100, 0), (100, 100), (60, 100), (60, 20), (40, 20), (40, 100), (0, 100), (0, 0)]);
    let (_, problems) =
        shape(&[(Outer, comb), (Inner, way(&[(30, 50), (70, 50), (70, 60), (30, 60), (50, 55), (30, 50)]))]);
    assert_eq!(problems, ["rings_cross", "role_mistaken"]);
}

proptest! {
    /// A ring that is cut anywhere into pieces in any order and direction is the same ring.
    #[test]
    fn pieces_of_a_ring_make_the_ring_again(count in 3usize..40, cuts in proptest::collection::vec((0usize..40, any::<bool>()), 2..12)) {
        let circle: Vec<World> = (0..count).map(|index| {
            let turn = index as f64 / count as f64 * std::f64::consts::TAU;
            World { x: (1e6 + 1e5 * turn.cos()) as u32, y: (1e6 + 1e5 * turn.sin()) as u32 }
        }).collect();
        let mut at: Vec<(usize, bool)> = cuts.into_iter().map(|(cut, turned)| (cut % count, turned)).collect();
        at.sort_unstable();
        at.dedup_by_key(|cut| cut.0);
        prop_assume!(at.len() >= 2);
        let pieces: Vec<Vec<World>> = (0..at.len()).map(|index| {
            let (from, turned) = at[index];
            let to = if index + 1 < at.len() { at[index + 1].0 } else { at[0].0 + count };
            let mut piece: Vec<World> = (from..=to).map(|point| circle[point % count]).collect();
            if turned { piece.reverse(); }
            piece
        }).collect();
        let ways: Vec<(Role, &[World])> = pieces.iter().map(|piece| (Role::Outer, piece.as_slice())).collect();
        let found = assemble(&ways);
        prop_assert_eq!(found.problems, vec![]);
        prop_assert_eq!(found.polygons.len(), 1);
        prop_assert_eq!(found.polygons[0][0].len(), count);
    }

    /// Whatever the ways are: nothing panics, and no ring has a point twice.
    #[test]
    fn any_ways_give_simple_rings(ways in proptest::collection::vec(proptest::collection::vec((0u32..6, 0u32..6), 2..9), 0..12)) {
        let ways: Vec<Vec<World>> = ways.iter().map(|points| way(points)).collect();
        let ways: Vec<(Role, &[World])> = ways.iter().map(|way| (Role::Other, way.as_slice())).collect();
        for ring in assemble(&ways).polygons.concat() {
            let mut points = ring.clone();
            points.sort_unstable();
            points.dedup();
            prop_assert_eq!(points.len(), ring.len());
        }
    }
}
