//! A still picture of routes on their map, as SVG text: for lists, print and sharing. Needs no browser; the same input
//! gives the same bytes. With the feature `picture` also as PNG.

use std::collections::BTreeMap;
use std::ops::Deref;

use crate::mvt::MvtError;
use crate::read::{About, Kind, Pack, Source, TileError, Unfit};
use crate::tile::{Bounds, Tile};

#[cfg(feature = "routes")]
mod catalogue;
mod furniture;
mod ground;
mod names;
mod outline;
pub mod palette;
mod pens;
#[cfg(feature = "picture")]
mod png;
mod svg;
mod view;

use ground::{FINEST, Ground};
use names::{Name, Placed};
use outline::{Frame, Traced, trace_line};
use palette::named;
pub use palette::{Look, NotALook};
use pens::{Lighting, Paint, Pen, Stroke, by_zoom};
#[cfg(feature = "picture")]
pub use png::{PngError, png};
use svg::{Form, Words, put, short, stroke, words};
use view::{At, View};
pub use view::{NotASize, Size};

/// No picture has more bytes.
pub const LARGEST: usize = 150_000;

/// Longer texts are cut.
const TEXT_MAX: usize = 200;

/// What is shown on the map.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Nothing of both is written where the title is empty.
    pub title: String,
    pub details: String,
    pub routes: Vec<Route>,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Route {
    /// As the packs name it: it is not drawn a second time.
    pub id: String,
    /// One of [`palette::NETWORKS`].
    pub network: String,
    pub stretches: Vec<Stretch>,
    /// Drawn over the route.
    pub closed: Vec<Closed>,
    pub marks: Vec<Mark>,
}

/// A piece of line: longitudes and latitudes in degrees of WGS84.
#[derive(Debug, Clone, PartialEq)]
pub struct Stretch {
    pub kind: StretchKind,
    pub line: Vec<[f64; 2]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StretchKind {
    Inscribed,
    /// Drawn dashed.
    Liaison,
}

/// A stretch that cannot be walked, with what is written beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Closed {
    pub line: Vec<[f64; 2]>,
    pub label: String,
}

/// A place of the route where one comes or goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    pub role: Role,
    /// Longitude and latitude.
    pub at: [f64; 2],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Start,
    Finish,
    /// Of what comes back: a loop, there and back.
    StartFinish,
    /// Of a GR, which has two ends and no start.
    End,
}

