//! The selections of the home screen: a rule, how many routes it gives, and the first three.

use leptos::prelude::*;
use sente_core::Selection;

use crate::parts::{Empty, Icon, RouteCardView};
use crate::screens::explore::url;
use crate::words::{Arg, has_text, say, t, tf};

#[component]
pub fn Selections(selections: Vec<Selection>) -> impl IntoView {
    if selections.is_empty() {
        return view! {
            <div class="section">
                <Empty
                    title=Signal::derive(say("home-empty-title"))
                    text=Signal::derive(say("home-empty-text"))
                >
                    <a href="/carte" class="button">
                        {say("tab-map")}
                    </a>
                </Empty>
            </div>
        }
        .into_any();
    }
    selections.into_iter().map(|selection| view! { <One selection /> }).collect_view().into_any()
}

#[component]
fn One(selection: Selection) -> impl IntoView {
    let Selection { id, query, count, cards } = selection;
    let href = url::address(&query);
    let title_id = format!("selection-{id}");
    let (name_key, labelled_by) = (title_id.clone(), title_id.clone());
    let rule_key = format!("selection-{id}-rule");
    let rule = Signal::derive(move || has_text(&rule_key).then(|| t(&rule_key)));
    view! {
        <section class="section selection" aria-labelledby=labelled_by data-test="selection">
            <div class="selection-head">
                <div>
                    <h2 id=title_id class="section-title">
                        {move || t(&name_key)}
                    </h2>
                    {move || rule.get().map(|rule| view! { <p class="muted selection-rule">{rule}</p> })}
                </div>
                <a href=href class="selection-all">
                    {move || tf("selection-all", &[("n", Arg::Count(count))])}
                    <Icon name="chevron-right" />
                </a>
            </div>
            <ul class="selection-cards">
                {cards.into_iter().map(|card| view! { <li><RouteCardView card /></li> }).collect_view()}
            </ul>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use crate::words::has_text;

    /// The engine's ids; a new one shows its bare key until it has a name here.
    const IDS: [&str; 8] =
        ["gare", "petites-boucles", "famille", "nature", "grande-randonnee", "perche", "vtt", "cheval"];

    #[test]
    fn every_selection_has_a_name_and_a_rule() {
        for id in IDS {
            assert!(has_text(&format!("selection-{id}")), "{id}");
            assert!(has_text(&format!("selection-{id}-rule")), "{id}");
        }
    }
}
