//! What the atelier says of things, moments and refusals.

use jiff::Timestamp;
use jiff::civil::DateTime;
use protocol::{Act, QueueEntry, Role, Stars, ThingKind, ThingState};

use crate::backend::StaffRefused;
use crate::community::{audience_key, category_key, magnitude_key, reason_key, status_key};
use crate::device::surroundings::local;
use crate::format;
use crate::words::{Arg, t, tf};

/// A number that chooses the plural; no queue is so long that the difference matters.
pub fn count(number: u64) -> Arg<'static> {
    Arg::Count(u32::try_from(number).unwrap_or(u32::MAX))
}

/// Why the server did not do it, and what to do.
pub fn refused_text(refused: StaffRefused) -> String {
    match refused {
        StaffRefused::NoServer => t("atelier-no-server"),
        StaffRefused::Offline => t("atelier-offline"),
        StaffRefused::Unauthorised => t("atelier-expired"),
        StaffRefused::TooMany { seconds } => tf("atelier-too-many", &[("n", Arg::Count(seconds))]),
        StaffRefused::Forbidden => t("atelier-forbidden"),
        StaffRefused::Gone => t("atelier-gone"),
        StaffRefused::Changed => t("atelier-changed"),
        StaffRefused::Unfit => t("atelier-unfit"),
        StaffRefused::Busy => t("atelier-busy"),
    }
}

/// The same at the door, where nobody is signed in yet.
pub fn not_let_in(refused: StaffRefused) -> String {
    match refused {
        StaffRefused::Unauthorised | StaffRefused::Unfit => t("atelier-wrong-password"),
        other => refused_text(other),
    }
}

pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Agence => "atelier-role-agence",
        Role::Commune => "atelier-role-commune",
        Role::Baliseur => "atelier-role-baliseur",
        Role::Lecteur => "atelier-role-lecteur",
    }
}

/// How far a thing is.
pub fn state_text(state: &ThingState) -> String {
    match state {
        ThingState::Moderated => t("atelier-state-waiting"),
        ThingState::Published => t("atelier-state-published"),
        ThingState::Refused { refusal } => {
            tf("atelier-state-refused", &[("reason", Arg::Text(&t(reason_key(refusal.reason))))])
        }
        ThingState::Report { status } => t(status_key(*status)),
        ThingState::Withdrawn => t("atelier-state-withdrawn"),
    }
}

/// What a thing is in one line: "2 sur 5", "Pour : Famille", "Sécurité · Utilisation impossible".
pub fn heading(entry: &QueueEntry) -> String {
    match &entry.last.act {
        Act::Review(review) => stars_text(review.stars),
        Act::Recommendation(one) => {
            tf("atelier-recommended", &[("audience", Arg::Text(&t(audience_key(one.audience))))])
        }
        Act::Report(report) => {
            format!("{} · {}", t(category_key(report.category)), t(magnitude_key(report.magnitude)))
        }
        Act::Withdraw(_) | Act::Satisfaction(_) => t("atelier-state-withdrawn"),
    }
}

/// What its author has written in words; empty where nothing.
pub fn written(entry: &QueueEntry) -> &str {
    match &entry.last.act {
        Act::Review(review) => &review.text,
        Act::Recommendation(one) => &one.sentence,
        Act::Report(report) => &report.text,
        Act::Withdraw(_) | Act::Satisfaction(_) => "",
    }
}

pub fn stars_text(stars: Stars) -> String {
    tf("atelier-stars", &[("n", Arg::Count(u8::from(stars).into()))])
}

/// "12/11/2026, 14 h 05" on the clock of this device, from milliseconds since 1970.
pub fn when(at: i64) -> String {
    let day = format::date(here(at).date());
    tf("atelier-when", &[("day", Arg::Text(&day)), ("time", Arg::Text(&clock(at)))])
}

/// "14 h 05" in French, "14:05" in English.
pub fn clock(at: i64) -> String {
    let at = here(at);
    let (hour, minute) = (format!("{:02}", at.hour()), format!("{:02}", at.minute()));
    tf("atelier-clock", &[("hour", Arg::Text(&hour)), ("minute", Arg::Text(&minute))])
}

/// A server that names no moment at all is not worth a face of its own.
fn here(at: i64) -> DateTime {
    local(Timestamp::from_millisecond(at).unwrap_or_default())
}

/// Under what name an act stands in the log.
pub fn act_text(act: &str) -> String {
    match act {
        "publish" => t("atelier-act-publish"),
        "refuse" => t("atelier-act-refuse"),
        "answer" => t("atelier-act-answer"),
        "undo" => t("atelier-act-undo"),
        "status" => t("atelier-act-status"),
        "assign" => t("atelier-act-assign"),
        "merge" => t("atelier-act-merge"),
        // Of a newer server.
        other => other.to_owned(),
    }
}

pub fn kind_key(kind: ThingKind) -> &'static str {
    match kind {
        ThingKind::Review => "atelier-reviews",
        ThingKind::Recommendation => "atelier-recommendations",
        ThingKind::Report => "atelier-reports",
    }
}
