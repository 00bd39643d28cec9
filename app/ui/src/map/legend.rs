//! The legend: every colour and sign of the map with the key of its name, taken from what the map itself draws.

use pdipr_data::domain::Network;
use serde_json::Value;

use super::style::{LineSample, MapLook, RouteInk, SIGNS, Samples, Sign, colour, image, route_ink};

/// One group under a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub title: &'static str,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Key of its name.
    pub name: String,
    pub sample: Sample,
}

/// What is drawn beside the name.
#[derive(Debug, Clone, PartialEq)]
pub enum Sample {
    /// An area and its edge.
    Area { fill: String, edge: String },
    /// Lines above each other, the lowest first.
    Lines(Vec<Stroke>),
    /// A disc in its ring.
    Dot { fill: String, ring: String },
    /// Painted by the glue as on the map: JSON.
    Image(String),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Stroke {
    pub colour: String,
    pub width: f64,
    /// In pixels; empty for a line without gaps.
    pub dash: Vec<f64>,
    pub opacity: f64,
    pub round: bool,
}

/// The whole legend in a look.
pub fn legend(look: MapLook) -> Vec<Group> {
    let pen = Pen { look, samples: Samples::of(look) };
    vec![
        Group { title: "legend-routes", entries: pen.routes() },
        Group { title: "legend-marks", entries: pen.marks() },
        Group { title: "legend-ways", entries: pen.ways() },
        Group { title: "legend-ground", entries: pen.ground() },
        Group { title: "legend-water", entries: pen.water() },
        Group { title: "legend-relief", entries: pen.relief() },
        Group { title: "legend-limits", entries: pen.limits() },
        Group { title: "legend-signs", entries: pen.signs() },
    ]
}

/// The colour of the ground on which the samples lie.
pub fn ground(look: MapLook) -> &'static str {
    colour(look, "land").unwrap_or_default()
}

struct Pen {
    look: MapLook,
    samples: Samples,
}

impl Pen {
    fn routes(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = Network::ALL
            .iter()
            .map(|&network| {
                entry(&format!("network-{}", network.as_str()), route(route_ink(self.look, network)))
            })
            .collect();
        // As one of a local network: the others differ in colour only.
        let liaison = stroke(route_ink(self.look, Network::Local).line.to_owned(), 2.6);
        let dash = self.samples.dash("route-liaison").into_iter().map(|length| length * 2.6).collect();
        entries.push(entry("legend-liaison", Sample::Lines(vec![Stroke { dash, ..liaison }])));
        entries
            .push(entry("legend-selected", self.lines(&[("selected-casing", 10.0), ("selected-line", 6.0)])));
        entries.push(entry("legend-closed", self.lines(&[("closed-casing", 9.0), ("closed", 6.5)])));
        entries.push(entry("legend-unused", self.lines(&[("segment-unused", 2.0)])));
        entries.push(entry("legend-trace", self.lines(&[("trace-casing", 8.0), ("trace-line", 5.0)])));
        entries.push(entry("legend-hiking", self.lines(&[("hiking", 8.0)])));
        entries
    }

    fn marks(&self) -> Vec<Entry> {
        let mut entries: Vec<Entry> = [
            ("legend-start", "badge-start"),
            ("legend-finish", "badge-finish"),
            ("legend-start-finish", "badge-start-finish"),
            ("legend-end", "badge-end"),
            ("legend-arrow", "arrow"),
            ("legend-step", "step"),
            ("legend-pin", "pin"),
        ]
        .into_iter()
        .map(|(name, id)| entry(name, self.image(id)))
        .collect();
        let dot = |fill| Sample::Dot { fill: self.colour(fill), ring: self.colour("on_badge") };
        entries.insert(0, entry("legend-start-dot", dot("start")));
        entries.push(entry("legend-position", dot("position")));
        entries.push(entry("legend-heading", self.image("heading")));
        entries
    }

    fn ways(&self) -> Vec<Entry> {
        let road = |fill: &str, edge: &str, width: f64| {
            Sample::Lines(vec![stroke(self.colour(edge), width + 2.0), stroke(self.colour(fill), width)])
        };
        let barred = match self.lines(&[("path", 2.4)]) {
            Sample::Lines(lines) => {
                Sample::Lines(lines.into_iter().map(|line| Stroke { opacity: 0.35, ..line }).collect())
            }
            other => other,
        };
        vec![
            entry("legend-path", self.lines(&[("path", 2.2)])),
            entry("legend-path-steep", self.lines(&[("path-steep", 3.2)])),
            entry("legend-steps", self.lines(&[("steps", 5.0)])),
            entry("legend-track-soft", self.lines(&[("track-soft", 2.8)])),
            entry("legend-track", self.lines(&[("track", 2.8)])),
            entry("legend-cycleway", self.lines(&[("cycleway", 2.2)])),
            entry("legend-barred", barred),
            entry("legend-road", road("road", "road_edge", 5.0)),
            entry("legend-main-road", road("main_road", "main_edge", 7.0)),
            entry("legend-motorway", road("motorway", "main_edge", 8.0)),
            entry("legend-bridge", road("road", "main_edge", 6.0)),
            entry("legend-tunnel", self.lines(&[("tunnel", 2.0)])),
            entry("legend-rail", self.lines(&[("rail-ties", 7.0), ("rail", 2.0)])),
            entry("legend-cable", self.lines(&[("cable", 1.6)])),
            entry("legend-ferry", self.lines(&[("ferry", 1.6)])),
        ]
    }

