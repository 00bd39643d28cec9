//! Text search the way people type. Pure: the store hands in the vocabulary and looks terms up.

pub mod fold;
