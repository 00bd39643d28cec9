//! The real server as a process, with a folder of its own, and what it has in the end.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use protocol::{DeviceKey, Mine, PhotoId, paths, sum};
use sente_core::sync::{HttpAnswer, HttpRequest, Method};
use sente_http::{Courier, Patience};
use tempfile::TempDir;

pub struct Server {
    child: Child,
    /// Host and port.
    pub address: String,
    pub folder: TempDir,
    courier: Courier,
}

impl Server {
    pub fn start() -> Server {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_sente-server"));
        command.args(["serve", "--listen", "127.0.0.1:0", "--rate-per-key", "0", "--rate-per-address", "0"]);
        command.arg("--data").arg(folder.path()).env("RUST_LOG", "error");
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("listening on http://").unwrap().to_owned();
        let courier = Courier::new(Patience::default()).unwrap();
        Server { child, address, folder, courier }
    }

    /// Asks it without anything between; panics unless it answers 200.
    fn get(&self, path: String, key: &DeviceKey) -> HttpAnswer {
        let mut request = HttpRequest::new(Method::Get, path);
        let value = |name: &str| (name == paths::KEY).then_some(key.as_str());
        let sum = sum::of_request("GET", &request.path, value, &[]);
        request.headers = vec![(paths::KEY, key.as_str().to_owned()), (paths::SUM, sum)];
        let answer = self.courier.send(&format!("http://{}", self.address), request).unwrap();
        assert_eq!(answer.status, 200);
        answer
    }

    pub fn mine(&self, key: &DeviceKey) -> Mine {
        serde_json::from_slice(&self.get(paths::MINE.to_owned(), key).body).unwrap()
    }

    pub fn photo(&self, key: &DeviceKey, photo: &PhotoId) -> Vec<u8> {
        self.get(paths::photo(photo), key).body
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
