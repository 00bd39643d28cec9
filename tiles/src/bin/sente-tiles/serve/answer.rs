//! What each path of the little server answers: the page, its parts, what the pack says, a tile.

use std::borrow::Cow;
use std::path::PathBuf;

use tiles::pack::{Summary, show};
use tiles::read::{Compression, Pack, Source};
use tiles::tile::Tile;

const PAGE: &str = include_str!("page.html");
const LOOK: &str = include_str!("look.mjs");
const STYLE: &str = include_str!("look.css");
/// What MapLibre consists of; no other file of its folder is given out.
const VENDOR: &[&str] =
    &["maplibre-gl.mjs", "maplibre-gl-shared.mjs", "maplibre-gl-worker.mjs", "maplibre-gl.css"];

pub struct Site<P> {
    pub pack: P,
    pub vendor: Option<PathBuf>,
}

pub struct Answer<'a> {
    pub status: u16,
    pub media: &'static str,
    pub gzip: bool,
    pub body: Cow<'a, [u8]>,
}

impl Answer<'_> {
    pub fn text(status: u16, text: &str) -> Answer<'static> {
        let body = Cow::Owned(format!("{text}\n").into_bytes());
        Answer { status, media: "text/plain; charset=utf-8", gzip: false, body }
    }
}

impl<S: Source> Site<Pack<S>> {
    pub fn answer(&self, path: &str) -> Answer<'_> {
        let found = match path {
            "/" if self.vendor.is_some() => Ok(Some(fixed("text/html; charset=utf-8", PAGE))),
            "/" => self.list().map(Some),
            "/look.mjs" => Ok(Some(fixed("text/javascript", LOOK))),
            "/look.css" => Ok(Some(fixed("text/css", STYLE))),
            "/pack.json" => self.summary().map(Some),
            _ => match path.strip_prefix("/vendor/") {
                Some(name) => self.vendor_file(name),
                None => self.tile(path),
            },
        };
        match found {
            Ok(Some(answer)) => answer,
            Ok(None) => Answer::text(404, "not found"),
            Err(error) => Answer::text(500, &format!("{error:#}")),
        }
    }

    fn tile(&self, path: &str) -> anyhow::Result<Option<Answer<'_>>> {
        let name = path.trim_start_matches('/');
        let Ok(tile) = name.split('.').next().unwrap_or_default().parse::<Tile>() else { return Ok(None) };
        let header = self.pack.header();
        let media = header.kind.media_type();
        Ok(Some(match self.pack.tile(tile)? {
            Some(body) => Answer { status: 200, media, gzip: header.compression == Compression::Gzip, body },
            // To a map, a tile without content is an empty one, and a missing one an error.
            None => Answer { status: 204, media, gzip: false, body: Cow::Borrowed(&[]) },
        }))
    }

    fn vendor_file(&self, name: &str) -> anyhow::Result<Option<Answer<'_>>> {
        let (Some(folder), true) = (&self.vendor, VENDOR.contains(&name)) else { return Ok(None) };
        let media = if name.ends_with(".css") { "text/css" } else { "text/javascript" };
        let body = Cow::Owned(std::fs::read(folder.join(name))?);
        Ok(Some(Answer { status: 200, media, gzip: false, body }))
    }

    fn summary(&self) -> anyhow::Result<Answer<'_>> {
        let body = Cow::Owned(serde_json::to_vec(&show(&self.pack)?)?);
        Ok(Answer { status: 200, media: "application/json", gzip: false, body })
    }

    fn list(&self) -> anyhow::Result<Answer<'_>> {
        Ok(Answer {
            status: 200,
            media: "text/html; charset=utf-8",
            gzip: false,
            body: Cow::Owned(list(&show(&self.pack)?).into_bytes()),
        })
    }
}

fn fixed(media: &'static str, text: &'static str) -> Answer<'static> {
    Answer { status: 200, media, gzip: false, body: Cow::Borrowed(text.as_bytes()) }
}

/// Without MapLibre: the zooms, each with its heaviest tile.
fn list(it: &Summary) -> String {
    let rows = it.by_zoom.iter().map(|zoom| {
        let tile = zoom.heaviest.as_ref().map(|it| it.tile.as_str()).unwrap_or_default();
        format!(
            "<tr><td>{}</td><td>{}</td><td>{}</td><td><a href=\"/{tile}\">{tile}</a></td></tr>",
            zoom.zoom, zoom.tiles, zoom.bytes
        )
    });
    let name = it.metadata.get("name").and_then(|name| name.as_str()).unwrap_or("pack");
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{name}</title>\n<h1>{name}</h1>\n\
         <p>{} tiles of kind {}, {} bytes. <a href=\"/pack.json\">All figures and metadata</a>. \
         <code>--vendor DIR</code> with MapLibre shows a map.</p>\n\
         <table><tr><th>Zoom</th><th>Tiles</th><th>Bytes</th><th>Heaviest</th></tr>\n{}</table></html>\n",
        it.tiles,
        it.kind,
        it.bytes,
        rows.collect::<Vec<_>>().join("\n"),
        name = escaped(name),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
