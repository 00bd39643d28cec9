//! Indicateurs: what is counted by half-year, as bars and as the same table, and reports by commune; all of it as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::io::ExportedFile;
use protocol::{CommuneCode, Indicators, Tally, paths};

use super::desk::use_desk;
use super::texts::{count, refused_text};
use crate::backend::{StaffRefused, use_backend};
use crate::format;
use crate::parts::{Empty, Icon, Waiting, download, use_toast};
use crate::words::{Arg, language, say, t, tf};

/// By which spreadsheets know that a file is UTF-8; reading a text takes it away.
const MARK: char = '\u{feff}';
/// Height of the tallest bar and width of a column of the drawing.
const TALLEST: u64 = 100;
const COLUMN: u64 = 64;
/// Older half-years stand in the table only.
const DRAWN: usize = 6;

/// A figure of a half-year that is drawn.
type Figure = (&'static str, fn(&Tally) -> u64);

const FIGURES: [Figure; 4] = [
    ("atelier-figure-users", |tally| tally.users),
    ("atelier-figure-reviews", |tally| tally.reviews),
    ("atelier-figure-recommendations", |tally| tally.recommendations),
    ("atelier-figure-reports", |tally| tally.reports),
];

#[component]
pub fn Figures() -> impl IntoView {
    let desk = use_desk();
    let answer = RwSignal::new(None::<Result<Indicators, StaffRefused>>);
    let read = move || {
        answer.set(None);
        spawn_local(async move {
            let read = desk.heard(use_backend().read_as_staff(paths::STAFF_INDICATORS).await);
            answer.try_set(Some(read));
        });
    };
    read();
    let save = move |_| {
        spawn_local(async move {
            match desk.heard(use_backend().read_text_as_staff(paths::STAFF_INDICATORS_CSV).await) {
                Ok(text) => download(csv(&text)),
                Err(refused) => use_toast().show(refused_text(refused), None),
            }
        });
    };
    view! {
        <section aria-labelledby="figures-title">
            <div class="atelier-head">
                <h2 id="figures-title" class="section-title">
                    {say("atelier-figures")}
                </h2>
                <button type="button" class="button" data-test="figures-csv" on:click=save>
                    <Icon name="download" />
                    {say("atelier-csv")}
                </button>
            </div>
            <p class="muted">{say("atelier-figures-lead")}</p>
            {move || match answer.get() {
                None => view! { <Waiting /> }.into_any(),
                Some(Err(refused)) => view! {
                    <div class="notice notice-alert" role="alert">
                        <p>{move || refused_text(refused)}</p>
                        <button type="button" class="button" on:click=move |_| read()>
                            {say("retry")}
                        </button>
                    </div>
                }
                .into_any(),
                Some(Ok(figures)) => view! { <Counted figures /> }.into_any(),
            }}
        </section>
    }
}

fn csv(text: &str) -> ExportedFile {
    let text = text.trim_start_matches(MARK);
    ExportedFile {
        file_name: "indicateurs.csv".to_owned(),
        media_type: "text/csv".to_owned(),
        text: format!("{MARK}{text}"),
    }
}

#[component]
fn Counted(figures: Indicators) -> impl IntoView {
    let Indicators { half_years, reports_by_commune } = figures;
    if half_years.is_empty() && reports_by_commune.is_empty() {
        return view! { <Empty title=Signal::derive(say("atelier-figures-none")) icon="info" /> }.into_any();
    }
    let charts = FIGURES.map(|(name, count)| {
        let drawn = half_years.iter().take(DRAWN).rev();
        let counts = drawn.map(|tally| (tally.half_year.to_string(), count(tally))).collect();
        view! { <Chart name counts /> }
    });
    view! {
        <div class="charts">{charts.collect_view()}</div>
        <HalfYears half_years />
        <ByCommune reports_by_commune />
    }
    .into_any()
}

/// A bar: how tall, of [`TALLEST`].
fn heights(counts: &[(String, u64)]) -> Vec<u64> {
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or_default().max(1);
    // What is not nothing is seen.
    let height = |count: u64| match count {
        0 => 0,
        _ => (u128::from(count) * u128::from(TALLEST) / u128::from(most)).max(2) as u64,
    };
    counts.iter().map(|(_, count)| height(*count)).collect()
}

/// The drawing says nothing that the table below does not: to readers it is one picture with its figures as its name.
#[component]
fn Chart(name: &'static str, counts: Vec<(String, u64)>) -> impl IntoView {
    let heights = heights(&counts);
    let width = COLUMN * counts.len().max(1) as u64;
    let bars: Vec<_> = counts
        .iter()
        .zip(heights)
        .enumerate()
        .map(|(at, ((half_year, count), height))| {
            let (left, middle) = (COLUMN * at as u64 + 12, COLUMN * at as u64 + COLUMN / 2);
            let (half_year, count) = (half_year.clone(), *count);
            view! {
                <rect class="chart-bar" x=left.to_string() y=(20 + TALLEST - height).to_string() width="40" height=height.to_string() rx="3" />
                <text class="chart-count" x=middle.to_string() y=(14 + TALLEST - height).to_string()>
                    {move || format::number(count)}
                </text>
                <text class="chart-name" x=middle.to_string() y="138">
                    {half_year}
                </text>
            }
        })
        .collect();
    let told = move || {
        let figures: Vec<String> = counts
            .iter()
            .map(|(half_year, count)| format!("{half_year} : {}", format::number(*count)))
            .collect();
        format!("{} – {}", t(name), figures.join(", "))
    };
    view! {
        <figure class="chart">
            <figcaption>{say(name)}</figcaption>
            <svg viewBox=format!("0 0 {width} 144") role="img" aria-label=told>
                {bars}
            </svg>
        </figure>
    }
}

/// Mean of the marks and how many there are.
fn content(satisfaction: &[u64; 5]) -> Option<(f64, u64)> {
    let count: u64 = satisfaction.iter().sum();
    let stars: u64 = (1_u64..).zip(satisfaction).map(|(stars, count)| stars.saturating_mul(*count)).sum();
    (count > 0).then(|| (stars as f64 / count as f64, count))
}

#[component]
fn HalfYears(half_years: Vec<Tally>) -> impl IntoView {
    let rows = half_years.into_iter().map(|tally| {
        let cell = |key: &'static str, count: u64| {
            view! {
                <td class="number" data-head=say(key)>
                    {move || format::number(count)}
                </td>
            }
        };
        let happy = content(&tally.satisfaction);
        let satisfaction = move || match happy {
            Some((mean, answers)) => {
                let mean = format::decimals_in(language(), mean, 1);
                tf("atelier-satisfaction", &[("mean", Arg::Text(&mean)), ("n", count(answers))])
            }
            None => "–".to_owned(),
        };
        view! {
            <tr>
                <th scope="row">{tally.half_year.to_string()}</th>
                {FIGURES.map(|(key, count)| cell(key, count(&tally))).collect_view()}
                <td data-head=say("atelier-figure-satisfaction")>{satisfaction}</td>
            </tr>
        }
    });
    view! {
        <table class="table table-stacks" data-test="half-years">
            <caption class="sr-only">{say("atelier-half-years")}</caption>
            <thead>
                <tr>
                    <th scope="col">{say("atelier-half-year")}</th>
                    {FIGURES
                        .map(|(key, _)| {
                            view! {
                                <th scope="col" class="number">
                                    {say(key)}
                                </th>
                            }
                        })
                        .collect_view()}
                    <th scope="col">{say("atelier-figure-satisfaction")}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn ByCommune(reports_by_commune: Vec<(CommuneCode, u64)>) -> impl IntoView {
    let desk = use_desk();
    (!reports_by_commune.is_empty()).then(|| {
        let rows = reports_by_commune.into_iter().map(|(commune, count)| {
            view! {
                <tr>
                    <th scope="row">{move || desk.commune_name(&commune)}</th>
                    <td class="number">{move || format::number(count)}</td>
                </tr>
            }
        });
        view! {
            <h3 id="by-commune" class="by-commune">
                {say("atelier-by-commune")}
            </h3>
            <table class="table" aria-labelledby="by-commune">
                <thead>
                    <tr>
                        <th scope="col">{say("atelier-commune")}</th>
                        <th scope="col" class="number">
                            {say("atelier-figure-reports")}
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_as_tall_as_their_share_and_one_is_never_nothing() {
        let counts = [0, 1, 500, 1_000].map(|count| (String::new(), count));
        assert_eq!(heights(&counts), [0, 2, 50, 100]);
        assert_eq!(heights(&[(String::new(), 0)]), [0]);
        assert_eq!(heights(&[(String::new(), u64::MAX)]), [100]);
    }

    #[test]
    fn satisfaction_is_the_mean_of_the_marks_with_their_number() {
        assert_eq!(content(&[0, 0, 1, 0, 1]), Some((4.0, 2)));
        assert_eq!(content(&[0; 5]), None);
    }

    #[test]
    fn the_file_begins_with_one_mark() {
        assert_eq!(csv("\u{feff}a;b").text, csv("a;b").text);
    }
}
