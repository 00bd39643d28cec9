//! The catalogue as searches see it: a bitmap for each option and packed figures, all by the rank of the route.

use std::collections::BTreeMap;

use roaring::RoaringBitmap;

use super::closed::Closed;
use super::facets::unavailable;
use super::text::Target;
use super::{ASCENT_BANDS, Band, DURATION_BANDS, LENGTH_BANDS, RouteFacts, Unavailable};
use crate::domain::{
    Bounds, Days, Difficulty, Insee, Metres, Network, Position, Practice, RouteIds, RouteShape, Theme,
};

/// Distances to a station that have a count of their own, in metres.
pub const STATION_STEPS: &[u32] = &[1_000, 2_000, 5_000];
/// Bars of the length histogram: whole kilometres, the last one open.
pub const HISTOGRAM_BARS: usize = 41;

/// No commune, no minutes.
pub(super) const NONE: u32 = u32::MAX;

#[derive(Default)]
pub struct Columns {
    ids: RouteIds,
    /// Place of the route in the order of names.
    pub(super) name_rank: Vec<u32>,
    pub(super) all: RoaringBitmap,
    pub(super) practices: Options<Practice>,
    pub(super) networks: Options<Network>,
    pub(super) shapes: Options<RouteShape>,
    pub(super) difficulties: Options<Difficulty>,
    pub(super) themes: Options<Theme>,
    pub(super) followable: RoaringBitmap,
    pub(super) pnr_perche: RoaringBitmap,
    pub(super) closed: Closed,
    pub(super) length_bands: Bands,
    pub(super) duration_bands: Bands,
    pub(super) ascent_bands: Bands,
    pub(super) kilometres: Bands,
    /// Not farther than the first step, between it and the second, and so on.
    pub(super) station_steps: Bands,
    pub(super) insee: Vec<Insee>,
    insee_rank: BTreeMap<Insee, u32>,
    pub(super) starts_in: Vec<u32>,
    pub(super) start_sets: Vec<RoaringBitmap>,
    pub(super) crosses: Lists<u32>,
    pub(super) crossed_sets: Vec<RoaringBitmap>,
    /// Metres; an unknown figure is NaN, which no range holds.
    pub(super) length: Vec<f64>,
    pub(super) ascent: Vec<f64>,
    pub(super) station: Vec<f64>,
    pub(super) share: Vec<f64>,
    /// Minutes, `NONE` where unknown.
    pub(super) duration: Vec<u32>,
    pub(super) doors: Lists<Position>,
    pub(super) bounds: Vec<Bounds>,
    /// Around each 64 routes, which lie near each other: a word of a bitmap that a box can pass over.
    pub(super) blocks: Vec<Bounds>,
    pub(super) extent: Option<Bounds>,
    /// What speaks for a route where nothing was asked.
    pub(super) prior: Vec<f32>,
    /// The same for every search, so it is found out once.
    pub(super) unavailable: Vec<Unavailable>,
}

/// The options of a closed list: a bitmap for each, and for each route the bits of its options.
pub(super) struct Options<T: 'static> {
    pub(super) sets: Vec<(T, RoaringBitmap)>,
    bits: Vec<u16>,
}

impl<T> Default for Options<T> {
    fn default() -> Self {
        Options { sets: Vec::new(), bits: Vec::new() }
    }
}

impl<T: Copy + PartialEq> Options<T> {
    fn of(list: &[T]) -> Self {
        Options {
            sets: list.iter().map(|option| (*option, RoaringBitmap::new())).collect(),
            bits: Vec::new(),
        }
    }

    /// The options of the next route.
    fn push(&mut self, options: &[T]) {
        let n = self.bits.len() as u32;
        let mut bits = 0;
        for (rank, (option, set)) in self.sets.iter_mut().enumerate() {
            if options.contains(option) {
                set.insert(n);
                bits |= 1 << rank;
            }
        }
        self.bits.push(bits);
    }

    pub(super) fn set(&self, option: T) -> Option<&RoaringBitmap> {
        self.sets.iter().find(|(known, _)| *known == option).map(|(_, set)| set)
    }

    /// How many of the routes have each option. Few routes are walked, many are counted by whole bitmaps.
    pub(super) fn counts(&self, routes: &RoaringBitmap) -> Vec<u32> {
        if !few(routes, self.bits.len()) || self.sets.iter().all(|(_, set)| set.is_empty()) {
            return self.sets.iter().map(|(_, set)| set.intersection_len(routes) as u32).collect();
        }
        let mut counts = vec![0; self.sets.len()];
        walk(routes, |n| {
            let mut bits = self.bits[n as usize];
            while bits != 0 {
                counts[bits.trailing_zeros() as usize] += 1;
                bits &= bits - 1;
            }
        });
        counts
    }
}

/// Calls for every route of the set, in order. Not by `next_many`: in roaring 0.12 it loses (in debug: panics at)
/// a container whose 65,536 values are one interval.
pub(super) fn walk(routes: &RoaringBitmap, each: impl FnMut(u32)) {
    routes.iter().for_each(each);
}

