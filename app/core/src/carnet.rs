//! What the hiker keeps: favourites, what is to do and done, notes, lists, settings, the last view.

use jiff::civil::Date;
use pdipr_data::domain::{Position, RouteCard, RouteId, day};
use pdipr_data::filter::RouteQuery;
use serde::{Deserialize, Serialize};

/// Longest note and list name, in characters.
pub const NOTE_MAX: usize = 2_000;
pub const LIST_NAME_MAX: usize = 80;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "progress", rename_all = "kebab-case")]
pub enum Progress {
    ToDo,
    Done {
        #[serde(with = "day::wire")]
        on: Date,
    },
}

/// What the hiker has put on a route.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct RouteMarks {
    pub favourite: bool,
    pub progress: Option<Progress>,
    pub note: Option<String>,
    /// Ids of the lists that hold the route.
    pub lists: Vec<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteList {
    pub id: i64,
    pub name: String,
    pub routes: Vec<RouteId>,
}

/// A kept route; `card` is `None` where the present catalogue no longer has it, and the entry stays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CarnetEntry {
    pub id: RouteId,
    pub card: Option<RouteCard>,
    pub marks: RouteMarks,
}

/// Everything in the notebook, newest first.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct CarnetPage {
    pub entries: Vec<CarnetEntry>,
    pub lists: Vec<RouteList>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Language {
    Fr,
    En,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Look {
    /// Day or night, as the device says.
    #[default]
    Auto,
    Day,
    /// *Plein soleil*: contrast at least 7:1.
    FullSun,
    Night,
}

/// The look on the screen, after [`Look::Auto`] has been decided by the device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ShownLook {
    Day,
    #[serde(rename = "sun")]
    FullSun,
    Night,
}

impl ShownLook {
    /// Its name in style sheets, maps and pictures.
    pub const fn as_str(self) -> &'static str {
        match self {
            ShownLook::Day => "day",
            ShownLook::FullSun => "sun",
            ShownLook::Night => "night",
        }
    }
}

/// How the coordinates of a point are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CoordinateSystem {
    /// Degrees with decimals, as phones and rescue services take them.
    #[default]
    Decimal,
    /// Degrees, minutes, seconds.
    Sexagesimal,
    /// Metres in the zone of the point, as on the grid of a paper map.
    Utm,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// `None`: as the device says.
    pub language: Option<Language>,
    pub look: Look,
    /// Text size in percent, 100–200; `None` is 100.
    pub text_percent: Option<u16>,
    /// Single keys (`/`, `f`, `m`, `?`) act; whoever speaks to the device or presses keys by mistake turns them off.
    pub single_keys: bool,
    pub coordinates: CoordinateSystem,
    /// With whom reviews and reports are exchanged; `None` is the server that the app was built with. A browser asks only
    /// its own.
    pub server: Option<String>,
    /// Where maps are fetched from; `None` is the server that the app was built with. A browser asks only its own.
    pub map_server: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            language: None,
            look: Look::default(),
            text_percent: None,
            single_keys: true,
            coordinates: CoordinateSystem::default(),
            server: None,
            map_server: None,
        }
    }
}

/// Where the map was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MapView {
    pub centre: Position,
    pub zoom: f64,
}

/// What comes back after a restart.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LastView {
    pub query: RouteQuery,
    pub map: Option<MapView>,
    /// Follow the map: only routes in its extent are listed.
    pub follow_map: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_of_an_older_version_keep_the_single_keys() {
        let read: Settings = serde_json::from_str(r#"{"language":"fr","look":"night"}"#).unwrap();
        assert!(read.single_keys && read.look == Look::Night);
    }
}
