//! The route on its map as a picture: to keep, to send, and on paper, where the living map does not go.

use leptos::html::Img;
use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::domain::{Lengths, Redistribution, RouteSheet};
use sente_core::carnet::ShownLook;
use sente_core::picture::{PRINTED, PictureOrder};

use crate::device;
use crate::device::surroundings::today;
use crate::format;
use crate::packs::refused_text;
use crate::parts::closed;
use crate::parts::{download_picture, send_picture, use_toast};
use crate::preferences::shown_look;
use crate::words::{Arg, say, tf};

/// What can be drawn of the open route; copies are the same.
#[derive(Clone, Copy)]
pub struct RoutePicture {
    /// Nothing where the line may not leave the app.
    sheet: StoredValue<Option<RouteSheet>>,
    lengths: Lengths,
    image: NodeRef<Img>,
}

impl RoutePicture {
    pub fn of(sheet: &RouteSheet) -> RoutePicture {
        let open = sheet.redistribution == Redistribution::Open;
        let lengths = sheet.card.lengths;
        RoutePicture { sheet: StoredValue::new(open.then(|| sheet.clone())), lengths, image: NodeRef::new() }
    }

    /// In the language of the moment, with what is closed today.
    fn order(self, look: ShownLook) -> Option<PictureOrder> {
        let details = format::distance(self.lengths.total());
        let order = self
            .sheet
            .with_value(|sheet| sheet.as_ref().map(|sheet| PictureOrder::of(sheet, today(), closed::until)));
        order.map(|order| PictureOrder { details, look, ..order })
    }

    /// Opens the print dialogue once the map is on the sheet; without it where it cannot be drawn.
    pub fn print(self) {
        spawn_local(async move {
            if let Some((order, image)) = self.order(ShownLook::Day).zip(self.image.get_untracked()) {
                let order = PictureOrder { size: PRINTED, ..order };
                if let Err(refused) = device::show_picture(&image, &order).await {
                    use_toast().show(refused_text(&refused), None);
                }
            }
            device::print_page();
        });
    }
}

/// Stands on paper only. Ctrl P prints with it too; a print dialogue that is opened from the browser's menu waits for nothing
/// and has it only where it was drawn before.
#[component]
pub fn PrintedMap(picture: RoutePicture) -> impl IntoView {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if (event.ctrl_key() || event.meta_key()) && !event.shift_key() && event.key() == "p" {
            event.prevent_default();
            picture.print();
        }
    });
    on_cleanup(move || handle.remove());
    let (width, height) = PRINTED;
    let name = picture.sheet.with_value(|sheet| sheet.as_ref().map(|sheet| sheet.card.name.clone()));
    name.map(|name| {
        view! {
            <img
                node_ref=picture.image
                class="printed-map print-only"
                data-test="printed-map"
                width=width
                height=height
                alt=move || tf("route-picture-of", &[("name", Arg::Text(&name))])
            />
        }
    })
}

/// Buttons that save it and, where the device can, send it.
#[component]
pub fn PictureButtons(picture: RoutePicture) -> impl IntoView {
    let order = move || picture.order(shown_look());
    let button = move |test: &'static str, name: &'static str, label: &'static str, act: fn(PictureOrder)| {
        view! {
            <button
                type="button"
                class="button"
                data-test=test
                aria-label=say(label)
                on:click=move |_| order().into_iter().for_each(act)
            >
                {say(name)}
            </button>
        }
    };
    view! {
        {button("save-picture", "route-picture", "route-picture-save", download_picture)}
        {device::sends_pictures()
            .then(|| button("send-picture", "route-picture-send", "route-picture-send-map", send_picture))}
    }
}
