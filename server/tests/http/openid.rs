//! Signing in at a provider of OpenID Connect: who comes in, and who does not.

use std::sync::Arc;

use axum::http::Method;
use protocol::{About, Capability, Role, Session, paths};
use sente_server::auth::passwords;
use sente_server::config::Claim;
use sente_server::store::Account;
use serde_json::json;
use tempfile::NamedTempFile;
use tracing::subscriber::DefaultGuard;

use crate::browser::{Browser, Page, parameter, with};
use crate::program::{program, said, serving_with, stopped};
use crate::provider::{PUBLIC, Provider};
use crate::server::{Desk, PASSWORD, Server};

/// A server that knows the provider, with accounts of these names, and somebody at a browser.
async fn server(provider: &Provider, claim: Claim, accounts: &[&str]) -> (Server, Browser) {
    let server = Server::start_with(provider.known_by(claim)).await;
    for name in accounts {
        add(&server, name, None).await;
    }
    let browser = Browser::new(&server.address);
    (server, browser)
}

async fn add(server: &Server, name: &str, password: Option<String>) {
    let (name, communes) = (name.to_string(), vec![]);
    let account = Account { shown: name.clone(), name, password, role: Role::Baliseur, communes };
    server.app.store.put_account(&account).await.unwrap();
}

/// What the server writes into its log while this is held.
struct Heard {
    file: NamedTempFile,
    _until: DefaultGuard,
}

impl Heard {
    fn from_now() -> Self {
        let file = NamedTempFile::new().unwrap();
        let log = tracing_subscriber::fmt().with_ansi(false).with_writer(Arc::new(file.reopen().unwrap()));
        Heard { file, _until: tracing::subscriber::set_default(log.finish()) }
    }

    fn contains(&self, cause: &str) {
        let log = std::fs::read_to_string(self.file.path()).unwrap();
        assert!(log.contains(&format!("cause=\"{cause}\"")), "{cause}: {log}");
    }
}

/// Nobody came in, and the page says why.
async fn refused(browser: &mut Browser, answer: Page, words: &str) {
    assert_eq!(answer.cookie("sente-staff"), None, "{answer:?}");
    let page = browser.open(answer.leads_to()).await;
    assert!(page.status.is_client_error() || page.status.is_server_error(), "{page:?}");
    assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
    assert!(page.text.contains(words), "{words}: {page:?}");
}

#[tokio::test]
async fn whoever_the_provider_vouches_for_comes_in_with_the_role_of_the_account() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let (server, mut browser) = server(&provider, Claim::Email, &["ana@example.fr"]).await;
    let answer = browser.sign_in("ana").await;
    assert_eq!((answer.status.as_u16(), answer.leads_to().path()), (303, "/atelier"));
    let cookie = answer.cookie("sente-staff").unwrap();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/v1"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let desk = Desk { cookie: cookie.split(';').next().unwrap().to_owned(), csrf: String::new() };
    let session: Session = server.get(paths::STAFF_SESSION).desk(&desk).send().await.expect(200).json();
    assert_eq!((session.name.as_str(), session.role), ("ana@example.fr", Role::Baliseur));
    server.ask(Method::DELETE, paths::STAFF_SESSION).desk(&desk).send().await.expect(403);
    let desk = Desk { csrf: session.csrf, ..desk };
    server.ask(Method::DELETE, paths::STAFF_SESSION).desk(&desk).send().await.expect(204);
    server.get(paths::STAFF_SESSION).desk(&desk).send().await.expect(401);
}

#[tokio::test]
async fn the_way_out_is_bound_to_the_browser_and_asks_for_no_more_than_the_address() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let (_server, mut browser) = server(&provider, Claim::Email, &[]).await;
    let begun = browser.begin().await;
    let cookie = begun.cookie("sente-openid").unwrap();
    for part in ["HttpOnly", "SameSite=Lax", "Path=/v1/staff/openid", "Max-Age=600"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let out = begun.leads_to();
    assert_eq!(parameter(&out, "code_challenge_method"), "S256");
    assert_eq!(parameter(&out, "scope"), "openid email");
    assert_eq!(parameter(&out, "redirect_uri"), format!("{PUBLIC}{}", paths::STAFF_OPENID_BACK));
    let again = browser.begin().await.leads_to();
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(parameter(&out, name), parameter(&again, name), "{name}");
    }
}

