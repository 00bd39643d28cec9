//! A text as a QR code (ISO/IEC 18004), dark on light in every look: cameras read it no other way.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

use crate::words::say;

/// Modules of white around the code, as the norm asks.
const QUIET: i32 = 4;

/// Nothing where the text is too long for a code.
#[component]
pub fn QrCodeView(text: String) -> impl IntoView {
    let code = QrCode::encode_text(&text, QrCodeEcc::Medium).ok();
    code.map(|code| {
        let side = code.size() + 2 * QUIET;
        let size = side.to_string();
        view! {
            <svg
                class="qr"
                viewBox=format!("0 0 {side} {side}")
                role="img"
                aria-label=say("key-qr")
                shape-rendering="crispEdges"
                data-test="qr"
            >
                <rect width=size.clone() height=size fill="#ffffff"></rect>
                <path d=outline(&code) fill="#000000"></path>
            </svg>
        }
    })
}

/// The dark modules, each run of them in a row as one rectangle.
fn outline(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|at| code.get_module(*at, y)).count() as i32;
            if run > 0 {
                path += &format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run + 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawing_is_dark_where_the_code_is() {
        let text = format!("sente-key:{}", "0f".repeat(32));
        let code = QrCode::encode_text(&text, QrCodeEcc::Medium).unwrap();
        let dark = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark = dark.filter(|(x, y)| code.get_module(*x, *y)).count();
        let drawn: usize = outline(&code)
            .split('h')
            .skip(1)
            .filter_map(|rest| rest.split('v').next()?.parse::<usize>().ok())
            .sum();
        assert_eq!(drawn, dark);
        // The first row begins with the edge of the upper left square, seven modules wide.
        assert!(outline(&code).starts_with("M4 4h7v1h-7z"));
    }
}
