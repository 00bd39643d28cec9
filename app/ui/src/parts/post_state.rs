//! How far something is that the hiker has written: always in sight, in words beside its sign.

use leptos::prelude::*;
use sente_core::community::PostState;

use super::Icon;
use crate::community::{state_more, state_text};

#[component]
pub fn PostStateView(state: PostState) -> impl IntoView {
    let kind = kind_of(&state);
    let told = state.clone();
    view! {
        <p class=format!("post-state post-state-{}", kind.class) data-test="post-state">
            <Icon name=kind.icon />
            <span>{move || state_text(&told)}</span>
        </p>
        {move || state_more(&state).map(|more| view! { <p class="post-state-more">{more}</p> })}
    }
}

struct Kind {
    class: &'static str,
    icon: &'static str,
}

fn kind_of(state: &PostState) -> Kind {
    let (class, icon) = match state {
        PostState::Waiting | PostState::Tomorrow => ("waiting", "clock"),
        PostState::Sent => ("under-way", "check"),
        PostState::Moderated => ("under-way", "eye"),
        PostState::Published => ("done", "circle-check"),
        PostState::Report { .. } => ("done", "flag"),
        PostState::Refused { .. } => ("alert", "octagon-x"),
        PostState::Stuck { .. } => ("alert", "triangle-alert"),
        PostState::Leaving => ("waiting", "trash-2"),
    };
    Kind { class, icon }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::outline;

    #[test]
    fn every_state_has_a_sign_that_is_drawn() {
        use PostState::*;
        let states = [Waiting, Tomorrow, Sent, Moderated, Published, Leaving];
        for state in states {
            assert!(outline(kind_of(&state).icon).is_some(), "{state:?}");
        }
    }
}
