//! `GET /v1/about`: what this server is and can do.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct About {
    /// Who runs it, as the agency wants it shown.
    pub name: String,
    /// Version of the server.
    pub version: String,
    pub capabilities: Vec<Capability>,
    /// Where to write to about one's data.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// What stands on the button that leads to the provider of [`Capability::OpenIdConnect`]; the app has words of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub openid_label: Option<String>,
}

/// What may be switched off; an app passes over those that it does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Capability {
    Reviews,
    Recommendations,
    Reports,
    Photos,
    Satisfaction,
    Visits,
    OpenIdConnect,
    #[serde(other)]
    Unknown,
}
