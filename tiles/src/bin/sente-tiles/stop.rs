//! Ctrl-C, and what a system sends that wants a program to end: a long command stops at the next occasion and takes away what
//! it has not finished. Who asks a second time does not wait for that.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::Context;

/// What a command looks at; a command also sets it itself where its reader should stop.
static STOP: AtomicBool = AtomicBool::new(false);
/// Whether it was the user.
static ASKED: AtomicBool = AtomicBool::new(false);

/// As the shell says it of a program that Ctrl-C has ended.
const INTERRUPTED: i32 = 130;

/// From here on Ctrl-C sets what comes back instead of ending the program.
pub fn on_request() -> anyhow::Result<&'static AtomicBool> {
    ctrlc::set_handler(|| {
        if ASKED.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        STOP.store(true, Ordering::Relaxed);
    })
    .context("could not listen for Ctrl-C")?;
    Ok(&STOP)
}

/// Whether somebody asked the program to stop.
pub fn asked() -> bool {
    ASKED.load(Ordering::Relaxed)
}
