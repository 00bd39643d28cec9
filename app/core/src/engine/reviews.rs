//! What others say of a route, out of the cache of the feed.

use jiff::{SignedDuration, Timestamp};
use pdipr_data::domain::RouteId;
use protocol::{Audience, Condition, PublicReview, limits};

use super::{Engine, catalogue_failed, utc_day};
use crate::calls::{Handle, OpenReviews};
use crate::community::{
    AudienceCount, ConditionSeen, CriteriaMeans, KnownReport, Mean, REVIEWS_AT_ONCE, ReviewSummary,
    ReviewsPage, ShownReview,
};
use crate::error::ApiError;
use crate::store::news::{self, Tally};
use crate::store::{CarnetError, device, posts};

/// Sentences of recommendations that are shown.
const SENTENCES: usize = 20;

impl Handle<OpenReviews> for Engine {
    fn handle(&mut self, call: OpenReviews) -> Result<ReviewsPage, ApiError> {
        let route = self.current_id(&call.route)?.ok_or_else(|| ApiError::not_found("route", &call.route))?;
        let (line, news) = (self.line_of(&route)?, &self.news);
        let mut own = Vec::new();
        for post in posts::all(&self.carnet)? {
            let Some(of) = post.content.route().map(|of| RouteId(of.0.clone())) else { continue };
            if self.current_id(&of)?.as_ref() == Some(&route) {
                own.push(self.shown(post)?);
            }
        }
        let is_own = |thing| own.iter().any(|post| post.thing == thing);
        let id = route.as_str();
        let tally = news::tally(news, id, &line)?;
        let archived = news::archived(news, id, &line)?;
        let page = (call.page.limit.min(REVIEWS_AT_ONCE), call.page.offset);
        let reviews = news::reviews(news, id, &line, call.sort, page)?
            .into_iter()
            .map(|(thing, archived, public)| ShownReview { thing, public, archived, own: is_own(thing) })
            .collect();
        let reports = news::reports_of_route(news, id)?
            .into_iter()
            .map(|(thing, public)| KnownReport { thing, public, away: None, own: is_own(thing) })
            .collect();
        Ok(ReviewsPage {
            total: tally.spread.iter().sum::<u32>() + archived,
            archived,
            summary: summary(&tally),
            reviews,
            conditions: conditions(&news::conditions_since(news, id, &month_ago(self.now))?),
            recommended: recommended(news::audiences(news, id, &line)?),
            sentences: news::sentences(news, id, SENTENCES)?,
            reports,
            as_of: device::read(&self.carnet)?.exchanged,
            route: RouteId(id.to_owned()),
            own,
        })
    }
}

impl Engine {
    /// News of routes that have changed their ids with another catalogue.
    pub(super) fn follow_renamed_news(&mut self) -> Result<(), ApiError> {
        let register = self.catalogue.about().map_err(catalogue_failed)?.info.register_sha256;
        if news::feed(&self.news).map_err(CarnetError::from)?.catalogue == register {
            return Ok(());
        }
        let mut renamed = Vec::new();
        for old in news::routes(&self.news)? {
            let old = RouteId(old);
            if let Some(new) = self.current_id(&old)?.filter(|new| *new != old) {
                renamed.push((old, new));
            }
        }
        let tx = self.news.transaction().map_err(CarnetError::from)?;
        for (old, new) in &renamed {
            news::rename(&tx, old.as_str(), new.as_str()).map_err(CarnetError::from)?;
        }
        news::set_catalogue(&tx, &register).map_err(CarnetError::from)?;
        tx.commit().map_err(CarnetError::from)?;
        Ok(())
    }
}

fn month_ago(now: Timestamp) -> String {
    let days = SignedDuration::from_hours(24 * i64::from(limits::CONDITION_DAYS));
    let then = now.saturating_sub(days).unwrap_or(Timestamp::UNIX_EPOCH);
    utc_day(then).to_string()
}

fn summary(tally: &Tally) -> ReviewSummary {
    let weighed =
        |power: u32| (1_u32..).zip(tally.spread).map(|(stars, count)| stars.pow(power) * count).sum();
    ReviewSummary {
        stars: mean((tally.spread.iter().sum(), weighed(1), weighed(2))),
        spread: tally.spread,
        criteria: CriteriaMeans {
            description: mean(tally.description),
            waymarks: mean(tally.waymarks),
            interest: mean(tally.interest),
        },
    }
}

/// Out of count, sum and sum of squares.
fn mean((count, sum, squares): (u32, u32, u32)) -> Option<Mean> {
    let number = f64::from(count);
    let mean = f64::from(sum) / number;
    let variance = f64::from(squares) / number - mean * mean;
    (count > 0).then(|| Mean { mean, deviation: variance.max(0.0).sqrt(), count })
}

/// `reviews` come newest first.
fn conditions(reviews: &[PublicReview]) -> Vec<ConditionSeen> {
    let mut seen: Vec<ConditionSeen> = Vec::new();
    let ticks = reviews
        .iter()
        .flat_map(|public| public.review.conditions.iter().map(|tick| (*tick, &public.written)));
    for (condition, on) in ticks {
        match seen.iter_mut().find(|known| known.condition == condition) {
            Some(known) => known.count += 1,
            None => seen.push(ConditionSeen { condition, on: on.clone(), count: 1 }),
        }
    }
    let rank = |condition: Condition| Condition::ALL.iter().position(|known| *known == condition);
    seen.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| rank(a.condition).cmp(&rank(b.condition))));
    seen
}

fn recommended(counts: [u32; Audience::ALL.len()]) -> Vec<AudienceCount> {
    let mut counted: Vec<AudienceCount> = Audience::ALL
        .into_iter()
        .zip(counts)
        .filter(|(_, count)| *count > 0)
        .map(|(audience, count)| AudienceCount { audience, count })
        .collect();
    counted.sort_by_key(|counted| std::cmp::Reverse(counted.count));
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_comes_with_its_spread_and_none_out_of_nothing() {
        let tally = Tally { spread: [1, 0, 0, 0, 1], ..Tally::default() };
        assert_eq!(summary(&tally).stars, Some(Mean { mean: 3.0, deviation: 2.0, count: 2 }));
        assert_eq!(summary(&Tally::default()), ReviewSummary::default());
    }
}
