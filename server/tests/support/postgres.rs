//! A PostgreSQL of its own in a temporary folder, reached by a socket there, or over TCP as well; gone when it is dropped.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

pub struct Postgres {
    dir: TempDir,
    bin: PathBuf,
    root: bool,
    flush: Flush,
    /// Of the socket, too.
    port: u16,
    /// Where it can be reached over TCP; nowhere where that is empty.
    listen: &'static str,
    databases: AtomicU32,
}

/// Whether what is committed waits for the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flush {
    /// What a process leaves in the system's hands survives any crash but that of the machine.
    Later,
    AtCommit,
}

impl Postgres {
    /// `None`, with a line that says so, where PostgreSQL is not installed.
    pub fn start() -> Option<Postgres> {
        Postgres::start_with(Flush::Later)
    }

    /// The same with PostgreSQL's own settings: a commit waits for the disk.
    pub fn durable() -> Option<Postgres> {
        Postgres::start_with(Flush::AtCommit)
    }

    /// Reached over TCP as well, at 127.0.0.1.
    pub fn over_tcp() -> Option<Postgres> {
        let mut postgres = Postgres::initialised(Flush::Later)?;
        postgres.listen = "127.0.0.1";
        // Free a moment ago.
        postgres.port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        postgres.up();
        Some(postgres)
    }

    fn start_with(flush: Flush) -> Option<Postgres> {
        let postgres = Postgres::initialised(flush)?;
        postgres.up();
        Some(postgres)
    }

    fn initialised(flush: Flush) -> Option<Postgres> {
        let Some(bin) = binaries() else {
            eprintln!("skipped: PostgreSQL is not installed (apt-get install postgresql)");
            return None;
        };
        let postgres = Postgres::empty(bin, flush);
        let data = postgres.data();
        let mut initdb = postgres.tool("initdb");
        initdb.arg("-D").arg(data).args(["-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8"]);
        done(initdb.arg("--locale=C.UTF-8"));
        Some(postgres)
    }

    /// Offers TLS from now on, with this certificate and its key as PEM.
    pub fn encrypt(&self, certificate: &str, key: &str) {
        for (name, text) in [("server.crt", certificate), ("server.key", key)] {
            let path = self.data().join(name);
            std::fs::write(&path, text).unwrap();
            done(Command::new("chmod").arg("600").arg(&path));
            if self.root {
                done(Command::new("chown").arg("postgres").arg(&path));
            }
        }
        self.crash();
        self.set("ssl = on");
        self.up();
    }

    /// Another line of its settings, which holds from the next start.
    pub fn set(&self, line: &str) {
        let path = self.data().join("postgresql.conf");
        let settings = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{settings}\n{line}\n")).unwrap();
    }

