//! Légende: every colour and sign of the map with its name, drawn from what the map draws, in the look of the screen.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::format::shortest;
use crate::map::legend::{Entry, Group, Sample, Stroke, ground, legend};
use crate::map::{MapLook, paint};
use crate::parts::PageTitle;
use crate::preferences::shown_look;
use crate::words::{say, t};

#[component]
pub fn LegendScreen() -> impl IntoView {
    let look = move || MapLook::from_name(shown_look().as_str());
    view! {
        <div class="page more">
            <PageTitle text=Signal::derive(say("legend-title")) />
            <p>{say("legend-note")}</p>
            <p>
                <a class="button" href="/carte">{say("legend-to-map")}</a>
            </p>
            {move || {
                let ground = ground(look());
                legend(look()).into_iter().map(|group| view! { <Section group ground /> }).collect_view()
            }}
        </div>
    }
}

#[component]
fn Section(group: Group, ground: &'static str) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby=group.title>
            <h2 id=group.title class="section-title">
                {say(group.title)}
            </h2>
            <ul class="legend">
                {group
                    .entries
                    .into_iter()
                    .map(|Entry { name, sample }| {
                        view! {
                            <li>
                                <span class="legend-sample">{drawn(sample, ground)}</span>
                                <span>{move || t(&name)}</span>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}

/// The name stands beside it: hidden from screen readers.
fn drawn(sample: Sample, ground: &'static str) -> AnyView {
    let inside = match sample {
        Sample::Image(image) => return view! { <Painted image ground /> }.into_any(),
        Sample::Area { fill, edge } => {
            view! { <rect x="4" y="4" width="48" height="24" rx="3" fill=fill stroke=edge /> }.into_any()
        }
        Sample::Dot { fill, ring } => {
            view! { <circle cx="28" cy="16" r="7" fill=fill stroke=ring stroke-width="2.5" /> }.into_any()
        }
        Sample::Lines(strokes) => strokes.into_iter().map(line).collect_view().into_any(),
    };
    view! {
        <svg viewBox="0 0 56 32" aria-hidden="true" focusable="false">
            <rect width="56" height="32" rx="5" fill=ground />
            {inside}
        </svg>
    }
    .into_any()
}

fn line(stroke: Stroke) -> impl IntoView {
    let dash: Vec<String> = stroke.dash.iter().map(|length| shortest(*length, 2)).collect();
    view! {
        <path
            d="M5 22C17 6 37 28 51 10"
            fill="none"
            stroke=stroke.colour
            stroke-width=shortest(stroke.width, 2)
            stroke-dasharray=dash.join(" ")
            stroke-linecap=if stroke.round { "round" } else { "butt" }
            opacity=shortest(stroke.opacity, 2)
        />
    }
}

/// A sign, painted as on the map.
#[component]
fn Painted(image: String, ground: &'static str) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    Effect::new(move || {
        let Some(canvas) = canvas.get() else { return };
        let image = image.clone();
        spawn_local(async move {
            if let Err(error) = paint(&canvas, &image).await {
                leptos::logging::warn!("a sign of the legend could not be drawn: {error:?}");
            }
        });
    });
    view! {
        <span class="legend-plate" style:background=ground aria-hidden="true">
            <canvas node_ref=canvas width="22" height="22"></canvas>
        </span>
    }
}
