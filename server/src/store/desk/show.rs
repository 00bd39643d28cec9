//! How everybody sees a thing. A review is seen as it was published; a report as it is, without its text.

use protocol::{Act, PublicRecommendation, PublicReport, PublicReview, ReportStatus, ThingState, What};

use super::thing::{Thing, day};

/// The content as it would be published now.
pub fn published(thing: &Thing) -> Option<What> {
    let written = day(thing.received);
    match thing.content.clone()? {
        Act::Review(review) => Some(What::Review(PublicReview {
            review,
            written,
            edited: thing.edited.map(day),
            answer: thing.answer.clone(),
        })),
        Act::Recommendation(recommendation) => {
            Some(What::Recommendation(PublicRecommendation { recommendation, written }))
        }
        Act::Report(report) => Some(What::Report(PublicReport {
            category: report.category,
            magnitude: report.magnitude,
            place: report.place,
            status: thing.status()?,
            written,
            confirmed: thing.confirmed,
            answer: thing.answer.clone(),
        })),
        Act::Withdraw(_) | Act::Satisfaction(_) => None,
    }
}

/// Brings what everybody sees up to date with the rest of the thing.
pub fn refresh(thing: &mut Thing) {
    match thing.state {
        ThingState::Report { status: ReportStatus::New | ReportStatus::Duplicate } => thing.shown = None,
        ThingState::Report { .. } => thing.shown = published(thing),
        ThingState::Withdrawn | ThingState::Refused { .. } => thing.shown = None,
        // The published version of a review stays as it is while a newer one waits; the answer under it may change.
        ThingState::Moderated | ThingState::Published => {
            if let Some(What::Review(public)) = &mut thing.shown {
                public.answer.clone_from(&thing.answer);
            }
        }
    }
}
