//! Pieces that several screens use.

mod announcer;
mod card;
pub mod closed;
mod dialog;
mod download;
mod errors;
mod faces;
mod file_picker;
mod focus;
mod icon;
mod in_view;
mod position;
mod segment;
mod sketch;
mod title;
mod toast;
mod waymark;

pub use announcer::{Announcer, announce};
pub use card::{RouteCardView, why_text};
pub use dialog::{Confirm, Dialog};
pub use download::{RescueCarnet, download, download_picture, send_picture, tell_shared};
pub use errors::error_text;
pub use faces::{Empty, Failed, NotFetched, Restart, SkeletonCards, Waiting};
pub use file_picker::FilePicker;
pub use focus::{focus, focus_when_drawn};
pub use icon::{Icon, outline};
pub use in_view::when_in_view;
pub use position::{AskPosition, PositionRefusal, place_is_wanted};
pub use segment::Segment;
pub use sketch::SketchView;
pub use title::PageTitle;
pub use toast::{ToastRack, Toasts, Undo, undo, use_toast};
pub use waymark::WaymarkSymbol;
