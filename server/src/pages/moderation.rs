//! The public page on moderation: how reviews are controlled, counts, reasons and delay. Consumer law wants the control
//! procedure said; the figures are ours to show.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use protocol::{PublicLog, Reason};

use crate::answer::{self, Caching};
use crate::failure::Failure;
use crate::state::Shared;

pub const PATH: &str = "/avis/moderation";
pub const STYLE_PATH: &str = "/avis/moderation.css";
const STYLE: &str = include_str!("../../templates/moderation.css");

#[derive(Template)]
#[template(path = "moderation.html")]
struct Page<'a> {
    name: &'a str,
    contact: &'a str,
    log: &'a PublicLog,
}

impl Page<'_> {
    fn sentence(&self, reason: &Reason) -> &'static str {
        match reason {
            Reason::OffTopic => "Hors sujet",
            Reason::Insult => "Propos injurieux ou agressifs",
            Reason::PersonalData => "Données personnelles",
            Reason::Advertising => "Publicité",
            Reason::NotWalked => "Itinéraire manifestement non parcouru",
            Reason::Unlawful => "Contenu illicite",
            Reason::Photo => "Photo inadaptée",
            Reason::Other => "Autre motif, indiqué à l’auteur",
        }
    }

    fn delay(&self) -> String {
        match self.log.median_hours {
            None => "non renseigné".to_owned(),
            Some(0) => "moins d’une heure".to_owned(),
            Some(1) => "1 heure".to_owned(),
            Some(hours @ 2..48) => format!("{hours} heures"),
            Some(hours) => format!("{} jours", hours / 24),
        }
    }
}

pub async fn show(State(app): State<Shared>, headers: HeaderMap) -> Result<Response, Failure> {
    let log = app.public_log.or(app.store.public_log()).await?;
    let page = Page { name: &app.settings.name, contact: &app.settings.contact, log: &log };
    let page = page.render().map_err(|error| Failure::internal("page", &error))?;
    let tag = answer::tag(page.as_bytes());
    Ok(answer::text("text/html; charset=utf-8", page.into(), &tag, Caching::Minutes, &headers))
}

pub async fn style() -> Response {
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
    ([kind, (header::CACHE_CONTROL, Caching::Minutes.value())], STYLE).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use protocol::ReasonCount;

    fn page(contact: &str, median_hours: Option<u32>) -> String {
        let reasons = vec![ReasonCount { reason: Reason::Insult, count: 2 }];
        let log = PublicLog {
            received: 9,
            published: 5,
            refused: 2,
            waiting: 2,
            reasons,
            median_hours,
            head: None,
        };
        Page { name: "Agence <b>", contact, log: &log }.render().unwrap()
    }

    #[test]
    fn counts_reasons_and_delay_are_said_in_words() {
        let page = page("donnees@example.fr", Some(50));
        for part in ["Propos injurieux", "2 jours", "donnees@example.fr"] {
            assert!(page.contains(part), "{page}");
        }
    }

    #[test]
    fn what_is_set_is_text_and_never_markup() {
        assert!(!page("", None).contains("<b>"));
    }
}
