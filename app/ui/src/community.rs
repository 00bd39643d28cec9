//! What hikers tell each other, in words: the closed lists of the protocol, and how far a thing is. Pure.

use protocol::{Audience, Category, Condition, Magnitude, Reason, Refusal, Refused, ReportStatus};
use sente_core::community::PostState;

use crate::words::{Arg, t, tf};

pub fn condition_key(condition: Condition) -> &'static str {
    match condition {
        Condition::Mud => "condition-mud",
        Condition::Vegetation => "condition-vegetation",
        Condition::FallenTree => "condition-fallen-tree",
        Condition::MissingWaymark => "condition-missing-waymark",
        Condition::Flooded => "condition-flooded",
    }
}

pub fn audience_key(audience: Audience) -> &'static str {
    match audience {
        Audience::Family => "audience-family",
        Audience::Pushchair => "audience-pushchair",
        Audience::Wheelchair => "audience-wheelchair",
        Audience::Senior => "audience-senior",
        Audience::Dog => "audience-dog",
        Audience::Nature => "audience-nature",
        Audience::Heritage => "audience-heritage",
        Audience::Runner => "audience-runner",
        Audience::Rider => "audience-rider",
        Audience::Mtb => "audience-mtb",
    }
}

pub fn category_key(category: Category) -> &'static str {
    match category {
        Category::Waymarks => "category-waymarks",
        Category::ConflictOfUse => "category-conflict-of-use",
        Category::Safety => "category-safety",
        Category::Environment => "category-environment",
    }
}

pub fn magnitude_key(magnitude: Magnitude) -> &'static str {
    match magnitude {
        Magnitude::Usable => "magnitude-usable",
        Magnitude::Hindering => "magnitude-hindering",
        Magnitude::Blocking => "magnitude-blocking",
    }
}

pub fn status_key(status: ReportStatus) -> &'static str {
    match status {
        ReportStatus::New => "report-status-new",
        ReportStatus::Open => "report-status-open",
        ReportStatus::Planned => "report-status-planned",
        ReportStatus::Solved => "report-status-solved",
        ReportStatus::Rejected => "report-status-rejected",
        ReportStatus::Duplicate => "report-status-duplicate",
    }
}

pub fn reason_key(reason: Reason) -> &'static str {
    match reason {
        Reason::OffTopic => "refusal-off-topic",
        Reason::Insult => "refusal-insult",
        Reason::PersonalData => "refusal-personal-data",
        Reason::Advertising => "refusal-advertising",
        Reason::NotWalked => "refusal-not-walked",
        Reason::Unlawful => "refusal-unlawful",
        Reason::Photo => "refusal-photo",
        Reason::Other => "refusal-other",
    }
}

/// Why it can never be accepted as it is, and what to do about it.
pub fn stuck_key(reason: Refused) -> &'static str {
    match reason {
        Refused::Unreadable => "stuck-unreadable",
        Refused::Conflict => "stuck-conflict",
        Refused::NotYours => "stuck-not-yours",
        Refused::Gone => "stuck-gone",
        Refused::Text => "stuck-text",
        Refused::TooMany => "stuck-too-many",
        Refused::InTheFuture => "stuck-in-the-future",
        Refused::Place => "stuck-place",
        Refused::DailyLimit => "stuck-daily-limit",
    }
}

/// The line that stands beside everything the hiker has written: "En attente d'envoi", "Refusé : hors sujet".
pub fn state_text(state: &PostState) -> String {
    match state {
        PostState::Waiting => t("post-waiting"),
        PostState::Tomorrow => t("post-tomorrow"),
        PostState::Sent => t("post-sent"),
        PostState::Moderated => t("post-moderated"),
        PostState::Published => t("post-published"),
        PostState::Refused { refusal } => {
            tf("post-refused", &[("reason", Arg::Text(&t(reason_key(refusal.reason))))])
        }
        PostState::Report { status } => tf("post-report", &[("status", Arg::Text(&t(status_key(*status))))]),
        PostState::Stuck { .. } => t("post-stuck"),
        PostState::Leaving => t("post-leaving"),
    }
}

/// What the hiker may want to know beyond the line: the words of the agency, or why it is stuck and what to do.
pub fn state_more(state: &PostState) -> Option<String> {
    match state {
        PostState::Refused { refusal: Refusal { words, .. } } => Some(if words.is_empty() {
            t("post-refused-more")
        } else {
            tf("post-refused-words", &[("words", Arg::Text(words))])
        }),
        PostState::Stuck { reason } => Some(t(stuck_key(*reason))),
        PostState::Tomorrow => Some(t("post-tomorrow-more")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::has_text;

    #[test]
    fn every_word_of_the_closed_lists_has_a_text() {
        let mut keys: Vec<&str> = Vec::new();
        keys.extend(Condition::ALL.map(condition_key));
        keys.extend(Audience::ALL.map(audience_key));
        keys.extend(Category::ALL.map(category_key));
        keys.extend(Magnitude::ALL.map(magnitude_key));
        keys.extend(Reason::ALL.map(reason_key));
        use ReportStatus::*;
        keys.extend([New, Open, Planned, Solved, Rejected, Duplicate].map(status_key));
        use Refused::*;
        let stuck = [Unreadable, Conflict, NotYours, Gone, Text, TooMany, InTheFuture, Place, DailyLimit];
        keys.extend(stuck.map(stuck_key));
        for key in keys {
            assert!(has_text(key), "no text for {key}");
        }
    }

    #[test]
    fn a_refusal_says_why_in_the_line_and_the_words_of_the_agency_below() {
        let refusal = Refusal { reason: Reason::OffTopic, words: "Il parle d'un autre lieu.".to_owned() };
        let state = PostState::Refused { refusal };
        assert!(state_text(&state).contains("hors sujet"));
        assert!(state_more(&state).is_some_and(|more| more.contains("un autre lieu")));
        assert_eq!(state_more(&PostState::Published), None);
    }
}
