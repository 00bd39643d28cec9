//! The program `sente`: opens the shell.

// No console window beside the app on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    sente_shell::run();
}