#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error("there is no line to show, or it leaves the map of the world")]
    NoLine,
    #[error("the map cannot be shown")]
    Unfit(#[from] Unfit),
    #[error("the map holds pictures of a relief, no vector tiles")]
    Relief,
    #[error(transparent)]
    Stored(#[from] TileError),
    #[error("tile {tile} cannot be read")]
    Tile {
        tile: Tile,
        #[source]
        source: MvtError,
    },
    #[error("the map has more lines here than a picture can hold")]
    TooMuch,
}

/// Draws the routes on these packs, the lowest first (the locator map, then a detailed one). At most [`LARGEST`] bytes.
pub fn draw<S: Source>(
    packs: &[&Pack<S>],
    scene: &Scene,
    size: Size,
    look: Look,
) -> Result<String, PictureError> {
    let cut = |text: &str| text.chars().take(TEXT_MAX).collect::<String>();
    let (title, details) = (cut(&scene.title), cut(&scene.details));
    let view = View::around(scene.bounds()?, size, furniture::margins(size, &title, &details));
    let lighting = Lighting { look, zoom: view.zoom() };
    let packs =
        packs.iter().map(|pack| Ok((*pack, vectors(pack)?))).collect::<Result<Vec<_>, PictureError>>()?;
    let ground = Ground::of(&packs, scene, &view, lighting)?;
    let furniture = furniture::furniture(&view, look, &title, &details, &ground.sources);
    let routes = scene.drawn(&view, lighting);
    let taken = [furniture.taken.clone(), routes.marks.clone()].concat();
    let names = [routes.names.clone(), ground.names.clone()].concat();
    let names = names::place(names, ground::picture(&view, 0.0), &taken, &routes.lines);
    let above = format!("{}{}{}", routes.svg, written(&names, look), furniture.svg);
    let below = fitting(&ground, lighting, LARGEST.saturating_sub(above.len() + 1_500));
    Ok(framed(&below, &above, &furniture::described(&title, &details), size, look))
}

/// Of these packs those on which the scene is drawn, the lowest first: locator maps, then the detailed maps that meet it, both
/// in the order given. A relief and what cannot be read are none of them.
pub fn below<S: Source, P: Deref<Target = Pack<S>>>(packs: Vec<P>, scene: &Scene) -> Vec<P> {
    let Ok(bounds) = scene.bounds() else { return Vec::new() };
    let height = |pack: &P| match pack.about() {
        Ok(About { kind: Kind::Base, .. }) => Some(0),
        Ok(About { kind: Kind::Detail, bounds: own, .. }) if own.overlaps(bounds) => Some(1),
        _ => None,
    };
    let mut below: Vec<(u8, P)> = packs.into_iter().filter_map(|pack| Some((height(&pack)?, pack))).collect();
    below.sort_by_key(|(height, _)| *height);
    below.into_iter().map(|(_, pack)| pack).collect()
}

fn vectors<S: Source>(pack: &Pack<S>) -> Result<About, PictureError> {
    let about = pack.about()?;
    if about.kind == Kind::Relief { Err(PictureError::Relief) } else { Ok(about) }
}

impl Scene {
    /// The box around all lines.
    fn bounds(&self) -> Result<Bounds, PictureError> {
        let ways = self.routes.iter().flat_map(|route| route.stretches.iter().map(|stretch| &stretch.line));
        let closed = self.routes.iter().flat_map(|route| route.closed.iter().map(|closed| &closed.line));
        let (mut least, mut most) = ([f64::MAX; 2], [f64::MIN; 2]);
        for at in ways.chain(closed).flatten() {
            for axis in 0..2 {
                least[axis] = least[axis].min(at[axis]);
                most[axis] = most[axis].max(at[axis]);
            }
            let world = Bounds::WORLD;
            if !(at[0].abs() <= world.east && at[1].abs() <= world.north) {
                return Err(PictureError::NoLine);
            }
        }
        let [west, south] = least;
        let [east, north] = most;
        if west <= east { Ok(Bounds { west, south, east, north }) } else { Err(PictureError::NoLine) }
    }

    fn shows(&self, id: Option<&str>) -> bool {
        id.is_some_and(|id| self.routes.iter().any(|route| route.id == id))
    }

    fn drawn(&self, view: &View, lighting: Lighting) -> Drawn {
        let mut drawn = Drawn::default();
        let lines = |route: &Route, kind: StretchKind| -> Vec<Vec<At>> {
            let stretches = route.stretches.iter().filter(|stretch| stretch.kind == kind);
            stretches
                .map(|stretch| stretch.line.iter().map(|[lon, lat]| view.at(*lon, *lat)).collect())
                .collect()
        };
        for route in &self.routes {
            let ink = palette::route_ink(lighting.look, &route.network);
            let broad = if ink.core.is_some() { 1.2 } else { 1.0 };
            let width = broad * by_zoom(lighting.zoom, [(7.0, 3.0), (10.0, 4.2), (13.0, 5.2), (16.0, 6.5)]);
            let of = |colour, width, dashes| Stroke { colour, width, dashes, opacity: 1.0 };
            let light = named(lighting.look, "halo").unwrap_or("#FFFFFF");
            // A dashed line has no casing of its own colour: a light line takes that of its casing.
            let dashed = if light_on_light(ink.casing, lighting.look) { ink.line } else { ink.casing };
            let liaisons = lines(route, StretchKind::Liaison);
            let ways = lines(route, StretchKind::Inscribed);
            let d = |lines: &[Vec<At>]| {
                svg::path(
                    &lines.iter().filter_map(|line| trace_line(line, 0.3)).collect::<Vec<Traced>>(),
                    Form::Lines,
                )
            };
            let (liaison, way) = (d(&liaisons), d(&ways));
            let mut strokes = vec![
                (&liaison, of(light, width * 0.62 + 2.4, &[][..])),
                (&liaison, of(dashed, width * 0.62, &[1.8, 1.4][..])),
                (&way, of(light, width + 4.6, &[])),
                (&way, of(ink.casing, width + 2.4, &[])),
                (&way, of(ink.line, width, &[])),
            ];
            strokes.extend(ink.core.map(|core| (&way, of(core, width * 0.34, &[][..]))));
            drawn.svg.push_str("<g transform=\"scale(.1)\" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\">\n");
            for (d, pen) in strokes.into_iter().filter(|(d, _)| !d.is_empty()) {
                put(&mut drawn.svg, format_args!("<path d=\"{d}\" {}/>\n", stroke(pen)));
            }
            drawn.svg.push_str("</g>\n");
            drawn.lines.extend(liaisons.into_iter().chain(ways));
        }
        for closed in self.routes.iter().flat_map(|route| &route.closed) {
            drawn.close(closed, view, lighting);
        }
        for mark in self.routes.iter().flat_map(|route| &route.marks) {
            drawn.mark(*mark, view, lighting.look);
        }
        drawn
    }
}

/// Whether a casing is as bright as the ground, so that a line of its colour would not be seen.
fn light_on_light(casing: &str, look: Look) -> bool {
    matches!((look, casing), (Look::Night, _) | (_, "#FFFFFF"))
}

#[derive(Default)]
struct Drawn {
    svg: String,
    lines: Vec<Vec<At>>,
    marks: Vec<Frame>,
    /// What is written beside closed stretches.
    names: Vec<Name>,
}

impl Drawn {
    /// Dashed red, as on the app's map, with its date; words that find no free place are left out.
    fn close(&mut self, closed: &Closed, view: &View, lighting: Lighting) {
        let colour = |name: &str| named(lighting.look, name).unwrap_or("#000000");
        let line: Vec<At> = closed.line.iter().map(|[lon, lat]| view.at(*lon, *lat)).collect();
        // As fine as it can be written: however short it is, it must be seen.
        let d = svg::path(trace_line(&line, 0.05).as_slice(), Form::Lines);
        let width = by_zoom(lighting.zoom, [(8.0, 4.0), (11.0, 7.0), (15.0, 9.0)]);
        let of = |colour, width, dashes| Stroke { colour, width, dashes, opacity: 1.0 };
        self.svg.push_str("<g transform=\"scale(.1)\" fill=\"none\" stroke-linejoin=\"round\">\n");
        for pen in [of(colour("halo"), width + 3.0, &[][..]), of(colour("finish"), width, &[0.9, 0.6][..])] {
            put(&mut self.svg, format_args!("<path d=\"{d}\" {}/>\n", stroke(pen)));
        }
        self.svg.push_str("</g>\n");
        let Some(at) = line.get(line.len() / 2).copied() else { return };
        self.names.push(Name {
            text: closed.label.chars().take(TEXT_MAX).collect(),
            at,
            size: 12.5,
            colour: colour("finish"),
            beside: true,
            dot: false,
            order: (0, 0),
        });
    }

    fn mark(&mut self, Mark { role, at: [lon, lat] }: Mark, view: &View, look: Look) {
        let [x, y] = view.at(lon, lat);
        let colour = |name: &str| named(look, name).unwrap_or("#000000");
        let (ground, letters) = match role {
            Role::Start => (colour("start"), "D"),
            Role::StartFinish => (colour("start"), "D/A"),
            Role::Finish => (colour("finish"), "A"),
            Role::End => (colour("ink"), ""),
        };
        let radius = if letters.is_empty() { 5.5 } else { 11.0 };
        let half = if letters.len() > 1 { 17.0 } else { radius };
        put(
            &mut self.svg,
            format_args!(
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{radius}\" fill=\"{ground}\" stroke=\"{}\" stroke-width=\"2\"/>\n",
                short(x - half, 1),
                short(y - radius, 1),
                2.0 * half,
                2.0 * radius,
                colour("on_badge")
            ),
        );
        if !letters.is_empty() {
            words(
                &mut self.svg,
                &Words {
                    text: letters,
                    at: [x, y + 4.6],
                    size: 13.0,
                    colour: colour("on_badge"),
                    halo: None,
                    anchor: "middle",
                },
            );
        }
        self.marks.push(Frame {
            least: [x - half - 2.0, y - radius - 2.0],
            most: [x + half + 2.0, y + radius + 2.0],
        });
    }
}

fn written(names: &[Placed], look: Look) -> String {
    let mut out = String::new();
    let halo = named(look, "halo").unwrap_or("#FFFFFF");
    for Placed { name, at } in names {
        if name.dot {
            let [x, y] = name.at.map(|px| short(px - 3.5, 1));
            put(
                &mut out,
                format_args!(
                    "<rect x=\"{x}\" y=\"{y}\" width=\"7\" height=\"7\" fill=\"{}\" stroke=\"{halo}\"/>\n",
                    name.colour
                ),
            );
        }
        words(
            &mut out,
            &Words {
                text: &name.text,
                at: *at,
                size: name.size,
                colour: name.colour,
                halo: Some(halo),
                anchor: "middle",
            },
        );
    }
    out
}

/// The ground within so many bytes: first everything coarser, and if that is not enough, without what takes most.
fn fitting(ground: &Ground, lighting: Lighting, room: usize) -> String {
    let mut strokes = ground.coarser(FINEST);
    for tolerance in [2.0 * FINEST, 4.0 * FINEST] {
        let text = painted(&strokes, lighting);
        if text.len() <= room {
            return text;
        }
        strokes = ground.coarser(tolerance);
    }
    loop {
        let text = painted(&strokes, lighting);
        let largest = strokes
            .iter()
            .max_by_key(|(_, pieces)| pieces.iter().map(Vec::len).sum::<usize>())
            .map(|(key, _)| *key);
        match largest {
            Some(key) if text.len() > room => strokes.remove(&key),
            _ => return text,
        };
    }
}

fn painted(strokes: &BTreeMap<(Pen, Form), Vec<Traced>>, lighting: Lighting) -> String {
    let mut out = String::new();
    // Lines that wait until the casings of their neighbours are drawn.
    let mut waiting = String::new();
    for (number, ((pen, form), pieces)) in strokes.iter().enumerate() {
        let paint = pen.paint(lighting);
        if !matches!(paint, Paint::Cased { .. }) {
            out.push_str(&std::mem::take(&mut waiting));
        }
        let d = svg::path(pieces, *form);
        match (paint, form) {
            _ if d.is_empty() => {}
            (Paint::Fill { colour, edge, opacity }, _) => {
                put(&mut out, format_args!("<path d=\"{d}\" fill=\"{colour}\""));
                if let Some(edge) = edge {
                    put(&mut out, format_args!(" stroke=\"{edge}\" stroke-width=\"5\""));
                }
                if opacity < 1.0 {
                    put(&mut out, format_args!(" fill-opacity=\"{}\"", short(opacity, 2)));
                }
                out.push_str("/>\n");
            }
            (Paint::Line(line), _) => put(&mut out, format_args!("<path d=\"{d}\" {}/>\n", stroke(line))),
            (Paint::Cased { casing, line }, _) => {
                put(
                    &mut out,
                    format_args!(
                        "<path id=\"w{number}\" d=\"{d}\"/>\n<use href=\"#w{number}\" {}/>\n",
                        stroke(casing)
                    ),
                );
                put(&mut waiting, format_args!("<use href=\"#w{number}\" {}/>\n", stroke(line)));
            }
        }
    }
    out + &waiting
}

fn framed(below: &str, above: &str, described: &str, size: Size, look: Look) -> String {
    let (width, height) = (size.width(), size.height());
    let outside = named(look, "outside").unwrap_or("#FFFFFF");
    let title = if described.is_empty() { String::new() } else { format!("<title>{described}</title>\n") };
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         font-family=\"'Atkinson Hyperlegible Next',Verdana,'DejaVu Sans',sans-serif\" font-weight=\"600\" text-anchor=\"middle\" paint-order=\"stroke\" stroke-linejoin=\"round\">\n\
         {title}<rect width=\"100%\" height=\"100%\" fill=\"{outside}\"/>\n\
         <g transform=\"scale(.1)\" fill=\"none\" stroke-linecap=\"round\">\n{below}</g>\n{above}</svg>\n"
    )
}
