//! The screens, one folder each.

pub mod apart;
pub mod atelier;
pub mod carnet;
pub mod explore;
pub mod gpx;
pub mod home;
pub mod more;
pub mod post;
pub mod route;
