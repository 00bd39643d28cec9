//! The real catalogue, built once for each test program.
#![allow(dead_code, reason = "each test program uses its own part")]

use std::sync::OnceLock;

use pdipr_data::build::{self, Inputs};
use pdipr_data::domain::Catalogue;

pub const REGISTER: &[u8] = include_bytes!("../../../data/28/pdipr.csv");
pub const COMMUNES: &[u8] = include_bytes!("../../../data/28/communes.geojson");
pub const TOWNS: &[u8] = include_bytes!("../../../data/28/towns.geojson");
pub const STATIONS: &[u8] = include_bytes!("../../../data/28/stations.csv");
pub const CLOSURES: &[u8] = include_bytes!("../../../data/28/closures.csv");
pub const CODES: &str = include_str!("../../../data/28/codes.toml");

pub fn inputs() -> Inputs<'static> {
    Inputs {
        register: REGISTER,
        register_name: "pdipr.csv",
        communes: COMMUNES,
        towns: TOWNS,
        stations: STATIONS,
        codes: CODES,
        closures: Some((CLOSURES, "closures.csv")),
    }
}

pub fn build() -> Catalogue {
    build::catalogue(&inputs()).expect("the bundled data builds")
}

pub fn catalogue() -> &'static Catalogue {
    static BUILT: OnceLock<Catalogue> = OnceLock::new();
    BUILT.get_or_init(build)
}
