//! Where a story is told.

/// The three hosts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Host {
    /// Headless Chromium, 390 × 844.
    Phone,
    /// Headless Chromium, 1280 × 800.
    Laptop,
    /// The real window under a virtual screen.
    Window,
}

impl Host {
    /// Width and height of the page.
    pub fn size(self) -> (u32, u32) {
        match self {
            Host::Phone => (390, 844),
            Host::Laptop | Host::Window => (1280, 800),
        }
    }

    pub fn is_narrow(self) -> bool {
        self == Host::Phone
    }
}
