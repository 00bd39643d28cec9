//! The benchmarks; their figures go into docs/benchmarks.md by hand, with the machine they were taken on.

use anyhow::Result;

use crate::data;
use crate::step::step;
use crate::tools::{self, cargo};

#[derive(clap::Args)]
pub struct Args {
    /// Passed on to criterion, for instance the name of a bench.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    rest: Vec<String>,
}

pub fn run(args: &Args) -> Result<()> {
    data::ensure()?;
    step("benchmarks", || {
        let mut command = cargo();
        command.args(["bench", "--package", "pdipr-data", "--features", "build,cli", "--"]).args(&args.rest);
        tools::run(&mut command, "see what it says above")
    })
}
