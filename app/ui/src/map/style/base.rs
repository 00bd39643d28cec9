//! The base map under the routes: its sources, ground layers and labels.

/// Which base map is there. A detailed map (vector tiles of a pack) becomes another variant with a template of its own;
/// routes and marks do not change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BaseMap {
    /// Drawn from the catalogue alone: communes, towns, stations. It says of itself that it is a locator map.
    #[default]
    Locator,
}

impl BaseMap {
    /// `ground` lies below everything, `labels` above the lines. (The département's outline is the outer half of the
    /// communes' outlines: a broad line below their own ground.)
    pub(super) fn template(self) -> &'static str {
        match self {
            BaseMap::Locator => include_str!("locator.json"),
        }
    }
}
