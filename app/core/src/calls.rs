//! Everything the screens can ask, once. The UI sends a call as JSON, the engine answers with its reply;
//! a call without a handler does not compile.

use pdipr_data::domain::{AboutData, Finding, LayerName, Position, RouteCard, RouteId, SegmentId};
use pdipr_data::filter::{Page, RouteQuery, SearchResult, Suggestion};
use pdipr_data::io::{ExportFormat, ExportedFile};
use protocol::{Place, Recommendation, Report, Review, Stars, ThingId};
use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, Error},
};

use crate::carnet::{CarnetPage, LastView, Progress, RouteList, RouteMarks, Settings};
use crate::community::{
    KnownReport, NotAsked, Post, PostsPage, ReviewSort, ReviewsPage, SatisfactionQuestion, SnappedPlace,
    SyncState,
};
use crate::error::ApiError;
use crate::gpx::GpxReport;
use crate::pages::{HomePage, OpenedRoute, Places, SegmentSheet, StorageReport};
use crate::reading::{self, Unreadable};

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

#[derive(Deserialize)]
struct Travelling {
    call: String,
    args: serde_json::Value,
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
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[serde(tag = "call", content = "args")]
        pub enum Request { $($name($name)),+ }

        /// Reads a request. (A derived reader would hold the code of every call twice, because the arguments may stand
        /// before the name.)
        pub fn read_request(text: &str) -> Result<Request, Unreadable> {
            let Travelling { call, args } = reading::read(text)?;
            match call.as_str() {
                $(stringify!($name) => reading::from_value(&args).map(Request::$name),)+
                _ => Err(Error::unknown_variant(&call, NAMES)),
            }
        }

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
    /// Writes a review, or changes the one of that name; it is kept at once and sent with the next network. The mark of
    /// the line is the engine's to write. `thing` of the answer is another one where a refused review is written anew.
    WriteReview { thing: Option<ThingId>, review: Review } -> Post;
    /// Recommends a route to an audience, or changes the recommendation.
    WriteRecommendation { thing: Option<ThingId>, recommendation: Recommendation } -> Post;
    /// Reports a problem, or changes the report.
    WriteReport { thing: Option<ThingId>, report: Report } -> Post;
    /// Takes a thing back; it is gone from the server with the next network.
    WithdrawPost { thing: ThingId } -> PostsPage;
    /// All that the hiker has written, with how far each thing is.
    OpenPosts {} -> PostsPage;
    /// What others say of a route, from what was fetched last.
    OpenReviews { route: RouteId, sort: ReviewSort, page: Page } -> ReviewsPage;
    /// Where on the ways a position is: on this route, or on the nearest way; `None` where no way is within 200 m.
    PlaceOf { at: Position, route: Option<RouteId> } -> Option<SnappedPlace>;
    /// Known problems within 60 m along the way, nearest first, the hiker's own among them: *déjà signalé à 40 m*.
    NearbyReports { place: Place } -> Vec<KnownReport>;
    /// How the exchange with the server stands.
    OpenSync {} -> SyncState;
    /// Exchanges as soon as the host can, without waiting for the next try.
    SyncNow {} -> SyncState;
    /// Whether to ask how content the hiker is.
    OpenSatisfaction {} -> SatisfactionQuestion;
    AnswerSatisfaction { stars: Stars } -> SatisfactionQuestion;
    PutSatisfactionAside { until: NotAsked } -> SatisfactionQuestion;
    /// All that the hiker has written as one JSON file, photos inside.
    ExportPosts {} -> ExportedFile;
    /// Erases all that the hiker has written, here at once, on the server with the next network.
    ErasePosts {} -> PostsPage;
    /// The key of this device as text, to be carried to another device; whoever has it owns what was written.
    ShowKey {} -> String;
    /// Takes over the key of another device; refused (`key-in-use`) where something was written here under another key.
    AdoptKey { text: String } -> PostsPage;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_read_as_it_is_written_in_any_order() {
        let request = Request::from(Suggest { text: "st prest".to_owned(), limit: 5 });
        let written = serde_json::to_string(&request).unwrap();
        assert_eq!(read_request(&written), Ok(request.clone()));
        let turned = r#"{"args": {"limit": 5, "text": "st prest"}, "call": "Suggest"}"#;
        assert_eq!(read_request(turned), Ok(request));
    }

    #[test]
    fn an_unknown_call_and_wrong_arguments_are_refused() {
        for text in [r#"{"call": "Fly", "args": {}}"#, r#"{"call": "Suggest", "args": {}}"#, "[]", "", "{}"] {
            assert!(read_request(text).is_err(), "{text}");
        }
    }

    #[test]
    fn an_answer_is_read_as_it_is_written() {
        for error in
            [ApiError::not_found("route", "x"), ApiError::Unavailable { reason: "« ici »".to_owned() }]
        {
            let written = to_json::<()>(Err(error.clone()));
            assert_eq!(reading::read::<Answer<()>>(&written), Ok(Answer::Err(error)));
        }
        assert!(reading::read::<Answer<()>>(r#"{"err": {"error": "no-such-error"}}"#).is_err());
        let written = to_json(Ok(LastView::default()));
        assert_eq!(reading::read::<Answer<LastView>>(&written), Ok(Answer::Ok(LastView::default())));
    }
}
