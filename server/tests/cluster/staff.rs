//! Somebody of the staff, whose session is known to both servers.

use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;

use protocol::*;
use sente_server::auth::passwords;
use sente_server::store::{Account, CommunityStore};

use crate::common::chance::Chance;
use crate::postgres::Postgres;
use crate::servers::Servers;
use crate::traffic::Met;

pub const PASSWORD: &str = "les sentiers de la Beauce";

pub struct Staff {
    cookie: String,
    csrf: String,
    /// Acts that were carried out, as it was said.
    pub done: AtomicUsize,
    /// Acts of which nobody knows: the database was away.
    pub unknown: AtomicUsize,
}

/// The address of a database and its standby, whichever writes.
pub fn either(first: &Postgres, second: &Postgres) -> String {
    let hosts = format!("host={},{}", first.host().display(), second.host().display());
    format!("{hosts} user=postgres dbname=postgres")
}

/// Two servers on it, and somebody who is signed in there.
pub fn at_work(database: &str) -> (Servers, Staff) {
    let servers = Servers::start(database);
    account(&servers, PASSWORD);
    let staff = sign_in(&servers, 0, PASSWORD).1.unwrap();
    (servers, staff)
}

pub fn account(servers: &Servers, password: &str) {
    let account = Account {
        name: "ana".into(),
        shown: "Agence".into(),
        password: Some(passwords::hash(password).unwrap()),
        role: Role::Agence,
        communes: vec![],
    };
    servers.runtime.block_on(servers.store.put_account(&account)).unwrap();
}

/// The status, and who is signed in now where it went well.
pub fn sign_in(servers: &Servers, at: usize, password: &str) -> (u16, Option<Staff>) {
    let body = SignIn { name: "ana".into(), password: password.into() };
    let url = format!("{}{}", servers.addresses[at], paths::STAFF_SESSION);
    let response = servers.courier.client().post(url).json(&body).send().unwrap();
    let status = response.status().as_u16();
    if status != 200 {
        return (status, None);
    }
    let cookie = response.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let csrf = response.json::<Session>().unwrap().csrf;
    (status, Some(Staff { cookie, csrf, done: AtomicUsize::new(0), unknown: AtomicUsize::new(0) }))
}

impl Staff {
    /// Whether this server knows the session.
    pub fn is_known(&self, servers: &Servers, at: usize) -> bool {
        let url = format!("{}{}", servers.addresses[at], paths::STAFF_SESSION);
        let response = servers.courier.client().get(url).header("cookie", &self.cookie).send().unwrap();
        response.status().as_u16() == 200
    }

    pub fn sign_out(&self, servers: &Servers, at: usize) {
        let url = format!("{}{}", servers.addresses[at], paths::STAFF_SESSION);
        let request = servers.courier.client().delete(url).header("cookie", &self.cookie);
        assert_eq!(request.header(paths::CSRF, &self.csrf).send().unwrap().status().as_u16(), 204);
    }

    /// Decides on what waits until it is enough, at servers by chance, some of it at both at once.
    pub fn work(&self, servers: &Servers, seed: u64, met: &Met) {
        let mut chance = Chance::new(seed);
        while !met.is_enough() {
            for entry in self.queue(servers, chance.below(2) as usize) {
                let act = match chance.below(8) {
                    0 => StaffAct::Refuse(Refusal { reason: Reason::OffTopic, words: String::new() }),
                    1 => StaffAct::Answer { text: "Merci.".into() },
                    _ => StaffAct::Publish,
                };
                let filed = Filed { thing: entry.thing, seen: entry.last.id, act };
                let at = chance.below(2) as usize;
                if chance.percent(30) {
                    std::thread::scope(|scope| {
                        scope.spawn(|| self.act(servers, 1 - at, &filed));
                        self.act(servers, at, &filed);
                    });
                } else {
                    self.act(servers, at, &filed);
                }
            }
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Whatever waits at the first server.
    pub fn publish_all(&self, servers: &Servers) {
        for entry in self.queue(servers, 0) {
            self.act(servers, 0, &Filed { thing: entry.thing, seen: entry.last.id, act: StaffAct::Publish });
        }
    }

    fn queue(&self, servers: &Servers, at: usize) -> Vec<QueueEntry> {
        let url = format!("{}{}", servers.addresses[at], paths::staff_queue(ThingKind::Review, true, 0));
        let response = servers.courier.client().get(url).header("cookie", &self.cookie).send().unwrap();
        match response.status().as_u16() {
            200 => response.json::<Queue>().unwrap().entries,
            503 => vec![],
            other => panic!("the queue: {other}"),
        }
    }

    fn act(&self, servers: &Servers, at: usize, filed: &Filed) {
        let url = format!("{}{}", servers.addresses[at], paths::STAFF_ACTS);
        let request = servers.courier.client().post(url).header("cookie", &self.cookie);
        let response = request.header(paths::CSRF, &self.csrf).json(filed).send().unwrap();
        match response.status().as_u16() {
            200 => drop(self.done.fetch_add(1, Ordering::SeqCst)),
            // Changed by its author, or decided at the other server.
            404 | 409 => {}
            503 => {
                assert!(response.headers().contains_key("retry-after"));
                self.unknown.fetch_add(1, Ordering::SeqCst);
            }
            other => panic!("{filed:?}: {other}"),
        }
    }
}
