//! Plus: settings, storage, the data and its sources, accessibility, privacy, safety, who publishes the app.

mod about;
mod findings;
mod legend;
mod packs;
mod rules;
mod servers;
mod settings;
mod statements;
mod storage;

use leptos::prelude::*;

pub use self::about::AboutDataScreen;
pub use self::legend::LegendScreen;
pub use self::packs::PacksScreen;
pub use self::rules::{RULES, RulesScreen};
use self::settings::SettingsForm;
pub use self::settings::SettingsScreen;
pub use self::statements::{AccessibilityScreen, PrivacyScreen};
pub use self::storage::StorageScreen;
use crate::parts::{Icon, PageTitle, SafetyNumbers};
use crate::words::{Arg, say, t, tf};

/// Address, name, one line, icon.
const ROOMS: [(&str, &str, &str, &str); 8] = [
    (crate::packs::PATH, "packs-title", "more-packs", "layers"),
    ("/plus/legende", "legend-title", "more-legend", "map"),
    ("/plus/stockage", "storage-title", "more-storage", "hard-drive"),
    ("/plus/donnees", "about-title", "more-about", "database"),
    (RULES, "rules-title", "more-rules", "message"),
    ("/plus/accessibilite", "a11y-title", "more-a11y", "accessibility"),
    ("/plus/confidentialite", "privacy-title", "more-privacy", "shield-check"),
    ("/atelier", "atelier-room", "more-atelier", "users"),
];

#[component]
pub fn More() -> impl IntoView {
    view! {
        <div class="page more">
            <PageTitle text=Signal::derive(say("more-title")) />
            <ul class="rooms">
                {ROOMS
                    .map(|(href, name, line, icon)| {
                        view! {
                            <li>
                                <a href=href class="room">
                                    <Icon name=icon />
                                    <span class="room-text">
                                        <span class="room-name">{move || t(name)}</span>
                                        <span class="room-line">{move || t(line)}</span>
                                    </span>
                                    <Icon name="chevron-right" />
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <section class="section" aria-labelledby="settings">
                <h2 id="settings" class="section-title">
                    {say("settings-title")}
                </h2>
                <SettingsForm />
            </section>
            <Safety />
            <section class="section prose" aria-labelledby="legal">
                <h2 id="legal" class="section-title">
                    {say("legal-title")}
                </h2>
                <p>{say("legal-publisher")}</p>
                <p>{say("legal-licence")}</p>
                <p>{say("legal-marks")}</p>
                <p class="muted">
                    {move || tf("legal-version", &[("version", Arg::Text(env!("CARGO_PKG_VERSION")))])}
                </p>
            </section>
        </div>
    }
}

/// Whom to call, and what the app cannot do.
#[component]
fn Safety() -> impl IntoView {
    view! {
        <section class="section safety" aria-labelledby="safety">
            <h2 id="safety" class="section-title">
                <Icon name="life-buoy" />
                {say("safety-title")}
            </h2>
            <SafetyNumbers />
            <p class="muted">{say("safety-no-rescue")}</p>
            <p class="muted">{say("safety-ground")}</p>
        </section>
    }
}
