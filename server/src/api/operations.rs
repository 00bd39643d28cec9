//! Takes what hikers send. Each operation is read by itself: one that cannot be read takes no other with it.

use axum::Json;
use axum::extract::State;
use jiff::{SignedDuration, Timestamp};
use protocol::{
    Act, Batch, Month, Operation, OperationId, Outcome, Outcomes, Problem, Refused, limits, paths,
};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::extract::Body;
use crate::failure::Failure;
use crate::month;
use crate::secret;
use crate::state::{Owner, Shared};
use crate::store::Incoming;

/// Carries out operations, each once, and gives an outcome for each in their order. All outcomes are on disk.
#[utoipa::path(post, path = paths::OPERATIONS, tag = "hikers", operation_id = "send_operations", params(("sente-key" = protocol::DeviceKey, Header), ("sente-sum" = String, Header)),
    request_body = Batch, responses((status = 200, body = Outcomes), (status = "default", body = Problem)))]
pub async fn take(
    State(app): State<Shared>,
    Owner(owner): Owner,
    Body(batch): Body<Batch<Box<RawValue>>>,
) -> Result<Json<Outcomes>, Failure> {
    if batch.operations.len() > limits::BATCH {
        return Err(Failure::TOO_LARGE);
    }
    let now = Timestamp::now();
    let latest = latest_month(now)?;
    let incoming: Vec<Incoming> = batch.operations.iter().map(|raw| read(raw.get(), latest)).collect();
    let shows = incoming.iter().any(shows);
    let outcomes = app.store.take(owner, incoming, now).await?;
    if shows {
        app.feed.forget();
    }
    let gone = outcomes.contains(&Outcome::Refused { reason: Refused::Gone });
    Ok(Json(Outcomes { outcomes, erased: gone && app.store.is_erased(owner).await? }))
}

/// Whether it may change what everybody reads. A new review or recommendation waits for staff first.
fn shows(incoming: &Incoming) -> bool {
    incoming.operation.as_ref().is_ok_and(|operation| {
        let waits = matches!(operation.act, Act::Review(_) | Act::Recommendation(_) | Act::Satisfaction(_));
        operation.thing.is_some() || !waits
    })
}

/// Clocks of phones and time zones differ: whoever has walked tomorrow is believed.
fn latest_month(now: Timestamp) -> Result<Month, Failure> {
    let tomorrow = now.saturating_add(SignedDuration::from_hours(24));
    let tomorrow = tomorrow.map_err(|error| Failure::internal("time", &error))?;
    month::of(tomorrow).map_err(|error| Failure::internal("time", &error))
}

/// One operation out of its bytes.
pub fn read(raw: &str, latest: Month) -> Incoming {
    /// All that is needed to answer: the rest may be of a newer app.
    #[derive(Deserialize)]
    struct Named {
        id: OperationId,
    }
    let digest = secret::sha256(&[raw.as_bytes()]);
    match serde_json::from_str::<Operation>(raw) {
        Ok(operation) => {
            let id = Some(operation.id);
            Incoming { id, digest, operation: operation.check(latest).map(|()| operation) }
        }
        Err(_) => {
            let id = serde_json::from_str(raw).ok().map(|Named { id }| id);
            Incoming { id, digest, operation: Err(Refused::Unreadable) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "0199a2b4-0000-7000-8000-000000000001";

    fn taken(raw: &str) -> Incoming {
        read(raw, "2026-11".parse().unwrap())
    }

    #[test]
    fn an_operation_of_a_newer_app_keeps_its_identity_and_is_refused() {
        let incoming = taken(&format!(r#"{{"id":"{ID}","act":"sing"}}"#));
        assert_eq!(incoming.id, Some(ID.parse().unwrap()));
        assert_eq!(incoming.operation, Err(Refused::Unreadable));
        assert_eq!(taken("17").id, None);
    }

    #[test]
    fn the_digest_is_of_the_bytes() {
        let one = format!(r#"{{"id":"{ID}","act":"satisfaction","half_year":"2026-S2","stars":4}}"#);
        let other = one.replace(":4", ":5");
        assert!(taken(&one).operation.is_ok());
        assert_eq!(taken(&one).digest, taken(&one).digest);
        assert_ne!(taken(&one).digest, taken(&other).digest);
    }

    #[test]
    fn a_walk_of_tomorrow_is_believed() {
        let evening: Timestamp = "2026-11-30T23:00:00Z".parse().unwrap();
        assert_eq!(latest_month(evening).unwrap().to_string(), "2026-12");
    }
}
