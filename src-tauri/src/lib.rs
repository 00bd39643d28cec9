//! The shell: the same engine behind a native window. It opens files and links, keeps the window's place,
//! and hands every call to the engine; what the app does is decided in `sente-core`.

mod commands;
mod exchange;
mod host;
#[cfg(desktop)]
mod menu;
mod opened;
mod packs;
mod paths;
mod picture;
mod staff;
mod start;
mod words;

use tauri::{App, Manager};
use tracing_subscriber::EnvFilter;

use host::Host;
use opened::Opened;
use packs::Packs;
use paths::Paths;
use staff::Staff;

/// Opens the window and returns when it is closed.
#[cfg_attr(mobile, tauri::mobile_entry_point)]
pub fn run() {
    let filter =
        EnvFilter::try_from_env("SENTE_LOG").unwrap_or_else(|_| EnvFilter::new("warn,sente_shell=info"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();

    #[cfg(target_os = "linux")]
    if !has_display() {
        eprintln!("{}", words::word("shell-no-display"));
        std::process::exit(1);
    }
    let builder = tauri::Builder::default();
    #[cfg(desktop)]
    let builder = desktop(builder);
    let builder = if start::is_traced() { builder.plugin(start::plugin()) } else { builder };
    let built = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .register_asynchronous_uri_scheme_protocol(packs::SCHEME, packs::serve)
        .setup(|app| Ok(set_up(app)?))
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::add_photo,
            commands::photo,
            staff::staff,
            commands::save_file,
            commands::save_carnet,
            commands::open_link,
            picture::packs_picture,
            picture::save_picture,
            commands::opened_file,
            commands::speak,
            start::shown,
            packs::packs_state,
            packs::packs_offer,
            packs::packs_waiting,
            packs::packs_install,
            packs::packs_offered,
            packs::packs_fetch,
            packs::packs_pause,
            packs::packs_cancel,
            packs::packs_delete,
            packs::packs_search,
            packs::packs_elevation,
            packs::packs_profile,
        ])
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run(|_app, _event| {
            #[cfg(any(target_os = "macos", target_os = "ios", target_os = "android"))]
            if let tauri::RunEvent::Opened { urls } = _event {
                opened::open_urls(_app, &urls);
            }
        }),
        Err(error) => {
            tracing::error!(%error, "the window could not be opened");
            std::process::exit(1);
        }
    }
}

fn set_up(app: &mut App) -> anyhow::Result<()> {
    let paths = Paths::find(app.handle())?;
    tracing::info!(catalogue = %paths.catalogue.display(), data = %paths.data.display(), "starting");
    app.manage(Packs::new(&paths));
    let host = Host::new(paths);
    // The engine gets ready while the web view starts.
    host.warm_up();
    exchange::start(app.handle().clone(), host.clone());
    app.manage(host);
    app.manage(Staff::default());
    app.manage(Opened::default());
    #[cfg(desktop)]
    opened::open_arguments(app.handle(), std::env::args_os().skip(1), &std::env::current_dir()?);
    Ok(())
}

/// Without a display GTK would panic instead of saying so.
#[cfg(target_os = "linux")]
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// One window, one process, a menu: a phone has none of these questions.
#[cfg(desktop)]
fn desktop(builder: tauri::Builder<tauri::Wry>) -> tauri::Builder<tauri::Wry> {
    use tauri_plugin_window_state::StateFlags;

    let mut builder = builder;
    // An own data folder is an own app: tests run several at once.
    if std::env::var_os(paths::DATA_DIR).is_none() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            if let Some(window) = app.get_webview_window("main") {
                let shown = window.unminimize().and_then(|()| window.set_focus());
                if let Err(error) = shown {
                    tracing::warn!(%error, "the window could not be brought to the front");
                }
            }
            opened::open_arguments(app, arguments.into_iter().skip(1).map(Into::into), folder.as_ref());
        }));
        let kept = StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED;
        builder = builder.plugin(tauri_plugin_window_state::Builder::new().with_state_flags(kept).build());
    }
    // The page itself never sees what is dropped on the window.
    let builder = builder.on_window_event(|window, event| {
        if let tauri::WindowEvent::DragDrop(tauri::DragDropEvent::Drop { paths, .. }) = event
            && let Some(path) = paths.first()
        {
            opened::open(window.app_handle(), path.clone());
        }
    });
    builder.menu(menu::build).on_menu_event(menu::chosen)
}
