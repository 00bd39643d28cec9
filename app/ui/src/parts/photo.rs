//! A photo of a review or a report, one's own from this device or another's from the server.

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::PhotoId;

use crate::backend::use_backend;
use crate::device::ShownPhoto;
use crate::words::say;

enum Shown {
    Coming,
    Here(ShownPhoto),
    /// It waits for the network, or is gone.
    Away,
}

#[component]
pub fn PhotoView(
    id: PhotoId,
    /// What readers hear of it.
    #[prop(into)]
    alt: Signal<String>,
) -> impl IntoView {
    let shown = RwSignal::new(Shown::Coming);
    spawn_local(async move {
        let bytes = use_backend().photo(&id).await.unwrap_or_else(|error| {
            leptos::logging::warn!("no photo: {error}");
            None
        });
        let found = bytes.and_then(|bytes| ShownPhoto::of(&bytes));
        // The screen may be left by now.
        drop(shown.try_set(found.map_or(Shown::Away, Shown::Here)));
    });
    move || {
        shown.with(|shown| match shown {
            Shown::Coming => view! { <span class="photo skeleton" aria-busy="true"></span> }.into_any(),
            Shown::Here(photo) => {
                view! { <img class="photo" src=photo.address().to_owned() alt=move || alt.get() /> }
                    .into_any()
            }
            Shown::Away => view! { <span class="photo photo-away">{say("photo-away")}</span> }.into_any(),
        })
    }
}
