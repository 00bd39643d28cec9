//! The three other faces of a screen: waiting, failed with what to do, nothing there with an action.

use leptos::prelude::*;
use sente_core::ApiError;

use super::{Icon, RescueCarnet, error_text};
use crate::backend::{EngineState, engine_state_now};
use crate::words::say;

/// Something is being read; for lists use [`SkeletonCards`], which has their size.
#[component]
pub fn Waiting() -> impl IntoView {
    view! {
        <div class="waiting" aria-busy="true">
            <span class="sr-only">{say("waiting")}</span>
            <div class="skeleton skeleton-line" aria-hidden="true"></div>
            <div class="skeleton skeleton-line" aria-hidden="true"></div>
            <div class="skeleton skeleton-block" aria-hidden="true"></div>
        </div>
    }
}

/// Grey cards of the size of the real ones, so that nothing jumps when these come.
#[component]
pub fn SkeletonCards(#[prop(default = 3)] count: usize) -> impl IntoView {
    view! {
        <div class="cards" aria-busy="true">
            <span class="sr-only">{say("waiting")}</span>
            {(0..count)
                .map(|_| {
                    view! {
                        <div class="route-card route-card-skeleton" aria-hidden="true">
                            <div class="card-main">
                                <div class="skeleton skeleton-line"></div>
                                <div class="skeleton skeleton-line skeleton-short"></div>
                                <div class="skeleton skeleton-line skeleton-short"></div>
                            </div>
                            <div class="skeleton card-sketch"></div>
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// It did not work: what, and a button that tries again. Where the whole engine is down the frame says so already.
#[component]
pub fn Failed(error: ApiError, #[prop(optional, into)] retry: Option<Callback<()>>) -> impl IntoView {
    if matches!(engine_state_now(), EngineState::Failed { .. }) {
        return ().into_any();
    }
    let newer = matches!(error, ApiError::NewerCarnet { .. });
    view! {
        <div class="face face-failed" role="alert" data-test="failed">
            <Icon name="triangle-alert" />
            <p class="face-title">{say("failed-title")}</p>
            <p class="face-text">{move || error_text(&error)}</p>
            {newer.then(|| view! { <RescueCarnet /> })}
            {retry.map(|retry| {
                view! {
                    <button type="button" class="button button-primary" on:click=move |_| retry.run(())>
                        {say("retry")}
                    </button>
                }
            })}
        </div>
    }
    .into_any()
}

/// The code of a screen did not come: a fresh page fetches it again.
#[component]
pub fn NotFetched() -> impl IntoView {
    view! {
        <div class="face face-failed" role="alert" data-test="failed">
            <Icon name="triangle-alert" />
            <p class="face-title">{say("not-fetched-title")}</p>
            <p class="face-text">{say("not-fetched-text")}</p>
            <Restart />
        </div>
    }
}

/// A fresh page starts a fresh engine and asks everything again.
#[component]
pub fn Restart() -> impl IntoView {
    let reload = |_| {
        if let Err(error) = window().location().reload() {
            leptos::logging::error!("the page could not be loaded again: {error:?}");
        }
    };
    view! {
        <button type="button" class="button button-primary" on:click=reload>
            {say("engine-restart")}
        </button>
    }
}

/// Nothing there: says so, and the children are the way on.
#[component]
pub fn Empty(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] text: Option<Signal<String>>,
    #[prop(default = "signpost")] icon: &'static str,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="face face-empty" data-test="empty">
            <Icon name=icon />
            <p class="face-title">{move || title.get()}</p>
            {text.map(|text| view! { <p class="face-text">{move || text.get()}</p> })}
            {children.map(|children| view! { <div class="face-actions">{children()}</div> })}
        </div>
    }
}
