//! What this server is and can do.

use axum::Json;
use axum::extract::State;
use protocol::{About, Capability, Problem, paths};

use crate::state::Shared;

/// Of every server.
const CAPABILITIES: [Capability; 6] = [
    Capability::Reviews,
    Capability::Recommendations,
    Capability::Reports,
    Capability::Photos,
    Capability::Satisfaction,
    Capability::Visits,
];

/// What this server is and can do.
#[utoipa::path(get, path = paths::ABOUT, tag = "hikers", operation_id = "about", responses((status = 200, body = About), (status = "default", body = Problem)))]
pub async fn show(State(app): State<Shared>) -> Json<About> {
    let mut capabilities = CAPABILITIES.to_vec();
    if app.openid.is_some() {
        capabilities.push(Capability::OpenIdConnect);
    }
    let label = app.openid.as_ref().and_then(|openid| openid.label());
    Json(About {
        name: app.settings.name.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        capabilities,
        openid_label: label.map(str::to_owned),
        contact: app.settings.contact.clone(),
    })
}
