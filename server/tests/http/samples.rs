//! Things that hikers send, with only what matters in a test.

use std::sync::atomic::{AtomicU64, Ordering};

use protocol::{
    Act, Batch, Category, CommuneCode, Criteria, DeviceKey, FeedPage, Filed, Magnitude, Mine, Operation,
    OperationId, Outcome, Outcomes, PhotoId, Place, Pseudonym, Queue, Report, Review, RouteRef, StaffAct,
    Stars, ThingId, paths,
};
use uuid::Uuid;

use crate::server::{Desk, Reply, Server};

pub fn a_key(number: u8) -> DeviceKey {
    DeviceKey::from_bytes(&[number; 32])
}

/// Each one another.
pub fn an_id() -> OperationId {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    let next = u128::from(NEXT.fetch_add(1, Ordering::Relaxed));
    OperationId(Uuid::from_u128(0x0199_a2b4_0000_7000_8000_0000_0000_0000 + next))
}

pub fn a_review(text: &str) -> Review {
    Review {
        route: RouteRef("f3-28357".into()),
        line: String::new(),
        stars: Stars::try_from(4).unwrap(),
        criteria: Criteria::default(),
        text: text.into(),
        walked: "2025-10".parse().unwrap(),
        conditions: vec![],
        recommends: vec![],
        photos: vec![],
        by: Pseudonym("Ana".into()),
    }
}

pub fn a_report(commune: &str) -> Report {
    Report {
        category: Category::Safety,
        magnitude: Magnitude::Blocking,
        place: Place {
            route: Some(RouteRef("f3-28357".into())),
            segment: None,
            commune: Some(CommuneCode(commune.into())),
            metres: 640,
        },
        text: "Un arbre est tombé.".into(),
        photos: vec![],
        confirms: None,
    }
}

pub fn making(act: Act) -> Operation {
    Operation { id: an_id(), thing: None, act }
}

pub fn changing(thing: ThingId, act: Act) -> Operation {
    Operation { id: an_id(), thing: Some(thing), act }
}

impl Server {
    pub async fn send(&self, key: &DeviceKey, operations: Vec<Operation>) -> Vec<Outcome> {
        let batch = Batch { operations };
        let reply = self.post(paths::OPERATIONS).key(key).json(&batch).send().await;
        reply.expect(200).json::<Outcomes>().outcomes
    }

    /// Sends one operation that is taken.
    pub async fn taken(&self, key: &DeviceKey, operation: &Operation) -> ThingId {
        assert_eq!(self.send(key, vec![operation.clone()]).await, [Outcome::Taken]);
        operation.subject()
    }

    pub async fn mine(&self, key: &DeviceKey) -> Mine {
        self.get(paths::MINE).key(key).send().await.expect(200).json()
    }

    pub async fn feed(&self) -> FeedPage {
        self.get(&paths::feed_after(0)).send().await.expect(200).json()
    }

    pub async fn queue(&self, desk: &Desk, kind: &str) -> Queue {
        let path = format!("{}?kind={kind}&waiting=true", paths::STAFF_QUEUE);
        self.get(&path).desk(desk).send().await.expect(200).json()
    }

    pub async fn act(&self, desk: &Desk, operation: &Operation, act: StaffAct) -> Reply {
        let filed = Filed { thing: operation.subject(), seen: operation.id, act };
        self.post(paths::STAFF_ACTS).desk(desk).json(&filed).send().await
    }
}

pub fn a_photo() -> (PhotoId, Vec<u8>) {
    let photo = image::RgbImage::from_fn(300, 200, |x, y| image::Rgb([x as u8, y as u8, (x * y) as u8]));
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new(&mut bytes).encode_image(&photo).unwrap();
    (PhotoId::from_bytes(&sente_server::secret::sha256(&[&bytes])), bytes)
}
