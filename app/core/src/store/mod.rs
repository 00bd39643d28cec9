//! The hiker's own store.
