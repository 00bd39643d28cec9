//! What an installed relief tells: the elevation of a place, and the profile and climb of a line, in the words of both hosts.
//! They read the packs (crate `tiles`); which relief has the word, and what is left of its samples, is decided here. No answer
//! has its tag inside: reading such ones would weigh more on a phone.

use pdipr_data::domain::{Elevation, Metres, Position};
use pdipr_data::methods::{self, Ascent, Reason, Sample};
use serde::{Deserialize, Serialize};

/// A longer line is not sampled: the longest route has some 200 km.
pub const LONGEST_LINE: Metres = Metres::whole(1_000_000);
/// Runs of samples of which the lowest and the highest are told; more than any screen shows.
const RUNS: usize = 300;

/// Where elevations come from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Relief {
    /// Empty where the pack does not say.
    pub source: String,
    /// From one elevation to the next.
    pub resolution: Metres,
}

/// What is known of the ground at a place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    Known {
        elevation: Elevation,
        relief: Relief,
    },
    /// No installed relief knows this place.
    NoRelief,
}

/// What is known of the ground along a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Along {
    Known(Profile),
    /// No installed relief knows any of it.
    NoRelief,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub relief: Relief,
    /// In walking order, from the first point of the line to its last: enough to draw it, with every top and hollow.
    pub points: Vec<ProfilePoint>,
    pub climb: Climbed,
    pub lowest: Elevation,
    pub highest: Elevation,
}

/// A point of the line.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ProfilePoint {
    /// From the start of the line.
    pub distance: Metres,
    pub at: Position,
    pub elevation: Option<Elevation>,
}

/// Ascent and descent, or why they are unknown.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Climbed {
    Known {
        ascent: Metres,
        descent: Metres,
    },
    /// The relief is coarser than 50 m.
    TooCoarse,
    /// The relief does not know a stretch of more than 100 m.
    Gap,
    /// The line has no length.
    NoLine,
}

/// A relief whose pack is open.
pub struct Open<'a, E> {
    pub relief: Relief,
    /// Tells the elevation of a place, nothing where it is not known.
    pub elevation: Box<dyn FnMut(Position) -> Result<Option<Elevation>, E> + 'a>,
}

impl<'a, E> Open<'a, E> {
    /// A pack that answers metres at a longitude and latitude; `None` where it does not say what its elevations are worth.
    pub fn new(
        source: String,
        resolution_m: f64,
        mut metres: impl FnMut(f64, f64) -> Result<Option<f64>, E> + 'a,
    ) -> Option<Open<'a, E>> {
        let resolution = Metres::try_from(resolution_m).ok()?;
        let elevation = move |at: Position| Ok(metres(at.lon(), at.lat())?.and_then(Elevation::new));
        Some(Open { relief: Relief { source, resolution }, elevation: Box::new(elevation) })
    }
}

/// The elevation of a place, from the finest relief that knows it.
pub fn elevation<E>(reliefs: Vec<Open<'_, E>>, at: Position) -> Result<Ground, E> {
    for mut open in finest_first(reliefs) {
        if let Some(elevation) = (open.elevation)(at)? {
            return Ok(Ground::Known { elevation: rounded(elevation), relief: open.relief });
        }
    }
    Ok(Ground::NoRelief)
}

/// The profile of a line, from one relief: the finest that knows enough of it for a climb, else the one that knows most.
pub fn profile<E>(reliefs: Vec<Open<'_, E>>, line: &[Position]) -> Result<Along, E> {
    let length: Metres = line.windows(2).map(|ends| ends[0].distance_to(ends[1])).sum();
    if length > LONGEST_LINE {
        return Ok(Along::NoRelief);
    }
    let mut best: Option<(usize, Profile)> = None;
    for mut open in finest_first(reliefs) {
        let samples = methods::profile(line, &mut open.elevation)?;
        let known = samples.iter().filter(|sample| sample.elevation.is_some()).count();
        let Some(profile) = told(open.relief, &samples) else { continue };
        if matches!(profile.climb, Climbed::Known { .. }) {
            return Ok(Along::Known(profile));
        }
        if best.as_ref().is_none_or(|(most, _)| known > *most) {
            best = Some((known, profile));
        }
    }
    Ok(best.map_or(Along::NoRelief, |(_, profile)| Along::Known(profile)))
}

