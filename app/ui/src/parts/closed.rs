//! Closures in words: when, why, and where on the walk.

use pdipr_data::domain::{Days, RouteClosure};
use sente_core::carnet::Language;

use crate::format;
use crate::words::{Arg, language, t, tf};

/// "du 03/12/2026 au 20/12/2026", for a closure that holds or (`coming`) will hold.
pub fn when(days: Days, coming: bool) -> String {
    let from = format::date(days.from);
    let until = days.until.map(format::date);
    let key = match (&until, coming) {
        (None, false) => "closed-since",
        (None, true) => "closed-coming-from",
        (Some(until), false) if *until == from => "closed-on",
        (Some(until), true) if *until == from => "closed-coming-on",
        (Some(_), false) => "closed-between",
        (Some(_), true) => "closed-coming-between",
    };
    tf(key, &[("from", Arg::Text(&from)), ("until", Arg::Text(&until.unwrap_or_default()))])
}

/// "Fermé du 03/12/2026 au 20/12/2026 : gué submergé".
pub fn said(days: Days, coming: bool, french: Option<&String>, english: Option<&String>) -> String {
    let (when, reason) = (when(days, coming), reason(french, english));
    tf("closed-reason", &[("when", Arg::Text(&when)), ("reason", Arg::Text(&reason))])
}

/// "fermé jusqu’au 20/12/2026", for the map.
pub fn until(days: Days) -> String {
    match days.until {
        Some(until) => tf("closed-until", &[("until", Arg::Text(&format::date(until)))]),
        None => t("closed-until-notice"),
    }
}

/// In the language of the screens, else in French; *motif non renseigné* where nobody has written it.
pub fn reason(french: Option<&String>, english: Option<&String>) -> String {
    let english = english.filter(|_| language() == Language::En);
    english.or(french).cloned().unwrap_or_else(|| t("closed-no-reason"))
}

/// From what the distance is told: a route of one part from its start, if it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Start,
    Line,
    /// Number from 1.
    Part(u32),
}

/// "à 3,2 km du départ, sur 200 m, à Saint-Piat".
pub fn place(closure: &RouteClosure, origin: Origin) -> String {
    let from = format::distance(closure.from_start);
    let from = [("from", Arg::Text(from.as_str()))];
    let mut place = vec![match origin {
        Origin::Start => tf("closed-from-start", &from),
        Origin::Line => tf("closed-from-line", &from),
        Origin::Part(n) => tf("closed-from-part", &[from[0], ("n", Arg::Text(&n.to_string()))]),
    }];
    let length = format::distance(closure.length);
    place.push(tf("closed-over", &[("length", Arg::Text(&length))]));
    if let Some(commune) = &closure.commune {
        place.push(tf("closed-at", &[("commune", Arg::Text(commune))]));
    }
    place.join(", ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use pdipr_data::domain::Metres;

    use super::*;

    fn closure() -> RouteClosure {
        RouteClosure {
            days: Days { from: date(2026, 12, 3), until: Some(date(2026, 12, 20)) },
            reason: None,
            reason_en: Some("flooded ford".into()),
            source: None,
            part: 0,
            from_start: Metres::whole(3_200),
            length: Metres::whole(200),
            commune: Some("Saint-Piat".into()),
            line: Vec::new(),
        }
    }

    #[test]
    fn a_closure_says_its_days_as_long_as_they_are() {
        let days = closure().days;
        assert_eq!(when(days, false), "Fermé du 03/12/2026 au 20/12/2026");
        assert_eq!(when(Days { until: Some(days.from), ..days }, false), "Fermé le 03/12/2026");
        assert_eq!(
            when(Days { until: None, ..days }, true),
            "Fermeture annoncée à partir du 03/12/2026, jusqu’à nouvel ordre"
        );
    }

    #[test]
    fn a_closure_says_where_it_is_on_the_walk() {
        let said = place(&closure(), Origin::Start).replace('\u{a0}', " ");
        assert_eq!(said, "à 3,2 km du départ, sur 200 m, à Saint-Piat");
        assert!(place(&closure(), Origin::Part(2)).contains("partie 2"));
    }

    #[test]
    fn a_reason_that_nobody_has_written_in_french_is_not_told_in_english() {
        assert_eq!(reason(None, closure().reason_en.as_ref()), "motif non renseigné");
    }
}
