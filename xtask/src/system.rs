//! What the machine must have besides Rust: one table of needs with the package that brings each on each system.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::tools::which;

/// Something that must be there, and what brings it.
pub struct Need {
    /// What it is for, as the person at the keyboard would say it.
    pub why: &'static str,
    pub present: fn() -> bool,
    pub debian: &'static [&'static str],
    pub ubuntu: &'static [&'static str],
    pub fedora: &'static [&'static str],
    pub arch: &'static [&'static str],
    pub mac: &'static [&'static str],
    pub windows: &'static str,
}

/// Compiling at all: a C compiler and linker (SQLite is C).
pub const NATIVE: &[Need] = &[Need {
    why: "a C compiler, for SQLite",
    present: || cfg!(windows) || ["cc", "gcc", "clang"].iter().any(|name| which(name).is_some()),
    debian: &["build-essential"],
    ubuntu: &["build-essential"],
    fedora: &["gcc"],
    arch: &["base-devel"],
    mac: &[],
    windows: "the Visual Studio Build Tools with the C++ workload",
}];

/// The pages: npm for MapLibre and the fonts, a recent clang for SQLite in wasm.
pub const WEB: &[Need] = &[
    Need {
        why: "npm, which brings MapLibre and the fonts",
        present: || which("npm").is_some() || which("npm.cmd").is_some(),
        debian: &["npm"],
        ubuntu: &["npm"],
        fedora: &["nodejs-npm"],
        arch: &["npm"],
        mac: &["node"],
        windows: "Node.js 20 or newer (winget install OpenJS.NodeJS.LTS)",
    },
    Need {
        why: "clang 16 or newer, which compiles SQLite for the browser",
        present: || wasm_clang().is_some(),
        debian: &["clang-19"],
        ubuntu: &["clang-19"],
        fedora: &["clang"],
        arch: &["clang"],
        mac: &["llvm"],
        windows: "LLVM (winget install LLVM.LLVM)",
    },
];

/// The desktop window.
pub const WINDOW: &[Need] = &[Need {
    why: "WebKitGTK, which draws the desktop window",
    present: || !cfg!(target_os = "linux") || pkg_config("webkit2gtk-4.1"),
    debian: &["libwebkit2gtk-4.1-dev", "pkg-config"],
    ubuntu: &["libwebkit2gtk-4.1-dev", "pkg-config"],
    fedora: &["webkit2gtk4.1-devel", "pkgconf-pkg-config"],
    arch: &["webkit2gtk-4.1", "pkgconf"],
    mac: &[],
    windows: "Microsoft Edge WebView2 (part of Windows 10 and 11)",
}];

/// A screen without a monitor, for the window's tests and benchmarks.
pub const SCREEN: &[Need] = &[Need {
    why: "a virtual screen for the window",
    present: || which("Xvfb").is_some() || !cfg!(target_os = "linux"),
    debian: &["xvfb", "xauth", "libgl1-mesa-dri", "fonts-dejavu-core", "iproute2"],
    ubuntu: &["xvfb", "xauth", "libgl1-mesa-dri", "fonts-dejavu-core", "iproute2"],
    fedora: &["xorg-x11-server-Xvfb", "mesa-dri-drivers", "dejavu-sans-fonts"],
    arch: &["xorg-server-xvfb", "mesa", "ttf-dejavu"],
    mac: &[],
    windows: "(the tests of the window run on Linux)",
}];

/// The end-to-end tests: the two browsers' drivers, and PostgreSQL.
pub const TESTS: &[Need] = &[
    Need {
        why: "the driver of the desktop window, for its tests",
        present: || which("WebKitWebDriver").is_some(),
        debian: &["webkit2gtk-driver"],
        ubuntu: &["webkit2gtk-driver"],
        fedora: &["webkit2gtk4.1"],
        arch: &["webkit2gtk-4.1"],
        mac: &[],
        windows: "(the tests of the window run on Linux)",
    },
    Need {
        why: "Chromium and its driver, for the tests of the browser version",
        present: || which("chromedriver").is_some() && chromium().is_some(),
        debian: &["chromium", "chromium-driver"],
        ubuntu: &["chromium-browser", "chromium-chromedriver"],
        fedora: &["chromium", "chromedriver"],
        arch: &["chromium"],
        mac: &["--cask chromium chromedriver"],
        windows: "Chrome and the chromedriver of the same version",
    },
    Need {
        why: "PostgreSQL, for the tests of the server's second store",
        present: || cfg!(windows) || which("initdb").is_some() || Path::new("/usr/lib/postgresql").is_dir(),
        debian: &["postgresql"],
        ubuntu: &["postgresql"],
        fedora: &["postgresql-server"],
        arch: &["postgresql"],
        mac: &["postgresql"],
        windows: "(the tests with PostgreSQL run on Linux)",
    },
    Need {
        why: "the packet filter, for the test that loses packets",
        // Where it lies, only root has in its path.
        present: || {
            !cfg!(target_os = "linux") || which("nft").is_some() || Path::new("/usr/sbin/nft").is_file()
        },
        debian: &["nftables"],
        ubuntu: &["nftables"],
        fedora: &["nftables"],
        arch: &["nftables"],
        mac: &[],
        windows: "(the test that loses packets runs on Linux)",
    },
];

/// Chromium under one of its names.
pub fn chromium() -> Option<std::path::PathBuf> {
    ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| which(name))
}

/// A clang that can compile SQLite for wasm32 (clang 14 cannot).
pub fn wasm_clang() -> Option<String> {
    let versioned = (16..=22).rev().map(|version| format!("clang-{version}"));
    versioned.chain(["clang".to_owned()]).find(|name| which(name).is_some() && recent_enough(name))
}

fn recent_enough(clang: &str) -> bool {
    let Ok(output) = Command::new(clang).arg("--version").stdin(Stdio::null()).output() else { return false };
    major(&String::from_utf8_lossy(&output.stdout)).is_some_and(|version| version >= 16)
}

/// The first number after "version " in what clang says of itself.
fn major(text: &str) -> Option<u32> {
    text.split("version ").nth(1)?.split('.').next()?.parse().ok()
}

fn pkg_config(library: &str) -> bool {
    Command::new("pkg-config").args(["--exists", library]).status().is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_of_clang_is_read_from_its_own_words() {
        assert_eq!(major("Debian clang version 19.1.7 (3~deb12u1)\nTarget: x86_64"), Some(19));
        assert_eq!(major("Apple clang version 15.0.0 (clang-1500)"), Some(15));
        assert_eq!(major("gcc"), None);
    }
}
