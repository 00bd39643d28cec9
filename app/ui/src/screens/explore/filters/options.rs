//! Criteria with a closed list of options: a box for each, with the number of routes beside it.

use std::collections::BTreeSet;
use std::str::FromStr;

use leptos::prelude::*;
use pdipr_data::domain::{Accessibility, Difficulty, Network, Practice, RouteShape, Theme};
use pdipr_data::filter::{Count, Criterion, Facets, RouteFilter};

use super::fieldset::{Criteria, Tick};
use crate::screens::explore::labels::criterion_key;
use crate::screens::explore::state::use_explore;
use crate::words::t;

/// What a list of options needs: its words, where they stand in the filter, and their counts.
pub struct OptionsSpec {
    criterion: Criterion,
    /// Start of the keys of the options' names.
    prefix: &'static str,
    words: fn() -> Vec<&'static str>,
    is_on: fn(&RouteFilter, &str) -> bool,
    toggle: fn(&mut RouteFilter, &str, bool),
    /// `None`: this answer does not count the option.
    count: fn(&Facets, &str) -> Option<u32>,
}

macro_rules! spec {
    ($criterion:ident, $prefix:literal, $list:ident, $field:ident, $count:expr) => {
        OptionsSpec {
            criterion: Criterion::$criterion,
            prefix: $prefix,
            words: || $list::ALL.iter().map(|item| item.as_str()).collect(),
            is_on: |filter, word| holds(&filter.$field, word),
            toggle: |filter, word, on| put(&mut filter.$field, word, on),
            count: $count,
        }
    };
}

pub static PRACTICES: OptionsSpec =
    spec!(Practice, "practice", Practice, practices, |facets, word| count_of(&facets.practices, word));
pub static NETWORKS: OptionsSpec =
    spec!(Network, "network", Network, networks, |facets, word| count_of(&facets.networks, word));
pub static SHAPES: OptionsSpec =
    spec!(Shape, "shape", RouteShape, shapes, |facets, word| count_of(&facets.shapes, word));
pub static DIFFICULTIES: OptionsSpec =
    spec!(Difficulty, "difficulty", Difficulty, difficulties, |facets, word| count_of(
        &facets.difficulties,
        word
    ));
pub static THEMES: OptionsSpec =
    spec!(Theme, "theme", Theme, themes, |facets, word| count_of(&facets.themes, word));
pub static ACCESSIBILITY: OptionsSpec =
    spec!(Accessibility, "accessibility", Accessibility, accessibility, |_, _| None);

#[component]
pub fn Options(spec: &'static OptionsSpec, #[prop(optional)] note: Option<&'static str>) -> impl IntoView {
    let explore = use_explore();
    let option = move |word: &'static str| {
        let on = Memo::new(move |_| explore.query.with(|query| (spec.is_on)(&query.filter, word)));
        let count = Memo::new(move |_| explore.facets(|facets| (spec.count)(facets, word)).flatten());
        let key = format!("{}-{word}", spec.prefix);
        let label = Signal::derive(move || t(&key));
        view! {
            <Tick
                label
                on
                count
                test=format!("option-{}-{word}", spec.prefix)
                toggle=move |on| explore.ask_for(|query| (spec.toggle)(&mut query.filter, word, on))
            />
        }
    };
    view! {
        <Criteria legend=criterion_key(spec.criterion) criterion=Some(spec.criterion) note=note>
            <div class="options">{(spec.words)().into_iter().map(option).collect_view()}</div>
        </Criteria>
    }
}

fn holds<T: FromStr + Ord>(chosen: &BTreeSet<T>, word: &str) -> bool {
    word.parse().is_ok_and(|item| chosen.contains(&item))
}

fn put<T: FromStr + Ord>(chosen: &mut BTreeSet<T>, word: &str, on: bool) {
    if let Ok(item) = word.parse() {
        if on {
            chosen.insert(item);
        } else {
            chosen.remove(&item);
        }
    }
}

/// An option that the answer leaves out would give nothing.
fn count_of<T: FromStr + PartialEq>(counts: &[Count<T>], word: &str) -> Option<u32> {
    let item: T = word.parse().ok()?;
    Some(counts.iter().find(|count| count.option == item).map_or(0, |count| count.count))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_option_goes_in_and_out_of_the_filter() {
        let mut filter = RouteFilter::default();
        (PRACTICES.toggle)(&mut filter, "vtt", true);
        assert!((PRACTICES.is_on)(&filter, "vtt") && !(PRACTICES.is_on)(&filter, "pied"));
        (PRACTICES.toggle)(&mut filter, "vtt", false);
        assert_eq!(filter, RouteFilter::default());
    }

    #[test]
    fn an_option_that_is_not_counted_gives_nothing() {
        let facets =
            Facets { shapes: vec![Count { option: RouteShape::Loop, count: 96 }], ..Facets::default() };
        assert_eq!((SHAPES.count)(&facets, "boucle"), Some(96));
        assert_eq!((SHAPES.count)(&facets, "etape"), Some(0));
    }
}
