//! Staff: who they are, and the figures by which the département judges the app.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{CommuneCode, HalfYear};

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Everything.
    Agence,
    /// Reads and handles what lies in its communes.
    Commune,
    /// Handles reports.
    Baliseur,
    /// Reads.
    Lecteur,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    pub name: String,
    pub password: String,
}

/// A secret is not printed.
impl fmt::Debug for SignIn {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("SignIn").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    pub name: String,
    /// As it is shown under public answers.
    pub shown: String,
    pub role: Role,
    /// Those that the role *commune* sees.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub communes: Vec<CommuneCode>,
    /// Sent back with every act, in the header [`crate::paths::CSRF`].
    pub csrf: String,
}

/// What is counted, a half-year each, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Indicators {
    pub half_years: Vec<Tally>,
    /// Reports by commune, most first.
    pub reports_by_commune: Vec<(CommuneCode, u64)>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Tally {
    pub half_year: HalfYear,
    /// Devices that were on the network at least once.
    pub users: u64,
    /// Answers to the question of satisfaction: how many gave one star, two, … five.
    pub satisfaction: [u64; 5],
    pub reviews: u64,
    pub recommendations: u64,
    pub reports: u64,
}
