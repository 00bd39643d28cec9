//! What the hiker has written of this route, with how far it is.

use leptos::prelude::*;
use sente_core::community::{Content, Post};

use super::ReviewsState;
use crate::community::audience_key;
use crate::parts::{PostStateView, StarsView};
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Own(state: ReviewsState) -> impl IntoView {
    let own = state.part(|page| page.own.clone());
    view! {
        <Show when=move || !own.with(Vec::is_empty)>
            <div class="own-posts" data-test="own-posts">
                <h3>{say("own-posts-title")}</h3>
                <ul>
                    {move || own.get().into_iter().map(|post| view! { <li><One post /></li> }).collect_view()}
                </ul>
                <a href="/carnet#mes-avis">{say("own-posts-all")}</a>
            </div>
        </Show>
    }
}

#[component]
fn One(post: Post) -> impl IntoView {
    let head = match post.content {
        Content::Review(review) => view! { <StarsView stars=review.stars /> }.into_any(),
        Content::Recommendation(recommendation) => {
            let audience = audience_key(recommendation.audience);
            view! { <span>{move || tf("own-recommendation", &[("audience", Arg::Text(&t(audience)))])}</span> }
                .into_any()
        }
        Content::Report(_) => view! { <span>{say("own-report")}</span> }.into_any(),
    };
    view! {
        <p class="review-head">{head}</p>
        <PostStateView state=post.state />
    }
}
