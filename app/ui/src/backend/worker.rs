//! The engine in the browser's worker: numbered requests over `postMessage`, answers matched by number. The worker
//! holds requests back until it is ready, so the screens may ask at once.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Function, Object, Promise, Reflect};
use sente_core::ApiError;
use sente_core::calls::to_json;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker, WorkerOptions, WorkerType};

use super::{EngineState, set_state};

const SCRIPT: &str = "/js/worker-host.js";

/// A running worker and the promises that wait for its answers.
struct Port {
    worker: Worker,
    pending: HashMap<u32, Function>,
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
    let link = match open() {
        Ok(port) => Link::On(port),
        Err(error) => {
            let detail = reason_of(&error);
            set_state(EngineState::Failed { reason: "broken".to_owned(), detail: detail.clone() });
            Link::Failed(detail)
        }
    };
    let before = LINK.with(|cell| cell.replace(link));
    if let Link::On(port) = before {
        port.worker.terminate();
    }
}

pub(super) async fn call(request: &str) -> Result<String, ApiError> {
    let never_started = LINK.with(|cell| matches!(*cell.borrow(), Link::Off));
    if never_started {
        start();
    }
    let promise = Promise::new(&mut |resolve, _reject| {
        if let Err(error) = send(request, &resolve) {
            settle(&resolve, &to_json::<()>(Err(error)));
        }
    });
    let answer = JsFuture::from(promise).await.map_err(|error| unavailable(reason_of(&error)))?;
    answer.as_string().ok_or_else(|| unavailable("an answer that is not text".to_owned()))
}

fn send(request: &str, resolve: &Function) -> Result<(), ApiError> {
    LINK.with(|cell| match &mut *cell.borrow_mut() {
        Link::Off => Err(unavailable("the worker is not started".to_owned())),
        Link::Failed(reason) => Err(unavailable(reason.clone())),
        Link::On(port) => {
            port.last = port.last.wrapping_add(1);
            let message = Object::new();
            let posted = Reflect::set(&message, &"id".into(), &port.last.into())
                .and_then(|_| Reflect::set(&message, &"request".into(), &request.into()))
                .and_then(|_| port.worker.post_message(&message));
            posted.map_err(|error| unavailable(reason_of(&error)))?;
            port.pending.insert(port.last, resolve.clone());
            Ok(())
        }
    })
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
    if let (Some(id), Some(answer)) = (field("id").as_f64(), field("answer").as_string()) {
        let resolve = LINK.with(|cell| match &mut *cell.borrow_mut() {
            Link::On(port) => port.pending.remove(&(id as u32)),
            Link::Off | Link::Failed(_) => None,
        });
        if let Some(resolve) = resolve {
            settle(&resolve, &answer);
        }
        return;
    }
    match field("event").as_string().as_deref() {
        Some("progress") => {
            let bytes = |name: &str| field(name).as_f64().unwrap_or_default() as u64;
            set_state(EngineState::Fetching { done: bytes("done"), total: bytes("total") });
        }
        Some("ready") => set_state(EngineState::Ready),
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
        port.worker.terminate();
        let answer = to_json::<()>(Err(unavailable(detail)));
        for resolve in port.pending.values() {
            settle(resolve, &answer);
        }
        // This may run inside one of the port's own closures, which must outlive the call.
        std::mem::forget(port);
    }
}

fn settle(resolve: &Function, answer: &str) {
    // `resolve` is the engine of a promise: it does not throw.
    if let Err(error) = resolve.call1(&JsValue::NULL, &answer.into()) {
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
