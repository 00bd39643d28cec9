//! The benchmarks; their figures go into docs/benchmarks.md by hand, with the machine they were taken on.

use anyhow::Result;

use crate::step::step;
use crate::tools::{self, cargo};
use crate::web::{self, Build};
use crate::{data, npm, runner, setup, start};

#[derive(clap::Args)]
pub struct Args {
    /// Only these; without it, all of them (the made-up catalogues of `search` take 3 GB and some minutes the first time).
    #[arg(long, value_enum)]
    only: Vec<Bench>,
    /// Passed on to the benchmark, for instance a filter for criterion.
    #[arg(last = true)]
    rest: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Bench {
    /// Filter, counts and first page: the real catalogue, and made-up ones up to a million routes.
    Search,
    /// 20 MB of GPX read and written, without the disk.
    Gpx,
    /// The same as a process, beside GPSBabel and gpxpy where they are installed.
    Race,
    /// From the start of the program to the first list of routes on the screen.
    Start,
    /// In the window, from the opening of the map until it has drawn all routes and rests.
    Map,
    /// The map panned and zoomed for 20 seconds in a browser, beside MapLibre with an empty style.
    Frames,
    /// One tile out of a pack as large as a region, in process, warm.
    Tile,
    /// Durable reviews a second into the server's store; PostgreSQL with `SENTE_POSTGRES="host=… dbname=…"`.
    Store,
    /// The built server over HTTP, on SQLite and PostgreSQL, beside PouchDB with express-pouchdb and nginx.
    Server,
}

pub fn run(args: &Args) -> Result<()> {
    let all = [
        Bench::Search,
        Bench::Gpx,
        Bench::Race,
        Bench::Start,
        Bench::Map,
        Bench::Frames,
        Bench::Tile,
        Bench::Store,
        Bench::Server,
    ];
    data::ensure()?;
    for bench in all.into_iter().filter(|bench| args.only.is_empty() || args.only.contains(bench)) {
        match bench {
            Bench::Search => criterion("search", "store,build", &["--quick"], &args.rest)?,
            Bench::Gpx => criterion("gpx", "", &[], &args.rest)?,
            Bench::Race => criterion("gpx_race", "", &[], &args.rest)?,
            Bench::Start => start::run(start::Until::FirstList)?,
            Bench::Map => start::run(start::Until::MapAtRest)?,
            Bench::Frames => frames()?,
            Bench::Tile => plain("tile", "tiles", "read")?,
            Bench::Store => plain("store", "sente-server", "store")?,
            Bench::Server => {
                npm::install(&tools::root().join("server/benches/pouchdb"))?;
                plain("server", "sente-server", "server")?;
            }
        }
    }
    Ok(())
}

fn frames() -> Result<()> {
    setup::for_tests()?;
    web::build(Build::Release)?;
    step("benchmark frames", || {
        let mut command = cargo();
        command.args(["run", "--quiet", "--package", "sente-tests", "--bin", "sente-frames"]);
        tools::run(runner::with_the_programs(&mut command)?, "see what it says above")
    })
}

fn plain(name: &str, package: &str, bench: &str) -> Result<()> {
    step(&format!("benchmark {name}"), || {
        let mut command = cargo();
        tools::run(command.args(["bench", "--package", package, "--bench", bench]), "see what it says above")
    })
}

fn criterion(bench: &str, features: &str, usual: &[&str], given: &[String]) -> Result<()> {
    step(&format!("benchmark {bench}"), || {
        let mut command = cargo();
        command.args(["bench", "--package", "pdipr-data", "--no-default-features", "--features", features]);
        command.args(["--bench", bench, "--"]);
        if given.is_empty() {
            command.args(usual);
        }
        tools::run(command.args(given), "see what it says above; one alone: cargo xtask bench --only NAME")
    })
}
