//! Cuts features into tiles: clipped, simplified, held to a size.
