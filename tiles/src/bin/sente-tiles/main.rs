//! `sente-tiles`: makes and looks at map packs.

fn main() {}
