//! The drawing of a profile, pure: samples in, paths and marks of the axes out. Everything lies in a square of 1,000 by 1,000
//! that the page stretches; marks are told in percent, so that their words keep their size.

use pdipr_data::domain::{Elevation, Metres, Position};
use sente_core::carnet::Language;
use sente_core::relief::ProfilePoint;

use crate::format::{decimals_in, fixed};

/// The side of the square.
pub const SIDE: f64 = 1_000.0;
/// A plain shall not look like mountains: the drawing is at least so high, in metres.
const LEAST_HEIGHT: f64 = 40.0;
/// The most parts of an axis.
const PARTS: f64 = 5.0;

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    pub lines: Vec<Line>,
    /// The ground below the lines.
    pub ground: String,
    /// Distances, from the left.
    pub across: Vec<Mark>,
    /// Altitudes, from above.
    pub up: Vec<Mark>,
    length: f64,
    floor: f64,
    ceiling: f64,
}

/// A run of known ground of one kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    pub path: String,
    /// As the crow flies.
    pub liaison: bool,
}

/// A line of the grid, and its word.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    pub percent: f64,
    pub text: String,
}

/// Draws the samples of a line; `liaisons` are stretches as the crow flies, from and to, from the start of the line.
pub fn chart(language: Language, points: &[ProfilePoint], liaisons: &[(Metres, Metres)]) -> Chart {
    let length = length(points).value();
    let heights = || points.iter().filter_map(|point| point.elevation).map(Elevation::metres);
    let lowest = heights().fold(f64::INFINITY, f64::min);
    let highest = heights().fold(f64::NEG_INFINITY, f64::max);
    let (lowest, highest) = if lowest.is_finite() { (lowest, highest) } else { (0.0, 0.0) };
    let spare = (LEAST_HEIGHT - (highest - lowest)).max(0.0) / 2.0;
    let step = step((highest - lowest).max(LEAST_HEIGHT));
    let floor = ((lowest - spare) / step).floor() * step;
    let ceiling = (((highest + spare) / step).ceil() * step).max(floor + step);
    let mut chart = Chart {
        lines: Vec::new(),
        ground: String::new(),
        across: Vec::new(),
        up: Vec::new(),
        length,
        floor,
        ceiling,
    };
    chart.draw(points, liaisons);
    chart.up = marks(floor, ceiling, step)
        .map(|height| Mark { percent: chart.down(height) * 100.0, text: altitude(language, height) })
        .collect();
    chart.across = across(language, length);
    chart
}

impl Chart {
    /// How far from the left a distance lies, of 1.
    pub fn right(&self, distance: f64) -> f64 {
        if self.length > 0.0 { (distance / self.length).clamp(0.0, 1.0) } else { 0.0 }
    }

    /// How far from above a height lies, of 1.
    pub fn down(&self, height: f64) -> f64 {
        ((self.ceiling - height) / (self.ceiling - self.floor)).clamp(0.0, 1.0)
    }

    fn draw(&mut self, points: &[ProfilePoint], liaisons: &[(Metres, Metres)]) {
        let mut running: Option<(bool, String)> = None;
        for ends in points.windows(2) {
            let [from, to] = ends else { continue };
            let (Some(a), Some(b)) = (from.elevation, to.elevation) else {
                self.end(&mut running);
                continue;
            };
            let middle = (from.distance.value() + to.distance.value()) / 2.0;
            let liaison = liaisons.iter().any(|(from, to)| (from.value()..to.value()).contains(&middle));
            let place = |distance: Metres, height: Elevation| {
                [self.right(distance.value()), self.down(height.metres())].map(|share| fixed(share * SIDE, 1))
            };
            let ([x, y], [next, deep]) = (place(from.distance, a), place(to.distance, b));
            if running.as_ref().is_none_or(|(kind, _)| *kind != liaison) {
                self.end(&mut running);
                self.ground.push_str(&format!("M{x} {side}V{y}", side = fixed(SIDE, 0)));
                running = Some((liaison, format!("M{x} {y}")));
            }
            let on = format!("L{next} {deep}");
            self.ground.push_str(&on);
            if let Some((_, path)) = &mut running {
                path.push_str(&on);
            }
        }
        self.end(&mut running);
    }