/// Whether walking the routes is cheaper than intersecting a bitmap for each option.
fn few(routes: &RoaringBitmap, of: usize) -> bool {
    (routes.len() as usize) < (of / 16).max(2_000)
}

/// Disjoint bands of a figure: a bitmap for each, and for each route its band.
#[derive(Default)]
pub(super) struct Bands {
    sets: Vec<RoaringBitmap>,
    of: Vec<u8>,
}

impl Bands {
    fn new(count: usize) -> Self {
        Bands { sets: vec![RoaringBitmap::new(); count], of: Vec::new() }
    }

    /// The band of the next route, if its figure is known.
    fn push(&mut self, band: Option<usize>) {
        if let Some(set) = band.and_then(|band| self.sets.get_mut(band)) {
            set.insert(self.of.len() as u32);
        }
        self.of.push(band.map_or(u8::MAX, |band| band as u8));
    }

    pub(super) fn counts(&self, routes: &RoaringBitmap) -> Vec<u32> {
        if !few(routes, self.of.len()) || self.sets.iter().all(RoaringBitmap::is_empty) {
            return self.sets.iter().map(|set| set.intersection_len(routes) as u32).collect();
        }
        let mut counts = vec![0; self.sets.len()];
        walk(routes, |n| {
            if let Some(count) = counts.get_mut(self.of[n as usize] as usize) {
                *count += 1;
            }
        });
        counts
    }
}

/// A list for each route, in one piece of memory.
pub(super) struct Lists<T> {
    ends: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Lists { ends: Vec::new(), values: Vec::new() }
    }
}

impl<T> Lists<T> {
    fn push(&mut self, values: impl IntoIterator<Item = T>) {
        self.values.extend(values);
        self.ends.push(self.values.len() as u32);
    }

    pub(super) fn of(&self, n: u32) -> &[T] {
        let n = n as usize;
        let from = n.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.values[from..self.ends[n] as usize]
    }
}

impl Columns {
    /// Packs the facts, given in the order of the file; `name_order` lists their ranks in the order of names.
    pub fn build(facts: impl IntoIterator<Item = RouteFacts>, name_order: &[u32]) -> Self {
        let mut columns = Columns {
            practices: Options::of(Practice::ALL),
            networks: Options::of(Network::ALL),
            shapes: Options::of(RouteShape::ALL),
            difficulties: Options::of(Difficulty::ALL),
            themes: Options::of(Theme::ALL),
            length_bands: Bands::new(LENGTH_BANDS.len()),
            duration_bands: Bands::new(DURATION_BANDS.len()),
            ascent_bands: Bands::new(ASCENT_BANDS.len()),
            kilometres: Bands::new(HISTOGRAM_BARS),
            station_steps: Bands::new(STATION_STEPS.len()),
            ..Columns::default()
        };
        for facts in facts {
            columns.push(facts);
        }
        columns.all.insert_range(0..columns.ids.len() as u32);
        columns.name_rank = vec![0; columns.ids.len()];
        for (rank, n) in (0..).zip(name_order) {
            if let Some(slot) = columns.name_rank.get_mut(*n as usize) {
                *slot = rank;
            }
        }
        columns.unavailable = unavailable(&columns);
        columns
    }

