//! How a GPX file comes to its screen: handed over by the system, picked, or dropped on the window. Maps that are dropped
//! or handed over go to their own screen.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;
use leptos::task::spawn_local;
use pdipr_data::io::gpx::limits;
use sente_core::calls::InspectGpx;
use sente_core::gpx::GpxReport;
use sente_core::{ApiError, reasons};
use web_sys::File;

use crate::backend::use_backend;
use crate::{device, packs};

#[derive(Debug, Clone, PartialEq)]
pub enum Opened {
    Nothing,
    Reading { name: String },
    Failed { name: String, error: ApiError },
    Shown { name: String, report: GpxReport },
}

static OPENED: LazyLock<ArcRwSignal<Opened>> = LazyLock::new(|| ArcRwSignal::new(Opened::Nothing));
/// Goes up with each file: an answer about an earlier one is not shown any more.
static LAST: AtomicU32 = AtomicU32::new(0);

/// Where the screen of the file stands.
const PATH: &str = "/fichier";

/// The file on the screen, tracked.
pub fn opened() -> Opened {
    OPENED.get()
}

pub fn close() {
    LAST.fetch_add(1, Ordering::Relaxed);
    OPENED.set(Opened::Nothing);
}

/// Reads a picked or dropped file.
pub fn pick(file: File) {
    show(file.name(), async move {
        // What the engine would refuse is not even read.
        if file.size() > limits::FILE_BYTES as f64 {
            return Err(ApiError::invalid("gpx", reasons::GPX_TOO_LARGE));
        }
        device::read_text(&file).await.map_err(|reason| ApiError::Storage { reason })
    });
}

fn show(name: String, text: impl Future<Output = Result<String, ApiError>> + 'static) {
    let turn = LAST.fetch_add(1, Ordering::Relaxed) + 1;
    OPENED.set(Opened::Reading { name: name.clone() });
    spawn_local(async move {
        let report = async { use_backend().ask(InspectGpx { text: text.await? }).await }.await;
        if LAST.load(Ordering::Relaxed) == turn {
            OPENED.set(match report {
                Ok(report) => Opened::Shown { name, report },
                Err(error) => Opened::Failed { name, error },
            });
        }
    });
}

/// Waits for files of the system and for drops, as long as the page lives; `go` leads to a path of ours.
pub fn wait_for_files(go: Callback<&'static str>) {
    let take = move || {
        spawn_local(async move {
            if let Some((name, text)) = device::opened_file().await {
                show(name, async { Ok(text) });
                go.run(PATH);
            }
        });
    };
    let go_to_maps = Callback::new(move |()| go.run(packs::PATH));
    take();
    device::on_opened_file(take);
    packs::take_waiting(go_to_maps);
    device::packs::on_waiting(move || packs::take_waiting(go_to_maps));
    device::on_dropped(move |file| {
        if packs::is_map(&file) {
            packs::choose(Some(file));
            go.run(packs::PATH);
        } else {
            pick(file);
            go.run(PATH);
        }
    });
}
