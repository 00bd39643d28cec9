//! What the committed description says, asked of a running server by schemathesis: answers are as described and none is
//! a failure. Skips in one line where schemathesis is not installed (`pip install schemathesis`).

use std::process::{Command, Stdio};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::{self, Next};
use axum::response::Response;
use protocol::{Role, paths, sum};

use crate::samples::a_key;
use crate::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn the_server_answers_as_it_describes_itself() {
    let there = Command::new("schemathesis").arg("--version").stdout(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!("skipped: schemathesis is not installed (pip install schemathesis)");
        return;
    }
    let server = Server::start_behind(|router| router.layer(middleware::from_fn(sealed)), |_| ()).await;
    let desk = server.staff(Role::Agence).await;
    let examples = if std::env::var_os("SENTE_LONG").is_some() { "300" } else { "15" };
    let mut command = Command::new("schemathesis");
    command.arg("run").arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json"));
    command.arg("--url").arg(format!("http://{}", server.address));
    let headers = [("cookie", &*desk.cookie), ("sente-csrf", &*desk.csrf), ("sente-key", a_key(1).as_str())]
        .map(|(name, value)| format!("{name}: {value}"));
    for header in &headers {
        command.arg("--header").arg(header);
    }
    // Signing out would leave all that comes after it outside.
    command.args(["--exclude-operation-id", "sign_out", "--max-examples", examples, "--no-color"]);
    command.args(["--checks", "not_a_server_error,status_code_conformance,content_type_conformance"]);
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// What it makes up has no sum that fits; it is given one, or nothing would come in.
async fn sealed(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let path = parts.uri.path_and_query().unwrap().as_str();
    let header = |name: &str| parts.headers.get(name)?.to_str().ok();
    let sum = sum::of_request(parts.method.as_str(), path, header, &body);
    parts.headers.insert(paths::SUM, sum.parse().unwrap());
    next.run(Request::from_parts(parts, Body::from(body))).await
}
