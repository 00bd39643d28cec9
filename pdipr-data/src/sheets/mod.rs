//! Cards and sheets derived from routes, ready to be stored and shown. Pure.
