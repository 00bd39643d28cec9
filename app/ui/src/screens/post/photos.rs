//! Photos of a form: chosen or taken, drawn anew in the page, kept by the engine; shown small, each with its way out.

use js_sys::Array;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::{PhotoId, limits};
use sente_core::ApiError;
use web_sys::File;

use super::fields::WrongText;
use super::form::Wrongs;
use super::wrong::{Field, Wrong, has_room, refusal};
use crate::backend::use_backend;
use crate::device::redraw;
use crate::parts::{Icon, PhotoView, announce, focus_when_drawn};
use crate::words::{Arg, say, t, tf};

#[component]
pub fn PhotosField(
    photos: Signal<Vec<PhotoId>>,
    add: Callback<PhotoId>,
    remove: Callback<PhotoId>,
    wrong: Wrongs,
) -> impl IntoView {
    const FIELD: Field = Field::Photos;
    let picker = NodeRef::<html::Input>::new();
    let working = RwSignal::new(false);
    let told = wrong.at(FIELD);
    let take = move |_| {
        let Some(picker) = picker.get_untracked() else { return };
        let files: Vec<File> = picker
            .files()
            .map(|files| {
                Array::from(&files)
                    .iter()
                    .filter_map(|file| wasm_bindgen::JsCast::dyn_into(file).ok())
                    .collect()
            })
            .unwrap_or_default();
        // The same file may be picked again.
        picker.set_value("");
        if files.is_empty() || working.get_untracked() {
            return;
        }
        wrong.mended(FIELD);
        working.set(true);
        spawn_local(async move {
            for file in files {
                // The screen may be left in the middle.
                let Some(count) = photos.try_with_untracked(Vec::len) else { return };
                if !has_room(count) {
                    wrong.tell(vec![Wrong::key(FIELD, "write-photos-many")]);
                    break;
                }
                match keep(&file).await {
                    Ok(photo) if photos.try_get_untracked().is_none() => drop(photo),
                    Ok(photo) => add.run(photo),
                    Err(error) => {
                        wrong.tell(vec![refusal(error)]);
                        break;
                    }
                }
            }
            working.try_set(false);
        });
    };
    let drop_photo = move |photo: PhotoId| {
        remove.run(photo);
        announce(t("write-photo-removed"));
        focus_when_drawn("[data-test=photo-add]");
    };
    view! {
        <fieldset id=FIELD.id() class="write-field">
            <legend class="field-label">{say("write-photos")}</legend>
            <p class="muted field-hint">{say("write-photos-hint")}</p>
            <Show when=move || !photos.with(Vec::is_empty)>
                <ul class="photos" data-test="post-photos">
                    <For
                        each=move || numbered(photos.get())
                        key=|photo| photo.clone()
                        let:photo
                    >
                        <Thumbnail photo drop_photo=Callback::new(drop_photo) />
                    </For>
                </ul>
            </Show>
            <button
                type="button"
                class="button"
                data-test="photo-add"
                aria-disabled=move || (working.get() || !has_room(photos.with(Vec::len))).then_some("true")
                on:click=move |_| {
                    if !has_room(photos.with_untracked(Vec::len)) {
                        wrong.tell(vec![Wrong::key(FIELD, "write-photos-many")]);
                    } else if let Some(picker) = picker.get_untracked() {
                        picker.click();
                    }
                }
            >
                <Icon name="camera" />
                {move || t(if working.get() { "write-photo-working" } else { "write-photo-add" })}
            </button>
            <input
                node_ref=picker
                type="file"
                accept="image/*"
                multiple
                hidden
                data-test="photo-file"
                aria-label=say("write-photo-add")
                on:change=take
            />
            <p class="muted write-count" data-test="post-photos-count">
                {move || {
                    let [count, most] = [photos.with(Vec::len), limits::PHOTOS].map(|count| count.to_string());
                    tf("write-photos-count", &[("count", Arg::Text(&count)), ("most", Arg::Text(&most))])
                }}
            </p>
            <WrongText field=FIELD wrong=told />
        </fieldset>
    }
}

/// Each with its place: readers hear which one it is.
fn numbered(photos: Vec<PhotoId>) -> Vec<(usize, PhotoId)> {
    photos.into_iter().enumerate().collect()
}

#[component]
fn Thumbnail(photo: (usize, PhotoId), drop_photo: Callback<PhotoId>) -> impl IntoView {
    let (at, photo) = photo;
    let named = move |key: &str| tf(key, &[("n", Arg::Text(&(at + 1).to_string()))]);
    let shown = photo.clone();
    view! {
        <li class="photo-kept">
            <PhotoView id=shown alt=Signal::derive(move || named("write-photo-alt")) />
            <button
                type="button"
                class="icon-button photo-remove"
                data-test="photo-remove"
                aria-label=move || named("write-photo-remove")
                title=move || named("write-photo-remove")
                on:click=move |_| drop_photo.run(photo.clone())
            >
                <Icon name="x" />
            </button>
        </li>
    }
}

async fn keep(file: &File) -> Result<PhotoId, ApiError> {
    let jpeg = redraw(file).await?;
    use_backend().add_photo(&jpeg).await
}
