//! The end-to-end stories, each told in every host it makes sense in.

mod access;
mod again;
mod ahead;
mod atelier;
mod closed;
mod file;
mod find;
mod maps;
mod offline;
mod openid;
mod photos;
mod picture;
mod place;
mod posts;
mod relief;
mod server;
mod sheet;
mod write;
