//! How each body travels: a snapshot shows every change, and what was written once stays readable, with fields that
//! this version does not know.
// A helper that fails is a failed test.
#![allow(clippy::unwrap_used)]

use std::fmt::Debug;

use protocol::*;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use uuid::Uuid;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0193_6d5e_7c00_7000_8000_0000_0000_0000 + number)
}

fn review() -> Review {
    Review {
        route: RouteRef("f3-28357".into()),
        line: "1a2b3c4d".into(),
        stars: Stars::try_from(4).unwrap(),
        criteria: Criteria { waymarks: Some(Stars::try_from(2).unwrap()), ..Criteria::default() },
        text: "Beau parcours, un peu de boue au gué.".into(),
        walked: "2026-10".parse().unwrap(),
        conditions: vec![Condition::Mud],
        recommends: vec![Audience::Family, Audience::Dog],
        photos: vec![PhotoId::from_bytes(&[7; 32])],
        by: Pseudonym("Ana".into()),
    }
}

fn recommendation() -> Recommendation {
    Recommendation {
        route: RouteRef("gr35-28000".into()),
        audience: Audience::Heritage,
        sentence: "Trois lavoirs et un dolmen.".into(),
        by: Pseudonym::default(),
    }
}

fn place() -> Place {
    Place {
        route: Some(RouteRef("f3-28357".into())),
        segment: Some(SegmentRef("28357-1".into())),
        commune: Some(CommuneCode("28357".into())),
        metres: 640,
    }
}

fn report() -> Report {
    Report {
        category: Category::Safety,
        magnitude: Magnitude::Blocking,
        place: place(),
        text: "Arbre en travers.".into(),
        photos: vec![],
        confirms: None,
    }
}

fn operation(number: u128, thing: Option<u128>, act: Act) -> Operation {
    Operation { id: OperationId(id(number)), thing: thing.map(|thing| ThingId(id(thing))), act }
}

fn answer() -> PublicAnswer {
    PublicAnswer { text: "Le gué est réparé.".into(), on: "2026-11-23".into(), by: "Agence".into() }
}

fn refusal() -> Refusal {
    Refusal { reason: Reason::Other, words: "Ce n'est pas ce parcours.".into() }
}

fn entry() -> QueueEntry {
    QueueEntry {
        arrived: 12,
        thing: ThingId(id(1)),
        kind: ThingKind::Report,
        last: operation(1, None, Act::Report(report())),
        state: ThingState::Report { status: ReportStatus::Open },
        received: 1_795_600_000_000,
        commune: Some(CommuneCode("28357".into())),
        assigned: Some("ana".into()),
        answer: Some(answer()),
        confirmed: 2,
        undo_until: Some(1_795_600_900_000),
    }
}

/// The body as it travels, after it was read back, also with a field that nobody knows.
fn travels<T: Serialize + DeserializeOwned + PartialEq + Debug>(body: T) -> Value {
    let value = serde_json::to_value(&body).unwrap();
    assert_eq!(serde_json::from_value::<T>(value.clone()).unwrap(), body);
    let mut newer = value.clone();
    if let Value::Object(fields) = &mut newer {
        fields.insert("field-of-2031".into(), json!({"any": [1]}));
    }
    assert_eq!(serde_json::from_value::<T>(newer).unwrap(), body);
    value
}

#[test]
fn operations_travel_like_this() {
    let batch = Batch {
        operations: vec![
            operation(1, None, Act::Review(review())),
            operation(2, Some(1), Act::Review(review())),
            operation(3, None, Act::Recommendation(recommendation())),
            operation(4, None, Act::Report(report())),
            operation(5, Some(3), Act::Withdraw(Withdrawn {})),
            operation(
                6,
                None,
                Act::Satisfaction(Satisfaction {
                    half_year: "2026-S2".parse().unwrap(),
                    stars: Stars::try_from(5).unwrap(),
                }),
            ),
        ],
    };
    insta::assert_json_snapshot!(travels(batch));
}

#[test]
fn outcomes_travel_like_this() {
    let outcomes = vec![Outcome::Taken, Outcome::Refused { reason: Refused::Conflict }];
    insta::assert_json_snapshot!(travels(Outcomes { outcomes, erased: false }));
}

#[test]
fn that_everything_was_erased_travels_like_this() {
    let outcomes = vec![Outcome::Refused { reason: Refused::Gone }];
    let both = (Outcomes { outcomes, erased: true }, Mine { things: vec![], erased: true });
    insta::assert_json_snapshot!(travels(both));
}

#[test]
fn the_feed_travels_like_this() {
    let change = |seq, what| Change { seq, thing: ThingId(id(seq.into())), what };
    let public = PublicReview {
        review: review(),
        written: "2026-11-02".into(),
        edited: Some("2026-11-05".into()),
        answer: Some(answer()),
    };
    let report = PublicReport {
        category: Category::Waymarks,
        magnitude: Magnitude::Hindering,
        place: place(),
        status: ReportStatus::Planned,
        written: "2026-11-03".into(),
        confirmed: 3,
        answer: None,
    };
    let page = FeedPage {
        changes: vec![
            change(7, What::Review(public)),
            change(
                8,
                What::Recommendation(PublicRecommendation {
                    recommendation: recommendation(),
                    written: "2026-11-03".into(),
                }),
            ),
            change(9, What::Report(report)),
            change(10, What::Gone),
        ],
        next: 10,
        more: false,
        before: Some(FeedMark(7_331_549_502_148_203)),
        mark: Some(FeedMark(41)),
    };
    insta::assert_json_snapshot!(travels(page));
}

