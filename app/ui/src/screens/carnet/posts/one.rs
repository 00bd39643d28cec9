//! One thing that the hiker has written: what it says, how far it is, and the ways to change it or take it back.

use leptos::prelude::*;
use protocol::{Recommendation, Report, Review};
use sente_core::calls::{WithdrawPost, WriteRecommendation, WriteReport, WriteReview};
use sente_core::community::{Content, Post, PostState};

use super::super::write;
use crate::community::{audience_key, category_key, magnitude_key};
use crate::device::surroundings::local;
use crate::format;
use crate::parts::{AgencyAnswer, Icon, PostStateView, StarsView, focus_when_drawn, undo, use_toast};
use crate::posts::edit_form;
use crate::words::{Arg, say, t, tf};

#[component]
pub fn PostView(post: Post) -> impl IntoView {
    let (kept, edit) = (StoredValue::new(post.clone()), edit_form(&post));
    let Post { content, state, written, edited, photos_waiting, answer, route_name, .. } = post;
    let (leaving, kind) = (state == PostState::Leaving, kind_key(&content));
    let name = Signal::derive(move || title(kind, route_name.as_deref()));
    let when = move || {
        let day = |moment| format::date(local(moment).date());
        let key = if edited == written { "post-when" } else { "post-when-edited" };
        tf(key, &[("written", Arg::Text(&day(written))), ("edited", Arg::Text(&day(edited)))])
    };
    let photos = (photos_waiting > 0).then(|| {
        view! {
            <p class="post-state post-state-waiting">
                <Icon name="clock" />
                <span>{move || tf("post-photos-waiting", &[("n", Arg::Count(photos_waiting))])}</span>
            </p>
        }
    });
    let address = content.route().map(|route| format!("/itineraire/{route}"));
    view! {
        <article class="post-card">
            <h3 class="post-title">
                {match address {
                    Some(address) => view! { <a href=address>{move || name.get()}</a> }.into_any(),
                    None => view! { {move || name.get()} }.into_any(),
                }}
            </h3>
            <Said content />
            <p class="review-when">{when}</p>
            <PostStateView state />
            {photos}
            {answer.map(|answer| view! { <AgencyAnswer answer /> })}
            {(!leaving)
                .then(|| {
                    view! {
                        <div class="face-actions">
                            <a
                                href=edit
                                class="button button-quiet"
                                data-test="post-edit"
                                aria-label=move || tf("post-edit-name", &[("name", Arg::Text(&name.get()))])
                            >
                                <Icon name="pencil" />
                                {say("post-edit")}
                            </a>
                            <button
                                type="button"
                                class="button button-quiet"
                                data-test="post-withdraw"
                                aria-label=move || tf("post-withdraw-name", &[("name", Arg::Text(&name.get()))])
                                on:click=move |_| withdraw(&kept.get_value())
                            >
                                <Icon name="trash-2" />
                                {say("post-withdraw")}
                            </button>
                        </div>
                    }
                })}
        </article>
    }
}

/// The text itself: stars and words of a review, the sentence of a recommendation, what a report is about.
#[component]
fn Said(content: Content) -> impl IntoView {
    match content {
        Content::Review(Review { stars, text, .. }) => view! {
            <p class="review-head">
                <StarsView stars />
            </p>
            {(!text.is_empty()).then(|| view! { <p class="review-text post-text">{text}</p> })}
        }
        .into_any(),
        Content::Recommendation(Recommendation { audience, sentence, .. }) => {
            let audience = audience_key(audience);
            view! {
                <p>{move || tf("own-recommendation", &[("audience", Arg::Text(&t(audience)))])}</p>
                {(!sentence.is_empty()).then(|| view! { <p class="review-text post-text">{sentence}</p> })}
            }
            .into_any()
        }
        Content::Report(Report { category, magnitude, text, .. }) => {
            let (category, magnitude) = (category_key(category), magnitude_key(magnitude));
            let head = move || {
                let (category, magnitude) = (t(category), t(magnitude));
                let args = [("category", Arg::Text(&category)), ("magnitude", Arg::Text(&magnitude))];
                tf("report-head", &args)
            };
            view! {
                <p>{head}</p>
                {(!text.is_empty()).then(|| view! { <p class="review-text post-text">{text}</p> })}
            }
            .into_any()
        }
    }
}

fn kind_key(content: &Content) -> &'static str {
    match content {
        Content::Review(_) => "kind-review",
        Content::Recommendation(_) => "kind-recommendation",
        Content::Report(_) => "kind-report",
    }
}

/// "Avis : Boucle de Saint-Piat", or the kind alone where the place has no name here.
fn title(kind: &str, route: Option<&str>) -> String {
    match route {
        Some(route) => tf("post-title", &[("kind", Arg::Text(&t(kind))), ("name", Arg::Text(route))]),
        None => t(kind),
    }
}

/// Takes it back at once; the undo writes the same again.
fn withdraw(post: &Post) {
    let content = post.content.clone();
    write(WithdrawPost { thing: post.thing }, move |_| {
        let again = undo(move || write_again(content.clone()));
        use_toast().show(t("post-withdrawn"), again);
        // The button that had the focus is gone.
        focus_when_drawn("#posts");
    });
}

fn write_again(content: Content) {
    match content {
        Content::Review(review) => write(WriteReview { thing: None, review }, |_| {}),
        Content::Recommendation(recommendation) => {
            write(WriteRecommendation { thing: None, recommendation }, |_| {});
        }
        Content::Report(report) => write(WriteReport { thing: None, report }, |_| {}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_named_by_its_kind_and_its_route() {
        let plain = |kind, route| title(kind, route).replace('\u{a0}', " ");
        assert_eq!(plain("kind-review", Some("Boucle de Saint-Piat")), "Avis : Boucle de Saint-Piat");
        assert_eq!(plain("kind-report", None), "Signalement");
    }
}
