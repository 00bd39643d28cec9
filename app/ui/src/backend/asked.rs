//! A question whose answer a screen shows. It stands here once instead of Leptos' resources, whose waiting for server
//! and suspense every type of answer would carry to the phone again.

use leptos::prelude::*;
use leptos::task::spawn_local;
use sente_core::ApiError;
use sente_core::calls::Call;

use super::use_backend;

/// The answer so far; while a new one is on its way, the one before stays.
pub struct Asked<T: 'static> {
    answer: RwSignal<Option<Result<T, ApiError>>>,
    turn: RwSignal<u32>,
}

impl<T> Clone for Asked<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Asked<T> {}

impl<T: Clone + Send + Sync> Asked<T> {
    /// Nothing as long as nothing has been answered yet; tracked.
    pub fn get(&self) -> Option<Result<T, ApiError>> {
        self.answer.get()
    }

    /// Asks the same again.
    pub fn refetch(&self) {
        self.turn.update(|turn| *turn = turn.wrapping_add(1));
    }
}

/// Asks now, and again whenever a signal that `call` reads has changed.
pub fn asked<C>(call: impl Fn() -> C + 'static) -> Asked<C::Reply>
where
    C: Call + 'static,
    C::Reply: Clone + Send + Sync,
{
    let asked = Asked { answer: RwSignal::new(None), turn: RwSignal::new(0) };
    let newest = StoredValue::new(0_u32);
    Effect::new(move |before: Option<u32>| {
        asked.turn.track();
        let question = before.map_or(0, |before| before.wrapping_add(1));
        newest.set_value(question);
        let call = call();
        spawn_local(async move {
            let answer = use_backend().ask(call).await;
            // An older question may be answered late, or when the screen is gone.
            if newest.try_get_value() == Some(question) {
                asked.answer.set(Some(answer));
            }
        });
        question
    });
    asked
}
