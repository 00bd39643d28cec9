//! The engine in the browser's worker: numbered requests over `postMessage`, answers matched by number. The worker
//! holds requests back until it is ready, so the screens may ask at once. It ends with its page, and comes back with it.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Once;

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window_event_listener_untyped;
use sente_core::ApiError;
use sente_core::calls::to_json;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, PageTransitionEvent, Worker, WorkerOptions, WorkerType};

use super::{EngineState, set_state};

const SCRIPT: &str = "/js/worker-host.js";

/// What was asked, and the promise that waits for its answer.
struct Asked {
    /// `{request}` or `{photo}`.
    question: Object,
    resolve: Function,
}

/// A running worker and what it has not answered yet.
struct Port {
    worker: Worker,
    pending: HashMap<u32, Asked>,
    last: u32,
    // Held as long as the worker may call them.
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
}

enum Link {
    Off,
    On(Port),
    Failed(String),
}

thread_local! {
    static LINK: RefCell<Link> = const { RefCell::new(Link::Off) };
    static UNOPENED_CARNET: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// The bytes of a notebook that a newer version has written, where that is why the engine does not start.
pub(crate) fn unopened_carnet() -> Option<JsValue> {
    UNOPENED_CARNET.with_borrow(Clone::clone)
}

/// Starts the worker; a worker that has failed is replaced.
pub(super) fn start() {
    static PAGE_WATCHED: Once = Once::new();
    PAGE_WATCHED.call_once(watch_the_page);
    replace(0, HashMap::new());
}

/// Puts a new worker in the place of the present one; what that one owes is asked again (writes are idempotent).
fn replace(last: u32, owed: HashMap<u32, Asked>) {
    let link = match open() {
        Ok(port) => Link::On(port.taking_over(last, owed)),
        Err(error) => {
            let detail = reason_of(&error);
            set_state(EngineState::Failed { reason: "broken".to_owned(), detail: detail.clone() });
            refuse(owed.values(), &detail);
            Link::Failed(detail)
        }
    };
    let before = LINK.with(|cell| cell.replace(link));
    if let Link::On(port) = before {
        port.end();
    }
}

/// A page that is left may be kept frozen, to be shown at once on the way back. Its worker must not be: it would keep the
/// storage from the next page, and Chromium crashes when it drops a page whose worker is just writing a file.
fn watch_the_page() {
    let leave = window_event_listener_untyped("pagehide", |_| {
        LINK.with(|cell| {
            if let Link::On(port) = &*cell.borrow() {
                port.end();
            }
        });
    });
    let back = window_event_listener_untyped("pageshow", |event| {
        // The first showing of a page is no coming back.
        if event.unchecked_into::<PageTransitionEvent>().persisted() {
            resume();
        }
    });
    // As long as the page lives.
    std::mem::forget((leave, back));
}

fn resume() {
    let owed = LINK.with(|cell| match &mut *cell.borrow_mut() {
        Link::On(port) => Some((port.last, std::mem::take(&mut port.pending))),
        Link::Off | Link::Failed(_) => None,
    });
    if let Some((last, owed)) = owed {
        replace(last, owed);
    }
}

pub(super) async fn call(request: &str) -> Result<String, ApiError> {
    let answer = ask("request", &request.into()).await?;
    answer.as_string().ok_or_else(|| unavailable("an answer that is not text".to_owned()))
}

/// Asks the worker: a call as text, or for a photo by its name, or to keep one.
pub(super) async fn ask(what: &str, value: &JsValue) -> Result<JsValue, ApiError> {
    let question = Object::new();
    Reflect::set(&question, &what.into(), value).map_err(|error| unavailable(reason_of(&error)))?;
    let never_started = LINK.with(|cell| matches!(*cell.borrow(), Link::Off));
    if never_started {
        start();
    }
    let promise = Promise::new(&mut |resolve, _reject| {
        if let Err(error) = send(&question, &resolve) {
            settle(&resolve, &to_json::<()>(Err(error)).into());
        }
    });
    JsFuture::from(promise).await.map_err(|error| unavailable(reason_of(&error)))
}

fn send(question: &Object, resolve: &Function) -> Result<(), ApiError> {
    LINK.with(|cell| match &mut *cell.borrow_mut() {
        Link::Off => Err(unavailable("the worker is not started".to_owned())),
        Link::Failed(reason) => Err(unavailable(reason.clone())),
        Link::On(port) => {
            port.last = port.last.wrapping_add(1);
            port.post(port.last, question).map_err(|error| unavailable(reason_of(&error)))?;
            let asked = Asked { question: question.clone(), resolve: resolve.clone() };
            port.pending.insert(port.last, asked);
            Ok(())
        }
    })
}

impl Port {
    fn post(&self, id: u32, question: &Object) -> Result<(), JsValue> {
        let message = Object::assign(&Object::new(), question);
        Reflect::set(&message, &"id".into(), &id.into())?;
        self.worker.post_message(&message)
    }

    /// Numbers go on after `last`; what another worker owes is asked of this one, in the order of before.
    fn taking_over(mut self, last: u32, owed: HashMap<u32, Asked>) -> Port {
        let mut owed: Vec<_> = owed.into_iter().collect();
        owed.sort_by_key(|(id, _)| *id);
        for (id, asked) in owed {
            match self.post(id, &asked.question) {
                Ok(()) => {
                    self.pending.insert(id, asked);
                }
                Err(error) => refuse([&asked], &reason_of(&error)),
            }
        }
        self.last = last;
        self
    }

    /// Ends the worker, which says nothing more.
    fn end(&self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

fn open() -> Result<Port, JsValue> {
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(SCRIPT, &options)?;
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| receive(&event.data()));
    // A script that cannot be loaded gives a plain event without any message.
    let on_error = Closure::<dyn FnMut(JsValue)>::new(|event: JsValue| {
        let message = Reflect::get(&event, &"message".into()).ok().and_then(|message| message.as_string());
        let detail = message.filter(|message| !message.is_empty());
        let detail = detail.unwrap_or_else(|| format!("{SCRIPT} could not be loaded"));
        fail("broken".to_owned(), detail);
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    Ok(Port { worker, pending: HashMap::new(), last: 0, _on_message: on_message, _on_error: on_error })
}

fn receive(message: &JsValue) {
    let field = |name: &str| Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED);
    if let Some(id) = field("id").as_f64() {
        let asked = LINK.with(|cell| match &mut *cell.borrow_mut() {
            Link::On(port) => port.pending.remove(&(id as u32)),
            Link::Off | Link::Failed(_) => None,
        });
        if let Some(asked) = asked {
            settle(&asked.resolve, &field("answer"));
        }
        return;
    }
    match field("event").as_string().as_deref() {
        Some("progress") => {
            let bytes = |name: &str| field(name).as_f64().unwrap_or_default() as u64;
            set_state(EngineState::Fetching { done: bytes("done"), total: bytes("total") });
        }
        Some("ready") => set_state(EngineState::Ready),
        Some("news") => super::tell_news(),
        Some("failed") => {
            let carnet = Some(field("carnet")).filter(|bytes| !bytes.is_undefined());
            UNOPENED_CARNET.set(carnet);
            let reason = field("reason").as_string().unwrap_or_default();
            fail(reason, field("detail").as_string().unwrap_or_default());
        }
        _ => {}
    }
}

/// Nobody waits for ever: every open request is answered with the reason.
fn fail(reason: String, detail: String) {
    set_state(EngineState::Failed { reason, detail: detail.clone() });
    let before = LINK.with(|cell| cell.replace(Link::Failed(detail.clone())));
    if let Link::On(port) = before {
        port.end();
        refuse(port.pending.values(), &detail);
        // This may run inside one of the port's own closures, which must outlive the call.
        std::mem::forget(port);
    }
}

fn refuse<'a>(all: impl IntoIterator<Item = &'a Asked>, reason: &str) {
    let answer = to_json::<()>(Err(unavailable(reason.to_owned()))).into();
    for asked in all {
        settle(&asked.resolve, &answer);
    }
}

fn settle(resolve: &Function, answer: &JsValue) {
    // `resolve` is the engine of a promise: it does not throw.
    if let Err(error) = resolve.call1(&JsValue::NULL, answer) {
        leptos::logging::error!("a promise could not be settled: {error:?}");
    }
}

fn reason_of(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    message.or_else(|| error.as_string()).unwrap_or_else(|| format!("{error:?}"))
}

fn unavailable(reason: String) -> ApiError {
    ApiError::Unavailable { reason }
}
