//! "Avec qui ?": public rules that set several criteria at once.

use super::RouteFilter;
use crate::domain::{Metres, Minutes, Practice, RouteShape, Share};

/// A preset; its name and its sentence stand in the word catalogues under `preset-<id>`.
pub struct Preset {
    pub id: &'static str,
    /// The filter that the preset sets.
    pub filter: fn() -> RouteFilter,
}

/// In the order in which the screens show them. The rules are published in `docs/methods.md`.
pub const PRESETS: &[Preset] = &[
    Preset { id: "seul", filter: || on_foot(RouteFilter::default()) },
    Preset {
        id: "famille",
        filter: || {
            let mut filter = on_foot(RouteFilter { followable_only: true, ..RouteFilter::default() });
            filter.shapes.insert(RouteShape::Loop);
            filter.length.max = Some(Metres::whole(8_000));
            filter
        },
    },
    Preset {
        id: "senior",
        filter: || {
            let mut filter = on_foot(RouteFilter { followable_only: true, ..RouteFilter::default() });
            filter.duration.max = Some(Minutes(150));
            filter
        },
    },
    Preset {
        id: "sans-voiture",
        filter: || {
            on_foot(RouteFilter { station_within: Some(Metres::whole(1_000)), ..RouteFilter::default() })
        },
    },
    Preset {
        id: "nature",
        filter: || {
            on_foot(RouteFilter { inscribed_at_least: Share::try_from(0.7).ok(), ..RouteFilter::default() })
        },
    },
    Preset { id: "vtt", filter: || with_practice(Practice::MountainBike) },
    Preset { id: "cheval", filter: || with_practice(Practice::Riding) },
];

fn on_foot(mut filter: RouteFilter) -> RouteFilter {
    filter.practices.insert(Practice::Walking);
    filter
}

fn with_practice(practice: Practice) -> RouteFilter {
    RouteFilter { practices: [practice].into(), ..RouteFilter::default() }
}
