//! The sheet that rises over the map on a phone, in three heights: by drag, by button, by keyboard. On a laptop the
//! same element is the panel beside the map, and the handle is not there.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::state::use_explore;
use crate::words::{say, t};

/// How much of the screen the sheet takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Height {
    Peek,
    #[default]
    Half,
    Full,
}

impl Height {
    pub const fn as_str(self) -> &'static str {
        match self {
            Height::Peek => "peek",
            Height::Half => "half",
            Height::Full => "full",
        }
    }

    pub const fn taller(self) -> Height {
        match self {
            Height::Peek => Height::Half,
            Height::Half | Height::Full => Height::Full,
        }
    }

    pub const fn shorter(self) -> Height {
        match self {
            Height::Full => Height::Half,
            Height::Half | Height::Peek => Height::Peek,
        }
    }

    /// What a press on the handle does: up and up, then down again.
    pub const fn next(self) -> Height {
        match self {
            Height::Full => Height::Peek,
            other => other.taller(),
        }
    }

    /// Where a drag ends: a flick goes one step its way, else the nearest height. All in pixels.
    pub fn after_drag(from: Height, start: f64, end: f64, room: f64, flick: bool) -> Height {
        if flick && (end - start).abs() > 24.0 {
            return if end > start { from.taller() } else { from.shorter() };
        }
        let share = if room > 0.0 { end / room } else { 0.0 };
        match share {
            share if share < 0.32 => Height::Peek,
            share if share < 0.75 => Height::Half,
            _ => Height::Full,
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Drag {
    from: Height,
    pointer: f64,
    height: f64,
    room: f64,
    since: f64,
    moved: bool,
}

/// The sheet or panel around `children`.
#[component]
pub fn Tray(body: NodeRef<html::Div>, children: Children) -> impl IntoView {
    let explore = use_explore();
    let height = explore.height;
    let tray = NodeRef::<html::Section>::new();
    let pulled = RwSignal::new(None::<f64>);
    let drag = StoredValue::new(None::<Drag>);

    let grab = move |event: PointerEvent| {
        let Some(element) = tray.get_untracked() else { return };
        let room = element.parent_element().map_or(0, |parent| parent.client_height());
        drag.set_value(Some(Drag {
            from: height.get_untracked(),
            pointer: f64::from(event.client_y()),
            height: f64::from(element.offset_height()),
            room: f64::from(room),
            since: event.time_stamp(),
            moved: false,
        }));
        if let Some(Err(error)) =
            element_of(&event).map(|handle| handle.set_pointer_capture(event.pointer_id()))
        {
            leptos::logging::warn!("the drag may end early: {error:?}");
        }
    };
    let pull = move |event: PointerEvent| {
        let Some(mut now) = drag.get_value() else { return };
        let by = now.pointer - f64::from(event.client_y());
        if now.moved || by.abs() > 6.0 {
            now.moved = true;
            drag.set_value(Some(now));
            pulled.set(Some((now.height + by).min(now.room).max(72.0)));
        }
    };
    let drop_it = move |event: PointerEvent| {
        let Some(end) = pulled.get_untracked() else { return };
        pulled.set(None);
        if let Some(drag) = drag.get_value() {
            let flick = event.time_stamp() - drag.since < 250.0;
            height.set(Height::after_drag(drag.from, drag.height, end, drag.room, flick));
        }
    };
    // The press that ends a drag is no press of its own.
    let press = move |_| {
        let moved = drag.get_value().is_some_and(|drag| drag.moved);
        drag.set_value(None);
        if !moved {
            height.update(|height| *height = height.next());
        }
    };
    let key = move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowUp" => height.get_untracked().taller(),
            "ArrowDown" => height.get_untracked().shorter(),
            "Home" => Height::Peek,
            "End" => Height::Full,
            _ => return,
        };
        event.prevent_default();
        height.set(to);
    };
    let remember_scroll = move |_| {
        if let Some(body) = body.get_untracked() {
            explore.scrolled(body.scroll_top(), body.client_height(), body.scroll_height());
        }
    };

    view! {
        <section
            class="tray"
            class:pulled=move || pulled.get().is_some()
            node_ref=tray
            aria-label=say("explore-panel")
            style:height=move || pulled.get().map(|height| format!("{}px", crate::format::fixed(height, 1)))
        >
            <button
                type="button"
                class="tray-handle"
                data-test="tray-handle"
                aria-label=move || t(handle_key(height.get()))
                on:pointerdown=grab
                on:pointermove=pull
                on:pointerup=drop_it
                on:pointercancel=drop_it
                on:click=press
                on:keydown=key
            >
                <span class="tray-grip" aria-hidden="true"></span>
            </button>
            <div class="tray-body" node_ref=body on:scroll=remember_scroll>
                {children()}
            </div>
        </section>
    }
}

const fn handle_key(height: Height) -> &'static str {
    match height.next() {
        Height::Peek => "explore-tray-to-peek",
        Height::Half => "explore-tray-to-half",
        Height::Full => "explore-tray-to-full",
    }
}

fn element_of(event: &PointerEvent) -> Option<web_sys::Element> {
    use wasm_bindgen::JsCast;
    event.current_target().and_then(|target| target.dyn_into().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_drag_ends_at_the_nearest_height() {
        assert_eq!(Height::after_drag(Height::Half, 400.0, 200.0, 800.0, false), Height::Peek);
        assert_eq!(Height::after_drag(Height::Half, 400.0, 420.0, 800.0, false), Height::Half);
        assert_eq!(Height::after_drag(Height::Half, 400.0, 700.0, 800.0, false), Height::Full);
    }

    #[test]
    fn a_flick_goes_one_step_its_way() {
        assert_eq!(Height::after_drag(Height::Peek, 80.0, 120.0, 800.0, true), Height::Half);
        assert_eq!(Height::after_drag(Height::Full, 800.0, 740.0, 800.0, true), Height::Half);
    }

    #[test]
    fn pressing_the_handle_visits_every_height() {
        let mut seen = vec![Height::Peek];
        while seen.len() < 3 {
            seen.push(seen[seen.len() - 1].next());
        }
        assert_eq!(seen, [Height::Peek, Height::Half, Height::Full]);
        assert_eq!(Height::Full.next(), Height::Peek);
    }
}