#[tokio::test]
async fn a_server_says_whether_it_knows_a_provider_and_offers_nothing_where_not() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let (with, _) = server(&provider, Claim::Email, &[]).await;
    let about: About = with.get(paths::ABOUT).send().await.json();
    assert!(about.capabilities.contains(&Capability::OpenIdConnect));
    assert_eq!(about.openid_label.as_deref(), Some("Compte du département"));
    let without = Server::start().await;
    let about: About = without.get(paths::ABOUT).send().await.json();
    assert!(!about.capabilities.contains(&Capability::OpenIdConnect) && about.openid_label.is_none());
    for path in [paths::STAFF_OPENID, paths::STAFF_OPENID_BACK, "/connexion/echec?raison=away"] {
        without.get(path).send().await.expect(404);
    }
}

#[tokio::test]
async fn whoever_has_no_account_is_told_so_and_gets_none() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let (server, mut browser) = server(&provider, Claim::Email, &["ana@example.fr"]).await;
    let answer = browser.sign_in("luc").await;
    refused(&mut browser, answer, "aucun compte de l’équipe ne porte votre adresse").await;
    assert_eq!(server.app.store.account("luc@example.fr").await.unwrap(), None);
}

#[tokio::test]
async fn an_address_that_the_provider_has_not_verified_opens_nothing() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let (_server, mut browser) = server(&provider, Claim::Email, &["nouveau@example.fr"]).await;
    let answer = browser.sign_in("nouveau").await;
    refused(&mut browser, answer, "adresse électronique vérifiée").await;
}

#[tokio::test]
async fn what_is_said_in_the_token_or_signed_apart_from_it_counts_as_well() {
    for how in ["inToken", "signed"] {
        let Some(provider) = Provider::start(json!({ "port": 0, how: true })) else { return };
        let accounts = ["ana@example.fr", "nouveau@example.fr"];
        let (_server, mut browser) = server(&provider, Claim::Email, &accounts).await;
        assert!(browser.sign_in("ana").await.cookie("sente-staff").is_some(), "{how}");
        browser.cookies.clear();
        let answer = browser.sign_in("nouveau").await;
        refused(&mut browser, answer, "adresse électronique vérifiée").await;
    }
}

#[tokio::test]
async fn a_name_at_the_provider_can_be_the_name_of_the_account() {
    let Some(provider) = Provider::start(json!({ "port": 0, "post": true })) else { return };
    let (server, mut browser) = server(&provider, Claim::PreferredUsername, &["ana"]).await;
    assert!(browser.sign_in("Ana").await.cookie("sente-staff").is_some());
    // Without a password it comes in this way only.
    server.sign_in("ana", "").await.expect(401);
    server.sign_in("ana", PASSWORD).await.expect(401);
}

#[tokio::test]
async fn another_state_another_browser_and_a_second_time_are_refused() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let (server, mut browser) = server(&provider, Claim::Email, &["ana@example.fr"]).await;
    const UNBOUND: &str = "pas été commencée dans ce navigateur";
    let back = browser.come_back("ana").await;
    let mut other = Browser::new(&server.address);
    let answer = other.open(back.clone()).await;
    refused(&mut other, answer, UNBOUND).await;
    other.begin().await;
    let answer = other.open(back.clone()).await;
    refused(&mut other, answer, UNBOUND).await;

    let bound = browser.cookies.clone();
    assert!(browser.open(back.clone()).await.cookie("sente-staff").is_some());
    let answer = browser.open(back.clone()).await;
    refused(&mut browser, answer, UNBOUND).await;
    // Whoever has kept the cookie too has a code that the provider does not take again.
    browser.cookies = bound.clone();
    let answer = browser.open(back).await;
    refused(&mut browser, answer, "n’a pas pu être vérifiée").await;

    let back = browser.come_back("ana").await;
    let answer = browser.open(with(&back, "state", &"0".repeat(64))).await;
    refused(&mut browser, answer, UNBOUND).await;
}

#[tokio::test]
async fn what_the_provider_refuses_is_said() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let (_server, mut browser) = server(&provider, Claim::Email, &[]).await;
    let out = browser.begin().await.leads_to();
    // It does so where it is asked to sign somebody in without asking anything.
    let back = browser.prove(with(&out, "prompt", "none"), "ana").await;
    assert_eq!(parameter(&back, "error"), "login_required");
    let answer = browser.open(back).await;
    refused(&mut browser, answer, "n’a pas donné son accord").await;
}

#[tokio::test]
async fn a_token_with_another_nonce_is_refused() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let (_server, mut browser) = server(&provider, Claim::Email, &["ana@example.fr"]).await;
    let out = browser.begin().await.leads_to();
    let back = browser.prove(with(&out, "nonce", "another"), "ana").await;
    let heard = Heard::from_now();
    let answer = browser.open(back).await;
    refused(&mut browser, answer, "n’a pas pu être vérifiée").await;
    heard.contains("another nonce");
}

