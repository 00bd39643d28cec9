//! The engine: one handler for each call, synchronous, told the time by its host.
