//! Whether an operation can be accepted at all: the device asks before it keeps it, the server before it takes it. And
//! whether an act of staff can.

use crate::{
    Act, Month, Operation, Reason, Recommendation, Refusal, Refused, Report, Review, StaffAct, limits,
};

impl Operation {
    /// `latest` is the last month in which a walk can lie.
    pub fn check(&self, latest: Month) -> Result<(), Refused> {
        match &self.act {
            Act::Review(review) => check_review(review, latest),
            Act::Recommendation(recommendation) => check_recommendation(recommendation),
            Act::Report(report) => check_report(report),
            // A thing cannot be withdrawn by the operation that would make it.
            Act::Withdraw(_) if self.thing.is_none() => Err(Refused::Gone),
            Act::Withdraw(_) | Act::Satisfaction(_) => Ok(()),
        }
    }
}

impl StaffAct {
    /// Texts are within their limits, and a reason in words has words.
    pub fn check(&self) -> Result<(), Refused> {
        match self {
            StaffAct::Refuse(Refusal { reason: Reason::Other, words }) if words.trim().is_empty() => {
                Err(Refused::Text)
            }
            StaffAct::Refuse(Refusal { words, .. }) => text(words, limits::REASON),
            StaffAct::Answer { text: answer } => text(answer, limits::ANSWER),
            StaffAct::Assign { to } => text(to, limits::NAME),
            StaffAct::Publish | StaffAct::Undo | StaffAct::Status { .. } | StaffAct::Merge(_) => Ok(()),
        }
    }
}

fn check_review(review: &Review, latest: Month) -> Result<(), Refused> {
    name(review.route.as_str())?;
    line(&review.line, limits::NAME)?;
    text(&review.text, limits::TEXT)?;
    line(&review.by.0, limits::PSEUDONYM)?;
    few(&review.conditions, review.conditions.len())?;
    few(&review.recommends, review.recommends.len())?;
    few(&review.photos, limits::PHOTOS)?;
    if review.walked > latest { Err(Refused::InTheFuture) } else { Ok(()) }
}

fn check_recommendation(recommendation: &Recommendation) -> Result<(), Refused> {
    name(recommendation.route.as_str())?;
    line(&recommendation.sentence, limits::SENTENCE)?;
    line(&recommendation.by.0, limits::PSEUDONYM)
}

fn check_report(report: &Report) -> Result<(), Refused> {
    let place = &report.place;
    if place.route.is_none() && place.segment.is_none() || place.metres > limits::METRES {
        return Err(Refused::Place);
    }
    let names = [
        place.route.as_ref().map(|route| route.as_str()),
        place.segment.as_ref().map(|segment| segment.as_str()),
        place.commune.as_ref().map(|commune| commune.as_str()),
    ];
    names.into_iter().flatten().try_for_each(|each| name(each).map_err(|_| Refused::Place))?;
    text(&report.text, limits::TEXT)?;
    few(&report.photos, limits::PHOTOS)
}

/// An identity from elsewhere: printable, not empty, not long.
fn name(name: &str) -> Result<(), Refused> {
    let plain = !name.is_empty() && name.len() <= limits::NAME && !name.chars().any(char::is_control);
    if plain { Ok(()) } else { Err(Refused::Text) }
}

/// One line, which may be empty.
fn line(line: &str, longest: usize) -> Result<(), Refused> {
    if line.contains('\n') { Err(Refused::Text) } else { text(line, longest) }
}

/// Several lines, which may be empty.
fn text(text: &str, longest: usize) -> Result<(), Refused> {
    let wrong = |letter: char| letter.is_control() && letter != '\n';
    if text.chars().count() > longest || text.chars().any(wrong) { Err(Refused::Text) } else { Ok(()) }
}

