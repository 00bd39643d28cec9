//! The server of maps: a folder of plain files somewhere on the web. Asked only when the hiker says so.

use std::io::Read;

use reqwest::blocking::{Client, Response};
use reqwest::header::{CONTENT_RANGE, RANGE};
use reqwest::{StatusCode, Url};
use sente_core::packs::PackRefused;
use sente_core::packs::listing::{self, LISTING, LISTING_MAX, Listing};

/// Where maps are fetched from unless the hiker says otherwise; whoever builds the app sets it.
pub const BUILT_IN: Option<&str> = option_env!("SENTE_SERVER");

pub struct Server {
    client: Client,
    folder: Url,
}

/// Why a file, or the rest of one, did not come.
#[derive(Debug)]
pub enum Failure {
    /// The connection broke or the server is out of order: asking again may help.
    Broken(String),
    Final(PackRefused),
}

impl Server {
    /// The server that the hiker has chosen, or the one of this build.
    pub fn chosen(address: Option<&str>) -> Result<Server, PackRefused> {
        let address = address.map(str::trim).filter(|address| !address.is_empty()).or(BUILT_IN);
        Server::at(address.ok_or(PackRefused::NoServer)?)
    }

    /// `address` names the folder, with or without the slash at its end.
    fn at(address: &str) -> Result<Server, PackRefused> {
        let wrong = |why: String| PackRefused::WrongAnswer { detail: format!("{address}: {why}") };
        let mut folder = Url::parse(address).map_err(|error| wrong(error.to_string()))?;
        if !["https", "http"].contains(&folder.scheme()) {
            return Err(wrong("https:// or http:// is wanted".to_owned()));
        }
        folder.set_query(None);
        folder.set_fragment(None);
        if !folder.path().ends_with('/') {
            let path = format!("{}/", folder.path());
            folder.set_path(&path);
        }
        let client =
            sente_http::builder(sente_http::Patience::default()).build().map_err(PackRefused::failed)?;
        Ok(Server { client, folder })
    }

    /// What the server proposes.
    pub fn listing(&self) -> Result<Listing, PackRefused> {
        let answer = match self.ask(LISTING, 0) {
            Ok(answer) => answer,
            Err(Failure::Broken(detail)) => return Err(PackRefused::Offline { detail }),
            Err(Failure::Final(refused)) => return Err(refused),
        };
        let mut text = Vec::new();
        let read = answer.take(LISTING_MAX + 1).read_to_end(&mut text);
        read.map_err(|error| PackRefused::Offline { detail: error.to_string() })?;
        if text.len() as u64 > LISTING_MAX {
            return Err(PackRefused::WrongAnswer { detail: format!("{LISTING}: too long") });
        }
        listing::read(&text)
            .map_err(|error| PackRefused::WrongAnswer { detail: sente_core::with_causes(&error) })
    }

    /// A file from this byte on; a server that cannot do that sends it from the beginning, which the status tells.
    pub fn ask(&self, file: &str, from: u64) -> Result<Response, Failure> {
        let wrong =
            |why: String| Failure::Final(PackRefused::WrongAnswer { detail: format!("{file}: {why}") });
        let address = self.folder.join(file).map_err(|error| wrong(error.to_string()))?;
        let mut request = self.client.get(address);
        if from > 0 {
            request = request.header(RANGE, format!("bytes={from}-"));
        }
        let answer = request.send().map_err(|error| Failure::Broken(sente_core::with_causes(&error)))?;
        match answer.status() {
            StatusCode::OK => Ok(answer),
            StatusCode::PARTIAL_CONTENT if begins_at(&answer, from) => Ok(answer),
            status if status.is_server_error() || status == StatusCode::TOO_MANY_REQUESTS => {
                Err(Failure::Broken(status.to_string()))
            }
            status => Err(wrong(status.to_string())),
        }
    }
}

fn begins_at(answer: &Response, from: u64) -> bool {
    let range = answer.headers().get(CONTENT_RANGE).and_then(|range| range.to_str().ok());
    range.is_some_and(|range| range.starts_with(&format!("bytes {from}-")))
}
