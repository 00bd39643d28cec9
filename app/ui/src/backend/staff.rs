//! Asks the server as staff, through the host: the shell has the session's cookie, in a browser it is the browser's. What
//! comes back is the wanted value, or why not in a form that a screen can act on.

use js_sys::Reflect;
use protocol::{
    About, Capability, Decision, Filed, Problem, ProblemCode, QueueEntry, Session, SignIn, paths,
};
use sente_core::reading;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use super::{Backend, is_shell, shell};

#[wasm_bindgen(raw_module = "/js/staff.js")]
extern "C" {
    #[wasm_bindgen(js_name = ask)]
    async fn ask_own_server(method: &str, path: &str, token: JsValue, text: JsValue) -> JsValue;
}

/// Why the server did not do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StaffRefused {
    /// None is set, or the one that the page came from only gives files.
    NoServer,
    /// Nobody answers.
    Offline,
    /// Nobody is signed in any more, or name and password do not fit.
    Unauthorised,
    /// Too many tries; to come again after so many seconds.
    TooMany {
        seconds: u32,
    },
    Forbidden,
    /// It was withdrawn or erased.
    Gone,
    /// Its author or a colleague was quicker, or the delay is over.
    Changed,
    /// The server cannot take it as it is.
    Unfit,
    /// The server has too much to do, or failed.
    Busy,
}

impl Backend {
    /// Opens a session.
    pub async fn sign_in(self, who: &SignIn) -> Result<Session, StaffRefused> {
        read(&ask("POST", paths::STAFF_SESSION, None, Some(&json(who))).await?)
    }

    /// The server, where it knows a provider of OpenID Connect. The window could not come back from there: a server cannot
    /// lead it to another host.
    pub async fn openid(self) -> Option<About> {
        if is_shell() {
            return None;
        }
        let about: About = self.read_as_staff(paths::ABOUT).await.ok()?;
        about.capabilities.contains(&Capability::OpenIdConnect).then_some(about)
    }

    /// Who is signed in.
    pub async fn session(self) -> Result<Session, StaffRefused> {
        self.read_as_staff(paths::STAFF_SESSION).await
    }

    /// Ends the session.
    pub async fn sign_out(self, session: &Session) -> Result<(), StaffRefused> {
        ask("DELETE", paths::STAFF_SESSION, Some(&session.csrf), None).await.map(drop)
    }

    pub async fn read_as_staff<T: DeserializeOwned>(self, path: &str) -> Result<T, StaffRefused> {
        read(&ask("GET", path, None, None).await?)
    }

    /// The same where the answer is a text of its own.
    pub async fn read_text_as_staff(self, path: &str) -> Result<String, StaffRefused> {
        ask("GET", path, None, None).await
    }

    /// Carries out an act and answers with the thing as it is now.
    pub async fn act_as_staff(self, session: &Session, filed: &Filed) -> Result<QueueEntry, StaffRefused> {
        let answer = ask("POST", paths::STAFF_ACTS, Some(&session.csrf), Some(&json(filed))).await?;
        read(&answer).map(|decision: Decision| decision.entry)
    }
}

fn json<T: Serialize>(body: &T) -> String {
    serde_json::to_string(body).expect("wire types always serialise")
}

/// A server of files answers everything with its page.
fn read<T: DeserializeOwned>(text: &str) -> Result<T, StaffRefused> {
    reading::read(text).map_err(|_| StaffRefused::NoServer)
}

/// The body of the answer, where the server has done what it was asked.
async fn ask(
    method: &str,
    path: &str,
    token: Option<&str>,
    text: Option<&str>,
) -> Result<String, StaffRefused> {
    let optional = |text: Option<&str>| text.map_or(JsValue::UNDEFINED, JsValue::from_str);
    let answer = if is_shell() {
        let args = [
            ("method", method.into()),
            ("path", path.into()),
            ("token", optional(token)),
            ("text", optional(text)),
        ];
        // The shell refuses only where it knows no server.
        shell::invoke("staff", &args).await.map_err(|_| StaffRefused::NoServer)?
    } else {
        ask_own_server(method, path, optional(token), optional(text)).await
    };
    let field = |name: &str| Reflect::get(&answer, &name.into()).unwrap_or(JsValue::UNDEFINED);
    let status = field("status").as_f64().unwrap_or_default();
    judged(status as u16, field("body").as_string().unwrap_or_default())
}

/// What an answer means; status 0 is none.
fn judged(status: u16, body: String) -> Result<String, StaffRefused> {
    match status {
        0 => return Err(StaffRefused::Offline),
        200..=299 => return Ok(body),
        _ => {}
    }
    let Ok(problem) = reading::read::<Problem>(&body) else {
        // Of a server in between, or of one that is none of ours.
        return Err(if status >= 500 { StaffRefused::Busy } else { StaffRefused::NoServer });
    };
    Err(match problem.code {
        ProblemCode::Unauthorised => StaffRefused::Unauthorised,
        ProblemCode::Forbidden => StaffRefused::Forbidden,
        ProblemCode::NotFound => StaffRefused::Gone,
        ProblemCode::Conflict => StaffRefused::Changed,
        ProblemCode::TooMany => StaffRefused::TooMany { seconds: problem.retry_after.unwrap_or(60) },
        ProblemCode::BadRequest | ProblemCode::TooLarge | ProblemCode::BadPhoto => StaffRefused::Unfit,
        ProblemCode::Damaged | ProblemCode::Internal | ProblemCode::Unavailable | ProblemCode::Unknown => {
            StaffRefused::Busy
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(status: u16, body: &str) -> StaffRefused {
        judged(status, body.to_owned()).unwrap_err()
    }

    #[test]
    fn each_refusal_of_the_server_is_told_apart() {
        assert_eq!(refused(0, ""), StaffRefused::Offline);
        assert_eq!(refused(401, r#"{"code":"unauthorised"}"#), StaffRefused::Unauthorised);
        assert_eq!(
            refused(429, r#"{"code":"too-many","retry_after":8}"#),
            StaffRefused::TooMany { seconds: 8 }
        );
        assert_eq!(refused(409, r#"{"code":"conflict"}"#), StaffRefused::Changed);
        assert_eq!(refused(500, r#"{"code":"from-the-future"}"#), StaffRefused::Busy);
        assert_eq!(judged(204, String::new()), Ok(String::new()));
    }

    #[test]
    fn a_server_of_files_is_none_and_one_in_between_is_busy() {
        assert_eq!(refused(404, "not found"), StaffRefused::NoServer);
        assert_eq!(refused(502, "<html>Bad gateway"), StaffRefused::Busy);
        assert_eq!(read::<Session>("<!doctype html>"), Err(StaffRefused::NoServer));
    }

    #[test]
    fn the_script_sends_the_token_in_the_header_that_the_server_reads() {
        let script = include_str!("../../static/js/staff.js");
        assert!(script.contains(&format!("headers.set('{}', token)", paths::CSRF)));
    }
}
