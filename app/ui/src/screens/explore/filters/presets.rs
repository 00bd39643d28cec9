//! "Avec qui ?": public rules that set several criteria at once; the rule is said, never hidden.

use leptos::prelude::*;
use pdipr_data::filter::{PRESETS, Preset, RouteFilter};

use crate::screens::explore::criteria;
use crate::screens::explore::state::use_explore;
use crate::words::{say, t};

#[component]
pub fn Presets() -> impl IntoView {
    let explore = use_explore();
    let chosen = Memo::new(move |_| {
        explore.query.with(|query| {
            let preset = PRESETS.iter().find(|preset| criteria::is_preset(query, &(preset.filter)()));
            preset.map(|preset| preset.id)
        })
    });
    let button = move |preset: &'static Preset| {
        let on = move || chosen.get() == Some(preset.id);
        view! {
            <button
                type="button"
                class="chip"
                class:chip-on=on
                aria-pressed=move || on().to_string()
                data-test=format!("preset-{}", preset.id)
                on:click=move |_| {
                    let filter = if on() { RouteFilter::default() } else { (preset.filter)() };
                    explore.ask_for(|query| *query = criteria::with_preset(query, filter));
                }
            >
                {move || t(&format!("preset-{}", preset.id))}
            </button>
        }
    };
    view! {
        <fieldset class="criterion">
            <legend class="criterion-name">{say("explore-with-whom")}</legend>
            <div class="preset-row">{PRESETS.iter().map(button).collect_view()}</div>
            <p class="criterion-note" aria-live="polite">
                {move || match chosen.get() {
                    Some(id) => t(&format!("preset-{id}-rule")),
                    None => t("explore-with-whom-note"),
                }}
            </p>
        </fieldset>
    }
}
