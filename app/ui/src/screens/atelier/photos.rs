//! Photos of a thing; those of what is not published yet are shown to staff that is signed in.

use leptos::prelude::*;
use protocol::PhotoId;

use super::texts::count;
use crate::parts::PhotoView;
use crate::words::tf;

#[component]
pub fn Photos(photos: Vec<PhotoId>) -> impl IntoView {
    let all = photos.len() as u64;
    (all > 0).then(|| {
        let photos = (1..).zip(photos).map(|(at, id)| {
            let name = move || tf("atelier-photo", &[("n", count(at)), ("of", count(all))]);
            view! {
                <li class="desk-photo">
                    <PhotoView id alt=Signal::derive(name) />
                </li>
            }
        });
        view! { <ul class="desk-photos">{photos.collect_view()}</ul> }
    })
}
