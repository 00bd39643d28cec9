//! A GPX file of the hiker: what is in it, and its line on the map. It comes from the system, from a picker or from a
//! drop on the window, and is forgotten when it is closed.

mod coming;
mod report;

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

pub use self::coming::wait_for_files;
use self::coming::{Opened, close, opened, pick};
use self::report::Report;
use crate::map::{Target, Trace, use_map_state};
use crate::parts::{Empty, FilePicker, Icon, PageTitle, Waiting, error_text};
use crate::words::{Arg, say, tf};

#[component]
pub fn GpxScreen() -> impl IntoView {
    let map = use_map_state();
    let left = map.view.get_untracked();
    Effect::new(move || match opened() {
        Opened::Shown { report, .. } => {
            let places = report.places.iter().map(|place| place.at).collect();
            map.trace.set(Some(Trace { lines: report.shape, places }));
            if let Some(bounds) = report.bounds {
                map.go_to.set(Some(Target::Bounds(bounds)));
            }
        }
        _ => map.trace.set(None),
    });
    on_cleanup(move || {
        map.trace.set(None);
        // The list finds the map where it left it.
        map.go_to.set(Some(left.clone().map_or(Target::Whole, Target::View)));
    });
    view! {
        <div class="sheet" data-test="gpx">
            <Bar />
            {move || match opened() {
                Opened::Nothing => view! { <NothingOpened /> }.into_any(),
                Opened::Reading { name } => {
                    view! {
                        <PageTitle text=Signal::stored(name) />
                        <Waiting />
                    }
                        .into_any()
                }
                Opened::Failed { name, error } => {
                    let text = Signal::derive(move || error_text(&error));
                    view! {
                        <PageTitle text=Signal::derive(say("gpx-title")) hidden=true />
                        <Empty
                            title=Signal::derive(move || tf("gpx-unreadable", &[("name", Arg::Text(&name))]))
                            text
                            icon="triangle-alert"
                        >
                            <PickGpx primary=true />
                        </Empty>
                    }
                        .into_any()
                }
                Opened::Shown { name, report } => view! { <Report name report /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Bar() -> impl IntoView {
    let navigate = use_navigate();
    let shut = move |_| {
        close();
        navigate("/carte", Default::default());
    };
    view! {
        <div class="sheet-bar no-print">
            <button type="button" class="button button-quiet sheet-back" data-test="gpx-close" on:click=shut>
                <Icon name="x" />
                {say("close")}
            </button>
        </div>
    }
}

#[component]
fn NothingOpened() -> impl IntoView {
    view! {
        <PageTitle text=Signal::derive(say("gpx-title")) hidden=true />
        <Empty
            title=Signal::derive(say("gpx-nothing"))
            text=Signal::derive(say("gpx-nothing-text"))
            icon="upload"
        >
            <PickGpx primary=true />
        </Empty>
    }
}

/// Opens the device's own picker of files.
#[component]
fn PickGpx(#[prop(default = false)] primary: bool) -> impl IntoView {
    view! {
        <FilePicker
            text="gpx-open"
            accept=".gpx,application/gpx+xml"
            tests=("gpx-open", "gpx-file")
            primary
            picked=pick
        />
    }
}
