//! Where the hiker is, asked of the device only when the hiker wants it; it never leaves the app.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Promise};
use pdipr_data::domain::{Metres, Position};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Geolocation, PositionError, PositionOptions};

/// A position of the device.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fix {
    pub at: Position,
    /// Radius in which the device is with 95 %.
    pub accuracy: Metres,
    /// Where the device moves to; `None` while it stands still or cannot tell.
    pub heading: Option<Heading>,
}

/// Degrees clockwise from north, from 0 and below 360.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Heading(f64);

impl Heading {
    /// `None` for what is no direction: devices say NaN while they stand still.
    pub fn new(degrees: f64) -> Option<Heading> {
        degrees.is_finite().then(|| Heading(degrees.rem_euclid(360.0)))
    }

    pub const fn degrees(self) -> f64 {
        self.0
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PositionRefused {
    /// The hiker or the system said no.
    Denied,
    /// The device cannot tell now, or has no way to tell at all.
    Unavailable,
    TimedOut,
}

impl PositionRefused {
    /// Key of the sentence that says what to do.
    pub const fn key(self) -> &'static str {
        match self {
            PositionRefused::Denied => "position-denied",
            PositionRefused::Unavailable => "position-unavailable",
            PositionRefused::TimedOut => "position-timed-out",
        }
    }
}

/// Asks the device; the first time the system asks the hiker.
pub async fn position() -> Result<Fix, PositionRefused> {
    let navigator = web_sys::window().ok_or(PositionRefused::Unavailable)?.navigator();
    let geolocation = navigator.geolocation().map_err(|_| PositionRefused::Unavailable)?;
    let refused = Rc::new(RefCell::new(PositionRefused::Unavailable));
    let found = JsFuture::from(ask(&geolocation, &refused)).await;
    let refused = *refused.borrow();
    let found: web_sys::Position = found.map_err(|_| refused)?.unchecked_into();
    fix_of(&found)
}

/// Follows the position until it is dropped.
pub struct Watch {
    geolocation: Geolocation,
    id: i32,
    // Held as long as the device may call it.
    _told: Closure<dyn Fn(web_sys::Position)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.geolocation.clear_watch(self.id);
    }
}

/// Tells each new position, after the hiker has allowed a first one. A moment without one leaves the last as it is.
pub fn watch_position(told: impl Fn(Fix) + 'static) -> Option<Watch> {
    let geolocation = web_sys::window()?.navigator().geolocation().ok()?;
    let told = Closure::<dyn Fn(web_sys::Position)>::new(move |found: web_sys::Position| {
        if let Ok(fix) = fix_of(&found) {
            told(fix);
        }
    });
    let id = geolocation
        .watch_position_with_error_callback_and_options(told.as_ref().unchecked_ref(), None, &options())
        .ok()?;
    Some(Watch { geolocation, id, _told: told })
}

fn options() -> PositionOptions {
    let options = PositionOptions::new();
    options.set_enable_high_accuracy(true);
    options.set_timeout(20_000);
    options.set_maximum_age(30_000);
    options
}

fn fix_of(found: &web_sys::Position) -> Result<Fix, PositionRefused> {
    let coordinates = found.coords();
    let heading = coordinates.heading().and_then(Heading::new);
    let fix = fix(coordinates.longitude(), coordinates.latitude(), coordinates.accuracy())?;
    Ok(Fix { heading, ..fix })
}

fn ask(geolocation: &Geolocation, refused: &Rc<RefCell<PositionRefused>>) -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        let refused = Rc::clone(refused);
        let never = reject.clone();
        let on_error = Closure::once_into_js(move |error: PositionError| {
            refused.replace(match error.code() {
                PositionError::PERMISSION_DENIED => PositionRefused::Denied,
                PositionError::TIMEOUT => PositionRefused::TimedOut,
                _ => PositionRefused::Unavailable,
            });
            reject.call0(&JsValue::NULL)
        });
        let asked = geolocation.get_current_position_with_error_callback_and_options(
            &resolve,
            Some(on_error.unchecked_ref()),
            &options(),
        );
        if asked.is_err()
            && let Err(error) = never.call0(&JsValue::NULL)
        {
            leptos::logging::error!("a promise could not be settled: {error:?}");
        }
    })
}

/// Some systems answer latitude 0, longitude 0 when they do not know: that is no position.
fn fix(lon: f64, lat: f64, accuracy: f64) -> Result<Fix, PositionRefused> {
    if lon == 0.0 && lat == 0.0 {
        return Err(PositionRefused::Unavailable);
    }
    let at = Position::new(lon, lat).map_err(|_| PositionRefused::Unavailable)?;
    let accuracy = Metres::try_from(accuracy).map_err(|_| PositionRefused::Unavailable)?;
    Ok(Fix { at, accuracy, heading: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_made_up_position_zero_zero_is_refused() {
        assert_eq!(fix(0.0, 0.0, 10.0), Err(PositionRefused::Unavailable));
    }

    #[test]
    fn a_device_that_stands_still_has_no_heading() {
        assert_eq!(Heading::new(f64::NAN), None);
        assert_eq!(Heading::new(-90.0).map(Heading::degrees), Some(270.0));
    }

    #[test]
    fn a_position_without_accuracy_is_refused() {
        assert_eq!(fix(1.5, 48.4, f64::NAN), Err(PositionRefused::Unavailable));
        assert!(fix(1.5, 48.4, 12.0).is_ok());
    }
}
