//! Pictures of every screen for `docs/screens/`, taken from the real pages.

use anyhow::Result;

use crate::step::step;
use crate::tools::{self, cargo, root};
use crate::web::{self, Build};
use crate::{data, runner, setup};

#[derive(clap::Args)]
pub struct Args {
    /// Only these: screens, atelier, reviews, closed, town, profile.
    only: Vec<String>,
}

pub fn run(args: &Args) -> Result<()> {
    setup::for_tests()?;
    data::ensure()?;
    web::build(Build::Quick)?;
    step("compile the server (minutes the first time)", runner::small_server)?;
    step("take the pictures", || {
        let mut command = cargo();
        command.args(["run", "--quiet", "--package", "sente-tests", "--bin", "sente-screens", "--"]);
        command.arg(root().join("docs/screens")).args(&args.only);
        tools::run(runner::with_the_programs(&mut command)?, "see what it says above")
    })
}
