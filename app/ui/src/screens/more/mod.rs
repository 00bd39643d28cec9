//! Plus: storage, data, accessibility, privacy, settings.

use leptos::prelude::*;

use crate::parts::PageTitle;
use crate::words::t;

macro_rules! screens {
    ($($name:ident $key:literal),+) => {
        $(
            #[component]
            pub fn $name() -> impl IntoView {
                view! {
                    <div class="page">
                        <PageTitle text=Signal::derive(|| t($key)) />
                    </div>
                }
            }
        )+
    };
}

screens!(
    More "more-title",
    StorageScreen "storage-title",
    AboutDataScreen "about-title",
    AccessibilityScreen "a11y-title",
    PrivacyScreen "privacy-title",
    SettingsScreen "settings-title"
);
