//! Renews what the tests compare with: snapshots, the description of the API, hashes of new migrations. Look at the diff before
//! you commit it: blessing is a claim that the new state is right.

use anyhow::Result;

use crate::data;
use crate::step::{Outcome, quiet_step, step};
use crate::tidy::migrations;
use crate::tools::{self, cargo, root};

pub fn run() -> Result<()> {
    quiet_step("hashes of new migrations", || {
        Ok(if migrations::bless()? == 0 { Outcome::UpToDate } else { Outcome::Done })
    })?;
    data::build()?;
    step("snapshots", || {
        let mut command = cargo();
        command.env("INSTA_UPDATE", "always").args(["test", "--quiet"]);
        command.args(["--package", "pdipr-data", "--package", "sente-core", "--package", "protocol"]);
        tools::run(&mut command, "some tests fail for another reason than a snapshot; mend them first")
    })?;
    step("description of the API", || {
        let mut command = cargo();
        command.env("SENTE_BLESS", "1").args(["test", "--quiet", "--package", "sente-server", "--lib"]);
        tools::run(command.arg("openapi::"), "mend what the compiler or the tests say above")
    })?;
    tools::run(tools::command("git").args(["status", "--short"]).current_dir(root()), "is this a git clone?")
}
