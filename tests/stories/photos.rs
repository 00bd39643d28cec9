//! A hundred photos that say where, when and by whom they were made, drawn anew by the page that the hiker writes in: what
//! comes out is upright and says nothing. What then goes over the wire is read in `server/tests/network`.

use anyhow::{Context, Result, ensure};
use sente_tests::{App, in_hosts};
use serde_json::json;

in_hosts!(a_hundred_photos_are_drawn_anew_without_a_word: laptop Laptop);

const SECRET: &[u8] = b"48.44685 N 1.48735 E, SENTEPHONE 7, Ana";
const PHOTOS: usize = 100;
/// Every fifth one is a PNG.
const EVERY: usize = 5;

/// Draws a picture whose corners are red, green, blue and yellow, puts the words beside it in, and hands it to the page's own
/// function. Answers the bytes, and the colour of the corner at the upper left.
const REDRAWN: &str = r"
    const [kind, words, at] = given;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [64, 48];
    const context = canvas.getContext('2d');
    for (const [colour, x, y] of [['#f00', 0, 0], ['#0f0', 32, 0], ['#00f', 0, 24], ['#ff0', 32, 24]]) {
        context.fillStyle = colour;
        context.fillRect(x, y, 32, 24);
    }
    const blob = await new Promise((drawn) => canvas.toBlob(drawn, kind));
    const plain = new Uint8Array(await blob.arrayBuffer());
    const file = new File([plain.slice(0, at), new Uint8Array(words), plain.slice(at)], 'ana.img', { type: kind });
    const { redrawn } = await import('/js/photos.js');
    const jpeg = await redrawn(file, 2048, 4194304);
    const drawn = await createImageBitmap(new Blob([jpeg], { type: 'image/jpeg' }));
    context.drawImage(drawn, 0, 0);
    const [red, green, blue] = context.getImageData(8, 8, 1, 1).data.map((part) => (part > 127 ? 1 : 0));
    return { jpeg: Array.from(jpeg), corner: `${red}${green}${blue}`, size: [drawn.width, drawn.height] };
";

fn segment(marker: u8, head: &[u8], content: &[u8]) -> Vec<u8> {
    let length = (2 + head.len() + content.len()) as u16;
    [&[0xff, marker][..], &length.to_be_bytes(), head, content].concat()
}

/// Exif: how the device was held, and a place.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x02".to_vec();
    tiff.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    tiff.extend([0; 4]);
    tiff.extend([0, 1, 0, 0x1b, 0, 7, 0, 0, 0, SECRET.len() as u8, 0, 0, 0, 56, 0, 0, 0, 0]);
    tiff.extend(SECRET);
    tiff
}

fn words_of_a_jpeg(orientation: u8) -> Vec<u8> {
    [
        segment(0xe1, b"Exif\0\0", &exif(orientation)),
        segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0", SECRET),
        segment(0xed, b"Photoshop 3.0\0", SECRET),
        segment(0xe2, b"MPF\0", SECRET),
        segment(0xfe, b"", SECRET),
    ]
    .concat()
}

/// A chunk of a PNG, with its CRC (W3C PNG, annex D).
fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [kind, content].concat();
    let crc = named.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 },
        )
    });
    [&(content.len() as u32).to_be_bytes()[..], &named, &(!crc).to_be_bytes()].concat()
}

fn words_of_a_png() -> Vec<u8> {
    let text = [b"Comment\0", SECRET].concat();
    let xmp = [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], SECRET].concat();
    [chunk(b"tEXt", &text), chunk(b"iTXt", &xmp), chunk(b"eXIf", &exif(1))].concat()
}

/// The corner of the stored picture that is at the upper left when it is upright (Exif 2.32, tag 274), and whether it lies.
fn upright(orientation: u8) -> (&'static str, bool) {
    let corner = match orientation {
        1 | 5 => "100",
        2 | 8 => "010",
        3 | 7 => "110",
        _ => "001",
    };
    (corner, orientation >= 5)
}

pub async fn a_hundred_photos_are_drawn_anew_without_a_word(app: &mut App) -> Result<()> {
    let mut clean = 0;
    for number in 0..PHOTOS {
        let orientation = 1 + (number % 8) as u8;
        let is_png = number % EVERY == 0;
        let (kind, words, at, (corner, lies)) = match is_png {
            // Behind the header of the file and the chunk IHDR.
            true => ("image/png", words_of_a_png(), 33, upright(1)),
            false => ("image/jpeg", words_of_a_jpeg(orientation), 2, upright(orientation)),
        };
        let script = format!("return (async (given) => {{ {REDRAWN} }})([...arguments])");
        let told = app.js(&script, vec![json!(kind), json!(words), json!(at)]).await?;
        let jpeg: Vec<u8> = serde_json::from_value(told["jpeg"].clone()).context("no photo")?;
        for word in [SECRET, b"Exif", b"SENTEPHONE", b"ns.adobe.com", b"Photoshop", b"tEXt", b"iTXt"] {
            ensure!(!jpeg.windows(word.len()).any(|window| window == word), "photo {number} says something");
        }
        let size = if lies { json!([48, 64]) } else { json!([64, 48]) };
        ensure!(
            told["corner"] == corner && told["size"] == size,
            "photo {number} ({orientation}): {} {}",
            told["corner"],
            told["size"]
        );
        clean += 1;
    }
    println!("{clean} of {PHOTOS} clean");
    Ok(())
}
