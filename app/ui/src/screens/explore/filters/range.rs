//! Length, duration and ascent: two handles over a histogram, and the bands of a lowland as buttons.

use leptos::prelude::*;
use pdipr_data::domain::{Metres, Minutes};
use pdipr_data::filter::{
    ASCENT_BANDS, Band, Count as Counted, Criterion, DURATION_BANDS, Facets, LENGTH_BANDS, Range, RouteFilter,
};

use super::fieldset::{Count, Criteria};
use crate::screens::explore::criteria::{duration_band, length_band};
use crate::screens::explore::labels;
use crate::screens::explore::scale::{self, DURATION, End, LENGTH, Scale};
use crate::screens::explore::state::use_explore;
use crate::words::{Arg, t, tf};

/// What the two-handled control needs to know of one criterion.
#[derive(Clone, Copy)]
struct RangeSpec {
    scale: Scale,
    name: &'static str,
    read: fn(&RouteFilter) -> Range<u32>,
    write: fn(&mut RouteFilter, Range<u32>),
    /// A bound in words.
    say: fn(u32) -> String,
    /// The whole range in words.
    say_range: fn(&RouteFilter) -> String,
    histogram: fn(&Facets) -> Vec<u32>,
}

const LENGTH_SPEC: RangeSpec = RangeSpec {
    scale: LENGTH,
    name: "explore-length",
    read: |filter| whole(filter.length, |metres| metres.value().round() as u32),
    write: |filter, range| filter.length = of(range, Metres::whole),
    say: |metres| labels::whole_distance(Metres::whole(metres)),
    say_range: |filter| labels::length_range(filter.length),
    histogram: |facets| facets.length_histogram.clone(),
};

const DURATION_SPEC: RangeSpec = RangeSpec {
    scale: DURATION,
    name: "explore-duration",
    read: |filter| whole(filter.duration, |minutes| minutes.0),
    write: |filter, range| filter.duration = of(range, Minutes),
    say: |minutes| crate::format::duration(Minutes(minutes)),
    say_range: |filter| labels::duration_range(filter.duration),
    // Durations are counted by band only.
    histogram: |_| Vec::new(),
};

#[component]
pub fn LengthRange() -> impl IntoView {
    view! {
        <Criteria legend="explore-length" criterion=Some(Criterion::Length)>
            <TwoHandles spec=LENGTH_SPEC />
            <Bands
                bands=LENGTH_BANDS
                counts=|facets| facets.lengths.clone()
                say=|band| labels::length_range(length_band(band))
                is_on=|filter, band| filter.length == length_band(band)
                set=|filter, band| filter.length = band.map_or_else(Range::default, length_band)
            />
        </Criteria>
    }
}

#[component]
pub fn DurationRange() -> impl IntoView {
    view! {
        <Criteria legend="explore-duration" criterion=Some(Criterion::Duration) note=Some("explore-duration-note")>
            <TwoHandles spec=DURATION_SPEC />
            <Bands
                bands=DURATION_BANDS
                counts=|facets| facets.durations.clone()
                say=|band| labels::duration_range(duration_band(band))
                is_on=|filter, band| filter.duration == duration_band(band)
                set=|filter, band| filter.duration = band.map_or_else(Range::default, duration_band)
            />
        </Criteria>
    }
}

#[component]
pub fn AscentRange() -> impl IntoView {
    view! {
        <Criteria legend="explore-ascent" criterion=Some(Criterion::Ascent)>
            <Bands
                bands=ASCENT_BANDS
                counts=|facets| facets.ascents.clone()
                say=|band| labels::ascent_range(length_band(band))
                is_on=|filter, band| filter.ascent == length_band(band)
                set=|filter, band| filter.ascent = band.map_or_else(Range::default, length_band)
            />
        </Criteria>
    }
}

