//! What the forms hold before it can be sent: everything may be missing. Pure; a draft begins empty or as one's own thing
//! stands, and becomes what is sent, or says what is wrong with it.

use protocol::{
    Audience, Category, Condition, Criteria, Magnitude, Month, PhotoId, Place, Pseudonym, Recommendation,
    Report, Review, RouteRef, Stars, ThingId, limits,
};
use serde::{Deserialize, Serialize};

use super::wrong::{Field, Wrong, too_long};

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewDraft {
    pub stars: Option<Stars>,
    pub text: String,
    pub criteria: Criteria,
    pub conditions: Vec<Condition>,
    pub recommends: Vec<Audience>,
    pub photos: Vec<PhotoId>,
    pub walked: Option<Month>,
    pub by: String,
}

impl ReviewDraft {
    pub fn of(review: &Review) -> ReviewDraft {
        ReviewDraft {
            stars: Some(review.stars),
            text: review.text.clone(),
            criteria: review.criteria,
            conditions: review.conditions.clone(),
            recommends: review.recommends.clone(),
            photos: review.photos.clone(),
            walked: Some(review.walked),
            by: review.by.0.clone(),
        }
    }

    /// The mark of the line is the engine's to write.
    pub fn review(&self, route: &RouteRef) -> Result<Review, Vec<Wrong>> {
        let mut wrong = Vec::new();
        if self.stars.is_none() {
            wrong.push(Wrong::key(Field::Stars, "write-stars-missing"));
        }
        wrong.extend(too_long(Field::Text, &self.text, limits::TEXT));
        if self.walked.is_none() {
            wrong.push(Wrong::key(Field::Walked, "write-walked-missing"));
        }
        wrong.extend(too_long(Field::By, &self.by, limits::PSEUDONYM));
        match (self.stars, self.walked) {
            (Some(stars), Some(walked)) if wrong.is_empty() => Ok(Review {
                route: route.clone(),
                line: String::new(),
                stars,
                criteria: self.criteria,
                text: self.text.clone(),
                walked,
                conditions: self.conditions.clone(),
                recommends: self.recommends.clone(),
                photos: self.photos.clone(),
                by: Pseudonym(self.by.clone()),
            }),
            _ => Err(wrong),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RecommendationDraft {
    pub audience: Option<Audience>,
    pub sentence: String,
    pub by: String,
}

impl RecommendationDraft {
    pub fn of(recommendation: &Recommendation) -> RecommendationDraft {
        RecommendationDraft {
            audience: Some(recommendation.audience),
            sentence: recommendation.sentence.clone(),
            by: recommendation.by.0.clone(),
        }
    }

    pub fn recommendation(&self, route: &RouteRef) -> Result<Recommendation, Vec<Wrong>> {
        let mut wrong = Vec::new();
        if self.audience.is_none() {
            wrong.push(Wrong::key(Field::Audience, "write-audience-missing"));
        }
        wrong.extend(too_long(Field::Text, &self.sentence, limits::SENTENCE));
        wrong.extend(too_long(Field::By, &self.by, limits::PSEUDONYM));
        match self.audience {
            Some(audience) if wrong.is_empty() => Ok(Recommendation {
                route: route.clone(),
                audience,
                sentence: self.sentence.clone(),
                by: Pseudonym(self.by.clone()),
            }),
            _ => Err(wrong),
        }
    }
}

/// Whether it is a problem that is known already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Same {
    Another,
    As(ThingId),
}

/// A place as the engine has found it, with the names that the hiker reads.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct NamedPlace {
    pub place: Place,
    pub route: Option<String>,
    pub commune: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ReportDraft {
    pub place: Option<NamedPlace>,
    pub same: Option<Same>,
    pub category: Option<Category>,
    pub magnitude: Option<Magnitude>,
    pub text: String,
    pub photos: Vec<PhotoId>,
}

impl ReportDraft {
    pub fn of(report: &Report, route: Option<String>) -> ReportDraft {
        ReportDraft {
            place: Some(NamedPlace { place: report.place.clone(), route, commune: None }),
            same: report.confirms.map(Same::As),
            category: Some(report.category),
            magnitude: Some(report.magnitude),
            text: report.text.clone(),
            photos: report.photos.clone(),
        }
    }

    /// Elsewhere is another problem, until the hiker says that it is not.
    pub fn move_to(&mut self, place: NamedPlace) {
        if self.place.as_ref().is_none_or(|before| before.place != place.place) {
            self.same = None;
        }
        self.place = Some(place);
    }

    /// `asked`: problems are known near the place, so the hiker says whether it is one of them.
    pub fn report(&self, asked: bool) -> Result<Report, Vec<Wrong>> {
        let mut wrong = Vec::new();
        if self.place.is_none() {
            wrong.push(Wrong::key(Field::Place, "write-place-missing"));
        }
        if asked && self.same.is_none() {
            wrong.push(Wrong::key(Field::Same, "write-same-missing"));
        }
        if self.category.is_none() {
            wrong.push(Wrong::key(Field::Category, "write-category-missing"));
        }
        if self.magnitude.is_none() {
            wrong.push(Wrong::key(Field::Magnitude, "write-magnitude-missing"));
        }
        wrong.extend(too_long(Field::Text, &self.text, limits::TEXT));
        match (&self.place, self.category, self.magnitude) {
            (Some(place), Some(category), Some(magnitude)) if wrong.is_empty() => Ok(Report {
                category,
                magnitude,
                place: place.place.clone(),
                text: self.text.clone(),
                photos: self.photos.clone(),
                confirms: match self.same {
                    Some(Same::As(thing)) => Some(thing),
                    Some(Same::Another) | None => None,
                },
            }),
            _ => Err(wrong),
        }
    }
}

/// Ticks or unticks one of a closed list; the order is that of the ticks.
pub fn toggle<T: PartialEq>(ticked: &mut Vec<T>, one: T, on: bool) {
    ticked.retain(|other| *other != one);
    if on {
        ticked.push(one);
    }
}

/// Months in which a walk can lie, newest first: this one and those of two years, and `also`, which is kept.
pub fn months(this: Month, also: Option<Month>) -> Vec<Month> {
    const BACK: i32 = 24;
    let count = i32::from(this.year()) * 12 + i32::from(this.month()) - 1;
    let month = |back: i32| {
        let at = count - back;
        let (year, month) =
            (i16::try_from(at.div_euclid(12)).ok()?, i8::try_from(at.rem_euclid(12) + 1).ok()?);
        Month::new(year, month).ok()
    };
    let mut months: Vec<Month> = (0..=BACK).filter_map(month).collect();
    if let Some(also) = also.filter(|also| !months.contains(also)) {
        let at = months.partition_point(|month| *month > also);
        months.insert(at, also);
    }
    months
}

#[cfg(test)]
mod tests {
    use super::*;

    fn route() -> RouteRef {
        RouteRef("f3-28357".into())
    }

    fn fields<T: std::fmt::Debug>(made: Result<T, Vec<Wrong>>) -> Vec<Field> {
        made.unwrap_err().into_iter().map(|wrong| wrong.field).collect()
    }

    fn a_draft() -> ReviewDraft {
        ReviewDraft {
            stars: Some(Stars::try_from(4).unwrap()),
            text: "Un peu de boue.".into(),
            conditions: vec![Condition::Mud],
            recommends: vec![Audience::Dog],
            walked: Some("2026-10".parse().unwrap()),
            by: "Ana".into(),
            ..ReviewDraft::default()
        }
    }

    fn a_place(metres: u32) -> NamedPlace {
        let place = Place { route: Some(route()), segment: None, commune: None, metres };
        NamedPlace { place, route: Some("F3".into()), commune: None }
    }

    #[test]
    fn a_review_needs_its_stars_and_its_month() {
        let draft = ReviewDraft { text: "é".repeat(1_001), ..ReviewDraft::default() };
        assert_eq!(fields(draft.review(&route())), [Field::Stars, Field::Text, Field::Walked]);
    }

    #[test]
    fn ones_own_review_comes_back_into_the_form_as_it_was_sent() {
        let review = a_draft().review(&route()).unwrap();
        assert_eq!(ReviewDraft::of(&review), a_draft());
    }

    #[test]
    fn a_draft_is_read_as_it_was_kept_and_by_a_later_version() {
        let kept = serde_json::to_string(&a_draft()).unwrap();
        assert_eq!(sente_core::reading::read(&kept), Ok(a_draft()));
        assert_eq!(sente_core::reading::read(r#"{"text":"","mood":"good"}"#), Ok(ReviewDraft::default()));
    }

    #[test]
    fn a_recommendation_needs_to_know_for_whom() {
        let draft = RecommendationDraft { sentence: "x".repeat(201), ..RecommendationDraft::default() };
        assert_eq!(fields(draft.recommendation(&route())), [Field::Audience, Field::Text]);
    }

    #[test]
    fn a_report_needs_a_place_a_category_and_a_magnitude() {
        let all = [Field::Place, Field::Category, Field::Magnitude];
        assert_eq!(fields(ReportDraft::default().report(false)), all);
    }

    #[test]
    fn whoever_reports_near_a_known_problem_says_whether_it_is_the_same() {
        let mut draft = ReportDraft {
            category: Some(Category::Safety),
            magnitude: Some(Magnitude::Blocking),
            ..ReportDraft::default()
        };
        draft.move_to(a_place(640));
        assert_eq!(fields(draft.report(true)), [Field::Same]);
        let thing = ThingId(Default::default());
        draft.same = Some(Same::As(thing));
        assert_eq!(draft.report(true).unwrap().confirms, Some(thing));
        draft.move_to(a_place(640));
        assert!(draft.same.is_some(), "the same place asks nothing anew");
        draft.move_to(a_place(900));
        assert_eq!(draft.same, None);
    }

    #[test]
    fn months_go_back_two_years_and_keep_an_older_one() {
        let [this, old] = ["2026-02", "2023-07"].map(|text| text.parse::<Month>().unwrap());
        let months = months(this, Some(old));
        assert_eq!((months.len(), months[0], months[2].to_string()), (26, this, "2025-12".to_owned()));
        assert_eq!((months[24].to_string(), months[25]), ("2024-02".to_owned(), old));
        assert_eq!(super::months(this, Some(this)).len(), 25);
    }

    #[test]
    fn a_tick_stands_once() {
        let mut ticked = vec![1, 2];
        toggle(&mut ticked, 1, true);
        toggle(&mut ticked, 2, false);
        assert_eq!(ticked, [1]);
    }
}
