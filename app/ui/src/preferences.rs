//! Language, look and text size: kept by the engine, mirrored on the device so that `first-look.js` can put them on
//! before the first paint, and shown by attributes of the root element that the style sheets read.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;
use leptos::task::spawn_local;
use sente_core::ApiError;
use sente_core::calls::{OpenSettings, SaveSettings};
use sente_core::carnet::{Language, Look, Settings, ShownLook};

use crate::backend::use_backend;
use crate::device::{self, surroundings};
use crate::parts::{error_text, use_toast};
use crate::words;

static SETTINGS: LazyLock<ArcRwSignal<Settings>> =
    LazyLock::new(|| ArcRwSignal::new(surroundings::remembered_settings()));
static DARK: LazyLock<ArcRwSignal<bool>> = LazyLock::new(|| ArcRwSignal::new(surroundings::prefers_dark()));

/// Goes up with each change by the hiker.
static CHANGES: AtomicU32 = AtomicU32::new(0);

/// The settings, tracked.
pub fn settings() -> Settings {
    SETTINGS.get()
}

/// The settings at this moment, not tracked.
pub fn settings_untracked() -> Settings {
    SETTINGS.get_untracked()
}

/// Whether single keys act at this moment, not tracked: for those who listen to keys.
pub fn single_keys() -> bool {
    SETTINGS.with_untracked(|settings| settings.single_keys)
}

/// The look on the screen, tracked: for the map, whose colours no style sheet reaches.
pub fn shown_look() -> ShownLook {
    shown(SETTINGS.get().look, DARK.get())
}

/// Changes settings at once and saves them; says so where saving fails.
pub fn change(edit: impl FnOnce(&mut Settings)) {
    CHANGES.fetch_add(1, Ordering::Relaxed);
    SETTINGS.update(edit);
    let settings = SETTINGS.get_untracked();
    let toast = use_toast();
    spawn_local(async move {
        if let Err(error) = use_backend().ask(SaveSettings { settings }).await {
            toast.show(error_text(&error), None);
        }
    });
}

/// Changes settings that the engine may refuse: they count once it has kept them.
pub async fn try_change(edit: impl FnOnce(&mut Settings)) -> Result<(), ApiError> {
    let mut settings = SETTINGS.get_untracked();
    edit(&mut settings);
    let kept = use_backend().ask(SaveSettings { settings }).await?;
    CHANGES.fetch_add(1, Ordering::Relaxed);
    SETTINGS.set(kept);
    Ok(())
}

/// Takes over what the engine has kept; the mirror on the device may be older or emptied.
pub async fn load() {
    let before = CHANGES.load(Ordering::Relaxed);
    let kept = use_backend().ask(OpenSettings {}).await;
    // What the hiker has changed while the engine was answering is newer.
    if let Ok(settings) = kept
        && CHANGES.load(Ordering::Relaxed) == before
    {
        SETTINGS.set(settings);
    }
}

/// Keeps the root element, the texts and the mirror in step with the settings. Call once, in the app's root.
pub fn keep_in_step() {
    surroundings::on_dark_change(|dark| DARK.set(dark));
    Effect::new(|| {
        let settings = settings();
        words::speak(settings.language.unwrap_or_else(surroundings::preferred_language));
        surroundings::remember_settings(&settings);
    });
    Effect::new(|| {
        let language = match words::language() {
            Language::Fr => "fr",
            Language::En => "en",
        };
        surroundings::set_root_attribute("lang", language);
        device::speak(language);
    });
    Effect::new(|| surroundings::set_root_attribute("data-look", shown_look().as_str()));
    Effect::new(|| surroundings::set_text_percent(text_percent(&settings())));
}

/// Text size in percent, inside what the layouts hold.
pub fn text_percent(settings: &Settings) -> u16 {
    settings.text_percent.unwrap_or(100).clamp(100, 200)
}

fn shown(look: Look, dark: bool) -> ShownLook {
    match look {
        Look::Auto if dark => ShownLook::Night,
        Look::Auto | Look::Day => ShownLook::Day,
        Look::FullSun => ShownLook::FullSun,
        Look::Night => ShownLook::Night,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn auto_is_night_only_where_the_device_is_dark() {
        assert_eq!(shown(Look::Auto, true), ShownLook::Night);
        assert_eq!(shown(Look::Auto, false), ShownLook::Day);
        assert_eq!(shown(Look::Day, true), ShownLook::Day);
    }

    #[test]
    fn a_text_size_outside_the_layouts_is_brought_inside() {
        assert_eq!(text_percent(&Settings { text_percent: Some(900), ..Settings::default() }), 200);
        assert_eq!(text_percent(&Settings::default()), 100);
    }
}
