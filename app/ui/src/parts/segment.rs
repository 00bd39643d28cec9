//! One of a few choices that stand side by side: a radio button that looks like a part of a bar.

use leptos::prelude::*;

#[component]
pub fn Segment(
    /// The name that the radio buttons of a bar share.
    group: &'static str,
    /// Name for tests.
    test: &'static str,
    /// Of the text, where it is not that of the screen.
    #[prop(optional)]
    lang: Option<&'static str>,
    chosen: Signal<bool>,
    choose: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <label class="segment" lang=lang data-test=test>
            <input
                type="radio"
                name=group
                prop:checked=move || chosen.get()
                on:change=move |_| choose.run(())
            />
            {children()}
        </label>
    }
}
