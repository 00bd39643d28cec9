//! In which order, and from which end, the strands are walked: the least total of what lies between them.
//!
//! Greedy linking first, then 2-opt and or-opt until nothing improves, then a few kicks from a fixed seed. An open
//! tour is a round one with a stop that is near everything.

use super::network::Network;
use super::{LONGEST_LIAISON_M, SNAP_M};

/// A metre walked twice along an inscribed way counts as this much of a metre across unknown ground: it is surely
/// there, and a real way across is longer than the crow flies.
const RETRACE_WEIGHT: f64 = 0.6;
/// Beginning a new part on ways already joined counts as this many metres.
const BRANCH_M: f64 = 1_000.0;
/// A loop may leave this share of what is walked to its closing stretch.
const CLOSING_SHARE: f64 = 0.25;
/// Going round may cost this much more than going straight through, since sheets mostly describe loops.
const ROUND_FACTOR: f64 = 1.25;
const ROUND_SLACK_M: f64 = 300.0;

/// More pieces than any waymarked route has: they are walked in the order of the register instead.
const MOST_STRANDS: usize = 1_500;

/// A strand and the end by which it is entered: `2 × strand`, or one more where it is walked backward.
pub(super) type Visit = usize;

/// How the walk gets from one strand to the next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Link {
    /// The ends are one place.
    Meet,
    /// Back along inscribed ways.
    Retrace,
    /// Across what is not inscribed.
    Liaison,
    /// A new part on ways already joined.
    Branch,
    /// Too far: a new part.
    Gap,
}

pub(super) struct Tour {
    pub(super) order: Vec<Visit>,
    cost: f64,
}

impl Tour {
    pub(super) fn open(network: &Network<'_>) -> Tour {
        if network.strands.len() > MOST_STRANDS {
            let order = (0..network.strands.len()).map(|strand| 2 * strand).collect();
            return Tour { order, cost: f64::INFINITY };
        }
        let costs = Costs::new(network, true);
        let order = solve(&costs);
        let cost = costs.round(&order);
        let stop = order.iter().position(|visit| visit / 2 == network.strands.len()).unwrap_or(0);
        let order = order[stop + 1..].iter().chain(&order[..stop]).copied().collect();
        Tour { order, cost }
    }

    pub(super) fn round(network: &Network<'_>) -> Tour {
        if network.strands.len() > MOST_STRANDS {
            return Tour { order: Vec::new(), cost: f64::INFINITY };
        }
        let costs = Costs::new(network, false);
        let order = solve(&costs);
        Tour { cost: costs.round(&order), order }
    }

    /// Where the round tour is best closed, if it is a loop at all: every link can be walked, the longest is short
    /// beside the whole, and going round is hardly longer than the open tour.
    pub(super) fn closing_link(&self, network: &Network<'_>, open: &Tour) -> Option<usize> {
        let links: Vec<(f64, Link)> = (0..self.order.len())
            .map(|at| link(network, self.order[at], self.order[(at + 1) % self.order.len()]))
            .collect();
        if links.iter().any(|(_, link)| matches!(link, Link::Gap | Link::Branch)) {
            return None;
        }
        let closing = (0..links.len()).max_by(|a, b| links[*a].0.total_cmp(&links[*b].0).then(b.cmp(a)))?;
        let walked: f64 = network.pieces.iter().map(|piece| piece.length.value()).sum::<f64>() + self.cost;
        let short = links[closing].0 <= CLOSING_SHARE * walked;
        let direct = self.cost - links[closing].0 <= ROUND_FACTOR * open.cost + ROUND_SLACK_M;
        (short && direct).then_some(closing)
    }

    /// The order that begins behind a link.
    pub(super) fn behind(&self, link: usize) -> Vec<Visit> {
        let first = (link + 1) % self.order.len();
        self.order[first..].iter().chain(&self.order[..first]).copied().collect()
    }
}

