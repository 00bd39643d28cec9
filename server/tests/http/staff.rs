//! Signing in, staying in, going out.

use axum::http::Method;
use protocol::{Act, Problem, ProblemCode, Role, Session, StaffAct, paths};
use sente_server::auth::passwords;
use sente_server::store::Account;

use crate::samples::{a_key, a_review, making};
use crate::server::{Desk, PASSWORD, Server};

#[tokio::test]
async fn a_session_is_opened_shown_and_closed() {
    let server = Server::start().await;
    let desk = server.staff(Role::Baliseur).await;
    let shown: Session = server.get(paths::STAFF_SESSION).desk(&desk).send().await.expect(200).json();
    assert_eq!((shown.name.as_str(), shown.role, &shown.csrf), ("baliseur", Role::Baliseur, &desk.csrf));
    server.ask(Method::DELETE, paths::STAFF_SESSION).desk(&desk).send().await.expect(204);
    server.get(paths::STAFF_SESSION).desk(&desk).send().await.expect(401);
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let server = Server::start().await;
    server.hire(Role::Agence).await;
    let reply = server.sign_in(" AGENCE ", PASSWORD).await.expect(200);
    for part in ["sente-staff=", "HttpOnly", "SameSite=Strict", "Path=/v1"] {
        assert!(reply.header("set-cookie").contains(part), "{reply:?}");
    }
    assert!(!reply.header("set-cookie").contains("Secure"));
    let behind =
        Server::start_with(|settings| settings.behind_proxy = vec!["127.0.0.1/32".parse().unwrap()]).await;
    behind.hire(Role::Agence).await;
    let reply = behind.sign_in("agence", PASSWORD).await.expect(200);
    assert!(reply.header("set-cookie").ends_with("; Secure"));
    assert!(!reply.header("strict-transport-security").is_empty());
}

#[tokio::test]
async fn an_act_without_the_token_of_the_session_is_refused() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let review = making(Act::Review(a_review("")));
    server.taken(&a_key(1), &review).await;
    for csrf in ["", "0", &"0".repeat(64)] {
        let forged = Desk { csrf: csrf.to_owned(), ..desk.clone() };
        server.act(&forged, &review, StaffAct::Publish).await.expect(403);
    }
    server.act(&desk, &review, StaffAct::Publish).await.expect(200);
}

#[tokio::test]
async fn a_wrong_name_and_a_wrong_password_look_the_same() {
    let server = Server::start().await;
    server.hire(Role::Agence).await;
    let wrong = server.sign_in("agence", "les sentiers du Perche").await;
    let nobody = server.sign_in("personne", PASSWORD).await;
    assert_eq!((wrong.status, &wrong.body), (nobody.status, &nobody.body));
    assert_eq!(wrong.json::<Problem>().code, ProblemCode::Unauthorised);
}

#[tokio::test]
async fn whoever_guesses_waits_and_somebody_at_another_address_does_not() {
    let server =
        Server::start_with(|settings| settings.behind_proxy = vec!["127.0.0.1/32".parse().unwrap()]).await;
    server.hire(Role::Agence).await;
    let guess = async |address: &str, password: &str| {
        let body = protocol::SignIn { name: "agence".into(), password: password.into() };
        let ask = server.post(paths::STAFF_SESSION).header("x-forwarded-for", address).json(&body);
        ask.send().await
    };
    for _ in 0..5 {
        guess("192.0.2.1", "au hasard, vraiment").await.expect(401);
    }
    let slowed = guess("192.0.2.1", PASSWORD).await.expect(429);
    assert!(!slowed.header("retry-after").is_empty());
    guess("192.0.2.2", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn another_password_ends_the_sessions() {
    let server = Server::start().await;
    let desk = server.staff(Role::Agence).await;
    let account = server.app.store.account("agence").await.unwrap().unwrap();
    let password = Some(passwords::hash("un autre mot de passe").unwrap());
    server.app.store.put_account(&Account { password, ..account }).await.unwrap();
    server.get(paths::STAFF_SESSION).desk(&desk).send().await.expect(401);
}

#[tokio::test]
async fn the_sessions_of_an_account_end_with_it() {
    let server = Server::start().await;
    let (desk, other) = (server.staff(Role::Agence).await, server.staff(Role::Lecteur).await);
    let account = server.app.store.account("agence").await.unwrap().unwrap();
    server.app.store.remove_account("agence").await.unwrap();
    server.get(paths::STAFF_SESSION).desk(&desk).send().await.expect(401);
    // Nobody takes them up who gets the same name later, and be it with the same password.
    server.app.store.put_account(&account).await.unwrap();
    server.get(paths::STAFF_SESSION).desk(&desk).send().await.expect(401);
    server.get(paths::STAFF_SESSION).desk(&other).send().await.expect(200);
}

#[tokio::test]
async fn a_made_up_cookie_opens_nothing() {
    let server = Server::start().await;
    for cookie in ["sente-staff=", "sente-staff=0", &format!("sente-staff={}", "0".repeat(64)), "sente-staff"]
    {
        server.get(paths::STAFF_SESSION).header("cookie", cookie).send().await.expect(401);
    }
}
