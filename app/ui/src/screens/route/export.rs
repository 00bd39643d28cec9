//! Taking the route along: the way to its start, and its line as a file; a line that may not leave says why.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::domain::{Position, Redistribution, RouteId};
use pdipr_data::io::ExportFormat;
use sente_core::calls::ExportRoute;

use super::picture::{PictureButtons, RoutePicture};
use crate::backend::use_backend;
use crate::format;
use crate::parts::{Icon, download, error_text, use_toast};
use crate::words::{Arg, say, tf};

const FORMATS: &[(ExportFormat, &str, &str)] = &[
    (ExportFormat::Gpx, "GPX", "export-gpx"),
    (ExportFormat::Kml, "KML", "export-kml"),
    (ExportFormat::GeoJson, "GeoJSON", "export-geojson"),
];

#[component]
pub fn Exports(id: RouteId, picture: RoutePicture, redistribution: Redistribution) -> impl IntoView {
    match redistribution {
        Redistribution::Withheld { reason } => view! { <Withheld reason /> }.into_any(),
        Redistribution::Open => {
            let button = move |(format, name, test): &(ExportFormat, &'static str, &'static str)| {
                let (id, format, name) = (id.clone(), *format, *name);
                view! {
                    <button
                        type="button"
                        class="button"
                        class:button-primary=format == ExportFormat::Gpx
                        data-test=*test
                        aria-label=move || tf("route-download-as", &[("format", Arg::Text(name))])
                        on:click=move |_| save(id.clone(), format)
                    >
                        {(format == ExportFormat::Gpx).then(|| view! { <Icon name="download" /> })}
                        {name}
                    </button>
                }
            };
            view! {
                <div class="sheet-row" role="group" aria-label=say("route-download")>
                    {FORMATS.iter().map(button).collect_view()}
                    <PictureButtons picture />
                </div>
            }
            .into_any()
        }
    }
}

fn save(id: RouteId, format: ExportFormat) {
    spawn_local(async move {
        match use_backend().ask(ExportRoute { id, format }).await {
            Ok(file) => download(file),
            Err(error) => use_toast().show(error_text(&error), None),
        }
    });
}

#[component]
fn Withheld(reason: String) -> impl IntoView {
    view! {
        <div class="banner" data-test="withheld">
            <Icon name="info" />
            <div>
                <p class="banner-title">{say("route-withheld")}</p>
                <p>{move || tf("route-withheld-reason", &[("reason", Arg::Text(&reason))])}</p>
            </div>
        </div>
    }
}

/// "Y aller": the coordinates as text, and a link that the device's own map app takes.
#[component]
pub fn GoThere(#[prop(into)] name: Signal<String>, at: Position) -> impl IntoView {
    // RFC 5870; the query part is what Android's map apps read.
    let (lat, lon) = (crate::format::fixed(at.lat(), 6), crate::format::fixed(at.lon(), 6));
    let link = format!("geo:{lat},{lon}?q={lat},{lon}");
    view! {
        <p class="go-there">
            <span class="go-there-place">
                <span>{move || name.get()}</span>
                <span class="coordinates">{move || format::position(at)}</span>
            </span>
            <a
                class="button no-print"
                href=link
                data-test="go-there"
                aria-label=move || tf("route-go-there-to", &[("name", Arg::Text(&name.get()))])
            >
                <Icon name="navigation" />
                {say("route-go-there")}
            </a>
        </p>
    }
}
