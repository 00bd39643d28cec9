//! The small server: takes what hikers write, each operation once, has it moderated, and gives it to everybody.

pub mod answer;
pub mod api;
pub mod auth;
pub mod config;
pub mod failure;
pub mod guard;
pub mod jobs;
pub mod kept;
pub mod metrics;
pub mod month;
pub mod openapi;
pub mod opening;
pub mod pages;
pub mod photos;
pub mod said;
pub mod secret;
pub mod serve;
pub mod site;
pub mod state;
pub mod store;
