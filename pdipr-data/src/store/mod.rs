//! `catalogue.sqlite`: written once by `build`, read-only ever after. The only SQL of this crate.