    /// The line ends, and the ground below it is closed.
    fn end(&mut self, running: &mut Option<(bool, String)>) {
        if let Some((liaison, path)) = running.take() {
            self.ground.push_str(&format!("V{}Z", fixed(SIDE, 0)));
            self.lines.push(Line { path, liaison });
        }
    }
}

pub fn length(points: &[ProfilePoint]) -> Metres {
    points.last().map_or(Metres::ZERO, |last| last.distance)
}

/// Where one is at a distance from the start, and how high: between two samples in a straight line; no height in a gap.
pub fn at(points: &[ProfilePoint], distance: Metres) -> Option<(Position, Option<Elevation>)> {
    let after = points.partition_point(|point| point.distance < distance);
    let to = points.get(after).or(points.last())?;
    let from = after.checked_sub(1).and_then(|before| points.get(before)).unwrap_or(to);
    let long = to.distance.value() - from.distance.value();
    let share =
        if long > 0.0 { ((distance.value() - from.distance.value()) / long).clamp(0.0, 1.0) } else { 1.0 };
    let between = |a: f64, b: f64| a + (b - a) * share;
    let place = Position::new(between(from.at.lon(), to.at.lon()), between(from.at.lat(), to.at.lat()));
    let height = match (from.elevation, to.elevation) {
        (Some(a), Some(b)) => Elevation::new(between(a.metres(), b.metres())),
        _ => None,
    };
    Some((place.unwrap_or(to.at), height))
}

/// Every kilometre (every five on a long line), and the end.
pub fn rows(points: &[ProfilePoint]) -> Vec<(Metres, Option<Elevation>)> {
    let length = length(points);
    let step = if length > Metres::whole(40_000) { 5_000 } else { 1_000 };
    let full = (0..).map(|row| Metres::whole(row * step)).take_while(|at| *at < length);
    let height = |distance: Metres| at(points, distance).and_then(|(_, height)| height);
    full.chain([length]).map(|distance| (distance, height(distance))).collect()
}

/// The least of 1, 2 and 5 with any number of zeros that makes at most `PARTS` parts.
fn step(range: f64) -> f64 {
    let least = range / PARTS;
    let mut ten = 1.0;
    while ten * 10.0 <= least {
        ten *= 10.0;
    }
    [1.0, 2.0, 5.0].into_iter().map(|of| of * ten).find(|step| *step >= least).unwrap_or(ten * 10.0)
}

fn marks(from: f64, to: f64, step: f64) -> impl Iterator<Item = f64> {
    let count = ((to - from) / step).round().clamp(0.0, 20.0) as u32;
    (0..=count).map(move |mark| from + f64::from(mark) * step)
}

/// Kilometres, or metres on a short line; the unit stands at the last one.
fn across(language: Language, length: f64) -> Vec<Mark> {
    if length <= 0.0 {
        return Vec::new();
    }
    let step = step(length);
    let count = (length / step).floor();
    let long = length >= 1_000.0;
    let text = |at: f64, last: bool| {
        let unit = if long { "\u{a0}km" } else { "\u{a0}m" };
        let places = u8::from(long && step < 1_000.0);
        let number = decimals_in(language, if long { at / 1_000.0 } else { at }, places);
        if last { number + unit } else { number }
    };
    marks(0.0, count * step, step)
        .map(|at| Mark { percent: at / length * 100.0, text: text(at, at >= (count - 0.5) * step) })
        .collect()
}

