//! `cargo xtask test` (also `ci`): everything that must hold, in one command, the same on a laptop and in CI.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::runner::{self, Tally};
use crate::step::{self, step};
use crate::tools::{self, cargo};
use crate::web::{self, Build};
use crate::{data, setup, tidy};

#[derive(clap::Args)]
pub struct Args {
    /// The long runs too: fuzzing, thousands of mutated files, the weight of the release (minutes to an hour).
    #[arg(long)]
    long: bool,
    /// Only these parts.
    #[arg(long, value_enum)]
    only: Vec<Part>,
    /// Only tests whose name contains this.
    #[arg(long)]
    name: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Part {
    Format,
    Tidy,
    Data,
    Lint,
    Unit,
    E2e,
    Fuzz,
}

pub fn run(args: &Args) -> Result<()> {
    let wants = |part: Part| (args.only.is_empty() && part != Part::Fuzz) || args.only.contains(&part);
    let mut tally = Tally::default();
    let result = parts(args, &wants, &mut tally);
    eprintln!("\nTimes\n{}", step::summary());
    // The last lines are the runners' own summaries and their sum.
    println!("{tally}");
    result
}

fn parts(args: &Args, wants: &dyn Fn(Part) -> bool, tally: &mut Tally) -> Result<()> {
    setup::for_tests()?;
    if wants(Part::Format) {
        step("format", || tools::run(cargo().args(["fmt", "--all", "--check"]), "run: cargo fmt --all"))?;
    }
    if wants(Part::Tidy) {
        step("rules of the house", tidy::run)?;
    }
    // The window's build script wants the catalogue and the pages to be there.
    data::ensure()?;
    if wants(Part::Data) {
        step("the catalogue is the same when built again", same_catalogue)?;
        step("the locator map is the same when built again", same_base_map)?;
    }
    web::build(Build::Quick)?;
    if wants(Part::Lint) {
        lint()?;
    }
    if wants(Part::Unit) {
        unit(args, tally)?;
    }
    if wants(Part::E2e) {
        end_to_end(args, tally)?;
    }
    if args.long && args.only.is_empty() {
        web::weigh()?;
    }
    if args.long || wants(Part::Fuzz) {
        fuzz()?;
    }
    Ok(())
}

fn same_catalogue() -> Result<()> {
    let mut command = tools::command(&data::program().to_string_lossy());
    command.arg("build").arg("--out");
    same("catalogue-again.sqlite", &data::catalogue(), |again| {
        tools::run(command.arg(again), "see what it says above")
    })
}

fn same_base_map() -> Result<()> {
    same("base-again.pmtiles", &data::base_map(), |again| {
        tools::run(&mut data::base_map_to(again), "see what it says above")
    })
}

/// Builds the file once more and compares.
fn same(name: &str, built: &Path, build: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
    let again = tools::root().join("target/tmp").join(name);
    std::fs::create_dir_all(again.parent().context("a file has a folder")?)?;
    build(&again)?;
    if std::fs::read(&again)? != std::fs::read(built)? {
        bail!(
            "two builds from the same input differ; look for a map without order or a clock, then `cargo xtask data`"
        );
    }
    std::fs::remove_file(again)?;
    Ok(())
}

const WASM: [&str; 4] = ["--target", "wasm32-unknown-unknown", "--target-dir", "target/wasm"];

fn lint() -> Result<()> {
    const MEND: &str = "mend what clippy says above";
    step("clippy", || {
        tools::run(cargo().args(["clippy", "--quiet", "--all-targets", "--", "-D", "warnings"]), MEND)
    })?;
    for package in ["sente-ui", "sente-worker", "sente-packs"] {
        step(&format!("clippy {package}"), || {
            let mut command = cargo();
            command.args(["clippy", "--quiet", "--package", package, "--profile", "wasm-dev"]).args(WASM);
            setup::wasm_compiler(&mut command);
            tools::run(command.args(["--", "-D", "warnings"]), MEND)
        })?;
    }
    step("the pure crates are pure", || {
        for package in ["pdipr-data", "protocol", "sente-core", "tiles"] {
            let mut command = cargo();
            command.args(["check", "--quiet", "--package", package, "--no-default-features"]).args(WASM);
            tools::run(
                command.args(["--profile", "wasm-dev"]),
                "no I/O, no C and no clock without the features",
            )?;
        }
        Ok(())
    })?;
    android()?;
    deny()
}

/// The parts of cargo-deny that need no list from outside.
fn deny() -> Result<()> {
    if tools::which("cargo-deny").is_none() {
        eprintln!("- licences, sources, forbidden crates: skipped (cargo install cargo-deny --locked)");
        return Ok(());
    }
    step("licences, sources, forbidden crates", || {
        let mut command = cargo();
        command.args(["deny", "--log-level", "warn", "check", "licenses", "bans", "sources"]);
        tools::run(&mut command, "leave the crate out, or say in deny.toml why it may come in")
    })?;
    eprintln!("  (known holes want the network: cargo deny check advisories)");
    Ok(())
}

/// The mobile entry point type-checks; it cannot be linked without the SDK.
fn android() -> Result<()> {
    const TARGET: &str = "aarch64-linux-android";
    let sysroot =
        tools::output(tools::command("rustc").args(["--print", "sysroot"]), "install Rust with rustup")?;
    let target = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(TARGET);
    let gcc = "aarch64-linux-gnu-gcc";
    if !target.is_dir() || tools::which(gcc).is_none() {
        eprintln!("- mobile entry point: skipped (rustup target add {TARGET}; apt install {gcc})");
        return Ok(());
    }
    step("the mobile entry point compiles", || {
        let mut command = cargo();
        command.env("CC_aarch64_linux_android", gcc).env("AR_aarch64_linux_android", "aarch64-linux-gnu-ar");
        command.args(["check", "--quiet", "--package", "sente-shell", "--lib", "--target", TARGET]);
        tools::run(&mut command, "see building notes in docs/ARCHITECTURE.md")
    })
}

fn unit(args: &Args, tally: &mut Tally) -> Result<()> {
    step("unit tests", || {
        runner::tests(
            &[
                "--workspace",
                "--exclude",
                "sente-tests",
                "--exclude",
                "sente-ui",
                "--exclude",
                "sente-worker",
                "--exclude",
                "sente-packs",
            ],
            args.name.as_deref(),
            args.long,
            tally,
        )
    })?;
    step("unit tests of the screens", || {
        runner::tests(&["--package", "sente-ui", "--lib"], args.name.as_deref(), args.long, tally)
    })
}

fn end_to_end(args: &Args, tally: &mut Tally) -> Result<()> {
    step("compile the window", || {
        let mut command = cargo();
        command.args(["build", "--quiet", "--package", "sente-shell", "--features", "custom-protocol"]);
        tools::run(&mut command, "mend what the compiler says above")
    })?;
    step("end-to-end tests", || runner::end_to_end(args.name.as_deref(), args.long, tally))
}

/// A minute for each reader of files from outside.
fn fuzz() -> Result<()> {
    let folder = tools::root().join("fuzz");
    if !folder.join("Cargo.toml").is_file() || tools::which("cargo-fuzz").is_none() {
        eprintln!("- fuzzing: skipped (cargo install cargo-fuzz; rustup toolchain install nightly)");
        return Ok(());
    }
    let mut list = tools::command("cargo");
    list.args(["+nightly", "fuzz", "list", "--fuzz-dir"]).arg(&folder);
    for target in tools::output(&mut list, "install cargo-fuzz and the nightly toolchain")?.lines() {
        step(&format!("fuzz {target} for a minute"), || {
            let mut command = tools::command("cargo");
            command.args(["+nightly", "fuzz", "run", target, "--fuzz-dir"]).arg(&folder);
            command.args(["--", "-max_total_time=60", "-rss_limit_mb=512"]);
            tools::run(
                &mut command,
                "the input that broke it lies in fuzz/artifacts; write a test with it, then mend",
            )
        })?;
    }
    Ok(())
}