#[component]
fn TwoHandles(spec: RangeSpec) -> impl IntoView {
    let explore = use_explore();
    let Scale { top, .. } = spec.scale;
    let handles =
        Memo::new(move |_| explore.query.with(|query| spec.scale.handles((spec.read)(&query.filter))));
    let move_to = move |end: End, to: u32| {
        let (low, high) = spec.scale.moved(handles.get_untracked(), end, to);
        explore.ask_for(|query| (spec.write)(&mut query.filter, spec.scale.range(low, high)));
    };
    let bars = Memo::new(move |_| {
        let counts = explore.facets(spec.histogram).unwrap_or_default();
        if counts.is_empty() { Vec::new() } else { scale::bars(&counts, top, handles.get()) }
    });
    let share = move |at: u32| format!("{}%", f64::from(at) * 100.0 / f64::from(top));
    let handle = move |end: End, name: &'static str, test: &'static str| {
        let at = move || match end {
            End::Low => handles.get().0,
            End::High => handles.get().1,
        };
        let said = move || match (end, at()) {
            (End::Low, 0) => t("explore-no-minimum"),
            (End::High, at) if at == top => t("explore-no-maximum"),
            (_, at) => (spec.say)(at * spec.scale.step),
        };
        view! {
            <input
                type="range"
                class="range-input"
                data-test=format!("{}-{test}", spec.name.trim_start_matches("explore-"))
                min="0"
                max=top.to_string()
                step="1"
                aria-label=move || tf(name, &[("name", Arg::Text(&t(spec.name)))])
                aria-valuetext=said
                prop:value=move || at().to_string()
                on:input=move |event| {
                    if let Ok(to) = event_target_value(&event).parse() {
                        move_to(end, to);
                        // A handle that was stopped by the other one goes back where it may be.
                        event_target::<web_sys::HtmlInputElement>(&event).set_value(&at().to_string());
                    }
                }
            />
        }
    };
    view! {
        <output class="range-value">{move || explore.query.with(|query| (spec.say_range)(&query.filter))}</output>
        <div class="range">
            <div class="histogram" class:histogram-none=move || bars.with(Vec::is_empty) aria-hidden="true">
                {move || {
                    bars.get()
                        .into_iter()
                        .map(|bar| {
                            view! {
                                <span
                                    class="bar"
                                    class:bar-in=bar.inside
                                    style:height=format!("{}%", crate::format::fixed(bar.height * 100.0, 1))
                                ></span>
                            }
                        })
                        .collect_view()
                }}
            </div>
            <div class="range-track">
                <span
                    class="range-fill"
                    style:left=move || share(handles.get().0)
                    style:right=move || share(top - handles.get().1)
                ></span>
            </div>
            {handle(End::Low, "explore-range-min", "min")}
            {handle(End::High, "explore-range-max", "max")}
        </div>
    }
}

#[component]
fn Bands(
    bands: &'static [Band],
    counts: fn(&Facets) -> Vec<Counted<Band>>,
    say: fn(Band) -> String,
    is_on: fn(&RouteFilter, Band) -> bool,
    set: fn(&mut RouteFilter, Option<Band>),
) -> impl IntoView {
    let explore = use_explore();
    let band = move |band: Band| {
        let on = Memo::new(move |_| explore.query.with(|query| is_on(&query.filter, band)));
        let count = Memo::new(move |_| {
            explore.facets(|facets| {
                let counts = counts(facets);
                counts.iter().find(|count| count.option == band).map_or(0, |count| count.count)
            })
        });
        view! {
            <button
                type="button"
                class="chip"
                class:chip-on=move || on.get()
                aria-pressed=move || on.get().to_string()
                on:click=move |_| {
                    let band = (!on.get_untracked()).then_some(band);
                    explore.ask_for(|query| set(&mut query.filter, band));
                }
            >
                <span>{move || say(band)}</span>
                <Count count=count.into() />
            </button>
        }
    };
    view! { <div class="bands">{bands.iter().copied().map(band).collect_view()}</div> }
}

fn whole<T: Copy>(range: Range<T>, read: impl Fn(T) -> u32) -> Range<u32> {
    Range { min: range.min.map(&read), max: range.max.map(&read) }
}

fn of<T>(range: Range<u32>, make: impl Fn(u32) -> T) -> Range<T> {
    Range { min: range.min.map(&make), max: range.max.map(&make) }
}
