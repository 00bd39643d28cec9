//! Texts that are not finished yet, kept on this device while they are typed. Nothing of them is sent.

use leptos::logging;
use web_sys::Storage;

use super::surroundings::storage;

const PREFIX: &str = "sente-draft:";

/// What was kept under this name.
pub fn draft(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok().flatten()
}

pub fn keep_draft(name: &str, text: &str) {
    // Private windows may refuse: then the text lives as long as its form.
    if let Some(Err(error)) = storage().map(|storage| storage.set_item(&key(name), text)) {
        logging::warn!("the draft {name} is not kept: {error:?}");
    }
}

pub fn forget_draft(name: &str) {
    if let Some(storage) = storage() {
        remove(&storage, &key(name));
    }
}

/// For whoever erases what they have written.
pub fn forget_drafts() {
    let Some(storage) = storage() else { return };
    let names = (0..storage.length().unwrap_or_default()).filter_map(|at| storage.key(at).ok().flatten());
    let ours: Vec<String> = names.filter(|name| name.starts_with(PREFIX)).collect();
    ours.iter().for_each(|name| remove(&storage, name));
}

fn key(name: &str) -> String {
    format!("{PREFIX}{name}")
}

fn remove(storage: &Storage, key: &str) {
    if let Err(error) = storage.remove_item(key) {
        logging::warn!("{key} stays: {error:?}");
    }
}
