//! Published methods: duration, effort. The formulas stand in `docs/methods.md`.
