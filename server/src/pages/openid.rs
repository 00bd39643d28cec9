//! The page that says why nobody was let in by OpenID Connect, and what to do.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use protocol::paths;
use serde::Deserialize;

use crate::answer::Caching;
use crate::auth::openid::Refusal;
use crate::config::Claim;
use crate::failure::Failure;
use crate::pages::moderation::STYLE_PATH;
use crate::state::Shared;

pub const PATH: &str = "/connexion/echec";

#[derive(Template)]
#[template(path = "openid.html")]
struct Page<'a> {
    name: &'a str,
    contact: &'a str,
    style: &'static str,
    again: &'static str,
    sentence: &'static str,
    advice: &'static str,
}

#[derive(Deserialize)]
pub struct Why {
    #[serde(default)]
    raison: String,
}

/// The page for a reason.
pub fn address(refusal: Refusal) -> String {
    format!("{PATH}?raison={}", refusal.word())
}

pub async fn show(State(app): State<Shared>, Query(why): Query<Why>) -> Result<Response, Failure> {
    let (Some(openid), Some(refusal)) = (&app.openid, Refusal::of_word(&why.raison)) else {
        return Err(Failure::NOT_FOUND);
    };
    let (sentence, advice) = words(refusal, openid.claim());
    let settings = &app.settings;
    let (name, contact, again) = (&*settings.name, &*settings.contact, paths::STAFF_OPENID);
    let page = Page { name, contact, style: STYLE_PATH, again, sentence, advice };
    let page = page.render().map_err(|error| Failure::internal("page", &error))?;
    let kind = (header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    let caching = (header::CACHE_CONTROL, Caching::Nowhere.value());
    Ok((status(refusal), [kind, caching], page).into_response())
}

fn status(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::Away | Refusal::Busy => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::FORBIDDEN,
    }
}

/// What happened, and what to do.
fn words(refusal: Refusal, claim: Claim) -> (&'static str, &'static str) {
    const AGAIN: &str = "Recommencez. Si cela se répète, prévenez la personne qui administre le serveur.";
    match refusal {
        Refusal::Away => (
            "Le service de connexion ne répond pas.",
            "Réessayez dans quelques minutes. La connexion par mot de passe marche toujours.",
        ),
        Refusal::Unbound => (
            "Cette connexion n’a pas été commencée dans ce navigateur, ou il y a plus de dix minutes.",
            "Recommencez, dans une seule fenêtre et avec les cookies autorisés.",
        ),
        Refusal::Declined => {
            ("Le service de connexion n’a pas donné son accord, ou vous avez annulé.", AGAIN)
        }
        Refusal::Unproven => ("La réponse du service de connexion n’a pas pu être vérifiée.", AGAIN),
        Refusal::Unnamed => (
            match claim {
                Claim::Email => {
                    "Le service de connexion n’a pas transmis d’adresse électronique vérifiée pour vous."
                }
                Claim::PreferredUsername => {
                    "Le service de connexion n’a pas transmis de nom de compte pour vous."
                }
            },
            "Faites vérifier votre compte auprès de ce service.",
        ),
        Refusal::Unknown => (
            match claim {
                Claim::Email => {
                    "Vous êtes bien identifié, mais aucun compte de l’équipe ne porte votre adresse."
                }
                Claim::PreferredUsername => {
                    "Vous êtes bien identifié, mais aucun compte de l’équipe ne porte votre nom de compte."
                }
            },
            "La personne qui administre le serveur doit d’abord vous en ajouter un.",
        ),
        Refusal::Busy => ("Le serveur est très occupé ou en panne.", "Réessayez dans un instant."),
    }
}