    fn ground(&self) -> Vec<Entry> {
        let area = |name: &str, fill: &str| entry(name, self.area(fill, fill));
        vec![
            area("legend-wood", "wood"),
            area("legend-grass", "grass"),
            area("legend-scrub", "scrub"),
            area("legend-crops", "crops"),
            area("legend-built", "built"),
            area("legend-works", "works"),
            area("legend-wetland", "wetland"),
            area("legend-sand", "sand"),
            area("legend-rock", "rock"),
            entry("legend-building", self.area("building", "building_edge")),
            entry("legend-reserve", self.lines(&[("reserve", 1.8)])),
            entry("legend-danger", self.lines(&[("danger", 1.8)])),
            area("legend-departement", "land"),
            area("legend-outside", "outside"),
        ]
    }

    fn water(&self) -> Vec<Entry> {
        vec![
            entry("legend-lake", self.area("water", "shore")),
            entry("legend-stream", self.lines(&[("stream", 2.2)])),
            entry("legend-stream-dry", self.lines(&[("stream-dry", 2.2)])),
        ]
    }

    fn relief(&self) -> Vec<Entry> {
        vec![
            entry("legend-contour", self.lines(&[("contour", 1.0)])),
            entry("legend-contour-index", self.lines(&[("contour-index", 1.6)])),
            entry("legend-high", self.area("high", "high")),
        ]
    }

    fn limits(&self) -> Vec<Entry> {
        vec![
            entry("legend-commune", self.lines(&[("commune-outline", 1.4)])),
            entry("legend-commune-detail", self.lines(&[("boundary", 1.4)])),
            entry("legend-boundary-great", self.lines(&[("boundary-great", 2.2)])),
            entry("legend-wall", self.lines(&[("wall", 1.3)])),
            entry("legend-hedge", self.lines(&[("hedge", 2.4)])),
        ]
    }

    fn signs(&self) -> Vec<Entry> {
        let station = entry("poi-station", self.image("station"));
        std::iter::once(station).chain(SIGNS.iter().map(|sign| self.sign(sign))).collect()
    }

    fn sign(&self, sign: &Sign) -> Entry {
        entry(&format!("poi-{}", sign.id), Sample::Image(image(self.look, sign).to_string()))
    }

    fn colour(&self, name: &str) -> String {
        colour(self.look, name).unwrap_or_default().to_owned()
    }

    fn area(&self, fill: &str, edge: &str) -> Sample {
        Sample::Area { fill: self.colour(fill), edge: self.colour(edge) }
    }

    fn image(&self, id: &str) -> Sample {
        Sample::Image(self.samples.image(id).as_ref().map(Value::to_string).unwrap_or_default())
    }

    fn lines(&self, layers: &[(&str, f64)]) -> Sample {
        let drawn = layers.iter().filter_map(|(layer, width)| {
            let LineSample { colour, dash, opacity } = self.samples.line(layer)?;
            let round = dash.first().is_some_and(|first| *first < 0.2);
            let dash = dash.into_iter().map(|length| length * width).collect();
            Some(Stroke { colour, width: *width, dash, opacity, round })
        });
        Sample::Lines(drawn.collect())
    }
}

fn entry(name: &str, sample: Sample) -> Entry {
    Entry { name: name.to_owned(), sample }
}

fn stroke(colour: String, width: f64) -> Stroke {
    Stroke { colour, width, dash: Vec::new(), opacity: 1.0, round: false }
}

fn route(ink: RouteInk) -> Sample {
    let parts = [(Some(ink.casing), 6.8), (Some(ink.line), 5.0), (ink.core, 1.7)];
    Sample::Lines(
        parts.into_iter().filter_map(|(colour, width)| Some(stroke(colour?.to_owned(), width))).collect(),
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::words;

    fn all() -> impl Iterator<Item = (MapLook, Entry)> {
        MapLook::ALL.into_iter().flat_map(|look| {
            legend(look).into_iter().flat_map(|group| group.entries).map(move |entry| (look, entry))
        })
    }

    #[test]
    fn everything_in_the_legend_has_a_name_of_its_own() {
        let names: Vec<String> =
            all().filter(|(look, _)| *look == MapLook::Day).map(|(_, entry)| entry.name).collect();
        for name in &names {
            assert!(words::has_text(name), "no text for {name}");
        }
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
        for group in legend(MapLook::Day) {
            assert!(words::has_text(group.title), "no text for {}", group.title);
        }
    }

    #[test]
    fn every_sample_is_drawn_in_every_look() {
        for (look, Entry { name, sample }) in all() {
            let drawn = match &sample {
                Sample::Lines(lines) => {
                    !lines.is_empty() && lines.iter().all(|line| line.colour.starts_with('#'))
                }
                Sample::Area { fill, edge } | Sample::Dot { fill, ring: edge } => {
                    fill.starts_with('#') && edge.starts_with('#')
                }
                Sample::Image(json) => json.contains("\"shape\""),
            };
            assert!(drawn, "{look:?} {name}: {sample:?}");
        }
    }

    #[test]
    fn a_dash_of_the_legend_is_that_of_the_map() {
        let paths = legend(MapLook::Sun).into_iter().flat_map(|group| group.entries);
        let sample = paths.into_iter().find(|entry| entry.name == "legend-path").map(|entry| entry.sample);
        let Some(Sample::Lines(lines)) = sample else { panic!("no path") };
        assert_eq!(lines[0].colour, "#2B1800");
        assert!((lines[0].dash[0] / lines[0].width - 2.4).abs() < 1e-9);
    }
}
