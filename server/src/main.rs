//! `sente-server`: serves, and does the chores of whoever runs it.

mod commands;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let command = commands::Command::parse();
    match commands::run(command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("sente-server: {error:#}");
            ExitCode::from(2)
        }
    }
}
