//! A route on its map as a picture. Both hosts draw it as SVG; the shell also paints, saves and asks where to, in a browser
//! `static/js/picture.js` paints.

use js_sys::Array;
use sente_core::packs::PackRefused;
use sente_core::picture::PictureOrder;
use wasm_bindgen::prelude::*;
use web_sys::{File, HtmlImageElement};

use super::files::{SaveRefused, Saved, download, failed};
use super::packs::{ask, written};
use super::share::{ShareRefused, Shared};
use crate::backend::{invoke_shell, is_shell};

#[wasm_bindgen(raw_module = "/js/picture.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn show(image: &HtmlImageElement, svg: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn png(svg: &str, name: &str, width: u16, height: u16) -> Result<JsValue, JsValue>;
    fn sends() -> bool;
    #[wasm_bindgen(catch)]
    async fn send(file: &File, title: &str) -> Result<JsValue, JsValue>;
}

/// Draws it into an image of the page; comes back once it can be printed.
pub async fn show_picture(image: &HtmlImageElement, order: &PictureOrder) -> Result<(), PackRefused> {
    let svg = svg(order).await?;
    show(image, &svg).await.map(|_| ()).map_err(|error| PackRefused::failed(reason(&error)))
}

/// Gives it to the hiker as a file.
pub async fn save_picture(order: &PictureOrder) -> Result<Saved, SaveRefused> {
    if is_shell() {
        let order = written(order).map_err(SaveRefused::NotDrawn)?;
        let path = invoke_shell("save_picture", &[("order", order)]).await.map_err(failed)?;
        return path.as_string().map(Saved::At).ok_or(SaveRefused::Cancelled);
    }
    let file = painted(order).await.map_err(SaveRefused::NotDrawn)?;
    download(&Array::of1(&file), &order.file_name(), "image/png").map_err(failed)?;
    Ok(Saved::Download)
}

/// Whether the device hands pictures to other apps.
pub fn sends_pictures() -> bool {
    !is_shell() && sends()
}

/// Hands it to another app.
pub async fn send_picture(order: &PictureOrder) -> Result<Shared, ShareRefused> {
    let file = painted(order).await.map_err(ShareRefused::NotDrawn)?;
    match send(&file, &order.route.name).await {
        Ok(sent) if sent.is_truthy() => Ok(Shared::Sent),
        Ok(_) => Err(ShareRefused::Cancelled),
        Err(_) => Err(ShareRefused::Unavailable),
    }
}

async fn svg(order: &PictureOrder) -> Result<String, PackRefused> {
    ask("packs_picture", &[("order", written(order)?)]).await
}

async fn painted(order: &PictureOrder) -> Result<File, PackRefused> {
    let ((width, height), name) = (order.size, order.file_name());
    let painted = png(&svg(order).await?, &name, width, height).await;
    painted.map(JsCast::unchecked_into).map_err(|error| PackRefused::failed(reason(&error)))
}

fn reason(error: &JsValue) -> String {
    String::from(js_sys::Object::from(error.clone()).to_string())
}