/// The sea is 0, and polders lie below it.
fn altitude(language: Language, height: f64) -> String {
    let sign = if height < -0.5 { "\u{2212}" } else { "" };
    format!("{sign}{}\u{a0}m", decimals_in(language, height.abs(), 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(distance: u32, height: Option<f64>) -> ProfilePoint {
        let at = Position::new(1.0 + f64::from(distance) / 1e5, 48.0).unwrap();
        ProfilePoint { distance: Metres::whole(distance), at, elevation: height.and_then(Elevation::new) }
    }

    /// Two and a half kilometres up and down again.
    fn hill() -> Vec<ProfilePoint> {
        [(0, 100.0), (1_000, 200.0), (2_500, 120.0)].map(|(at, height)| point(at, Some(height))).to_vec()
    }

    fn texts(marks: &[Mark]) -> Vec<&str> {
        marks.iter().map(|mark| mark.text.as_str()).collect()
    }

    #[test]
    fn a_hill_fills_the_drawing_from_side_to_side() {
        let chart = chart(Language::Fr, &hill(), &[]);
        assert_eq!(chart.lines, [Line { path: "M0.0 1000.0L400.0 0.0L1000.0 800.0".into(), liaison: false }]);
        assert_eq!(chart.ground, "M0.0 1000V1000.0L400.0 0.0L1000.0 800.0V1000Z");
        assert_eq!(
            texts(&chart.up),
            ["100\u{a0}m", "120\u{a0}m", "140\u{a0}m", "160\u{a0}m", "180\u{a0}m", "200\u{a0}m"]
        );
        assert_eq!(texts(&chart.across), ["0,0", "0,5", "1,0", "1,5", "2,0", "2,5\u{a0}km"]);
        assert_eq!(chart.across[2].percent, 40.0);
    }

    #[test]
    fn a_plain_stays_flat_in_the_middle() {
        let plain = [point(0, Some(150.0)), point(800, Some(152.0))];
        let chart = chart(Language::En, &plain, &[]);
        assert!((0.4..0.6).contains(&chart.down(151.0)), "{}", chart.down(151.0));
        assert_eq!(texts(&chart.across), ["0", "200", "400", "600", "800\u{a0}m"]);
    }

    #[test]
    fn unknown_ground_is_a_break_and_a_liaison_a_line_of_its_own() {
        let heights = [Some(100.0), Some(110.0), None, Some(130.0), Some(140.0), Some(150.0)];
        let points: Vec<_> = (0..).zip(heights).map(|(at, height)| point(at * 1_000, height)).collect();
        let liaison = (Metres::whole(4_000), Metres::whole(5_000));
        let chart = chart(Language::Fr, &points, &[liaison]);
        assert_eq!(chart.lines.iter().map(|line| line.liaison).collect::<Vec<_>>(), [false, false, true]);
        assert_eq!(chart.ground.matches('Z').count(), 3);
    }

    #[test]
    fn without_any_elevation_nothing_is_drawn() {
        assert!(chart(Language::Fr, &[], &[]).lines.is_empty());
        assert!(chart(Language::Fr, &[point(0, None), point(10, None)], &[]).lines.is_empty());
    }

    #[test]
    fn the_axes_have_few_round_marks_however_long_and_high_the_line_is() {
        for (length, top) in [(90, 3.0), (950, 41.0), (12_345, 333.0), (98_765, 1_999.0), (640_000, 4_807.0)]
        {
            let chart = chart(Language::En, &[point(0, Some(0.0)), point(length, Some(top))], &[]);
            for marks in [&chart.across, &chart.up] {
                assert!((2..=7).contains(&marks.len()), "{length} {top}: {:?}", texts(marks));
                assert!(marks.iter().all(|mark| (0.0..=100.0).contains(&mark.percent)));
            }
        }
    }

    #[test]
    fn between_two_samples_the_ground_is_straight() {
        let (place, height) = at(&hill(), Metres::whole(500)).unwrap();
        assert!((height.unwrap().metres() - 150.0).abs() < 1e-9 && (place.lon() - 1.005).abs() < 1e-9);
        assert_eq!(at(&hill(), Metres::whole(9_000)).unwrap().1, Elevation::new(120.0));
        assert_eq!(at(&[point(0, None), point(100, Some(1.0))], Metres::whole(50)).unwrap().1, None);
        assert_eq!(at(&[], Metres::ZERO), None);
    }

    #[test]
    fn the_table_has_a_row_each_kilometre_and_the_end() {
        let rows = rows(&hill());
        let told: Vec<_> =
            rows.iter().map(|(at, height)| (at.value(), height.unwrap().metres().round())).collect();
        assert_eq!(told, [(0.0, 100.0), (1_000.0, 200.0), (2_000.0, 147.0), (2_500.0, 120.0)]);
    }
}
