//! What staff asks of the server. The cookie of the session stays here, in memory: no script reads it, and it ends with the
//! window.

#![allow(clippy::let_underscore_must_use)]

use std::io::Read;
use std::sync::{Arc, Mutex, PoisonError};

use protocol::{limits, paths};
use reqwest::Method;
use reqwest::blocking::Response;
use reqwest::header::{CONTENT_TYPE, COOKIE, HeaderMap, SET_COOKIE};
use sente_http::ANSWER_MAX;
use serde::Serialize;
use tauri::State;

use crate::exchange;
use crate::host::Host;

/// The server's name for its session.
const SESSION: &str = "sente-staff";

/// The session of whoever is signed in, with the server that it belongs to.
#[derive(Clone, Default)]
pub struct Staff(Arc<Mutex<Option<(String, String)>>>);

impl Staff {
    /// The cookie for this server.
    pub fn cookie(&self, server: &str) -> Option<String> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (of, cookie) = kept.as_ref()?;
        (of == server).then(|| cookie.clone())
    }

    /// Keeps the session that an answer opens, and forgets one that it ends.
    fn hear(&self, server: &str, headers: &HeaderMap) {
        let lines = headers.get_all(SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
        for line in lines {
            let pair = line.split(';').next().unwrap_or_default().trim();
            let Some((SESSION, value)) = pair.split_once('=') else { continue };
            let session = (!value.is_empty()).then(|| (server.to_owned(), pair.to_owned()));
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = session;
        }
    }
}

/// `status` 0 where nobody answers.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub struct Answer {
    status: u16,
    body: String,
}

/// Sends a request of staff to the server; refused where there is none.
#[tauri::command]
pub async fn staff(
    host: State<'_, Host>,
    staff: State<'_, Staff>,
    method: String,
    path: String,
    token: Option<String>,
    text: Option<String>,
) -> Result<Answer, String> {
    let (host, staff) = (host.inner().clone(), staff.inner().clone());
    let work = move || {
        let chosen = host.with_engine(|engine| engine.chosen_server());
        let chosen = chosen.and_then(|chosen| chosen).map_err(|error| error.to_string())?;
        let server = exchange::address(chosen).ok_or("no server is set")?;
        let asked = Asked { method, path, token, text };
        asked.check()?;
        Ok(asked.send(&staff, &server).unwrap_or_else(|error| {
            tracing::debug!(%error, "the server does not answer staff");
            Answer::default()
        }))
    };
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| Err(error.to_string()))
}

struct Asked {
    method: String,
    path: String,
    token: Option<String>,
    text: Option<String>,
}

impl Asked {
    /// The screens ask for what belongs to staff and for nothing else.
    fn check(&self) -> Result<(), String> {
        let plain = self.path.bytes().all(|byte| byte.is_ascii_graphic()) && !self.path.contains("..");
        let known = ["GET", "POST", "DELETE"].contains(&self.method.as_str());
        let short = self.text.as_ref().is_none_or(|text| text.len() <= limits::BODY);
        if plain && known && short && self.path.starts_with("/v1/staff/") {
            Ok(())
        } else {
            Err("this is no request of staff".to_owned())
        }
    }

    fn send(self, staff: &Staff, server: &str) -> anyhow::Result<Answer> {
        let method = Method::from_bytes(self.method.as_bytes())?;
        let mut request = exchange::courier()?.client().request(method, format!("{server}{}", self.path));
        if let Some(cookie) = staff.cookie(server) {
            request = request.header(COOKIE, cookie);
        }
        if let Some(token) = self.token {
            request = request.header(paths::CSRF, token);
        }
        if let Some(text) = self.text {
            request = request.header(CONTENT_TYPE, "application/json").body(text);
        }
        let response = request.send()?;
        staff.hear(server, response.headers());
        read(response)
    }
}

fn read(response: Response) -> anyhow::Result<Answer> {
    let status = response.status().as_u16();
    let mut body = String::new();
    response.take(ANSWER_MAX + 1).read_to_string(&mut body)?;
    anyhow::ensure!(body.len() as u64 <= ANSWER_MAX, "an answer of more than {ANSWER_MAX} bytes");
    Ok(Answer { status, body })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(cookie: &str) -> HeaderMap {
        HeaderMap::from_iter([(SET_COOKIE, cookie.parse().unwrap())])
    }

    #[test]
    fn a_session_goes_to_its_own_server_until_it_ends() {
        let staff = Staff::default();
        staff.hear("https://a", &headers("other=1; Path=/"));
        assert_eq!(staff.cookie("https://a"), None);
        staff.hear("https://a", &headers("sente-staff=00ff; Path=/v1; HttpOnly"));
        assert_eq!(staff.cookie("https://a").as_deref(), Some("sente-staff=00ff"));
        assert_eq!(staff.cookie("https://b"), None);
        staff.hear("https://a", &headers("sente-staff=; Path=/v1; Max-Age=0"));
        assert_eq!(staff.cookie("https://a"), None);
    }

    #[test]
    fn only_what_belongs_to_staff_is_asked_for() {
        let check = |method: &str, path: &str| {
            Asked { method: method.into(), path: path.into(), token: None, text: None }.check()
        };
        assert!(check("GET", "/v1/staff/queue?kind=review&waiting=true").is_ok());
        for path in ["/v1/mine", "/v1/staff/../mine", "@evil/v1/staff/", "/v1/staff/a b", "/v1/staff/\n"] {
            assert!(check("GET", path).is_err(), "{path}");
        }
        assert!(check("PATCH", "/v1/staff/acts").is_err());
    }
}
