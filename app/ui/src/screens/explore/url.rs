//! The query in the address, so that a search can be kept and sent: `/randonnees?q=<the query as JSON>`.

use pdipr_data::filter::RouteQuery;

/// The path and query string of the list that answers this query.
pub fn address(query: &RouteQuery) -> String {
    if *query == RouteQuery::default() {
        return "/randonnees".to_owned();
    }
    let text = serde_json::to_string(query).expect("wire types always serialise");
    format!("/randonnees?q={}", escape(&text))
}

/// The query of a query string (with or without `?`); what cannot be read is the empty query.
pub fn read(search: &str) -> RouteQuery {
    let search = search.strip_prefix('?').unwrap_or(search);
    let value = search.split('&').find_map(|pair| pair.strip_prefix("q="));
    value.and_then(unescape).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => escaped.push(byte.into()),
            _ => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

fn unescape(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let hex = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&hex).ok()?, 16).ok()?
            }
            b'+' => b' ',
            _ => byte,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_survives_the_address() {
        let mut query = RouteQuery { text: "vallée & co".to_owned(), ..RouteQuery::default() };
        query.filter.followable_only = true;
        let address = address(&query);
        let (_, search) = address.split_once('?').unwrap();
        assert_eq!(read(search), query);
    }

    #[test]
    fn an_address_that_nobody_understands_is_the_whole_list() {
        assert_eq!(read("?q=%7Bbroken"), RouteQuery::default());
    }
}
