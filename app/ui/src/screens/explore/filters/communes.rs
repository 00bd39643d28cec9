//! Communes of start and communes crossed: two searchable lists, because they are two questions.

use std::collections::BTreeSet;

use leptos::prelude::*;
use pdipr_data::domain::Insee;
use pdipr_data::filter::{Count, Criterion, Facets, RouteFilter};
use sente_core::Places;

use super::fieldset::{Criteria, Tick};
use crate::screens::explore::labels::{commune_name, criterion_key};
use crate::screens::explore::state::use_explore;
use crate::words::{Arg, say, t, tf};

/// Names that are shown at a time; typing finds the others.
const SHOWN: usize = 8;

pub struct CommuneGroup {
    criterion: Criterion,
    test: &'static str,
    chosen: fn(&RouteFilter) -> &BTreeSet<Insee>,
    change: fn(&mut RouteFilter) -> &mut BTreeSet<Insee>,
    counts: fn(&Facets) -> &Vec<Count<Insee>>,
}

impl CommuneGroup {
    pub const START: CommuneGroup = CommuneGroup {
        criterion: Criterion::StartCommune,
        test: "start",
        chosen: |filter| &filter.start_communes,
        change: |filter| &mut filter.start_communes,
        counts: |facets| &facets.start_communes,
    };
    pub const CROSSED: CommuneGroup = CommuneGroup {
        criterion: Criterion::CrossedCommune,
        test: "crossed",
        chosen: |filter| &filter.crossed_communes,
        change: |filter| &mut filter.crossed_communes,
        counts: |facets| &facets.crossed_communes,
    };
}

