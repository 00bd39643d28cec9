//! Rules over one segment and the communes around it.

use crate::domain::{Finding, Segment};
use crate::register::Ground;

/// Outlines are simplified: a point this far outside its commune is no remark.
const OUTLINE_TOLERANCE_M: f64 = 100.0;

/// A way of two points longer than this was hardly drawn along the ground.
const LONG_STRAIGHT_M: f64 = 500.0;

pub fn about_segments(segments: &[Segment], ground: &Ground<'_>, file: &str) -> Vec<Finding> {
    segments
        .iter()
        .flat_map(|segment| about_segment(segment, ground))
        .map(|finding| finding.in_file(file))
        .collect()
}

fn about_segment(segment: &Segment, ground: &Ground<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut tell = |finding: Finding| findings.push(finding.at_line(segment.source_line).about(&segment.id));
    if let Some(insee) = &segment.insee {
        match ground.commune(insee) {
            None => tell(Finding::warning("unknown-insee").in_column("INSEE").with("insee", insee.as_str())),
            Some(commune) => {
                if let Some(name) = segment.commune.as_ref().filter(|name| **name != commune.name) {
                    tell(
                        Finding::info("commune-name-differs")
                            .in_column("Commune")
                            .with("name", name)
                            .with("official", &commune.name),
                    );
                }
                let away =
                    segment.line.iter().map(|at| ground.metres_outside(commune, *at)).fold(0.0, f64::max);
                if away > OUTLINE_TOLERANCE_M {
                    tell(
                        Finding::info("outside-commune")
                            .in_column("geo_shape")
                            .with("commune", &commune.name)
                            .with("metres", format!("{away:.0}")),
                    );
                }
            }
        }
    }
    if segment.line.len() == 2 && segment.length.value() > LONG_STRAIGHT_M {
        tell(
            Finding::info("long-straight-line")
                .in_column("geo_shape")
                .with("metres", format!("{:.0}", segment.length.value())),
        );
    }
    findings
}
