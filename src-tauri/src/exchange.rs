//! The exchange with the server: a thread asks the engine for the next request, sends it, hands in the answer, and sleeps
//! until the engine, the hiker or its own patience wakes it. What is exchanged is decided in the engine.

use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use protocol::paths;
use sente_core::sync::{HttpAnswer, HttpRequest, Method};
use sente_core::{ApiError, Heard, Server, Unreachable};
use sente_http::{Courier, Patience};
use tauri::{AppHandle, Emitter};

use crate::host::Host;
use crate::staff::Staff;

/// The server unless the hiker has chosen another one; whoever builds the app sets it.
const BUILT_IN: Option<&str> = option_env!("SENTE_COMMUNITY_SERVER");
/// Another one at run time: for tests and for trying things out.
const AT_RUN_TIME: &str = "SENTE_COMMUNITY_SERVER";
/// Tells the screens that the exchange has brought something, or is over.
const EVENT: &str = "news";
/// After a failure of our own: the disk is full, say.
const PAUSE: Duration = Duration::from_secs(60);
const LONGEST: Duration = Duration::from_secs(3_600);

/// Wakes the thread of the exchange.
#[derive(Clone, Default)]
pub struct Bell(Arc<(Mutex<bool>, Condvar)>);

impl Bell {
    pub fn ring(&self) {
        let (rung, changed) = &*self.0;
        *rung.lock().unwrap_or_else(PoisonError::into_inner) = true;
        changed.notify_one();
    }

    fn wait(&self, longest: Duration) {
        let (rung, changed) = &*self.0;
        let guard = rung.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = changed.wait_timeout_while(guard, longest, |rung| !*rung);
        *waited.unwrap_or_else(PoisonError::into_inner).0 = false;
    }
}

/// Exchanges for as long as the app runs.
pub fn start(app: AppHandle, host: Host) {
    std::thread::spawn(move || {
        loop {
            let next = step(&host, || {
                if let Err(error) = app.emit(EVENT, ()) {
                    tracing::warn!(%error, "the screens could not be told of news");
                }
            });
            match next {
                Ok(Some(wait)) => host.bell().wait(wait.min(LONGEST)),
                Ok(None) => {}
                Err(error) => {
                    tracing::warn!(%error, "the exchange broke off");
                    host.bell().wait(PAUSE);
                }
            }
        }
    });
}

/// Made with the first request: it has a thread of its own and reads the certificates of the system.
pub fn courier() -> reqwest::Result<&'static Courier> {
    static COURIER: OnceLock<Courier> = OnceLock::new();
    if let Some(courier) = COURIER.get() {
        return Ok(courier);
    }
    let made = Courier::new(Patience::default())?;
    Ok(COURIER.get_or_init(|| made))
}

/// One request, or how long to wait for the next one.
fn step(host: &Host, tell: impl Fn()) -> Result<Option<Duration>, ApiError> {
    let now = Timestamp::now();
    let next = host.with_engine(|engine| {
        let address = address(engine.chosen_server()?);
        engine.set_server(address.clone().map_or(Server::None, Server::At))?;
        let request = engine.next_request(now)?;
        let wake = if request.is_none() { engine.wake_at(now)? } else { None };
        Ok::<_, ApiError>((address, request, wake))
    })??;
    match next {
        (Some(address), Some(request), _) => {
            let answer = send(&address, request);
            let heard = host.with_engine(|engine| engine.receive(answer, Timestamp::now()))??;
            if heard == Heard::News {
                tell();
            }
            Ok(None)
        }
        (_, _, Some(wake)) => {
            let wait = Duration::try_from(wake.duration_since(now)).unwrap_or_default();
            Ok(Some(wait.max(Duration::from_secs(1))))
        }
        _ => Ok(Some(LONGEST)),
    }
}

/// The chosen server, or that of this run, or that of the build; without a slash at the end.
pub fn address(chosen: Option<String>) -> Option<String> {
    let address = chosen.or_else(|| std::env::var(AT_RUN_TIME).ok()).or_else(|| BUILT_IN.map(str::to_owned));
    let address = address.map(|address| address.trim().trim_end_matches('/').to_owned());
    address.filter(|address| !address.is_empty())
}

fn send(address: &str, request: HttpRequest) -> Result<HttpAnswer, Unreachable> {
    let courier = courier().map_err(|error| {
        tracing::error!(%error, "nothing can be asked of any server");
        Unreachable
    })?;
    courier.send(address, request)
}

/// The bytes of a photo that everybody may see, or staff that is signed in; `None` where it cannot be had now.
pub fn fetched_photo(host: &Host, staff: &Staff, id: &protocol::PhotoId) -> Option<Vec<u8>> {
    let chosen = host.with_engine(|engine| engine.chosen_server()).ok()?.ok()?;
    let address = address(chosen)?;
    let mut request = HttpRequest::new(Method::Get, paths::photo(id));
    request.headers.extend(staff.cookie(&address).map(|cookie| ("cookie", cookie)));
    let answer = send(&address, request).ok()?;
    (answer.status == 200 && answer.body.starts_with(&[0xff, 0xd8])).then_some(answer.body)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_hiker_chose_goes_before_what_was_built_in() {
        assert_eq!(address(Some(" https://sente.example/ ".into())), Some("https://sente.example".into()));
        assert_eq!(address(Some("/".into())), None);
    }

    #[test]
    fn a_bell_that_was_rung_before_does_not_let_wait() {
        let bell = Bell::default();
        bell.ring();
        let begun = std::time::Instant::now();
        bell.wait(Duration::from_secs(60));
        assert!(begun.elapsed() < Duration::from_secs(30));
    }
}
