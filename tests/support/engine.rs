//! A call to the app's engine as its screens make it: for what a story needs to be there before it begins.

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::app::App;

impl App {
    /// Answers with the reply of the engine; the screens that are open do not hear of it.
    pub async fn engine(&self, call: &str, args: Value) -> Result<Value> {
        // One more worker of the page follows the one that has the engine.
        const ASK: &str = "const [request, done] = arguments;
            const heard = (answer) => done(JSON.parse(answer));
            const shell = window.__TAURI__?.core;
            if (shell) {
                shell.invoke('call', { request }).then(heard, (error) => done({ err: String(error) }));
                return;
            }
            const worker = new Worker('/js/worker-host.js', { type: 'module' });
            worker.onmessage = ({ data }) => {
                if (data.id !== 1) return;
                worker.terminate();
                heard(data.answer);
            };
            worker.postMessage({ id: 1, request });";
        let request = json!({ "call": call, "args": args }).to_string();
        let mut answer = self.client().execute_async(ASK, vec![json!(request)]).await?;
        match answer.get_mut("ok") {
            Some(reply) => Ok(reply.take()),
            None => bail!("{call}: {answer}"),
        }
    }
}
