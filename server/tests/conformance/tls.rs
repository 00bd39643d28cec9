//! PostgreSQL behind TLS: who is believed, who is refused and what is said then.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair};
use sente_server::said::said;
use sente_server::store::PostgresStore;
use tempfile::TempDir;

use crate::support::*;

const HOST: &str = "db.example";
const PASSWORD: &str = "geheim-7Q";

/// Signs certificates, and is known by a file.
struct Authority {
    issuer: CertifiedIssuer<'static, KeyPair>,
    folder: TempDir,
}

impl Authority {
    fn new() -> Authority {
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.distinguished_name.push(DnType::CommonName, "an authority");
        let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
        let authority = Authority { issuer, folder: tempfile::tempdir().unwrap() };
        std::fs::write(authority.file(), authority.issuer.pem()).unwrap();
        authority
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// A certificate for the host, and its key.
    fn sign(&self, host: &str) -> (String, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![host.to_owned()]).unwrap();
        (params.signed_by(&key, &self.issuer).unwrap().pem(), key.serialize_pem())
    }
}

/// A PostgreSQL with a certificate for [`HOST`], who signed it, and a user with a password.
fn encrypted() -> Option<(Postgres, Authority)> {
    let (postgres, authority) = (Postgres::over_tcp()?, Authority::new());
    let (certificate, key) = authority.sign(HOST);
    postgres.rule("host all hiker 127.0.0.1/32 scram-sha-256");
    postgres.encrypt(&certificate, &key);
    let role = format!("CREATE ROLE hiker SUPERUSER LOGIN PASSWORD '{PASSWORD}'");
    postgres.sql(&format!("host={} user=postgres", postgres.host().display()), &role);
    Some((postgres, authority))
}

/// The address of the database over TCP, under this name of the host.
fn address(postgres: &Postgres, host: &str, mode: &str) -> String {
    let port = postgres.port();
    format!(
        "host={host} hostaddr=127.0.0.1 port={port} user=hiker password={PASSWORD} dbname=postgres {mode}"
    )
}

/// What is said where the store cannot be opened; never the password.
async fn refusal(address: &str, authority: Option<&Path>) -> String {
    let error = PostgresStore::open(address, authority).await.unwrap_err();
    let said = said(&error);
    assert!(!format!("{said} {error:?}").contains(PASSWORD), "{said}");
    said
}

