//! Each call with each role, and with nobody.

use protocol::{Act, Filed, MergeInto, Reason, Refusal, ReportStatus, Role, StaffAct, paths};

use crate::samples::{a_key, a_report, an_id, making};
use crate::server::{Desk, Server};

const ROLES: [Role; 4] = [Role::Agence, Role::Commune, Role::Baliseur, Role::Lecteur];

/// What the call is answered with; only whether it is let through matters.
async fn asked(server: &Server, desk: Option<&Desk>, call: &str) -> u16 {
    let ask = match call {
        "avis" => server.get("/v1/staff/queue?kind=review"),
        "signalements" => server.get("/v1/staff/queue?kind=report"),
        "journal" => server.get(paths::STAFF_LOG),
        "chiffres" => server.get(paths::STAFF_INDICATORS),
        "tableau" => server.get(paths::STAFF_INDICATORS_CSV),
        "session" => server.get(paths::STAFF_SESSION),
        act => {
            // Of nothing that exists: whoever may do it is told so.
            let filed = Filed { thing: an_id().thing(), seen: an_id(), act: an_act(act) };
            server.post(paths::STAFF_ACTS).json(&filed)
        }
    };
    let ask = match desk {
        Some(desk) => ask.desk(desk),
        None => ask,
    };
    ask.send().await.status.as_u16()
}

fn an_act(name: &str) -> StaffAct {
    match name {
        "publish" => StaffAct::Publish,
        "refuse" => StaffAct::Refuse(Refusal { reason: Reason::Insult, words: String::new() }),
        "answer" => StaffAct::Answer { text: "Merci.".into() },
        "undo" => StaffAct::Undo,
        "status" => StaffAct::Status { status: ReportStatus::Open },
        "assign" => StaffAct::Assign { to: "agence".into() },
        "merge" => StaffAct::Merge(MergeInto { into: an_id().thing() }),
        other => panic!("{other} is no act"),
    }
}

#[tokio::test]
async fn each_role_may_do_what_the_table_says_and_nobody_anything() {
    let server = Server::start().await;
    let mut desks = Vec::new();
    for role in ROLES {
        desks.push(server.staff(role).await);
    }
    // Agence, commune, baliseur, lecteur, nobody. 200 is done, 404 let through but of nothing that exists.
    let table = [
        ("session", [200, 200, 200, 200, 401]),
        ("avis", [200, 200, 403, 200, 401]),
        ("signalements", [200, 200, 200, 200, 401]),
        ("journal", [200, 403, 403, 200, 401]),
        ("chiffres", [200, 200, 200, 200, 401]),
        ("tableau", [200, 200, 200, 200, 401]),
        ("publish", [404, 404, 403, 403, 401]),
        ("refuse", [404, 404, 403, 403, 401]),
        ("answer", [404, 404, 403, 403, 401]),
        ("undo", [404, 404, 403, 403, 401]),
        ("status", [404, 404, 404, 403, 401]),
        ("assign", [404, 404, 404, 403, 401]),
        ("merge", [404, 404, 404, 403, 401]),
    ];
    for (call, expected) in table {
        let mut found = Vec::new();
        for desk in desks.iter().map(Some).chain([None]) {
            found.push(asked(&server, desk, call).await);
        }
        assert_eq!(found, expected, "{call}");
    }
}

#[tokio::test]
async fn a_key_of_a_device_opens_nothing_of_staff_and_a_session_nothing_of_a_device() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    server.taken(&a_key(1), &making(Act::Report(a_report("28310")))).await;
    server.get(paths::STAFF_LOG).key(&a_key(1)).send().await.expect(401);
    server.get(paths::MINE).desk(&desk).send().await.expect(401);
    assert_eq!(server.mine(&a_key(2)).await.things.len(), 0);
}
