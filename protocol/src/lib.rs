//! Bodies, paths and error codes shared by client and server.
