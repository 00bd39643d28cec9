//! Sums over requests and answers, so that what a bad line or a bad proxy has changed on its way is noticed, on plain HTTP
//! too, and no answer is taken for that to another request. Against malice there is TLS: these are no signatures.

use sha2::{Digest, Sha256};

use crate::paths;

/// What a header changes in the meaning of a request.
const HEADERS: [&str; 4] = [paths::KEY, paths::UPLOAD_OFFSET, paths::UPLOAD_LENGTH, "content-type"];

/// Of a request: 16 hexadecimal digits, the beginning of a SHA-256. `path` with its query, from the root of
/// the server; `body` before it is compressed. Whoever sends a [`paths::KEY`] sends this in [`paths::SUM`].
pub fn of_request<'a>(
    method: &str,
    path: &str,
    header: impl Fn(&str) -> Option<&'a str>,
    body: &[u8],
) -> String {
    let headers = HEADERS.map(|name| header(name).unwrap_or_default().as_bytes());
    sum([method.as_bytes(), path.as_bytes()].into_iter().chain(headers).chain([body]))
}

/// Of a body, before it is compressed; [`of_answer`] wants it, and an answer that is kept ready keeps this with it.
pub fn of_body(body: &[u8]) -> [u8; 32] {
    Sha256::digest(body).into()
}

/// Of an answer to the request with the sum `asked`.
pub fn of_answer(asked: &str, status: u16, upload_offset: Option<u64>, body: &[u8; 32]) -> String {
    let offset = upload_offset.map(u64::to_le_bytes);
    let offset = offset.as_ref().map_or(&[][..], |bytes| bytes);
    sum([asked.as_bytes(), &status.to_le_bytes(), offset, body])
}

fn sum<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // With its length, so that nothing moves from one part into the next.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(path: &str, offset: &str, body: &[u8]) -> String {
        of_request("PATCH", path, |name| (name == paths::UPLOAD_OFFSET).then_some(offset), body)
    }

    #[test]
    fn whatever_changes_in_a_request_changes_its_sum() {
        let sums =
            [asked("/a", "1", b"x"), asked("/b", "1", b"x"), asked("/a", "2", b"x"), asked("/a", "1", b"y")];
        let distinct: std::collections::BTreeSet<_> = sums.iter().collect();
        assert_eq!((distinct.len(), sums[0].as_str()), (4, "6582c3d72300193f"));
    }

    #[test]
    fn an_answer_belongs_to_its_request() {
        let body = of_body(b"taken");
        let right = of_answer("aa", 204, Some(7), &body);
        for other in [
            of_answer("ab", 204, Some(7), &body),
            of_answer("aa", 200, Some(7), &body),
            of_answer("aa", 204, None, &body),
            of_answer("aa", 204, Some(7), &of_body(b"")),
        ] {
            assert_ne!(right, other);
        }
    }
}