fn finest_first<E>(mut reliefs: Vec<Open<'_, E>>) -> Vec<Open<'_, E>> {
    reliefs.sort_by(|one, other| one.relief.resolution.value().total_cmp(&other.relief.resolution.value()));
    reliefs
}

/// `None` where nothing is known.
fn told(relief: Relief, samples: &[Sample]) -> Option<Profile> {
    let known = || samples.iter().filter_map(|sample| sample.elevation);
    let lowest = known().min_by(|a, b| a.metres().total_cmp(&b.metres()))?;
    let highest = known().max_by(|a, b| a.metres().total_cmp(&b.metres()))?;
    let climb = match methods::climb(samples, relief.resolution) {
        Ascent::Known(climb) => {
            Climbed::Known { ascent: metres(climb.ascent), descent: metres(climb.descent) }
        }
        Ascent::Unknown(Reason::TooCoarse { .. }) => Climbed::TooCoarse,
        Ascent::Unknown(Reason::Gap { .. }) => Climbed::Gap,
        Ascent::Unknown(Reason::NoLine) => Climbed::NoLine,
    };
    let points = thinned(samples).into_iter().map(point).collect();
    Some(Profile { relief, points, climb, lowest: rounded(lowest), highest: rounded(highest) })
}

/// The first and the last, and of each run between them the lowest and the highest; where a run has unknown ground, the first
/// of it, so that the gap is seen.
fn thinned(samples: &[Sample]) -> Vec<&Sample> {
    let [first, between @ .., last] = samples else { return samples.iter().collect() };
    let run = between.len().div_ceil(RUNS).max(1);
    let mut kept = vec![first];
    for run in between.chunks(run) {
        let height = |at: &usize| run[*at].elevation.map(Elevation::metres);
        let known = || (0..run.len()).filter(|at| height(at).is_some());
        let order =
            |a: &usize, b: &usize| height(a).partial_cmp(&height(b)).unwrap_or(std::cmp::Ordering::Equal);
        let unknown = (0..run.len()).find(|at| height(at).is_none());
        let mut chosen: Vec<usize> =
            [known().min_by(order), known().max_by(order), unknown].into_iter().flatten().collect();
        chosen.sort_unstable();
        chosen.dedup();
        kept.extend(chosen.into_iter().map(|at| &run[at]));
    }
    kept.push(last);
    kept
}

/// To the decimetre and to a metre on the ground: finer digits say nothing and are many.
fn point(sample: &Sample) -> ProfilePoint {
    let degrees = |value: f64| (value * 1e5).round() / 1e5;
    let at = Position::new(degrees(sample.place.lon()), degrees(sample.place.lat()));
    ProfilePoint {
        distance: metres(sample.distance.value()),
        at: at.unwrap_or(sample.place),
        elevation: sample.elevation.map(rounded),
    }
}

fn rounded(elevation: Elevation) -> Elevation {
    Elevation::new(decimetre(elevation.metres())).unwrap_or(elevation)
}

fn metres(value: f64) -> Metres {
    Metres::try_from(decimetre(value)).unwrap_or(Metres::ZERO)
}

fn decimetre(metres: f64) -> f64 {
    (metres * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// Knows the ground between two longitudes: 100 m, and 1 m more every 100th of a degree.
    fn open(source: &str, resolution: u32, from: f64, to: f64) -> Open<'static, Infallible> {
        let known = move |lon: f64, _| {
            let known = (from..=to).contains(&lon);
            Ok(Some(100.0 + (lon - 1.0) * 1_000.0).filter(|_| known))
        };
        Open::new(source.into(), f64::from(resolution), known).unwrap()
    }

    fn at(lon: f64) -> Position {
        Position::new(lon, 48.0).unwrap()
    }

    fn along(reliefs: Vec<Open<'_, Infallible>>, to: f64) -> Option<Profile> {
        match profile(reliefs, &[at(1.0), at(to)]).unwrap() {
            Along::Known(profile) => Some(profile),
            Along::NoRelief => None,
        }
    }

    fn source(ground: &Ground) -> &str {
        match ground {
            Ground::Known { relief, .. } => &relief.source,
            Ground::NoRelief => "none",
        }
    }

    #[test]
    fn the_finest_relief_that_knows_the_place_has_the_word() {
        let all =
            || vec![open("coarse", 900, 0.0, 9.0), open("fine", 5, 1.0, 1.5), open("middle", 25, 1.0, 2.0)];
        for (lon, wanted) in [(1.2, "fine"), (1.7, "middle"), (3.0, "coarse"), (10.0, "none")] {
            assert_eq!(source(&elevation(all(), at(lon)).unwrap()), wanted, "{lon}");
        }
        assert_eq!(elevation::<Infallible>(Vec::new(), at(1.0)).unwrap(), Ground::NoRelief);
    }

    #[test]
    fn a_profile_is_of_the_finest_relief_that_knows_its_climb() {
        let all =
            || vec![open("coarse", 900, 0.0, 9.0), open("fine", 5, 0.0, 1.05), open("middle", 25, 0.0, 1.2)];
        for (to, wanted) in [(1.04, "fine"), (1.1, "middle"), (1.9, "coarse")] {
            assert_eq!(along(all(), to).unwrap().relief.source, wanted, "{to}");
        }
        assert!(along(vec![open("elsewhere", 5, 3.0, 4.0)], 1.1).is_none());
    }

    #[test]
    fn a_coarse_relief_gives_a_profile_and_no_climb() {
        let found = along(vec![open("coarse", 900, 0.0, 9.0)], 1.1).unwrap();
        assert_eq!(
            (found.climb, found.lowest.metres(), found.highest.metres()),
            (Climbed::TooCoarse, 100.0, 200.0)
        );
    }

    #[test]
    fn a_hole_in_the_relief_is_a_hole_in_the_profile() {
        let found = along(vec![open("half", 5, 0.0, 1.05)], 1.1).unwrap();
        assert_eq!(found.climb, Climbed::Gap);
        assert!(found.points.iter().any(|point| point.elevation.is_none()));
    }

    #[test]
    fn a_long_line_is_thinned_and_keeps_its_ends_and_its_top() {
        let mut hill = open("hill", 5, 0.0, 9.0);
        hill.elevation = Box::new(|at| Ok(Elevation::new(500.0 - ((at.lon() - 1.123_45) * 1_000.0).abs())));
        let found = along(vec![hill], 2.0).unwrap();
        assert!(found.points.len() <= 2 * RUNS + 2, "{} points", found.points.len());
        let top = found.points.iter().filter_map(|point| point.elevation).map(Elevation::metres);
        assert_eq!(top.fold(0.0, f64::max), found.highest.metres());
        let ends = [found.points.first(), found.points.last()].map(|end| end.unwrap().at.lon());
        assert_eq!(ends, [1.0, 2.0]);
        assert!(found.points.is_sorted_by(|a, b| a.distance <= b.distance));
    }

    #[test]
    fn a_line_around_the_world_is_not_sampled() {
        let line = [at(-180.0), at(0.0), at(180.0)];
        assert_eq!(profile(vec![open("all", 5, -180.0, 180.0)], &line).unwrap(), Along::NoRelief);
    }

    #[test]
    fn what_the_hosts_tell_is_read_as_it_was_written() {
        let found = Along::Known(along(vec![open("half", 5, 0.0, 1.000_2)], 1.000_4).unwrap());
        let text = serde_json::to_string(&found).unwrap();
        assert_eq!(crate::reading::read::<Along>(&text).unwrap(), found);
        assert_eq!(
            text,
            r#"{"known":{"relief":{"source":"half","resolution":5.0},"points":[{"distance":0.0,"at":[1.0,48.0],"elevation":100.0},{"distance":10.0,"at":[1.00013,48.0],"elevation":100.1},{"distance":19.9,"at":[1.00027,48.0],"elevation":null},{"distance":29.9,"at":[1.0004,48.0],"elevation":null}],"climb":{"known":{"ascent":0.0,"descent":0.0}},"lowest":100.0,"highest":100.1}}"#
        );
        for climb in ["too-coarse", "gap", "no-line"] {
            let text = format!("\"{climb}\"");
            assert_eq!(
                serde_json::to_string(&crate::reading::read::<Climbed>(&text).unwrap()).unwrap(),
                text
            );
        }
        let known = Ground::Known {
            elevation: Elevation::new(182.3).unwrap(),
            relief: Relief { source: "RGE ALTI".into(), resolution: Metres::whole(5) },
        };
        for ground in [known, Ground::NoRelief] {
            let text = serde_json::to_string(&ground).unwrap();
            assert_eq!(crate::reading::read::<Ground>(&text).unwrap(), ground, "{text}");
        }
    }
}
