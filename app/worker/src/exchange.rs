//! The exchange with the server as JavaScript carries it out: requests as plain objects, answers as plain values.

use js_sys::{Array, Object, Reflect, Uint8Array};
use sente_core::sync::{HttpAnswer, HttpRequest};
use sente_core::{Engine, Heard, Unreachable};
use wasm_bindgen::prelude::*;

use crate::Host;
use crate::failure::Failure;

#[wasm_bindgen]
impl Host {
    /// `{method, path, headers: [[name, value]], body}` to be sent to our own origin; nothing where there is none.
    pub fn next_request(&mut self) -> Result<Option<Object>, JsValue> {
        let Some(engine) = &mut self.engine else { return Ok(None) };
        let request = engine.next_request(jiff::Timestamp::now()).map_err(Failure::from)?;
        request.map(|request| object(&request)).transpose()
    }

    /// What came back; `status` 0 is nothing. Answers whether the screens have something new to show.
    pub fn receive(
        &mut self,
        status: u16,
        upload_offset: Option<f64>,
        retry_after: Option<f64>,
        sum: Option<String>,
        body: Vec<u8>,
    ) -> Result<bool, JsValue> {
        let Some(engine) = &mut self.engine else { return Ok(false) };
        let whole = |number: f64| number.max(0.0) as u64;
        let answer = HttpAnswer {
            status,
            upload_offset: upload_offset.map(whole),
            retry_after: retry_after.map(|seconds| seconds.max(0.0) as u32),
            sum,
            body,
        };
        let answer = if status == 0 { Err(Unreachable) } else { Ok(answer) };
        let heard = engine.receive(answer, jiff::Timestamp::now()).map_err(Failure::from)?;
        Ok(heard == Heard::News)
    }

    /// In how many milliseconds to ask for the next request; nothing where only the network or the hiker can bring one.
    pub fn wait(&mut self) -> Result<Option<f64>, JsValue> {
        let Some(engine) = &mut self.engine else { return Ok(None) };
        let now = jiff::Timestamp::now();
        let wake = engine.wake_at(now).map_err(Failure::from)?;
        Ok(wake.map(|wake| wake.duration_since(now).as_secs_f64().max(0.0) * 1_000.0))
    }

    /// There is a network again.
    pub fn exchange_now(&mut self) {
        self.engine.iter_mut().for_each(Engine::exchange_now);
    }

    /// Whether a call has left something to exchange since this was asked last.
    pub fn stirred(&mut self) -> bool {
        self.engine.as_mut().is_some_and(Engine::stirred)
    }

    /// Keeps a JPEG; answers in JSON with its name, as calls are answered.
    pub fn add_photo(&mut self, jpeg: &[u8]) -> String {
        let added = match &mut self.engine {
            Some(engine) => engine.add_photo(jpeg, jiff::Timestamp::now()),
            None => Err(crate::not_started()),
        };
        sente_core::calls::to_json(added)
    }

    /// The bytes of a photo of one's own, where it is on this device.
    pub fn photo(&self, id: &str) -> Result<Option<Vec<u8>>, JsValue> {
        let (Some(engine), Ok(id)) = (&self.engine, id.parse()) else { return Ok(None) };
        Ok(engine.photo(&id).map_err(Failure::from)?)
    }
}

fn object(request: &HttpRequest) -> Result<Object, JsValue> {
    let headers: Array = request
        .headers
        .iter()
        .map(|(name, value)| Array::of2(&JsValue::from_str(name), &JsValue::from_str(value)))
        .collect();
    let object = Object::new();
    let set = |name: &str, value: &JsValue| Reflect::set(&object, &name.into(), value);
    set("method", &request.method.as_str().into())?;
    set("path", &request.path.as_str().into())?;
    set("headers", &headers)?;
    set("body", &Uint8Array::from(request.body.as_slice()))?;
    Ok(object)
}
