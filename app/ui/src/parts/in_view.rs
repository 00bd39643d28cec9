//! Whether a part of the page is in sight.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::*;
use web_sys::Element;

#[wasm_bindgen(raw_module = "/js/in-view.js")]
extern "C" {
    type Watch;
    fn watch(element: &Element, told: &Closure<dyn Fn(bool)>) -> Watch;
    #[wasm_bindgen(method)]
    fn disconnect(this: &Watch);
}

/// Tells whether the element is in sight, now and at each change, until the present owner is cleaned up.
pub fn when_in_view(element: &Element, told: impl Fn(bool) + 'static) {
    let told = Closure::<dyn Fn(bool)>::new(told);
    let held = StoredValue::new_local((watch(element, &told), told));
    on_cleanup(move || {
        held.try_with_value(|(watch, _)| watch.disconnect());
    });
}
