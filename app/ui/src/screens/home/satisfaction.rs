//! One quiet question at the foot of the home screen, at most every half-year: how content the hiker is. It can be put off,
//! or refused for good.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use protocol::Stars;
use sente_core::calls::{AnswerSatisfaction, Call, OpenSatisfaction, PutSatisfactionAside};
use sente_core::community::{NotAsked, SatisfactionQuestion};

use crate::backend::use_backend;
use crate::parts::{Icon, error_text, focus_when_drawn, use_toast};
use crate::words::{Arg, say, tf};

/// The routes come first.
const LATER: Duration = Duration::from_millis(1500);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    NotAsked,
    Asked,
    Thanked,
}

#[component]
pub fn Satisfaction() -> impl IntoView {
    let step = RwSignal::new(Step::NotAsked);
    let ask = move || {
        spawn_local(async move {
            if let Ok(SatisfactionQuestion { due: true, .. }) = use_backend().ask(OpenSatisfaction {}).await {
                step.try_set(Step::Asked);
            }
        });
    };
    set_timeout(ask, LATER);
    move || match step.get() {
        Step::NotAsked => ().into_any(),
        Step::Asked => view! { <Question step /> }.into_any(),
        Step::Thanked => view! {
            <p id="thanks" class="section question-thanks" tabindex="-1" data-test="thanks">
                {say("satisfaction-thanks")}
            </p>
        }
        .into_any(),
    }
}

#[component]
fn Question(step: RwSignal<Step>) -> impl IntoView {
    let stars = (1..=5).filter_map(|number: u8| {
        let stars = Stars::try_from(number).ok()?;
        let name = move || tf("satisfaction-stars", &[("n", Arg::Count(number.into()))]);
        Some(view! {
            <button
                type="button"
                class="button question-star"
                data-test=format!("satisfied-{number}")
                aria-label=name
                on:click=move |_| {
                    settle(AnswerSatisfaction { stars }, move || {
                        step.try_set(Step::Thanked);
                        focus_when_drawn("#thanks");
                    });
                }
            >
                {number}
                <Icon name="star" />
            </button>
        })
    });
    let aside = move |until| {
        settle(PutSatisfactionAside { until }, move || {
            step.try_set(Step::NotAsked);
            focus_when_drawn("#main");
        });
    };
    view! {
        <section class="section question" aria-labelledby="satisfaction" data-test="satisfaction">
            <h2 id="satisfaction" class="section-title">
                {say("satisfaction-title")}
            </h2>
            <div class="question-stars" role="group" aria-labelledby="satisfaction">
                {stars.collect_view()}
            </div>
            <p class="muted">{say("satisfaction-text")}</p>
            <div class="face-actions">
                <button
                    type="button"
                    class="button button-quiet"
                    data-test="satisfaction-later"
                    on:click=move |_| aside(NotAsked::Now)
                >
                    {say("satisfaction-later")}
                </button>
                <button
                    type="button"
                    class="button button-quiet"
                    data-test="satisfaction-never"
                    on:click=move |_| aside(NotAsked::ForGood)
                >
                    {say("satisfaction-never")}
                </button>
            </div>
        </section>
    }
}

fn settle<C>(call: C, then: impl FnOnce() + 'static)
where
    C: Call<Reply = SatisfactionQuestion> + 'static,
{
    spawn_local(async move {
        match use_backend().ask(call).await {
            Ok(_) => then(),
            Err(error) => use_toast().show(error_text(&error), None),
        }
    });
}
