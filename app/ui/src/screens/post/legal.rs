//! What the law wants said beside a form of reviews: how they are controlled, what becomes public, and where it is written.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::screens::more::RULES;
use crate::words::say;

#[component]
pub fn Legal() -> impl IntoView {
    view! {
        <div class="write-legal muted">
            <p>{say("write-legal-control")}</p>
            <p>{say("write-legal-public")}</p>
            <p class="write-legal-links">
                <A href=RULES>{say("rules-title")}</A>
                <A href="/plus/confidentialite">{say("privacy-title")}</A>
            </p>
        </div>
    }
}
