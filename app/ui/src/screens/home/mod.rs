//! Accueil: what to walk today. A search, "Avec qui ?", what is near, and selections by public rules.

mod near;
mod satisfaction;
mod selections;

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use pdipr_data::filter::{PRESETS, RouteQuery};
use sente_core::calls::OpenHome;

use self::near::NearMe;
use self::satisfaction::Satisfaction;
use self::selections::Selections;
use crate::backend::asked;
use crate::format;
use crate::parts::{Failed, Icon, PageTitle, SkeletonCards};
use crate::screens::explore::url;
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Home() -> impl IntoView {
    let page = asked(|| OpenHome {});
    let stands_here = move || {
        page.get().and_then(Result::ok).map(|page| {
            let number = format::number(page.routes.into());
            tf("home-stands-here", &[("n", Arg::Count(page.routes)), ("number", Arg::Text(&number))])
        })
    };
    view! {
        <div class="page home">
            <PageTitle text=Signal::derive(say("home-title")) />
            // The line keeps its room while the number is on its way.
            <p class="lead home-lead">{move || stands_here().unwrap_or_else(|| t("home-lead"))}</p>
            <HomeSearch />
            <section class="section" aria-labelledby="with-whom">
                <h2 id="with-whom" class="section-title">
                    {say("home-with-whom")}
                </h2>
                <Presets />
            </section>
            <NearMe />
            {move || match page.get() {
                None => view! { <div class="section"><SkeletonCards count=3 /></div> }.into_any(),
                Some(Err(error)) => {
                    view! {
                        <div class="section">
                            <Failed error retry=Callback::new(move |()| page.refetch()) />
                        </div>
                    }
                        .into_any()
                }
                Some(Ok(page)) => view! { <Selections selections=page.selections /> }.into_any(),
            }}
            <p class="section">
                <a href="/randonnees" class="button button-primary">
                    <Icon name="list" />
                    {say("see-all-routes")}
                </a>
            </p>
            <Satisfaction />
        </div>
    }
}

/// Leads to the list with the words that were typed.
#[component]
fn HomeSearch() -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    let navigate = use_navigate();
    let search = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = field.get_untracked().map(|field| field.value()).unwrap_or_default();
        let query = RouteQuery { text: text.trim().to_owned(), ..RouteQuery::default() };
        navigate(&url::address(&query), Default::default());
    };
    view! {
        <form class="home-search" role="search" on:submit=search>
            <label class="sr-only" for="home-search">
                {say("home-search-label")}
            </label>
            <input
                node_ref=field
                id="home-search"
                class="input"
                type="search"
                autocomplete="off"
                enterkeyhint="search"
                data-test="home-search"
                placeholder=say("home-search-placeholder")
            />
            <button type="submit" class="button button-primary" aria-label=say("home-search-go")>
                <Icon name="search" />
            </button>
        </form>
    }
}

/// "Avec qui ?": each preset leads to the list that its public rule gives.
#[component]
fn Presets() -> impl IntoView {
    view! {
        <ul class="presets">
            {PRESETS
                .iter()
                .map(|preset| {
                    let filter = (preset.filter)();
                    let href = url::address(&RouteQuery { filter, ..RouteQuery::default() });
                    let id = preset.id;
                    view! {
                        <li>
                            <a href=href class="preset" data-test=format!("preset-{id}")>
                                <Icon name=icon_of(id) />
                                <span class="preset-name">{move || t(&format!("preset-{id}"))}</span>
                                <span class="preset-rule">{move || t(&format!("preset-{id}-rule"))}</span>
                            </a>
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

fn icon_of(preset: &str) -> &'static str {
    match preset {
        "seul" => "user",
        "famille" => "users",
        "senior" => "footprints",
        "sans-voiture" => "train-front",
        "nature" => "trees",
        "vtt" => "bike",
        "cheval" => "horseshoe",
        _ => "route",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_has_an_icon_of_its_own() {
        for preset in PRESETS {
            let icon = icon_of(preset.id);
            assert!(icon != "route" && crate::parts::outline(icon).is_some(), "{}", preset.id);
        }
    }
}
