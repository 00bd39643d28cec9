//! The small drawing of a route's line on its card.

use std::fmt::Write;

use leptos::prelude::*;
use pdipr_data::domain::{Network, Sketch};

/// Decoration: the card says the same in words, so readers skip it.
#[component]
pub fn SketchView(sketch: Sketch, #[prop(optional)] network: Option<Network>) -> impl IntoView {
    let tint = network.map_or("sketch-ink", tint);
    let lines = path(&sketch);
    view! {
        <svg class=format!("sketch {tint}") viewBox="-12 -12 279 279" aria-hidden="true" focusable="false">
            <path class="sketch-casing" d=lines.clone() />
            <path class="sketch-line" d=lines />
        </svg>
    }
}

/// The class that carries the waymark colour of the network.
pub(super) fn tint(network: Network) -> &'static str {
    match network {
        Network::Gr => "sketch-red",
        Network::Grp | Network::Pr => "sketch-yellow",
        Network::Riding => "sketch-orange",
        Network::MountainBike | Network::Local => "sketch-ink",
    }
}

fn path(sketch: &Sketch) -> String {
    let mut d = String::new();
    for line in &sketch.0 {
        for (index, (x, y)) in line.iter().enumerate() {
            let command = if index == 0 { 'M' } else { 'L' };
            if write!(d, "{command}{x} {y}").is_err() {
                return String::new();
            }
        }
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_a_sketch_starts_anew() {
        assert_eq!(path(&Sketch(vec![vec![(0, 0), (10, 20)], vec![(5, 5), (6, 6)]])), "M0 0L10 20M5 5L6 6");
    }
}