/// The link from the exit of one visit to the entry of the next, and what it counts.
pub(super) fn link(network: &Network<'_>, from: Visit, to: Visit) -> (f64, Link) {
    let (leaving, entering) = (&network.strands[from / 2], &network.strands[to / 2]);
    let (exit, entry) = (1 - from % 2, to % 2);
    let metres = network.plane.metres(leaving.ends[exit], entering.ends[entry]);
    let same = leaving.component == entering.component;
    let along =
        if same { network.distances(leaving.nodes[exit])[entering.nodes[entry]] } else { f64::INFINITY };
    weigh(metres, along, same)
}

fn weigh(metres: f64, along: f64, same_component: bool) -> (f64, Link) {
    if metres <= SNAP_M || along == 0.0 {
        return (metres.min(SNAP_M) * 0.01, Link::Meet);
    }
    let mut best = if metres <= LONGEST_LIAISON_M { (metres, Link::Liaison) } else { (metres, Link::Gap) };
    if RETRACE_WEIGHT * along < best.0 {
        best = (RETRACE_WEIGHT * along, Link::Retrace);
    }
    if same_component && BRANCH_M < best.0 {
        best = (BRANCH_M, Link::Branch);
    }
    best
}

/// Costs between exits and entries, by end of strand.
struct Costs {
    strands: usize,
    between: Vec<f64>,
}

impl Costs {
    fn new(network: &Network<'_>, with_stop: bool) -> Costs {
        let real = network.strands.len();
        let strands = real + usize::from(with_stop);
        let mut between = vec![0.0; 4 * strands * strands];
        for from in 0..2 * real {
            let leaving = &network.strands[from / 2];
            let along = network.distances(leaving.nodes[from % 2]);
            for to in 0..2 * real {
                let entering = &network.strands[to / 2];
                let metres = network.plane.metres(leaving.ends[from % 2], entering.ends[to % 2]);
                let same = leaving.component == entering.component;
                between[from * 2 * strands + to] = weigh(metres, along[entering.nodes[to % 2]], same).0;
            }
        }
        Costs { strands, between }
    }

    /// From the exit of a visit to the entry of the next.
    fn link(&self, from: Visit, to: Visit) -> f64 {
        self.between[(from ^ 1) * 2 * self.strands + to]
    }

    fn round(&self, order: &[Visit]) -> f64 {
        (0..order.len()).map(|at| self.link(order[at], order[(at + 1) % order.len()])).sum()
    }
}

fn solve(costs: &Costs) -> Vec<Visit> {
    let mut best = greedy(costs);
    improve(costs, &mut best);
    let mut best_cost = costs.round(&best);
    let kicks = if best.len() < 5 { 0 } else { (2_000 / best.len()).clamp(10, 60) };
    let mut seed = 0x5EED_u64;
    for _ in 0..kicks {
        let mut tried = kicked(&best, &mut seed);
        improve(costs, &mut tried);
        let cost = costs.round(&tried);
        if cost + 1e-6 < best_cost {
            (best, best_cost) = (tried, cost);
        }
    }
    best
}

/// Links the cheapest pair of free ends that belong to different chains, again and again.
fn greedy(costs: &Costs) -> Vec<Visit> {
    let ends = 2 * costs.strands;
    let mut pairs: Vec<(usize, usize)> =
        (0..ends).flat_map(|a| (a + 1..ends).map(move |b| (a, b))).filter(|(a, b)| a / 2 != b / 2).collect();
    let cost = |&(a, b): &(usize, usize)| costs.between[a * ends + b];
    pairs.sort_by(|x, y| cost(x).total_cmp(&cost(y)).then(x.cmp(y)));
    let mut linked: Vec<Option<usize>> = vec![None; ends];
    let mut chain: Vec<usize> = (0..costs.strands).collect();
    for (a, b) in pairs {
        if linked[a].is_some() || linked[b].is_some() || chain[a / 2] == chain[b / 2] {
            continue;
        }
        (linked[a], linked[b]) = (Some(b), Some(a));
        let (kept, gone) = (chain[a / 2], chain[b / 2]);
        chain.iter_mut().filter(|of| **of == gone).for_each(|of| *of = kept);
    }
    let first = (0..ends).find(|end| linked[*end].is_none()).unwrap_or(0);
    let mut order = vec![first];
    let mut exit = first ^ 1;
    while let Some(entry) = linked[exit] {
        order.push(entry);
        exit = entry ^ 1;
    }
    order
}

