//! One value of each type of what hikers write and read, every field filled.

use jiff::Timestamp;
use protocol::*;
use sente_core::community::*;
use uuid::Uuid;

use super::samples::{id, metres};

pub fn thing() -> ThingId {
    ThingId(Uuid::from_u128(0x0193_6d5e_7c00_7000_8000_0000_0000_0001))
}

pub fn stars(stars: u8) -> Stars {
    Stars::try_from(stars).unwrap()
}

pub fn moment() -> Timestamp {
    "2026-11-23T10:00:00Z".parse().unwrap()
}

pub fn review(route: &str) -> Review {
    Review {
        route: RouteRef(route.into()),
        line: "1a2b3c4d".into(),
        stars: stars(4),
        criteria: Criteria { waymarks: Some(stars(2)), ..Criteria::default() },
        text: "Beau parcours, un peu de boue au gué.".into(),
        walked: "2026-04".parse().unwrap(),
        conditions: vec![Condition::Mud],
        recommends: vec![Audience::Family, Audience::Dog],
        photos: vec![],
        by: Pseudonym("Ana".into()),
    }
}

pub fn recommendation(route: &str) -> Recommendation {
    Recommendation {
        route: RouteRef(route.into()),
        audience: Audience::Heritage,
        sentence: "Trois lavoirs et un dolmen.".into(),
        by: Pseudonym::default(),
    }
}

pub fn place(route: &str) -> Place {
    Place {
        route: Some(RouteRef(route.into())),
        segment: Some(SegmentRef("a".into())),
        commune: Some(CommuneCode("28357".into())),
        metres: 640,
    }
}

pub fn report(route: &str) -> Report {
    Report {
        category: Category::Safety,
        magnitude: Magnitude::Blocking,
        place: place(route),
        text: "Arbre en travers.".into(),
        photos: vec![],
        confirms: None,
    }
}

fn answer() -> PublicAnswer {
    PublicAnswer { text: "Le gué est réparé.".into(), on: "2026-11-23".into(), by: "Agence".into() }
}

pub fn post() -> Post {
    Post {
        thing: thing(),
        content: Content::Review(Review {
            photos: vec![PhotoId::from_bytes(&[7; 32])],
            ..review("f3-28357")
        }),
        state: PostState::Refused {
            refusal: Refusal { reason: Reason::Other, words: "Ce n'est pas ce parcours.".into() },
        },
        written: moment(),
        edited: moment(),
        photos_waiting: 1,
        answer: Some(answer()),
        route_name: Some("Boucle de Saint-Piat".into()),
    }
}

pub fn posts_page() -> PostsPage {
    let states = [
        PostState::Waiting,
        PostState::Tomorrow,
        PostState::Sent,
        PostState::Moderated,
        PostState::Published,
        PostState::Report { status: ReportStatus::Planned },
        PostState::Stuck { reason: Refused::DailyLimit },
        PostState::Leaving,
    ];
    let contents = [
        Content::Review(review("f3-28357")),
        Content::Recommendation(recommendation("f3-28357")),
        Content::Report(report("f3-28357")),
    ];
    let plain = |(state, content)| Post {
        content,
        state,
        photos_waiting: 0,
        answer: None,
        route_name: None,
        ..post()
    };
    let posts = states.into_iter().zip(contents.into_iter().cycle()).map(plain);
    PostsPage { posts: std::iter::once(post()).chain(posts).collect(), sync: sync_state() }
}

pub fn sync_state() -> SyncState {
    SyncState {
        server: true,
        waiting: 3,
        running: false,
        last_success: Some(moment()),
        problem: Some(SyncProblem::Offline),
        next_try: None,
        erasing: true,
        address: Some("https://sente.example".into()),
        operator: Some(Operator { name: "Agence".into(), contact: "avis@agence.example".into() }),
    }
}

pub fn known_report() -> KnownReport {
    KnownReport {
        thing: thing(),
        public: PublicReport {
            category: Category::Waymarks,
            magnitude: Magnitude::Hindering,
            place: place("f3-28357"),
            status: ReportStatus::Open,
            written: "2026-11-03".into(),
            confirmed: 3,
            answer: Some(answer()),
        },
        away: Some(40),
        own: false,
    }
}

pub fn reviews_page() -> ReviewsPage {
    let mean = Mean { mean: 4.25, deviation: 0.5, count: 4 };
    let public = PublicReview {
        review: review("f3-28357"),
        written: "2026-11-02".into(),
        edited: Some("2026-11-05".into()),
        answer: Some(answer()),
    };
    ReviewsPage {
        route: id("f3-28357"),
        summary: ReviewSummary {
            stars: Some(mean),
            spread: [0, 0, 0, 3, 1],
            criteria: CriteriaMeans { waymarks: Some(mean), ..CriteriaMeans::default() },
        },
        reviews: vec![ShownReview { thing: thing(), public, archived: true, own: true }],
        total: 5,
        archived: 1,
        conditions: vec![ConditionSeen { condition: Condition::Mud, on: "2026-11-20".into(), count: 2 }],
        recommended: vec![AudienceCount { audience: Audience::Family, count: 3 }],
        sentences: vec![PublicRecommendation {
            recommendation: recommendation("f3-28357"),
            written: "2026-11-03".into(),
        }],
        reports: vec![known_report()],
        own: vec![post()],
        as_of: Some(moment()),
    }
}

pub fn snapped_place() -> SnappedPlace {
    SnappedPlace {
        place: place("f3-28357"),
        distance: metres(12),
        commune_name: Some("Saint-Piat".into()),
        routes: vec![id("f3-28357")],
    }
}

pub fn question() -> SatisfactionQuestion {
    SatisfactionQuestion { due: true, refused: false }
}
