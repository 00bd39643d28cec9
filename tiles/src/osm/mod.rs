//! OSM extracts (.osm.pbf) as features, in bounded memory: relations first, then which nodes their ways and all others need,
//! then places, then the features in the order nodes, ways, relations.

mod block;
mod coast;
mod emit;
mod error;
mod file;
mod lanes;
mod nodes;
mod pole;
mod relations;
mod report;
mod rings;
pub mod synth;
mod ways;
mod wire;

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::feature::{Feature, Shape, World};
use crate::layers::{self, Drawing};
pub use block::Kind;
use block::{Block, Kinds, Nano};
pub use error::OsmError;
use file::{BlobReader, Extract};
pub use file::{Bounds, Header};
use nodes::{Nodes, Wanted};
use relations::{Shapes, Wishes};
use report::Findings;
pub use report::{Counts, Finding, Object, Report};

/// How an extract is read.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Threads that unpack; the result does not depend on it.
    pub workers: usize,
    /// Bytes that the places of nodes may fill; a larger extract is refused instead of filling the machine.
    pub memory: u64,
}

impl Default for Options {
    fn default() -> Options {
        let workers = std::thread::available_parallelism().map_or(2, usize::from);
        Options { workers, memory: 3 << 30 }
    }
}

/// What is going on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pass {
    Relations,
    Wanted,
    Nodes,
    Ways,
    Assembly,
}

/// How far a pass is: `done` of `of` blobs (relations in the last pass).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    pub pass: Pass,
    pub done: usize,
    pub of: usize,
}

/// What an extract says of itself.
pub fn header(path: &Path) -> Result<Header, OsmError> {
    Ok(Extract::open(path)?.header)
}

/// Reads all features of an extract. `emit` gets them in an order that depends on the file only; `cancel` ends it at the next blob.
///
/// # Errors
/// A file that is no extract, is cut short or broken: with the offset. Broken objects are findings in the report instead.
pub fn read(
    path: &Path,
    options: Options,
    progress: &dyn Fn(Progress),
    cancel: &AtomicBool,
    emit: &mut dyn FnMut(Feature),
) -> Result<Report, OsmError> {
    let extract = Extract::open(path)?;
    let mut reading = Reading {
        extract: &extract,
        options,
        progress,
        cancel,
        findings: Findings::default(),
        counts: Counts::default(),
        coast: Vec::new(),
    };
    let spans = reading.spans()?;
    let wishes = reading.relations(&spans)?;
    let wanted = reading.wanted(&spans, &wishes)?;
    let nodes = reading.nodes(&spans, wanted, emit)?;
    let shapes = reading.ways(&spans, &nodes, &wishes, emit)?;
    drop(nodes);
    reading.assembly(&wishes, &shapes, emit)?;
    reading.sea(emit);
    let Reading { findings, counts, .. } = reading;
    Ok(findings.into_report(extract.header.clone(), counts))
}

/// Which blobs have to be looked at for which kind of object: whole ranges where the file is sorted, else all.
#[derive(Debug, Clone)]
struct Spans {
    nodes: std::ops::Range<usize>,
    ways: std::ops::Range<usize>,
    relations: std::ops::Range<usize>,
}

struct Reading<'a> {
    extract: &'a Extract,
    options: Options,
    progress: &'a dyn Fn(Progress),
    cancel: &'a AtomicBool,
    findings: Findings,
    counts: Counts,
    coast: Vec<Vec<World>>,
}

