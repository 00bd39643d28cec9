//! *Êtes-vous satisfait ?*: one question, at most every half-year, which can be refused for good.

use jiff::SignedDuration;
use protocol::{Act, HalfYear, Operation, Satisfaction};

use super::Engine;
use super::post::{month_of, own_key};
use crate::calls::{AnswerSatisfaction, Handle, OpenSatisfaction, PutSatisfactionAside};
use crate::community::{NotAsked, SatisfactionQuestion};
use crate::error::ApiError;
use crate::store::device::{self, Device};
use crate::store::outbox;

/// Nobody is asked before they know the app.
const FIRST: SignedDuration = SignedDuration::from_hours(7 * 24);

impl Handle<OpenSatisfaction> for Engine {
    fn handle(&mut self, _: OpenSatisfaction) -> Result<SatisfactionQuestion, ApiError> {
        let mut device = device::read(&self.carnet)?;
        if device.question_since.is_none() {
            device.question_since = Some(self.now);
            self.change(|tx| device::write(tx, &device))?;
        }
        Ok(self.question(&device))
    }
}

impl Handle<AnswerSatisfaction> for Engine {
    fn handle(&mut self, call: AnswerSatisfaction) -> Result<SatisfactionQuestion, ApiError> {
        let half_year = self.half_year();
        let mut device = device::read(&self.carnet)?;
        // An answer that comes twice is one answer: the first reply may have been lost.
        if device.question_half != Some(half_year) {
            let (id, fresh) = (self.chance.operation(self.now), self.chance.key());
            let act = Act::Satisfaction(Satisfaction { half_year, stars: call.stars });
            self.change(|tx| {
                device.key = Some(own_key(tx, fresh)?);
                device.question_half = Some(half_year);
                device::write(tx, &device)?;
                outbox::add(tx, &Operation { id, thing: None, act }, None)
            })?;
        }
        Ok(self.question(&device))
    }
}

impl Handle<PutSatisfactionAside> for Engine {
    fn handle(&mut self, call: PutSatisfactionAside) -> Result<SatisfactionQuestion, ApiError> {
        let mut device = device::read(&self.carnet)?;
        match call.until {
            NotAsked::Now => device.question_half = Some(self.half_year()),
            NotAsked::ForGood => device.question_refused = true,
        }
        self.change(|tx| device::write(tx, &device))?;
        Ok(self.question(&device))
    }
}

impl Engine {
    fn half_year(&self) -> HalfYear {
        month_of(self.now).half_year()
    }

    fn question(&self, device: &Device) -> SatisfactionQuestion {
        let known = device.question_since.is_some_and(|since| self.now.duration_since(since) >= FIRST);
        let open = device.question_half != Some(self.half_year());
        SatisfactionQuestion {
            due: known && open && !device.question_refused,
            refused: device.question_refused,
        }
    }
}
