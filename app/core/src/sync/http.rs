//! Requests and answers as values; the host sends the one and hands in the other.

use protocol::{DeviceKey, paths, sum};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    Get,
    Head,
    Post,
    Patch,
    Delete,
}

impl Method {
    /// As it stands on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// To be sent to the server once; the host may compress the body (`gzip`) and follows no redirection to another server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpRequest {
    pub method: Method,
    /// With its query, from the root of the server.
    pub path: String,
    pub headers: Vec<(&'static str, String)>,
    /// Empty where there is none.
    pub body: Vec<u8>,
}

impl HttpRequest {
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        HttpRequest { method, path: path.into(), headers: Vec::new(), body: Vec::new() }
    }

    pub(crate) fn of(mut self, key: &DeviceKey) -> Self {
        self.headers.push((paths::KEY, key.as_str().to_owned()));
        self
    }

    pub(crate) fn json(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.headers.push(("content-type", "application/json".to_owned()));
        self.body = body.into();
        self
    }

    /// What the server needs to notice that something has changed on the way.
    pub(crate) fn sum(&self) -> String {
        let value =
            |name: &str| self.headers.iter().find(|(one, _)| *one == name).map(|(_, value)| value.as_str());
        sum::of_request(self.method.as_str(), &self.path, value, &self.body)
    }
}

/// What came back: the status, of the headers those that matter, and the decompressed body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HttpAnswer {
    pub status: u16,
    /// [`paths::UPLOAD_OFFSET`].
    pub upload_offset: Option<u64>,
    /// `Retry-After` in seconds; a date is left out.
    pub retry_after: Option<u32>,
    /// [`paths::SUM`].
    pub sum: Option<String>,
    pub body: Vec<u8>,
}

/// Whose an answer is, by its sum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The server's, to this very request, as it was sent.
    Server,
    /// It has no sum: that of a proxy, say, or of something else at this address.
    Stranger,
    /// Something of it has changed on its way, or it answers another request.
    Damaged,
}

impl HttpAnswer {
    pub(crate) fn whose(&self, asked: &str) -> Whose {
        let Some(sum) = &self.sum else { return Whose::Stranger };
        let right = sum::of_answer(asked, self.status, self.upload_offset, &sum::of_body(&self.body));
        // 412: the server has noticed it before us.
        if *sum == right && self.status != 412 { Whose::Server } else { Whose::Damaged }
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }
}