    pub fn len(&self) -> usize {
        self.ids.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The identities of routes given by their rank.
    pub fn ids(&self, routes: &[u32]) -> RouteIds {
        let mut ids = RouteIds::with_capacity(routes.len());
        routes.iter().filter_map(|n| self.ids.get(*n as usize)).for_each(|id| ids.push(id));
        ids
    }

    pub fn all(&self) -> &RoaringBitmap {
        &self.all
    }

    /// The routes that a word asks for which names a criterion.
    pub fn meaning(&self, target: &Target) -> RoaringBitmap {
        let set = match target {
            Target::Practice(practice) => self.practices.set(*practice),
            Target::Network(network) => self.networks.set(*network),
            Target::Shape(shape) => self.shapes.set(*shape),
            Target::Theme(theme) => self.themes.set(*theme),
            Target::Term { .. } | Target::Beginning { .. } => None,
        };
        set.cloned().unwrap_or_default()
    }

    /// Whether the route starts in the commune or crosses it.
    pub fn crosses(&self, n: u32, insee: &Insee) -> bool {
        self.insee_rank(insee)
            .is_some_and(|rank| self.starts_in[n as usize] == rank || self.crosses.of(n).contains(&rank))
    }

    /// Where a walker can begin the route.
    pub fn doors(&self, n: u32) -> &[Position] {
        self.doors.of(n)
    }

    /// When some of the route is closed; empty also where nobody tells.
    pub fn closed(&self, n: u32) -> &[Days] {
        self.closed.days(n)
    }

    /// How many routes cross the commune.
    pub fn crossing(&self, insee: &Insee) -> u64 {
        self.insee_rank(insee).map_or(0, |rank| self.crossed_sets[rank as usize].len())
    }

    pub(super) fn insee_rank(&self, insee: &Insee) -> Option<u32> {
        self.insee_rank.get(insee).copied()
    }

    fn push(&mut self, facts: RouteFacts) {
        let n = self.ids.len() as u32;
        self.networks.push(&[facts.network]);
        self.practices.push(&facts.practices);
        self.shapes.push(facts.shape.as_slice());
        self.difficulties.push(facts.difficulty.as_slice());
        self.themes.push(&facts.themes);
        if !facts.partial {
            self.followable.insert(n);
        }
        if facts.pnr_perche {
            self.pnr_perche.insert(n);
        }
        self.closed.insert(n, facts.closed);
        let metres = |value: Option<Metres>| value.map_or(f64::NAN, Metres::value);
        let (length, ascent, station) = (facts.length.value(), metres(facts.ascent), metres(facts.station));
        let minutes = facts.duration.map_or(f64::NAN, |minutes| f64::from(minutes.0));
        self.length_bands.push(band(LENGTH_BANDS, length));
        self.ascent_bands.push(band(ASCENT_BANDS, ascent));
        self.duration_bands.push(band(DURATION_BANDS, minutes));
        self.kilometres.push(Some(((length / 1_000.0) as usize).min(HISTOGRAM_BARS - 1)));
        self.station_steps.push(STATION_STEPS.iter().position(|step| station <= f64::from(*step)));
        let start = facts.start_commune.map_or(NONE, |insee| self.known_insee(insee));
        if let Some(set) = self.start_sets.get_mut(start as usize) {
            set.insert(n);
        }
        let crossed: Vec<u32> = facts.communes.into_iter().map(|insee| self.known_insee(insee)).collect();
        crossed.iter().for_each(|insee| {
            self.crossed_sets[*insee as usize].insert(n);
        });
        let share = facts.inscribed_share.map_or(f64::NAN, |share| share.value());
        let followable = if facts.partial { 0.0 } else { 1.0 };
        let closed = if facts.shape == Some(RouteShape::Loop) { 0.2 } else { 0.0 };
        // A fragment of a few hundred metres is no walk, however well inscribed.
        let walk = (length / 2_000.0).min(1.0) as f32;
        self.prior.push((followable + if share.is_nan() { 0.0 } else { share as f32 } + closed) * walk);
        self.starts_in.push(start);
        self.crosses.push(crossed);
        self.length.push(length);
        self.ascent.push(ascent);
        self.station.push(station);
        self.share.push(share);
        self.duration.push(facts.duration.map_or(NONE, |minutes| minutes.0.min(NONE - 1)));
        self.doors.push(facts.doors);
        self.extent = Some(self.extent.map_or(facts.bounds, |known| known.joined(facts.bounds)));
        self.bounds.push(facts.bounds);
        match self.blocks.get_mut(n as usize / 64) {
            Some(block) => *block = block.joined(facts.bounds),
            None => self.blocks.push(facts.bounds),
        }
        self.ids.push(facts.id.as_str());
    }

    fn known_insee(&mut self, insee: Insee) -> u32 {
        if let Some(rank) = self.insee_rank.get(&insee) {
            return *rank;
        }
        let rank = self.insee.len() as u32;
        self.insee.push(insee.clone());
        self.insee_rank.insert(insee, rank);
        self.start_sets.push(RoaringBitmap::new());
        self.crossed_sets.push(RoaringBitmap::new());
        rank
    }
}

/// The band that holds the figure; an unknown one lies in none.
fn band(bands: &[Band], value: f64) -> Option<usize> {
    bands
        .iter()
        .position(|band| value >= f64::from(band.from) && band.to.is_none_or(|to| value < f64::from(to)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTES: u32 = 40_000;

    /// Many routes are counted by bitmaps, a thousand by walking: both ways have to agree.
    fn by_walking(counts: impl Fn(&RoaringBitmap) -> Vec<u32>) -> Vec<u32> {
        let mut sums = Vec::new();
        for first in (0..ROUTES).step_by(1_000) {
            let mut part = RoaringBitmap::new();
            part.insert_range(first..first + 1_000);
            let counts = counts(&part);
            sums.resize(counts.len(), 0);
            sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        }
        sums
    }

    fn all() -> RoaringBitmap {
        (0..ROUTES).collect()
    }

    #[test]
    fn options_are_counted_alike_by_bitmaps_and_by_walking() {
        let mut options = Options::of(Theme::ALL);
        for n in 0..ROUTES as usize {
            options.push(&[Theme::ALL[n % 7], Theme::ALL[n % 11]]);
        }
        assert_eq!(options.counts(&all()), by_walking(|part| options.counts(part)));
    }

    #[test]
    fn every_route_of_a_full_container_is_walked() {
        let mut routes = RoaringBitmap::new();
        routes.insert_range(0..200_000);
        let mut walked = 0;
        walk(&routes, |n| {
            assert_eq!(n, walked);
            walked += 1;
        });
        assert_eq!(walked, 200_000);
    }

    #[test]
    fn bands_are_counted_alike_by_bitmaps_and_by_walking() {
        let mut bands = Bands::new(5);
        for n in 0..ROUTES as usize {
            bands.push((n % 6 < 5).then_some(n % 6));
        }
        assert_eq!(bands.counts(&all()), by_walking(|part| bands.counts(part)));
    }
}
