//! The binding to `static/js/map-glue.js`, the only file that knows MapLibre. All but the layers of the
//! catalogue, which are large, crosses as JSON text.

use js_sys::Object;
use wasm_bindgen::prelude::*;
use web_sys::{HtmlCanvasElement, HtmlElement};

#[wasm_bindgen(raw_module = "/js/map-glue.js")]
extern "C" {
    /// One living MapLibre map.
    pub type SenteMap;

    /// Fetches MapLibre.
    #[wasm_bindgen(js_name = fetchMapLibre, catch)]
    pub async fn fetch() -> Result<(), JsValue>;

    /// Fetches MapLibre and the fonts of the labels; `families` is a JSON list.
    #[wasm_bindgen(catch)]
    pub async fn prepare(families: &str) -> Result<(), JsValue>;

    /// After `prepare`; fails where the device cannot draw (no WebGL). Without `parent` it is unseen until it is attached.
    #[wasm_bindgen(js_name = createMap, catch)]
    pub fn create_map(
        parent: Option<&HtmlElement>,
        style: &str,
        data: &Object,
        bounds: &str,
        padding: &str,
        hint_id: &str,
        title: &str,
        report: &Closure<dyn Fn(String, String)>,
    ) -> Result<SenteMap, JsValue>;

    #[wasm_bindgen(method)]
    pub fn attach(this: &SenteMap, parent: &HtmlElement);
    #[wasm_bindgen(method, js_name = setTitle)]
    pub fn set_title(this: &SenteMap, title: &str);
    #[wasm_bindgen(method, js_name = setData)]
    pub fn set_data(this: &SenteMap, source: &str, geojson: &str);
    #[wasm_bindgen(method, js_name = setStyle)]
    pub fn set_style(this: &SenteMap, style: &str);
    /// `ids`: JSON list of the lit routes, or `None` for all.
    #[wasm_bindgen(method, js_name = setLit)]
    pub fn set_lit(this: &SenteMap, ids: Option<&str>, quiet: bool);
    #[wasm_bindgen(method)]
    pub fn select(this: &SenteMap, id: Option<&str>);
    #[wasm_bindgen(method)]
    pub fn hover(this: &SenteMap, id: Option<&str>);
    #[wasm_bindgen(method, js_name = hoverStep)]
    pub fn hover_step(this: &SenteMap, index: Option<u32>);
    #[wasm_bindgen(method, js_name = setPadding)]
    pub fn set_padding(this: &SenteMap, padding: &str);
    #[wasm_bindgen(method)]
    pub fn fit(this: &SenteMap, bounds: &str);
    #[wasm_bindgen(method, js_name = goTo)]
    pub fn go_to(this: &SenteMap, lon: f64, lat: f64, zoom: f64);
    #[wasm_bindgen(method, js_name = jumpTo)]
    pub fn jump_to(this: &SenteMap, lon: f64, lat: f64, zoom: f64);
    #[wasm_bindgen(method, js_name = zoomIn)]
    pub fn zoom_in(this: &SenteMap);
    #[wasm_bindgen(method, js_name = zoomOut)]
    pub fn zoom_out(this: &SenteMap);
    #[wasm_bindgen(method)]
    pub fn north(this: &SenteMap);
    #[wasm_bindgen(method)]
    pub fn focus(this: &SenteMap);
    /// What the packs show by signs in view: a JSON list.
    #[wasm_bindgen(method)]
    pub fn places(this: &SenteMap) -> String;
}

#[wasm_bindgen(raw_module = "/js/map-images.js")]
extern "C" {
    /// Draws the images of a style before a map wants them.
    #[wasm_bindgen(js_name = drawAhead, catch)]
    pub fn draw_ahead(style: &str) -> Result<(), JsValue>;

    /// Draws an image of the style on a canvas, as the map does; `image` is JSON.
    #[wasm_bindgen(catch)]
    pub async fn paint(canvas: &HtmlCanvasElement, image: &str) -> Result<(), JsValue>;
}