/// Not more than `most`, and none twice.
fn few<T: PartialEq>(things: &[T], most: usize) -> Result<(), Refused> {
    // Every list has at most ten different values or five photos, so comparing each with each is cheap; what is
    // longer is refused before it is compared.
    if things.len() > most.min(20) {
        return Err(Refused::TooMany);
    }
    let twice = things.iter().enumerate().any(|(at, thing)| things[..at].contains(thing));
    if twice { Err(Refused::TooMany) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Category, Condition, Criteria, Magnitude, OperationId, PhotoId, Place, Pseudonym, RouteRef, Stars,
        Withdrawn,
    };
    use uuid::Uuid;

    fn operation(act: Act) -> Operation {
        Operation { id: OperationId(Uuid::from_u128(7)), thing: None, act }
    }

    fn a_review() -> Review {
        Review {
            route: RouteRef("f3-28357".into()),
            line: "1a2b3c4d".into(),
            stars: Stars::try_from(4).unwrap(),
            criteria: Criteria::default(),
            text: "Beau parcours.\nUn peu de boue au gué.".into(),
            walked: "2026-10".parse().unwrap(),
            conditions: vec![Condition::Mud],
            recommends: vec![],
            photos: vec![],
            by: Pseudonym("Ana".into()),
        }
    }

    fn a_report() -> Report {
        Report {
            category: Category::Safety,
            magnitude: Magnitude::Blocking,
            place: Place {
                route: Some(RouteRef("f3-28357".into())),
                segment: None,
                commune: None,
                metres: 640,
            },
            text: String::new(),
            photos: vec![],
            confirms: None,
        }
    }

    fn checked(act: Act) -> Result<(), Refused> {
        operation(act).check("2026-11".parse().unwrap())
    }

    #[test]
    fn a_plain_review_and_report_are_accepted() {
        assert_eq!(checked(Act::Review(a_review())), Ok(()));
        assert_eq!(checked(Act::Report(a_report())), Ok(()));
    }

    #[test]
    fn a_thousand_characters_are_accepted_and_one_more_is_not() {
        let long = |length| Act::Review(Review { text: "é".repeat(length), ..a_review() });
        assert_eq!((checked(long(1_000)), checked(long(1_001))), (Ok(()), Err(Refused::Text)));
    }

    #[test]
    fn control_characters_are_refused_in_texts_and_line_breaks_in_lines() {
        let text = Review { text: "a\u{0}b".into(), ..a_review() };
        let by = Review { by: Pseudonym("a\nb".into()), ..a_review() };
        let route = Review { route: RouteRef(String::new()), ..a_review() };
        for review in [text, by, route] {
            assert_eq!(checked(Act::Review(review)), Err(Refused::Text));
        }
    }

    #[test]
    fn photos_and_ticks_stand_once_and_are_few() {
        let photo = |byte| PhotoId::from_bytes(&[byte; 32]);
        let six = Review { photos: (0..6).map(photo).collect(), ..a_review() };
        let twice = Review { conditions: vec![Condition::Mud, Condition::Mud], ..a_review() };
        for review in [six, twice] {
            assert_eq!(checked(Act::Review(review)), Err(Refused::TooMany));
        }
    }

    #[test]
    fn a_walk_lies_in_the_past() {
        let next = Review { walked: "2026-12".parse().unwrap(), ..a_review() };
        assert_eq!(checked(Act::Review(next)), Err(Refused::InTheFuture));
    }

    #[test]
    fn a_report_lies_on_a_route_or_a_segment() {
        let mut nowhere = a_report();
        nowhere.place.route = None;
        let mut far = a_report();
        far.place.metres = limits::METRES + 1;
        for report in [nowhere, far] {
            assert_eq!(checked(Act::Report(report)), Err(Refused::Place));
        }
    }

    #[test]
    fn only_a_thing_that_exists_can_be_withdrawn() {
        assert_eq!(checked(Act::Withdraw(Withdrawn {})), Err(Refused::Gone));
    }

    #[test]
    fn a_reason_in_words_has_words_and_texts_of_staff_have_their_limits() {
        let refuse = |reason, words: &str| StaffAct::Refuse(Refusal { reason, words: words.to_owned() });
        let answer = |text: &str| StaffAct::Answer { text: text.to_owned() };
        for sound in [refuse(Reason::Insult, ""), refuse(Reason::Other, "hors sujet"), answer("a\nb")] {
            assert_eq!(sound.check(), Ok(()));
        }
        let long = refuse(Reason::Other, &"é".repeat(501));
        for act in [refuse(Reason::Other, " "), long, answer(&"é".repeat(1_001)), answer("a\u{0}")] {
            assert_eq!(act.check(), Err(Refused::Text));
        }
    }
}