/// Whether the connections of the store are encrypted: `t` or `f`.
fn is_encrypted(postgres: &Postgres) -> String {
    const SQL: &str = "SELECT bool_and(ssl) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
         WHERE application_name = 'sente-server'";
    postgres.sql(&format!("host={} user=postgres", postgres.host().display()), SQL).trim().to_owned()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_claims_on_what_devices_send_hold_over_verified_tls() {
    let Some((postgres, authority)) = encrypted() else { return };
    let mut broken = Vec::new();
    for (name, claim) in crate::posts::CLAIMS {
        let database = postgres.database().split("dbname=").nth(1).unwrap().to_owned();
        let address = address(&postgres, HOST, "sslmode=require")
            .replace("dbname=postgres", &format!("dbname={database}"));
        let store = PostgresStore::open(&address, Some(&authority.file())).await.unwrap();
        assert_eq!(is_encrypted(&postgres), "t");
        if tokio::spawn(claim(World::new(Arc::new(store)))).await.is_err() {
            broken.push(name);
        }
    }
    assert_eq!(broken, Vec::<&&str>::new());
}

#[tokio::test]
async fn whoever_names_an_authority_gets_tls_whatever_else_the_address_says() {
    let Some((postgres, authority)) = encrypted() else { return };
    for mode in ["", "sslmode=prefer", "sslmode=require"] {
        let store =
            PostgresStore::open(&address(&postgres, HOST, mode), Some(&authority.file())).await.unwrap();
        assert_eq!(is_encrypted(&postgres), "t", "{mode}");
        drop(store);
    }
    let said = refusal(&address(&postgres, HOST, "sslmode=disable"), Some(&authority.file())).await;
    assert!(said.contains("take one of them away"), "{said}");
}

#[tokio::test]
async fn another_authority_and_another_host_are_refused_with_what_to_do() {
    let Some((postgres, authority)) = encrypted() else { return };
    let other = Authority::new();
    let said = refusal(&address(&postgres, HOST, ""), Some(&other.file())).await;
    let expected =
        format!("{} (`postgres-ca`) has to hold the authority that signed it", other.file().display());
    assert!(said.contains(HOST) && said.contains(&expected), "{said}");
    let said = refusal(&address(&postgres, "other.example", ""), Some(&authority.file())).await;
    assert!(
        said.contains("other.example") && said.contains("write a host of the certificate into"),
        "{said}"
    );
    let by_number = address(&postgres, HOST, "").replace("host=db.example ", "");
    let said = refusal(&by_number, Some(&authority.file())).await;
    assert!(said.contains("write a host of the certificate into"), "{said}");
    // No system trusts an authority of a test.
    let said = refusal(&address(&postgres, HOST, "sslmode=require"), None).await;
    assert!(said.contains("set `postgres-ca` to a PEM file"), "{said}");
}

#[tokio::test]
async fn without_an_authority_prefer_encrypts_and_disable_does_not() {
    let Some((postgres, _authority)) = encrypted() else { return };
    for (mode, expected) in [("", "t"), ("sslmode=prefer", "t"), ("sslmode=disable", "f")] {
        let store = PostgresStore::open(&address(&postgres, "other.example", mode), None).await.unwrap();
        assert_eq!(is_encrypted(&postgres), expected, "{mode}");
        drop(store);
    }
    // By its socket there is no TLS, nor any need of it.
    let store = PostgresStore::open(&(postgres.database() + " sslmode=require"), None).await.unwrap();
    assert_eq!(is_encrypted(&postgres), "f");
    drop(store);
}

#[tokio::test]
async fn a_server_without_tls_is_refused_where_tls_is_wanted_and_only_there() {
    let Some(postgres) = Postgres::over_tcp() else { return };
    let address = |mode| address(&postgres, "localhost", mode).replace("hiker", "postgres");
    let authority = Authority::new();
    for (mode, authority) in [("sslmode=require", None), ("", Some(authority.file()))] {
        let said = refusal(&address(mode), authority.as_deref()).await;
        assert!(said.contains("turn it on there (`ssl = on`)"), "{said}");
    }
    for mode in ["", "sslmode=prefer", "sslmode=disable"] {
        drop(PostgresStore::open(&address(mode), None).await.unwrap());
    }
}

#[tokio::test]
async fn of_several_hosts_one_that_is_verified_is_taken() {
    let Some((postgres, authority)) = encrypted() else { return };
    let port = postgres.port();
    let address = format!(
        "postgres://hiker:{PASSWORD}@other.example:{port},localhost:1,{HOST}:{port}/postgres\
         ?hostaddr=127.0.0.1,127.0.0.1,127.0.0.1"
    );
    let store = PostgresStore::open(&address, Some(&authority.file())).await.unwrap();
    assert_eq!(is_encrypted(&postgres), "t");
    drop(store);
    // Of those that are away and one that is refused, it is said why that one is.
    let refused = address.replace(HOST, "third.example");
    let said = refusal(&refused, Some(&authority.file())).await;
    assert!(said.contains("write a host of the certificate into"), "{said}");
}

#[tokio::test]
async fn what_cannot_be_read_is_named_by_its_key_and_holds_no_password() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("missing.pem");
    let said = refusal("host=localhost", Some(&missing)).await;
    assert!(said.contains("missing.pem (`postgres-ca`)"), "{said}");
    let empty = folder.path().join("empty.pem");
    std::fs::write(&empty, "no certificate").unwrap();
    let said = refusal("host=localhost", Some(&empty)).await;
    assert!(said.contains("empty.pem (`postgres-ca`) holds no certificate"), "{said}");
    for address in [
        format!("host=localhost password={PASSWORD} sslmode=verify-full"),
        format!("host=localhost password=two {PASSWORD}=words"),
        format!("postgres://hiker:{PASSWORD}@localhost/postgres?sslrootcert=ca.pem"),
    ] {
        let said = refusal(&address, None).await;
        assert!(said.contains("`sslmode` is disable, prefer or require"), "{said}");
    }
}

#[tokio::test]
async fn the_certificate_of_an_authority_is_none_of_a_server() {
    let Some(postgres) = Postgres::over_tcp() else { return };
    let mut params = CertificateParams::new(vec![HOST.to_owned()]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let issuer = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    postgres.encrypt(&issuer.pem(), &issuer.key().serialize_pem());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("self.pem");
    std::fs::write(&file, issuer.pem()).unwrap();
    let said = refusal(&address(&postgres, HOST, "").replace("hiker", "postgres"), Some(&file)).await;
    assert!(said.contains("with which one for the server has to be signed"), "{said}");
}

#[tokio::test]
async fn the_program_takes_the_authority_from_its_settings_or_from_the_system() {
    let Some((postgres, authority)) = encrypted() else { return };
    let folder = tempfile::tempdir().unwrap();
    let ask = |name: &str, value: &Path, mode: &str| -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_sente-server"));
        program.args(["check", "--data"]).arg(folder.path()).env(name, value);
        program.env("SENTE_POSTGRES", address(&postgres, HOST, mode)).output().unwrap()
    };
    assert!(ask("SENTE_POSTGRES_CA", &authority.file(), "").status.success());
    assert!(ask("SSL_CERT_FILE", &authority.file(), "sslmode=require").status.success());
    let refused = ask("SENTE_POSTGRES_CA", &Authority::new().file(), "");
    let said = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(said.contains("(`postgres-ca`) has to hold") && !said.contains(PASSWORD), "{said}");
}
