//! Brings what is missing: system packages (by itself on Debian and Ubuntu, elsewhere it says what to install), the wasm
//! target of the pinned tool chain and, for the tests, cargo-nextest, oidc-provider and schemathesis.

use std::env;
use std::process::Command;

use anyhow::{Result, bail};

use crate::npm;
use crate::python;
use crate::step::{Outcome, quiet_step, step};
use crate::system::{NATIVE, Need, SCREEN, TESTS, WEB, WINDOW, wasm_clang};
use crate::tools::{self, command, which};

/// What the pages need.
pub fn for_web() -> Result<()> {
    packages(&[NATIVE, WEB])?;
    wasm_target()
}

/// What the pages and the desktop window need.
pub fn for_window() -> Result<()> {
    packages(&[NATIVE, WEB, WINDOW])?;
    wasm_target()
}

/// The same where nobody looks: the window opens on a virtual screen.
pub fn for_window_unseen() -> Result<()> {
    packages(&[NATIVE, WEB, WINDOW, SCREEN])?;
    wasm_target()
}

/// What everything needs, tests included.
pub fn for_tests() -> Result<()> {
    packages(&[NATIVE, WEB, WINDOW, SCREEN, TESTS])?;
    wasm_target()?;
    test_runner();
    npm::install(&tools::root().join("server/tests/openid"))?;
    python::install_schemathesis()
}

/// Points the wasm build at a C compiler that can do it, where `.cargo/config.toml` names one that is not here.
pub fn wasm_compiler(cargo: &mut Command) {
    const CC: &str = "CC_wasm32_unknown_unknown";
    const AR: &str = "AR_wasm32_unknown_unknown";
    if env::var_os(CC).is_none()
        && let Some(clang) = wasm_clang()
    {
        cargo.env(CC, clang);
    }
    if env::var_os(AR).is_none() && which("ar").is_none() && which("llvm-ar").is_some() {
        cargo.env(AR, "llvm-ar");
    }
}

fn packages(tables: &[&[Need]]) -> Result<()> {
    let missing: Vec<&Need> = tables.iter().copied().flatten().filter(|need| !(need.present)()).collect();
    if missing.is_empty() {
        eprintln!("✓ system packages: up to date");
        return Ok(());
    }
    step("system packages", || install(&missing))?;
    let still: Vec<&str> = missing.iter().filter(|need| !(need.present)()).map(|need| need.why).collect();
    if !still.is_empty() {
        bail!("still missing after the installation: {}", still.join("; "));
    }
    Ok(())
}

fn install(missing: &[&Need]) -> Result<()> {
    for need in missing {
        eprintln!("  missing: {}", need.why);
    }
    match System::here() {
        System::Debian => apt(&words(missing, |need| need.debian)),
        System::Ubuntu => apt(&words(missing, |need| need.ubuntu)),
        System::Fedora => by_hand("sudo dnf install", &words(missing, |need| need.fedora)),
        System::Arch => by_hand("sudo pacman -S --needed", &words(missing, |need| need.arch)),
        System::Mac => by_hand("brew install", &words(missing, |need| need.mac)),
        System::Windows => {
            bail!("please install, then run this again:\n{}", lines(missing, |need| need.windows))
        }
        System::Other => bail!(
            "please install the counterparts of these Debian packages, then run this again:\n  {}",
            words(missing, |need| need.debian).join(" ")
        ),
    }
}

fn apt(packages: &[&str]) -> Result<()> {
    let by_hand = format!("sudo apt-get update && sudo apt-get install {}", packages.join(" "));
    let mend = format!("check the network, then run it by hand: {by_hand}");
    let root = tools::output(command("id").arg("-u"), "is this Debian?")?.trim() == "0";
    let start = || match root {
        true => command("apt-get"),
        false => {
            let mut sudo = command("sudo");
            sudo.arg("apt-get");
            sudo
        }
    };
    if !root && which("sudo").is_none() {
        bail!(
            "not root and no sudo here; as root, run: apt-get update && apt-get install {}",
            packages.join(" ")
        );
    }
    eprintln!("  installing with apt-get: {}", packages.join(" "));
    tools::run(start().args(["update", "-qq"]), &mend)?;
    tools::run(
        start()
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages),
        &mend,
    )
}

