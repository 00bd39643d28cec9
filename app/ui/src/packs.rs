//! The map packs as the screens and the map know them: what lies on the device, and the one installation that may be
//! going on, which goes on whatever screen is shown.

use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{LazyLock, Once};

use leptos::prelude::*;
use leptos::task::spawn_local;
use sente_core::carnet::Settings;
use sente_core::packs::listing::{Offered, Proposal, Way};
use sente_core::packs::{InstallProgress, PackOffer, PackRefused, PackState};
use web_sys::File;

use crate::device::keeping::ask_to_keep;
use crate::device::packs::{self, News};
use crate::map::MapState;
use crate::parts::{announce, use_toast};
use crate::preferences::settings_untracked;
use crate::words::{Arg, t, tf};

/// Where the screen of the maps stands.
pub const PATH: &str = "/plus/cartes";
/// How the file of a map, or of changes of one, ends.
pub const ENDINGS: &str = ".pmtiles,.pmdelta";

/// How far a new map is.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    Nothing,
    /// The file is being looked at.
    Looking,
    /// The hiker says yes or no.
    Offered(PackOffer),
    Installing {
        title: String,
        from: From,
    },
    /// And what to try again, where it came from the server.
    Refused(PackRefused, Option<Box<Proposal>>),
}

/// Where a map comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum From {
    File,
    Server,
}

/// What is known of the server of maps; it is asked only when the hiker says so.
#[derive(Debug, Clone, PartialEq)]
pub enum Server {
    NotAsked,
    Asking,
    Known(Offered),
    Refused(PackRefused),
}

static STATE: LazyLock<ArcRwSignal<Option<Result<PackState, PackRefused>>>> =
    LazyLock::new(|| ArcRwSignal::new(None));
static STEP: LazyLock<ArcRwSignal<Step>> = LazyLock::new(|| ArcRwSignal::new(Step::Nothing));
/// The address of another server is being kept.
static NAMING: AtomicBool = AtomicBool::new(false);
static SERVER: LazyLock<ArcRwSignal<Server>> = LazyLock::new(|| ArcRwSignal::new(Server::NotAsked));
/// How often the host has told of progress.
static HEARD: AtomicU32 = AtomicU32::new(0);
static PROGRESS: LazyLock<ArcRwSignal<Option<InstallProgress>>> = LazyLock::new(|| ArcRwSignal::new(None));

/// All maps on the device; nothing until the host has answered. Tracked.
pub fn state() -> Option<Result<PackState, PackRefused>> {
    STATE.get()
}

pub fn step() -> Step {
    STEP.get()
}

pub fn server() -> Server {
    SERVER.get()
}

pub fn progress() -> Option<InstallProgress> {
    PROGRESS.get()
}

/// From now on the map and the screens know the maps of this device. Who shows no map does not wait for them.
pub fn watch(map: MapState) {
    static WATCHED: Once = Once::new();
    WATCHED.call_once(|| {
        packs::on_news(move |news| match news {
            News::Changed => refresh(map),
            News::Progress(progress) => {
                HEARD.fetch_add(1, Ordering::Relaxed);
                PROGRESS.set(progress);
            }
        });
        refresh(map);
    });
}

/// Asks the host again.
pub fn refresh(map: MapState) {
    let before = HEARD.load(Ordering::Relaxed);
    spawn_local(async move {
        let state = packs::state().await;
        if let Ok(state) = &state {
            map.packs.set(state.packs.clone());
            // Reading the maps takes a while: the hiker may have paused meanwhile, and newer news stand.
            if HEARD.load(Ordering::Relaxed) == before {
                PROGRESS.set(state.installing);
            }
        }
        STATE.set(Some(state));
    });
}

/// Whether a dropped or opened file is meant to be a map.
pub fn is_map(file: &File) -> bool {
    let name = file.name().to_lowercase();
    ENDINGS.split(',').any(|ending| name.ends_with(ending))
}

/// Looks at the file that the hiker brings, or has the host's dialogue ask for one.
pub fn choose(file: Option<File>) {
    look(packs::offer(file));
}

