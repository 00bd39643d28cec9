//! Files that are dropped on the page, in both hosts.

use wasm_bindgen::prelude::*;
use web_sys::File;

#[wasm_bindgen(raw_module = "/js/dropped.js")]
extern "C" {
    #[wasm_bindgen(js_name = takeDropped)]
    fn take_dropped(take: &Closure<dyn Fn(File)>);
}

/// Calls back with every dropped file, as long as the page lives; at once with one that came before.
pub fn on_dropped(take: impl Fn(File) + 'static) {
    let take = Closure::<dyn Fn(File)>::new(take);
    take_dropped(&take);
    take.forget();
}
