//! The buttons of the map and its scale bar.

use leptos::prelude::*;
use pdipr_data::domain::Metres;

use super::Target;
use super::glue::SenteMap;
use super::locate::Locate;
use super::scale::scale_bar;
use super::surface::Surface;
use crate::format;
use crate::parts::Icon;
use crate::words::{Arg, say, t, tf};

/// Room for the scale bar, in pixels.
const SCALE_ROOM: f64 = 96.0;

#[component]
pub(super) fn Controls() -> impl IntoView {
    let surface = expect_context::<Surface>();
    let on_map = move |act: fn(&SenteMap)| move || surface.on_map(act);
    let turned =
        Memo::new(move |_| surface.camera.with(|camera| camera.as_ref().map_or(0.0, |at| at.bearing)));
    view! {
        <div class="map-controls" role="group" aria-label=say("map-controls")>
            <ControlButton name="map-zoom-in" icon="plus" act=on_map(SenteMap::zoom_in) />
            <ControlButton name="map-zoom-out" icon="minus" act=on_map(SenteMap::zoom_out) />
            <button
                type="button"
                class="map-button"
                class:map-button-quiet=move || turned.get().abs() < 0.5
                aria-label=say("map-north")
                title=say("map-north")
                on:click=move |_| surface.on_map(SenteMap::north)
            >
                <span class="map-needle" style:transform=move || format!("rotate({}deg)", format::fixed(-turned.get(), 1))>
                    <svg viewBox="0 0 24 24" class="icon" aria-hidden="true" focusable="false">
                        <path class="needle-north" d="M12 2 16 12H8Z" />
                        <path class="needle-south" d="M12 22 8 12h8Z" />
                    </svg>
                </span>
            </button>
            <ControlButton name="map-whole" icon="maximize" act=move || surface.state.go_to.set(Some(Target::Whole)) />
            <Locate />
        </div>
        <Scale />
    }
}

/// A square button with an icon and a name.
#[component]
fn ControlButton(name: &'static str, icon: &'static str, act: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button
            type="button"
            class="map-button"
            data-test=name
            aria-label=move || t(name)
            title=move || t(name)
            on:click=move |_| act()
        >
            <Icon name=icon />
        </button>
    }
}

/// The bar is a round length: no decimals.
fn round_length(length: Metres) -> String {
    let metres = length.value().round() as u64;
    if metres < 1_000 {
        format!("{metres}\u{a0}m")
    } else {
        format!("{}\u{a0}km", format::number(metres / 1_000))
    }
}

#[component]
fn Scale() -> impl IntoView {
    let surface = expect_context::<Surface>();
    let bar = Memo::new(move |_| {
        surface.camera.with(|camera| {
            camera.as_ref().map(|camera| scale_bar(camera.zoom, camera.centre.lat(), SCALE_ROOM))
        })
    });
    let label = move || bar.get().map(|bar| round_length(bar.length)).unwrap_or_default();
    view! {
        <div class="map-scale" hidden=move || bar.get().is_none()>
            <span class="sr-only">{move || tf("map-scale", &[("length", Arg::Text(&label()))])}</span>
            <span aria-hidden="true">{label}</span>
            <span
                class="map-scale-bar"
                aria-hidden="true"
                style:width=move || format!("{}px", format::fixed(bar.get().map_or(0.0, |bar| bar.px), 1))
            ></span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_has_no_decimals() {
        assert_eq!(round_length(Metres::whole(2_000)), "2\u{a0}km");
        assert_eq!(round_length(Metres::whole(500)), "500\u{a0}m");
    }
}
