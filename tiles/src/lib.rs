//! Offline maps: reading and building vector tile packs. The map packs come with their own issue; this crate keeps their place.
