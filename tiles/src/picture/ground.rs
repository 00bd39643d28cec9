//! What the packs give to a picture: every tile that it needs is read once, and goes to the pens.

use std::collections::BTreeMap;

use super::names::{self, Name};
use super::outline::{Frame, Traced, cut_line, cut_ring, trace_line, trace_ring};
use super::pens::{Lighting, Pen, pen};
use super::svg::Form;
use super::view::{At, View};
use super::{PictureError, Scene};
use crate::mvt::{self, Feature, Shape, Value};
use crate::read::{About, Kind, Pack, Source};
use crate::tile::{Bounds, Tile};

/// Half a pixel.
pub(super) const FINEST: f64 = 0.5;
/// More points than this are no picture but an attack on the memory; a dense town has 200,000.
const POINTS_MAX: usize = 3_000_000;
/// Pixels beyond the edge of the picture that are drawn too, for the sake of broad lines.
const BEYOND: f64 = 16.0;

/// Everything below the route.
#[derive(Debug, Default)]
pub(super) struct Ground {
    pub(super) strokes: BTreeMap<(Pen, Form), Vec<Traced>>,
    pub(super) names: Vec<Name>,
    /// Who is owed thanks: of the packs that have a tile here.
    pub(super) sources: Vec<String>,
    /// Bands of height by their lower edge in metres.
    bands: BTreeMap<i64, Vec<Traced>>,
    points: usize,
}

/// Which packs lie below and above, and what of them is left to the others.
struct Layering {
    kind: Kind,
    /// The boxes of detailed maps: these write their own names there.
    detailed: Vec<Bounds>,
    /// Routes and inscribed ways stand in a pack below already.
    routes_drawn: bool,
}

impl Ground {
    /// Reads the tiles of all packs, the lowest first.
    pub(super) fn of<S: Source>(
        packs: &[(&Pack<S>, About)],
        scene: &Scene,
        view: &View,
        lighting: Lighting,
    ) -> Result<Ground, PictureError> {
        let mut ground = Ground::default();
        let boxes =
            packs.iter().filter(|(_, about)| about.kind == Kind::Detail).map(|(_, about)| about.bounds);
        let mut layering = Layering { kind: Kind::Base, detailed: boxes.collect(), routes_drawn: false };
        for bounds in &layering.detailed {
            ground.fill(Pen::Territory, &[corners(view, *bounds)], &picture(view, BEYOND));
        }
        for (pack, about) in packs {
            layering.kind = about.kind;
            let (mut routes, mut used) = (false, false);
            for tile in view.tiles(about.zooms) {
                let Some(raw) = pack.unpacked(tile)? else { continue };
                used = true;
                for layer in mvt::read(&raw).map_err(|source| PictureError::Tile { tile, source })? {
                    routes |= layer.name == "routes" || layer.name == "segments";
                    ground.layer(&layer, tile, &layering, scene, view, lighting)?;
                }
            }
            layering.routes_drawn |= routes;
            let source = &about.attribution;
            if used && !source.is_empty() && !ground.sources.contains(source) {
                ground.sources.push(source.clone());
            }
        }
        for (band, pieces) in std::mem::take(&mut ground.bands).into_values().enumerate() {
            ground.strokes.insert((Pen::Tint(u8::try_from(band).unwrap_or(u8::MAX)), Form::Rings), pieces);
        }
        Ok(ground)
    }

    /// The same with less of everything.
    pub(super) fn coarser(&self, tolerance: f64) -> BTreeMap<(Pen, Form), Vec<Traced>> {
        let again = |piece: &Traced, form: Form| {
            let line: Vec<At> = piece.iter().map(|at| at.map(|tenths| f64::from(tenths) / 10.0)).collect();
            if form == Form::Rings { trace_ring(&line, tolerance) } else { trace_line(&line, tolerance) }
        };
        let coarse = |(key, pieces): (&(Pen, Form), &Vec<Traced>)| {
            (*key, pieces.iter().filter_map(|piece| again(piece, key.1)).collect())
        };
        self.strokes.iter().map(coarse).collect()
    }

