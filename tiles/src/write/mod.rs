//! Writing a PMTiles v3 pack: clustered along the Hilbert curve, each distinct tile once.
