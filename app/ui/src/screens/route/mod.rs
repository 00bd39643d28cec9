//! The sheet of one route, in the order of the agency's sheets; what nobody knows is said to be unknown.

mod closures;
mod export;
mod facts;
pub mod figures;
mod findings;
mod ground;
mod head;
mod marks;
mod others;
mod picture;
mod profile;
mod reviews;
mod steps;

use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;
use pdipr_data::domain::{Network, RouteCard, RouteId, RouteSheet};
use sente_core::calls::OpenRoute;
use sente_core::{ApiError, OpenedRoute};

use super::explore::{MapFoot, PanelBody, is_laptop, use_explore};
use crate::backend::asked;
use crate::map::{MapState, Target, use_map_state};
use crate::parts::{Empty, Failed, Icon, PageTitle, SketchView, Waiting, WaymarkSymbol};
use crate::words::{Arg, say, t, tf};
use closures::Closures;
use export::Exports;
use facts::{Accessibility, Introduction, Practical, Sensitive, Source};
use figures::{Figures, LengthsView};
use findings::Findings;
use ground::{Communes, Natures, Places, Themes};
use head::Toolbar;
use marks::{MarksState, Notebook, ProgressButtons};
use others::Others;
use picture::{PrintedMap, RoutePicture};
use profile::Profile;
use reviews::{Conditions, Reviews, ReviewsState};
use steps::Steps;

#[component]
pub fn RouteScreen() -> impl IntoView {
    let params = use_params_map();
    let map = use_map_state();
    let explore = use_explore();
    let body = expect_context::<PanelBody>().0;
    let id = Memo::new(move |_| RouteId(params.read().get("id").unwrap_or_default()));
    let opened = asked(move || OpenRoute { id: id.get() });
    let left = map.view.get_untracked();
    explore.away.set_value(true);
    Effect::new(move |before: Option<RouteId>| {
        let id = id.get();
        if before.as_ref().is_some_and(|before| *before != id) {
            // From one sheet to another: the list is no longer the page before.
            explore.from_list.set_value(false);
        }
        if let Some(body) = body.get_untracked() {
            body.set_scroll_top(0);
        }
        id
    });
    Effect::new(move |_| {
        if let Some(Ok(opened)) = opened.get() {
            show_on_map(map, &opened.sheet);
        }
    });
    // The profile takes a part of the map: the line is fitted into the rest, once the map knows of it.
    let foot = expect_context::<MapFoot>().taken;
    Effect::new(move |_| {
        if foot.get()
            && is_laptop()
            && let Some(Ok(opened)) = untrack(|| opened.get())
        {
            let target = Target::Bounds(opened.sheet.card.bounds);
            request_animation_frame(move || map.go_to.set(Some(target)));
        }
    });
    on_cleanup(move || {
        map.selected.set(None);
        map.steps.set(Vec::new());
        map.step_hover.set(None);
        explore.from_list.set_value(false);
        // The list finds the map where it left it.
        if let Some(view) = left.clone() {
            map.go_to.set(Some(Target::View(view)));
        }
    });
    view! {
        <div class="sheet">
            {move || match opened.get() {
                None => view! { <Toolbar /> <Waiting /> }.into_any(),
                Some(Err(ApiError::NotFound { .. })) => view! { <Toolbar /> <Unknown /> }.into_any(),
                Some(Err(error)) => {
                    view! {
                        <Toolbar />
                        <Failed error retry=Callback::new(move |()| opened.refetch()) />
                    }
                        .into_any()
                }
                Some(Ok(opened)) => view! { <Sheet opened /> }.into_any(),
            }}
        </div>
    }
}

fn show_on_map(map: MapState, sheet: &RouteSheet) {
    map.selected.set(Some(sheet.card.id.clone()));
    map.steps.set(sheet.steps.iter().zip(1..).map(|(step, number)| (number, step.at)).collect());
    map.go_to.set(Some(Target::Bounds(sheet.card.bounds)));
}

/// The address names a route that this catalogue does not hold.
#[component]
fn Unknown() -> impl IntoView {
    view! {
        <PageTitle text=Signal::derive(say("route-not-found")) hidden=true />
        <Empty title=Signal::derive(say("route-not-found")) text=Signal::derive(say("error-not-found"))>
            <A href="/randonnees" attr:class="button button-primary">
                {say("see-all-routes")}
            </A>
        </Empty>
    }
}