#[tokio::test]
async fn a_code_that_was_asked_for_with_another_challenge_is_refused() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let (_server, mut browser) = server(&provider, Claim::Email, &["ana@example.fr"]).await;
    let out = browser.begin().await.leads_to();
    let back = browser.prove(with(&out, "code_challenge", &"a".repeat(43)), "ana").await;
    let heard = Heard::from_now();
    let answer = browser.open(back).await;
    refused(&mut browser, answer, "n’a pas pu être vérifiée").await;
    heard.contains("the provider says invalid_grant");
}

#[tokio::test]
async fn an_expired_token_is_refused() {
    let Some(provider) = Provider::start(json!({ "port": 0, "behind": 7_200 })) else { return };
    let (_server, mut browser) = server(&provider, Claim::Email, &["ana@example.fr"]).await;
    let heard = Heard::from_now();
    let answer = browser.sign_in("ana").await;
    refused(&mut browser, answer, "n’a pas pu être vérifiée").await;
    heard.contains("expired");
}

#[tokio::test]
async fn a_token_for_another_audience_is_refused() {
    let Some(provider) = Provider::start(json!({ "port": 0, "confused": true })) else { return };
    let (_server, mut browser) = server(&provider, Claim::Email, &["ana@example.fr"]).await;
    let heard = Heard::from_now();
    let answer = browser.sign_in("ana").await;
    refused(&mut browser, answer, "n’a pas pu être vérifiée").await;
    heard.contains("meant for another client");
}

#[tokio::test]
async fn other_keys_of_the_provider_are_noticed() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let (_server, mut browser) = server(&provider, Claim::Email, &["ana@example.fr"]).await;
    assert!(browser.sign_in("ana").await.cookie("sente-staff").is_some());
    let _provider = provider.with_other_keys();
    browser.cookies.clear();
    assert!(browser.sign_in("ana").await.cookie("sente-staff").is_some());
}

#[tokio::test]
async fn without_the_provider_a_page_says_so_and_passwords_still_open() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    const AWAY: &str = "Le service de connexion ne répond pas.";
    let (server, mut browser) = server(&provider, Claim::Email, &["ana@example.fr"]).await;
    add(&server, "luc", Some(passwords::hash(PASSWORD).unwrap())).await;
    let back = browser.come_back("ana").await;
    let never = Server::start_with(provider.known_by(Claim::Email)).await;
    provider.stop();
    let answer = browser.open(back).await;
    refused(&mut browser, answer, AWAY).await;
    let mut browser = Browser::new(&never.address);
    let answer = browser.begin().await;
    refused(&mut browser, answer, AWAY).await;
    server.sign_in("luc", PASSWORD).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_a_sign_in_is_written_into_the_log() {
    let Some(provider) = Provider::start(json!({ "port": 0 })) else { return };
    let folder = tempfile::tempdir().unwrap();
    let ana =
        ["admin", "add-staff", "--account", "ana@example.fr", "--role", "baliseur", "--without-password"];
    let added = program().args(ana).arg("--data").arg(folder.path()).output().unwrap();
    assert_eq!(said(&added.stdout), "added `ana@example.fr`\n");
    let file = folder.path().join("secret");
    std::fs::write(&file, "sente-secret\n").unwrap();
    let settings = ["--public-address", PUBLIC, "--oidc-issuer", &provider.issuer, "--oidc-client", "sente"];
    let secret = ["--oidc-secret-file", file.to_str().unwrap()];
    let (child, address) = serving_with(folder.path(), "trace", &[&settings[..], &secret].concat());
    let mut browser = Browser::new(&address);

    let mut secrets = vec!["sente-secret".to_owned(), "c2VudGU6".into(), "eyJ".into(), "example.fr".into()];
    for who in ["ana", "luc"] {
        let back = browser.come_back(who).await;
        secrets.extend(["state", "code"].map(|name| parameter(&back, name)));
        secrets.extend(browser.cookies.values().cloned());
        let answer = browser.open(back).await;
        assert_eq!(answer.cookie("sente-staff").is_some(), who == "ana");
        secrets.extend(answer.cookie("sente-staff").map(|line| line[12..76].to_owned()));
        browser.cookies.clear();
    }
    let log = said(&stopped(child).stderr);
    assert!(log.contains("nobody was let in by OpenID Connect"));
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret} stands in the log:\n{log}");
    }
}
