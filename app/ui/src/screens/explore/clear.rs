//! Tells the map which of its sides the search field and the rising sheet cover, so that what it fits and centres is
//! in sight.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::state::ExploreState;
use super::tray::Height;
use crate::map::{MapState, Padding};

/// As in `explore.css`: the room of the search field, the low and the middle height of the sheet.
const SEARCH_PX: f64 = 92.0;
const SEARCH_REM: f64 = 1.5;
const PEEK_REM: f64 = 8.5;
const PEEK_MOST: f64 = 0.4;
const HALF: f64 = 0.52;
/// The same for what lies on the lower edge of the map on a laptop.
const FOOT_REM: f64 = 12.0;
const FOOT_MOST: f64 = 0.36;

/// Follows the height of the sheet and the size of the window.
pub fn keep_map_clear(
    explore: ExploreState,
    map: MapState,
    shell: NodeRef<html::Div>,
    listing: Memo<bool>,
    foot: RwSignal<bool>,
) {
    let sizes = RwSignal::new(());
    let handle = window_event_listener(ev::resize, move |_| sizes.set(()));
    on_cleanup(move || handle.remove());
    Effect::new(move |_| {
        sizes.track();
        let (height, listing, foot) = (explore.height.get(), listing.get(), foot.get());
        let Some(shell) = shell.get() else { return };
        let room = f64::from(shell.client_height());
        let padding =
            if is_laptop() { beside(foot, room, rem()) } else { covered(height, listing, room, rem()) };
        if map.padding.get_untracked() != padding {
            map.padding.set(padding);
        }
    });
}

/// What is covered on a phone. A full sheet leaves nothing to see: the map stays as it was at half.
fn covered(height: Height, listing: bool, room: f64, rem: f64) -> Padding {
    let top = if listing { SEARCH_PX + SEARCH_REM * rem } else { 0.0 };
    let bottom = match height {
        Height::Peek => (PEEK_REM * rem).min(PEEK_MOST * room),
        Height::Half | Height::Full => HALF * room,
    };
    Padding { top, bottom, ..Padding::default() }
}

/// What is covered on a laptop.
fn beside(foot: bool, room: f64, rem: f64) -> Padding {
    let bottom = if foot { (FOOT_REM * rem).min(FOOT_MOST * room) } else { 0.0 };
    Padding { bottom, ..Padding::default() }
}

/// The panel stands beside the map, not over it.
pub fn is_laptop() -> bool {
    let query = window().match_media("(min-width: 900px)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Pixels of the root's text size: the sheet grows with it.
fn rem() -> f64 {
    let root = document().document_element();
    let style = root.and_then(|root| window().get_computed_style(&root).ok().flatten());
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    size.and_then(|size| sente_core::reading::read(size.trim_end_matches("px")).ok()).unwrap_or(16.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_map_keeps_clear_of_the_sheet_and_the_search() {
        let half = covered(Height::Half, true, 800.0, 16.0);
        assert_eq!((half.top, half.bottom), (116.0, 416.0));
        assert_eq!(covered(Height::Peek, false, 800.0, 16.0).bottom, 136.0);
    }

    #[test]
    fn beside_the_map_only_its_foot_covers_it() {
        assert_eq!(beside(false, 800.0, 16.0), Padding::default());
        assert_eq!(beside(true, 800.0, 16.0).bottom, 192.0);
        assert_eq!(beside(true, 400.0, 16.0).bottom, 144.0);
    }

    #[test]
    fn larger_text_covers_more() {
        assert_eq!(covered(Height::Peek, true, 800.0, 32.0).top, 140.0);
    }
}
