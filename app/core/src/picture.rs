//! A picture of a route on its map, as the screens order it. Drawing is the work of the host that has the maps (crate
//! `tiles`); nothing here touches one.

use jiff::civil::Date;
use pdipr_data::domain::{Days, RouteOnMap, RouteSheet};
use serde::{Deserialize, Serialize};

use crate::carnet::ShownLook;

/// Width and height in pixels of a picture that is kept or sent: twice what pages show of a shared link, so that it can be
/// printed too.
pub const KEPT: (u16, u16) = (1_600, 1_200);
/// And of one that stands on a printed sheet, as broad as its text: there its letters have 7 points.
pub const PRINTED: (u16, u16) = (960, 480);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PictureOrder {
    pub route: RouteOnMap,
    /// What stands below the name of the route.
    pub details: String,
    /// Width and height in pixels.
    pub size: (u16, u16),
    pub look: ShownLook,
}

impl PictureOrder {
    /// By day, with nothing below the name; stretches that are closed on the day bear what `label` says of them.
    pub fn of(sheet: &RouteSheet, day: Date, label: impl Fn(Days) -> String) -> PictureOrder {
        let route = RouteOnMap::from(sheet).closed_on(day, &sheet.state, label);
        PictureOrder { route, details: String::new(), size: KEPT, look: ShownLook::Day }
    }

    /// What its file is called.
    pub fn file_name(&self) -> String {
        format!("{}.png", self.route.id.0.replace(['/', '\\'], "-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_written_by_its_name() {
        for look in [ShownLook::Day, ShownLook::FullSun, ShownLook::Night] {
            assert_eq!(serde_json::to_value(look).unwrap(), look.as_str());
        }
    }
}