#[component]
fn Sheet(opened: OpenedRoute) -> impl IntoView {
    let OpenedRoute { sheet, marks } = opened;
    let card = sheet.card.clone();
    let marks = MarksState::new(card.id.clone(), marks);
    let withheld = sheet.redistribution.clone();
    let climb = RwSignal::new(None);
    let picture = RoutePicture::of(&sheet);
    let reviews = ReviewsState::of(card.id.clone());
    view! {
        <Toolbar card=card.clone() marks picture />
        <Heading card=card.clone() />
        <Closures sheet=sheet.clone() />
        <Conditions state=reviews />
        <Partial card=card.clone() parts=sheet.parts.len() />
        <Figures card=card.clone() range=sheet.duration_range climb />
        <LengthsView lengths=card.lengths />
        <PrintedMap picture />
        <div class="sheet-actions no-print">
            <Exports id=card.id.clone() picture redistribution=withheld />
            <ProgressButtons marks />
            <Notebook marks />
        </div>
        <Introduction text=sheet.texts.introduction.clone() />
        <Steps sheet=sheet.clone() />
        <Natures natures=sheet.natures.clone() pnr=sheet.pnr_perche />
        <Themes themes=sheet.themes.clone() places=sheet.places.clone() />
        <Profile parts=sheet.parts.clone() ascent=card.ascent climb />
        <Sensitive text=sheet.texts.sensitive_areas.clone() />
        <Practical sheet=sheet.clone() />
        <Places towns=sheet.towns.clone() stations=sheet.stations.clone() />
        <Communes communes=sheet.communes.clone() />
        <Accessibility text=sheet.texts.accessibility.clone() />
        <Source sheet=sheet.clone() />
        <Reviews state=reviews id=card.id.clone() started=card.start.is_some() />
        <Findings findings=sheet.findings.clone() />
        <Others nearby=sheet.nearby similar=sheet.similar />
    }
}

/// Waymark, network, code, name, and what kind of route it is.
#[component]
fn Heading(card: RouteCard) -> impl IntoView {
    let RouteCard { network, name, code, shape, practices, start, start_commune, sketch, .. } = card;
    // Most names begin with the code.
    let coded = !name.starts_with(&code);
    let kind = move || {
        let shape = shape.map(|shape| t(&format!("shape-{}", shape.value.as_str())));
        let practices = practices.iter().map(|practice| t(&format!("practice-{}", practice.as_str())));
        let start = start_commune.as_ref().map(|commune| {
            let key = match start.as_ref().map(|start| start.origin) {
                Some(pdipr_data::domain::Origin::Official) => "route-starts-at",
                _ => "route-starts-at-computed",
            };
            tf(key, &[("commune", Arg::Text(commune))])
        });
        shape.into_iter().chain(practices).chain(start).collect::<Vec<_>>().join(" · ")
    };
    view! {
        <header class="sheet-head">
            <div class="sheet-head-text">
                <p class="card-network">
                    <WaymarkSymbol network />
                    <span>{move || t(&format!("network-{}", network.as_str()))}</span>
                    {coded.then(|| view! { <span class="sheet-code">{code}</span> })}
                </p>
                <PageTitle text=Signal::stored(name) test="sheet-title" />
                <p class="sheet-kind">{kind}</p>
            </div>
            <div class="card-sketch">
                <SketchView sketch network />
            </div>
        </header>
        {matches!(network, Network::Gr | Network::Grp)
            .then(|| view! { <p class="sheet-mark-note">{say("route-gr-mark")}</p> })}
    }
}

/// *Itinéraire partiel*: why, before anything else.
#[component]
fn Partial(card: RouteCard, parts: usize) -> impl IntoView {
    let share = card.lengths.inscribed_share();
    card.partial.then(|| {
        view! {
            <div class="banner banner-ochre" data-test="partial">
                <Icon name="triangle-alert" />
                <div>
                    <p class="banner-title">{say("partial-route")}</p>
                    <p>
                        {move || {
                            let share = share.map(crate::format::share).unwrap_or_else(|| t("unknown"));
                            if parts > 1 {
                                let parts = parts as u32;
                                tf("route-partial-parts", &[("n", Arg::Count(parts)), ("share", Arg::Text(&share))])
                            } else {
                                tf("route-partial-share", &[("share", Arg::Text(&share))])
                            }
                        }}
                    </p>
                </div>
            </div>
        }
    })
}