fn by_hand(program: &str, packages: &[&str]) -> Result<()> {
    bail!("please install what is missing, then run this again:\n  {program} {}", packages.join(" "))
}

fn words<'a>(missing: &[&'a Need], names: fn(&'a Need) -> &'static [&'static str]) -> Vec<&'static str> {
    missing.iter().copied().flat_map(names).copied().collect()
}

fn lines(missing: &[&Need], name: fn(&Need) -> &'static str) -> String {
    missing.iter().map(|need| format!("  - {}", name(need))).collect::<Vec<_>>().join("\n")
}

fn wasm_target() -> Result<()> {
    quiet_step("wasm target", || {
        let sysroot =
            tools::output(command("rustc").args(["--print", "sysroot"]), "install Rust with rustup")?;
        if std::path::Path::new(sysroot.trim()).join("lib/rustlib/wasm32-unknown-unknown").is_dir() {
            return Ok(Outcome::UpToDate);
        }
        tools::run(
            command("rustup").args(["target", "add", "wasm32-unknown-unknown"]),
            "install rustup, or your system's package with the Rust standard library for wasm32",
        )?;
        Ok(Outcome::Done)
    })?;
    Ok(())
}

/// Without it the tests run with `cargo test`: some minutes longer, and no story is told again.
fn test_runner() {
    const NEXTEST: [&str; 5] = ["cargo-nextest", "--version", "0.9.151", "--locked", "--no-default-features"];
    let installed = quiet_step("cargo-nextest, which runs the tests", || {
        if which("cargo-nextest").is_some() {
            return Ok(Outcome::UpToDate);
        }
        eprintln!("  installing with cargo install (minutes, once): {}", NEXTEST.join(" "));
        // It waits for tests most of the time: unoptimised it is compiled sooner.
        tools::run(
            command("cargo").args(["install", "--quiet", "--debug"]).args(NEXTEST),
            "check the network",
        )?;
        Ok(Outcome::Done)
    });
    if let Err(error) = installed {
        eprintln!("  {error:#}: cargo test runs the tests instead");
    }
}

/// The systems that we know packages for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum System {
    Debian,
    Ubuntu,
    Fedora,
    Arch,
    Mac,
    Windows,
    Other,
}

impl System {
    fn here() -> System {
        match env::consts::OS {
            "macos" => System::Mac,
            "windows" => System::Windows,
            _ => System::from_release(&std::fs::read_to_string("/etc/os-release").unwrap_or_default()),
        }
    }

    /// Reads `/etc/os-release`: the system itself, else what it is like.
    fn from_release(text: &str) -> System {
        let value = |key: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(key))
                .unwrap_or_default()
                .trim_matches('"')
                .to_owned()
        };
        let names = format!("{} {}", value("ID="), value("ID_LIKE="));
        for name in names.split_whitespace() {
            match name {
                "ubuntu" => return System::Ubuntu,
                "debian" => return System::Debian,
                "fedora" | "rhel" => return System::Fedora,
                "arch" => return System::Arch,
                _ => {}
            }
        }
        System::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_derivative_counts_as_what_it_is_like() {
        assert_eq!(System::from_release("ID=linuxmint\nID_LIKE=\"ubuntu debian\"\n"), System::Ubuntu);
        assert_eq!(System::from_release("PRETTY_NAME=\"Debian\"\nID=debian\n"), System::Debian);
        assert_eq!(System::from_release("ID=nobara\nID_LIKE=\"rhel centos fedora\"\n"), System::Fedora);
        assert_eq!(System::from_release("ID=plan9\n"), System::Other);
    }
}
