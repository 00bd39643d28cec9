//! Which servers the window asks, for reviews and for maps; empty is what the app was built with, and for maps the server of
//! reviews that was named. A browser asks only the server that it came from, and shows none of this.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sente_core::ApiError;
use sente_core::calls::OpenSync;
use sente_core::carnet::Settings;

use crate::backend::{asked, news_version, tell_news};
use crate::device::packs::has_dialogue;
use crate::map::use_map_state;
use crate::packs;
use crate::parts::{announce, error_text};
use crate::preferences::{settings, try_change};
use crate::words::{say, t};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Reviews,
    Maps,
}

impl Which {
    fn chosen(self, settings: Settings) -> Option<String> {
        match self {
            Which::Reviews => settings.server,
            Which::Maps => settings.map_server,
        }
    }

    /// Blank is the server of the app.
    fn choose(self, settings: &mut Settings, address: &str) {
        let address = Some(address.trim().to_owned()).filter(|address| !address.is_empty());
        match self {
            Which::Reviews => settings.server = address,
            Which::Maps => settings.map_server = address,
        }
    }

    /// It was `kept`, or it is no address. What was known of another server says nothing any more.
    fn changed(self, kept: bool) {
        if self == Which::Reviews && kept {
            tell_news();
        }
        packs::server_named(kept);
    }
}

/// Both, where the hiker can choose them.
#[component]
pub fn Servers() -> impl IntoView {
    has_dialogue().then(|| {
        packs::watch(use_map_state());
        view! {
            <fieldset class="setting" data-test="servers">
                <legend class="field-label">{say("settings-servers")}</legend>
                <p class="muted field-hint">{say("packs-server-hint")}</p>
                <ServerField which=Which::Reviews />
                <ServerField which=Which::Maps />
            </fieldset>
        }
    })
}

/// One of them. What is no address is said under the field, and not kept.
#[component]
pub fn ServerField(which: Which) -> impl IntoView {
    let (id, label) = match which {
        Which::Reviews => ("server", "settings-server"),
        Which::Maps => ("map-server", "packs-server"),
    };
    let built_in = built_in(which);
    let refused = RwSignal::new(None::<ApiError>);
    let save = move |event| {
        let address = event_target_value(&event);
        packs::name_server();
        spawn_local(async move {
            let kept = try_change(|settings| which.choose(settings, &address)).await;
            which.changed(kept.is_ok());
            match kept {
                Ok(()) => {
                    refused.try_set(None);
                    announce(t("settings-server-kept"));
                }
                Err(error) => {
                    refused.try_set(Some(error));
                }
            }
        });
    };
    let problem = format!("{id}-problem");
    view! {
        <div class="field">
            <label class="field-label" for=id>
                {say(label)}
            </label>
            <input
                id=id
                type="url"
                class="input"
                data-test=id
                autocomplete="off"
                placeholder=move || built_in.get().unwrap_or_else(|| t("packs-server-none"))
                prop:value=move || which.chosen(settings()).unwrap_or_default()
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                aria-describedby=problem.clone()
                on:change=save
            />
            <p id=problem class="field-problem" role="alert">
                {move || refused.get().map(|error| error_text(&error))}
            </p>
        </div>
    }
}

/// What is asked where the field is empty.
fn built_in(which: Which) -> Signal<Option<String>> {
    match which {
        Which::Maps => Signal::derive(|| {
            let of_the_app = || packs::state().and_then(Result::ok).and_then(|state| state.server);
            packs::maps_of(&settings()).or_else(of_the_app)
        }),
        Which::Reviews => {
            let sync = asked(|| {
                news_version();
                OpenSync {}
            });
            // While another one is chosen, this is that one, and it stands in the field.
            Signal::derive(move || sync.get().and_then(Result::ok).and_then(|sync| sync.address))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_address_is_the_server_of_the_app() {
        let mut settings = Settings::default();
        Which::Maps.choose(&mut settings, " https://cartes.example ");
        assert_eq!(Which::Maps.chosen(settings.clone()).as_deref(), Some("https://cartes.example"));
        assert_eq!(Which::Reviews.chosen(settings.clone()), None);
        Which::Maps.choose(&mut settings, "  ");
        assert_eq!(settings, Settings::default());
    }
}
