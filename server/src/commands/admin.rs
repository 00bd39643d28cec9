//! `admin`: accounts of staff. Passwords come by the standard input, so that none stands in a list of processes.

use std::io::Read;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand, ValueEnum};
use protocol::{CommuneCode, Role, limits};
use sente_server::auth::{self, passwords};
use sente_server::opening;
use sente_server::store::{Account, CommunityStore};

use super::Flags;

#[derive(Subcommand)]
pub enum Admin {
    /// Add a member of staff; the password, where it has one, is read from the standard input.
    AddStaff(Staff),
    /// Give a member of staff another password, read from the standard input; ends its sessions.
    ResetPassword(Named),
    /// Print who may sign in: a line each, columns between tabs.
    ListStaff(Flags),
    /// Remove a member of staff; ends its sessions. What it did stays in the log, under its name.
    RemoveStaff(Named),
}

#[derive(Args)]
pub struct Staff {
    /// With which to sign in.
    #[arg(long = "account")]
    account: String,
    /// As shown under public answers. [default: the account's name]
    #[arg(long)]
    shown: Option<String>,
    #[arg(long, value_enum)]
    role: RoleName,
    /// The INSEE codes that the role `commune` sees, with commas.
    #[arg(long, value_delimiter = ',')]
    communes: Vec<String>,
    /// It signs in by OpenID Connect only, and no password is read.
    #[arg(long)]
    without_password: bool,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Args)]
pub struct Named {
    #[arg(long = "account")]
    account: String,
    #[command(flatten)]
    flags: Flags,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RoleName {
    Agence,
    Commune,
    Baliseur,
    Lecteur,
}

impl From<RoleName> for Role {
    fn from(name: RoleName) -> Role {
        match name {
            RoleName::Agence => Role::Agence,
            RoleName::Commune => Role::Commune,
            RoleName::Baliseur => Role::Baliseur,
            RoleName::Lecteur => Role::Lecteur,
        }
    }
}

pub async fn run(admin: Admin) -> Result<ExitCode> {
    match admin {
        Admin::AddStaff(staff) => add(staff).await,
        Admin::ResetPassword(named) => reset_password(named).await,
        Admin::ListStaff(flags) => list(flags).await,
        Admin::RemoveStaff(named) => remove(named).await,
    }
}

async fn add(staff: Staff) -> Result<ExitCode> {
    let name = name(&staff.account)?;
    if (staff.role == RoleName::Commune) == staff.communes.is_empty() {
        bail!("the role `commune` needs --communes, and no other role has them");
    }
    let store = opening::open(&staff.flags.settings()?).await?;
    if store.account(&name).await?.is_some() {
        bail!("there is an account `{name}` already; `admin reset-password` changes its password");
    }
    let account = Account {
        shown: staff.shown.unwrap_or_else(|| name.clone()),
        name,
        password: if staff.without_password { None } else { Some(password()?) },
        role: staff.role.into(),
        communes: staff.communes.into_iter().map(CommuneCode).collect(),
    };
    store.put_account(&account).await?;
    println!("added `{}`", account.name);
    Ok(ExitCode::SUCCESS)
}

async fn reset_password(named: Named) -> Result<ExitCode> {
    let (store, account) = found(named).await?;
    let name = account.name.clone();
    store.put_account(&Account { password: Some(password()?), ..account }).await?;
    println!("`{name}` has another password; its sessions have ended");
    Ok(ExitCode::SUCCESS)
}

async fn list(flags: Flags) -> Result<ExitCode> {
    let store = opening::open(&flags.settings()?).await?;
    for account in store.accounts().await? {
        println!("{}", line(&account));
    }
    Ok(ExitCode::SUCCESS)
}

/// Name, role, communes, how it signs in, as shown.
fn line(account: &Account) -> String {
    let communes: Vec<&str> = account.communes.iter().map(|commune| commune.as_str()).collect();
    let role = match account.role {
        Role::Agence => "agence",
        Role::Commune => "commune",
        Role::Baliseur => "baliseur",
        Role::Lecteur => "lecteur",
    };
    let how = if account.password.is_some() { "password" } else { "OpenID Connect only" };
    [&account.name, role, &communes.join(","), how, &account.shown].join("\t")
}

async fn remove(named: Named) -> Result<ExitCode> {
    let (store, account) = found(named).await?;
    store.remove_account(&account.name).await?;
    println!("removed `{}`; its sessions have ended", account.name);
    Ok(ExitCode::SUCCESS)
}

async fn found(named: Named) -> Result<(Arc<dyn CommunityStore>, Account)> {
    let name = name(&named.account)?;
    let store = opening::open(&named.flags.settings()?).await?;
    let Some(account) = store.account(&name).await? else { bail!("there is no account `{name}`") };
    Ok((store, account))
}

fn name(typed: &str) -> Result<String> {
    let name = auth::name::of_account(typed);
    name.with_context(|| format!("the name of an account has 1 to {} bytes", limits::NAME))
}

/// The first line of the standard input, hashed.
fn password() -> Result<String> {
    use std::io::IsTerminal;
    if std::io::stdin().is_terminal() {
        eprintln!("type the password and Enter (it is shown):");
    }
    let mut text = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(std::io::stdin().take(4_096)), &mut text)
        .context("could not read the password from the standard input")?;
    Ok(passwords::hash(text.trim_end_matches(['\r', '\n']))?)
}
