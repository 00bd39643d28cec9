//! A mark of one to five stars: drawn full or empty, and said in words to readers.

use leptos::prelude::*;
use protocol::Stars;

use super::Icon;
use crate::words::{Arg, tf};

#[component]
pub fn StarsView(stars: Stars) -> impl IntoView {
    let count = u8::from(stars);
    view! {
        <span class="stars" role="img" aria-label=move || tf("stars-of-five", &[("n", Arg::Count(count.into()))])>
            {(1..=5)
                .map(|at| {
                    view! {
                        <span class=if at <= count { "star-full" } else { "star-empty" }>
                            <Icon name="star" />
                        </span>
                    }
                })
                .collect_view()}
        </span>
    }
}
