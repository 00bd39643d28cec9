//! Addresses of the forms in which a hiker writes for others: a new thing, or one's own to be changed.

use protocol::ThingId;
use sente_core::community::{Content, Post};

/// A review of a route.
pub fn review_form(route: &str) -> String {
    format!("/itineraire/{route}/avis")
}

/// A recommendation of a route.
pub fn recommendation_form(route: &str) -> String {
    format!("/itineraire/{route}/recommandation")
}

/// A problem: on a route, or at a place that the form asks for. Addresses hold no coordinates: a server may log them.
pub fn report_form(route: Option<&str>) -> String {
    match route {
        Some(route) => format!("/signaler?itineraire={route}"),
        None => "/signaler".to_owned(),
    }
}

/// The form that changes this thing of one's own.
pub fn edit_form(post: &Post) -> String {
    let form = match &post.content {
        Content::Review(review) => review_form(review.route.as_str()),
        Content::Recommendation(recommendation) => recommendation_form(recommendation.route.as_str()),
        Content::Report(_) => report_form(None),
    };
    changing(&form, post.thing)
}

/// The form that changes this report of one's own.
pub fn edit_report(thing: ThingId) -> String {
    changing(&report_form(None), thing)
}

fn changing(form: &str, thing: ThingId) -> String {
    format!("{form}?chose={thing}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_of_a_form_says_what_is_written_of() {
        assert_eq!(review_form("f3-28357"), "/itineraire/f3-28357/avis");
        assert_eq!(report_form(Some("f3-28357")), "/signaler?itineraire=f3-28357");
        assert_eq!(report_form(None), "/signaler");
        let thing = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        assert_eq!(edit_report(thing), "/signaler?chose=01890a5d-ac96-774b-bcce-b302099a8057");
    }
}
