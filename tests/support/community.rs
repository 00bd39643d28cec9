//! The small server with a folder of its own: serves the app and takes what hikers write. Stories ask its API as staff, and
//! as a hiker on another device.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use protocol::{paths, sum};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::programs::{Running, ours, web};
use crate::provider::Provider;
use crate::wait::until;

/// The member of staff that every server has; of the agency.
pub const STAFF: &str = "ana";
/// Of every account.
pub const PASSWORD: &str = "douze lettres et plus";

/// A photo of 320 by 200 pixels, and its name: the SHA-256 of it.
const PHOTO: &[u8] = include_bytes!("gate.jpg");
pub const PHOTO_NAME: &str = "7d668252667512290bd3d556aa3d96c2f9b4eda52381feeb72016da0350a3c1a";

const PATIENCE: Duration = Duration::from_secs(30);

pub struct Community {
    server: Option<Running>,
    port: u16,
    data: TempDir,
    provider: Option<Provider>,
    /// The headers of a signed-in member of staff.
    session: Option<[(&'static str, String); 2]>,
    /// Operations of the other hiker so far.
    sent: u64,
}

impl Community {
    /// A server with an empty store, the account [`STAFF`] and the browser version of the app.
    pub fn start() -> Result<Community> {
        let data = tempfile::tempdir()?;
        let mut community = Community { server: None, port: 0, data, provider: None, session: None, sent: 0 };
        community.add_staff(STAFF, "agence", &[])?;
        community.serve()?;
        Ok(community)
    }

    /// Starts it, on the port of before if there was one.
    pub fn serve(&mut self) -> Result<()> {
        let mut command = Command::new(ours("sente-server")?);
        command.arg("serve").arg("--data").arg(self.data.path()).arg("--pages").arg(web());
        command.args(["--listen", &format!("127.0.0.1:{}", self.port), "--name", "Sente (essai)"]);
        if let Some(provider) = &self.provider {
            command.args(["--public-address", &self.address(), "--oidc-issuer", &provider.issuer]);
            command.args(["--oidc-client", "sente"]).env("SENTE_OIDC_SECRET", "sente-secret");
        }
        let server = Running::start(command.env("RUST_LOG", "warn"))?;
        let port = server.line(|line| line.strip_prefix("listening on http://127.0.0.1:")?.parse().ok())?;
        (self.server, self.port) = (Some(server), port);
        Ok(())
    }

    /// Staff may sign in at a provider of OpenID Connect, too.
    pub fn offer_provider(&mut self) -> Result<()> {
        self.provider = Some(Provider::start(&self.address())?);
        self.kill();
        self.serve()
    }

    /// Kills it: from now on nobody answers.
    pub fn kill(&mut self) {
        self.server = None;
    }

    /// Without a slash at the end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Its own, and that of the provider to which it sends staff.
    pub fn addresses(&self) -> Vec<String> {
        let provider = self.provider.as_ref().map(|provider| provider.issuer.clone());
        [self.address()].into_iter().chain(provider).collect()
    }

    /// One more account; `communes` are the INSEE codes that the role `commune` sees.
    pub fn add_staff(&self, account: &str, role: &str, communes: &[&str]) -> Result<()> {
        let communes = communes.join(",");
        let mut told = vec!["add-staff", "--account", account, "--role", role];
        if !communes.is_empty() {
            told.extend(["--communes", &communes]);
        }
        self.admin(&told)
    }

    /// Its sessions end with it.
    pub fn remove_staff(&self, account: &str) -> Result<()> {
        self.admin(&["remove-staff", "--account", account])
    }

    fn admin(&self, told: &[&str]) -> Result<()> {
        let mut command = Command::new(ours("sente-server")?);
        command.arg("admin").args(told).arg("--data").arg(self.data.path());
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        // Not every command waits for it.
        writeln!(child.stdin.take().context("the program has an input")?, "{PASSWORD}").ok();
        let output = child.wait_with_output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{told:?}: {said}");
        Ok(())
    }

    /// Gives an account its password anew: every session of it ends.
    pub fn end_sessions(&self, account: &str) -> Result<()> {
        self.admin(&["reset-password", "--account", account])
    }

    /// What waits for a decision, as [`STAFF`] sees it. `kind` is `review`, `recommendation` or `report`.
    pub fn waiting(&mut self, kind: &str) -> Result<Vec<Value>> {
        let queue = self.as_staff("GET", &format!("/v1/staff/queue?kind={kind}&waiting=true"), None)?;
        Ok(queue["entries"].as_array().cloned().unwrap_or_default())
    }

    /// The first thing of this kind that waits, once it has arrived.
    pub async fn arrived(&mut self, kind: &str) -> Result<Value> {
        until(&format!("a {kind} at the server"), async || Ok(self.waiting(kind)?.into_iter().next())).await
    }

    pub fn publish(&mut self, entry: &Value) -> Result<Value> {
        self.act(entry, json!({ "act": "publish" }))
    }

    /// `reason` as on the wire (`off-topic`).
    pub fn refuse(&mut self, entry: &Value, reason: &str, words: &str) -> Result<Value> {
        self.act(entry, json!({ "act": "refuse", "reason": reason, "words": words }))
    }

    pub fn answer(&mut self, entry: &Value, text: &str) -> Result<Value> {
        self.act(entry, json!({ "act": "answer", "text": text }))
    }

    /// Any act on an entry of the queue; answers with the entry as it is now.
    pub fn act(&mut self, entry: &Value, mut act: Value) -> Result<Value> {
        act["thing"] = entry["thing"].clone();
        act["seen"] = entry["last"]["id"].clone();
        Ok(self.as_staff("POST", "/v1/staff/acts", Some(&act))?["entry"].take())
    }

    /// A hiker on another device writes something: `{"act": "review", "route": …}`. Answers with the thing's name.
    pub fn another_hiker(&mut self, act: Value) -> Result<String> {
        self.sent += 1;
        let id = format!("01999999-0000-7000-8000-{:012x}", self.sent);
        let mut operation = act;
        operation["id"] = json!(id);
        let batch = json!({ "operations": [operation] }).to_string();
        let headers = [("content-type", "application/json".to_owned())];
        let answer = self.as_the_other("POST", paths::OPERATIONS, &headers, batch.as_bytes())?;
        let taken = answer.status == 200 && answer.body["outcomes"][0]["outcome"] == "taken";
        ensure!(taken, "the server does not take it: {} {}", answer.status, answer.body);
        Ok(id)
    }

    /// The photo of a review of theirs that names it.
    pub fn another_hikers_photo(&self) -> Result<()> {
        let headers =
            [(paths::UPLOAD_OFFSET, "0".to_owned()), (paths::UPLOAD_LENGTH, PHOTO.len().to_string())];
        let answer = self.as_the_other("PATCH", &format!("/v1/photos/{PHOTO_NAME}"), &headers, PHOTO)?;
        ensure!(
            answer.status == 200,
            "the server does not take the photo: {} {}",
            answer.status,
            answer.body
        );
        Ok(())
    }

    fn as_the_other(
        &self,
        method: &str,
        path: &str,
        headers: &[(&'static str, String)],
        body: &[u8],
    ) -> Result<Answer> {
        let mut headers = headers.to_vec();
        headers.push((paths::KEY, "07".repeat(32)));
        let header = |name: &str| headers.iter().find(|(one, _)| *one == name).map(|(_, value)| &**value);
        let sum = sum::of_request(method, path, header, body);
        headers.push((paths::SUM, sum));
        ask(self.port, method, path, &headers, body)
    }

    fn as_staff(&mut self, method: &str, path: &str, body: Option<&Value>) -> Result<Value> {
        let headers = match &self.session {
            Some(session) => session.clone(),
            None => self.session.insert(self.sign_in()?).clone(),
        };
        let answer = ask_json(self.port, method, path, &headers, body)?;
        ensure!(answer.status == 200, "{method} {path}: {} {}", answer.status, answer.body);
        Ok(answer.body)
    }

    fn sign_in(&self) -> Result<[(&'static str, String); 2]> {
        let who = json!({ "name": STAFF, "password": PASSWORD });
        let answer = ask_json(self.port, "POST", "/v1/staff/session", &[], Some(&who))?;
        ensure!(answer.status == 200, "{STAFF} cannot sign in: {} {}", answer.status, answer.body);
        let csrf = answer.body["csrf"].as_str().context("a session has a token")?.to_owned();
        Ok([("cookie", answer.cookie.context("a session has a cookie")?), ("sente-csrf", csrf)])
    }
}

struct Answer {
    status: u16,
    cookie: Option<String>,
    /// `null` where it is empty.
    body: Value,
}

fn ask_json(
    port: u16,
    method: &str,
    path: &str,
    headers: &[(&str, String)],
    body: Option<&Value>,
) -> Result<Answer> {
    let mut headers = headers.to_vec();
    headers.push(("content-type", "application/json".to_owned()));
    ask(port, method, path, &headers, body.map(Value::to_string).unwrap_or_default().as_bytes())
}

/// One request on a connection of its own. With HTTP 1.0 the server closes it behind its answer.
fn ask(port: u16, method: &str, path: &str, headers: &[(&str, String)], body: &[u8]) -> Result<Answer> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).context("the server is away")?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let mut head = format!("{method} {path} HTTP/1.0\r\nhost: 127.0.0.1:{port}\r\n");
    head += &format!("content-length: {}\r\n", body.len());
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    stream.write_all(body)?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    read(&answer)
}

fn read(answer: &str) -> Result<Answer> {
    let Some((head, body)) = answer.split_once("\r\n\r\n") else { bail!("no answer: {answer:?}") };
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    let header = |name: &str| {
        let mut fields = head.lines().filter_map(|line| line.split_once(':'));
        fields.find(|(one, _)| one.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    };
    let cookie = header("set-cookie").and_then(|cookie| cookie.split(';').next());
    Ok(Answer {
        status: status.with_context(|| format!("no status: {head:?}"))?,
        cookie: cookie.map(str::to_owned),
        body: if body.is_empty() { Value::Null } else { serde_json::from_str(body)? },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn status_cookie_and_body_of_an_answer_are_read() {
        let answer = "HTTP/1.0 200 OK\r\nSet-Cookie: sente-staff=ab; Path=/v1\r\n\r\n{\"csrf\":\"c\"}";
        let answer = read(answer).unwrap();
        assert_eq!((answer.status, answer.cookie.as_deref()), (200, Some("sente-staff=ab")));
        assert_eq!(answer.body["csrf"], "c");
        assert_eq!(read("HTTP/1.0 204 No Content\r\n\r\n").unwrap().body, Value::Null);
    }
}
