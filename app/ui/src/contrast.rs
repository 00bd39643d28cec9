//! Computes the contrast of the design tokens (WCAG 2.1, relative luminance) from `static/css/tokens.css` itself, so
//! that a colour cannot be changed into one that somebody cannot read.

use std::collections::BTreeMap;

use crate::sources::static_file;

type Look = BTreeMap<String, [u8; 3]>;

const LOOKS: [&str; 3] = ["day", "sun", "night"];

/// Texts and the grounds they stand on.
const TEXTS: &[(&str, &[&str])] = &[
    ("ink", &["paper", "card", "moss-soft", "ochre-soft", "alert-soft"]),
    ("muted", &["paper", "card"]),
    ("moss-strong", &["paper", "card", "moss-soft"]),
    ("ochre-ink", &["paper", "card", "ochre-soft"]),
    ("sky", &["paper", "card"]),
    ("alert", &["paper", "card", "alert-soft"]),
    ("muted", &["alert-soft"]),
    ("on-moss", &["moss", "moss-strong"]),
    ("on-alert", &["alert"]),
    ("on-toast", &["toast"]),
];

/// Edges of controls, marks of focus, lines that carry a meaning.
const CONTROLS: &[(&str, &[&str])] = &[
    ("outline", &["paper", "card"]),
    ("focus", &["paper", "card"]),
    ("moss", &["paper", "card", "moss-soft"]),
    ("ochre", &["paper", "card"]),
    ("route-red", &["card", "route-casing"]),
    ("route-selected", &["card", "route-casing"]),
    ("route-local", &["card", "route-casing"]),
];

fn look(name: &str) -> Look {
    let css = static_file("css/tokens.css");
    let start = css.find(&format!(":root[data-look='{name}']")).unwrap();
    let block = css[start..].split('}').next().unwrap();
    let mut tokens = Look::new();
    for line in block.lines() {
        let Some((token, value)) = line.trim().split_once(": #") else { continue };
        let value = u32::from_str_radix(value.trim_end_matches(';'), 16).unwrap();
        let [_, red, green, blue] = value.to_be_bytes();
        tokens.insert(token.trim_start_matches("--").to_owned(), [red, green, blue]);
    }
    tokens
}

fn luminance(colour: [u8; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let channel = f64::from(channel) / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn too_weak(pairs: &[(&str, &[&str])], least: impl Fn(&str) -> f64) -> Vec<String> {
    let mut weak = Vec::new();
    for name in LOOKS {
        let tokens = look(name);
        for (front, grounds) in pairs {
            for ground in *grounds {
                let found = contrast(tokens[*front], tokens[*ground]);
                if found < least(name) {
                    weak.push(format!("{name}: {front} on {ground} is {found:.2}, wants {}", least(name)));
                }
            }
        }
    }
    weak
}

#[test]
fn texts_can_be_read_in_every_look_and_better_in_full_sun() {
    let weak = too_weak(TEXTS, |look| if look == "sun" { 7.0 } else { 4.5 });
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn controls_and_lines_stand_out_from_their_ground() {
    let weak = too_weak(CONTROLS, |_| 3.0);
    assert!(weak.is_empty(), "{weak:#?}");
}

#[test]
fn yellow_lines_stand_out_from_the_dark_casing_that_carries_them() {
    for name in LOOKS {
        let tokens = look(name);
        assert!(contrast(tokens["route-yellow"], tokens["route-casing-dark"]) >= 3.0, "{name}");
    }
}

#[test]
fn every_look_is_a_full_set() {
    let day: Vec<_> = look("day").into_keys().collect();
    for name in LOOKS {
        assert_eq!(look(name).into_keys().collect::<Vec<_>>(), day, "{name}");
    }
}

#[test]
fn black_on_white_is_twenty_one_to_one() {
    assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
}
