//! The frame around the screens: skip link, tabs (rail on a laptop), the paths, messages.

use std::time::Duration;

use futures_util::future::join;
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::{Lazy, path};

use crate::backend::{EngineState, engine_state, use_backend};
use crate::device::follow_the_days;
use crate::keys::{Shortcuts, provide_key_help};
use crate::map::{self, provide_map_state};
use crate::parts::{Announcer, Empty, Icon, PageTitle, RescueCarnet, Restart, ToastRack, focus};
use crate::preferences;
use crate::screens::apart;
use crate::screens::explore::provide_explore;
use crate::screens::home::Home;
use crate::words::{say, t};

/// By then the first screen stands, and what the other ones need is fetched: no tap waits for it.
const FIRST_SCREEN: Duration = Duration::from_millis(1500);

#[component]
pub fn App() -> impl IntoView {
    use_backend().start();
    preferences::keep_in_step();
    follow_the_days();
    spawn_local(preferences::load());
    provide_map_state();
    provide_explore();
    provide_key_help();
    view! {
        <Router>
            <a class="skip-link" href="#main" on:click=skip_to_main>
                {say("skip-to-content")}
            </a>
            <Tabs />
            <Shortcuts />
            <Later />
            <main id="main" tabindex="-1">
                <EngineNotice />
                <Routes fallback=NotFound>
                    <Route path=path!("/") view=Home />
                    <ParentRoute path=path!("") view={Lazy::<apart::Shell>::new()}>
                        <Route path=path!("/randonnees") view={Lazy::<apart::List>::new()} />
                        <Route path=path!("/carte") view={Lazy::<apart::Map>::new()} />
                        <Route path=path!("/itineraire/:id") view={Lazy::<apart::Sheet>::new()} />
                        <Route path=path!("/fichier") view={Lazy::<apart::File>::new()} />
                    </ParentRoute>
                    <Route path=path!("/itineraire/:id/avis") view={Lazy::<apart::Review>::new()} />
                    <Route path=path!("/itineraire/:id/recommandation") view={Lazy::<apart::Recommendation>::new()} />
                    <Route path=path!("/signaler") view={Lazy::<apart::Report>::new()} />
                    <Route path=path!("/carnet") view={Lazy::<apart::Notebook>::new()} />
                    <Route path=path!("/plus") view={Lazy::<apart::Rooms>::new()} />
                    <Route path=path!("/plus/stockage") view={Lazy::<apart::Storage>::new()} />
                    <Route path=path!("/plus/cartes") view={Lazy::<apart::Maps>::new()} />
                    <Route path=path!("/plus/legende") view={Lazy::<apart::Legend>::new()} />
                    <Route path=path!("/plus/donnees") view={Lazy::<apart::AboutData>::new()} />
                    <Route path=path!("/plus/accessibilite") view={Lazy::<apart::Accessibility>::new()} />
                    <Route path=path!("/plus/confidentialite") view={Lazy::<apart::Privacy>::new()} />
                    <Route path=path!("/plus/avis") view={Lazy::<apart::Rules>::new()} />
                    <Route path=path!("/plus/reglages") view={Lazy::<apart::Settings>::new()} />
                    <Route path=path!("/atelier") view={Lazy::<apart::Atelier>::new()} />
                </Routes>
            </main>
            <ToastRack />
            <Announcer />
        </Router>
    }
}

