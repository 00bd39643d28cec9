//! A map of this device: what it is, whose data it shows, and the way to be rid of it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::domain::{Bounds, Position};
use sente_core::packs::{BrokenPack, PackInfo, PackKind};

use crate::format;
use crate::packs;
use crate::parts::{Confirm, Icon, focus, use_toast};
use crate::words::{Arg, say, t, tf};

#[component]
pub fn Installed(pack: PackInfo) -> impl IntoView {
    let title = pack.title.clone();
    let bundled = pack.bundled;
    let (file, bytes) = (pack.file.clone(), pack.bytes);
    view! {
        <li class="pack" data-test="pack">
            <h3 class="pack-title">{title.clone()}</h3>
            <p class="pack-kind">{say(kind_key(pack.kind))}</p>
            <Facts pack />
            {if bundled {
                view! { <p class="muted">{say("pack-bundled")}</p> }.into_any()
            } else {
                view! { <Delete file title bytes /> }.into_any()
            }}
        </li>
    }
}

/// A file that cannot be read: the map does without it.
#[component]
pub fn Broken(pack: BrokenPack) -> impl IntoView {
    let BrokenPack { file, bytes, detail } = pack;
    let text = move || tf("pack-broken-text", &[("detail", Arg::Text(&detail))]);
    view! {
        <li class="pack notice-alert" data-test="pack-broken">
            <h3 class="pack-title">
                <Icon name="triangle-alert" />
                {file.clone()}
            </h3>
            <p>{text}</p>
            <Delete title=file.clone() file bytes />
        </li>
    }
}

/// What a map is, before and after it is installed.
#[component]
pub fn Facts(pack: PackInfo) -> impl IntoView {
    let PackInfo { bytes, bounds, zooms, made, attribution, .. } = pack;
    let row = |key: &'static str, value: Signal<String>| {
        view! {
            <div class="pack-fact">
                <dt>{say(key)}</dt>
                <dd>{move || value.get()}</dd>
            </div>
        }
    };
    let zooms = move || {
        let (first, last) = (zooms.0.to_string(), zooms.1.to_string());
        tf("pack-zooms-value", &[("first", Arg::Text(&first)), ("last", Arg::Text(&last))])
    };
    let made = move || made.as_deref().map_or_else(|| t("unknown"), format::sent_day);
    let attribution = move || if attribution.is_empty() { t("unknown") } else { attribution.clone() };
    view! {
        <dl class="pack-facts">
            {row("pack-size", Signal::derive(move || format::bytes(bytes)))}
            {row("pack-extent", Signal::derive(move || extent(bounds)))}
            {row("pack-made", Signal::derive(made))}
            {row("pack-zooms", Signal::derive(zooms))}
            {row("pack-attribution", Signal::derive(attribution))}
        </dl>
    }
}

#[component]
fn Delete(file: String, title: String, bytes: u64) -> impl IntoView {
    let asking = RwSignal::new(false);
    let name = title.clone();
    let question = Signal::derive(move || tf("pack-delete-title", &[("title", Arg::Text(&name))]));
    let freed = Signal::derive(move || {
        let size = format::bytes(bytes);
        tf("pack-delete-text", &[("size", Arg::Text(&size))])
    });
    let delete = move || {
        let (file, title) = (file.clone(), title.clone());
        spawn_local(async move {
            if packs::delete(file).await {
                let size = format::bytes(bytes);
                let told = [("title", Arg::Text(&title)), ("size", Arg::Text(&size))];
                use_toast().show(tf("pack-deleted", &told), None);
                // The button that had the focus is gone.
                focus("#packs-installed");
            }
        });
    };
    view! {
        <button
            type="button"
            class="button"
            data-test="pack-delete"
            aria-label=move || question.get()
            on:click=move |_| asking.set(true)
        >
            <Icon name="trash-2" />
            {say("delete")}
        </button>
        <Confirm
            open=asking
            title=question
            text=freed
            action=Signal::derive(say("delete"))
            on_confirm=delete
        />
    }
}

pub fn kind_key(kind: PackKind) -> &'static str {
    match kind {
        PackKind::Base => "pack-kind-base",
        PackKind::Detail => "pack-kind-detail",
        PackKind::Relief => "pack-kind-relief",
    }
}

/// "112 km d'ouest en est, 98 km du nord au sud, autour de 48,4° N, 1,4° E".
fn extent(bounds: Bounds) -> String {
    let Bounds { west, south, east, north } = bounds;
    let (lon, lat) = ((west + east) / 2.0, (south + north) / 2.0);
    let length = |one: (f64, f64), other: (f64, f64)| {
        let (one, other) = (Position::new(one.0, one.1).ok()?, Position::new(other.0, other.1).ok()?);
        Some(format::distance(one.distance_to(other)))
    };
    let found = || {
        let width = length((west, lat), (east, lat))?;
        let height = length((lon, south), (lon, north))?;
        Some((width, height, format::position(Position::new(lon, lat).ok()?)))
    };
    found().map_or_else(
        || t("unknown"),
        |(width, height, centre)| {
            let all = [
                ("width", Arg::Text(&width)),
                ("height", Arg::Text(&height)),
                ("centre", Arg::Text(&centre)),
            ];
            tf("pack-extent-value", &all)
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_extent_is_told_in_kilometres() {
        let text = extent(Bounds { west: 0.75, south: 47.95, east: 2.0, north: 48.95 });
        assert!(text.contains("km") && text.contains("48,45"), "{text}");
    }
}