    fn layer(
        &mut self,
        layer: &mvt::Layer,
        tile: Tile,
        layering: &Layering,
        scene: &Scene,
        view: &View,
        lighting: Lighting,
    ) -> Result<(), PictureError> {
        let is_route = layer.name == "routes" || layer.name == "segments";
        let inside = |bounds: &Bounds| covers(*bounds, tile.bounds());
        let below =
            layering.kind == Kind::Base && layer.name == "boundaries" && layering.detailed.iter().any(inside);
        if is_route && layering.routes_drawn || below {
            return Ok(());
        }
        let (corner, side) = view.place(tile);
        let scale = side / f64::from(layer.extent);
        let to = |point: &[i32; 2]| {
            [corner[0] + f64::from(point[0]) * scale, corner[1] + f64::from(point[1]) * scale]
        };
        let around = picture(view, BEYOND);
        let inner = Frame {
            least: [corner[0].max(around.least[0]), corner[1].max(around.least[1])],
            most: [(corner[0] + side).min(around.most[0]), (corner[1] + side).min(around.most[1])],
        };
        for feature in &layer.features {
            if is_route && scene.shows(feature.attribute("id").and_then(Value::text)) {
                continue;
            }
            match &feature.shape {
                Shape::Points(points) => {
                    self.name(layer, feature, points.first().map(to), layering, view, lighting)
                }
                Shape::Lines(lines) => {
                    let Some(pen) = pen(layering.kind, &layer.name, feature, lighting.zoom) else { continue };
                    for line in lines {
                        let line: Vec<At> = line.iter().map(to).collect();
                        self.line(pen, &line, &inner);
                    }
                }
                Shape::Polygons(polygons) => {
                    let Some(pen) = pen(layering.kind, &layer.name, feature, lighting.zoom) else { continue };
                    let rings: Vec<Vec<At>> =
                        polygons.iter().flatten().map(|ring| ring.iter().map(to).collect()).collect();
                    match pen {
                        Pen::Tint(_) => {
                            let from = feature.attribute("from").and_then(Value::whole).unwrap_or_default();
                            let traced = rings
                                .into_iter()
                                .filter_map(|ring| trace_ring(&cut_ring(ring, &inner), FINEST));
                            // Without the tile's buffer: where tiles overlap, a veil would be seen twice.
                            self.bands.entry(from).or_default().extend(traced);
                        }
                        Pen::Reserve | Pen::Water => {
                            let edge = if pen == Pen::Water { Pen::Shore } else { pen };
                            for ring in &rings {
                                let closed: Vec<At> = ring.iter().chain(ring.first()).copied().collect();
                                self.line(edge, &closed, &inner);
                            }
                            if pen == Pen::Water {
                                self.fill(pen, &rings, &around);
                            }
                        }
                        pen => self.fill(pen, &rings, &around),
                    }
                }
            }
            if self.points > POINTS_MAX {
                return Err(PictureError::TooMuch);
            }
        }
        Ok(())
    }

    fn name(
        &mut self,
        layer: &mvt::Layer,
        feature: &Feature,
        at: Option<At>,
        layering: &Layering,
        view: &View,
        lighting: Lighting,
    ) {
        let Some(at) = at else { return };
        let detailed = || {
            layering.detailed.iter().any(|bounds| {
                let ([left, top], [right, bottom]) =
                    (view.at(bounds.west, bounds.north), view.at(bounds.east, bounds.south));
                at[0] >= left && at[0] <= right && at[1] >= top && at[1] <= bottom
            })
        };
        if layering.kind == Kind::Base && detailed() {
            return;
        }
        let name = names::name(&layer.name, feature, layering.kind, view.metres_a_pixel(), lighting);
        self.names.extend(name.map(|name| Name { at, ..name }));
    }

    fn line(&mut self, pen: Pen, line: &[At], frame: &Frame) {
        for piece in cut_line(line, frame) {
            if let Some(traced) = trace_line(&piece, FINEST) {
                self.points += traced.len();
                self.strokes.entry((pen, Form::Lines)).or_default().push(traced);
            }
        }
    }

    fn fill(&mut self, pen: Pen, rings: &[Vec<At>], frame: &Frame) {
        for ring in rings {
            if let Some(traced) = trace_ring(&cut_ring(ring.clone(), frame), FINEST) {
                self.points += traced.len();
                self.strokes.entry((pen, Form::Rings)).or_default().push(traced);
            }
        }
    }
}

/// The picture and so many pixels around it.
pub(super) fn picture(view: &View, beyond: f64) -> Frame {
    Frame { least: [-beyond, -beyond], most: [view.size().width() + beyond, view.size().height() + beyond] }
}

fn corners(view: &View, Bounds { west, south, east, north }: Bounds) -> Vec<At> {
    vec![view.at(west, north), view.at(east, north), view.at(east, south), view.at(west, south)]
}

fn covers(outer: Bounds, inner: Bounds) -> bool {
    outer.west <= inner.west
        && outer.south <= inner.south
        && outer.east >= inner.east
        && outer.north >= inner.north
}
