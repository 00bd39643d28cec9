//! A route on its map as a picture: to print with its sheet, or as a file to keep or send. Drawn on the maps that are installed.

// `tauri::command` itself writes such a `let` for each asynchronous command.
#![allow(clippy::let_underscore_must_use)]

use std::ops::Deref;

use sente_core::packs::PackRefused;
use sente_core::picture::PictureOrder;
use tauri::{AppHandle, State};
use tiles::picture::{Scene, Size, below, draw, png};
use tiles::read::{Pack, Source};

use crate::commands::{chosen_path, plain_name};
use crate::packs::{Packs, off_thread};

/// Draws the route as SVG.
#[tauri::command]
pub async fn packs_picture(packs: State<'_, Packs>, order: PictureOrder) -> Result<String, PackRefused> {
    let packs = packs.inner().clone();
    let drawn = move || svg(packs.all(), &order).map_err(|error| PackRefused::failed(format!("{error:#}")));
    off_thread(drawn).await
}

/// Draws the route and saves it where the hiker says, as PNG or, by the ending of the name, as SVG; answers with the place, or
/// with nothing where they change their mind.
#[tauri::command]
pub async fn save_picture(
    app: AppHandle,
    packs: State<'_, Packs>,
    order: PictureOrder,
) -> Result<Option<String>, String> {
    let packs = packs.inner().clone();
    let work = move || {
        let Some(path) = chosen_path(&app, &plain_name(&order.file_name()))? else { return Ok(None) };
        let drawn = svg(packs.all(), &order).and_then(|svg| {
            let as_svg = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("svg"));
            Ok(if as_svg { svg.into_bytes() } else { png(&svg)? })
        });
        let bytes = drawn.map_err(|error| format!("{error:#}"))?;
        std::fs::write(&path, bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        Ok(Some(path.display().to_string()))
    };
    tauri::async_runtime::spawn_blocking(work).await.unwrap_or_else(|error| Err(error.to_string()))
}

fn svg<S: Source, P: Deref<Target = Pack<S>>>(packs: Vec<P>, order: &PictureOrder) -> anyhow::Result<String> {
    let (width, height) = order.size;
    let scene = Scene::of_route(&order.route, order.details.clone());
    let packs = below(packs, &scene);
    let packs: Vec<_> = packs.iter().map(Deref::deref).collect();
    Ok(draw(&packs, &scene, Size::new(width, height)?, order.look.as_str().parse()?)?)
}

#[cfg(test)]
mod tests {
    use pdipr_data::domain::{Network, Position, RouteId, RouteOnMap, RouteShape, StretchKind, StretchOnMap};
    use sente_core::carnet::ShownLook;

    use super::*;
    use crate::packs::samples::{a_map_with_water, a_relief, opened};

    /// The yellow of a PR by day.
    const YELLOW: [u8; 3] = [0xF5, 0xB8, 0x00];

    fn an_order(look: ShownLook) -> PictureOrder {
        let at = |lon, lat| Position::new(lon, lat).unwrap();
        let line = vec![at(1.5, 48.5), at(1.52, 48.51), at(1.54, 48.49)];
        PictureOrder {
            route: RouteOnMap {
                id: RouteId("pr/1".into()),
                name: "PR 1".into(),
                network: Network::Pr,
                shape: Some(RouteShape::Traverse),
                start: line.first().copied(),
                ends: Vec::new(),
                stretches: vec![StretchOnMap { kind: StretchKind::Inscribed, line }],
                closed: Vec::new(),
            },
            details: "4,2 km".into(),
            size: (640, 480),
            look,
        }
    }

    #[test]
    fn a_picture_has_its_size_and_the_colour_of_its_route() {
        let svg = svg(Vec::<Box<Pack<Vec<u8>>>>::new(), &an_order(ShownLook::Day)).unwrap();
        let picture = png(&svg).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let frame = reader.next_frame(&mut pixels).unwrap();
        assert_eq!((frame.width, frame.height), (640, 480));
        assert!(pixels.chunks_exact(4).any(|pixel| pixel.starts_with(&YELLOW)));
    }

    #[test]
    fn a_relief_among_the_maps_stops_no_picture() {
        let folder = tempfile::tempdir().unwrap();
        let packs =
            vec![opened(&a_relief(folder.path())), opened(&a_map_with_water(folder.path(), "Source"))];
        assert!(svg(packs, &an_order(ShownLook::Night)).is_ok());
    }

    #[test]
    fn a_picture_of_no_size_is_refused() {
        let order = PictureOrder { size: (0, 60_000), ..an_order(ShownLook::Day) };
        assert!(svg(Vec::<Box<Pack<Vec<u8>>>>::new(), &order).is_err());
    }
}
