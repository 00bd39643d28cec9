//! *Signaler un problème*: what, how bad, and where. The app finds the place on the ways; no coordinates are kept or sent.

mod nearby;
mod place;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use pdipr_data::domain::RouteId;
use protocol::{Category, Magnitude, ThingKind, limits};
use sente_core::calls::{OpenPosts, WriteReport};
use sente_core::community::{Content, Post};

use self::nearby::Nearby;
use self::place::PlaceField;
use super::begin::{named_thing, own};
use super::drafts::{ReportDraft, toggle};
use super::fields::{Choice, LongText};
use super::form::Form;
use super::frame::{BackLink, Gone};
use super::photos::PhotosField;
use super::writing::Writing;
use super::wrong::Field;
use crate::backend::asked;
use crate::community::{category_key, magnitude_key};
use crate::parts::{Failed, Icon, PageTitle, SafetyNumbers, Waiting};
use crate::words::{say, t};

#[component]
pub fn ReportScreen() -> impl IntoView {
    let query = use_query_map();
    let address = Memo::new(move |_| {
        let query = query.read();
        (query.get("itineraire").map(RouteId), named_thing(query.get("chose").as_deref()))
    });
    let title = move || t(if address.get().1.is_some() { "write-report-edit" } else { "write-report-title" });
    let back = move || match address.get().0 {
        Some(route) => format!("/itineraire/{route}"),
        None => "/carte".to_owned(),
    };
    view! {
        <div class="page write-page">
            <BackLink href=Signal::derive(back) />
            <PageTitle text=Signal::derive(title) test="write-title" />
            <section class="safety" aria-labelledby="no-rescue">
                <h2 id="no-rescue" class="section-title">
                    <Icon name="life-buoy" />
                    {say("write-no-rescue")}
                </h2>
                <SafetyNumbers />
            </section>
            {move || {
                let (route, thing) = address.get();
                let posts = asked(|| OpenPosts {});
                move || match posts.get() {
                    None => view! { <Waiting /> }.into_any(),
                    Some(Err(error)) => view! { <Failed error /> }.into_any(),
                    Some(Ok(page)) => {
                        let before = thing.map(|thing| own(&page.posts, ThingKind::Report, thing).cloned());
                        match before {
                            Some(None) => view! { <Gone /> }.into_any(),
                            before => {
                                view! { <ReportForm route=route.clone() before=before.flatten() /> }.into_any()
                            }
                        }
                    }
                }
            }}
        </div>
    }
}

/// One new report at a time: its draft goes along when the hiker looks for the place on the map.
fn draft_name(before: Option<&Post>) -> String {
    before.map_or_else(|| "report".to_owned(), |post| format!("report:{}", post.thing))
}

fn start(before: Option<&Post>) -> ReportDraft {
    match before.map(|post| (&post.content, &post.route_name)) {
        Some((Content::Report(report), name)) => ReportDraft::of(report, name.clone()),
        _ => ReportDraft::default(),
    }
}

#[component]
fn ReportForm(route: Option<RouteId>, before: Option<Post>) -> impl IntoView {
    let form = Form::open(draft_name(before.as_ref()), start(before.as_ref()));
    let thing = before.map(|post| post.thing);
    // Problems of others near the place: the hiker says whether it is one of them.
    let known = RwSignal::new(false);
    let make = move |draft: &ReportDraft| {
        draft.report(known.get_untracked()).map(|report| WriteReport { thing, report })
    };
    let route = StoredValue::new(route);
    view! {
        <Writing form test="report-form" make>
            <PlaceField form route=route.get_value() />
            <Nearby form thing known />
            <What form />
            <p class="muted">{say("write-report-read")}</p>
        </Writing>
    }
}

#[component]
fn What(form: Form<ReportDraft>) -> impl IntoView {
    let category = |draft: &ReportDraft| Category::ALL.iter().position(|one| Some(*one) == draft.category);
    let magnitude = |draft: &ReportDraft| Magnitude::ALL.iter().position(|one| Some(*one) == draft.magnitude);
    view! {
        <Choice
            field=Field::Category
            legend="write-category"
            options=Category::ALL.map(category_key).to_vec()
            chosen=form.part(category)
            choose=Callback::new(move |at: usize| {
                form.change(Field::Category, |draft| draft.category = Some(Category::ALL[at]));
            })
            wrong=form.wrong.at(Field::Category)
        />
        <Choice
            field=Field::Magnitude
            legend="write-magnitude"
            options=Magnitude::ALL.map(magnitude_key).to_vec()
            chosen=form.part(magnitude)
            choose=Callback::new(move |at: usize| {
                form.change(Field::Magnitude, |draft| draft.magnitude = Some(Magnitude::ALL[at]));
            })
            wrong=form.wrong.at(Field::Magnitude)
        />
        <LongText
            label="write-report-text"
            hint="write-report-text-hint"
            most=limits::TEXT
            value=form.part(|draft| draft.text.clone())
            set=Callback::new(move |text| form.change(Field::Text, |draft| draft.text = text))
            wrong=form.wrong.at(Field::Text)
        />
        <PhotosField
            photos=form.part(|draft| draft.photos.clone())
            add=Callback::new(move |photo| {
                form.change(Field::Photos, |draft| toggle(&mut draft.photos, photo, true));
            })
            remove=Callback::new(move |photo| {
                form.change(Field::Photos, |draft| toggle(&mut draft.photos, photo, false));
            })
            wrong=form.wrong
        />
    }
}
