//! What a build reports: routes and lengths by network, the inscribed share, findings by code.

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::{Catalogue, FindingCount, Lengths, Metres, Network, NetworkTotal, Route, Share};
use crate::quality;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Totals {
    pub rows_read: u64,
    pub rows_refused: u64,
    pub segments: u32,
    /// Geodesic length of all segments, each once.
    pub segments_length: Metres,
    pub segments_without_code: u32,
    /// Itinerary codes as typed.
    pub raw_codes: u32,
    pub routes: u32,
    pub partial_routes: u32,
    pub networks: Vec<NetworkTotal>,
    pub lengths: Lengths,
    pub inscribed_share: Option<Share>,
    pub closures: u32,
    /// The day on which somebody has looked for closures; `null` where nobody tells.
    #[serde(with = "crate::domain::day::maybe")]
    pub state_of: Option<Date>,
    pub findings: Vec<FindingCount>,
    pub register_sha256: String,
}

pub fn totals(catalogue: &Catalogue) -> Totals {
    let networks = Network::ALL.iter().filter_map(|network| {
        let of: Vec<&Route> = catalogue.routes.iter().filter(|route| route.network == *network).collect();
        (!of.is_empty()).then(|| NetworkTotal {
            network: *network,
            routes: of.len() as u32,
            lengths: sum(of.iter().copied()),
        })
    });
    let lengths = sum(&catalogue.routes);
    let raw_codes: std::collections::BTreeSet<&String> =
        catalogue.segments.iter().flat_map(|segment| &segment.raw_codes).collect();
    Totals {
        rows_read: catalogue.info.rows_read,
        rows_refused: catalogue.info.rows_refused,
        segments: catalogue.segments.len() as u32,
        segments_length: catalogue.segments.iter().map(|segment| segment.length).sum(),
        segments_without_code: count(&catalogue.segments, |segment| segment.raw_codes.is_empty()),
        raw_codes: raw_codes.len() as u32,
        routes: catalogue.routes.len() as u32,
        partial_routes: count(&catalogue.routes, |route| route.partial),
        networks: networks.collect(),
        inscribed_share: lengths.inscribed_share(),
        closures: catalogue.closures.len() as u32,
        state_of: catalogue.info.day_state.and_then(|state| state.as_of),
        lengths,
        findings: quality::summary(&catalogue.findings),
        register_sha256: catalogue.info.register_sha256.clone(),
    }
}

fn count<T>(items: &[T], fits: impl Fn(&T) -> bool) -> u32 {
    items.iter().filter(|item| fits(item)).count() as u32
}

fn sum<'a>(routes: impl IntoIterator<Item = &'a Route>) -> Lengths {
    routes.into_iter().fold(Lengths::default(), |mut total, route| {
        total.inscribed += route.lengths.inscribed;
        total.retraced += route.lengths.retraced;
        total.liaison += route.lengths.liaison;
        total.gaps += route.lengths.gaps;
        total
    })
}