/// What the first screen does not wait for.
#[component]
fn Later() -> impl IntoView {
    let navigate = use_navigate();
    let go = Callback::new(move |path: &'static str| navigate(path, Default::default()));
    let surface = expect_context::<map::Surface>();
    let rest = move || {
        spawn_local(async move {
            join(apart::fetch_all(), map::fetch()).await;
            apart::gather_map(surface).await;
            apart::wait_for_files(go).await;
        });
    };
    set_timeout(rest, FIRST_SCREEN);
}

/// The router would take `#main` for a path: move the focus ourselves.
fn skip_to_main(event: ev::MouseEvent) {
    event.prevent_default();
    focus("#main");
}

/// Name of the tab's text, address, icon, name for tests.
const TABS: [(&str, &str, &str, &str); 5] = [
    ("tab-home", "/", "house", "tab-home"),
    ("tab-explore", "/randonnees", "list", "tab-explore"),
    ("tab-map", "/carte", "map", "tab-map"),
    ("tab-carnet", "/carnet", "heart", "tab-carnet"),
    ("tab-more", "/plus", "ellipsis", "tab-more"),
];

#[component]
fn Tabs() -> impl IntoView {
    let path = use_location().pathname;
    view! {
        <nav class="tabs" aria-label=say("tabs-name")>
            <p class="tabs-brand" aria-hidden="true">"Sente"</p>
            <ul>
                {TABS
                    .map(|(key, href, icon, test)| {
                        let current = move || (tab_of(&path.get()) == href).then_some("page");
                        view! {
                            <li>
                                <a class="tab" href=href data-test=test aria-current=current>
                                    <span class="tab-icon">
                                        <Icon name=icon />
                                    </span>
                                    <span class="tab-name">{say(key)}</span>
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </nav>
    }
}

/// The tab under which a path stands; a sheet belongs to the list.
pub(crate) fn tab_of(path: &str) -> &'static str {
    match path.split('/').nth(1).unwrap_or_default() {
        "" => "/",
        "randonnees" | "itineraire" => "/randonnees",
        "carte" => "/carte",
        "carnet" | "fichier" => "/carnet",
        "plus" | "atelier" => "/plus",
        _ => "",
    }
}

/// What the host says while the catalogue is fetched for the first time, or when the engine is gone.
#[component]
fn EngineNotice() -> impl IntoView {
    move || match engine_state() {
        EngineState::Starting | EngineState::Ready => ().into_any(),
        EngineState::Fetching { done, total } => view! { <Fetching done total /> }.into_any(),
        EngineState::Failed { reason, detail } => view! { <EngineFailed reason detail /> }.into_any(),
    }
}

#[component]
fn Fetching(done: u64, total: u64) -> impl IntoView {
    use crate::format::bytes;
    use crate::words::{Arg, tf};
    let amount = move || {
        let (done, total) = (bytes(done), bytes(total));
        tf("engine-fetching-amount", &[("done", Arg::Text(&done)), ("total", Arg::Text(&total))])
    };
    view! {
        <div class="notice">
            <p class="notice-title">{say("engine-fetching")}</p>
            <progress max=total.max(1).to_string() value=done.to_string() aria-label=say("engine-fetching")></progress>
            <p>{amount}</p>
        </div>
    }
}

#[component]
fn EngineFailed(reason: String, detail: String) -> impl IntoView {
    let newer = reason == "newer-carnet";
    let advice = move || match reason.as_str() {
        "no-storage" => t("engine-failed-no-storage"),
        "quota" => t("engine-failed-quota"),
        "no-catalogue" => t("engine-failed-no-catalogue"),
        "damaged" => t("engine-failed-damaged"),
        "newer-carnet" => t("error-newer-carnet"),
        _ => t("engine-failed-broken"),
    };
    view! {
        <div class="notice notice-alert" role="alert" data-test="engine-failed">
            <p class="notice-title">
                {move || t(if newer { "engine-failed-carnet" } else { "engine-failed" })}
            </p>
            <p>{advice}</p>
            <p class="notice-detail">{detail}</p>
            {newer.then(|| view! { <RescueCarnet /> })}
            <Restart />
        </div>
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <div class="page">
            <PageTitle text=Signal::derive(say("page-not-found")) />
            <Empty
                title=Signal::derive(say("page-not-found-title"))
                text=Signal::derive(say("page-not-found-text"))
            >
                <a href="/randonnees" class="button button-primary">
                    {say("see-all-routes")}
                </a>
                <a href="/" class="button">
                    {say("tab-home")}
                </a>
            </Empty>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_stands_under_the_tab_of_the_list() {
        assert_eq!(tab_of("/itineraire/f3-28357"), "/randonnees");
        assert_eq!(tab_of("/plus/reglages"), "/plus");
        assert_eq!(tab_of("/"), "/");
    }
}
