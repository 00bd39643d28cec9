//! The rooms of the atelier behind the door: those that a role may enter, each under its address.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;
use protocol::{Deed, Role, ThingKind};

use super::desk::{Desk, Door, use_desk};
use super::drafts;
use super::figures::Figures;
use super::journal::Journal;
use super::queue::{QueueView, count_text};
use super::shelf::{Loading, Shelf};
use super::texts::{refused_text, role_key};
use crate::parts::{Icon, use_toast};
use crate::words::{Arg, say, tf};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Room {
    Queue(ThingKind),
    Figures,
    Journal,
}

const ROOMS: [Room; 5] = [
    Room::Queue(ThingKind::Review),
    Room::Queue(ThingKind::Recommendation),
    Room::Queue(ThingKind::Report),
    Room::Figures,
    Room::Journal,
];

impl Room {
    /// In the address, and as a name for tests.
    fn word(self) -> &'static str {
        match self {
            Room::Queue(ThingKind::Review) => "avis",
            Room::Queue(ThingKind::Recommendation) => "recommandations",
            Room::Queue(ThingKind::Report) => "signalements",
            Room::Figures => "indicateurs",
            Room::Journal => "journal",
        }
    }

    fn name(self) -> &'static str {
        match self {
            Room::Queue(kind) => super::texts::kind_key(kind),
            Room::Figures => "atelier-figures",
            Room::Journal => "atelier-journal",
        }
    }

    fn deed(self) -> Deed {
        match self {
            Room::Queue(kind) => Deed::ReadQueue(kind),
            Room::Figures => Deed::ReadIndicators,
            Room::Journal => Deed::ReadLog,
        }
    }
}

/// The room of this address, or where a role begins: communes and those who care for waymarks with the reports.
fn room(word: Option<&str>, role: Role) -> Room {
    let enters = |room: &Room| protocol::may(role, room.deed());
    let asked = ROOMS.into_iter().find(|room| Some(room.word()) == word).filter(enters);
    let first = match role {
        Role::Agence | Role::Lecteur => Room::Queue(ThingKind::Review),
        Role::Commune | Role::Baliseur => Room::Queue(ThingKind::Report),
    };
    asked.unwrap_or(first)
}

#[component]
pub fn Workshop() -> impl IntoView {
    let desk = use_desk();
    let shelves =
        [ThingKind::Review, ThingKind::Recommendation, ThingKind::Report].map(|kind| Shelf::new(kind, desk));
    for shelf in shelves {
        shelf.load();
    }
    desk.learn_communes();
    // What could not be read because the session had ended is read once it is open again.
    Effect::new(move || {
        let open = desk.door.get() == Door::Open;
        for shelf in shelves {
            if open && matches!(shelf.loading.get_untracked(), Loading::Refused(_)) {
                shelf.load();
            }
        }
    });
    let query = use_query_map();
    let here = Memo::new(move |_| {
        let word = query.with(|query| query.get("vue"));
        desk.role().map(|role| room(word.as_deref(), role))
    });
    let shelf_of = move |kind: ThingKind| shelves.into_iter().find(|shelf| shelf.kind == kind);
    view! {
        <Who desk />
        <nav class="shelves" aria-label=say("atelier-rooms")>
            <ul>
                {ROOMS
                    .into_iter()
                    .filter(|room| desk.may(room.deed()))
                    .map(|room| {
                        let count = move || match room {
                            Room::Queue(kind) => shelf_of(kind).and_then(count_text),
                            Room::Figures | Room::Journal => None,
                        };
                        view! {
                            <li>
                                <a
                                    class="chip"
                                    href=format!("/atelier?vue={}", room.word())
                                    data-test=format!("room-{}", room.word())
                                    aria-current=move || (here.get() == Some(room)).then_some("true")
                                >
                                    {say(room.name())}
                                    {move || count().map(|count| view! { <span class="chip-count">{count}</span> })}
                                </a>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </nav>
        {move || match here.get() {
            Some(Room::Queue(kind)) => shelf_of(kind).map(|shelf| view! { <QueueView shelf /> }).into_any(),
            Some(Room::Figures) => view! { <Figures /> }.into_any(),
            Some(Room::Journal) => view! { <Journal /> }.into_any(),
            None => ().into_any(),
        }}
    }
}

/// Who is signed in, and the way out.
#[component]
fn Who(desk: Desk) -> impl IntoView {
    let line = move || {
        desk.session().map(|session| {
            let (name, role) = (session.shown, crate::words::t(role_key(session.role)));
            tf("atelier-who", &[("name", Arg::Text(&name)), ("role", Arg::Text(&role))])
        })
    };
    let leave = move |_| {
        spawn_local(async move {
            match desk.sign_out().await {
                Ok(()) => drafts::drop_all(),
                Err(refused) => use_toast().show(refused_text(refused), None),
            }
        });
    };
    view! {
        <div class="atelier-who">
            <p data-test="staff-who">
                <Icon name="user" />
                {line}
            </p>
            <button type="button" class="button button-quiet" data-test="staff-leave" on:click=leave>
                {say("atelier-leave")}
            </button>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_room_that_a_role_may_not_enter_leads_to_its_first_one() {
        assert_eq!(room(Some("journal"), Role::Agence), Room::Journal);
        assert_eq!(room(Some("journal"), Role::Commune), Room::Queue(ThingKind::Report));
        assert_eq!(room(Some("avis"), Role::Baliseur), Room::Queue(ThingKind::Report));
        assert_eq!(room(None, Role::Lecteur), Room::Queue(ThingKind::Review));
    }
}
