//! The program in the page: starts the screens.

fn main() {
    sente_ui::start();
}