/// Takes what the system has handed over; `arrived` is told where there is something.
pub fn take_waiting(arrived: Callback<()>) {
    spawn_local(async move {
        match packs::waiting().await {
            Ok(None) => {}
            answer => {
                arrived.run(());
                look(async { answer });
            }
        }
    });
}

fn look(offer: impl Future<Output = Result<Option<PackOffer>, PackRefused>> + 'static) {
    // One map at a time: what runs is seen to its end.
    if matches!(STEP.get_untracked(), Step::Installing { .. }) {
        use_toast().show(t("pack-refused-busy"), None);
        return;
    }
    STEP.set(Step::Looking);
    spawn_local(async move {
        let found = async {
            let Some(offer) = offer.await? else { return Ok(None) };
            Ok(Some(offer.settled(&packs::state().await?)))
        };
        STEP.set(match found.await {
            Ok(Some(offer)) => Step::Offered(offer),
            Ok(None) => Step::Nothing,
            Err(refused) => Step::Refused(refused, None),
        });
    });
}

/// The hiker has thought better of it, or has read why it did not work.
pub fn dismiss() {
    STEP.set(Step::Nothing);
}

/// The hiker has said yes.
pub fn install(offer: PackOffer) {
    let PackOffer { pack, replaces, updates, .. } = offer;
    let done = if updates.is_some() { "pack-updated" } else { "pack-installed" };
    STEP.set(Step::Installing { title: pack.title.clone(), from: From::File });
    spawn_local(async move {
        let installed = packs::install(&pack.file).await;
        ended(installed, done, &pack.title, replaces, None).await;
    });
}

/// Where maps are asked for, as the hiker has it: the address of their own, else the folder of the server that they have
/// named for reviews; `None` is the server of the app.
pub fn maps_of(settings: &Settings) -> Option<String> {
    let folder = |server: &String| format!("{}/packs/", server.trim_end_matches('/'));
    settings.map_server.clone().or_else(|| settings.server.as_ref().map(folder))
}

/// Asks the server of maps what it proposes; where the hiker has just named another one, that one, once its address is kept.
pub fn ask_server() {
    SERVER.set(Server::Asking);
    if NAMING.load(Ordering::Relaxed) {
        return;
    }
    let asked = maps_of(&settings_untracked());
    spawn_local(async move {
        let offered = packs::offered(asked.clone()).await;
        // The hiker may have named another server meanwhile, which proposes other maps.
        if maps_of(&settings_untracked()) == asked {
            SERVER.set(offered.map_or_else(Server::Refused, Server::Known));
        }
    });
}

/// The hiker names another server, whose address is being kept.
pub fn name_server() {
    NAMING.store(true, Ordering::Relaxed);
}

/// The address is `kept`, or it was none. What another server has proposed is no longer said; whoever has pressed meanwhile
/// gets an answer.
pub fn server_named(kept: bool) {
    NAMING.store(false, Ordering::Relaxed);
    if SERVER.get_untracked() == Server::Asking {
        ask_server();
    } else if kept {
        SERVER.set(Server::NotAsked);
    }
}

/// Fetches what the server proposes.
pub fn fetch(proposal: Proposal) {
    // One map at a time: what runs is seen to its end.
    if matches!(STEP.get_untracked(), Step::Installing { .. }) {
        use_toast().show(t("pack-refused-busy"), None);
        return;
    }
    let title = proposal.pack.title.clone();
    STEP.set(Step::Installing { title: title.clone(), from: From::Server });
    spawn_local(async move {
        let (name, replaces) = match &proposal.way {
            Way::New => (free_name(&title).await, None),
            Way::Whole { replaces } => (free_name(&title).await, Some(replaces.clone())),
            Way::Changes { installed, .. } => (installed.clone(), None),
        };
        let done = if proposal.way == Way::New { "pack-installed" } else { "pack-updated" };
        let fetched = packs::fetch(proposal.wanted().file(), &name).await;
        ended(fetched, done, &title, replaces, Some(Box::new(proposal))).await;
    });
}

/// A name for a new map of this title.
async fn free_name(title: &str) -> String {
    packs::state().await.unwrap_or_default().free_name(title)
}