#[test]
fn the_feed_of_an_older_server_has_no_marks() {
    let page: FeedPage = serde_json::from_value(json!({"changes": [], "next": 3, "more": false})).unwrap();
    assert_eq!((page.before, page.mark), (None, None));
}

#[test]
fn a_change_of_a_kind_that_nobody_knows_yet_is_passed_over() {
    let newer = json!({"seq": 3, "thing": id(3), "what": "hike-together", "date": "2031-05-01"});
    assert_eq!(serde_json::from_value::<Change>(newer).unwrap().what, What::Unknown);
}

#[test]
fn ones_own_things_travel_like_this() {
    let thing = |number, act, state| OwnThing {
        thing: ThingId(id(number)),
        last: operation(number, None, act),
        state,
        awaited: vec![],
        answer: None,
    };
    let mine = Mine {
        things: vec![
            OwnThing {
                awaited: vec![PhotoId::from_bytes(&[7; 32])],
                ..thing(1, Act::Review(review()), ThingState::Moderated)
            },
            OwnThing {
                answer: Some(answer()),
                ..thing(2, Act::Recommendation(recommendation()), ThingState::Published)
            },
            thing(3, Act::Recommendation(recommendation()), ThingState::Refused { refusal: refusal() }),
            thing(4, Act::Report(report()), ThingState::Report { status: ReportStatus::Solved }),
            thing(5, Act::Withdraw(Withdrawn {}), ThingState::Withdrawn),
        ],
        erased: false,
    };
    insta::assert_json_snapshot!(travels(mine));
}

#[test]
fn staff_bodies_travel_like_this() {
    let filed = |act| Filed { thing: ThingId(id(1)), seen: OperationId(id(2)), act };
    let acts = [
        StaffAct::Publish,
        StaffAct::Refuse(refusal()),
        StaffAct::Answer { text: "Merci.".into() },
        StaffAct::Undo,
        StaffAct::Status { status: ReportStatus::Planned },
        StaffAct::Assign { to: "ana".into() },
        StaffAct::Merge(MergeInto { into: ThingId(id(9)) }),
    ];
    let session = Session {
        name: "ana".into(),
        shown: "Agence de tourisme".into(),
        role: Role::Commune,
        communes: vec![CommuneCode("28357".into())],
        csrf: "c5".into(),
    };
    let logged = LogEntry {
        seq: 1,
        at: 1_795_600_000_000,
        staff: "ana".into(),
        thing: ThingId(id(1)),
        act: "refuse".into(),
        reason: Some(Reason::Insult),
        hash: "ab".into(),
    };
    let public = PublicLog {
        received: 9,
        published: 6,
        refused: 1,
        waiting: 2,
        reasons: vec![ReasonCount { reason: Reason::Insult, count: 1 }],
        median_hours: Some(5),
        head: Some("ab".into()),
    };
    let indicators = Indicators {
        half_years: vec![Tally {
            half_year: "2026-S2".parse().unwrap(),
            users: 1_234,
            satisfaction: [0, 1, 2, 30, 40],
            reviews: 56,
            recommendations: 7,
            reports: 8,
        }],
        reports_by_commune: vec![(CommuneCode("28357".into()), 3)],
    };
    insta::assert_json_snapshot!(json!({
        "acts": acts.map(|act| travels(filed(act))),
        "decision": travels(Decision { entry: entry() }),
        "queue": travels(Queue { entries: vec![entry()], total: 1, next: Some(12) }),
        "sign-in": travels(SignIn { name: "ana".into(), password: "secret".into() }),
        "session": travels(session),
        "log": travels(logged),
        "public-log": travels(public),
        "indicators": travels(indicators),
    }));
}

#[test]
fn the_rest_travels_like_this() {
    let about = About {
        name: "Agence".into(),
        version: "0.1.0".into(),
        capabilities: vec![Capability::Reviews, Capability::OpenIdConnect],
        contact: "donnees@example.org".into(),
        openid_label: Some("Compte du département".into()),
    };
    insta::assert_json_snapshot!(json!({
        "about": travels(about),
        "visit": travels(Visit { token: id(1), first: true }),
        "problem": travels(Problem { code: ProblemCode::TooMany, retry_after: Some(60) }),
    }));
}

#[test]
fn what_is_out_of_range_is_not_read() {
    for stars in [0, 6] {
        assert!(serde_json::from_value::<Stars>(json!(stars)).is_err());
    }
    assert!(serde_json::from_value::<Month>(json!("2026-13")).is_err());
    assert!(serde_json::from_value::<PhotoId>(json!("../../etc/passwd")).is_err());
}
