//! What this server is and can do.

use axum::Json;
use axum::extract::State;
use protocol::{About, Capability, Problem, paths};

use crate::state::Shared;

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
    Json(About {
        name: app.settings.name.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        capabilities: CAPABILITIES.to_vec(),
        contact: app.settings.contact.clone(),
    })
}
