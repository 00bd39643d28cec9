//! À propos des données: where they come from, under which licence, what they hold, and what is wrong with them.

use leptos::prelude::*;
use pdipr_data::domain::{AboutData, BuildInfo, DataSource, Lengths, NetworkTotal};
use sente_core::calls::OpenAbout;

use super::findings::Findings;
use crate::backend::asked;
use crate::format;
use crate::parts::{Failed, PageTitle, Waiting, WaymarkSymbol};
use crate::words::{Arg, say, t, tf};

/// The heads of the columns of figures: how many routes, then three lengths.
const FIGURES: [&str; 4] = ["about-routes", "about-inscribed", "about-liaison", "about-gaps"];

#[component]
pub fn AboutDataScreen() -> impl IntoView {
    let about = asked(|| OpenAbout {});
    view! {
        <div class="page more">
            <PageTitle text=Signal::derive(say("about-title")) />
            {move || match about.get() {
                None => view! { <Waiting /> }.into_any(),
                Some(Err(error)) => {
                    view! { <Failed error retry=Callback::new(move |()| about.refetch()) /> }.into_any()
                }
                Some(Ok(about)) => view! { <About about /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn About(about: AboutData) -> impl IntoView {
    let AboutData { info, segments, routes, networks, findings } = about;
    view! {
        <Edition info=info.clone() segments routes />
        <Networks networks />
        <Sources sources=info.sources />
        <Findings findings />
        <section class="section prose" aria-labelledby="methods">
            <h2 id="methods" class="section-title">
                {say("about-methods")}
            </h2>
            <p>{say("about-methods-length")}</p>
            <p>{say("about-methods-time")}</p>
            <p>{say("about-methods-unknown")}</p>
        </section>
    }
}

#[component]
fn Edition(info: BuildInfo, segments: u32, routes: u32) -> impl IntoView {
    let BuildInfo { territory, register_sha256, rows_read, rows_refused, edition, .. } = info;
    let told = move || {
        let (routes_shown, segments_shown) = (format::number(routes.into()), format::number(segments.into()));
        tf(
            "about-edition",
            &[
                ("territory", Arg::Text(&territory)),
                ("routes", Arg::Text(&routes_shown)),
                ("segments", Arg::Text(&segments_shown)),
            ],
        )
    };
    let newest = move || match edition {
        Some(day) => tf("about-newest", &[("date", Arg::Text(&format::date(day)))]),
        None => t("about-newest-unknown"),
    };
    let rows = move || {
        let (read, refused) = (format::number(rows_read), format::number(rows_refused));
        tf("about-rows", &[("read", Arg::Text(&read)), ("refused", Arg::Text(&refused))])
    };
    view! {
        <div class="prose">
            <p class="about-edition">{told}</p>
            <p class="muted">{newest} " " {rows}</p>
            <details class="about-print">
                <summary>{say("about-fingerprint")}</summary>
                <code class="code">{register_sha256}</code>
            </details>
        </div>
    }
}

#[component]
fn Networks(networks: Vec<NetworkTotal>) -> impl IntoView {
    let all = networks.iter().fold((0, Lengths::default()), |(routes, lengths), one| {
        (routes + one.routes, added(lengths, one.lengths))
    });
    view! {
        <section class="section" aria-labelledby="figures">
            <h2 id="figures" class="section-title">
                {say("about-figures")}
            </h2>
            <div class="table-scroll" tabindex="0" role="region" aria-labelledby="figures">
                // Roles are written out: where rows are stacked, some browsers no longer see a table.
                <table class="table table-stacks" role="table">
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader">
                                {say("about-network")}
                            </th>
                            {FIGURES
                                .map(|key| {
                                    view! {
                                        <th scope="col" role="columnheader" class="number">
                                            {say(key)}
                                        </th>
                                    }
                                })
                                .collect_view()}
                        </tr>
                    </thead>
                    <tbody role="rowgroup">
                        {networks
                            .into_iter()
                            .map(|total| {
                                let network = total.network;
                                view! {
                                    <tr role="row">
                                        <th scope="row" role="rowheader">
                                            <span class="with-waymark">
                                                <WaymarkSymbol network />
                                                <span aria-hidden="true">
                                                    {move || t(&format!("network-{}", network.as_str()))}
                                                </span>
                                            </span>
                                        </th>
                                        <Cells routes=total.routes lengths=total.lengths />
                                    </tr>
                                }
                            })
                            .collect_view()}
                    </tbody>
                    <tfoot role="rowgroup">
                        <tr role="row">
                            <th scope="row" role="rowheader">{say("about-all")}</th>
                            <Cells routes=all.0 lengths=all.1 />
                        </tr>
                    </tfoot>
                </table>
            </div>
            <p class="muted table-note">{say("about-figures-note")}</p>
        </section>
    }
}

#[component]
fn Cells(routes: u32, lengths: Lengths) -> impl IntoView {
    let lengths = [lengths.inscribed, lengths.liaison, lengths.gaps];
    let figure = move |index: usize| match index.checked_sub(1).and_then(|index| lengths.get(index)) {
        Some(length) => format::distance(*length),
        None => format::number(routes.into()),
    };
    let cells = FIGURES.into_iter().enumerate().map(|(index, key)| {
        view! {
            <td class="number" role="cell" data-head=say(key)>
                {move || figure(index)}
            </td>
        }
    });
    cells.collect_view()
}

fn added(one: Lengths, other: Lengths) -> Lengths {
    Lengths {
        inscribed: one.inscribed + other.inscribed,
        retraced: one.retraced + other.retraced,
        liaison: one.liaison + other.liaison,
        gaps: one.gaps + other.gaps,
    }
}

#[component]
fn Sources(sources: Vec<DataSource>) -> impl IntoView {
    view! {
        <section class="section" aria-labelledby="sources">
            <h2 id="sources" class="section-title">
                {say("about-sources")}
            </h2>
            <ul class="sources">
                {sources
                    .into_iter()
                    .map(|source| {
                        view! {
                            <li class="source">
                                <h3 class="source-name">{source.name}</h3>
                                // The catalogue says it in French.
                                <p lang="fr">{source.gives}</p>
                                <p class="muted">
                                    {source.holder} " · " <span class="badge badge-moss">{source.licence}</span>
                                </p>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
            <p class="muted table-note">{say("about-software")}</p>
        </section>
    }
}
