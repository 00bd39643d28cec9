//! A WebDriver session, and the Chromium commands that the standard does not have.

use anyhow::{Context, Result};
use fantoccini::wd::{Capabilities, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

pub async fn connect(port: u16, capabilities: Value) -> Result<Client> {
    let capabilities: Capabilities = serde_json::from_value(capabilities)?;
    ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(&format!("http://127.0.0.1:{port}"))
        .await
        .context("could not open a WebDriver session")
}

/// Chromium's own commands (DevTools), through its driver.
#[derive(Debug)]
struct DevTools {
    command: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _request_url: &url::Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.params });
        (http::Method::POST, Some(body.to_string()))
    }
}

pub async fn devtools(client: &Client, command: &'static str, params: Value) -> Result<Value> {
    client
        .issue_cmd(DevTools { command, params })
        .await
        .with_context(|| format!("Chromium refused {command}"))
}

/// Chromium's logs, through its driver.
#[derive(Debug)]
struct Log(&'static str);

impl WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _request_url: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(json!({ "type": self.0 }).to_string()))
    }
}

/// What the pages asked for since the last call.
pub async fn requested(client: &Client) -> Result<Vec<String>> {
    let log = client.issue_cmd(Log("performance")).await.context("Chromium gave no log of its requests")?;
    let entries = log.as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(entries.iter().filter_map(|entry| request(entry["message"].as_str()?)).collect())
}

/// What the pages have said in the console since the last call.
pub async fn console(client: &Client) -> Result<Vec<String>> {
    let log = client.issue_cmd(Log("browser")).await.context("Chromium gave no console")?;
    let entries = log.as_array().map(Vec::as_slice).unwrap_or_default();
    Ok(entries.iter().filter_map(|entry| entry["message"].as_str().map(str::to_owned)).collect())
}

/// The address in a log entry that tells of a request.
fn request(message: &str) -> Option<String> {
    let message: Value = serde_json::from_str(message).ok()?;
    let message = &message["message"];
    (message["method"] == "Network.requestWillBeSent").then_some(())?;
    message["params"]["request"]["url"].as_str().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_told_from_other_entries() {
        let sent =
            r#"{"message":{"method":"Network.requestWillBeSent","params":{"request":{"url":"http://x/"}}}}"#;
        assert_eq!(request(sent).as_deref(), Some("http://x/"));
        assert_eq!(request(r#"{"message":{"method":"Page.loadEventFired","params":{}}}"#), None);
    }
}