impl Reading<'_> {
    /// In a sorted file the first way and the first relation are found by halving.
    fn spans(&self) -> Result<Spans, OsmError> {
        let all = 0..self.extract.blobs.len();
        if !self.extract.header.sorted {
            return Ok(Spans { nodes: all.clone(), ways: all.clone(), relations: all });
        }
        let mut reader = self.extract.reader()?;
        let mut first = |is_past: fn(Kinds) -> bool| -> Result<usize, OsmError> {
            let (mut low, mut high) = (all.start, all.end);
            while low < high {
                let middle = low.midpoint(high);
                let kinds = with_block(self.extract, &mut reader, middle, |block| block.kinds())?;
                if is_past(kinds) { high = middle } else { low = middle + 1 }
            }
            Ok(low)
        };
        let way = first(|kinds| kinds.ways || kinds.relations)?;
        let relation = first(|kinds| kinds.relations)?;
        // The blob with the first way may still hold nodes, and so on.
        let past = |index: usize| (index + 1).min(all.end);
        Ok(Spans { nodes: 0..past(way), ways: way..past(relation).max(way), relations: relation..all.end })
    }

    /// Unpacks the blobs of a span on all cores; `work` sees each block, `take` gets what it made of it, in order.
    fn pass<T: Send>(
        &mut self,
        pass: Pass,
        span: std::ops::Range<usize>,
        work: impl Fn(&Block) -> Result<T, wire::WireError> + Sync,
        mut take: impl FnMut(&mut Self, T) -> Result<(), OsmError>,
    ) -> Result<(), OsmError> {
        let (extract, cancel, progress) = (self.extract, self.cancel, self.progress);
        let (of, sorted) = (span.len(), extract.header.sorted);
        progress(Progress { pass, done: 0, of });
        lanes::in_order(
            of,
            self.options.workers,
            || extract.reader(),
            |reader, index| match reader {
                _ if cancel.load(Ordering::Relaxed) => Err(OsmError::Cancelled),
                Ok(reader) => with_block(extract, reader, span.start + index, |block| {
                    let fits = !sorted || in_order(pass, index == 0, index + 1 == of, block.kinds()?);
                    if fits { work(block).map(Some) } else { Ok(None) }
                })
                .and_then(|made| {
                    made.ok_or(OsmError::NotSorted { offset: extract.blobs[span.start + index].offset })
                }),
                Err(_) => extract.reader().and(Err(OsmError::Cancelled)),
            },
            |index, made| {
                take(self, made?)?;
                progress(Progress { pass, done: index + 1, of });
                Ok(())
            },
        )
    }

    fn relations(&mut self, spans: &Spans) -> Result<Wishes, OsmError> {
        let mut wishes = Wishes::default();
        self.pass(Pass::Relations, spans.relations.clone(), relations::gather, |_, found| {
            wishes.append(found);
            Ok(())
        })?;
        wishes.sort();
        self.counts.relations = wishes.seen;
        Ok(wishes)
    }

    /// Which nodes any way needs that might be drawn.
    fn wanted(&mut self, spans: &Spans, wishes: &Wishes) -> Result<Wanted, OsmError> {
        let mut wanted = Wanted::default();
        let limit = self.options.memory;
        self.pass(
            Pass::Wanted,
            spans.ways.clone(),
            |block| {
                let mut refs: Vec<i64> = Vec::new();
                block.ways(|id, tags, way| {
                    if layers::concerns(tags) || wishes.is_member(id) || wishes.border(id).is_some() {
                        refs.extend_from_slice(way);
                    }
                })?;
                Ok(refs)
            },
            |_, refs| {
                for id in refs {
                    wanted.insert(id);
                }
                let needed = wanted.bytes() as u64;
                if needed > limit { Err(OsmError::Memory { needed, limit }) } else { Ok(()) }
            },
        )?;
        let needed = (wanted.bytes() + wanted.len() * 8) as u64;
        if needed > limit { Err(OsmError::Memory { needed, limit }) } else { Ok(wanted) }
    }

    /// The places of the wanted nodes; and the features that nodes are themselves.
    fn nodes(
        &mut self,
        spans: &Spans,
        wanted: Wanted,
        emit: &mut dyn FnMut(Feature),
    ) -> Result<Nodes, OsmError> {
        struct Made {
            seen: u64,
            places: Vec<(u32, World)>,
            features: Vec<Feature>,
            findings: Vec<Finding>,
            broken_strings: usize,
        }
        let needed = wanted.bytes() as u64;
        let mut nodes = wanted.seal().ok_or(OsmError::Memory { needed, limit: self.options.memory })?;
        let places = std::mem::take(&mut nodes.places);
        let (index, mut places) = (&nodes, places);
        self.pass(
            Pass::Nodes,
            spans.nodes.clone(),
            |block| {
                let mut made = Made {
                    seen: 0,
                    places: Vec::new(),
                    features: Vec::new(),
                    findings: Vec::new(),
                    broken_strings: block.broken_strings,
                };
                let mut drawings: Vec<Drawing> = Vec::new();
                block.nodes(|id, nano, tags| {
                    made.seen += 1;
                    let rank = index.rank(id);
                    if rank.is_none() && tags.0.is_empty() {
                        return;
                    }
                    let Some(place) = world(nano) else {
                        made.findings.push(Finding::of("node_outside_world", Kind::Node, id, String::new()));
                        return;
                    };
                    if let Some(rank) = rank {
                        made.places.push((rank, place));
                    }
                    if !tags.0.is_empty() {
                        layers::point(tags, &mut drawings);
                        emit::point(
                            Object { kind: Kind::Node, id },
                            place,
                            &mut drawings,
                            &mut made.features,
                        );
                    }
                })?;
                Ok(made)
            },
            |reading, made| {
                reading.counts.nodes += made.seen;
                reading.findings.strings(made.broken_strings);
                reading.findings.extend(made.findings);
                for (rank, place) in made.places {
                    if let Some(slot) = places.get_mut(rank as usize) {
                        *slot = place;
                    }
                }
                reading.hand_out(made.features, emit);
                Ok(())
            },
        )?;
        nodes.places = places;
        Ok(nodes)
    }

    /// The features that ways are themselves; and the shapes of those that relations need.
    fn ways(
        &mut self,
        spans: &Spans,
        nodes: &Nodes,
        wishes: &Wishes,
        emit: &mut dyn FnMut(Feature),
    ) -> Result<Shapes, OsmError> {
        let mut shapes = Shapes::default();
        self.pass(
            Pass::Ways,
            spans.ways.clone(),
            |block| ways::draw(block, nodes, wishes),
            |reading, made| {
                reading.counts.ways += made.seen;
                reading.findings.strings(made.broken_strings);
                reading.findings.extend(made.findings);
                reading.hand_out(made.features, emit);
                reading.coast.extend(made.coast);
                for (way, piece) in &made.members {
                    shapes.push(*way, piece);
                }
                Ok(())
            },
        )?;
        shapes.sort();
        Ok(shapes)
    }

    fn assembly(
        &mut self,
        wishes: &Wishes,
        shapes: &Shapes,
        emit: &mut dyn FnMut(Feature),
    ) -> Result<(), OsmError> {
        let (cancel, progress) = (self.cancel, self.progress);
        let of = wishes.wishes.len();
        let draw =
            |(): &mut (), index: usize| wishes.wishes.get(index).map(|wish| relations::draw(wish, shapes));
        lanes::in_order(
            of,
            self.options.workers,
            || (),
            draw,
            |index, drawn| {
                if cancel.load(Ordering::Relaxed) {
                    return Err(OsmError::Cancelled);
                }
                let (features, findings) = drawn.unwrap_or_default();
                self.findings.extend(findings);
                self.hand_out(features, emit);
                if index % 64 == 0 || index + 1 == of {
                    progress(Progress { pass: Pass::Assembly, done: index + 1, of });
                }
                Ok(())
            },
        )
    }

    fn sea(&mut self, emit: &mut dyn FnMut(Feature)) {
        let (polygons, problems) = coast::sea(std::mem::take(&mut self.coast), self.extract.header.bounds);
        self.findings.extend(
            problems.into_iter().map(|(code, detail)| Finding { code, object: None, detail }).collect(),
        );
        if !polygons.is_empty() {
            let Drawing { layer, attributes, zooms, rank, .. } = layers::sea();
            self.hand_out(
                vec![Feature { layer, id: 0, shape: Shape::Polygons(polygons), attributes, zooms, rank }],
                emit,
            );
        }
    }

    fn hand_out(&mut self, features: Vec<Feature>, emit: &mut dyn FnMut(Feature)) {
        self.counts.features += features.len() as u64;
        features.into_iter().for_each(emit);
    }
}

fn with_block<T>(
    extract: &Extract,
    reader: &mut BlobReader,
    index: usize,
    work: impl FnOnce(&Block) -> Result<T, wire::WireError>,
) -> Result<T, OsmError> {
    let blob = extract.blobs[index];
    let wrong = |source| OsmError::Block { offset: blob.offset, source };
    let block = Block::parse(reader.unpack(blob)?).map_err(wrong)?;
    work(&block).map_err(wrong)
}

/// Whether a block of a sorted file has only what it may have: the first and the last of a span are shared with its neighbours.
fn in_order(pass: Pass, first: bool, last: bool, kinds: Kinds) -> bool {
    match pass {
        Pass::Nodes => last || !(kinds.ways || kinds.relations),
        Pass::Wanted | Pass::Ways => (first || !kinds.nodes) && (last || !kinds.relations),
        Pass::Relations => first || !(kinds.nodes || kinds.ways),
        Pass::Assembly => true,
    }
}

/// `None` where the place is not on Earth.
fn world(nano: Nano) -> Option<World> {
    let (lon, lat) = (nano.lon as f64 / 1e9, nano.lat as f64 / 1e9);
    (lon.abs() <= 180.0 && lat.abs() <= 90.0).then(|| World::from_degrees(lon, lat))
}
