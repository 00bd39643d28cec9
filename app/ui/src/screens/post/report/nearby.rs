//! Problems that are known near the place: the same, or another one? One's own is better changed than told twice.

use leptos::prelude::*;
use leptos_router::components::A;
use pdipr_data::domain::Metres;
use protocol::{Place, PublicReport, ThingId};
use sente_core::calls::NearbyReports;
use sente_core::community::KnownReport;

use super::super::drafts::{ReportDraft, Same};
use super::super::fields::{Needed, WrongText, described_by};
use super::super::form::Form;
use super::super::wrong::Field;
use crate::backend::{asked, news_version};
use crate::community::{category_key, magnitude_key};
use crate::format;
use crate::parts::Icon;
use crate::posts::edit_report;
use crate::words::{Arg, say, t, tf};

const FIELD: Field = Field::Same;

#[component]
pub fn Nearby(
    form: Form<ReportDraft>,
    /// The report that is changed: it is not near to itself.
    thing: Option<ThingId>,
    /// Written here: whether the hiker must answer.
    known: RwSignal<bool>,
) -> impl IntoView {
    let place = form.part(|draft| draft.place.as_ref().map(|named| named.place.clone()));
    move || {
        known.set(false);
        place.get().map(|place| view! { <Around form thing known place /> })
    }
}

#[component]
fn Around(
    form: Form<ReportDraft>,
    thing: Option<ThingId>,
    known: RwSignal<bool>,
    place: Place,
) -> impl IntoView {
    let found = asked(move || {
        news_version();
        NearbyReports { place: place.clone() }
    });
    let near = Memo::new(move |_| {
        let mut near = found.get().and_then(Result::ok).unwrap_or_default();
        near.retain(|report| Some(report.thing) != thing);
        near.into_iter().partition::<Vec<KnownReport>, _>(|report| report.own)
    });
    Effect::new(move || known.set(near.with(|(_, others)| !others.is_empty())));
    view! {
        {move || {
            let (own, others) = near.get();
            view! {
                {(!own.is_empty()).then(|| view! { <Own own /> })}
                {(!others.is_empty()).then(|| view! { <Others form others /> })}
            }
        }}
    }
}

/// What the hiker has reported here before.
#[component]
fn Own(own: Vec<KnownReport>) -> impl IntoView {
    let one = |report: KnownReport| {
        let href = edit_report(report.thing);
        view! {
            <li>
                <p>{move || known_text(report.away, &report.public)}</p>
                <A href=href attr:class="button button-quiet" attr:data-test="edit-known">
                    {say("write-edit-it")}
                </A>
            </li>
        }
    };
    view! {
        <div class="banner" data-test="nearby-own">
            <Icon name="info" />
            <div>
                <p class="banner-title">{say("write-known-own")}</p>
                <ul class="closures">{own.into_iter().map(one).collect_view()}</ul>
            </div>
        </div>
    }
}

/// Whether it is one of these.
#[component]
fn Others(form: Form<ReportDraft>, others: Vec<KnownReport>) -> impl IntoView {
    let wrong = form.wrong.at(FIELD);
    let same = form.part(|draft| draft.same);
    let option = move |answer: Same, test: &'static str, text: Signal<String>, of: Option<PublicReport>| {
        view! {
            <label class="option" data-test=test>
                <input
                    type="radio"
                    name=FIELD.id()
                    prop:checked=move || same.get() == Some(answer)
                    on:change=move |_| {
                        form.change(FIELD, |draft| {
                            draft.same = Some(answer);
                            // The same problem is of the same kind, unless the hiker has said more.
                            if let Some(of) = &of {
                                draft.category.get_or_insert(of.category);
                                draft.magnitude.get_or_insert(of.magnitude);
                            }
                        });
                    }
                />
                <span class="option-name">{move || text.get()}</span>
            </label>
        }
    };
    let known = move |report: KnownReport| {
        let (away, public) = (report.away, report.public.clone());
        let text =
            Signal::derive(move || tf("write-same", &[("problem", Arg::Text(&known_text(away, &public)))]));
        option(Same::As(report.thing), "same-as", text, Some(report.public))
    };
    view! {
        <fieldset
            id=FIELD.id()
            class="write-field write-nearby"
            role="radiogroup"
            aria-required="true"
            aria-invalid=move || wrong.with(Option::is_some).then_some("true")
            aria-describedby=described_by(FIELD, wrong)
            data-test="nearby"
        >
            <legend class="field-label">
                {say("write-known")} " " <Needed />
            </legend>
            {others.into_iter().map(known).collect_view()}
            {option(Same::Another, "same-another", Signal::derive(say("write-another")), None)}
            <WrongText field=FIELD wrong />
        </fieldset>
    }
}

/// "À 40 m : balisage, utilisation difficile (12/11/2026)".
fn known_text(away: Option<u32>, public: &PublicReport) -> String {
    let (category, magnitude) = (t(category_key(public.category)), t(magnitude_key(public.magnitude)));
    let day = format::sent_day(&public.written);
    let what = [
        ("category", Arg::Text(category.as_str())),
        ("magnitude", Arg::Text(magnitude.as_str())),
        ("day", Arg::Text(day.as_str())),
    ];
    match away {
        Some(away) => {
            let away = format::distance(Metres::whole(away));
            tf("write-known-at", &[("away", Arg::Text(&away)), what[0], what[1], what[2]])
        }
        None => tf("write-known-near", &what),
    }
}

#[cfg(test)]
mod tests {
    use protocol::{Category, Magnitude, ReportStatus};

    use super::*;

    #[test]
    fn a_known_problem_says_how_far_what_and_since_when() {
        let public = PublicReport {
            category: Category::Safety,
            magnitude: Magnitude::Blocking,
            place: Place { route: None, segment: None, commune: None, metres: 0 },
            status: ReportStatus::Open,
            written: "2026-11-12".into(),
            confirmed: 2,
            answer: None,
        };
        let text = known_text(Some(40), &public).replace('\u{a0}', " ");
        assert_eq!(text, "À 40 m : Sécurité, Utilisation impossible (12/11/2026)");
        assert!(known_text(None, &public).starts_with("Sur ce chemin"));
    }
}
