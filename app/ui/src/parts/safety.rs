//! Whom to call in need. The numbers are links: one tap dials.

use leptos::prelude::*;

use super::Icon;
use crate::words::say;

#[component]
pub fn SafetyNumbers() -> impl IntoView {
    view! {
        <ul class="safety-numbers">
            <li>
                <a class="button" href="tel:112">
                    <Icon name="phone" />
                    "112"
                </a>
                <span>{say("safety-112")}</span>
            </li>
            <li>
                <a class="button" href="sms:114">
                    <Icon name="phone" />
                    "114"
                </a>
                <span>{say("safety-114")}</span>
            </li>
        </ul>
    }
}
