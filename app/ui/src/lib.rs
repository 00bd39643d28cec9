//! Sente's screens: they ask the engine and show its answers. What needs no page (formats, words, addresses,
//! contrast) is plain Rust with native tests; only `backend` and `device` know which host runs.

pub mod app;
pub mod backend;
mod climbs;
pub mod community;
#[cfg(test)]
mod contrast;
mod coordinates;
pub mod device;
mod findings;
pub mod format;
mod keys;
pub mod map;
pub mod packs;
pub mod parts;
pub mod posts;
pub mod preferences;
pub mod screens;
#[cfg(test)]
mod sources;
mod way;
pub mod words;

/// Puts the app into the page.
pub fn start() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
}