#[component]
pub fn Communes(group: &'static CommuneGroup) -> impl IntoView {
    let explore = use_explore();
    let typed = RwSignal::new(String::new());
    let rows = Memo::new(move |_| {
        let typed = typed.get();
        explore.places.with(|places| {
            explore.query.with(|query| {
                explore
                    .facets(|facets| {
                        pick((group.counts)(facets), (group.chosen)(&query.filter), &typed, places.as_ref())
                    })
                    .unwrap_or_default()
            })
        })
    });
    let row = move |row: Row| {
        let Row { insee, name, count } = row;
        let (shown, toggled) = (insee.clone(), insee.clone());
        let on =
            Memo::new(move |_| explore.query.with(|query| (group.chosen)(&query.filter).contains(&shown)));
        view! {
            <Tick
                label=Signal::stored(name)
                on
                count=Signal::stored(Some(count))
                test=format!("{}-{}", group.test, insee.as_str())
                toggle=move |on| {
                    let insee = toggled.clone();
                    explore
                        .ask_for(|query| {
                            let chosen = (group.change)(&mut query.filter);
                            if on {
                                chosen.insert(insee);
                            } else {
                                chosen.remove(&insee);
                            }
                        });
                }
            />
        }
    };
    view! {
        <Criteria legend=criterion_key(group.criterion) criterion=Some(group.criterion)>
            <input
                type="search"
                class="field"
                autocomplete="off"
                data-test=format!("{}-search", group.test)
                aria-label=say("explore-commune-search")
                placeholder=say("explore-commune-search")
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <div class="options options-communes">
                <For each=move || rows.get().shown key=|row| (row.insee.clone(), row.name.clone(), row.count) children=row />
            </div>
            <p class="criterion-note" role="status">
                {move || {
                    let hidden = rows.get().hidden as u32;
                    if rows.with(|rows| rows.shown.is_empty()) {
                        t("explore-commune-none")
                    } else if hidden > 0 {
                        tf("explore-commune-more", &[("n", Arg::Count(hidden))])
                    } else {
                        String::new()
                    }
                }}
            </p>
        </Criteria>
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    insee: Insee,
    name: String,
    count: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Rows {
    shown: Vec<Row>,
    hidden: usize,
}

/// The chosen communes first, then those that fit what is typed; without words, those with most routes.
fn pick(counts: &[Count<Insee>], chosen: &BTreeSet<Insee>, typed: &str, places: Option<&Places>) -> Rows {
    let wanted = fold(typed);
    let row =
        |insee: &Insee, count: u32| Row { insee: insee.clone(), name: commune_name(insee, places), count };
    let mut shown: Vec<Row> = chosen
        .iter()
        .map(|insee| {
            row(insee, counts.iter().find(|count| count.option == *insee).map_or(0, |count| count.count))
        })
        .collect();
    let mut others: Vec<Row> = counts
        .iter()
        .filter(|count| !chosen.contains(&count.option))
        .map(|count| row(&count.option, count.count))
        .filter(|row| wanted.is_empty() || fits(&fold(&row.name), &wanted))
        .collect();
    let rank = |row: &Row| match wanted.is_empty() {
        true => u32::MAX - row.count,
        false => (!fold(&row.name).starts_with(&wanted)).into(),
    };
    others.sort_by_key(|row| (rank(row), row.name.clone()));
    let hidden = others.len().saturating_sub(SHOWN);
    others.truncate(SHOWN);
    shown.extend(others);
    Rows { shown, hidden }
}

/// Every typed word begins a word of the name.
fn fits(name: &str, wanted: &str) -> bool {
    wanted.split(' ').all(|word| name.split(' ').any(|own| own.starts_with(word)))
}

/// Small letters without accents, hyphens and apostrophes; *saint* as people write it.
fn fold(text: &str) -> String {
    let plain: String = text.chars().map(small_and_plain).collect();
    let words = plain.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let short = |word| match word {
        "saint" => "st",
        "sainte" => "ste",
        other => other,
    };
    words.map(short).collect::<Vec<_>>().join(" ")
}

/// French letters only: the tables of all scripts would weigh more than the rest of this screen.
const fn small_and_plain(letter: char) -> char {
    match letter {
        'à' | 'â' | 'ä' | 'À' | 'Â' | 'Ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' | 'É' | 'È' | 'Ê' | 'Ë' => 'e',
        'î' | 'ï' | 'Î' | 'Ï' => 'i',
        'ô' | 'ö' | 'Ô' | 'Ö' | 'œ' | 'Œ' => 'o',
        'ù' | 'û' | 'ü' | 'Ù' | 'Û' | 'Ü' => 'u',
        'ç' | 'Ç' => 'c',
        'ÿ' | 'Ÿ' => 'y',
        other => other.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use pdipr_data::domain::CommuneName;

    fn places(names: &[(&str, &str)]) -> Places {
        let communes: Vec<_> = names
            .iter()
            .map(|(insee, name)| CommuneName { insee: Insee((*insee).into()), name: (*name).into() })
            .collect();
        Places { mairies: vec![None; communes.len()], communes, ..Places::default() }
    }

    fn counts(of: &[(&str, u32)]) -> Vec<Count<Insee>> {
        of.iter().map(|(insee, count)| Count { option: Insee((*insee).into()), count: *count }).collect()
    }

    fn names(rows: &Rows) -> Vec<&str> {
        rows.shown.iter().map(|row| row.name.as_str()).collect()
    }

    #[test]
    fn a_commune_is_found_as_people_type_it() {
        let places = places(&[("28358", "Saint-Prest"), ("28085", "Chartres")]);
        let counts = counts(&[("28358", 2), ("28085", 9)]);
        for typed in ["st prest", "Saint-Prest", "saint p", "PREST"] {
            assert_eq!(
                names(&pick(&counts, &BTreeSet::new(), typed, Some(&places))),
                ["Saint-Prest"],
                "{typed}"
            );
        }
    }

    #[test]
    fn chosen_communes_stay_in_sight_even_without_routes() {
        let places = places(&[("28358", "Saint-Prest"), ("28085", "Chartres")]);
        let chosen = [Insee("28358".into())].into();
        let rows = pick(&counts(&[("28085", 9)]), &chosen, "", Some(&places));
        assert_eq!(names(&rows), ["Saint-Prest", "Chartres"]);
        assert_eq!(rows.shown[0].count, 0);
    }

    #[test]
    fn without_words_the_communes_with_most_routes_come_first() {
        let many: Vec<_> =
            (0..12u32).map(|n| Count { option: Insee(format!("28{n:03}")), count: n }).collect();
        let rows = pick(&many, &BTreeSet::new(), "", None);
        assert_eq!(rows.shown[0].count, 11);
        assert_eq!((rows.shown.len(), rows.hidden), (SHOWN, 4));
    }
}
