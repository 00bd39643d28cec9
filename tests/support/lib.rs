//! What the end-to-end stories share: they start the real programs (the static server, the small server, a browser, the window), talk to
//! them over WebDriver, and wait for what a person would see. Nothing of the app is linked in here but the
//! writer of map packs, and the sums that requests carry.

mod app;
mod axe;
mod browser;
mod closures;
mod community;
mod driver;
mod engine;
mod files;
mod host;
mod map;
mod outside;
mod picture;
mod programs;
mod provider;
mod relief;
mod senses;
mod site;
mod story;
mod wait;
mod window;

pub use anyhow::Result;
pub use app::App;
pub use closures::{Closed, a_catalogue_with_closures, day};
pub use community::{Community, PASSWORD, PHOTO_NAME, STAFF};
pub use files::{Inspection, inspect};
pub use host::Host;
pub use map::{Disk, a_map, a_newer_map, published};
pub use outside::attempts;
pub use picture::Picture;
pub use programs::{ours, root};
pub use relief::{Hills, hills};
pub use site::{Site, a_copy_of_the_pages};
pub use story::tell;
pub use wait::until;

/// Tells a story in each host: a phone-sized browser, a laptop-sized one, and the real window.
#[macro_export]
macro_rules! in_every_host {
    ($($story:ident),+ $(,)?) => {$(
        $crate::in_hosts!($story: phone Phone, laptop Laptop, window Window);
    )+};
}

/// Tells a story in the browser alone, in both widths.
#[macro_export]
macro_rules! in_the_browser {
    ($($story:ident),+ $(,)?) => {$(
        $crate::in_hosts!($story: phone Phone, laptop Laptop);
    )+};
}

/// One test for each host that a story is told in.
#[doc(hidden)]
#[macro_export]
macro_rules! in_hosts {
    ($story:ident: $($test:ident $host:ident),+) => {
        mod $story {
            use $crate::{Host, Result, tell};

            $(
                #[test]
                fn $test() -> Result<()> {
                    tell(Host::$host, concat!(stringify!($story), "-", stringify!($test)), super::$story)
                }
            )+
        }
    };
}
