//! Screens that are fetched apart: whoever opens the app waits for the home screen only. Two parts, because what several
//! parts share becomes one more part for each company they keep.

use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use leptos_router::LazyRoute;

use super::atelier::AtelierScreen;
use super::carnet::Carnet;
use super::explore::{ExploreScreen, MapScreen, MapShell, is_laptop};
use super::gpx::{self, GpxScreen};
use super::more::{
    AboutDataScreen, AccessibilityScreen, LegendScreen, More, PacksScreen, PrivacyScreen, RulesScreen,
    SettingsScreen, StorageScreen,
};
use super::post::{RecommendationScreen, ReportScreen, ReviewScreen};
use super::route::RouteScreen;
use crate::map::Surface;
use crate::parts::NotFetched;

/// One type for each screen, as the router wants it, and one function for each part of the wasm.
macro_rules! apart {
    ($($part:ident, fetched by $fetch:ident, has $kind:ident { $($name:ident => $screen:ident,)+ })+) => {$(
        enum $kind { $($name,)+ }

        #[wasm_split($part, fallible, preload($fetch), wasm_split_path = leptos::wasm_split)]
        fn $part(screen: $kind) -> Result<AnyView, SplitLoaderError> {
            Ok(match screen { $($kind::$name => $screen().into_any(),)+ })
        }

        $(
            pub struct $name;

            impl LazyRoute for $name {
                fn data() -> Self {
                    Self
                }

                async fn view(_: Self) -> AnyView {
                    $part($kind::$name).await.unwrap_or_else(|_| NotFetched().into_any())
                }
            }
        )+
    )+};
}

apart! {
    walk, fetched by fetch_walk, has Walk {
        Shell => MapShell,
        List => ExploreScreen,
        Map => MapScreen,
        Sheet => RouteScreen,
    }
    own, fetched by fetch_own, has Own {
        Notebook => Carnet,
        File => GpxScreen,
        Review => ReviewScreen,
        Recommendation => RecommendationScreen,
        Report => ReportScreen,
        Rooms => More,
        Storage => StorageScreen,
        Maps => PacksScreen,
        AboutData => AboutDataScreen,
        Legend => LegendScreen,
        Accessibility => AccessibilityScreen,
        Privacy => PrivacyScreen,
        Rules => RulesScreen,
        Settings => SettingsScreen,
    }
    staff, fetched by fetch_staff, has Staff {
        Atelier => AtelierScreen,
    }
}

/// Files of the system and drops are waited for once their part is here; `go` leads to a path of ours.
pub async fn wait_for_files(go: Callback<&'static str>) {
    if let Err(error) = files(go).await {
        leptos::logging::warn!("{error}");
    }
}

#[wasm_split(own, fallible, wasm_split_path = leptos::wasm_split)]
fn files(go: Callback<&'static str>) -> Result<(), SplitLoaderError> {
    gpx::wait_for_files(go);
    Ok(())
}

/// What the map is made of is gathered once its part is here; where the map stands beside the list, it is made as well.
pub async fn gather_map(surface: Surface) {
    if let Err(error) = gathered(surface).await {
        leptos::logging::warn!("{error}");
    }
}

#[wasm_split(walk, fallible, wasm_split_path = leptos::wasm_split)]
fn gathered(surface: Surface) -> Result<(), SplitLoaderError> {
    surface.gather(is_laptop());
    Ok(())
}

/// Everything that is not here yet. A part that does not come is asked for again by the screen that wants it.
pub async fn fetch_all() {
    for fetched in [fetch_walk().await, fetch_own().await] {
        if let Err(error) = fetched {
            leptos::logging::warn!("{error}");
        }
    }
}