    /// Who may come in, and how they show who they are: a first rule from the next start.
    pub fn rule(&self, line: &str) {
        let path = self.data().join("pg_hba.conf");
        let rules = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{line}\n{rules}")).unwrap();
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// A second one that follows this one; from now on, what is committed here is there, too.
    pub fn standby(&self) -> Postgres {
        let standby = Postgres::empty(self.bin.clone(), self.flush);
        standby.follow(self);
        standby
    }

    /// Becomes the standby of another one, whatever it was before.
    pub fn follow(&self, primary: &Postgres) {
        drop(std::fs::remove_dir_all(self.data()));
        let mut copy = self.tool("pg_basebackup");
        copy.arg("-h").arg(primary.host()).args(["-c", "fast", "--no-sync", "-U", "postgres", "-R", "-D"]);
        done(copy.arg(self.data()));
        self.up();
        primary.demand("*");
    }

    /// Which standbys a commit waits for from now on.
    pub fn demand(&self, standbys: &str) {
        let url = format!("host={} user=postgres dbname=postgres", self.dir.path().display());
        self.sql(&url, &format!("ALTER SYSTEM SET synchronous_standby_names = '{standbys}'"));
        self.sql(&url, "SELECT pg_reload_conf()");
    }

    /// Makes a standby the one that takes writes.
    pub fn promote(&self) {
        done(self.tool("pg_ctl").arg("-D").arg(self.data()).args(["-w", "promote"]));
    }

    /// The folder of its socket, as an address has it for a host.
    pub fn host(&self) -> &Path {
        self.dir.path()
    }

    fn empty(bin: PathBuf, flush: Flush) -> Postgres {
        let user = Command::new("id").arg("-u").output().unwrap().stdout;
        let root = String::from_utf8(user).unwrap().trim() == "0";
        let dir = tempfile::Builder::new().prefix("sente-pg").tempdir().unwrap();
        if root {
            // The server refuses to run as root.
            done(Command::new("chown").arg("postgres").arg(dir.path()));
        }
        Postgres { dir, bin, root, flush, port: 5432, listen: "", databases: AtomicU32::new(0) }
    }

    fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// As the user that the server runs as.
    fn tool(&self, name: &str) -> Command {
        let path = self.bin.join(name);
        let mut command = if self.root {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--"]).arg(path);
            command.current_dir("/");
            command
        } else {
            Command::new(path)
        };
        command.env("PGPORT", self.port.to_string());
        command
    }

    pub fn up(&self) {
        let fsync = if self.flush == Flush::AtCommit { "on" } else { "off" };
        let options = format!(
            "-c listen_addresses='{}' -c unix_socket_directories={} -c max_connections=60 -c fsync={fsync}",
            self.listen,
            self.dir.path().display()
        );
        let log = self.dir.path().join("log");
        done(
            self.tool("pg_ctl")
                .arg("-D")
                .arg(self.data())
                .arg("-l")
                .arg(log)
                .args(["-w", "-o", &options, "start"]),
        );
    }

    /// Stops it without a word to anybody, as a crash does.
    pub fn crash(&self) {
        done(self.tool("pg_ctl").arg("-D").arg(self.data()).args(["-m", "immediate", "stop"]));
    }

    /// Stops it where it is, as a machine whose power is cut: connections stay, and nobody answers on them.
    pub fn freeze(&self) {
        self.signal("-STOP");
    }

    pub fn thaw(&self) {
        self.signal("-CONT");
    }

    /// To the server and all that it has started.
    fn signal(&self, signal: &str) {
        let Ok(file) = std::fs::read_to_string(self.data().join("postmaster.pid")) else { return };
        let server = file.lines().next().unwrap_or_default().to_owned();
        let children = Command::new("ps").args(["-o", "pid=", "--ppid", &server]).output().unwrap().stdout;
        let children = String::from_utf8(children).unwrap();
        let all = std::iter::once(server.as_str()).chain(children.split_whitespace());
        // A child may have ended meanwhile.
        drop(Command::new("kill").arg(signal).args(all).output().unwrap());
    }

    /// The address of a new, empty database.
    pub fn database(&self) -> String {
        let name = format!("d{}", self.databases.fetch_add(1, Ordering::Relaxed));
        done(self.tool("createdb").arg("-h").arg(self.dir.path()).args(["-U", "postgres", &name]));
        format!("host={} port={} user=postgres dbname={name}", self.dir.path().display(), self.port)
    }

    /// Carries out SQL beside the store.
    pub fn sql(&self, database: &str, sql: &str) -> String {
        let output = self.tool("psql").args([database, "-Atc", sql]).output().unwrap();
        String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap()
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.thaw();
        let stop = self.tool("pg_ctl").arg("-D").arg(self.data()).args(["-m", "immediate", "stop"]).output();
        drop(stop);
    }
}

/// The newest that Debian has, or what `pg_config` knows.
fn binaries() -> Option<PathBuf> {
    let here = |bin: &PathBuf| bin.join("initdb").exists();
    let mut debian: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|versions| versions.flatten().map(|version| version.path().join("bin")).collect())
        .unwrap_or_default();
    debian.sort();
    debian.into_iter().rev().find(here).or_else(|| {
        let output = Command::new("pg_config").arg("--bindir").output().ok()?;
        let bin = String::from_utf8(output.stdout).ok()?;
        Some(Path::new(bin.trim()).to_owned()).filter(here)
    })
}

fn done(command: &mut Command) {
    let Output { status, stderr, stdout } = command.output().unwrap();
    let (stderr, stdout) = (String::from_utf8_lossy(&stderr), String::from_utf8_lossy(&stdout));
    assert!(status.success(), "{command:?}: {stdout}{stderr}");
}
