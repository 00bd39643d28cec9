//! "Avis et recommandations" of the sheet, out of what was fetched last; the newest conditions stand at the top of the
//! sheet. Everything is read again when the host has exchanged something and when the hiker writes.

mod conditions;
mod list;
mod own;
mod reports;
mod summary;

use leptos::prelude::*;
use pdipr_data::domain::RouteId;
use pdipr_data::filter::Page;
use sente_core::calls::OpenReviews;
use sente_core::community::{ReviewSort, ReviewsPage};

pub use self::conditions::Conditions;
use self::list::{Listed, Sentences};
use self::own::Own;
use self::reports::Reports;
use self::summary::{Recommended, Summary};
use crate::backend::{Asked, asked, carnet_version, news_version};
use crate::device::surroundings::local;
use crate::format;
use crate::parts::{Failed, Waiting, WriteButtons};
use crate::screens::more::RULES;
use crate::words::{Arg, say, t, tf};

/// Reviews that are shown before more are asked for.
const FIRST: u32 = 10;

/// What is known of the open route; copies are the same state.
#[derive(Clone, Copy)]
pub struct ReviewsState {
    sort: RwSignal<ReviewSort>,
    limit: RwSignal<u32>,
    answer: Asked<ReviewsPage>,
    page: Memo<Option<ReviewsPage>>,
}

impl ReviewsState {
    pub fn of(route: RouteId) -> Self {
        let (sort, limit) = (RwSignal::new(ReviewSort::default()), RwSignal::new(FIRST));
        let answer = asked(move || {
            news_version();
            carnet_version();
            let page = Page { offset: 0, limit: limit.get() };
            OpenReviews { route: route.clone(), sort: sort.get(), page }
        });
        let page = Memo::new(move |_| answer.get().and_then(Result::ok));
        ReviewsState { sort, limit, answer, page }
    }

    /// A part of the page, drawn again only where this part has changed.
    fn part<T>(self, read: impl Fn(&ReviewsPage) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: Default + PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.page.with(|page| page.as_ref().map(&read).unwrap_or_default()))
    }
}

#[component]
pub fn Reviews(
    state: ReviewsState,
    id: RouteId,
    /// Whether the metres of reports count from a start.
    started: bool,
) -> impl IntoView {
    let is_there = Memo::new(move |_| state.page.with(Option::is_some));
    let failure = move || state.answer.get().and_then(Result::err);
    view! {
        <section class="sheet-section reviews no-print" data-test="reviews" aria-labelledby="reviews">
            <h2 id="reviews">{say("reviews-title")}</h2>
            <p class="muted">
                {say("reviews-control")} " " <a href=RULES>{say("rules-title")}</a>
            </p>
            <WriteButtons route=id />
            {move || {
                failure()
                    .map(|error| {
                        view! { <Failed error retry=Callback::new(move |()| state.answer.refetch()) /> }
                    })
            }}
            <Show
                when=move || is_there.get()
                fallback=move || failure().is_none().then(|| view! { <Waiting /> })
            >
                <Summary state />
                <Recommended state />
                <Own state />
                <Listed state />
                <Sentences state />
                <Reports state started />
                <AsOf state />
            </Show>
        </section>
    }
}

/// From when all of this is.
#[component]
fn AsOf(state: ReviewsState) -> impl IntoView {
    let as_of = state.part(|page| page.as_of);
    view! {
        <p class="muted reviews-as-of" data-test="reviews-as-of">
            {move || match as_of.get() {
                Some(moment) => {
                    let moment = format::moment(local(moment));
                    tf("reviews-as-of", &[("moment", Arg::Text(&moment))])
                }
                None => t("reviews-never-fetched"),
            }}
        </p>
    }
}