async fn ended(
    how: Result<(), PackRefused>,
    done: &str,
    title: &str,
    replaces: Option<String>,
    again: Option<Box<Proposal>>,
) {
    match how {
        Ok(()) => {
            STEP.set(Step::Nothing);
            use_toast().show(tf(done, &[("title", Arg::Text(title))]), None);
            // Only now that the newer one is whole does the older one go.
            if let Some(old) = replaces {
                delete(old).await;
            }
            // A browser may drop what nobody has asked it to keep.
            ask_to_keep().await;
        }
        Err(PackRefused::Cancelled) => {
            STEP.set(Step::Nothing);
            use_toast().show(t("pack-refused-cancelled"), None);
        }
        Err(refused) => STEP.set(Step::Refused(refused, again)),
    }
}

pub fn pause(paused: bool) {
    announce(t(if paused { "pack-paused" } else { "pack-resumed" }));
    spawn_local(async move { tell(packs::pause(paused).await) });
}

pub fn cancel() {
    spawn_local(async { tell(packs::cancel().await) });
}

/// Frees the room of a map; answers whether it is gone.
pub async fn delete(file: String) -> bool {
    let deleted = packs::delete(&file).await;
    let gone = deleted.is_ok();
    tell(deleted);
    gone
}

fn tell(outcome: Result<(), PackRefused>) {
    if let Err(refused) = outcome {
        use_toast().show(refused_text(&refused), None);
    }
}

/// What happened and what to do, in the language of the screens.
pub fn refused_text(refused: &PackRefused) -> String {
    use crate::format::bytes;
    let with = |key: &str, detail: &str| tf(key, &[("detail", Arg::Text(detail))]);
    match refused {
        PackRefused::NotAPack { detail } => with("pack-refused-not-a-pack", detail),
        PackRefused::Damaged { detail } => with("pack-refused-damaged", detail),
        PackRefused::NoRoom { needed, free: Some(free) } => {
            let (needed, free) = (bytes(*needed), bytes(*free));
            tf("pack-refused-no-room", &[("needed", Arg::Text(&needed)), ("free", Arg::Text(&free))])
        }
        PackRefused::NoRoom { needed, free: None } => {
            tf("pack-refused-full", &[("needed", Arg::Text(&bytes(*needed)))])
        }
        PackRefused::ReadOnly { detail } => with("pack-refused-read-only", detail),
        PackRefused::Cancelled => t("pack-refused-cancelled"),
        PackRefused::NoSuchMap => t("pack-refused-no-such-map"),
        PackRefused::Busy => t("pack-refused-busy"),
        PackRefused::Gone => t("pack-refused-gone"),
        // A browser asks only the server of its page.
        PackRefused::NoServer if packs::has_dialogue() => t("pack-refused-no-server"),
        PackRefused::NoServer => t("pack-refused-no-server-here"),
        PackRefused::Offline { detail } => with("pack-refused-offline", detail),
        PackRefused::WrongAnswer { detail } => with("pack-refused-wrong-answer", detail),
        PackRefused::OtherContent => t("pack-refused-other-content"),
        PackRefused::Failed { detail } => with("pack-refused-failed", detail),
    }
}

/// Files of the installed reliefs, none where the host refuses to tell; `None` until it has answered. Tracked.
pub fn reliefs() -> Option<Vec<String>> {
    use sente_core::packs::PackKind;
    STATE.with(|state| {
        let packs = state.as_ref()?.as_ref().map_or(&[][..], |state| &state.packs[..]);
        let reliefs = packs.iter().filter(|pack| pack.kind == PackKind::Relief);
        Some(reliefs.map(|pack| pack.file.clone()).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_come_from_the_server_of_reviews_unless_they_have_their_own() {
        let mut settings = Settings::default();
        assert_eq!(maps_of(&settings), None);
        settings.server = Some("https://sente.example/".into());
        assert_eq!(maps_of(&settings).as_deref(), Some("https://sente.example/packs/"));
        settings.map_server = Some("https://cartes.example/28".into());
        assert_eq!(maps_of(&settings).as_deref(), Some("https://cartes.example/28"));
    }
}
