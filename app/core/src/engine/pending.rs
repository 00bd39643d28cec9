//! Calls whose handlers come next; until then each says so.

use super::Engine;
use crate::calls::*;
use crate::error::ApiError;

macro_rules! pending {
    ($($call:ident),+) => {$(
        impl Handle<$call> for Engine {
            fn handle(&mut self, _: $call) -> Result<<$call as Call>::Reply, ApiError> {
                Err(ApiError::Unavailable { reason: format!("{} is not answered yet", $call::NAME) })
            }
        }
    )+};
}

pending!(
    WriteReview,
    WriteRecommendation,
    WriteReport,
    WithdrawPost,
    OpenPosts,
    OpenReviews,
    PlaceOf,
    NearbyReports,
    OpenSync,
    SyncNow,
    OpenSatisfaction,
    AnswerSatisfaction,
    PutSatisfactionAside,
    ExportPosts,
    ErasePosts,
    ShowKey,
    AdoptKey
);