/// 2-opt and or-opt until neither finds anything.
fn improve(costs: &Costs, order: &mut Vec<Visit>) {
    loop {
        let turned = turn_runs(costs, order);
        let moved = move_runs(costs, order);
        if !turned && !moved {
            return;
        }
    }
}

/// Walks a run of the order the other way round wherever that is shorter.
fn turn_runs(costs: &Costs, order: &mut [Visit]) -> bool {
    let count = order.len();
    let mut any = false;
    for first in 0..count {
        for last in first..count {
            if last - first + 1 >= count {
                continue;
            }
            let before = order[(first + count - 1) % count];
            let after = order[(last + 1) % count];
            let now = costs.link(before, order[first]) + costs.link(order[last], after);
            let then = costs.link(before, order[last] ^ 1) + costs.link(order[first] ^ 1, after);
            if then + 1e-6 < now {
                order[first..=last].reverse();
                order[first..=last].iter_mut().for_each(|visit| *visit ^= 1);
                any = true;
            }
        }
    }
    any
}

/// Puts a run of up to three strands elsewhere, either way round, wherever that is shorter.
fn move_runs(costs: &Costs, order: &mut Vec<Visit>) -> bool {
    let mut any = false;
    for length in 1..=3 {
        let mut first = 0;
        while order.len() > length + 1 && first + length <= order.len() {
            any |= move_run(costs, order, first, length);
            first += 1;
        }
    }
    any
}

fn move_run(costs: &Costs, order: &mut Vec<Visit>, first: usize, length: usize) -> bool {
    let count = order.len();
    let (head, tail) = (order[first], order[first + length - 1]);
    let (before, after) = (order[(first + count - 1) % count], order[(first + length) % count]);
    let freed = costs.link(before, head) + costs.link(tail, after) - costs.link(before, after);
    if freed <= 1e-6 {
        return false;
    }
    let mut best: Option<(f64, usize, bool)> = None;
    for at in (0..count).filter(|at| *at < first || *at >= first + length) {
        let (left, right) = (order[at], order[(at + 1) % count]);
        // Between the run's own neighbours is where it stands now.
        if left == before {
            continue;
        }
        let open = costs.link(left, right);
        let right = if at + 1 == first { after } else { right };
        for (turn, added) in [
            (false, costs.link(left, head) + costs.link(tail, right) - open),
            (true, costs.link(left, tail ^ 1) + costs.link(head ^ 1, right) - open),
        ] {
            if added + 1e-6 < freed && best.is_none_or(|(known, ..)| added < known) {
                best = Some((added, at, turn));
            }
        }
    }
    let Some((_, at, turn)) = best else { return false };
    let mut run: Vec<Visit> = order.drain(first..first + length).collect();
    if turn {
        run.reverse();
        run.iter_mut().for_each(|visit| *visit ^= 1);
    }
    let place = if at >= first + length { at - length + 1 } else { at + 1 };
    order.splice(place..place, run);
    true
}

/// A double bridge: four runs put together in another order.
fn kicked(order: &[Visit], seed: &mut u64) -> Vec<Visit> {
    let mut cut = || {
        *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        1 + (*seed >> 33) as usize % (order.len() - 1)
    };
    let mut cuts = [cut(), cut(), cut()];
    cuts.sort_unstable();
    let [a, b, c] = cuts;
    [&order[..a], &order[b..c], &order[a..b], &order[c..]].concat()
}
