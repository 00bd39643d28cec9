//! What the map is, and whose data it shows: always in reach, as the licences ask.

use leptos::prelude::*;
use sente_core::calls::OpenAbout;

use super::use_map_state;
use crate::backend::asked;
use crate::words::{say, t};

#[component]
pub(super) fn Credits() -> impl IntoView {
    let about = asked(|| OpenAbout {});
    let map = use_map_state();
    let packs = map.packs;
    view! {
        <details class="map-credits" data-test="map-credits">
            <summary>{move || t(if map.is_detailed() { "map-credits-detail" } else { "map-credits" })}</summary>
            <p>
                <a class="button" href="/plus/legende" data-test="map-legend">
                    {say("map-legend")}
                </a>
            </p>
            <p>{say("map-locator-note")}</p>
            <p>
                <a href=crate::packs::PATH data-test="map-packs">
                    {say("packs-title")}
                </a>
            </p>
            <ul>
                {move || {
                    let owned = packs.get().into_iter().filter(|pack| !pack.bundled && !pack.attribution.is_empty());
                    owned.map(|pack| view! { <li>{format!("{}\u{a0}: {}", pack.title, pack.attribution)}</li> }).collect_view()
                }}
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
                    _ => view! { <li>{say("map-credits-all")}</li> }.into_any(),
                }}
            </ul>
        </details>
    }
}
