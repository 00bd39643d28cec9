//! What the map is, and whose data it shows: always in reach, as the licences ask.

use leptos::prelude::*;
use sente_core::calls::OpenAbout;

use crate::backend::use_backend;
use crate::words::t;

#[component]
pub(super) fn Credits() -> impl IntoView {
    let about = LocalResource::new(|| async { use_backend().ask(OpenAbout {}).await });
    view! {
        <details class="map-credits" data-test="map-credits">
            <summary>{move || t("map-credits")}</summary>
            <p>{move || t("map-locator-note")}</p>
            <ul>
                {move || match about.get() {
                    Some(Ok(about)) => {
                        about
                            .info
                            .sources
                            .into_iter()
                            .map(|source| {
                                view! {
                                    <li>
                                        {format!("{} ({}), {}", source.holder, source.name, source.licence)}
                                    </li>
                                }
                            })
                            .collect_view()
                            .into_any()
                    }
                    // The licences name their holders even while the catalogue is silent.
                    _ => view! { <li>{move || t("map-credits-all")}</li> }.into_any(),
                }}
            </ul>
        </details>
    }
}
