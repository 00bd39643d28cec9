//! The description of the API for programs, made from the handlers: `docs/openapi.json`.

use utoipa::OpenApi;

use crate::api;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Sente",
        description = "Reviews, recommendations and reports of hikers: sent once, moderated, given to everybody.",
        license(name = "EUPL-1.2", identifier = "EUPL-1.2"),
    ),
    tags(
        (name = "hikers", description = "For the app; a device is known by its key alone."),
        (name = "staff", description = "For staff; a session in a cookie, its token in the header `sente-csrf`."),
    ),
    paths(
        api::about::show,
        api::operations::take,
        api::feed::page,
        api::mine::list,
        api::mine::erase,
        api::visits::count,
        api::photos::show,
        api::photos::progress,
        api::photos::add,
        api::moderation::public,
        api::session::show,
        api::session::open,
        api::session::close,
        api::openid::begin,
        api::openid::finish,
        api::moderation::queue,
        api::moderation::act,
        api::moderation::log,
        api::figures::indicators,
        api::figures::csv,
    ),
    components(schemas(protocol::DeviceKey))
)]
struct Document;

/// The document as pretty JSON with a line break at its end.
pub fn document() -> String {
    let text = Document::openapi().to_pretty_json().expect("the document is made of strings and numbers");
    text + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_document_is_the_one_that_the_handlers_make() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
        if std::env::var_os("SENTE_BLESS").is_some() {
            std::fs::write(path, document()).unwrap();
        }
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(committed == document(), "renew it: cargo xtask bless");
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let text = document();
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        for reference in text.split("\"#/components/schemas/").skip(1) {
            let name = reference.split('"').next().unwrap();
            assert!(document["components"]["schemas"][name].is_object(), "{name}");
        }
    }

    #[test]
    fn every_path_of_the_protocol_is_described() {
        use protocol::paths::*;
        let document: serde_json::Value = serde_json::from_str(&document()).unwrap();
        for path in [
            ABOUT,
            OPERATIONS,
            FEED,
            MINE,
            VISITS,
            PHOTO,
            MODERATION_LOG,
            STAFF_SESSION,
            STAFF_OPENID,
            STAFF_OPENID_BACK,
            STAFF_QUEUE,
            STAFF_ACTS,
            STAFF_LOG,
            STAFF_INDICATORS,
            STAFF_INDICATORS_CSV,
        ] {
            assert!(document["paths"][path].is_object(), "{path}");
        }
    }
}
