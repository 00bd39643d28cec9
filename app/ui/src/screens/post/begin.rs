//! What a form begins with: the route, what the hiker has written of it before, the name that they go by. Pure but for the
//! address.

use jiff::civil::Date;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use pdipr_data::domain::RouteId;
use protocol::{Month, RouteRef, ThingId, ThingKind};
use sente_core::carnet::Progress;
use sente_core::community::{Content, Post, PostState};
use sente_core::{ApiError, OpenedRoute};

/// The route of the address, and the thing of one's own that it names.
pub fn addressed() -> Memo<(RouteId, Option<ThingId>)> {
    let (params, query) = (use_params_map(), use_query_map());
    Memo::new(move |_| {
        let route = RouteId(params.read().get("id").unwrap_or_default());
        (route, named_thing(query.read().get("chose").as_deref()))
    })
}

pub fn named_thing(text: Option<&str>) -> Option<ThingId> {
    text?.parse().ok()
}

/// With what a form on a route begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning {
    pub route: RouteRef,
    pub route_name: String,
    /// What is changed; `None` where something new is written.
    pub before: Option<Post>,
    /// Another thing of this kind that the hiker has written of the route.
    pub other: Option<Post>,
    /// When they walked it, as far as the notebook knows.
    pub done: Option<Month>,
    /// The pseudonym that they used last.
    pub by: String,
}

#[derive(Debug, Clone, PartialEq)]
pub enum NoBeginning {
    /// The thing is not on this device (any more).
    Gone,
    Failed(ApiError),
}

impl Beginning {
    /// What is changed can be changed even where the catalogue has lost its route.
    pub fn new(
        kind: ThingKind,
        asked: &RouteId,
        thing: Option<ThingId>,
        opened: Result<OpenedRoute, ApiError>,
        posts: &[Post],
    ) -> Result<Beginning, NoBeginning> {
        let before = match thing {
            Some(thing) => Some(own(posts, kind, thing).ok_or(NoBeginning::Gone)?),
            None => None,
        };
        let (route, route_name, done) = match (opened, before) {
            (Ok(opened), _) => {
                let card = opened.sheet.card;
                (RouteRef(card.id.0), card.name, done(opened.marks.progress.as_ref()))
            }
            (Err(_), Some(before)) => {
                let name = before.route_name.clone().unwrap_or_else(|| asked.0.clone());
                (RouteRef(asked.0.clone()), name, None)
            }
            (Err(error), None) => return Err(NoBeginning::Failed(error)),
        };
        // A thing stays with the route that it was written of.
        let route = before.and_then(|before| before.content.route().cloned()).unwrap_or(route);
        let same = |post: &&Post| {
            post.content.kind() == kind
                && post.content.route() == Some(&route)
                && post.state != PostState::Leaving
        };
        Ok(Beginning {
            other: posts.iter().find(same).filter(|_| thing.is_none()).cloned(),
            before: before.cloned(),
            by: posts.iter().find_map(signed).unwrap_or_default(),
            route,
            route_name,
            done,
        })
    }
}

impl Beginning {
    /// Under which its draft is kept: that of a new thing by its route, that of a changed one by itself.
    pub fn draft_name(&self, kind: &str) -> String {
        match &self.before {
            Some(post) => format!("{kind}:{}", post.thing),
            None => format!("{kind}:{}", self.route),
        }
    }
}

/// The thing among the hiker's own, unless it is being taken back.
pub fn own(posts: &[Post], kind: ThingKind, thing: ThingId) -> Option<&Post> {
    posts
        .iter()
        .find(|post| post.thing == thing && post.content.kind() == kind && post.state != PostState::Leaving)
}

fn signed(post: &Post) -> Option<String> {
    match &post.content {
        Content::Review(review) => Some(review.by.0.clone()),
        Content::Recommendation(recommendation) => Some(recommendation.by.0.clone()),
        Content::Report(_) => None,
    }
}

fn done(progress: Option<&Progress>) -> Option<Month> {
    match progress {
        Some(Progress::Done { on }) => Some(month_of(*on)),
        _ => None,
    }
}

/// The month of a day; before the year 2000 nobody wrote here.
pub fn month_of(day: Date) -> Month {
    let oldest = || Month::new(2000, 1).expect("a month");
    Month::new(day.year(), day.month()).unwrap_or_else(|_| oldest())
}

#[cfg(test)]
mod tests {
    use protocol::{Audience, Pseudonym, Recommendation};

    use super::*;

    fn a_post(route: &str, by: &str, state: PostState) -> Post {
        let content = Content::Recommendation(Recommendation {
            route: RouteRef(route.into()),
            audience: Audience::Dog,
            sentence: String::new(),
            by: Pseudonym(by.into()),
        });
        let written = "2026-11-23T10:00:00Z".parse().unwrap();
        let thing = ThingId(Default::default());
        let route_name = Some("F3 — Saint-Piat".to_owned());
        Post { thing, content, state, written, edited: written, photos_waiting: 0, answer: None, route_name }
    }

    fn lost() -> Result<OpenedRoute, ApiError> {
        Err(ApiError::not_found("route", "f3"))
    }

    fn begin(thing: Option<ThingId>, posts: &[Post]) -> Result<Beginning, NoBeginning> {
        Beginning::new(ThingKind::Recommendation, &RouteId("f3".into()), thing, lost(), posts)
    }

    #[test]
    fn ones_own_thing_can_be_changed_though_the_catalogue_has_lost_its_route() {
        let post = a_post("f3", "Ana", PostState::Published);
        let begun = begin(Some(post.thing), std::slice::from_ref(&post)).unwrap();
        assert_eq!((begun.route_name.as_str(), begun.by.as_str()), ("F3 — Saint-Piat", "Ana"));
        assert_eq!((begun.before, begun.other), (Some(post), None));
    }

    #[test]
    fn what_is_taken_back_or_unknown_is_not_changed() {
        let post = a_post("f3", "Ana", PostState::Leaving);
        assert_eq!(begin(Some(post.thing), &[post]), Err(NoBeginning::Gone));
        assert!(matches!(begin(None, &[]), Err(NoBeginning::Failed(_))));
    }

    #[test]
    fn no_thing_is_named_by_what_is_no_identity() {
        assert_eq!(named_thing(Some("x")), None);
        assert!(named_thing(Some("01890a5d-ac96-774b-bcce-b302099a8057")).is_some());
    }
}
