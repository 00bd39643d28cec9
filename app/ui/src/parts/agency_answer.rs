//! What the agency says in public under a review or a report.

use leptos::prelude::*;
use protocol::PublicAnswer;

use super::Icon;
use crate::format;
use crate::words::{Arg, tf};

#[component]
pub fn AgencyAnswer(answer: PublicAnswer) -> impl IntoView {
    let PublicAnswer { text, on, by } = answer;
    let head = move || {
        let day = format::sent_day(&on);
        tf("agency-answer", &[("by", Arg::Text(&by)), ("day", Arg::Text(&day))])
    };
    view! {
        <div class="agency-answer" data-test="agency-answer">
            <p class="agency-answer-head">
                <Icon name="message" />
                <span>{head}</span>
            </p>
            <p class="review-text">{text}</p>
        </div>
    }
}
