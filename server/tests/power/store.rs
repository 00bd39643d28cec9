//! A life of the server's store, one step after the other: devices write, change, withdraw and erase, staff acts, the clock
//! tidies up, the program ends and starts again.

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::Arc;

use protocol::*;
use sente_server::store::*;

use crate::chance::Chance;
use crate::support::*;
use crate::vfs::{self, Event};
use crate::{memory_folder, state};

const STEPS: usize = 150;
const FILE: &str = "community.sqlite";

pub struct Life {
    pub events: Vec<Event>,
    /// What the file held after each step.
    states: Vec<u64>,
}

/// Things by their numbers, with the device that made them.
type Made = Vec<(u128, u8)>;

impl Life {
    pub fn record(seed: u64) -> Life {
        let runtime = runtime();
        let (folder, mut chance) = (memory_folder(), Chance::new(seed));
        let path = folder.path().join(FILE);
        vfs::watch(folder.path());
        let mut world = World::new(Arc::new(SqliteStore::open(&path).unwrap()));
        vfs::note(folder.path(), Event::Done(0));
        let (mut states, mut made) = (vec![state::of(&path)], Made::new());
        let mut devices = [1, 2, 3, 4];
        for step in 1..=STEPS {
            world.later(3);
            vfs::note(folder.path(), Event::Begun(step));
            if chance.percent(4) {
                world.store = Arc::new(SqliteStore::in_memory().unwrap());
                world.store = Arc::new(SqliteStore::open(&path).unwrap());
            } else {
                runtime.block_on(live(&world, &mut chance, step, &mut made, &mut devices));
            }
            vfs::note(folder.path(), Event::Done(step));
            states.push(state::of(&path));
        }
        drop(world);
        Life { events: vfs::finish(folder.path()), states }
    }

    /// Opens what is left as the server does.
    pub fn judge(&self, folder: &Path, steps: RangeInclusive<usize>) -> Result<(), String> {
        let path = folder.join(FILE);
        let store = SqliteStore::open(&path).map_err(|error| format!("does not open: {error:?}"))?;
        let runtime = runtime();
        let sound = |when: &str| match runtime.block_on(store.check()) {
            Ok(found) if found.is_empty() => Ok(()),
            found => Err(format!("damaged {when}: {found:?}")),
        };
        sound("after the cut")?;
        let found = state::of(&path);
        let known = self.states.iter().position(|state| *state == found);
        if !self.states[steps].contains(&found) {
            return Err(format!("what is there is of step {known:?}"));
        }
        // It goes on from there.
        runtime.block_on(store.put_account(&ana())).map_err(|error| error.to_string())?;
        sound("when it goes on")
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().unwrap()
}

async fn live(world: &World, chance: &mut Chance, step: usize, made: &mut Made, devices: &mut [u8; 4]) {
    let any = (!made.is_empty()).then(|| made[chance.below(made.len().max(1) as u64) as usize]);
    let which = chance.below(4) as usize;
    let device = devices[which];
    match (chance.below(100), any) {
        (0..50, _) | (_, None) => {
            let mut operations = Vec::new();
            for one in 0..1 + chance.below(4) as u128 {
                let number = step as u128 * 100 + one + 1;
                operations.push(one_operation(number, device, chance, made));
            }
            world.take(device, operations).await;
        }
        (50..75, Some((thing, _))) => {
            let acts = [
                StaffAct::Publish,
                StaffAct::Publish,
                refusal(Reason::OffTopic),
                StaffAct::Undo,
                status(ReportStatus::Open),
            ];
            // What cannot be done with such a thing is refused; that is a step, too.
            drop(world.act(thing, acts[chance.below(acts.len() as u64) as usize].clone()).await);
        }
        (75..80, _) => world.store.photo_arrived(&photo(chance.below(8) as u8)).await.unwrap(),
        (80..84, _) => {
            world.store.erase(key(device), world.now).await.unwrap();
            // The device takes another key.
            devices[which] += 4;
        }
        (84..88, _) => drop(world.store.purge(world.now).await.unwrap()),
        (88..92, _) => {
            let half_year = "2026-S2".parse().unwrap();
            world.store.visit([step as u8; 32], true, half_year, world.now).await.unwrap();
        }
        (92..96, _) => {
            let session = KeptSession { name: ana().name, password: String::new(), until: world.now };
            world.store.save_session([step as u8; 32], &session).await.unwrap();
        }
        _ => world.store.put_account(&ana()).await.unwrap(),
    }
}

fn one_operation(number: u128, device: u8, chance: &mut Chance, made: &mut Made) -> Operation {
    let of_device: Vec<u128> =
        made.iter().filter(|(_, owner)| *owner == device).map(|(thing, _)| *thing).collect();
    let thing = of_device.get(chance.below(of_device.len() as u64 + 1) as usize).copied();
    let text = format!("Étape {number} : {}", "du chemin, ".repeat(chance.below(60) as usize));
    let photos = if chance.percent(30) { vec![photo(chance.below(8) as u8)] } else { vec![] };
    let act = match chance.below(10) {
        0..5 => Act::Review(Review { photos, ..a_review(&text) }),
        5..7 => a_recommendation("Trois lavoirs."),
        7..9 => Act::Report(Report { photos, ..a_report(&text) }),
        _ => withdraw(),
    };
    match (thing, &act) {
        (Some(_), _) if chance.percent(30) => {}
        (_, Act::Withdraw(_)) => {}
        _ => {
            made.push((number, device));
            return operation(number, None, act);
        }
    }
    operation(number, thing.or(Some(1)), act)
}
