//! Everything the screens can ask, once. The UI sends a call as JSON, the engine answers with its reply;
//! a call without a handler does not compile.

use pdipr_data::domain::{AboutData, Finding, LayerName, RouteCard, RouteId, SegmentId};
use pdipr_data::filter::{Page, RouteQuery, SearchResult, Suggestion};
use pdipr_data::io::{ExportFormat, ExportedFile};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::carnet::{CarnetPage, LastView, Progress, RouteList, RouteMarks, Settings};
use crate::error::ApiError;
use crate::gpx::GpxReport;
use crate::pages::{HomePage, OpenedRoute, Places, SegmentSheet, StorageReport};

/// A question and the type of its answer.
pub trait Call: Serialize + DeserializeOwned + Into<Request> {
    type Reply: Serialize + DeserializeOwned;
    const NAME: &'static str;
}

/// Answers one kind of call.
pub trait Handle<C: Call> {
    fn handle(&mut self, call: C) -> Result<C::Reply, ApiError>;
}

/// What crosses the border back: `{"ok": reply}` or `{"err": error}`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer<T> {
    Ok(T),
    Err(ApiError),
}

impl<T> From<Answer<T>> for Result<T, ApiError> {
    fn from(answer: Answer<T>) -> Self {
        match answer {
            Answer::Ok(reply) => Ok(reply),
            Answer::Err(error) => Err(error),
        }
    }
}

impl<T> From<Result<T, ApiError>> for Answer<T> {
    fn from(result: Result<T, ApiError>) -> Self {
        match result {
            Ok(reply) => Answer::Ok(reply),
            Err(error) => Answer::Err(error),
        }
    }
}

macro_rules! calls {
    ($($(#[$meta:meta])* $name:ident { $($field:ident : $kind:ty),* $(,)? } -> $reply:ty;)+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
            pub struct $name { $(pub $field: $kind),* }

            impl Call for $name {
                type Reply = $reply;
                const NAME: &'static str = stringify!($name);
            }

            impl From<$name> for Request {
                fn from(call: $name) -> Request {
                    Request::$name(call)
                }
            }
        )+

        /// Any call, as it travels: `{"call": "OpenRoute", "args": {"id": "f3-28357"}}`.
        #[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
        #[serde(tag = "call", content = "args")]
        pub enum Request { $($name($name)),+ }

        /// The names of all calls, for the tests that walk them.
        pub const NAMES: &[&str] = &[$(stringify!($name)),+];

        /// Hands the request to its handler and answers in JSON.
        pub fn dispatch<E>(engine: &mut E, request: Request) -> String
        where
            E: $(Handle<$name> +)+
        {
            match request {
                $(Request::$name(call) => to_json(engine.handle(call))),+
            }
        }
    };
}

/// The answer as JSON text.
pub fn to_json<T: Serialize>(result: Result<T, ApiError>) -> String {
    serde_json::to_string(&Answer::from(result)).expect("wire types always serialise")
}

calls! {
    /// Routes that match, best first, with counts per facet and, if empty, the nearest relaxations.
    SearchRoutes { query: RouteQuery, page: Page } -> SearchResult;
    /// Completions while typing: routes, communes, towns, stations.
    Suggest { text: String, limit: u32 } -> Vec<Suggestion>;
    /// The selections of the home screen.
    OpenHome {} -> HomePage;
    /// One route's sheet, or `NotFound`; former spellings of the id open it too.
    OpenRoute { id: RouteId } -> OpenedRoute;
    /// The cards of these routes, in this order; unknown ids are left out.
    OpenCards { ids: Vec<RouteId> } -> Vec<RouteCard>;
    /// One inscribed way and the routes that use it.
    OpenSegment { id: SegmentId } -> SegmentSheet;
    /// A layer of the locator map as GeoJSON text.
    OpenLayer { layer: LayerName } -> String;
    /// Communes, towns and stations for pickers.
    OpenPlaces {} -> Places;
    /// Where the data comes from and what it holds.
    OpenAbout {} -> AboutData;
    /// What the checks of the data say under one code, in the order of the source.
    OpenFindings { code: String, page: Page } -> Vec<Finding>;
    /// What is in a GPX file, or `Invalid` with the reason.
    InspectGpx { text: String } -> GpxReport;
    /// What the app keeps on the device, in bytes.
    OpenStorage {} -> StorageReport;
    /// The route as a file, or `Withheld` with the reason.
    ExportRoute { id: RouteId, format: ExportFormat } -> ExportedFile;
    /// Everything in the notebook.
    OpenCarnet {} -> CarnetPage;
    /// Puts a route among the favourites, or takes it out.
    SetFavourite { id: RouteId, favourite: bool } -> RouteMarks;
    /// To do, done on a date, or neither.
    SetProgress { id: RouteId, progress: Option<Progress> } -> RouteMarks;
    /// Writes the hiker's note on a route; `None` or blank removes it.
    SetNote { id: RouteId, note: Option<String> } -> RouteMarks;
    /// A new, empty list.
    CreateList { name: String } -> RouteList;
    /// Another name for a list.
    RenameList { list: i64, name: String } -> RouteList;
    /// Deletes a list and answers with it, so that it can be put back.
    DeleteList { list: i64 } -> RouteList;
    /// Puts back a deleted list.
    RestoreList { list: RouteList } -> RouteList;
    /// Puts a route into a list, or takes it out.
    SetListed { list: i64, id: RouteId, listed: bool } -> RouteMarks;
    /// The settings of this device.
    OpenSettings {} -> Settings;
    SaveSettings { settings: Settings } -> Settings;
    /// The last search and map, as they were left.
    RecallView {} -> LastView;
    RememberView { view: LastView } -> ();
    /// The whole notebook as one JSON file.
    ExportCarnet {} -> ExportedFile;
    /// Adds an exported notebook to this one; nothing that is here is lost.
    ImportCarnet { text: String } -> CarnetPage;
    /// Erases the notebook and the settings; answers with what was there as an export, so that it can be undone.
    EraseCarnet {} -> ExportedFile;
}
