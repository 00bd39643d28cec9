//! What the committed description says, asked of a running server by schemathesis: answers are as described and none is
//! a failure. Skips in one line where schemathesis is not installed (`pip install schemathesis`).

use std::process::{Command, Stdio};

use protocol::Role;

use crate::samples::a_key;
use crate::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn the_server_answers_as_it_describes_itself() {
    let there = Command::new("schemathesis").arg("--version").stdout(Stdio::null()).status();
    if !there.is_ok_and(|status| status.success()) {
        eprintln!("skipped: schemathesis is not installed (pip install schemathesis)");
        return;
    }
    let server = Server::start().await;
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
