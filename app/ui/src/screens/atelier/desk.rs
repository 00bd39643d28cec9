//! Who is signed in, and what every part of the atelier shares: acts, refusals, the names of routes and communes.

use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::domain::RouteId;
use protocol::{CommuneCode, Deed, Filed, QueueEntry, Role, RouteRef, Session, SignIn, StaffAct, may};
use sente_core::calls::{OpenCards, OpenPlaces};

use super::drafts;
use crate::backend::{StaffRefused, use_backend};

/// What stands between staff and the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    Asking,
    /// The server could not be asked who is signed in.
    Away(StaffRefused),
    SignIn,
    Open,
}

#[derive(Clone, Copy)]
pub struct Desk {
    pub door: RwSignal<Door>,
    /// Who works here; stays when the session has ended, so that the work stays on the screen.
    session: RwSignal<Option<Session>>,
    routes: RwSignal<BTreeMap<String, String>>,
    communes: RwSignal<BTreeMap<String, String>>,
}

impl Desk {
    pub fn new() -> Desk {
        Desk {
            door: RwSignal::new(Door::Asking),
            session: RwSignal::new(None),
            routes: RwSignal::default(),
            communes: RwSignal::default(),
        }
    }

    /// Finds out who is signed in.
    pub fn ask(self) {
        self.door.set(Door::Asking);
        spawn_local(async move {
            match use_backend().session().await {
                Ok(session) => self.open(session),
                Err(StaffRefused::Unauthorised) => {
                    self.door.try_set(Door::SignIn);
                }
                Err(refused) => {
                    self.door.try_set(Door::Away(refused));
                }
            }
        });
    }

    /// Whether somebody has signed in meanwhile, on another page.
    pub fn look(self) {
        spawn_local(async move {
            if let Ok(session) = use_backend().session().await {
                self.open(session);
            }
        });
    }

    pub async fn sign_in(self, who: SignIn) -> Result<(), StaffRefused> {
        self.open(use_backend().sign_in(&who).await?);
        Ok(())
    }

    fn open(self, session: Session) {
        // The screen may have been left meanwhile.
        let other =
            |before: &Option<Session>| before.as_ref().is_some_and(|before| before.name != session.name);
        if self.session.try_with_untracked(other) == Some(true) {
            drafts::drop_all();
        }
        self.session.try_set(Some(session));
        self.door.try_set(Door::Open);
    }

    /// Ends the session here and at the server; one that has ended already is as good.
    pub async fn sign_out(self) -> Result<(), StaffRefused> {
        let Some(session) = self.session.get_untracked() else { return Ok(()) };
        match use_backend().sign_out(&session).await {
            Ok(()) | Err(StaffRefused::Unauthorised | StaffRefused::Forbidden) => {
                self.session.try_set(None);
                self.door.try_set(Door::SignIn);
                Ok(())
            }
            Err(refused) => Err(refused),
        }
    }

    /// Tracked.
    pub fn session(self) -> Option<Session> {
        self.session.get()
    }

    /// The same, not tracked.
    pub fn session_now(self) -> Option<Session> {
        self.session.get_untracked()
    }

    /// Not tracked: with another person or role all is drawn anew.
    pub fn role(self) -> Option<Role> {
        self.session.with_untracked(|session| session.as_ref().map(|session| session.role))
    }

    /// Whether it is offered; the server holds everybody to the same table.
    pub fn may(self, deed: Deed) -> bool {
        self.role().is_some_and(|role| may(role, deed))
    }

    /// Carries out an act on a thing as it was seen.
    pub async fn act(self, seen: &QueueEntry, act: StaffAct) -> Result<QueueEntry, StaffRefused> {
        let session = self.session.get_untracked().ok_or(StaffRefused::Unauthorised)?;
        let filed = Filed { thing: seen.thing, seen: seen.last.id, act };
        self.heard(use_backend().act_as_staff(&session, &filed).await)
    }

    /// A session that has ended leads back to the sign-in; everything else stays as it is.
    pub fn heard<T>(self, answer: Result<T, StaffRefused>) -> Result<T, StaffRefused> {
        if matches!(answer, Err(StaffRefused::Unauthorised)) {
            self.door.try_set(Door::SignIn);
        }
        answer
    }

    /// Fetches the names of routes that are not known yet.
    pub fn learn_routes(self, wanted: impl Iterator<Item = RouteRef>) {
        let mut ids: Vec<String> = wanted.map(|route| route.0).collect();
        ids.sort_unstable();
        ids.dedup();
        self.routes.with_untracked(|known| ids.retain(|id| !known.contains_key(id)));
        if ids.is_empty() {
            return;
        }
        spawn_local(async move {
            let ids = ids.into_iter().map(RouteId).collect();
            // Without the catalogue the ids of the routes still say which they are.
            if let Ok(cards) = use_backend().ask(OpenCards { ids }).await {
                let names = cards.into_iter().map(|card| (card.id.0, card.name));
                self.routes.try_update(|known| known.extend(names));
            }
        });
    }

    pub fn learn_communes(self) {
        spawn_local(async move {
            if let Ok(places) = use_backend().ask(OpenPlaces {}).await {
                let names = places.communes.into_iter().map(|commune| (commune.insee.0, commune.name));
                self.communes.try_set(names.collect());
            }
        });
    }

    /// Its name, or its id as long as that is all one knows; tracked.
    pub fn route_name(self, route: &RouteRef) -> String {
        self.routes.with(|known| known.get(route.as_str()).cloned()).unwrap_or_else(|| route.0.clone())
    }

    pub fn commune_name(self, commune: &CommuneCode) -> String {
        self.communes.with(|known| known.get(commune.as_str()).cloned()).unwrap_or_else(|| commune.0.clone())
    }
}

pub fn use_desk() -> Desk {
    expect_context::<Desk>()
}
