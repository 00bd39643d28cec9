//! What the committed description says, asked of a running server by schemathesis: answers are as described and none is
//! a failure. `cargo xtask test` installs schemathesis and says in `SENTE_SCHEMATHESIS` where; else that of the `PATH` is
//! taken, and where there is none the test says in one line that it is skipped.

use std::process::{Command, Stdio};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::Response;
use protocol::{Role, paths, sum};

use crate::samples::a_key;
use crate::server::Server;

/// All that it can find wrong but what the description does not promise (that whatever is not described is refused, and in
/// which way).
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_schema_conformance,response_headers_conformance,allow_header_conformance,unsupported_method,\
    use_after_free,ensure_resource_availability";

#[tokio::test(flavor = "multi_thread")]
async fn the_server_answers_as_it_describes_itself() {
    let told = std::env::var_os("SENTE_SCHEMATHESIS");
    let program = told.clone().unwrap_or_else(|| "schemathesis".into());
    let there = Command::new(&program).arg("--version").stdout(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        assert_eq!(told, None, "SENTE_SCHEMATHESIS names no program");
        eprintln!(
            "skipped: schemathesis is not installed (cargo xtask test does; or pip install schemathesis)"
        );
        return;
    }
    let server = Server::start_behind(|router| router.layer(middleware::from_fn(sealed)), |_| ()).await;
    let desk = server.staff(Role::Agence).await;
    let examples = if std::env::var_os("SENTE_LONG").is_some() { "300" } else { "15" };
    // What it remembers of a run stays there.
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(&program);
    command
        .current_dir(folder.path())
        .arg("run")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json"));
    command.arg("--url").arg(format!("http://{}", server.address));
    let headers = [("cookie", &*desk.cookie), ("sente-csrf", &*desk.csrf), ("sente-key", a_key(1).as_str())]
        .map(|(name, value)| format!("{name}: {value}"));
    for header in &headers {
        command.arg("--header").arg(header);
    }
    // Signing out would leave all that comes after it outside.
    command.args(["--exclude-operation-id", "sign_out", "--max-examples", examples, "--no-color"]);
    command.args(["--checks", CHECKS]);
    let output = tokio::task::spawn_blocking(move || command.output()).await.unwrap().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// What it makes up has no sum that fits; it is given one, or nothing would come in. An erasure is that of another device,
/// or nothing would be taken after it.
async fn sealed(request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    if (&parts.method, parts.uri.path()) == (&Method::DELETE, paths::MINE) {
        parts.headers.insert(paths::KEY, a_key(2).as_str().parse().unwrap());
    }
    let body = to_bytes(body, usize::MAX).await.unwrap();
    let path = parts.uri.path_and_query().unwrap().as_str();
    let header = |name: &str| parts.headers.get(name)?.to_str().ok();
    let sum = sum::of_request(parts.method.as_str(), path, header, &body);
    parts.headers.insert(paths::SUM, sum.parse().unwrap());
    next.run(Request::from_parts(parts, Body::from(body))).await
}
