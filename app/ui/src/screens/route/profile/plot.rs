//! The drawing with its axes, and the cursor that walks along it: by keys, by pointing, by dragging. The map shows where it is.

use leptos::ev;
use leptos::prelude::*;
use pdipr_data::domain::Metres;
use sente_core::relief::ProfilePoint;
use wasm_bindgen::JsCast;

use super::chart::{self, SIDE, chart};
use crate::format;
use crate::map::use_map_state;
use crate::words::{Arg, language, say, t, tf};

/// A step of the cursor; of long lines a two hundredth.
const STEP: f64 = 100.0;
/// Steps of *PageUp* and *PageDown*.
const PAGE: f64 = 10.0;

#[component]
pub fn Plot(points: Vec<ProfilePoint>, liaisons: Vec<(Metres, Metres)>) -> impl IntoView {
    let map = use_map_state();
    let length = chart::length(&points).value();
    let points = StoredValue::new(points);
    // Metres from the start, while somebody looks.
    let cursor = RwSignal::new(None::<f64>);
    // Where it was, for those who come back.
    let place = RwSignal::new(0.0);
    let here = move |at: f64| {
        points.with_value(|points| chart::at(points, Metres::try_from(at).unwrap_or(Metres::ZERO)))
    };
    let go = move |to: f64| {
        let to = to.clamp(0.0, length);
        place.set(to);
        cursor.set(Some(to));
        map.cursor.set(here(to).map(|(at, _)| at));
    };
    let leave = move || {
        cursor.set(None);
        map.cursor.set(None);
    };
    on_cleanup(move || map.cursor.set(None));
    let told = move |at: f64| {
        let distance = format::distance(Metres::try_from(at).unwrap_or(Metres::ZERO));
        match here(at).and_then(|(_, height)| height) {
            Some(height) => {
                let height = format::altitude(height.metres());
                tf(
                    "route-profile-at",
                    &[("distance", Arg::Text(&distance)), ("altitude", Arg::Text(&height))],
                )
            }
            None => tf("route-profile-at-unknown", &[("distance", Arg::Text(&distance))]),
        }
    };
    let keys = move |event: ev::KeyboardEvent| {
        let step = STEP.max((length / 200.0 / STEP).ceil() * STEP);
        // Whole steps, whatever was pointed at before.
        let (down, up) =
            ((place.get_untracked() / step).ceil() * step, (place.get_untracked() / step).floor() * step);
        let to = match event.key().as_str() {
            "ArrowRight" | "ArrowUp" => up + step,
            "ArrowLeft" | "ArrowDown" => down - step,
            "PageUp" => up + step * PAGE,
            "PageDown" => down - step * PAGE,
            "Home" => 0.0,
            "End" => length,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        go(to);
    };
    let point = move |event: ev::PointerEvent| {
        let Some(plot) = event.current_target().and_then(|plot| plot.dyn_into::<web_sys::Element>().ok())
        else {
            return;
        };
        let frame = plot.get_bounding_client_rect();
        if frame.width() > 0.0 {
            go((f64::from(event.client_x()) - frame.left()) / frame.width() * length);
        }
    };
    let drawn = Memo::new(move |_| points.with_value(|points| chart(language(), points, &liaisons)));
    let percent = |share: f64| format!("{}%", format::fixed(share * 100.0, 2));
    let across =
        move || cursor.get().map(|at| percent(drawn.with(|drawn| drawn.right(at)))).unwrap_or_default();
    let dot = move || {
        let height = cursor.get().and_then(here).and_then(|(_, height)| height)?;
        Some(percent(drawn.with(|drawn| drawn.down(height.metres()))))
    };
    view! {
        <div class="profile">
            <p class="profile-now" aria-hidden="true" data-test="profile-now">
                {move || cursor.get().map_or_else(|| t("route-profile-hint"), told)}
            </p>
            <div class="profile-frame">
                <div class="profile-up" aria-hidden="true">
                    {move || {
                        drawn
                            .get()
                            .up
                            .into_iter()
                            .map(|mark| view! { <span style:top=percent(mark.percent / 100.0)>{mark.text}</span> })
                            .collect_view()
                    }}
                </div>
                <div
                    class="profile-plot"
                    role="slider"
                    tabindex="0"
                    data-test="profile-cursor"
                    aria-label=say("route-profile-cursor")
                    aria-valuemin="0"
                    aria-valuemax=format::fixed(length, 0)
                    aria-valuenow=move || format::fixed(place.get(), 0)
                    aria-valuetext=move || told(place.get())
                    on:keydown=keys
                    on:focus=move |_| go(place.get_untracked())
                    on:blur=move |_| leave()
                    on:pointerdown=point
                    on:pointermove=point
                    on:pointerleave=move |event: ev::PointerEvent| {
                        let focused = document().active_element();
                        let plot = event.current_target().and_then(|plot| plot.dyn_into::<web_sys::Element>().ok());
                        if focused.is_none() || focused != plot {
                            leave();
                        }
                    }
                >
                    <svg viewBox=format!("0 0 {SIDE} {SIDE}") preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        {move || {
                            let drawn = drawn.get();
                            let side = format::fixed(SIDE, 0);
                            let line = |mark: &chart::Mark| format::fixed(mark.percent / 100.0 * SIDE, 1);
                            let rows = drawn.up.iter().map(|mark| format!("M0 {}H{side}", line(mark)));
                            let columns = drawn.across.iter().map(|mark| format!("M{} 0V{side}", line(mark)));
                            let grid: String = rows.chain(columns).collect();
                            view! {
                                <path class="profile-ground" d=drawn.ground.clone()></path>
                                <path class="profile-grid" d=grid></path>
                                {drawn
                                    .lines
                                    .into_iter()
                                    .map(|line| {
                                        view! { <path class="profile-line" class:profile-liaison=line.liaison d=line.path></path> }
                                    })
                                    .collect_view()}
                            }
                        }}
                    </svg>
                    <span class="profile-here" hidden=move || cursor.get().is_none() style:left=across>
                        <span class="profile-dot" hidden=move || dot().is_none() style:top=move || dot().unwrap_or_default()></span>
                    </span>
                </div>
                <div class="profile-across" aria-hidden="true">
                    {move || {
                        drawn
                            .get()
                            .across
                            .into_iter()
                            .map(|mark| view! { <span style:left=percent(mark.percent / 100.0)>{mark.text}</span> })
                            .collect_view()
                    }}
                </div>
            </div>
        </div>
    }
}
