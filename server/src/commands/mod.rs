//! The command line: one file for each chore.

mod admin;
mod serve;
mod store;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use sente_server::config::{Settings, Sources};

#[derive(Parser)]
#[command(name = "sente-server", version, about = "Takes, moderates and gives back what hikers write")]
pub struct Command {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Serve the app and the API until it is told to stop.
    Serve(Flags),
    /// Bring the store to this version.
    Migrate(Flags),
    /// Look for damage in the store; 1 where there is some.
    Check(Flags),
    /// Write all that the store has for the public and for staff as JSON.
    Export(Flags),
    /// Accounts of staff.
    #[command(subcommand)]
    Admin(admin::Admin),
    /// Write the description of the API (OpenAPI).
    Openapi,
}

/// Each is also a variable of the environment (`SENTE_LISTEN`) and a line of the TOML file (`listen = "…"`).
#[derive(Args)]
pub struct Flags {
    /// A TOML file with settings.
    #[arg(long)]
    config: Option<PathBuf>,
    /// The folder of the database and the photos.
    #[arg(long)]
    data: Option<String>,
    /// Address and port; port 0 takes a free one. [default: 127.0.0.1:8028]
    #[arg(long)]
    listen: Option<String>,
    /// URL of a PostgreSQL that holds the store instead of the folder.
    #[arg(long)]
    postgres: Option<String>,
    /// A PEM file of the authority that signed the certificate of PostgreSQL; wants TLS, verified.
    #[arg(long)]
    postgres_ca: Option<String>,
    /// The browser version of the app.
    #[arg(long)]
    pages: Option<String>,
    /// The folder of map packs, served under /packs.
    #[arg(long)]
    packs: Option<String>,
    /// Where /metrics is served; on the loopback only.
    #[arg(long)]
    metrics: Option<String>,
    /// Proxies whose X-Forwarded-For is believed (10.0.0.0/8, with commas); TLS is theirs.
    #[arg(long, value_name = "CIDR")]
    behind_proxy: Option<String>,
    /// Who runs the server, as it is shown. [default: Sente]
    #[arg(long)]
    name: Option<String>,
    /// Where to write to about one's data.
    #[arg(long)]
    contact: Option<String>,
    /// Requests that one address may send in a second, on average; 0 is without limit. [default: 20]
    #[arg(long)]
    rate_per_address: Option<String>,
    /// The same for one device. [default: 5]
    #[arg(long)]
    rate_per_key: Option<String>,
    /// Where browsers reach this server, as https://randonnee.example.fr.
    #[arg(long, value_name = "URL")]
    public_address: Option<String>,
    /// A provider of OpenID Connect at which staff may sign in too.
    #[arg(long, value_name = "URL")]
    oidc_issuer: Option<String>,
    /// The client id that it gave to this server.
    #[arg(long, value_name = "ID")]
    oidc_client: Option<String>,
    /// A file with the client secret (or the secret itself in SENTE_OIDC_SECRET).
    #[arg(long, value_name = "FILE")]
    oidc_secret_file: Option<String>,
    /// What stands on the button that leads there.
    #[arg(long, value_name = "WORDS")]
    oidc_label: Option<String>,
    /// What names the account: `email`, where it is verified, or `preferred_username`. [default: email]
    #[arg(long, value_name = "CLAIM")]
    oidc_claim: Option<String>,
}

impl Flags {
    fn settings(self) -> Result<Settings> {
        let given = [
            ("data", self.data),
            ("listen", self.listen),
            ("postgres", self.postgres),
            ("postgres-ca", self.postgres_ca),
            ("pages", self.pages),
            ("packs", self.packs),
            ("metrics", self.metrics),
            ("behind-proxy", self.behind_proxy),
            ("name", self.name),
            ("contact", self.contact),
            ("rate-per-address", self.rate_per_address),
            ("rate-per-key", self.rate_per_key),
            ("public-address", self.public_address),
            ("oidc-issuer", self.oidc_issuer),
            ("oidc-client", self.oidc_client),
            ("oidc-secret-file", self.oidc_secret_file),
            ("oidc-label", self.oidc_label),
            ("oidc-claim", self.oidc_claim),
        ];
        let environment = |name: &str| std::env::var(name).ok();
        Ok(Sources::gather(given, environment, self.config.as_deref())?.settings()?)
    }
}

pub fn run(command: Command) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.context("could not start the threads")?;
    let code = runtime.block_on(async {
        match command.chore {
            Chore::Serve(flags) => serve::run(flags.settings()?).await,
            Chore::Migrate(flags) => store::migrate(flags.settings()?).await,
            Chore::Check(flags) => store::check(flags.settings()?).await,
            Chore::Export(flags) => store::export(flags.settings()?).await,
            Chore::Admin(admin) => admin::run(admin).await,
            Chore::Openapi => {
                print!("{}", sente_server::openapi::document());
                Ok(ExitCode::SUCCESS)
            }
        }
    });
    // A thread that still waits for something must not hold up the end.
    runtime.shutdown_background();
    code
}
